"""`ansible-role`: linted, converged twice, changed, taken away twice, and run under molecule."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from ansible_project import AnsibleProject, changes, extra_vars, failures, playbook_of
from proof import RUN, UNANSWERED, Finding, Proof, Unit
from toolbox import Outcome, Toolbox

LONGEST_NAME = f"a_role_with_the_longest_na_{RUN}"

EVERYTHING = {
    "summary": "Runs a thing: with everything that a role can have",
    "packages": ["exporter-core", "exporter-extra=1.2.*"],
    "os_families": ["Debian", "RedHat", "Archlinux", "Suse"],
    "service": "exporter",
    "command": "/usr/bin/exporter --listen 127.0.0.1:9100 --config /etc/x",
    "user": "exporter",
    "data_dir": "/var/lib/exporter",
    "config_files": ["exporter.yml", "rules.yml", "off"],
    "config_format": "yaml",
    "validate": "promtool check config %s",
    "secrets": ["api_token", "tls_key"],
    "ports": ["80/tcp", "53/udp"],
    "health": "http",
    "target": "ct/102",
}

PRESETS: Sequence[Mapping[str, Any]] = (
    {"preset": "nginx"},
    {
        "preset": "nginx",
        "upstreams": ["192.0.2.109:80", "web.example.org:8080", "[2001:db8::1]:80"],
        "server_name": "www.example.org *.example.org",
        "port": 8080,
        "tls": True,
    },
    {"preset": "nginx", "root": "/srv/" + "r" * 45, "molecule": False},
    {"preset": "postgresql"},
    {
        "preset": "postgresql",
        "databases": ["app", "d" * 40],
        "users": ["app", "report"],
        "clients": ["192.0.2.0/24", "2001:db8::/32"],
        "listen": "192.0.2.111,2001:db8::111",
        "max_connections": 42,
        "shared_buffers": "1GB",
        "target": "vm/201",
    },
    {"preset": "node_exporter"},
    {
        "preset": "prometheus",
        "targets": ["192.0.2.109:9100"],
        "target_groups": ["tag_web"],
        "alertmanagers": ["192.0.2.101:9093"],
    },
    {"preset": "baseline", "users": ["ada"], "keys": ["ssh-ed25519 " + "A" * 68 + " ada"], "timezone": "Europe/Berlin"},
    {"preset": "firewall", "ports": ["80/tcp", "53/udp"], "sources": ["192.0.2.0/24", "2001:db8::/32"]},
)
"""What each preset asks; it is applied on machines by Tests/Lab."""

NOTHING = {
    "packages": [],
    "service": "",
    "config_dir": "",
    "molecule": False,
    "platforms": [],
}


class SkeletonProof(Proof):
    """The acceptance of a role, for all combinations in one project."""

    factors: Mapping[str, Sequence[Any]] = {
        "preset": ["generic"],
        "tls": [False],
        "packages": [UNANSWERED, [], ["one", "two-three=1.2*"]],
        "os_families": [UNANSWERED, ["Debian"], ["Debian", "RedHat", "Archlinux", "Suse"]],
        "service": [UNANSWERED, "", "worker@1"],
        "command": [UNANSWERED, "/usr/bin/worker --verbose"],
        "user": [UNANSWERED, "worker"],
        "data_dir": [UNANSWERED, "/var/lib/worker"],
        "config_dir": [UNANSWERED, ""],
        "config_files": [UNANSWERED, [], ["on", "more.conf"]],
        "validate": [UNANSWERED, "worker --test: '%s' # all"],
        "secrets": [UNANSWERED, ["token"], ["token", "key"]],
        "ports": [UNANSWERED, ["443/tcp"], ["53/udp", "8080/tcp"]],
        "platforms": [UNANSWERED, [], ["Debian", "Ubuntu", "EL", "Fedora", "ArchLinux", "opensuse"]],
        "target": [UNANSWERED, "ct/102", "worker"],
    }
    extra_cases = (
        *PRESETS,
        EVERYTHING,
        NOTHING,
        {
            **EVERYTHING,
            "name": LONGEST_NAME,
            "config_dir": "/etc/" + "d" * 32,
            "service": "s" * 33,
            "summary": "S" * 55,
            "validate": "v" * 53 + " %s",
            "secrets": ["s" * 20],
            "command": "/" + "c" * 69,
            "author": "A" * 60,
            "data_dir": "/" + "d" * 36,
            "packages": ["p" * 60],
        },
        {"name": f"with-hyphen-x{RUN}", "molecule": False},
    )
    sample = 13
    inventory = """\
nodes:
  - { name: lab, address: 192.0.2.2 }
guests:
  - { kind: ct, id: 102, name: proxy, address: 192.0.2.102, node: lab }
  - { kind: vm, id: 201, name: worker, address: 192.0.2.201, node: lab }
