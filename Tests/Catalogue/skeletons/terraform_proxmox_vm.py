"""terraform-proxmox-vm: valid for bpg/proxmox, tests pass with mocks, the inventory's facts arrive."""

from collections.abc import Mapping, Sequence
from typing import Any

from proof import UNANSWERED
from proxmox_module import ProxmoxModuleProof


class SkeletonProof(ProxmoxModuleProof):
    """Every choice, with and without a target, lists empty and full."""

    factors: Mapping[str, Sequence[Any]] = {
        "target": [UNANSWERED, "vm/210"],
        "gateway": [UNANSWERED, "192.168.2.1"],
        "vlan": [UNANSWERED, "30"],
        "ports": [UNANSWERED, ["80", "443"], []],
        "packages": [UNANSWERED, ["nginx", "curl"], []],
        "tags": [UNANSWERED, ["lab", "web"], []],
    }
    extra_cases = ({"name": "db_1"},)
