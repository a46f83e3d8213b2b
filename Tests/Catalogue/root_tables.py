"""What a change of a root module's guests does, and which values it refuses: guests that hold nothing, and guests with data."""

from collections.abc import Mapping
from typing import Any

from changes import Change, Table
from proxmox_module import CONTAINER, FIREWALL, KEY, MACHINE, OTHER_KEY

WEB = {"vm_id": 102, "cores": 2, "tags": ["web"], "node_name": "old"}
DB = {"vm_id": 210, "memory_mb": 4096, "disk": {"size_gb": 32}}
IMAGE = {"url": "https://images.example/debian.qcow2", "checksum": "0" * 128}
GUESTS = ('module.containers["web"]', 'module.machines["db"]')
IMAGES = "proxmox_download_file.image"
GUARD = "Instance cannot be destroyed"


def of(guest: Mapping[str, Any], **values: Any) -> Mapping[str, Any]:
    """A guest with other values, under the name that it has, and those beside it."""
    if guest is DB:
        return {"machines": {"db": {**guest, **values}, "sql": {}, "old": {"node_name": "old"}}}
    return {"containers": {"web": {**guest, **values}, "www": {}}}


TABLE = Table(
    {
        "environment": "prod",
        "endpoint": "https://pve1.example:8006/",
        "ssh_public_keys": [KEY],
        "containers": {"web": WEB, "www": {}},
        "machines": {"db": DB, "sql": {}, "old": {"node_name": "old"}},
        "image": IMAGE,
        "node_versions": [{"name": "old", "version": "8.3.3"}, {"name": "pve2", "version": ""}],
    },
    (
        Change("another container", {"containers": {**of(WEB)["containers"], "new": {}}}, changes=True),
        Change("another machine", {"machines": {**of(DB)["machines"], "new": {}}}, changes=True),
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
        Change("a start", of(WEB, start_on_boot=False, startup={"order": 5}), changes=True),
        Change("stopped", of(WEB, started=False), changes=True),
        Change("a machine's start", of(DB, started=False, startup={"up_delay_seconds": 30}), changes=True),
        Change("a container's pool", of(WEB, pool_id="lab"), changes=True),
        Change("a machine's pool", of(DB, pool_id="lab"), changes=True),
        Change("descriptions", {**of(WEB, description="Web"), **of(DB, description="Data")}, changes=True),
        Change("swap", of(WEB, swap_mb=512), changes=True),
        Change("features", of(WEB, features=["nesting", "keyctl"]), changes=True),
        Change("a container's system", of(WEB, os_type="ubuntu"), changes=True),
        Change("a container's name server", of(WEB, dns={"servers": ["192.0.2.53"]}), changes=True),
        Change("a machine's search domain", of(DB, dns={"domain": "lab.example"}), changes=True),
        Change("a container's MAC address", of(WEB, network={"mac_address": "BC:24:11:00:00:01"}), changes=True),
        Change("a machine's CPU", of(DB, cpu_type="x86-64-v3"), changes=True),
        Change("a machine's account", of(DB, user="ops"), changes=True),
        Change("a container's ports", of(WEB, firewall_ports=[80, 443]), changes=True),
        Change("a machine's source", of(DB, firewall_source="192.0.2.0/24"), changes=True),
        Change(
            "a container's template",
            of(WEB, template_file_id="local:vztmpl/debian-12-standard_12.99-1_amd64.tar.zst"),
            says="made from another template",
        ),
        Change("a machine's own image", of(DB, image={**IMAGE, "file_name": "other.qcow2"}), changes=True),
        Change("another key", {"ssh_public_keys": [KEY, OTHER_KEY]}, says="The SSH keys have changed"),
        Change("a newer image", {"image": {**IMAGE, "checksum": "1" * 128}}, destroys=(IMAGES,)),
        Change("newer nodes", {"node_versions": [{"name": "old", "version": "9.0.3"}]}, destroys=(IMAGES,)),
        Change("a machine's node", of(DB, node_name="pve2"), changes=True),
        Change("a container's node", of(WEB, node_name="pve2"), destroys=(CONTAINER, *FIREWALL)),
        Change("a container's identifier", of(WEB, vm_id=103), destroys=(CONTAINER, *FIREWALL)),
        Change("a machine's identifier", of(DB, vm_id=211), destroys=(MACHINE, *FIREWALL)),
        Change("no container", {"containers": {"www": {}}}, destroys=(f"{GUESTS[0]}.{CONTAINER}", GUESTS[0])),
        Change("no machine", {"machines": {"sql": {}, "old": {"node_name": "old"}}}, destroys=(GUESTS[1],)),
        Change("another environment", {"environment": "dev"}, says="The environment must be one"),
    ),
    (
        {"image": None},
        {"image": {**IMAGE, "checksum": "abc"}},
        {"image": {**IMAGE, "checksum_algorithm": "md5"}},
        {"image": {**IMAGE, "url": "http://images.example/debian.qcow2"}},
        {"image": {**IMAGE, "url": "https://images.example/debian.exe"}},
        {"image": {**IMAGE, "file_name": "../debian.qcow2"}},
        of(DB, image={**IMAGE, "checksum": "1" * 128}),
        of(DB, cpu_type="pentium"),
        of(DB, user="root"),
        of(WEB, swap_mb=-1),
        of(WEB, features=["teleport"]),
        of(WEB, os_type="windows"),
        of(WEB, template_file_id="debian-12"),
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
                {"network": {"mac_address": "BC:24:11"}},
                {"dns": {"servers": ["ns.example"]}},
                {"startup": {"order": -1}},
                {"pool_id": "a pool"},
                {"firewall_ports": [70000]},
                {"firewall_source": "everywhere"},
            )
        ),
    ),
)


