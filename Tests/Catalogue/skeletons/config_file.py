"""`config-file`: parsed, checked by its own script, and refused by it where it is wrong."""

import json
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from generic import YAML_RULES
from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import Outcome, Toolbox


class SkeletonProof(Proof):
    """Every format says the same, and the schema is not too lenient."""

    factors: Mapping[str, Sequence[Any]] = {
        "title": [UNANSWERED, "The gateway's: a & b # c"],
        "address": [UNANSWERED, "::1", "1.10"],
        "port": [UNANSWERED, 65535],
        "features": [UNANSWERED, ["metrics"], ["on", "tracing"]],
        "password": [UNANSWERED, "GATEWAY_PASSWORD"],
    }
    extra_cases = (
        {"name": "n" * 36, "title": "T" * 60, "features": ["f" * 40], "address": "a" * 45},
        {"name": "with_underscore", "format": "toml"},
    )

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """Values, linters, then the check script with a right and with wrong configurations."""
        tools.path("check-jsonschema")
        for unit in units:
            path = next(path for path in unit.files() if path.stem == unit.name and path.suffix in READERS)
            content = READERS[path.suffix](path.read_text())
            if content != wanted(unit):
                yield Finding(unit.name, f"{path.name} says {content}, not {wanted(unit)}")
            done = tools.run(unit.folder / "check", cwd=unit.repository)
            if done.failed:
                yield Finding(unit.name, done.tail())
            done = tools.run("check-jsonschema", "--check-metaschema", f"{unit.name}.schema.json", cwd=unit.folder)
            if done.failed:
                yield Finding(unit.name, done.tail())
            yield from refused(unit, path, tools)
        for format_, text in OTHERS.items():
            for fault in self.taken_on(format_, text, units[0], tools):
                yield Finding(f"one in {format_}", fault)
        for fault in self.adopted("yml", OTHERS["yaml"], units[0], tools):
            yield Finding("one in yml", fault)
        scripts = [unit.folder / "check" for unit in units]
        done = tools.run("shellcheck", *scripts, cwd=units[0].repository)
        if done.failed:
            yield Finding("-", done.tail())
        texts = [path for unit in units for path in unit.folder.glob("*.yaml")]
        done = tools.run("yamllint", "-d", YAML_RULES, "--strict", *texts, cwd=units[0].repository)
        if texts and done.failed:
            yield Finding("-", done.tail())

    def taken_on(self, format_: str, text: str, unit: Unit, tools: Toolbox) -> Iterator[str]:
        """A configuration that is there keeps its bytes, gets a schema from itself, and wrong formats are refused."""
        name = f"there-{format_}"
        folder = unit.repository / "etc" / name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.{format_}"
        path.write_text(text)
        answers = (
            "--set",
            "schema=file",
            "--set",
            f"format={format_}",
            "--on-conflict",
            "ours",
            "--into",
            f"etc/{name}",
        )
        done = tools.run(self.program, "-C", unit.repository, "new", "config-file", name, *answers, cwd=unit.repository)
        if done.failed or path.read_text() != text:
            yield f"it is not taken on: {done.tail()}"
            return
        done = tools.run(folder / "check", cwd=unit.repository)
        if done.failed or not (folder / f"{name}.schema.json").exists():
            yield f"no schema is made from it: {done.tail()}"
        for right, wrong in (
            ("192.0.2.1", "192.0.2.300"),
            ("8443", "84430"),
            ("ops@example.org", "ops"),
            ("keep", "kept"),
        ):
            path.write_text(text.replace(right, wrong))
            if not tools.run(folder / "check", cwd=unit.repository).failed:
                yield f"the check takes {wrong} for {right}"
        path.write_text(text)
        for environment in ({}, {"PATH": f"{spaced(tools)}:/usr/bin:/bin"}):
            done = tools.run(folder / "check", "schema", cwd=unit.repository, env=environment)
            if done.failed:
                yield f"the schema cannot be made again: {done.tail()}"
        yield from self.adopted(format_, text, unit, tools)

    def adopted(self, format_: str, text: str, unit: Unit, tools: Toolbox) -> Iterator[str]:
        """Adopted by its name it keeps its bytes, nothing is put beside it, and its check comes where it is asked for."""
        name = f"adopted-{format_}"
        folder = unit.repository / "etc" / name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.{format_}"
        path.write_text(text)

        def tenon(*words: str) -> Outcome:
            return tools.run(self.program, "-C", unit.repository, *words, cwd=unit.repository)

        tools.run("git", "add", path, cwd=unit.repository)
        done = tenon("adopt", "config-file", name)
        if done.failed or path.read_text() != text or [each.name for each in folder.iterdir()] != [path.name]:
            yield f"it is not adopted as it is: {done.tail()}"
            return
        done = tenon("restore", f"config-file/{name}", f"etc/{name}/check")
        if done.failed or tools.run(folder / "check", cwd=unit.repository).failed:
            yield f"its check does not come: {done.tail()}"


def spaced(tools: Toolbox) -> Path:
    """A folder with a check-jsonschema as pip writes it where the path of Python has a space."""
    folder, venv = tools.scratch / "programs", tools.scratch / "a folder"
    folder.mkdir(exist_ok=True)
    venv.unlink(missing_ok=True)
    venv.symlink_to(Path(sys.executable).parents[1])
    program = folder / "check-jsonschema"
    start = f"#!/bin/sh\n'''exec' \"{venv}/bin/{Path(sys.executable).name}\" \"$0\" \"$@\"\n' '''\n"
    program.write_text(f"{start}import sys\nfrom check_jsonschema import main\nsys.exit(main())\n")
    program.chmod(0o755)
    return folder


OTHERS = {
    "yaml": "---\nserver: {host: 192.0.2.1, port: 8443}\nmail: ops@example.org\nkeep: [1, a, {b: null}]\n",
    "json": '{"server": {"host": "192.0.2.1", "port": 8443}, "mail": "ops@example.org", "keep": [1.5, true]}\n',
    "toml": 'mail = "ops@example.org"\nkeep = []\n\n[server]\nhost = "192.0.2.1"\nport = 8443\n',
}

READERS: dict[str, Callable[[str], Any]] = {".yaml": yaml.safe_load, ".json": json.loads, ".toml": tomllib.loads}


def wanted(unit: Unit) -> dict[str, Any]:
    """What the configuration has to say, in whatever language."""
    content: dict[str, Any] = {
        "listen": {"address": unit.value("address", "127.0.0.1"), "port": unit.value("port", 8080)},
        "log": {"level": unit.value("log_level", "info")},
    }
    if unit.value("features"):
        content["features"] = dict.fromkeys(unit.value("features"), True)
    if unit.value("password"):
        content["password_from"] = unit.value("password")
    return content


def refused(unit: Unit, path: Path, tools: Toolbox) -> Iterator[Finding]:
    """The check refuses a port that is none."""
    text = path.read_text()
    port = str(unit.value("port", 8080))
    try:
        path.write_text(text.replace(port, "65536"))
        if not tools.run(unit.folder / "check", cwd=unit.repository).failed:
            yield Finding(unit.name, "the check takes 65536 for a port")
    finally:
        path.write_text(text)
