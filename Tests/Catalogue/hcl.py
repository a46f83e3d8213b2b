"""Terraform's tools over modules: formatting, validation, tests with mocks, and rules on the text of the files.

Providers cannot be had offline. `stand_in` serves one by what is known of its resources: `terraform validate`, `test`,
`plan`, `apply` and `import` run, wrong values are refused, and a plan says what would be replaced. Nothing exists.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from proof import Finding, Unit
from toolbox import MissingTool, Outcome, Toolbox

HERE = Path(__file__).resolve().parent

BLOCK = re.compile(r'^(variable|output|resource|data|module) "([^"]*)"(?: "([^"]*)")? \{$', re.MULTILINE)
SNAKE = re.compile(r"[a-z][a-z0-9_]*")


def formatted(units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
    """What `terraform fmt` would change; one run over all units."""
    if not units:
        return
    parents = sorted({unit.folder.parent for unit in units})
    for parent in parents:
        outcome = terraform(tools, parent, "fmt", "-check", "-recursive", "-diff", ".")
        if outcome.failed:
            yield Finding(parent.name, outcome.tail())


def terraform(tools: Toolbox, folder: Path, *words: str) -> Outcome:
    """Run terraform without a configuration of anybody's and without asking home for news."""
    return tools.run("terraform", *words, cwd=folder, env=settings(tools))


def settings(tools: Toolbox) -> dict[str, str]:
    """The variables that keep terraform to itself."""
    configuration = tools.scratch / "terraform.rc"
    configuration.write_text("disable_checkpoint = true\n")
    return {"CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": str(configuration), "TF_IN_AUTOMATION": "1"}


@dataclass(frozen=True)
class StandIn:
    """A provider that this folder has facts about, served by `stand_in`."""

    facts: Path

    @classmethod
    def of(cls, name: str) -> "StandIn":
        """The one with the facts of that name."""
        if find_spec("grpc") is None or find_spec("msgpack") is None:
            raise MissingTool("grpcio and msgpack, for the provider's stand-in")
        return cls(HERE / "stand_in" / f"{name}.yaml")

    def command(self, *words: str | Path) -> list[str | Path]:
        """The words run with the provider attached."""
        return [sys.executable, "-m", "stand_in", self.facts, "--", *words]


def initialised(
    tools: Toolbox, module: Path, folder: str, *words: str, stub: StandIn | None = None, then: str = ""
) -> Outcome:
    """`terraform init` and the words in a folder of a copy of the module, with a provider's stand-in where one is given."""
    copy = tools.scratch / "module"
    tools.run("rm", "-rf", copy, cwd=tools.scratch)
    tools.run("cp", "-R", module, copy, cwd=tools.scratch)
    backend = "" if then else "-backend=false"
    script = f'terraform init {backend} -input=false >init.log 2>&1 || {{ cat init.log; exit 1; }}; terraform "$@"'
    script += f" && sh {then}" if then else ""
    command: list[str | Path] = ["sh", "-c", script, "sh", *words, "-no-color"]
    if stub is not None:
        command = stub.command(*command)
    outcome = tools.run(*command, cwd=copy / folder, env={**settings(tools), "PYTHONPATH": str(HERE)})
    for tool in ("sh", "rm", "cp", "git", Path(sys.executable).name):
        tools.used.pop(tool, None)
    tools.used["terraform plan" if then else f"terraform {words[0]}"] = None
    return Outcome(words, outcome.status, outcome.output)


def rules(unit: Unit) -> Iterator[Finding]:
    """TFLint's rules on a module and its examples, as far as they can be seen in the text."""
    for folder in sorted({path.parent for path in unit.files() if path.suffix == ".tf"}):
        text = {path.name: path.read_text() for path in sorted(folder.glob("*.tf"))}
        whole = "".join(text.values())
        place = folder.relative_to(unit.folder)
        for wrong in wrong_in(text, whole):
            yield Finding(unit.name, f"{place}: {wrong}")
    yield from documented(unit)


def wrong_in(text: dict[str, str], whole: str) -> Iterator[str]:
    """Faults of one folder's configuration."""
    if "required_version" not in whole:
        yield "no required_version"
    names = blocks(whole)
    if "required_providers" not in whole and any(kind in ("resource", "data") for kind, *_ in names):
        used = {first.split("_")[0] for kind, first, _, _ in names if kind in ("resource", "data")}
        if used != {"terraform"}:
            yield "no required_providers"
    for kind, first, second, body in names:
        label = second or first
        if not SNAKE.fullmatch(label):
            yield f"{kind} {label} is not snake_case"
        if kind in ("variable", "output") and not re.search(r'^  description\s+= "[A-Z].*\."$', body, re.MULTILINE):
            yield f"{kind} {label} has no description"
        if kind == "variable":
            if not re.search(r"^  type\s+= ", body, re.MULTILINE):
                yield f"variable {label} has no type"
            if f"var.{label}" not in re.sub(re.escape(body), "", whole):
                yield f"variable {label} is not used"
        if kind == "output" and "password" in label and "sensitive" not in body:
            yield f"output {label} is not marked as sensitive"
    locals_only = "".join(re.findall(r"^locals \{\n(.*?)^\}", whole, re.MULTILINE | re.DOTALL))
    for local in re.findall(r"^  ([a-z_0-9]+)\s+= ", locals_only, re.MULTILINE):
        if f"local.{local}" not in whole:
            yield f"local {local} is not used"
    for name, content in text.items():
        if name not in ("main.tf", "variables.tf") and "\nvariable " in content:
            yield f"{name}: a variable belongs in variables.tf"
        if re.search(r'= "\$\{[^"{}]*\}"$', content, re.MULTILINE):
            yield f"{name}: an interpolation that is the whole value"
        if re.search(r"^\s*//", content, re.MULTILINE):
            yield f"{name}: a comment that does not start with #"


def blocks(text: str) -> list[tuple[str, str, str | None, str]]:
    """The labelled top-level blocks: kind, labels and body."""
    found = []
    for match in BLOCK.finditer(text):
        end = text.index("\n}", match.end() - 1)
        found.append((match[1], match[2], match[3], text[match.end() : end + 1]))
    return found


def documented(unit: Unit) -> Iterator[Finding]:
    """Whether README lists each input and output of the module, with the words of its description."""
    readme = unit.folder / "README.md"
    lines = readme.read_text().splitlines() if readme.exists() else []
    whole = "".join(path.read_text() for path in sorted(unit.folder.glob("*.tf")))
    for kind, name, _, body in blocks(whole):
        if kind not in ("variable", "output"):
            continue
        description = re.search(r'^  description\s+= "(.*)"$', body, re.MULTILINE)
        said = json.loads(f'"{description[1]}"') if description else ""
        if not any(f"| `{name}` |" in line and said in line for line in lines):
            yield Finding(unit.name, f"README.md does not list {kind} {name} with its description")
