"""A story for each skeleton: a unit of it added, changed, renamed and removed as its handoffs say."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from kinds import Table, Unit, files_of
from lab import Machine
from project import FRAME, Project
from story import STORIES, Scene, Story, succeeded

NODE = Machine("serviceslab", "192.168.2.200", "node")
WEB = Machine("web1", "192.168.2.109", "ct", 109)
DATABASE = Machine("db", "192.168.2.111", "ct", 111)
FACTS = """\
nodes:
  - { name: serviceslab, address: 192.168.2.200, version: "8.4.1" }
guests:
  - { kind: ct, id: 109, name: web1, address: 192.168.2.109, node: serviceslab, purpose: web server }
  - { kind: ct, id: 111, name: db, address: 192.168.2.111, node: serviceslab, purpose: database }
  - { kind: ct, id: 112, name: spare, address: 192.168.2.112, node: serviceslab, purpose: none yet }
  - { kind: vm, id: 113, name: machine, address: 192.168.2.113, node: serviceslab, purpose: none yet }
"""
CATALOGUE = Path(__file__).resolve().parents[2] / "Catalogue"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVuaXRldHkgZm9yIHRlc3Rpbmcgb25seSEhISEh ops@example"


def each(name: str, *machines: Machine) -> Callable[[Callable[[Scene, Project], Unit]], None]:
    """A story of that name, told with what the function says of the unit."""

    def register(unit_of: Callable[[Scene, Project], Unit]) -> None:
        def tell(scene: Scene) -> None:
            with scene.stage("a repository with facts"):
                project = Project(scene)
                project.write("ansible.cfg", FRAME)
                project.write(".tenon/inventory.yaml", FACTS)
                project.write(".gitignore", "dist/\n.terraform*\n*.tfplan\ntfplan\n*.tfstate*\nterraform.tfvars\n")
                project.git("add", "--all")
                project.git("commit", "--quiet", "--message=Begin with facts")
                unit = unit_of(scene, project)
            Table(scene, project, unit).tell()

        STORIES[f"handoff-{name}"] = Story(f"handoff-{name}", list(machines), tell, is_sample=False)

    return register


def frame(project: Project, *units: tuple[str, str, dict[str, str]]) -> None:
    """What is there before the unit that the story is about."""
    project.new("ansible-inventory", "lab", user="root")
    for skeleton, name, answers in units:
        project.new(skeleton, name, **answers)
    project.hand_off()


def deployed(name: str, service: str, *folders: str) -> Callable[[Scene], str]:
    """The bytes below folders of a guest, and whether a service of it runs."""

    def state(scene: Scene) -> str:
        guest = scene.guests[name]
        active = guest.run("systemctl", "is-active", service).output if service else ""
        return "".join(files_of(guest.run, *folders)) + active

    return state


def terraform(scene: Scene, project: Project) -> None:
    """Terraform to itself, with a stand-in for the provider where one would have to be fetched."""
    configuration = scene.folder / "terraform.rc"
    configuration.write_text("disable_checkpoint = true\n")
    wrapper = scene.folder / "bin/terraform"
    wrapper.parent.mkdir()
    wrapper.write_text(
        f"#!/bin/sh\nPYTHONPATH={CATALOGUE} exec {sys.executable} -m stand_in {CATALOGUE}/stand_in/proxmox.yaml"
        ' -- /usr/local/bin/terraform "$@"\n'
    )
    wrapper.chmod(0o755)
    project.env |= {
        "CHECKPOINT_DISABLE": "1",
        "PATH": f"{wrapper.parent}:{project.env['PATH']}",
        "PROXMOX_VE_API_TOKEN": "ops@pve!lab=unused",
        "PROXMOX_VE_ENDPOINT": "https://192.168.2.200:8006/",
        "TF_CLI_CONFIG_FILE": str(configuration),
        "TF_VAR_ssh_public_keys": f'["{KEY}"]',
    }


@each("ansible-inventory", WEB)
def inventory(scene: Scene, project: Project) -> Unit:
    """Facts with one guest that is there."""
    project.write(".tenon/inventory.yaml", "\n".join(FACTS.splitlines()[:4]) + "\n")
    project.git("commit", "--quiet", "--all", "--message=Keep what is there")
    answers = {"user": "root", "python": "/usr/bin/python3"}
    return Unit("ansible-inventory", "lab", {"user": "root"}, answers)


@each("ansible-project", WEB)
def project_frame(scene: Scene, project: Project) -> Unit:
    """The frame around an inventory that is there."""
    frame(project)
    project.git("rm", "--quiet", "ansible.cfg")
    project.git("commit", "--quiet", "--message=Make room for the frame")
    return Unit("ansible-project", "lab", {"inventory": "inventories/lab"}, {"roles_path": "roles,more/roles"})


@each("ansible-role", WEB, NODE)
def role(scene: Scene, project: Project) -> Unit:
    """A site of nginx, with the play that applies it."""
    scene.lab.write(scene.guests["web1"].root / "srv/site/index.html", "a site\n")
    scene.lab.write(scene.guests["web1"].root / "srv/other/index.html", "another\n")
    frame(project)

    def play(project: Project) -> None:
        project.new("ansible-playbook", "web", target="web1", services="nginx")

    answers = {"preset": "nginx", "target": "web1", "root": "/srv/site"}
    state = deployed("web1", "nginx", "/etc/nginx")
    return Unit(
        "ansible-role",
        "web",
        answers,
        {"root": "/srv/other"},
        beside=("ansible-playbook/web",),
        state=state,
        before=play,
    )


@each("ansible-playbook", WEB, NODE)
def playbook(scene: Scene, project: Project) -> Unit:
    """A play over a role that is there."""
    frame(project, ("ansible-role", "nginx", {}))
    state = deployed("web1", "nginx", "/etc/nginx")
    answers = {"target": "web1", "roles": "nginx", "services": "nginx"}
    return Unit("ansible-playbook", "web", answers, {"summary": "Serve a site"}, state=state)


@each("ansible-collection")
def collection(scene: Scene, project: Project) -> Unit:
    """Built, not deployed."""
    return Unit("ansible-collection", "lab", {}, {"summary": "Roles of the lab"})


@each("config-file")
def config(scene: Scene, project: Project) -> Unit:
    """Held against its schema."""
    return Unit("config-file", "gateway", {}, {"port": "9090"})


@each("network-role")
def network(scene: Scene, project: Project) -> Unit:
    """Devices that are not there."""
    frame(project, ("ansible-playbook", "first", {"group": "first", "roles": "first"}))
    return Unit("network-role", "first", {}, {"ntp_servers": "192.0.2.123"}, needs="needs a network device")


@each("shell-script", WEB, NODE)
def script(scene: Scene, project: Project) -> Unit:
    """A backup with its timer."""
    state = deployed("web1", "backup-etc.timer", "/usr/local/sbin", "/etc/systemd/system")
    return Unit("shell-script", "backup-etc", {"target": "web1"}, {"keep": "3"}, second="backup-all", state=state)


@each("python-script")
def program(scene: Scene, project: Project) -> Unit:
    """Installed into an environment of its own, from packages that were brought before."""
    wheels = wheels_for(scene)
    upper, work = scene.folder / "opt", scene.folder / "work"
    scene.lab.must("mkdir", "-p", upper, work)
    scene.lab.must("mount", "-t", "overlay", "overlay", "-o", f"lowerdir=/opt,upperdir={upper},workdir={work}", "/opt")
    project.env |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}

    def state(scene: Scene) -> str:
        script = 'for at in /opt/*/bin/first /opt/*/bin/second; do [ -e "$at" ] && "$at" --help; done; :'
        return succeeded(scene.lab.run("sh", "-c", script))

    return Unit("python-script", "first", {}, {"summary": "Export other items."}, state=state)


def wheels_for(scene: Scene) -> Path:
    """What pip needs to build and install a program without a network; kept with the lab's packages."""
    folder = scene.lab.cache / "wheels"
    if not (folder / "complete").exists():
        names = ["setuptools", "wheel", "hatchling", "httpx", "pydantic", "pydantic-settings"]
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "-d", folder, *names], check=True)
        (folder / "complete").touch()
    return folder


