"""What a rendered document makes a device do: commands of the platforms' own modules, and RouterOS's API."""

import importlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_project import AnsibleProject, changes, extra_vars, failures
from proof import Finding, Unit
from toolbox import MissingTool

COLLECTIONS = {"ios": "cisco", "eos": "arista", "nxos": "cisco"}
MODULES = {"vlans": "vlans", "interfaces": "interfaces", "l2_interfaces": "l2_interfaces", "ntp_servers": "ntp_global"}
"""What of a rendered document goes to which resource module."""

WANTED = {
    "vlans": ["vlan 10", "name clients", "vlan 20", "name servers:#1"],
    "interfaces": ["description printer", "shutdown"],
    "l2_interfaces": ["switchport mode access", "switchport access vlan 10", "switchport mode trunk"]
    + ["switchport trunk native vlan 10"],
}
"""Lines that a device is sent for what the role's own test asks for."""

RANGES = {"eos": ",".join(map(str, [10, *range(15, 31)])), "ios": "10,15-30", "nxos": "10,15-30"}
STAND_IN = Path(__file__).resolve().parent / "stand_in/routeros"
PASSWORD = "not-to-be-seen"
DEVICE: Mapping[str, list[dict[str, Any]]] = {
    "system resource": [{"version": "7.15.3 (stable)"}],
    "interface ethernet": [
        {".id": f"*{number}", "name": f"eth{number}", "default-name": f"eth{number}", "disabled": False}
        for number in (1, 2, 3)
    ],
    "interface bridge port": [{".id": "*1", "bridge": "bridge", "interface": "eth1", "pvid": 1}],
    "interface bridge vlan": [{".id": "*1", "bridge": "bridge", "vlan-ids": "99", "tagged": "eth9"}],
    "system ntp client": [{"enabled": False}],
    "system ntp client servers": [],
}
"""A device before the role comes, with a VLAN of somebody else's."""


class Asked:
    """What the code of a resource module wants of Ansible where it sends nothing."""

    check_mode = True
    _socket_path = None
    _debug = False
    _name = "asked"

    def __init__(self, params: Mapping[str, Any]) -> None:
        self.params = params

    def fail_json(self, **said: Any) -> None:
        """A fault of the values."""
        raise ValueError(said.get("msg"))

    def warn(self, *_: object) -> None:
        """Nothing that matters without a device."""


def commanded(platform: str, rendered: Mapping[str, Any]) -> Iterator[str]:
    """What the modules refuse, and commands that are missing of those that they would send."""
    for part, value in rendered.items():
        config = {"servers": value} if part == "ntp_servers" else value
        asked = {"config": config, "state": "rendered"}
        result = ArgumentSpecValidator(specification(platform, MODULES[part])).validate(asked)
        if result.error_messages or not value:
            yield f"{platform}_{MODULES[part]}: {result.error_messages or 'nothing is rendered'}"
            continue
        lines = module(platform, "config", MODULES[part])(Asked(result.validated_parameters)).execute_module()[
            "rendered"
        ]
        wanted = [f"ntp server {each['server']}" for each in value] if part == "ntp_servers" else [*WANTED[part]]
        if part == "l2_interfaces":
            wanted.append(f"switchport trunk allowed vlan {RANGES[platform]}")
        yield from (
            f"{platform}_{MODULES[part]} does not send {line!r}: {lines}" for line in wanted if line not in lines
        )


def module(platform: str, kind: str, name: str) -> Any:
    """The class of a resource module's code, from its collection."""
    network = f"ansible_collections.{COLLECTIONS[platform]}.{platform}.plugins.module_utils.network.{platform}"
    try:
        found = importlib.import_module(f"{network}.{kind}.{name}.{name}")
    except ModuleNotFoundError as missing:
        raise MissingTool(f"the collection {COLLECTIONS[platform]}.{platform}") from missing
    sought = "argument_spec" if kind == "argspec" else "execute_module"
    return next(each for each in vars(found).values() if hasattr(each, sought) and each.__module__ == found.__name__)


def specification(platform: str, name: str) -> dict[str, Any]:
    """The argument specification of a resource module."""
    return dict(module(platform, "argspec", name).argument_spec)


def routed(unit: Unit, project: AnsibleProject) -> Iterator[Finding]:
    """Check mode sends nothing, the play what is asked for, once more nothing; what was there is saved and stays."""
    state, commands, saved = (project.tools.scratch / f"{unit.name}-{what}" for what in ("state", "commands", "saved"))
    state.write_text(json.dumps(DEVICE))
    commands.write_text("")
    environment = {
        "PYTHONPATH": str(STAND_IN),
        "ROUTEROS_STATE": str(state),
        "ROUTEROS_COMMANDS": str(commands),
        "ROUTEROS_PASSWORD": PASSWORD,
    }
    values: dict[str, Any] = {f"{unit.name}_manage_devices": True, f"vault_{unit.name}_password": PASSWORD}
    if unit.value("backup", True):
        values[f"{unit.name}_backup_dir"] = str(saved)
    words = ["-i", f"roles/{unit.name}/tests/inventory", *extra_vars(values), f"roles/{unit.name}/tests/test.yml"]

    def play(*options: str) -> Any:
        return project.run("ansible-playbook", *options, *words, extra=environment)

    yield from failures("check mode", play("--check", "--diff"))
    if commands.read_text():
        yield Finding(unit.name, f"check mode sends {commands.read_text()}")
    first = play("--diff")
    yield from failures("with a device", first)
    sent = [json.loads(line) for line in commands.read_text().splitlines()]
    for fault in unsent(unit, sent):
        yield Finding(unit.name, fault)
    yield from changes("with a device again", play())
    if len(commands.read_text().splitlines()) != len(sent):
        yield Finding(unit.name, "a second run sends more")
    if PASSWORD in first.output:
        yield Finding(unit.name, "the password is shown")
    if unit.value("backup", True) and not any("eth9" in path.read_text() for path in saved.glob("*.yml")):
        yield Finding(unit.name, "what was there is not saved")


def unsent(unit: Unit, sent: list[Any]) -> Iterator[str]:
    """Commands that are missing of those for what the role's own test asks for, and any that nobody asked for."""
    vlans, interfaces = unit.value("vlans", True), unit.value("interfaces", True)
    wanted: list[tuple[str, str, dict[str, Any]]] = []
    if vlans:
        tagged = "bridge,eth3" if interfaces else "bridge"
        wanted.append(("interface bridge vlan", "add", {"vlan-ids": "10", "tagged": "bridge"}))
        wanted.append(("interface bridge vlan", "add", {"vlan-ids": "20", "tagged": tagged}))
    if interfaces:
        wanted.append(("interface ethernet", "set", {".id": "*1", "comment": "Drucker für alle"}))
        wanted.append(("interface ethernet", "set", {".id": "*2", "disabled": True}))
    if vlans and interfaces:
        wanted.append(("interface bridge port", "set", {".id": "*1", "pvid": 10}))
        wanted.append(("interface bridge port", "add", {"interface": "eth3", "pvid": 10, "frame-types": "admit-all"}))
    if servers := unit.value("ntp_servers", []):
        wanted.append(("system ntp client", "set", {"enabled": True}))
        wanted += [("system ntp client servers", "add", {"address": server}) for server in servers]
    for place, command, values in wanted:
        if not any(
            [place, command] == each[:2] and values.items() <= each[2].items() and len(each[2]) < 9 for each in sent
        ):
            yield f"it does not send {place} {command} {values}: {sent}"
    if len(sent) != len(wanted):
        yield f"it sends {len(sent)} commands, not {len(wanted)}: {sent}"
