"""The proof that the modules for Proxmox VE share."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from changes import Table, tried, untold
from hcl import StandIn, formatted, initialised, rules
from proof import Finding, Proof, Unit
from toolbox import Toolbox

INVENTORY = """\
nodes:
  - { name: serviceslab, address: 192.168.2.200, version: "8.4.1" }
  - { name: old, address: 192.168.2.201, version: "8.3.3" }
guests:
  - { kind: ct, id: 102, name: nginx, address: 192.168.2.102, node: serviceslab, purpose: reverse proxy }
  - { kind: vm, id: 210, name: database, address: 192.168.2.210, node: serviceslab, purpose: PostgreSQL }
"""

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVuaXRldHkgZm9yIHRlc3Rpbmcgb25seSEhISEh ops@example"
OTHER_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFub3RoZXIgb25lIGZvciB0ZXN0aW5nIG9ubHkh new@example"

CONTAINER = "proxmox_virtual_environment_container.this"
MACHINE = "proxmox_virtual_environment_vm.this"
FIREWALL = ("proxmox_virtual_environment_firewall_options.this", "proxmox_virtual_environment_firewall_rules.this")

COMMON_WRONG: Sequence[Mapping[str, Any]] = (
    {"name": "Web_1"},
    {"name": "-web"},
    {"name": "a" * 64},
    {"node_name": "pve 1"},
    {"node_version": "eight"},
    {"vm_id": 99},
    {"vm_id": 100.5},
    {"vm_id": 1000000000},
    {"pool_id": "a pool"},
    {"startup": {"order": -1}},
    {"startup": {"order": 1.5}},
    {"cores": 0},
    {"cores": 1.5},
    {"cores": 100000},
    {"memory_mb": 8},
    {"memory_mb": 512.5},
    {"memory_mb": 99999999},
    {"disk": {"size_gb": 0}},
    {"disk": {"size_gb": 8.5}},
    {"disk": {"datastore_id": "local lvm"}},
    {"network": {"address": "192.0.2.10"}},
    {"network": {"address": "192.0.2.300/24"}},
    {"network": {"address": "2001:db8::1/64"}},
    {"network": {"gateway": "192.0.2.1"}},
    {"network": {"address": "192.0.2.10/24", "gateway": "192.0.2.1/24"}},
    {"network": {"address": "192.0.2.10/24", "gateway": "gateway"}},
    {"network": {"vlan_id": 0}},
    {"network": {"vlan_id": 4095}},
    {"network": {"vlan_id": 3.5}},
    {"network": {"bridge": "vmbr 0"}},
    {"network": {"bridge": "a-bridge-with-a-long-name"}},
    {"network": {"mac_address": "BC:24:11"}},
    {"network": {"mac_address": "01:00:5e:00:00:01"}},
    {"dns": {"servers": ["ns.example"]}},
    {"dns": {"servers": ["192.0.2.53"], "domain": "a domain"}},
    {"ssh_public_keys": []},
    {"ssh_public_keys": ["a password"]},
    {"ssh_public_keys": [f"{KEY}\n{OTHER_KEY}"]},
    {"tags": ["Web"]},
    {"tags": ["two words"]},
)
"""What the provider or Proxmox VE would refuse of a container and of a machine, some of it only when it is applied."""


AGAIN = "terraform plan -detailed-exitcode -input=false -no-color\n"


class ProxmoxModuleProof(Proof):
    """Formatted, within the rules, valid for the provider, tests pass, and no change destroys a guest untold."""

    inventory = INVENTORY
    sample = 4
    tables: Mapping[str, Table] = {}
    """What to try with which case; the first is tried in a sample too."""

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """Run the tools over the module and its example."""
        yield from formatted(units, tools)
        for unit in units:
            yield from rules(unit)
            yield from self.facts(unit)
        stub = StandIn.of("proxmox")
        for unit in units:
            for folder in (".", "examples/complete"):
                outcome = initialised(tools, unit.folder, folder, "validate", stub=stub)
                if outcome.failed or "Warning" in outcome.output:
                    yield Finding(unit.name, f"{folder}: {outcome.tail()}")
            if unit.value("tests", True):
                outcome = initialised(tools, unit.folder, ".", "test", stub=stub)
                if outcome.failed or " 0 failed" not in outcome.output or "Warning" in outcome.output:
                    yield Finding(unit.name, outcome.tail(40))
            if unit.value("target"):
                yield from self.example(unit, tools, stub)
            if unit.name in list(self.tables)[: 1 if self.is_sample else None]:
                yield from self.changed(unit, self.tables[unit.name], tools)

    def changed(self, unit: Unit, table: Table, tools: Toolbox) -> Iterator[Finding]:
        """The table of the case, with the values that neither container nor machine takes."""
        whole = replace(table, wrong=[*COMMON_WRONG, *table.wrong])
        for fault in untold(whole, (unit.folder / "README.md").read_text()):
            yield Finding(unit.name, fault)
        for fault in tried(unit.folder, whole, tools):
            yield Finding(unit.name, fault)

    def example(self, unit: Unit, tools: Toolbox, stub: StandIn) -> Iterator[Finding]:
        """What the example plans: a guest that is made, or imported and not destroyed; an image that its node takes."""
        copy = tools.scratch / "example"
        tools.run("rm", "-rf", copy, cwd=tools.scratch)
        tools.run("cp", "-R", unit.folder, copy, cwd=tools.scratch)
        folder = copy / "examples/complete"
        checksums = {f"{name}_checksum": "0" * 128 for name in ("template", "image")}
        declared = (folder / "variables.tf").read_text()
        values = {
            name: value for name, value in {"ssh_public_keys": [KEY], **checksums}.items() if f'"{name}"' in declared
        }
        (folder / "terraform.tfvars.json").write_text(json.dumps(values))
        (folder / "again.sh").write_text(AGAIN)
        apply = ("apply", "-auto-approve", "-input=false")
        outcome = initialised(tools, copy, "examples/complete", *apply, stub=stub, then="again.sh")
        wanted = "1 imported" if unit.value("exists") else "Resources: "
        if outcome.failed or wanted not in outcome.output or "0 destroyed" not in outcome.output:
            yield Finding(unit.name, f"the example: {outcome.tail(60)}")
        if "proxmox_download_file.image" in outcome.output and '"import"' not in outcome.output:
            yield Finding(unit.name, "the version of the inventory's node is not looked at")
        for said in ("SSH keys have changed", "made from another template"):
            if said in " ".join(outcome.output.split()):
                yield Finding(unit.name, f"the example says of what is there: {said}")

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
            '["serviceslab", "8.4.1"]',
        ):
            if fact not in text:
                yield Finding(unit.name, f"the example lacks {fact}")
