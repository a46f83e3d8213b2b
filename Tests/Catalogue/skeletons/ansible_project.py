"""`ansible-project`: from its root the linters pass over everything that tenon lays out, and Ansible needs no `-i`."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import Outcome, Toolbox

FACTS = """\
guests:
  - { kind: ct, id: 102, name: proxy, address: 192.0.2.102, node: lab, tags: [proxy] }
  - { kind: vm, id: 109, name: web1, address: 192.0.2.109, node: lab, tags: [web] }
"""
ROLES: Mapping[str, Mapping[str, str]] = {
    "app": {"secrets": "token", "ports": "443/tcp"},
    "webserver": {"preset": "nginx"},
    "nginx": {"upstreams": "192.0.2.109:80", "tls": "true"},
    "postgresql": {"databases": "app", "users": "app", "clients": "192.0.2.109/32"},
    "prometheus": {"target_groups": "tag_web"},
    "node_exporter": {},
    "baseline": {"users": "ada"},
    "firewall": {"ports": "80/tcp"},
}
SITE = [f"playbooks/{name.replace('_', '-')}.yml" for name in ROLES]
PLAY = "- name: Reach every host\n  hosts: all\n  tasks:\n    - name: Ask for a sign\n      ansible.builtin.ping:\n"


class SkeletonProof(Proof):
    """Each frame around a small project, and one around all roles."""

    settings = "layout: { ansible-project: frames/<% name %> }\n"
    factors: Mapping[str, Sequence[Any]] = {
        "plays": [UNANSWERED, ["site/one.yml", "site/two.yaml"]],
        "roles_path": [UNANSWERED, ["roles", "more/roles"]],
        "collections": [UNANSWERED, {"ansible.posix": "*", "community.general": ">=8.0.0,<13"}],
        "vault_password_file": [UNANSWERED, "/tmp/nobody/vault-password"],
    }
    extra_cases = ({"name": "a" * 40, "plays": ["p" * 39 + ".yml"]},)

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """The small ones first, then the one with all roles."""
        for unit in units:
            yield from small(unit, tools)
        yield from whole(self.program, tools)


def small(unit: Unit, tools: Toolbox) -> Iterator[Finding]:
    """The unit's frame around an inventory and the plays that it names."""
    folder = tools.scratch / "small" / unit.name
    shutil.copytree(unit.folder, folder)
    tools.run("git", "init", "--quiet", cwd=folder)
    start = "---\n" if unit.value("document_start", True) else ""
    hosts = folder / "inventories" / unit.name / "hosts.yml"
    hosts.parent.mkdir(parents=True)
    hosts.write_text(f"{start}all:\n  hosts:\n    web1:\n")
    for play in unit.value("plays", []):
        (folder / play).parent.mkdir(exist_ok=True)
        (folder / play).write_text(start + PLAY)
    # The file that a case names is nobody's; what the environment names goes before it.
    own = {"ANSIBLE_VAULT_PASSWORD_FILE": str(password_for(tools))}
    for command in (("yamllint", "--strict", "."), ("ansible-lint", "--strict", "--nocolor")):
        yield from failed(unit.name, tools.run(*command, cwd=folder, env=own))
    yield from failed(unit.name, tools.run("ansible-playbook", "site.yml", "--list-hosts", cwd=folder, env=own), "web1")
    if unit.value("makefile", True):
        told = tools.run("make", "help", cwd=folder)
        yield from failed(unit.name, told, "preview")


def whole(program: Path, tools: Toolbox) -> Iterator[Finding]:
    """A repository with the frame, an inventory, a vault, every preset of a role and a play for each."""
    folder = tools.scratch / "whole"
    (folder / ".tenon").mkdir(parents=True)
    (folder / ".tenon/inventory.yaml").write_text(FACTS)
    tools.run("git", "init", "--quiet", cwd=folder)

    def new(skeleton: str, name: str, **answers: str) -> Iterator[Finding]:
        words = [word for each in answers.items() for word in ("--set", "=".join(each))]
        yield from failed("whole", tools.run(program, "new", skeleton, name, *words, cwd=folder))

    yield from new("ansible-project", "lab", plays=",".join(SITE))
    yield from new("ansible-inventory", "lab")
    for name, answers in ROLES.items():
        yield from new("ansible-role", name, **answers)
        yield from new("ansible-playbook", name.replace("_", "-"), group="proxmox_guests", roles=name)
    vault = folder / "inventories/lab/group_vars/all/vault.yml"
    vault.write_text("---\nvault_app_token: for the test\n")
    own = {"ANSIBLE_VAULT_PASSWORD_FILE": str(password_for(tools))}
    yield from failed("whole", tools.run("ansible-vault", "encrypt", vault, cwd=folder, env=own))
    # The linters are no people who have the password.
    yield from failed("whole", tools.run("yamllint", "--strict", ".", cwd=folder))
    yield from failed("whole", tools.run("ansible-lint", "--strict", "--nocolor", cwd=folder), "'production'")
    yield from failed("whole", tools.run("ansible-inventory", "--graph", cwd=folder, env=own), "@tag_web", "web1")
    syntax = tools.run("ansible-playbook", "site.yml", "--syntax-check", cwd=folder, env=own)
    yield from failed("whole", syntax)


def password_for(tools: Toolbox) -> Path:
    """A file with a password for vaults."""
    path = tools.scratch / "password"
    path.write_text("for the test\n")
    return path


def failed(unit: str, done: Outcome, *words: str) -> Iterator[Finding]:
    """What failed, warned, or did not say what it was to say."""
    is_warning = "WARNING" in done.output and done.command[0] in {"ansible-inventory", "ansible-playbook"}
    if done.failed or is_warning or not all(word in done.output for word in words):
        yield Finding(unit, done.tail())
