"""The stand-in for providers: it refuses, defaults, replaces and remembers as its facts say."""

from pathlib import Path
from typing import Any

import pytest

from stand_in.__main__ import Service
from stand_in.facts import Block, Provider
from stand_in.planning import applied, planned, replacements, shrunk
from stand_in.wire import UNKNOWN, message, only, parsed, value, value_in

HERE = Path(__file__).parent / "stand_in"
CONTAINER = Provider.read(HERE / "proxmox.yaml").resources["proxmox_virtual_environment_container"]


def guest(**given: Any) -> dict[str, Any]:
    """What somebody configured of a container."""
    return {**dict.fromkeys(CONTAINER.attributes), **{name: [] for name in CONTAINER.blocks}, "node_name": "a", **given}


def made(block: Block, configuration: dict[str, Any]) -> dict[str, Any]:
    """A resource as it is after an apply."""
    return applied(block, planned(block, None, configuration), "seed")


@pytest.mark.parametrize(
    ("given", "places"),
    [
        ({"description": "x"}, []),
        ({"tags": ["b", "a"]}, []),
        ({"node_name": "b"}, [("node_name",)]),
        ({"pool_id": "p"}, [("pool_id",)]),
        ({"vm_id": 103}, [("vm_id",)]),
        ({"mount_point": [{"path": "/x", "volume": "v"}]}, [("mount_point",)]),
        ({"initialization": [{"hostname": "y", "user_account": []}]}, []),
        ({"initialization": [{"user_account": [{"keys": ["k"]}]}]}, [("initialization", 0, "user_account")]),
    ],
)
def test_a_change_replaces_what_the_facts_say(given: dict[str, Any], places: list[Any]) -> None:
    base = {"tags": ["a", "b"], "vm_id": 102, "initialization": [{"hostname": "x"}]}
    prior = made(CONTAINER, guest(**base))
    assert list(replacements(CONTAINER, prior, planned(CONTAINER, prior, guest(**{**base, **given})))) == places


def test_a_second_plan_is_empty() -> None:
    configuration = guest(disk=[{"size": 8}], network_interface=[{"name": "eth0"}])
    prior = made(CONTAINER, configuration)
    assert planned(CONTAINER, prior, configuration) == prior


def test_what_only_the_apply_tells_is_unknown_before() -> None:
    assert planned(CONTAINER, None, guest())["vm_id"] is UNKNOWN
    assert made(CONTAINER, guest())["id"] == str(made(CONTAINER, guest())["vm_id"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"vm_id": 99},
        {"cpu": [{"cores": 129}]},
        {"cpu": [{"cores": 1.5}]},
        {"memory": [{"dedicated": 8}]},
        {"tags": ["a b"]},
        {"network_interface": [{"name": "eth0", "vlan_id": 4095}]},
        {"network_interface": [{"name": "eth0", "mac_address": "00"}]},
        {"initialization": [{"ip_config": [{"ipv4": [{"address": "192.0.2.1"}]}]}]},
        {"initialization": [{"dns": [{"domain": "lab.example", "servers": []}]}]},
        {"operating_system": [{"type": "windows", "template_file_id": "local:vztmpl/x"}]},
        {"mount_point": [{"path": "/x", "volume": "v", "size": "large"}]},
    ],
)
def test_a_wrong_value_is_refused(wrong: dict[str, Any]) -> None:
    assert len(list(CONTAINER.faults(guest(**wrong)))) == 1


def test_a_disk_does_not_shrink() -> None:
    assert list(shrunk(CONTAINER, {"disk": [{"size": 8}]}, {"disk": [{"size": 4}]}))
    assert not list(shrunk(CONTAINER, {"disk": [{"size": 4}]}, {"disk": [{"size": 8}]}))


def test_a_file_is_downloaded_once() -> None:
    service = Service(Provider.read(HERE / "proxmox.yaml"))
    block = service.provider.resources["proxmox_download_file"]
    file = {**dict.fromkeys(block.attributes), "node_name": "a", "content_type": "iso", "datastore_id": "local"}

    def refused(prior: dict[str, Any] | None, plan: dict[str, Any] | None) -> bool:
        asked = message((1, "proxmox_download_file"), (2, value(prior)), (3, value(plan)))
        return 3 in parsed(service.apply(parsed(asked)))

    one = made(block, {**file, "file_name": "x.img", "url": "https://images.example/x.img"})
    assert not refused(None, one)
    assert refused(None, one)
    assert not refused(None, made(block, {**file, "file_name": "y.img", "url": "https://images.example/y.img"}))
    assert not refused(one, None)
    assert not refused(None, one)


@pytest.mark.parametrize("given", [None, True, 0, 128, 2**40, 1.5, "ä", [], [1, "x"], {"a": None}, UNKNOWN])
def test_a_value_goes_over_the_wire_and_back(given: Any) -> None:
    assert value_in(parsed(message((3, value(given)))), 3) == given


def test_a_message_keeps_its_fields() -> None:
    fields = parsed(message((1, "x"), (2, 300), (2, 0), (15, b"\xff"), (4, None), (5, False)))
    assert (only(fields, 1), fields[2], fields[15], 4 in fields, 5 in fields) == (
        b"x",
        [300, 0],
        [b"\xff"],
        False,
        False,
    )