"""

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """The static checks, then the linters, then the plays."""
        project = AnsibleProject(tools.scratch / "project", tools)
        for unit in units:
            project.add(unit, f"roles/{directory(unit)}")
            yield from Role(unit).findings()
        for finding in project.lint():
            # A hyphen is for repositories that have them already, whatever ansible-lint says of it.
            if not ("-" in finding.unit and finding.text.startswith("role-name")):
                yield finding
        yield from self.plays(project, units)
        yield from self.molecule(project, units)

    def plays(self, project: AnsibleProject, units: list[Unit]) -> Iterator[Finding]:
        """The roles' own plays, a part of the roles beside the other; a preset may need a machine, and has none."""
        units = [unit for unit in units if (unit.folder / "tests/test.yml").exists()]
        for unit in units:
            shutil.rmtree(scratch_of(unit), ignore_errors=True)
        parts = [part for part in (units[0::2], units[1::2]) if part]
        with ThreadPoolExecutor(max_workers=len(parts)) as workers:
            for findings in workers.map(lambda part: list(self.played(project, part)), parts):
                yield from findings
        for unit in units:
            shutil.rmtree(scratch_of(unit), ignore_errors=True)

    def played(self, project: AnsibleProject, units: list[Unit]) -> Iterator[Finding]:
        """Syntax, present twice, absent twice, all roles in one playbook; in the long form previews and changes too."""
        inventory, playbook = f"roles/{units[0].name}/tests/inventory", f"all-{units[0].name}.yml"
        (project.folder / playbook).write_text(playbook_of(f"roles/{unit.name}/tests/test.yml" for unit in units))
        absent = extra_vars({f"{prefix(unit)}_state": "absent" for unit in units})

        def play(*arguments: str) -> Outcome:
            return project.play(playbook, *arguments, inventory=inventory)

        yield from failures("syntax", play("--syntax-check"))
        yield from failures("present", play())
        yield from changes("present again", play())
        if not self.is_sample:
            yield from changes("preview of nothing", play("--check", "--diff"))
            yield from self.changed(units, play)
            yield from failures("preview of absent", play("--check", *absent))
        yield from failures("absent", play(*absent))
        yield from changes("absent again", play(*absent))
        for unit in units:
            yield from left_behind(unit)

    def changed(self, units: list[Unit], play: Callable[..., Outcome]) -> Iterator[Finding]:
        """Other settings, twice; the former files are kept."""
        settings = extra_vars({key: value for unit in units for key, value in changed_settings(unit).items()})
        yield from failures("changed settings", play(*settings))
        yield from changes("changed settings again", play(*settings))
        for unit in units:
            yield from former_versions(unit)

    def molecule(self, project: AnsibleProject, units: list[Unit]) -> Iterator[Finding]:
        """Molecule's own sequence, for the roles that carry a scenario."""
        roles = [(unit, project.folder / "roles" / unit.name) for unit in units]
        carrying = [(unit, role) for unit, role in roles if (role / "molecule").exists()]
        chosen = carrying[:1] if self.is_sample else carrying
        with ThreadPoolExecutor(max_workers=2) as workers:
            outcomes = workers.map(lambda each: project.run("molecule", "test", cwd=each[1]), chosen)
            for (unit, _), done in zip(chosen, outcomes, strict=True):
                if done.failed:
                    yield Finding(unit.name, done.tail(40))


