"""terraform-proxmox-vm: valid for bpg/proxmox, tests pass, the inventory's facts arrive, no change destroys untold."""

from collections.abc import Mapping, Sequence
from typing import Any

from changes import Change, Table
from proof import UNANSWERED
from proxmox_module import FIREWALL, KEY, MACHINE, OTHER_KEY, ProxmoxModuleProof

IMAGE: Mapping[str, Any] = {"url": "https://images.example/debian-13.qcow2", "checksum": "0" * 128}
BASE: Mapping[str, Any] = {
    "name": "db",
    "node_name": "pve1",
    "vm_id": 210,
    "ssh_public_keys": [KEY],
    "image": IMAGE,
    "network": {"address": "192.0.2.10/24", "gateway": "192.0.2.1"},
    "disks": {"scsi1": {"size_gb": 32}},
    "pool_id": "lab",
    "tags": ["db", "lab"],
}
SNIPPET = "proxmox_virtual_environment_file.user_data"
DOWNLOAD = "proxmox_download_file.image"


CHANGES = (
    Change("another key", {"ssh_public_keys": [KEY, OTHER_KEY]}, destroys=(SNIPPET,)),
    Change("a package", {"packages": ["nginx"]}, destroys=(SNIPPET,)),
    Change("the account", {"user": "ops"}, destroys=(SNIPPET,)),
    Change("the name", {"name": "sql"}, destroys=(SNIPPET,)),
    Change("a newer image", {"image": {**IMAGE, "checksum": "1" * 128}}, destroys=(DOWNLOAD,)),
    Change("a newer Proxmox VE", {"node_version": "9.0.3"}, destroys=(DOWNLOAD,)),
    Change("a tag", {"tags": ["db", "lab", "new"]}, changes=True),
    Change("tags in another order", {"tags": ["lab", "db"]}, changes=False),
    Change("memory", {"memory_mb": 8192}, changes=True),
    Change("cores", {"cores": 8}, changes=True),
    Change("the CPU type", {"cpu_type": "x86-64-v3"}, changes=True),
    Change("a larger disk", {"disk": {"size_gb": 64}}, changes=True),
    Change("another datastore", {"disk": {"datastore_id": "ceph"}}, changes=True),
    Change("another disk", {"disks": {"scsi1": {"size_gb": 32}, "scsi2": {"size_gb": 8}}}, changes=True),
    Change("no second disk", {"disks": {}}, changes=True),
    Change("an image that is there", {"image": {"file_id": "local:iso/debian-13.img"}}, destroys=(DOWNLOAD,)),
    Change("a larger second disk", {"disks": {"scsi1": {"size_gb": 64}}}, changes=True),
    Change("an address", {"network": {"address": "192.0.2.11/24", "gateway": "192.0.2.1"}}, changes=True),
    Change("a VLAN", {"network": {"address": "192.0.2.10/24", "gateway": "192.0.2.1", "vlan_id": 30}}, changes=True),
    Change("the pool", {"pool_id": "prod"}, changes=True),
    Change("a port", {"firewall_ports": [22, 443]}, changes=True),
    Change("a name server", {"dns": {"servers": ["192.0.2.53"]}}, changes=True),
    Change("the description", {"description": "Ours"}, changes=True),
    Change("protection", {"protection": True}, changes=True),
    Change("the node", {"node_name": "pve2"}, destroys=(SNIPPET, DOWNLOAD)),
    Change("the identifier", {"vm_id": 211}, says="Instance cannot be destroyed"),
)
WRONG: Sequence[Mapping[str, Any]] = (
    {"cpu_type": "pentium"},
    {"disks": {"scsi0": {"size_gb": 8}}},
    {"disks": {"scsi1": {"size_gb": 0.5}}},
    {"image": {**IMAGE, "url": "http://images.example/debian.qcow2"}},
    {"image": {**IMAGE, "url": "https://images.example/debian.exe"}},
    {"image": {}},
    {"image": {**IMAGE, "file_id": "local:iso/debian-13.img"}},
    {"image": {"file_id": "debian-13.img"}},
    {"image": {**IMAGE, "checksum": None}},
    {"image": {**IMAGE, "checksum": "abc"}},
    {"image": {**IMAGE, "checksum_algorithm": "md5"}},
    {"user": "root"},
    {"user": "Ops"},
    {"packages": ["nginx=1.2"]},
    {"firewall_ports": [70000]},
    {"firewall_source": "everywhere"},
    {"node_version": "7.4"},
)