FILES = {"vm_id": 103, "mount_points": {"/srv": {"size_gb": 16}}}
SQL = {"vm_id": 211, "disks": {"scsi1": {"size_gb": 32}}, "packages": ["postgresql"]}
TEMPLATE = {"url": "http://images.example/debian-12.tar.zst", "checksum": "0" * 128}
SNIPPET = "proxmox_virtual_environment_file.user_data"
DOWNLOAD = "proxmox_download_file.template"


def kept(files: Mapping[str, Any] = FILES, sql: Mapping[str, Any] = SQL) -> Mapping[str, Any]:
    """Guests with data, and another of each beside them."""
    return {"containers": {"files": files, "www": {}}, "machines": {"sql": sql, "db": {}}}


DATA = Table(
    {
        "environment": "prod",
        "endpoint": "https://pve1.example:8006/",
        "ssh_public_keys": [KEY],
        **kept(),
        "template": TEMPLATE,
    },
    (
        Change("another container", {"containers": {**kept()["containers"], "new": {}}}, changes=True),
        Change("another machine", {"machines": {**kept()["machines"], "new": {}}}, changes=True),
        Change("another volume", kept({**FILES, "mount_points": {"/data": {"size_gb": 8}}}), says="The volumes differ"),
        Change("no volume", kept({"vm_id": 103}), says="The volumes differ"),
        Change("another disk", kept(sql={**SQL, "disks": {**SQL["disks"], "scsi2": {"size_gb": 8}}}), changes=True),
        Change("a larger second disk", kept(sql={**SQL, "disks": {"scsi1": {"size_gb": 64}}}), changes=True),
        Change("no second disk", kept(sql={**SQL, "disks": {}}), changes=True),
        Change("a package", kept(sql={**SQL, "packages": ["nginx"]}), destroys=(SNIPPET,)),
        Change("an account", kept(sql={**SQL, "user": "ops"}), destroys=(SNIPPET,)),
        Change("snippets elsewhere", kept(sql={**SQL, "snippets_datastore_id": "nas"}), changes=False),
        Change("another template to clone", kept(sql={**SQL, "template": {"vm_id": 9001}}), changes=False),
        Change("a newer template", {"template": {**TEMPLATE, "checksum": "1" * 128}}, destroys=(DOWNLOAD,)),
        Change("its own template", kept({**FILES, "template": {**TEMPLATE, "file_name": "t.tar.gz"}}), changes=True),
        Change("templates elsewhere", {"template": {**TEMPLATE, "datastore_id": "nas"}}, destroys=(DOWNLOAD,)),
        Change("a node that downloads", {"template": {**TEMPLATE, "node_name": "pve2"}}, destroys=(DOWNLOAD,)),
        Change("another key", {"ssh_public_keys": [KEY, OTHER_KEY]}, destroys=(SNIPPET,), says="The SSH keys have"),
        Change("a container's identifier", kept({**FILES, "vm_id": 104}), says=GUARD),
        Change("a container's node", kept({**FILES, "node_name": "pve2"}), says=GUARD),
        Change("a machine's identifier", kept(sql={**SQL, "vm_id": 212}), says=GUARD),
        Change("a machine's node", kept(sql={**SQL, "node_name": "pve2"}), destroys=(SNIPPET,)),
    ),
    (
        {"template": None},
        {"template": {**TEMPLATE, "checksum": "abc"}},
        {"template": {**TEMPLATE, "url": "ftp://images.example/debian-12.tar.zst"}},
        {"template": {**TEMPLATE, "url": "http://images.example/debian-12.iso"}},
        kept({**FILES, "template": {**TEMPLATE, "checksum": "1" * 128}}),
        kept({**FILES, "mount_points": {"srv": {"size_gb": 16}}}),
        kept({**FILES, "mount_points": {"/srv": {"size_gb": 0}}}),
        kept(sql={**SQL, "disks": {"scsi0": {"size_gb": 32}}}),
        kept(sql={**SQL, "disks": {"scsi1": {"size_gb": 0.5}}}),
        kept(sql={**SQL, "packages": ["--purge"]}),
        kept(sql={**SQL, "template": {"vm_id": 99}}),
    ),
)
"""Guests whose data are kept: volumes, further disks, user data; a template of each node, and machines that are cloned."""