@each("sql-migrations", DATABASE)
def migrations(scene: Scene, project: Project) -> Unit:
    """A database on a server of Debian, reached from the controller."""
    database = scene.guests["db"]
    succeeded(database.run("apt-get", "-qq", "update"))
    install = ("apt-get", "-qq", "-y", "install", "--no-install-recommends", "postgresql")
    succeeded(database.run(*install, limit=400))
    script = """set -e
cd /etc/postgresql/*/main
echo "listen_addresses = '*'" >> postgresql.conf
echo 'host all all 192.168.2.0/24 trust' >> pg_hba.conf
systemctl restart postgresql
runuser -u postgres -- createdb inventory
runuser -u postgres -- createdb stock"""
    succeeded(database.run("sh", "-c", script))
    scene.lab.must("mount", "-t", "tmpfs", "tmpfs", "/var/backups")
    project.env |= {"PGHOST": DATABASE.address, "PGUSER": "postgres"}

    def state(scene: Scene) -> str:
        dump = "for db in inventory stock; do runuser -u postgres -- pg_dump --schema-only --restrict-key=x $db 2>/dev/null || runuser -u postgres -- pg_dump --schema-only $db; done"
        text = succeeded(database.run("sh", "-c", dump))
        return "\n".join(line for line in text.splitlines() if "restrict" not in line)

    return Unit("sql-migrations", "inventory", {"roles": "false"}, {"roles": "true"}, second="stock", state=state)


