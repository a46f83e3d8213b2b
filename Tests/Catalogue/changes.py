"""What a change of a module's inputs destroys, and which inputs it refuses, seen in plans after an apply."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hcl import StandIn, initialised
from toolbox import Toolbox

SCRIPT = """\
plan() { terraform plan -input=false -no-color -var-file=base.tfvars.json "$@"; }
terraform apply -auto-approve -input=false -no-color -var-file=base.tfvars.json >apply.log 2>&1 || { cat apply.log; exit 1; }
plan -detailed-exitcode >again.log 2>&1 || { cat again.log; exit 1; }
if grep Warning: again.log; then cat again.log; exit 1; fi
cp terraform.tfstate base.tfstate
for file in try-*.tfvars.json; do
  name=${file%.tfvars.json}
  plan -var-file="$file" -out="$name.plan" >"$name.log" 2>&1
  echo $? >"$name.status"
  if [ ! -e "$name.plan" ]; then continue; fi
  terraform show -json "$name.plan" >"$name.json"
  if [ ! -e "$name.again" ]; then continue; fi
  terraform apply -input=false -no-color "$name.plan" >"$name.again" 2>&1 &&
    plan -detailed-exitcode -var-file="$file" >"$name.again" 2>&1 && rm "$name.again"
  cp base.tfstate terraform.tfstate
done
echo tried all
"""
"""Plans each change, and where a file `try-….again` is there applies it and plans again; that file stays where it fails."""


@dataclass(frozen=True)
class Change:
    """A change of inputs, and what it may do."""

    name: str
    values: Mapping[str, Any]
    destroys: Sequence[str] = ()
    """Parts of the addresses that it destroys or replaces, all of them and nothing else."""
    says: str = ""
    """What the plan must say."""
    changes: bool | None = None
    """Whether there must be something to change, or nothing; either where it is open."""


@dataclass(frozen=True)
class Table:
    """What is applied, changes of it, and values that are refused."""

    base: Mapping[str, Any]
    changes: Sequence[Change]
    wrong: Sequence[Mapping[str, Any]] = ()


GUEST = re.compile(r"proxmox_virtual_environment_(container|vm)\b")
"""The type of what must not be lost."""


def untold(table: Table, readme: str) -> Iterator[str]:
    """Changes that lose or leave out something, of which README's table says nothing; bold is what loses a guest."""
    rows = [line for line in readme.partition("### What a change does")[2].splitlines() if line.startswith("| ")]
    for change in table.changes:
        if not change.destroys and not change.says:
            continue
        named = [row for row in rows if any(key in row.split(" | ")[0] for key in change.values)]
        loses = any(GUEST.search(each) for each in change.destroys)
        if not named or loses and not any("**" in row for row in named):
            yield f"{change.name}: README does not tell what it does"


def tried(module: Path, table: Table, tools: Toolbox, provider: str = "proxmox") -> Iterator[str]:
    """Apply the base, see that a second plan is empty, then plan every change and every wrong value."""
    copy = tools.scratch / "changed"
    tools.run("rm", "-rf", copy, cwd=tools.scratch)
    tools.run("cp", "-R", module, copy, cwd=tools.scratch)
    (copy / "base.tfvars.json").write_text(json.dumps(table.base))
    for number, change in enumerate(table.changes):
        (copy / f"try-change-{number}.tfvars.json").write_text(json.dumps(change.values))
        if change.changes:
            (copy / f"try-change-{number}.again").touch()
    for number, values in enumerate(table.wrong):
        (copy / f"try-wrong-{number}.tfvars.json").write_text(json.dumps(values))
    (copy / "try.sh").write_text(SCRIPT)
    outcome = initialised(tools, copy, ".", "validate", stub=served(provider), then="try.sh")
    if outcome.failed or "tried all" not in outcome.output:
        yield f"the base is not applied, or a second plan is not empty: {outcome.tail(40)}"
        return
    place = tools.scratch / "module"
    for number, change in enumerate(table.changes):
        yield from unexpected(change, place / f"try-change-{number}")
        again = place / f"try-change-{number}.again"
        if again.exists():
            yield f"{change.name}: once it is applied, a second plan is not empty: {again.read_text()[-1500:]}"
    for number, values in enumerate(table.wrong):
        if (place / f"try-wrong-{number}.status").read_text().strip() == "0":
            yield f"a wrong value is taken: {values}"


def served(provider: str) -> StandIn | None:
    """The provider's stand-in; none is needed for Terraform's own resources."""
    return None if provider == "none" else StandIn.of(provider)


def unexpected(change: Change, place: Path) -> Iterator[str]:
    """What a planned change does that it should not."""
    log = place.with_suffix(".log").read_text()
    if place.with_suffix(".status").read_text().strip() != "0":
        if not change.says or " ".join(change.says.split()) not in " ".join(log.replace("│", " ").split()):
            yield f"{change.name}: the plan fails: {log[-1500:]}"
        return
    planned = json.loads(place.with_suffix(".json").read_text()).get("resource_changes", [])
    actions = {each["address"]: each["change"]["actions"] for each in planned}
    lost = [address for address, done in actions.items() if "delete" in done]
    for address in lost:
        if not any(part in address for part in change.destroys):
            yield f"{change.name}: {address} would be destroyed"
    for part in change.destroys:
        if not any(part in address for address in lost):
            yield f"{change.name}: {part} is not destroyed or replaced, against what is told"
    if change.changes is not None and change.changes != any(done != ["no-op"] for done in actions.values()):
        yield f"{change.name}: {'nothing' if change.changes else 'something'} would change"
    if change.says and " ".join(change.says.split()) not in " ".join(log.replace("│", " ").split()):
        yield f"{change.name}: the plan does not say: {change.says}"
