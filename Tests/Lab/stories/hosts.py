"""The roles with the presets baseline and firewall: what every host has, and who reaches it."""

from guest import Guest
from kinds import files_of
from lab import Machine, Said, until
from project import Project
from story import Scene, expect, healthy, previewed, refused, story, succeeded, unchanged

HOST = Machine("web1", "192.168.2.109", "vm", 109)
NODE = Machine("serviceslab", "192.168.2.200", "node")
CLIENT = Machine("client", "192.168.2.120", "ct", 120)
FACTS = """\
nodes:
  - { name: serviceslab, address: 192.168.2.200, version: "8.3.3" }
guests:
  - { kind: vm, id: 109, name: web1, address: 192.168.2.109, node: serviceslab, purpose: web server }
"""


PLACES = (
    "/etc/nftables.conf",
    "/etc/nftables.d",
    "/etc/systemd/system",
    "/etc/ssh",
    "/etc/sudoers.d",
    "/etc/apt/apt.conf.d",
)


def project_for(scene: Scene, role: str, **answers: str) -> Project:
    """A repository with an inventory of the host, one role and its play."""
    project = Project(scene)
    project.new("ansible-project", "lab")
    project.write(".tenon/inventory.yaml", FACTS)
    project.new("ansible-inventory", "lab")
    project.new("ansible-role", role, target="web1", **answers)
    project.new("ansible-playbook", role, target="web1")
    project.hand_off()
    return project


def served(host: Guest, *ports: str) -> None:
    """Something that answers at each port, once it does."""
    for port in ports:
        succeeded(host.run("systemd-run", f"--unit=served-{port}", "python3", "-m", "http.server", port))
        answers = ("bash", "-c", f": </dev/tcp/127.0.0.1/{port}")
        until(lambda words=answers: host.run(*words).status == 0, 10, f"nothing answers at {port}")


@story(HOST, CLIENT, NODE)
def firewall(scene: Scene) -> None:
    """Stage by stage: what is named comes through from where it may, and nothing else."""
    host, play = scene.guests["web1"], "playbooks/firewall.yml"
    with scene.stage("previewed on a fresh host"):
        project = project_for(scene, "firewall", ports="8080/tcp", sources="192.168.2.120/32")
        previewed(project.play(play, "--check", "--diff"))
        expect(host.run("dpkg", "-s", "nftables").status != 0, "installed by a preview")
    served(host, "8080", "8081")
    with scene.stage("applied: the port is open to the source, another is not, ssh is open"):
        succeeded(project.play(play))
        guarded(scene, "8080", "8081")
        healthy(host)
    with scene.stage("a second run changes nothing"):
        unchanged(project.play(play))
    with scene.stage("an update opens another port in place of it, as its handoff says"):
        before = list(files_of(host.run, *PLACES))
        project.update("ansible-role/firewall", ports="8081/tcp")
        handoff = project.hand_off()
        handoff.deploy()
        guarded(scene, "8081", "8080")
    with scene.stage("a reboot keeps it"):
        host.reboot()
        served(host, "8080", "8081")
        guarded(scene, "8081", "8080")
        healthy(host)
        unchanged(project.play(play))
    with scene.stage("the update is rolled back as its handoff says: the former bytes, the former port is open"):
        handoff.roll_back()
        expect(list(files_of(host.run, *PLACES)) == before, "not the former bytes")
        guarded(scene, "8080", "8081")
    with scene.stage("removed, twice: everything is open"):
        succeeded(project.play(play, firewall_state="absent"))
        succeeded(reached(scene.guests["client"], "8080"))
        unchanged(project.play(play, firewall_state="absent"))


def reached(client: Guest, port: str) -> Said:
    """Whether a port of the host answers a guest."""
    return client.run("timeout", "2", "bash", "-c", f": </dev/tcp/{HOST.address}/{port}")


def guarded(scene: Scene, opened: str, closed: str) -> None:
    """One port is open to the client, the other to nobody; the controller is no source and comes in by ssh only."""
    client = scene.guests["client"]
    succeeded(reached(client, opened))
    expect(reached(client, closed).status != 0, f"{closed} is open")
    for port in (opened, closed):
        said = scene.lab.run("timeout", "2", "bash", "-c", f": </dev/tcp/{HOST.address}/{port}")
        expect(said.status != 0, f"{port} is open to the controller")
    succeeded(scene.guests["web1"].ssh("true"))


@story(HOST, NODE)
def baseline(scene: Scene) -> None:
    """Stage by stage: a person with a key, ssh without passwords, updates, the time zone."""
    host, play = scene.guests["web1"], "playbooks/baseline.yml"
    key = (scene.lab.folder / "key.pub").read_text().strip()
    with scene.stage("previewed on a fresh host"):
        answers = {"users": "ada", "keys": key, "timezone": "Europe/Berlin"}
        project = project_for(scene, "baseline", **answers)
        previewed(project.play(play, "--check", "--diff"))
        expect(host.run("id", "ada").status != 0, "a preview created a user")
    with scene.stage("applied: she comes in with her key and becomes root, nobody with a password"):
        succeeded(project.play(play))
        expect(succeeded(host.ssh("sudo", "id", "-un", user="ada")) == "root\n", "another user")
        settings = succeeded(host.run("/usr/sbin/sshd", "-T"))
        expect("passwordauthentication no" in settings, settings)
        expect(host.run("date", "+%Z").output.strip() in {"CET", "CEST"}, host.run("date"))
        periodic = succeeded(host.run("apt-config", "dump", "APT::Periodic::Unattended-Upgrade"))
        expect('"1"' in periodic, periodic)
        healthy(host)
    with scene.stage("a second run changes nothing"):
        unchanged(project.play(play))
    with scene.stage("a setting that sshd refuses leaves the former ones"):
        refused(project.play(play, baseline_ssh={"NoSuchSetting": True}), "the former one is back")
        succeeded(host.run("/usr/sbin/sshd", "-t"))
        succeeded(host.ssh("true", user="ada"))
    with scene.stage("an update brings another time zone and another person, as its handoff says"):
        before = list(files_of(host.run, *PLACES))
        project.update("ansible-role/baseline", timezone="Etc/UTC", users="ada,bob")
        handoff = project.hand_off()
        handoff.deploy()
        expect(host.run("date", "+%Z").output.strip() == "UTC", host.run("date"))
        succeeded(host.ssh("true", user="bob"))
    with scene.stage("a reboot keeps it"):
        host.reboot()
        succeeded(host.ssh("true", user="ada"))
        healthy(host)
    with scene.stage("the update is rolled back as its handoff says: the former bytes and time zone"):
        handoff.roll_back()
        expect(list(files_of(host.run, *PLACES)) == before, "not the former bytes")
        expect(host.run("date", "+%Z").output.strip() in {"CET", "CEST"}, host.run("date"))
    with scene.stage("removed, twice: she is kept, what ssh was told is not"):
        succeeded(project.play(play, baseline_state="absent"))
        expect(host.run("test", "-e", "/etc/ssh/sshd_config.d/baseline.conf").status != 0, "the file is still there")
        succeeded(host.ssh("true", user="ada"))
        unchanged(project.play(play, baseline_state="absent"))
