"""`network-role`: linted, its rendering played without a device, and taken by the platforms' modules."""

import importlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ansible_project import AnsibleProject, changes, extra_vars, failures, playbook_of
from network_devices import commanded, routed
from proof import RUN, UNANSWERED, Finding, Proof, Unit
from toolbox import MissingTool, Toolbox

PATHS = {
    "ethernet": ("interface", "ethernet"),
    "bridge_ports": ("interface", "bridge", "port"),
    "bridge_vlans": ("interface", "bridge", "vlan"),
    "ntp_servers": ("system", "ntp", "client", "servers"),
}
"""What of a rendered document goes to which path of RouterOS."""


class SkeletonProof(Proof):
    """All roles in one project."""

    factors: Mapping[str, Sequence[Any]] = {
        "ntp_servers": [UNANSWERED, ["192.0.2.1"], ["192.0.2.1", "ntp.example.org"]],
    }
    extra_cases = (
        {"name": "a" * 17 + RUN, "summary": "S" * 55, "ntp_servers": ["n" * 50]},
        {"name": f"nothing{RUN}", "vlans": False, "interfaces": False, "backup": False},
    )

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """The linters, then the roles' own plays, twice."""
        project = AnsibleProject(tools.scratch / "project", tools)
        for unit in units:
            project.add(unit, f"roles/{unit.name}")
        yield from project.lint("roles")
        (project.folder / "all.yml").write_text(playbook_of(f"roles/{unit.name}/tests/test.yml" for unit in units))
        inventory = f"roles/{units[0].name}/tests/inventory"
        yield from failures("syntax", project.play("all.yml", "--syntax-check", inventory=inventory))
        yield from failures("rendering", project.play("all.yml", inventory=inventory))
        yield from changes("rendering again", project.play("all.yml", inventory=inventory))
        whole = [each for each in units if each.value("vlans", True) and each.value("interfaces", True)]
        yield from mistaken(whole[0], project)
        for unit in units:
            for fault in refused(unit):
                yield Finding(unit.name, fault)
            if unit.value("platform") == "routeros":
                yield from routed(unit, project)
            shutil.rmtree(f"/tmp/{unit.name}-network-test", ignore_errors=True)


def mistaken(unit: Unit, project: AnsibleProject) -> Iterator[Finding]:
    """Ports that no device can have, refused before anything is rendered or sent."""
    for wrong in (
        {"vlan": 4095},
        {"vlan": 0},
        {"vlan": 10, "trunk": ["20"]},
        {"native_vlan": 10},
        {"trunk": ["20"], "native_vlan": 5000},
        {"trunk": ["10,20"]},
        {"trunk": ["30-20"]},
        {"trunk": ["all"]},
    ):
        values = {f"{unit.name.replace('-', '_')}_interfaces": [{"name": "eth1", **wrong}]}
        words = ("-i", f"roles/{unit.name}/tests/inventory", *extra_vars(values), f"roles/{unit.name}/tests/test.yml")
        outcome = project.run("ansible-playbook", *words)
        if not outcome.failed or "eth1: a " not in outcome.output:
            yield Finding(unit.name, f"a port is taken that cannot be: {wrong}: {outcome.tail(5)}")


def refused(unit: Unit) -> Iterator[str]:
    """What the platform's modules refuse of what was rendered, by their own argument specifications, and what they would not send."""
    rendered = yaml.safe_load(Path(f"/tmp/{unit.name}-network-test/localhost.yml").read_text()) or {}
    platform = unit.value("platform", "ios")
    if platform == "routeros":
        yield from unknown_to_routeros(rendered)
        return
    yield from commanded(platform, rendered)


def unknown_to_routeros(rendered: Mapping[str, Any]) -> Iterator[str]:
    """Fields that a path of RouterOS does not have, and entries without the keys that tell them apart."""
    try:
        data = importlib.import_module("ansible_collections.community.routeros.plugins.module_utils._api_data")
    except ModuleNotFoundError as missing:
        raise MissingTool("the collection community.routeros") from missing
    for part, entries in rendered.items():
        path = data.PATHS[PATHS[part]]
        known = path.unversioned or next(each for *_, each in path.versioned if not isinstance(each, str) and each)
        for entry in entries:
            for field in entry:
                if field not in known.fields:
                    yield f"{' '.join(PATHS[part])} has no {field}"
            for key in known.primary_keys or ():
                if key not in entry:
                    yield f"an entry of {' '.join(PATHS[part])} lacks {key}"
        if not entries:
            yield f"nothing is rendered for {' '.join(PATHS[part])}"
