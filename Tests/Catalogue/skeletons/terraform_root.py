"""terraform-root: formatted, valid, tests pass with mocked providers, and the guard of the state works."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from changes import Change, Table, tried, untold
from hcl import StandIn, formatted, initialised, rules, terraform
from proof import UNANSWERED, Finding, Proof, Unit
from proxmox_module import CONTAINER, FIREWALL, INVENTORY, KEY, MACHINE, OTHER_KEY
from toolbox import MissingTool, Toolbox

MODULES = {
    "aws": ("name", "tags"),
    "none": ("name", "environment", "tags"),
}
"""The inputs of the modules that a root module calls; what is in them is their own proof's."""

WEB = {"vm_id": 102, "cores": 2, "tags": ["web"], "node_name": "old"}
DB = {"vm_id": 210, "memory_mb": 4096, "disk": {"size_gb": 32}}
IMAGE = {"url": "https://images.example/debian.qcow2", "checksum": "0" * 128}
GUESTS = ('module.containers["web"]', 'module.machines["db"]')
GUARD = "Instance cannot be destroyed"


def of(guest: Mapping[str, Any], **values: Any) -> Mapping[str, Any]:
    """A guest with other values, under the name that it has."""
    return {"machines": {"db": {**guest, **values}}} if guest is DB else {"containers": {"web": {**guest, **values}}}


TABLE = Table(
    {
        "environment": "prod",
        "endpoint": "https://pve1.example:8006/",
        "ssh_public_keys": [KEY],
        "containers": {"web": WEB},
        "machines": {"db": DB},
        "image": IMAGE,
        "node_versions": [{"name": "old", "version": "8.3.3"}, {"name": "pve2", "version": ""}],
    },
    (
        Change("another container", {"containers": {"web": WEB, "www": {}}}, changes=True),
        Change("another machine", {"machines": {"db": DB, "sql": {}}}, changes=True),
        Change("a container's memory", of(WEB, memory_mb=1024), changes=True),
        Change("a machine's memory", of(DB, memory_mb=8192), changes=True),
        Change("a container's cores", of(WEB, cores=4), changes=True),
        Change("a machine's cores", of(DB, cores=4), changes=True),
        Change("a container's larger disk", of(WEB, disk={"size_gb": 64}), changes=True),
        Change("a machine's larger disk", of(DB, disk={"size_gb": 64}), changes=True),
        Change("a container's datastore", of(WEB, disk={"datastore_id": "ceph"}), says="lies in another datastore"),
        Change("a container's tag", of(WEB, tags=["web", "new"]), changes=True),
        Change("a container's address", of(WEB, network={"address": "192.0.2.11/24"}), changes=True),
        Change("a machine's VLAN", of(DB, network={"vlan_id": 30}), changes=True),
        Change("protection", of(DB, protection=True), changes=True),
        Change("a start", of(WEB, start_on_boot=False), changes=True),
        Change("another key", {"ssh_public_keys": [KEY, OTHER_KEY]}, says="The SSH keys have changed"),
        Change("a newer image", {"image": {**IMAGE, "checksum": "1" * 128}}, destroys=("proxmox_download_file.image",)),
        Change("newer nodes", {"node_versions": [{"name": "old", "version": "9.0.3"}]}, changes=False),
        Change("a machine's node", of(DB, node_name="pve2"), destroys=("proxmox_download_file.image",)),
        Change("a container's node", of(WEB, node_name="pve2"), destroys=(CONTAINER, *FIREWALL)),
        Change("a container's identifier", of(WEB, vm_id=103), destroys=(CONTAINER, *FIREWALL)),
        Change("a machine's identifier", of(DB, vm_id=211), destroys=(MACHINE, *FIREWALL)),
        Change("no container", {"containers": {}}, destroys=(f"{GUESTS[0]}.{CONTAINER}", GUESTS[0])),
        Change("no machine", {"machines": {}}, destroys=(f"{GUESTS[1]}.{MACHINE}", GUESTS[1])),
        Change("another environment", {"environment": "dev"}, says="The environment must be one"),
    ),
    (
        {"image": None},
        {"image": {**IMAGE, "checksum": "abc"}},
        {"endpoint": "http://pve1.example:8006/"},
        {"environment": "nowhere"},
        {"ssh_public_keys": []},
        {"ssh_public_keys": ["a password"]},
        {"containers": {"Web": {}}},
        *(
            of(guest, **values)
            for guest in (WEB, DB)
            for values in (
                {"cores": 0},
                {"cores": 1.5},
                {"memory_mb": 8},
                {"vm_id": 99},
                {"node_name": "pve 1"},
                {"tags": ["Two words"]},
                {"disk": {"size_gb": 0}},
                {"disk": {"datastore_id": "local lvm"}},
                {"network": {"vlan_id": 4095}},
                {"network": {"address": "192.0.2.10"}},
                {"network": {"gateway": "192.0.2.1"}},
                {"network": {"bridge": "vmbr 0"}},
            )
        ),
    ),
)


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
        {"name": "guests", "provider": "proxmox", "module": "./modules/web-app", "vm_module": "./modules/db"},
    )
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
        kinds = (
            ("module", "web-app", "lxc", ()),
            ("vm_module", "db", "vm", ("source=" + unit.value("vm_source", "image"),)),
        )
        for variable, name, kind, answers in kinds:
            if not unit.value(variable) or provider != "proxmox":
                continue
            into = unit.folder.relative_to(unit.repository) / "modules" / name
            sets = [word for answer in (*answers, "firewall=true") for word in ("--set", answer)]
            words = ("new", f"terraform-proxmox-{kind}", name, "--as", f"{unit.name}-{kind}", "--into", into, *sets)
            outcome = tools.run(self.program, *words, cwd=unit.repository)
            if outcome.failed:
                raise AssertionError(outcome.tail())

    def called(self, unit: Unit, tools: Toolbox) -> Iterator[Finding]:
        """A container and a machine through the modules; more memory and another guest destroy neither."""
        for fault in untold(TABLE, (unit.folder / "README.md").read_text()):
            yield Finding(unit.name, fault)
        for fault in tried(unit.folder, TABLE, tools):
            yield Finding(unit.name, fault)

    def tried(self, unit: Unit, tools: Toolbox) -> Iterator[Finding]:
        """What validate and test say."""
        provider = unit.value("provider", "proxmox")
        stub = None if provider == "none" else StandIn.of(provider)
        if unit.name == "guests" and stub is not None:
            yield from self.called(unit, tools)
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
