"""terraform-root: formatted, valid, tests pass with mocked providers, and the guard of the state works."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hcl import Stub, formatted, initialised, rules, terraform
from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import MissingTool, Toolbox

MODULES = {
    "proxmox": ("name", "node_name", "vm_id", "network", "tags", "ssh_public_keys"),
    "aws": ("name", "tags"),
    "none": ("name", "environment", "tags"),
}
"""The inputs of the modules that a root module calls; what is in them is their own proof's."""


class SkeletonProof(Proof):
    """Every provider and backend, with and without a module to call."""

    factors: Mapping[str, Sequence[Any]] = {
        "environments": [UNANSWERED, ["dev", "staging", "prod"], ["dev", "prod"]],
        "environment": ["prod"],
        "module": [UNANSWERED, "./modules/web-app"],
    }
    extra_cases = ({"name": "lab-1", "provider": "none", "environments": ["dev", "prod"]},)

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """Format and rules for all; validate, test, and the guard where no provider is needed."""
        yield from formatted(units, tools)
        missing: MissingTool | None = None
        for unit in units:
            yield from rules(unit)
            if unit.value("makefile", True):
                for target in ("help", "init", "lint", "plan", "apply", "destroy"):
                    outcome = tools.run("make", "-n", target, cwd=unit.folder)
                    if outcome.failed:
                        yield Finding(unit.name, outcome.tail())
            if unit.value("module"):
                write_module(unit.folder / "modules/web-app", unit.value("provider", "proxmox"))
            try:
                yield from self.tried(unit, tools)
            except MissingTool as tool:
                missing = tool
            if unit.value("provider") == "none" and unit.value("backend", "local") == "local":
                yield from guarded(unit, tools)
        if missing:
            raise missing

    def tried(self, unit: Unit, tools: Toolbox) -> Iterator[Finding]:
        """What validate and test say."""
        kinds = {"none": lambda _: None, "aws": Stub.of_aws, "proxmox": Stub.of_proxmox}
        stub = kinds[unit.value("provider", "proxmox")](tools)
        outcome = initialised(tools, unit.folder, ".", "validate", stub=stub)
        if outcome.failed or "Warning" in outcome.output:
            yield Finding(unit.name, outcome.tail())
        if unit.value("tests", True):
            outcome = initialised(tools, unit.folder, ".", "test", stub=stub)
            if outcome.failed or " 0 failed" not in outcome.output:
                yield Finding(unit.name, outcome.tail(40))


def write_module(folder: Path, provider: str) -> None:
    """A module with the inputs that the root module gives and the outputs that it takes."""
    folder.mkdir(parents=True, exist_ok=True)
    inputs = "".join(f'variable "{name}" {{\n  type = any\n}}\n' for name in MODULES[provider])
    (folder / "main.tf").write_text(inputs + 'output "vm_id" {\n  value = 100\n}\n')


def guarded(unit: Unit, tools: Toolbox) -> Iterator[Finding]:
    """Apply one environment for real, twice, then see another one's variables refused."""
    environments = unit.value("environments", ["prod"])
    one, other = environments[0], environments[-1]
    start = f"-backend-config=environments/{one}.tfbackend"
    apply = ("apply", "-input=false", "-auto-approve", "-no-color")
    steps = (
        (("init", "-input=false", start), False, ""),
        ((*apply, f"-var-file=environments/{one}.tfvars"), False, "1 added"),
        ((*apply, f"-var-file=environments/{one}.tfvars"), False, "0 added, 0 changed, 0 destroyed"),
        ((*apply, f"-var-file=environments/{other}.tfvars"), True, "prevent_destroy"),
    )
    for words, refused, said in steps if one != other else steps[:3]:
        outcome = terraform(tools, unit.folder, *words)
        if outcome.failed != refused or said not in outcome.output:
            yield Finding(unit.name, outcome.tail())
    tools.used["terraform apply"] = None
