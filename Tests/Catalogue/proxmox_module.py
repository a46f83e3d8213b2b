"""The proof that the modules for Proxmox VE share."""

from collections.abc import Iterator

from hcl import Stub, formatted, initialised, rules
from proof import Finding, Proof, Unit
from toolbox import Toolbox

INVENTORY = """\
nodes:
  - { name: serviceslab, address: 192.168.2.200, version: "8.4.1" }
guests:
  - { kind: ct, id: 102, name: nginx, address: 192.168.2.102, node: serviceslab, purpose: reverse proxy }
  - { kind: vm, id: 210, name: database, address: 192.168.2.210, node: serviceslab, purpose: PostgreSQL }
"""


class ProxmoxModuleProof(Proof):
    """Formatted, within the rules, valid for the provider's schema, tests pass with a mocked provider."""

    inventory = INVENTORY
    target = ""
    sample = 3

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """Run the tools over the module and its example."""
        yield from formatted(units, tools)
        for unit in units:
            yield from rules(unit)
            yield from self.facts(unit)
        stub = Stub.of_proxmox(tools)
        for unit in units:
            for folder in (".", "examples/complete"):
                outcome = initialised(tools, unit.folder, folder, "validate", stub=stub)
                if outcome.failed or "Warning" in outcome.output:
                    yield Finding(unit.name, f"{folder}: {outcome.tail()}")
            if unit.value("tests", True):
                outcome = initialised(tools, unit.folder, ".", "test", stub=stub)
                if outcome.failed or " 0 failed" not in outcome.output or "Warning" in outcome.output:
                    yield Finding(unit.name, outcome.tail(40))

    def facts(self, unit: Unit) -> Iterator[Finding]:
        """Whether the example takes the guest's facts from the inventory."""
        if unit.value("target") is None:
            return
        text = (unit.folder / "examples/complete/main.tf").read_text()
        identifier = unit.value("target").split("/")[1]
        for fact in (
            f"vm_id     = {identifier}",
            f'address = "192.168.2.{identifier}/24"',
            'node_name = "serviceslab"',
        ):
            if fact not in text:
                yield Finding(unit.name, f"the example lacks {fact}")
