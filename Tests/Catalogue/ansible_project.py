"""A scratch project for generated Ansible content, and the tools over it."""

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generic import YAML_RULES
from proof import Finding, Unit
from toolbox import Outcome, Toolbox

LINT_CONFIG = """\
---
profile: production
offline: true
enable_list:
  - args
  - empty-string-compare
  - loop-var-prefix
  - name[prefix]
  - no-log-password
  - no-same-owner
  - role-argument-spec
  - jinja-template-extension
exclude_paths:
  - .ansible/
"""

CONFIG = """\
[connection]
pipelining = true

[defaults]
remote_tmp = {folder}/.remote
roles_path = roles
nocows = true
retry_files_enabled = false
gathering = smart
"""


class AnsibleProject:
    """A folder with an `ansible.cfg` of its own: linting executes what a repository's configuration names."""

    def __init__(self, folder: Path, tools: Toolbox) -> None:
        self.folder = folder
        self.tools = tools
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "playbooks").mkdir(parents=True)
        (folder / "ansible.cfg").write_text(CONFIG.format(folder=folder))
        (folder / ".ansible-lint").write_text(LINT_CONFIG)

    def add(self, unit: Unit, place: str) -> Path:
        """A copy of the unit at `place` in the project."""
        copy = self.folder / place
        shutil.copytree(unit.folder, copy, dirs_exist_ok=True)
        return copy

    def run(self, *command: str | Path, cwd: Path | None = None, extra: Mapping[str, str] | None = None) -> Outcome:
        """A tool of Ansible in the project."""
        env = {"ANSIBLE_CONFIG": str(self.folder / "ansible.cfg"), "ANSIBLE_NOCOLOR": "1", **(extra or {})}
        env.setdefault("ANSIBLE_ASYNC_DIR", str(self.folder / ".async"))
        return self.tools.run(*command, cwd=cwd or self.folder, env=env)

    def lint(self, place: str = ".") -> Iterator[Finding]:
        """yamllint with its defaults and ansible-lint's production profile: one run for everything."""
        done = self.run("yamllint", "-d", YAML_RULES, "-f", "parsable", "--strict", place)
        yield from placed(done, r"(?P<place>[^:]+:\d+:\d+): (?P<text>\[.*)")
        options = ["--offline", "--profile", "production", "--parseable", "--nocolor", "--strict"]
        done = self.run("ansible-lint", *options, *([] if place == "." else [place]))
        yield from placed(done, r"(?P<place>[^\s:]+:\d+(?::\d+)?): (?P<text>.*)")

    def play(self, playbook: str, *arguments: str, inventory: str | None = None) -> Outcome:
        """`ansible-playbook` with variables as JSON where a caller has some."""
        chosen = ["-i", inventory] if inventory else []
        return self.run("ansible-playbook", *chosen, *arguments, playbook)


def extra_vars(values: Mapping[str, Any]) -> list[str]:
    """Arguments that set variables above all others."""
    return ["-e", json.dumps(values)] if values else []


def placed(done: Outcome, pattern: str) -> Iterator[Finding]:
    """The lines of a linter's output that name a place; where it failed and named none, its last words."""
    matches = [match for line in done.output.splitlines() if (match := re.fullmatch(pattern, line))]
    for match in matches:
        yield Finding(match["place"], match["text"])
    if done.failed and not matches:
        yield Finding("-", done.tail())


def tasks_that_were(state: str, output: str) -> list[str]:
    """The tasks of a play's output that ended as `changed` or `fatal`."""
    found: list[str] = []
    task = ""
    for line in output.splitlines():
        if match := re.match(r"(?:TASK|RUNNING HANDLER) \[(.*?)\] \*", line):
            task = match[1]
        elif line.startswith(f"{state}: ["):
            found.append(task)
    return found


def failures(label: str, done: Outcome) -> Iterator[Finding]:
    """What failed in a play."""
    if done.failed:
        tasks = tasks_that_were("fatal", done.output) or ["-"]
        yield Finding(tasks[-1], f"{label}: {done.tail()}")


def changes(label: str, done: Outcome) -> Iterator[Finding]:
    """What a run changed that was to change nothing, or that failed."""
    yield from failures(label, done)
    for task in tasks_that_were("changed", done.output):
        yield Finding(task, f"{label}: changed once more")


def playbook_of(playbooks: Iterable[str]) -> str:
    """A playbook that imports others."""
    return "---\n" + "".join(f"- name: Run {each}\n  ansible.builtin.import_playbook: {each}\n" for each in playbooks)
