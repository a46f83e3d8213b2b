"""`ansible-inventory`: what Ansible reads from it is what the workspace knows, each fact once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from ansible_project import AnsibleProject
from pairwise import Case
from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import Outcome, Toolbox

LONGEST = "h" * 63
FACTS = f"""\
nodes:
  - {{ name: lab, address: 192.0.2.2, version: "8.3.3" }}
  - {{ name: "{"n" * 63}", address: "2001:db8::2" }}
guests:
  - {{ kind: ct, id: 102, name: proxy, address: 192.0.2.102, node: lab, purpose: reverse proxy, tags: [web, prod] }}
  - {{ kind: ct, id: 103, name: "on", node: spare-2, purpose: "one | two", tags: [prod, "{"t" * 63}"] }}
  - {{ kind: vm, id: 201, name: "1.10", address: "2001:db8::201", node: lab, tags: [c++], user: db }}
  - {{ kind: vm, id: 203, name: "Büro: Süd", node: lab }}
  - {{ kind: vm, id: 202, name: "{LONGEST}", address: db.example.org }}
  - {{ kind: template, id: 9000, name: debian-12, node: lab, tags: [image] }}
"""
NOTHING: dict[str, Any] = {"nodes": [], "guests": []}


class SkeletonProof(Proof):
    """All inventories in one project."""

    factors: Mapping[str, Sequence[Any]] = {
        "user": [UNANSWERED, "", "ops"],
        "become_password": [UNANSWERED, "vault_become_password"],
        "python": [UNANSWERED, "/usr/bin/python3"],
        "secrets": [UNANSWERED, ["backup_key"], ["one", "two"]],
        "groups": [UNANSWERED, {"front": {"hosts": ["proxy", "on"], "children": ["tag_prod"]}, "yes": {}}],
    }
    extra_cases = (
        {"name": "nothing"},
        {"name": "nothing-either", "nodes": True, "secrets": ["x"]},
        {"name": "with-nodes", "nodes": True},
        {
            "name": "a" * 40,
            "user": "u" * 32,
            "node_user": "r" * 32,
            "become_password": "vault_" + "p" * 40,
            "python": "/" + "p" * 49,
            "secrets": ["s" * 30],
            "groups": {"g" * 40: {"hosts": [LONGEST]}},
        },
    )
    sample = 5

    def inventory_of(self, case: Case) -> str:
        """Two cases have no facts yet."""
        return "" if str(case.get("name", "")).startswith("nothing") else FACTS

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """The linters over all of them, then what Ansible makes of each."""
        project = AnsibleProject(tools.scratch / "project", tools)
        for unit in units:
            project.add(unit, f"inventories/{unit.name}")
        yield from project.lint("inventories")
        for unit in units:
            facts = NOTHING if unit.name.startswith("nothing") else yaml.safe_load(FACTS)
            source = ["-i", f"inventories/{unit.name}/hosts.yml"]
            yield from graph(unit, project.run("ansible-inventory", *source, "--graph"))
            listed = project.run("ansible-inventory", *source, "--list")
            yield from (Finding(unit.name, text) for text in contradictions(unit, listed, facts))
            yield from (Finding(unit.name, text) for text in repetitions(unit, facts))


def graph(unit: Unit, done: Outcome) -> Iterator[Finding]:
    """Ansible takes it without a word."""
    if done.failed or "WARNING" in done.output:
        yield Finding(unit.name, done.tail())


def contradictions(unit: Unit, done: Outcome, facts: Mapping[str, Any]) -> Iterator[str]:
    """Where Ansible's hosts, variables and groups are not those of the facts."""
    try:
        listed = json.loads(done.output)
    except ValueError:
        yield done.tail()
        return
    found = listed["_meta"]["hostvars"]
    expected = expected_variables(unit, facts)
    if found != expected:
        yield f"variables: {found} are not {expected}"
    groups = {name: sorted(group["hosts"]) for name, group in listed.items() if "hosts" in group}
    if groups != expected_groups(unit, facts):
        yield f"groups: {groups} are not {expected_groups(unit, facts)}"


def hosts_of(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The guests that are hosts."""
    return [guest for guest in facts["guests"] if guest["kind"] != "template"]


def nodes_of(unit: Unit, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Address by node, those that only guests name included, where nodes are wanted as hosts."""
    named = {guest["node"]: None for guest in hosts_of(facts) if "node" in guest}
    listed = {node["name"]: node.get("address") for node in facts["nodes"]}
    return {**named, **listed} if unit.value("nodes", False) else {}


def expected_variables(unit: Unit, facts: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What each host is to know."""
    user = unit.value("user", "")
    common: dict[str, Any] = {
        "ansible_become": unit.value("become", True),
        "ansible_python_interpreter": unit.value("python"),
        **{name: f"{{{{ vault_{name} }}}}" for name in unit.value("secrets", [])},
    }
    if password := unit.value("become_password"):
        common["ansible_become_password"] = f"{{{{ {password} }}}}"
    hosts: dict[str, dict[str, Any]] = {
        host_of(guest): {
            **common,
            "ansible_user": guest.get("user") or user or {"ct": "root", "vm": "ansible"}[guest["kind"]],
            "proxmox_name": guest["name"] if host_of(guest) != guest["name"] else None,
            "ansible_host": guest.get("address"),
            "proxmox_vmid": guest["id"],
            "proxmox_kind": guest["kind"],
            "proxmox_node": guest.get("node"),
        }
        for guest in hosts_of(facts)
    }
    for node, address in nodes_of(unit, facts).items():
        hosts[node] = {**common, "ansible_user": unit.value("node_user", "root"), "ansible_host": address}
    return {host: {name: value for name, value in known.items() if value is not None} for host, known in hosts.items()}


def expected_groups(unit: Unit, facts: Mapping[str, Any]) -> dict[str, list[str]]:
    """Which hosts are in which group."""
    groups: dict[str, list[str]] = {}
    for guest in hosts_of(facts):
        names = [f"proxmox_{guest['kind']}", *(f"tag_{plain(tag)}" for tag in guest.get("tags", []))]
        for name in [*names, *([f"node_{plain(guest['node'])}"] if "node" in guest else [])]:
            groups.setdefault(name, []).append(host_of(guest))
    groups |= {name: each["hosts"] for name, each in unit.value("groups", {}).items() if "hosts" in each}
    if nodes := nodes_of(unit, facts):
        groups["proxmox_nodes"] = list(nodes)
    return {name: sorted(hosts) for name, hosts in groups.items()}


def host_of(guest: Mapping[str, Any]) -> str:
    """What a guest is called where it is a host."""
    return {"Büro: Süd": "buero-sued"}.get(guest["name"], guest["name"])


def plain(name: str) -> str:
    """A name as a part of a group's name."""
    return name.replace("-", "_").replace("+", "").lower()


def repetitions(unit: Unit, facts: Mapping[str, Any]) -> Iterator[str]:
    """Facts that stand in more than one place."""
    texts = [path.read_text() for path in unit.files() if path.suffix == ".yml"]
    for owner in [*hosts_of(facts), *facts["nodes"]]:
        for fact in [owner.get("address"), owner.get("id")]:
            count = sum(line.split(": ")[-1].strip('"') == str(fact) for text in texts for line in text.splitlines())
            wanted = 1 if owner.get("id") or unit.value("nodes", False) else 0
            if fact and count != wanted:
                yield f"{fact} stands in {count} places"
