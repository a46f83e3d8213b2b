"""terraform-root: formatted, valid, tests pass with mocked providers, and the guard of the state works."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from changes import Table, tried, untold
from hcl import StandIn, formatted, initialised, rules, terraform
from proof import UNANSWERED, Finding, Proof, Unit
from proxmox_module import INVENTORY
from root_tables import DATA, TABLE
from toolbox import MissingTool, Toolbox

MODULES = {
    "aws": ("name", "tags"),
    "none": ("name", "environment", "tags"),
}
"""The inputs of the modules that a root module calls; what is in them is their own proof's."""

IMPORTS = """\
import {
  to = module.containers["web"].proxmox_virtual_environment_container.this
  id = "old/102"
}

import {
  to = module.machines["db"].proxmox_virtual_environment_vm.this
  id = "pve1/210"
}
"""


CALLED = (
    (
        "module",
        "web-app",
        "lxc",
        (
            ("module_template", "template", "existing"),
            ("module_mounts", "mounts", False),
            ("module_firewall", "firewall", False),
        ),
    ),
    (
        "vm_module",
        "db",
        "vm",
        (
            ("vm_source", "source", "image"),
            ("vm_disks", "disks", False),
            ("vm_firewall", "firewall", False),
            ("vm_user_data", "user_data", False),
        ),
    ),
)
"""The modules that are called, and what the root module is told of their answers."""

GUESTS_CASE = {"provider": "proxmox", "module": "./modules/web-app", "vm_module": "./modules/db"}


class SkeletonProof(Proof):
    """Every provider and backend, with and without a module to call."""

    factors: Mapping[str, Sequence[Any]] = {
        "environments": [UNANSWERED, ["dev", "staging", "prod"], ["dev", "prod"]],
        "environment": ["prod"],
        "module": [UNANSWERED, "./modules/web-app"],
        "vm_module": [UNANSWERED, "./modules/db"],
        "vm_source": ["image", "clone"],
    }
    extra_cases = (
        {"name": "lab-1", "provider": "none", "environments": ["dev", "prod"]},
        {**GUESTS_CASE, "name": "guests", "module_firewall": True, "vm_firewall": True},
        {
            **GUESTS_CASE,
            "name": "data",
            "module_template": "download",
            "module_mounts": True,
            "vm_source": "clone",
            "vm_disks": True,
            "vm_user_data": True,
        },
    )
    tables: Mapping[str, Table] = {"guests": TABLE, "data": DATA}
    inventory = INVENTORY

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
            self.write_modules(unit, tools)
            try:
                yield from self.tried(unit, tools)
            except MissingTool as tool:
                missing = tool
            if unit.value("provider") == "none" and unit.value("backend", "local") == "local":
                yield from guarded(unit, tools)
        if missing:
            raise missing

    def write_modules(self, unit: Unit, tools: Toolbox) -> None:
        """The modules that it calls: those of our skeletons for Proxmox VE."""
        provider = unit.value("provider", "proxmox")
        if unit.value("module") and provider != "proxmox":
            write_module(unit.folder / "modules/web-app", provider)
        for variable, name, kind, told in CALLED:
            if not unit.value(variable) or provider != "proxmox":
                continue
            answers = (f"{there}={str(unit.value(here, default)).lower()}" for here, there, default in told)
            into = unit.folder.relative_to(unit.repository) / "modules" / name
            sets = [word for answer in answers for word in ("--set", answer)]
            words = ("new", f"terraform-proxmox-{kind}", name, "--as", f"{unit.name}-{kind}", "--into", into, *sets)
            outcome = tools.run(self.program, *words, cwd=unit.repository)
            if outcome.failed:
                raise AssertionError(outcome.tail())

    def called(self, unit: Unit, table: Table, tools: Toolbox) -> Iterator[Finding]:
        """Guests through the modules: no change destroys one untold; those that are there are imported."""
        for fault in untold(table, (unit.folder / "README.md").read_text()):
            yield Finding(unit.name, fault)
        for fault in tried(unit.folder, table, tools):
            yield Finding(unit.name, fault)
        if unit.name == "guests":
            yield from imported(unit, tools)

    def tried(self, unit: Unit, tools: Toolbox) -> Iterator[Finding]:
        """What validate and test say."""
        provider = unit.value("provider", "proxmox")
        stub = None if provider == "none" else StandIn.of(provider)
        if unit.name in list(self.tables)[: 1 if self.is_sample else None] and stub is not None:
            yield from self.called(unit, self.tables[unit.name], tools)
        outcome = initialised(tools, unit.folder, ".", "validate", stub=stub)
        if outcome.failed or "Warning" in outcome.output:
            yield Finding(unit.name, outcome.tail())
        if unit.value("tests", True):
            outcome = initialised(tools, unit.folder, ".", "test", stub=stub)
            if outcome.failed or " 0 failed" not in outcome.output:
                yield Finding(unit.name, outcome.tail(40))


def imported(unit: Unit, tools: Toolbox) -> Iterator[Finding]:
    """Guests that are there, taken into the state by README's way: the plan loses none of them."""
    copy = tools.scratch / "there"
    tools.run("rm", "-rf", copy, cwd=tools.scratch)
    tools.run("cp", "-R", unit.folder, copy, cwd=tools.scratch)
    (copy / "imports.tf").write_text(IMPORTS)
    (copy / "terraform.tfvars.json").write_text(json.dumps(TABLE.base))
    (copy / "apply.sh").write_text("terraform apply -auto-approve -input=false -no-color")
    outcome = initialised(tools, copy, ".", "validate", stub=StandIn.of("proxmox"), then="apply.sh")
    if outcome.failed or "2 imported" not in outcome.output or "0 destroyed" not in outcome.output:
        yield Finding(unit.name, f"import: {outcome.tail(40)}")


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
