"""The whole example: from a status document to a proxy before two web servers, a database and monitoring."""

from lab import Machine, until
from project import FRAME, Project
from stories.monitoring import up
from story import Scene, answers, expect, healthy, previewed, refused, runs, story, succeeded, unchanged

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
    Machine("nginx", "192.168.2.102", "ct", 102),
    Machine("monitoring", "192.168.2.101", "vm", 101),
    Machine("web1", "192.168.2.109", "vm", 109),
    Machine("web2", "192.168.2.110", "vm", 110),
    Machine("db", "192.168.2.111", "vm", 111),
)
UNITS: list[tuple[str, str, dict[str, str]]] = [
    ("ansible-role", "node_exporter", {}),
    ("ansible-role", "webserver", {"preset": "nginx"}),
    ("ansible-role", "nginx", {"upstreams": "192.168.2.109:80,192.168.2.110:80", "target": "nginx"}),
    (
        "ansible-role",
        "postgresql",
        {"databases": "app", "users": "app", "clients": "192.168.2.109/32,192.168.2.110/32"},
    ),
    ("ansible-role", "prometheus", {"target_groups": "proxmox_guests", "target": "monitoring"}),
    ("ansible-playbook", "exporters", {"group": "proxmox_guests", "roles": "node_exporter"}),
    ("ansible-playbook", "webserver", {"group": "tag_web", "services": "nginx"}),
    ("ansible-playbook", "nginx", {"group": "tag_proxy", "services": "nginx"}),
    ("ansible-playbook", "postgresql", {"group": "tag_database", "services": "postgresql"}),
    ("ansible-playbook", "prometheus", {"group": "tag_monitoring", "services": "prometheus"}),
]
PLAYS = [f"playbooks/{name}.yml" for skeleton, name, _ in UNITS if skeleton == "ansible-playbook"]
PROXY = "http://192.168.2.102"


@story(*MACHINES)
def mission(scene: Scene) -> None:
    """Every stage, with no line by hand but secrets' values and where Ansible looks."""
    with scene.stage("facts from the status document, everything laid out and committed"):
        project = Project(scene)
        project.write("STATUS.md", STATUS)
        project.tenon("inventory", "import", "STATUS.md")
        project.write("ansible.cfg", FRAME)
        project.new("ansible-inventory", "lab")
        for skeleton, name, given in UNITS:
            project.new(skeleton, name, **given)
        project.vault("lab", vault_postgresql_app="of the lab")
        project.hand_off()
    with scene.stage("groups from tags; Ansible reaches every guest as its kind lets in"):
        graph = succeeded(project.run("ansible-inventory", "--graph"))
        expect(all(f"@tag_{tag}" in graph for tag in ("proxy", "web", "database", "monitoring")), graph)
        succeeded(project.run("ansible", "proxmox_guests", "-m", "ansible.builtin.ping"))
    with scene.stage("every play previewed on fresh guests"):
        for play in PLAYS:
            previewed(project.play(play, "--check", "--diff"))
    with scene.stage("every play applied"):
        for play in PLAYS:
            succeeded(project.play(play))
        for guest in scene.guests.values():
            runs(guest, "prometheus-node-exporter.service")
            healthy(guest)
    with scene.stage("balanced over both web servers"):
        balanced(scene)
    with scene.stage("the database for clients, over TLS, and for nobody else"):
        database(scene)
    with scene.stage("every guest is scraped"):
        for guest in scene.guests.values():
            until(lambda at=guest.address: up(scene.lab, f"{at}:9100"), 60, f"{guest.name} is not scraped")
    with scene.stage("a second run changes nothing"):
        for play in PLAYS:
            unchanged(project.play(play))
    with scene.stage("all rebooted: no guest degraded, everything answers"):
        for guest in scene.guests.values():
            guest.reboot()
        for guest in scene.guests.values():
            healthy(guest)
        balanced(scene)
        database(scene)
    with scene.stage("an update of the proxy, and its rollback"):
        site = scene.guests["nginx"].read("/etc/nginx/conf.d/nginx.conf")
        project.update("ansible-role/nginx", upstreams="192.168.2.110:80")
        project.hand_off()
        succeeded(project.play("playbooks/nginx.yml"))
        expect(scene.guests["nginx"].read("/etc/nginx/conf.d/nginx.conf") != site, "nothing was changed")
        project.git("revert", "--no-edit", "HEAD")
        succeeded(project.play("playbooks/nginx.yml"))
        expect(scene.guests["nginx"].read("/etc/nginx/conf.d/nginx.conf") == site, "not the former bytes")
        balanced(scene)
    with scene.stage("a new unit is rolled back"):
        succeeded(project.play("playbooks/prometheus.yml", prometheus_state="absent"))
        refused(scene.lab.run("curl", "-sS", "--max-time", 5, "http://192.168.2.101:9090/-/ready"))
        healthy(scene.guests["monitoring"])


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
    """A web server comes in with the password over TLS; monitoring, without a client's address, does not."""
    script = "import socket, sys; s = socket.create_connection(('192.168.2.111', 5432), 5); s.sendall(bytes([0, 0, 0, 8, 4, 210, 22, 47])); sys.exit(s.recv(1) != b'S')"
    succeeded(scene.guests["web1"].run("python3", "-c", script))
    rule = "SELECT count(*) FROM pg_hba_file_rules WHERE type = 'hostssl' AND auth_method = 'scram-sha-256'"
    said = scene.guests["db"].run("runuser", "-u", "postgres", "--", "psql", "-At", "-c", rule)
    expect(said.output.strip() == "2", said)
    open_rules = (
        "SELECT count(*) FROM pg_hba_file_rules WHERE address NOT IN ('127.0.0.1', '::1') AND type <> 'hostssl'"
    )
    said = scene.guests["db"].run("runuser", "-u", "postgres", "--", "psql", "-At", "-c", open_rules)
    expect(said.output.strip() == "0", said)
