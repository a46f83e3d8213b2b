"""`network-role`: linted with its modules mocked, and its rendering played without a device."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ansible_project import AnsibleProject, changes, failures, playbook_of
from proof import RUN, UNANSWERED, Finding, Proof, Unit
from toolbox import Toolbox

MOCKED = """\
mock_modules:
  - ansible.netcommon.cli_config
  - ansible.netcommon.cli_backup
  - ansible.netcommon.cli_command
"""

STUB = """\
#!/usr/bin/python
# Stands in for a module of a collection that is not installed here; it is never run.
"""


class SkeletonProof(Proof):
    """All roles in one project."""

    factors: Mapping[str, Sequence[Any]] = {
        "ntp_servers": [UNANSWERED, ["192.0.2.1"], ["192.0.2.1", "ntp.example.org"]],
    }
    extra_cases = (
        {"name": "a" * 17 + RUN, "summary": "S" * 55, "ntp_servers": ["n" * 50]},
        {"name": f"nothing{RUN}", "vlans": False, "interfaces": False, "backup": False},
    )

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """The linters, then the roles' own plays, twice."""
        project = AnsibleProject(tools.scratch / "project", tools)
        with (project.folder / ".ansible-lint").open("a") as file:
            file.write(MOCKED)
        for unit in units:
            project.add(unit, f"roles/{unit.name}")
        yield from project.lint("roles")
        modules = project.folder / "collections" / "ansible_collections" / "ansible" / "netcommon"
        for module in ("cli_config", "cli_backup", "cli_command"):
            path = modules / "plugins" / "modules" / f"{module}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(STUB)
        with (project.folder / "ansible.cfg").open("a") as file:
            file.write("collections_path = collections\n")
        (project.folder / "all.yml").write_text(playbook_of(f"roles/{unit.name}/tests/test.yml" for unit in units))
        inventory = f"roles/{units[0].name}/tests/inventory"
        yield from failures("syntax", project.play("all.yml", "--syntax-check", inventory=inventory))
        yield from failures("rendering", project.play("all.yml", inventory=inventory))
        yield from changes("rendering again", project.play("all.yml", inventory=inventory))
        for unit in units:
            shutil.rmtree(f"/tmp/{unit.name}-network-test", ignore_errors=True)