class Role:
    """A generated role as data."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.prefix = prefix(unit)
        self.texts = {str(path.relative_to(unit.folder)): path.read_text() for path in unit.files()}

    def findings(self) -> Iterator[Finding]:
        """What contradicts itself in the role."""
        for text in [*self.disagreements(), *self.dead_variables(), *self.dead_topics(), *self.dead_files()]:
            yield Finding(self.unit.name, text)

    def load(self, path: str) -> Any:
        """A YAML file of the role."""
        return yaml.safe_load(self.texts[path])

    def disagreements(self) -> Iterator[str]:
        """Defaults, argument specs and README name the same variables in the same order."""
        defaults = self.load("defaults/main.yml")
        options = self.load("meta/argument_specs.yml")["argument_specs"]["main"]["options"]
        table = re.findall(rf"^\| `({self.prefix}_\w+)` \|", self.texts["README.md"], re.MULTILINE)
        for default, option, row in zip_longest(defaults, options, table):
            if not default == option == row:
                yield f"order: defaults has {default}, argument_specs {option}, README {row}"
        for name, option in options.items():
            if option.get("default") != defaults.get(name):
                yield f"{name}: {defaults.get(name)!r} by default, {option.get('default')!r} by argument_specs"

    def working_texts(self) -> str:
        """What the role does, without what only declares or describes."""
        inactive = ("README.md", "defaults/", "meta/", "tests/", "molecule/")
        return "\n".join(text for path, text in self.texts.items() if not path.startswith(inactive))

    def dead_variables(self) -> Iterator[str]:
        """Variables that nothing uses, and uses of what is not declared."""
        declared = set(self.load("defaults/main.yml"))
        private = {name for path in self.texts if path.startswith("vars/") for name in self.load(path)}
        working = self.working_texts()
        used = set(re.findall(rf"(?<!\w){self.prefix}_\w+", working))
        topics = self.notified() | self.listened()
        for name in sorted(declared - used):
            yield f"{name} is declared and not used"
        for name in sorted(used - declared - topics):
            yield f"{name} is used and not declared"
        for name in sorted(private):
            if len(re.findall(rf"\b{name}\b", working)) < 2:
                yield f"{name} is set and not used"

    def tasks(self) -> list[dict[str, Any]]:
        """All tasks and handlers."""
        paths = [path for path in self.texts if path.startswith(("tasks/", "handlers/"))]
        return [task for path in paths for task in self.load(path)]

    def topics(self, key: str) -> set[str]:
        """What tasks notify or handlers listen to."""
        found = [task.get(key, []) for task in self.tasks()]
        return {topic for each in found for topic in ([each] if isinstance(each, str) else each)}

    def notified(self) -> set[str]:
        """Topics that tasks notify."""
        return self.topics("notify")

    def listened(self) -> set[str]:
        """Topics that handlers listen to."""
        return self.topics("listen")

    def dead_topics(self) -> Iterator[str]:
        """Topics without listener; the one for a restart may be there for other roles."""
        for topic in sorted(self.notified() - self.listened()):
            yield f"nothing listens to {topic}"
        for topic in sorted(self.listened() - self.notified() - {f"{self.prefix}_installation_changed"}):
            yield f"nothing notifies {topic}"

    def dead_files(self) -> Iterator[str]:
        """Templates and variables that no task reads."""
        files = {item["name"] for item in self.load("defaults/main.yml").get(f"{self.prefix}_config_files", [])}
        for path in self.texts:
            name = path.removeprefix("templates/")
            is_deployed = name.removesuffix(".j2") in files or name in self.texts["tasks/present.yml"]
            if path.startswith("templates/") and not is_deployed:
                yield f"{path} is not used"
            if (
                path.startswith("vars/")
                and path != "vars/main.yml"
                and "include_vars" not in self.texts["tasks/main.yml"]
            ):
                yield f"{path} is not read"


def prefix(unit: Unit) -> str:
    """What the role's variables begin with."""
    return unit.name.replace("-", "_")


def directory(unit: Unit) -> str:
    """The role's folder."""
    return unit.folder.name


def scratch_of(unit: Unit) -> Path:
    """Where the role's own test play works."""
    return Path(f"/tmp/{unit.name}-role-test")


def has_configuration(unit: Unit) -> bool:
    """Whether the role deploys configuration files."""
    return bool(unit.value("config_dir", "/") and unit.value("config_files", ["one"]))


def changed_settings(unit: Unit) -> dict[str, Any]:
    """Other settings than those of the test play, so that files change."""
    if not has_configuration(unit) or unit.value("preset") not in {"generic", None}:
        return {}
    names = unit.value("config_files") or [f"{unit.name}.conf"]
    settings = {"main": {"answer": 43}} if unit.value("config_format") == "ini" else {"answer": 43}
    return {f"{prefix(unit)}_config_files": [{"name": name, "settings": settings} for name in names]}


def former_versions(unit: Unit) -> Iterator[Finding]:
    """After a change the former files are kept, elsewhere, where that was asked for."""
    if not has_configuration(unit) or unit.value("preset") not in {"generic", None}:
        return
    kept = list((scratch_of(unit) / "backups").rglob("*~"))
    wanted = len(unit.value("config_files") or ["one"]) if unit.value("backup", True) else 0
    if len(kept) != wanted:
        yield Finding(unit.name, f"{len(kept)} former versions are kept, {wanted} were to be")
    for path in (scratch_of(unit) / "config").glob("*~"):
        yield Finding(unit.name, f"{path.name} was left in the configuration")


def left_behind(unit: Unit) -> Iterator[Finding]:
    """After the rollback nothing is there but data, former versions and folders."""
    for path in scratch_of(unit).rglob("*"):
        below = path.relative_to(scratch_of(unit))
        if path.is_file() and below.parts[0] not in {"data", "backups"}:
            yield Finding(unit.name, f"{below} was left behind")
    if unit.value("data_dir") and not (scratch_of(unit) / "data").is_dir():
        yield Finding(unit.name, "the data was not kept")
