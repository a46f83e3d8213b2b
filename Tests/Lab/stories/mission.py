"""The whole example: from a status document to a proxy before two web servers, a database and monitoring."""

from lab import Machine, until
from project import Project
from stories.monitoring import up
from stories.postgresql import asked
from story import Scene, answers, expect, healthy, previewed, refused, runs, story, succeeded, unchanged

PASSWORD = "of the lab"
STATUS = """\
# Lab

## Node serviceslab

| Key | Value |
| --- | --- |
| Address | 192.168.2.200 |
| Proxmox VE | 8.3.3 |

## Containers

| CTID | Name | IP | Node | Purpose | Tags |
| --- | --- | --- | --- | --- | --- |
| 102 | nginx | 192.168.2.102 | serviceslab | reverse proxy | proxy |

## Virtual machines

| VMID | Name | IP | Node | Purpose | Tags |
| --- | --- | --- | --- | --- | --- |
| 101 | monitoring | 192.168.2.101 | serviceslab | monitoring | monitoring |
| 109 | web1 | 192.168.2.109 | serviceslab | web server | web |
| 110 | web2 | 192.168.2.110 | serviceslab | web server | web |
| 111 | db | 192.168.2.111 | serviceslab | database | database |
"""
MACHINES = (
    Machine("serviceslab", "192.168.2.200", "node"),
    Machine("nginx", "192.168.2.102", "ct", 102),
    Machine("monitoring", "192.168.2.101", "vm", 101),
    Machine("web1", "192.168.2.109", "vm", 109),
    Machine("web2", "192.168.2.110", "vm", 110),
    Machine("db", "192.168.2.111", "vm", 111),
)
PLAYS = [f"playbooks/{name}.yml" for name in ("exporters", "webserver", "nginx", "postgresql", "prometheus")]
CLIENTS = "192.168.2.109/32,192.168.2.110/32"
UNITS: list[tuple[str, str, dict[str, str]]] = [
    ("ansible-project", "lab", {"plays": ",".join(PLAYS)}),
    ("ansible-inventory", "lab", {}),
    ("ansible-role", "node_exporter", {}),
    ("ansible-role", "webserver", {"preset": "nginx"}),
    ("ansible-role", "nginx", {"upstreams": "192.168.2.109:80,192.168.2.110:80", "target": "nginx"}),
    ("ansible-role", "postgresql", {"databases": "app", "users": "app", "clients": CLIENTS, "target": "db"}),
    ("ansible-role", "prometheus", {"target_groups": "proxmox_guests", "target": "monitoring"}),
    ("ansible-playbook", "exporters", {"group": "proxmox_guests", "roles": "node_exporter"}),
    ("ansible-playbook", "webserver", {"group": "tag_web", "services": "nginx"}),
    ("ansible-playbook", "nginx", {"group": "tag_proxy", "services": "nginx"}),
    ("ansible-playbook", "postgresql", {"group": "tag_database", "services": "postgresql"}),
    ("ansible-playbook", "prometheus", {"group": "tag_monitoring", "services": "prometheus"}),
]
PROXY = "http://192.168.2.102"