@each("compose-stack", WEB, NODE)
def stack(scene: Scene, project: Project) -> Unit:
    """Docker's stand-in takes the files and looks at what they name."""
    guest = scene.guests["web1"]
    succeeded(guest.run("apt-get", "-qq", "update"))
    succeeded(guest.run("apt-get", "-qq", "-y", "install", "--no-install-recommends", "docker.io", "curl", limit=400))
    for name in ("first", "second"):
        scene.lab.write(guest.root / f"srv/repository/services/web1/{name}/.env", "TAG=1\n")
    return Unit("compose-stack", "first", {"target": "web1"}, {"port": "8085"}, needs="needs Docker's engine")


@each("dockerfile")
def image(scene: Scene, project: Project) -> Unit:
    """Built where Docker's engine is."""
    return Unit("dockerfile", "exporter", {}, {"port": "9105"}, needs="needs Docker's engine")


@each("terraform-module")
def module(scene: Scene, project: Project) -> Unit:
    """Its own tests, nothing applied."""
    terraform(scene, project)
    return Unit("terraform-module", "first", {}, {"summary": "Another module."})


@each("terraform-root")
def root(scene: Scene, project: Project) -> Unit:
    """Planned and applied with the provider's stand-in."""
    terraform(scene, project)
    return Unit("terraform-root", "lab", {"node": "serviceslab"}, {"makefile": "false"}, needs="needs Proxmox VE")


@each("terraform-proxmox-lxc", NODE)
def container(scene: Scene, project: Project) -> Unit:
    """A container by the provider's stand-in."""
    return guest_of(scene, project, "terraform-proxmox-lxc", "spare", {"memory": "1024"})


@each("terraform-proxmox-vm", NODE)
def machine(scene: Scene, project: Project) -> Unit:
    """A virtual machine by the provider's stand-in."""
    return guest_of(scene, project, "terraform-proxmox-vm", "machine", {"memory": "4096"})


def guest_of(scene: Scene, project: Project, skeleton: str, target: str, change: dict[str, str]) -> Unit:
    """A module with its example; the keys are the person's."""
    terraform(scene, project)
    sums = "".join(f'{name}_checksum = "{"0" * 128}"\n' for name in ("image",)) if skeleton.endswith("vm") else ""

    def keys(project: Project) -> None:
        for name in ("first", "second"):
            folder = f"terraform/modules/{name}/examples/complete"
            project.write(f"{folder}/terraform.tfvars", f'ssh_public_keys = ["{KEY}"]\n{sums}')

    return Unit(skeleton, "first", {"target": target}, change, before=keys, needs="needs Proxmox VE")
