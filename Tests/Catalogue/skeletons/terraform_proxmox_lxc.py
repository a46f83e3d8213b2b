"""terraform-proxmox-lxc: valid for bpg/proxmox, tests pass, the inventory's facts arrive, no change destroys untold."""

from collections.abc import Mapping, Sequence
from typing import Any

from changes import Change, Table
from proof import UNANSWERED
from proxmox_module import CONTAINER, FIREWALL, KEY, OTHER_KEY, ProxmoxModuleProof

BASE: Mapping[str, Any] = {
    "name": "web",
    "node_name": "pve1",
    "vm_id": 102,
    "ssh_public_keys": [KEY],
    "network": {"address": "192.0.2.10/24", "gateway": "192.0.2.1"},
    "mount_points": {"/srv": {"size_gb": 16}},
    "pool_id": "lab",
    "tags": ["web", "lab"],
}
GUARDED = "Instance cannot be destroyed"
DOWNLOAD = "proxmox_download_file.template"
MEMBERSHIP = "proxmox_pool_membership.this"

CHANGES = (
    Change("another key", {"ssh_public_keys": [KEY, OTHER_KEY]}, says="The SSH keys have changed", changes=False),
    Change("a tag", {"tags": ["web", "lab", "new"]}, changes=True),
    Change("tags in another order", {"tags": ["lab", "web"]}, changes=False),
    Change("memory", {"memory_mb": 2048}, changes=True),
    Change("swap", {"swap_mb": 256}, changes=True),
    Change("cores", {"cores": 4}, changes=True),
    Change("a larger disk", {"disk": {"size_gb": 32}}, changes=True),
    Change("another datastore", {"disk": {"datastore_id": "ceph"}}, says="lies in another datastore", changes=False),
    Change(
        "another mount point",
        {"mount_points": {"/srv": {"size_gb": 16}, "/data": {"size_gb": 8}}},
        says="The volumes differ",
        changes=False,
    ),
    Change(
        "a larger mount point",
        {"mount_points": {"/srv": {"size_gb": 64}}},
        says="The volumes differ",
        changes=False,
    ),
    Change("no mount point", {"mount_points": {}}, says="The volumes differ", changes=False),
    Change("the name", {"name": "www"}, changes=True),
    Change(
        "a template",
        {"template_file_id": "local:vztmpl/debian-12-standard_12.99-1_amd64.tar.zst"},
        says="made from another template",
        changes=False,
    ),
    Change("an address", {"network": {"address": "192.0.2.11/24", "gateway": "192.0.2.1"}}, changes=True),
    Change("a VLAN", {"network": {"address": "192.0.2.10/24", "gateway": "192.0.2.1", "vlan_id": 30}}, changes=True),
    Change("the pool", {"pool_id": "prod"}, destroys=(MEMBERSHIP,)),
    Change("no pool", {"pool_id": None}, destroys=(MEMBERSHIP,)),
    Change("a port", {"firewall_ports": [22, 443]}, changes=True),
    Change("a name server", {"dns": {"servers": ["192.0.2.53"]}}, changes=True),
    Change("the description", {"description": "Ours"}, changes=True),
    Change("protection", {"protection": True}, changes=True),
    Change("stopped", {"started": False}, changes=True),
    Change("features", {"features": []}, changes=True),
    Change("the node", {"node_name": "pve2"}, says=GUARDED),
    Change("the identifier", {"vm_id": 103}, says=GUARDED),
)
WRONG: Sequence[Mapping[str, Any]] = (
    {"cores": 129},
    {"swap_mb": -1},
    {"mount_points": {"srv": {"size_gb": 16}}},
    {"mount_points": {"/srv data": {"size_gb": 16}}},
    {"mount_points": {"/srv": {"size_gb": 0.5}}},
    {"features": ["teleport"]},
    {"firewall_ports": [70000]},
    {"firewall_ports": [22.5]},
    {"firewall_source": "everywhere"},
    {"os_type": "windows"},
    {"template_file_id": "debian-12"},
    {"node_version": "8.3.3", "template_file_id": "local:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst"},
)

