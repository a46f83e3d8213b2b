"""The role with the preset nginx, from a fresh guest to a guest without it."""

from kinds import files_of
from lab import Machine
from project import Project
from story import Scene, answers, expect, healthy, is_gone, previewed, refused, runs, story, succeeded, unchanged

NODE = Machine("serviceslab", "192.168.2.200", "node")
PROXY = Machine("nginx", "192.168.2.102", "ct", 102)
WEBS = [Machine("web1", "192.168.2.109", "vm", 109), Machine("web2", "192.168.2.110", "vm", 110)]
URL = f"http://{PROXY.address}"
FACTS = """\
nodes:
  - { name: serviceslab, address: 192.168.2.200, version: "8.3.3" }
guests:
  - { kind: ct, id: 102, name: nginx, address: 192.168.2.102, node: serviceslab, purpose: reverse proxy }
"""


def project_for(scene: Scene) -> Project:
    """A repository with an inventory of the guest, its role and its play."""
    project = Project(scene)
    project.new("ansible-project", "lab")
    project.write(".tenon/inventory.yaml", FACTS)
    project.new("ansible-inventory", "lab", user="root")
    project.new("ansible-role", "nginx", target="nginx")
    project.new("ansible-playbook", "nginx", target="nginx", services="nginx")
    project.hand_off()
    return project


@story(PROXY, is_sample=True)
def nginx_in_short(scene: Scene) -> None:
    """What `make test` has time for: laid out with a name, previewed, applied, applied again, rebooted."""
    guest = scene.guests["nginx"]
    with scene.stage("laid out with a name, previewed on a fresh guest"):
        project = project_for(scene)
        previewed(project.play("playbooks/nginx.yml", "--check", "--diff"))
    with scene.stage("applied: it answers, and a second run changes nothing"):
        succeeded(project.play("playbooks/nginx.yml"))
        answers(scene, URL, "Welcome to nginx")
        unchanged(project.play("playbooks/nginx.yml"))
    with scene.stage("a reboot keeps it"):
        guest.reboot()
        runs(guest, "nginx.service")
        answers(scene, URL, "Welcome to nginx")
        healthy(guest)


@story(PROXY, NODE)
def nginx(scene: Scene) -> None:
    """Stage by stage, with one answer that changes."""
    guest = scene.guests["nginx"]
    with scene.stage("laid out with a name"):
        project = project_for(scene)
    with scene.stage("previewed on a fresh guest, which stays fresh"):
        previewed(project.play("playbooks/nginx.yml", "--check", "--diff"))
        expect(guest.run("dpkg", "-s", "nginx").status != 0, "nginx was installed by a preview")
        expect(guest.run("dpkg", "-s", "python3-apt").status != 0, "python3-apt was installed by a preview")
    with scene.stage("applied: the package's site answers, nginx.conf is the package's"):
        succeeded(project.play("playbooks/nginx.yml"))
        runs(guest, "nginx.service")
        answers(scene, URL, "Welcome to nginx")
        expect(not guest.run("dpkg", "--verify", "nginx-common").output, "a file of the package was changed")
        healthy(guest)
    with scene.stage("a second run changes nothing"):
        unchanged(project.play("playbooks/nginx.yml"))
    with scene.stage("an update serves a site in place of the package's, as its handoff says"):
        guest.lab.write(guest.root / "srv/site/index.html", "a site of one's own\n")
        before = list(files_of(guest.run, "/etc/nginx"))
        project.update("ansible-role/nginx", root="/srv/site")
        handoff = project.hand_off()
        handoff.preview()
        answers(scene, URL, "Welcome to nginx")
        handoff.deploy()
        answers(scene, URL, "a site of one's own")
    with scene.stage("a reboot keeps it"):
        guest.reboot()
        runs(guest, "nginx.service")
        answers(scene, URL, "a site of one's own")
        healthy(guest)
    with scene.stage("the update is rolled back as its handoff says: the former bytes, the package's site answers"):
        handoff.roll_back()
        expect(list(files_of(guest.run, "/etc/nginx")) == before, "not the former bytes")
        runs(guest, "nginx.service")
        answers(scene, URL, "Welcome to nginx")
    with scene.stage("an update serves it with TLS; a certificate that is not in the vault is named"):
        project.update("ansible-role/nginx", root="/srv/site", tls="true")
        project.hand_off()
        refused(project.play("playbooks/nginx.yml", "--check"), "put vault_nginx_tls_certificate")
        project.vault("lab", **certificate(scene))
        previewed(project.play("playbooks/nginx.yml", "--check", "--diff"))
        succeeded(project.play("playbooks/nginx.yml"))
        said = scene.lab.run("curl", "-sSkL", "--max-time", 10, URL)
        expect(said.status == 0 and "a site of one's own" in said.output, said)
        kept_key = succeeded(guest.run("stat", "-c", "%a", "/etc/nginx/tls/nginx.key"))
        expect(kept_key == "600\n", kept_key)
        unchanged(project.play("playbooks/nginx.yml"))
    with scene.stage("removed, twice; the play's own checks agree"):
        previewed(project.play("playbooks/nginx.yml", "--check", nginx_state="absent"))
        succeeded(project.play("playbooks/nginx.yml", nginx_state="absent"))
        is_gone(guest, "nginx.service")
        refused(scene.lab.run("curl", "-sS", "--max-time", 5, URL))
        unchanged(project.play("playbooks/nginx.yml", nginx_state="absent"))
        healthy(guest)


