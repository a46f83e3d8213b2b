"""What a change of a module's inputs destroys, and which inputs it refuses, seen in plans after an apply."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hcl import StandIn, initialised
from toolbox import Toolbox

SCRIPT = """\
terraform apply -auto-approve -input=false -no-color -var-file=base.tfvars.json >apply.log 2>&1 || { cat apply.log; exit 1; }
terraform plan -detailed-exitcode -input=false -no-color -var-file=base.tfvars.json >again.log 2>&1 || { cat again.log; exit 1; }
for file in try-*.tfvars.json; do
  name=${file%.tfvars.json}
  terraform plan -input=false -no-color -var-file=base.tfvars.json -var-file="$file" -out="$name.plan" >"$name.log" 2>&1
  echo $? >"$name.status"
  if [ -e "$name.plan" ]; then terraform show -json "$name.plan" >"$name.json"; fi
done
echo tried all
"""


@dataclass(frozen=True)
class Change:
    """A change of inputs, and what it may do."""

    name: str
    values: Mapping[str, Any]
    destroys: str = ""
    """A part of the addresses that it may destroy or replace; nothing for none."""
    says: str = ""
    """What the plan must say."""
    changes: bool | None = None
    """Whether there must be something to change, or nothing; either where it is open."""


def tried(
    module: Path, base: Mapping[str, Any], changes: Sequence[Change], wrong: Sequence[Mapping[str, Any]], tools: Toolbox
) -> Iterator[str]:
    """Apply the base, see that a second plan is empty, then plan every change and every wrong value."""
    copy = tools.scratch / "changed"
    tools.run("rm", "-rf", copy, cwd=tools.scratch)
    tools.run("cp", "-R", module, copy, cwd=tools.scratch)
    (copy / "base.tfvars.json").write_text(json.dumps(base))
    for number, change in enumerate(changes):
        (copy / f"try-change-{number}.tfvars.json").write_text(json.dumps(change.values))
    for number, values in enumerate(wrong):
        (copy / f"try-wrong-{number}.tfvars.json").write_text(json.dumps(values))
    (copy / "try.sh").write_text(SCRIPT)
    outcome = initialised(tools, copy, ".", "validate", stub=StandIn.of("proxmox"), then="try.sh")
    if outcome.failed or "tried all" not in outcome.output:
        yield f"the base is not applied, or a second plan is not empty: {outcome.tail(40)}"
        return
    place = tools.scratch / "module"
    for number, change in enumerate(changes):
        yield from unexpected(change, place / f"try-change-{number}")
    for number, values in enumerate(wrong):
        if (place / f"try-wrong-{number}.status").read_text().strip() == "0":
            yield f"a wrong value is taken: {values}"


def unexpected(change: Change, place: Path) -> Iterator[str]:
    """What a planned change does that it should not."""
    log = place.with_suffix(".log").read_text()
    if place.with_suffix(".status").read_text().strip() != "0":
        if not change.says or " ".join(change.says.split()) not in " ".join(log.replace("│", " ").split()):
            yield f"{change.name}: the plan fails: {log[-1500:]}"
        return
    planned = json.loads(place.with_suffix(".json").read_text()).get("resource_changes", [])
    actions = {each["address"]: each["change"]["actions"] for each in planned}
    for address, done in actions.items():
        if "delete" in done and (not change.destroys or change.destroys not in address):
            yield f"{change.name}: {address} would be destroyed"
    if change.destroys and not any(
        "delete" in done and change.destroys in address for address, done in actions.items()
    ):
        yield f"{change.name}: nothing is replaced, against what is told"
    if change.changes is not None and change.changes != any(done != ["no-op"] for done in actions.values()):
        yield f"{change.name}: {'nothing' if change.changes else 'something'} would change"
    if change.says and " ".join(change.says.split()) not in " ".join(log.replace("│", " ").split()):
        yield f"{change.name}: the plan does not say: {change.says}"