PLAIN: Mapping[str, Any] = {
    "name": "web",
    "node_name": "pve1",
    "vm_id": 102,
    "ssh_public_keys": [KEY],
    "template": {"url": "https://images.example/t.tar.zst", "file_name": "t.tar.zst", "checksum": "0" * 128},
}
PLAIN_CHANGES = (
    Change("another key", {"ssh_public_keys": [OTHER_KEY]}, says="The SSH keys have changed", changes=False),
    Change("a newer template", {"template": {**PLAIN["template"], "checksum": "1" * 128}}, destroys=(DOWNLOAD,)),
    Change(
        "a template's new name", {"template": {**PLAIN["template"], "file_name": "u.tar.zst"}}, destroys=(DOWNLOAD,)
    ),
    Change("a template that is there", {"template": {"file_id": "local:vztmpl/u.tar.zst"}}, destroys=(DOWNLOAD,)),
    Change("another datastore", {"disk": {"datastore_id": "ceph"}}, says="lies in another datastore", changes=False),
    Change("a larger disk", {"disk": {"size_gb": 32}}, changes=True),
    Change("no identifier", {"vm_id": None}, changes=False),
    Change("a pool", {"pool_id": "lab"}, changes=True),
    Change("a pool, tags and memory", {"pool_id": "lab", "tags": ["b", "a"], "memory_mb": 1024}, changes=True),
    Change("no tags", {"tags": []}, changes=True),
    Change("an address", {"network": {"address": "192.0.2.11/24", "gateway": "192.0.2.1"}}, changes=True),
    Change("another bridge", {"network": {"bridge": "vmbr1"}}, changes=True),
    Change("a MAC address", {"network": {"mac_address": "BC:24:11:00:00:01"}}, changes=True),
    Change("a search domain", {"dns": {"domain": "lab.example", "servers": []}}, changes=True),
    Change("another type of system", {"os_type": "ubuntu"}, changes=True),
    Change("a feature", {"features": ["nesting", "keyctl"]}, changes=True),
    Change("its start", {"start_on_boot": False, "startup": {"order": 5}}, changes=True),
    Change("a newer Proxmox VE", {"node_version": "9.0.3"}, changes=False),
    Change("no ports", {"firewall_ports": []}, changes=True),
    Change("a source", {"firewall_source": "192.0.2.0/24"}, changes=True),
    Change("the node", {"node_name": "pve2"}, destroys=(CONTAINER, *FIREWALL, DOWNLOAD)),
    Change("the identifier", {"vm_id": 103}, destroys=(CONTAINER, *FIREWALL)),
)
"""Without volumes nothing keeps Terraform from a replacement: it is told, and the firewall comes again with it."""

PLAIN_WRONG: Sequence[Mapping[str, Any]] = (
    {"template": {}},
    {"template": {**PLAIN["template"], "file_id": "local:vztmpl/t.tar.zst"}},
    {"template": {"file_id": "t.tar.zst"}},
    {"template": {**PLAIN["template"], "checksum": None}},
    {"template": {**PLAIN["template"], "checksum_algorithm": "md5"}},
    {"template": {**PLAIN["template"], "url": "ftp://images.example/t.tar.zst"}},
    {"template": {**PLAIN["template"], "file_name": "../t.tar.zst"}},
)


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
    extra_cases = (
        {"name": "full", "mounts": True, "firewall": True},
        {"name": "plain", "template": "download", "ipv6": True, "firewall": True},
        {"name": "there", "target": "ct/102", "exists": True, "mounts": True, "firewall": True},
        {"name": "web_1"},
    )
    tables: Mapping[str, Table] = {
        "full": Table(BASE, CHANGES, WRONG),
        "plain": Table(PLAIN, PLAIN_CHANGES, PLAIN_WRONG),
    }