def certificate(scene: Scene) -> dict[str, str]:
    """A certificate and its key, signed by itself, as the vault has them."""
    subject = (
        "-subj",
        "/CN=nginx",
        "-days",
        "2",
        "-nodes",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
    )
    files = {"tls_key": scene.folder / "key.pem", "tls_certificate": scene.folder / "certificate.pem"}
    place = ("-keyout", files["tls_key"], "-out", files["tls_certificate"])
    succeeded(scene.lab.run("openssl", "req", "-x509", *subject, *place))
    return {f"vault_nginx_{name}": path.read_text() for name, path in files.items()}


@story(PROXY)
def nginx_keeps_what_runs(scene: Scene) -> None:
    """Wrong answers, a port in use, a clash, a failed run: what ran goes on."""
    guest = scene.guests["nginx"]
    play = "playbooks/nginx.yml"
    with scene.stage("a port that another program uses is said, and nothing is installed"):
        project = project_for(scene)
        succeeded(guest.run("systemd-run", "--unit=squatter", "python3", "-m", "http.server", "80"))
        refused(project.play(play, "--check", nginx_root="/srv/site"), "port 80 is in use", "python3")
        refused(project.play(play, nginx_root="/srv/site"), "port 80 is in use", "python3")
        expect(guest.run("dpkg", "-s", "nginx").status != 0, "nginx was installed all the same")
        succeeded(guest.run("systemctl", "stop", "squatter"))
    with scene.stage("a host with too little space is left alone"):
        project.update("ansible-playbook/nginx", min_disk_mb="1000000")
        refused(project.play(play), "MB are free on /, 1000000 are needed")
        expect(guest.run("dpkg", "-s", "nginx").status != 0, "nginx was installed all the same")
        project.tenon("undo")
    with scene.stage("a site runs"):
        guest.lab.write(guest.root / "srv/site/index.html", "a site of one's own\n")
        succeeded(project.play(play, nginx_root="/srv/site"))
        site = guest.read("/etc/nginx/conf.d/nginx.conf")
        expect(site, "there is no site")
    with scene.stage("a configuration that nginx refuses leaves the former one, running and on disk"):
        bad = [{"name": "bad", "server_name": "bad.example.org", "extra": "no_such_directive on;"}]
        refused(project.play(play, nginx_root="/srv/site", nginx_sites=bad), "no_such_directive")
        kept(scene, site)
    with scene.stage("a site that somebody else serves is said"):
        other = "server { listen 80; server_name www.example.org; return 204; }\n"
        guest.lab.write(guest.root / "etc/nginx/sites-enabled/other", other)
        twice = [{"name": "www", "server_name": "www.example.org", "root": "/srv/site"}]
        refused(project.play(play, nginx_root="/srv/site", nginx_sites=twice), "conflicting server name")
        kept(scene, site)
    with scene.stage("what a failed run left unloaded comes into force with the next"):
        guest.lab.write(guest.root / "etc/nginx/sites-enabled/other", other.replace("204", "418"))
        succeeded(project.play(play, nginx_root="/srv/site"))
        said = scene.lab.run("curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "-H", "Host: www.example.org", URL)
        expect(said.output == "418", said)
        unchanged(project.play(play, nginx_root="/srv/site"))
    with scene.stage("taken away, it leaves nginx to the site of the other"):
        succeeded(project.play(play, nginx_state="absent"))
        runs(guest, "nginx.service")
        expect(guest.read("/etc/nginx/conf.d/nginx.conf") is None, "the site is still there")
        unchanged(project.play(play, nginx_state="absent"))


def kept(scene: Scene, site: bytes | None) -> None:
    """The former site is there byte for byte, answers, and nothing else is in the included folder."""
    guest = scene.guests["nginx"]
    expect(guest.read("/etc/nginx/conf.d/nginx.conf") == site, "the site was changed")
    listed = succeeded(guest.run("ls", "-A", "/etc/nginx/conf.d"))
    expect(listed.split() == ["nginx.conf"], f"conf.d holds {listed}")
    succeeded(guest.run("nginx", "-t"))
    answers(scene, URL, "a site of one's own")
