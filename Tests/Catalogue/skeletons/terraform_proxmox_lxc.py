"""terraform-proxmox-lxc: valid for bpg/proxmox, tests pass with mocks, the inventory's facts arrive."""

from collections.abc import Mapping, Sequence
from typing import Any

from proof import UNANSWERED
from proxmox_module import ProxmoxModuleProof


class SkeletonProof(ProxmoxModuleProof):
    """Every choice, with and without a target, lists empty and full."""

    factors: Mapping[str, Sequence[Any]] = {
        "target": [UNANSWERED, "ct/102"],
        "gateway": [UNANSWERED, "192.168.2.1"],
        "vlan": [UNANSWERED, "30"],
        "features": [UNANSWERED, [], ["nesting", "keyctl", "fuse"], ["fuse"]],
        "ports": [UNANSWERED, ["80", "443"], []],
        "tags": [UNANSWERED, ["lab", "web"], []],
        "os": ["debian", "alpine", "unmanaged"],
    }
    extra_cases = ({"name": "web_1"},)