@story(*MACHINES)
def mission(scene: Scene) -> None:
    """Every stage, with no line by hand but the value of a secret."""
    node = scene.guests["serviceslab"]
    guests = [guest for guest in scene.guests.values() if guest is not node]
    with scene.stage("facts from the status document, everything laid out, handed off and committed"):
        project = Project(scene)
        project.write("STATUS.md", STATUS)
        project.tenon("inventory", "import", "STATUS.md")
        for skeleton, name, given in UNITS:
            project.new(skeleton, name, **given)
        project.vault("lab", vault_postgresql_app=PASSWORD)
        handoff = project.hand_off()
    with scene.stage("the frame: the linters pass from the root, over everything"):
        succeeded(project.run("yamllint", "--strict", "."))
        succeeded(project.run("ansible-lint", "--strict", "--nocolor"))
    with scene.stage("groups from tags; Ansible reaches every guest as its kind lets in"):
        graph = succeeded(project.run("ansible-inventory", "--graph"))
        expect(all(f"@tag_{tag}" in graph for tag in ("proxy", "web", "database", "monitoring")), graph)
        succeeded(project.run("ansible", "proxmox_guests", "-m", "ansible.builtin.ping"))
    with scene.stage("every play previewed on fresh guests, which stay fresh"):
        previewed(project.play("site.yml", "--check", "--diff"))
        for guest in guests:
            expect(guest.run("dpkg", "-s", "python3-apt").status != 0, f"{guest.name} is not fresh any more")
    with scene.stage("the handoff carried out as printed, backups before everything else"):
        handoff.deploy()
        backups = sorted(words[1] for words in node.told() if words[0] == "vzdump")
        expect(backups == ["101", "102", "111"], f"backed up: {backups}")
    with scene.stage("web servers and exporters run, nothing failed"):
        for guest in guests:
            runs(guest, "prometheus-node-exporter.service")
            healthy(guest)
        for name in ("web1", "web2"):
            answers(scene, f"http://{scene.guests[name].address}", "Welcome to nginx")
    with scene.stage("balanced over both web servers"):
        balanced(scene)
    with scene.stage("the database for clients with the password over TLS, and for nobody else"):
        for name in ("web1", "monitoring"):
            install = ("apt-get", "-qq", "-y", "install", "--no-install-recommends", "postgresql-client")
            succeeded(scene.guests[name].run(*install))
        database(scene)
    with scene.stage("every guest is scraped"):
        for guest in guests:
            until(lambda at=guest.address: up(scene.lab, f"{at}:9100"), 60, f"{guest.name} is not scraped")
    with scene.stage("a second run of everything changes nothing"):
        unchanged(project.play("site.yml"))
    with scene.stage("all rebooted: no guest degraded, everything answers"):
        for guest in guests:
            guest.reboot()
        for guest in guests:
            healthy(guest)
        balanced(scene)
        database(scene)
        until(lambda: up(scene.lab, "192.168.2.109:9100"), 60, "web1 is not scraped")
    with scene.stage("an update of the proxy, and its rollback as printed: the former bytes, nginx running"):
        proxy = scene.guests["nginx"]
        site = proxy.read("/etc/nginx/conf.d/nginx.conf")
        project.update("ansible-role/nginx", upstreams="192.168.2.110:80")
        handoff = project.hand_off()
        handoff.deploy()
        expect(proxy.read("/etc/nginx/conf.d/nginx.conf") != site, "nothing was changed")
        handoff.roll_back()
        expect(proxy.read("/etc/nginx/conf.d/nginx.conf") == site, "not the former bytes")
        runs(proxy, "nginx.service")
        balanced(scene)
    with scene.stage("a new unit, and its rollback as printed: it is gone, the others go on"):
        project.new("ansible-role", "firewall", ports="80/tcp,9100/tcp", target="web2")
        project.new("ansible-playbook", "firewall", target="web2")
        handoff = project.hand_off()
        handoff.deploy()
        rules = succeeded(scene.guests["web2"].run("nft", "list", "ruleset"))
        expect("9100" in rules, rules)
        balanced(scene)
        handoff.roll_back()
        said = scene.guests["web2"].run("nft", "list", "ruleset")
        expect("9100" not in said.output, said)
        healthy(scene.guests["web2"])
        balanced(scene)


def balanced(scene: Scene) -> None:
    """Ten requests to the proxy reach both web servers."""
    before = {name: seen(scene, name) for name in ("web1", "web2")}
    for _ in range(10):
        answers(scene, PROXY, "Welcome to nginx")
    for name, count in before.items():
        expect(seen(scene, name) > count, f"{name} was not asked")


def seen(scene: Scene, name: str) -> int:
    """How many requests a web server has answered."""
    return len((scene.guests[name].read("/var/log/nginx/access.log") or b"").splitlines())


def database(scene: Scene) -> None:
    """A web server comes in with the password over TLS; without either, or from another guest, nobody does."""
    said = asked(scene, "web1", "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", password=PASSWORD)
    expect(said.status == 0 and said.output.strip() == "t", said)
    refused(asked(scene, "web1", "SELECT 1", password=PASSWORD, mode="disable"), "no pg_hba.conf entry")
    refused(asked(scene, "web1", "SELECT 1", password="wrong"), "password authentication failed")
    refused(asked(scene, "monitoring", "SELECT 1", password=PASSWORD), "no pg_hba.conf entry")
