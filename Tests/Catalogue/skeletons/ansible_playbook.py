"""`ansible-playbook`: linted, and syntax-checked with roles that are there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ansible_project import AnsibleProject, failures, playbook_of
from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import Toolbox

ROLE = """\
---
- name: Say hello
  ansible.builtin.debug:
    msg: hello
"""


class SkeletonProof(Proof):
    """All plays in one project, with the roles that they name."""

    factors: Mapping[str, Sequence[Any]] = {
        "target": [UNANSWERED, "ct/102", "vm/202"],
        "roles": [UNANSWERED, ["common"], [], ["common", "on"]],
        "serial": [UNANSWERED, "1", "25%"],
        "services": [UNANSWERED, ["nginx"], ["nginx", "on", "getty@tty1"]],
        "vars": [UNANSWERED, {"common_port": "8080", "on": "{{ inventory_hostname }}: 'x'"}],
    }
    extra_cases = (
        {
            "name": "a-play-with-the-longest-name-that-is-tak",
            "summary": "S" * 65,
            "services": ["s" * 50],
            "roles": ["r" * 60],
            "vars": {"v" * 30: "V" * 40},
        },
    )
    inventory = """\
guests:
  - { kind: ct, id: 102, name: proxy, address: 192.0.2.102, node: lab }
  - { kind: vm, id: 201, name: worker, address: 192.0.2.201, node: lab }
  - { kind: vm, id: 202, name: "Büro: Süd", address: 192.0.2.202, node: lab }
"""

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """Lint all at once, then the syntax of all at once."""
        project = AnsibleProject(tools.scratch / "project", tools)
        project.add(units[0], "playbooks")
        for unit in units:
            for role in unit.value("roles", [unit.name.replace("-", "_")]):
                tasks = project.folder / "roles" / role / "tasks"
                tasks.mkdir(parents=True, exist_ok=True)
                (tasks / "main.yml").write_text(ROLE)
        yield from project.lint("playbooks")
        (project.folder / "all.yml").write_text(playbook_of(f"playbooks/{unit.name}.yml" for unit in units))
        yield from failures("syntax", project.play("all.yml", "--syntax-check"))
