"""`ansible-collection`: linted, built, documented, and its role and plugin run from it."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ansible_project import AnsibleProject, changes, failures, placed, playbook_of
from generic import YAML_RULES
from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import Toolbox


class SkeletonProof(Proof):
    """Every collection in one project, in the folders that Ansible looks for them in."""

    factors: Mapping[str, Sequence[Any]] = {
        "role": [UNANSWERED, "", "on_call"],
        "repository": [UNANSWERED, "https://git.example.org/ops/lab"],
        "namespace": [UNANSWERED, "ops_2"],
        "author": [UNANSWERED, "Zoë: the team's #1"],
    }
    extra_cases = (
        {
            "name": "c" * 20,
            "namespace": "n" * 20,
            "role": "r" * 20,
            "plugin": "module",
            "summary": "S" * 62,
            "repository": "https://" + "g" * 58,
        },
        {"name": "filters", "namespace": "n" * 20, "role": "r" * 20},
    )
    sample = 4

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """The linters over each collection as a project of its own, then build, documentation and test play."""
        project = AnsibleProject(tools.scratch / "project", tools)
        with (project.folder / "ansible.cfg").open("a") as file:
            file.write("collections_path = collections\nlocalhost_warning = false\n")
        folders = [project.add(unit, str(unit.folder.relative_to(unit.repository))) for unit in units]
        done = project.run("yamllint", "-d", YAML_RULES, "-f", "parsable", "--strict", "collections")
        yield from placed(done, r"(?P<place>[^:]+:\d+:\d+): (?P<text>\[.*)")
        for unit, folder in zip(units, folders, strict=True):
            yield from lint(project, folder)
            yield from build(project, unit, folder)
            yield from documentation(project, unit)
        yield from self.plays(project, [unit for unit in units if (unit.folder / "tests").exists()])

    def plays(self, project: AnsibleProject, units: list[Unit]) -> Iterator[Finding]:
        """The collections' own test plays, twice."""
        plays = [unit.folder.relative_to(unit.repository) / "tests" / "test.yml" for unit in units]
        (project.folder / "all.yml").write_text(playbook_of(map(str, plays)))
        interpreter = ["-e", "ansible_python_interpreter={{ ansible_playbook_python }}"]
        yield from failures("test", project.play("all.yml", *interpreter))
        yield from changes("test again", project.play("all.yml", *interpreter))
        for unit in units:
            shutil.rmtree(f"/tmp/{namespace(unit)}-{unit.name}-test", ignore_errors=True)


def namespace(unit: Unit) -> str:
    """The collection's namespace."""
    return unit.folder.parent.name


def lint(project: AnsibleProject, folder: Path) -> Iterator[Finding]:
    """ansible-lint in the collection's folder, where it knows it for one."""
    config = project.folder / ".ansible-lint"
    options = ["--offline", "--profile", "production", "--parseable", "--nocolor", "--strict", "-c", str(config)]
    done = project.run("ansible-lint", *options, cwd=folder)
    yield from placed(done, r"(?P<place>[^\s:]+:\d+(?::\d+)?): (?P<text>.*)")


def build(project: AnsibleProject, unit: Unit, folder: Path) -> Iterator[Finding]:
    """An archive comes out of it."""
    done = project.run("ansible-galaxy", "collection", "build", folder, "--output-path", project.folder / "dist")
    if done.failed or not list((project.folder / "dist").glob(f"{namespace(unit)}-{unit.name}-*.tar.gz")):
        yield Finding(unit.name, done.tail())


def documentation(project: AnsibleProject, unit: Unit) -> Iterator[Finding]:
    """ansible-doc finds the plugin and its texts."""
    kind = unit.value("plugin", "filter")
    if kind == "none":
        return
    plugin = f"{namespace(unit)}.{unit.name}." + {"filter": "env_lines", "module": "json_facts"}[kind]
    done = project.run("ansible-doc", "--type", kind, "--json", plugin)
    if done.failed or '"examples": "' not in done.output:
        yield Finding(unit.name, done.tail())