PLAIN: Mapping[str, Any] = {"name": "db", "node_name": "pve1", "vm_id": 210, "ssh_public_keys": [KEY], "image": IMAGE}
PLAIN_CHANGES = (
    Change("another key", {"ssh_public_keys": [KEY, OTHER_KEY]}, changes=True),
    Change("the account", {"user": "ops"}, changes=True),
    Change("a newer image", {"image": {**IMAGE, "checksum": "1" * 128}}, destroys=(DOWNLOAD,)),
    Change("a newer Proxmox VE", {"node_version": "8.4.1"}, destroys=(DOWNLOAD,)),
    Change("an image elsewhere", {"image": {**IMAGE, "datastore_id": "nas"}}, destroys=(DOWNLOAD,)),
    Change("another datastore", {"disk": {"datastore_id": "ceph"}}, changes=True),
    Change("no identifier", {"vm_id": None}, changes=False),
    Change("a pool", {"pool_id": "lab"}, changes=True),
    Change("no tags", {"tags": []}, changes=True),
    Change("another bridge", {"network": {"bridge": "vmbr1"}}, changes=True),
    Change("a MAC address", {"network": {"mac_address": "BC:24:11:00:00:01"}}, changes=True),
    Change("a search domain", {"dns": {"domain": "lab.example", "servers": []}}, changes=True),
    Change("stopped", {"started": False}, changes=True),
    Change("its start", {"start_on_boot": False, "startup": {"order": 5}}, changes=True),
    Change("no ports", {"firewall_ports": []}, changes=True),
    Change("a source", {"firewall_source": "192.0.2.0/24"}, changes=True),
    Change("the node", {"node_name": "pve2"}, destroys=(DOWNLOAD,)),
    Change("the identifier", {"vm_id": 211}, destroys=(MACHINE, *FIREWALL)),
)
"""Without further disks nothing keeps Terraform from a replacement: it is told, and the firewall comes again with it."""

CLONE: Mapping[str, Any] = {"name": "db", "node_name": "pve1", "vm_id": 210, "ssh_public_keys": [KEY]}
CLONE_CHANGES = (
    Change("a template", {"template": {"vm_id": 9001}}, changes=False),
    Change("a template of another node", {"template": {"node_name": "pve2"}}, changes=False),
    Change("another key", {"ssh_public_keys": [OTHER_KEY]}, destroys=(SNIPPET,)),
    Change("snippets elsewhere", {"snippets_datastore_id": "nas"}, changes=False),
    Change("the name", {"name": "sql"}, destroys=(SNIPPET,)),
    Change("a larger disk", {"disk": {"size_gb": 64}}, changes=True),
    Change("the node", {"node_name": "pve2"}, destroys=(SNIPPET,)),
    Change("the identifier", {"vm_id": 211}, destroys=(MACHINE, *FIREWALL)),
)


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
    extra_cases = (
        {"name": "full", "disks": True, "firewall": True, "user_data": True, "firmware": "ovmf", "tpm": True},
        {"name": "plain", "user_data": False, "firewall": True, "agent": True},
        {"name": "clone", "source": "clone", "user_data": True, "firewall": True},
        {"name": "there", "target": "vm/210", "exists": True, "disks": True, "firewall": True},
        {"name": "db_1"},
    )
    tables: Mapping[str, Table] = {
        "full": Table(BASE, CHANGES, WRONG),
        "plain": Table(PLAIN, PLAIN_CHANGES),
        "clone": Table(CLONE, CLONE_CHANGES, [{"template": {"vm_id": 99}}]),
    }
