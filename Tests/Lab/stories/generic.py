"""The role with the preset generic: a service of one's own, with settings, data, a secret and a port."""

from guest import Guest
from kinds import files_of
from lab import Machine
from project import Project
from story import Scene, answers, expect, healthy, is_gone, previewed, refused, runs, story, succeeded, unchanged

HOST = Machine("web1", "192.168.2.109", "vm", 109)
NODE = Machine("serviceslab", "192.168.2.200", "node")
FACTS = """\
nodes:
  - { name: serviceslab, address: 192.168.2.200, version: "8.3.3" }
guests:
  - { kind: vm, id: 109, name: web1, address: 192.168.2.109, node: serviceslab, purpose: application }
"""
ANSWERS = {
    "packages": "jq",
    "user": "app",
    "data_dir": "/srv/app",
    "config_format": "env",
    "secrets": "token",
    "reload": "false",
    "health": "http",
    "target": "web1",
}
SETTINGS = """\
app_config_files:
  - name: app.conf
    settings:
      OFFICE: Büro "Süd" $1
      ENABLED: true
      PORTS: [80, 443]
"""
PLAY = "playbooks/app.yml"
PLACES = ("/etc/app", "/etc/systemd/system", "/etc/nftables.d")


def at_port(port: str) -> dict[str, str]:
    """The answers that say where the service listens."""
    command = f"/usr/bin/python3 -m http.server {port}"
    return {"command": command, "ports": f"{port}/tcp", "health_port": port}


@story(HOST, NODE)
def generic(scene: Scene) -> None:
    """Stage by stage, with answers that change."""
    host = scene.guests["web1"]
    with scene.stage("laid out; what nobody filled in is said, and nothing is put in place"):
        project = Project(scene)
        project.new("ansible-project", "lab")
        project.write(".tenon/inventory.yaml", FACTS)
        project.new("ansible-inventory", "lab")
        project.new("ansible-role", "app", **ANSWERS, **at_port("8080"))
        project.new("ansible-playbook", "app", target="web1", services="app")
        project.hand_off()
        refused(project.play(PLAY, "--check"), "app.conf would be empty", "app_config_files")
        expect(host.run("test", "-e", "/srv/app").status != 0, "something was put in place")
    with scene.stage("filled in, previewed on a fresh host, which stays fresh"):
        variables = "inventories/lab/host_vars/web1.yml"
        project.write(variables, project.read(variables) + SETTINGS)
        project.hand_off()
        refused(project.play(PLAY, "--check"), "vault_app_token is not in the vault")
        project.vault("lab", vault_app_token="of the lab")
        previewed(project.play(PLAY, "--check", "--diff"))
        expect(host.run("id", "app").status != 0, "a preview created a user")
        for package in ("jq", "python3-apt"):
            expect(host.run("dpkg", "-s", package).status != 0, f"a preview installed {package}")
    with scene.stage("applied: it answers, and systemd reads the settings as they are meant"):
        succeeded(project.play(PLAY))
        served(scene, host, "8080")
        read = ("systemd-run", "--wait", "--pipe", "--quiet", "--property=EnvironmentFile=/etc/app/app.conf", "env")
        lines = succeeded(host.run(*read)).splitlines()
        expect({'OFFICE=Büro "Süd" $1', "ENABLED=true", "PORTS=80,443"} <= set(lines), lines)
        kept = succeeded(host.run("stat", "-c", "%U %a", "/etc/app/secrets.env"))
        expect(kept == "root 600\n", kept)
    with scene.stage("a second run changes nothing"):
        unchanged(project.play(PLAY))
    with scene.stage("an update moves it to another port, as its handoff says"):
        succeeded(host.run("touch", "/srv/app/kept"))
        before = list(files_of(host.run, *PLACES))
        project.update("ansible-role/app", **at_port("8081"))
        handoff = project.hand_off()
        handoff.deploy()
        served(scene, host, "8081")
    with scene.stage("a reboot keeps it"):
        host.reboot()
        served(scene, host, "8081")
    with scene.stage("the update is rolled back as its handoff says: the former bytes, it answers at the former port"):
        handoff.roll_back()
        expect(list(files_of(host.run, *PLACES)) == before, "not the former bytes")
        served(scene, host, "8080")
    with scene.stage("removed, twice; its data are kept"):
        succeeded(project.play(PLAY, app_state="absent"))
        is_gone(host, "app.service")
        expect(host.run("test", "-e", "/etc/app/app.conf").status != 0, "app.conf is still there")
        expect("install ok" not in host.run("dpkg", "-s", "jq").output, "the package is still there")
        succeeded(host.run("test", "-e", "/srv/app/kept"))
        unchanged(project.play(PLAY, app_state="absent"))
        healthy(host)


def served(scene: Scene, host: Guest, port: str) -> None:
    """The service runs, starts at boot, and answers at the port alone; nothing of the guest failed."""
    runs(host, "app.service")
    answers(scene, f"http://{HOST.address}:{port}/")
    healthy(host)
