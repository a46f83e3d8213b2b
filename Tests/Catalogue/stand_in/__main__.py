"""A stand-in for a Terraform provider: it validates, plans, applies and imports by a facts file, and nothing exists.

    python -m stand_in FACTS -- COMMAND [ARGUMENT ...]

The command is run with the provider attached (TF_REATTACH_PROVIDERS), so that `terraform init` asks nobody for it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc

from stand_in.facts import Provider
from stand_in.planning import applied, planned, replacements, shrunk
from stand_in.wire import diagnostic, message, only, parsed, path, text, value, value_in

Fields = dict[int, list[Any]]


@dataclass(frozen=True)
class Service:
    """The calls of `tfplugin6.Provider`; the numbers are those of its messages."""

    provider: Provider
    files: set[str] = field(default_factory=set)
    """The files that this run has read or downloaded, by node and identifier."""

    def calls(self) -> dict[str, Callable[[Fields], bytes]]:
        """Each call by its name."""
        return {
            "GetProviderSchema": self.schema,
            "ValidateProviderConfig": lambda _: b"",
            "ConfigureProvider": self.configure,
            "StopProvider": lambda _: b"",
            "ValidateResourceConfig": self.validate,
            "UpgradeResourceState": self.upgrade,
            "ReadResource": self.read,
            "PlanResourceChange": self.plan,
            "ApplyResourceChange": self.apply,
            "ImportResourceState": self.imported,
        }

    def configure(self, _: Fields) -> bytes:
        """A command begins: what there is will be read."""
        self.files.clear()
        return b""

    def read(self, asked: Fields) -> bytes:
        """What there is: what the state says."""
        state = value_in(asked, 2)
        self.files.update(file_of(text(asked, 1), state))
        return message((1, value(state)))

    def schema(self, _: Fields) -> bytes:
        """All resources; the second field of each is its schema."""
        resources = [
            (2, message((1, name), (2, message((2, block.proto()))))) for name, block in self.provider.resources.items()
        ]
        return message((1, message((2, self.provider.configuration.proto()))), *resources, (6, message((1, True))))

    def validate(self, asked: Fields) -> bytes:
        """What is refused, each with its place."""
        faults = self.provider.resources[text(asked, 1)].faults(value_in(asked, 2))
        return message(*[(1, diagnostic(*fault)) for fault in faults])

    def upgrade(self, asked: Fields) -> bytes:
        """A state as it was written: JSON."""
        return message((1, value(json.loads(only(parsed(only(asked, 3)), 1)))))

    def plan(self, asked: Fields) -> bytes:
        """The planned state, and what replaces."""
        block, prior, proposed = self.provider.resources[text(asked, 1)], value_in(asked, 2), value_in(asked, 3)
        if proposed is None:
            return message((1, value(None)), (5, True))
        plan = planned(block, prior, proposed)
        places = [] if prior is None else list(replacements(block, prior, plan))
        return message((1, value(plan)), *[(2, path(steps)) for steps in places], (5, True))

    def apply(self, asked: Fields) -> bytes:
        """What there is afterwards: what was planned, and what was unknown made up."""
        name, prior, plan = text(asked, 1), value_in(asked, 2), value_in(asked, 3)
        if plan is None:
            self.files.difference_update(file_of(name, prior))
            return message((1, value(None)), (4, True))
        block = self.provider.resources[name]
        if prior is not None:
            faults = list(shrunk(block, prior, plan))
            if faults:
                return message((1, value(prior)), *[(3, diagnostic(fault)) for fault in faults], (4, True))
        made = applied(block, plan, name)
        there = self.files & file_of(name, made)
        if prior is None and there:
            fault = "File already exists in the datastore, it was created outside of Terraform or is managed by another resource."
            return message((1, value(None)), (3, diagnostic(f"{fault} {min(there)}")), (4, True))
        self.files.update(file_of(name, made))
        return message((1, value(made)), (4, True))

    def imported(self, asked: Fields) -> bytes:
        """A guest that exists, of which is known what stands under `imported`, with an id such as pve1/102."""
        name, identifier = text(asked, 1), text(asked, 2)
        block = self.provider.resources[name]
        *places, last = identifier.split("/")
        state = block.blank()
        for key, known in block.imported.items():
            state[key] = [{**block.blocks[key].blank(), **known}] if key in block.blocks else known
        state["id"] = last
        if places:
            state["node_name"] = places[-1]
        for key in ("vm_id", "container_id"):
            if key in block.attributes and (key == "vm_id") != ("container" in places):
                state[key] = int(last)
        return message((1, message((1, name), (2, value(state)))))


def file_of(name: str, state: dict[str, Any] | None) -> set[str]:
    """The file of a download: there is one of a name."""
    return {f"{state['node_name']} {state['id']}"} if state and name == "proxmox_download_file" else set()


def handler(call: Callable[[Fields], bytes]) -> grpc.RpcMethodHandler:
    """A call over bytes."""
    return grpc.unary_unary_rpc_method_handler(lambda request, _: call(parsed(request)))


def main() -> int:
    """Serve on a socket of its own while the command runs."""
    provider = Provider.read(Path(sys.argv[1]))
    command = sys.argv[sys.argv.index("--") + 1 :]
    server = grpc.server(ThreadPoolExecutor(8))
    handlers = {name: handler(call) for name, call in Service(provider).calls().items()}
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("tfplugin6.Provider", handlers),))
    with tempfile.TemporaryDirectory(prefix="stand-in-") as folder:
        socket = f"{folder}/socket"
        server.add_insecure_port(f"unix:{socket}")
        server.start()
        address = {"Network": "unix", "String": socket}
        attached = {"Protocol": "grpc", "ProtocolVersion": 6, "Pid": os.getpid(), "Test": True, "Addr": address}
        sources = {f"registry.{host}.org/{provider.source}": attached for host in ("opentofu",)}
        sources[f"registry.terraform.io/{provider.source}"] = attached
        environment = {**os.environ, "TF_REATTACH_PROVIDERS": json.dumps(sources)}
        status = subprocess.run(command, env=environment).returncode
        server.stop(None).wait()
    return status


if __name__ == "__main__":
    sys.exit(main())
