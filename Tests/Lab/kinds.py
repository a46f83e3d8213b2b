"""Each kind of change of a unit, handed off and carried out to the letter: what became of every command."""

import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lab import Said
from project import Handoff, Project, unmet
from story import Scene, Stage, expect, succeeded

NEEDS = (
    (r"\b(pct|qm|pvesm|pveam|pvesh|pveum|pve-firewall|vzdump|vmbr\d)\b|PROXMOX_VE", "needs Proxmox VE"),
    (r"\baws\b|AWS_", "needs a cloud"),
    (r"\bdocker\b", "needs Docker's engine"),
    (
        r"\bprintenv\b|systemd-ask-password|ansible-vault|/secrets/|PGPASSFILE|\.tfvars\b",
        "needs a secret of the person's",
    ),
    (r"^/opt/\w+/bin/\w+$", "needs a secret of the person's"),
    (r"ansible\.netcommon\.cli_command| first -m ansible\.builtin\.ping", "needs a network device"),
)
"""What a command cannot have here, by its words: tried all the same, and no fault where it fails."""


@dataclass
class Unit:
    """What is laid out, how it is changed, and what shows that it runs."""

    skeleton: str
    name: str
    answers: Mapping[str, str]
    change: Mapping[str, str]
    second: str = "second"
    beside: tuple[str, ...] = ()
    """Units that are removed with it, as SKELETON/NAME."""
    state: Callable[[Scene], str] = lambda scene: ""
    """What is deployed, as text that is equal where its bytes are."""
    before: Callable[[Project], None] = lambda project: None
    """What the person has: values of secrets, an environment."""
    needs: str = ""
    """What every step of it needs that is not to be had here, where that is one thing."""
    named: str = field(init=False)

    def __post_init__(self) -> None:
        self.named = self.name

    @property
    def id(self) -> str:
        """SKELETON/NAME, as it is called now."""
        return f"{self.skeleton}/{self.named}"


class Table:
    """The rows of one unit: kind, part and step, and how it ended."""

    def __init__(self, scene: Scene, project: Project, unit: Unit) -> None:
        self.scene = scene
        self.project = project
        self.unit = unit

    def note(self, kind: str, part: str, title: str, outcome: str, *, held: bool = True) -> None:
        """One row; it is a stage of the story."""
        self.scene.stages.append(Stage(f"{kind} · {part} · {title}"[:110], held, 0, outcome))
        # A run that is stopped has said how far it came.
        print(f"{self.unit.skeleton}: {kind}: {part}: {title}: {outcome or 'yes'}", file=sys.stderr, flush=True)

    def carry_out(self, handoff: Handoff, kind: str, *parts: str) -> None:
        """The parts of a manifest in their order, each command to the letter."""
        for part in parts:
            for entry in handoff.operator.get(part.split()[0], []):
                self.row(handoff, kind, part, entry)

    def row(self, handoff: Handoff, kind: str, part: str, entry: Mapping[str, Any]) -> None:
        """One entry, tried."""
        title, command = entry.get("title") or entry["text"], entry.get("command") or entry.get("check")
        if command is None:
            self.note(kind, part, title, "for a person to read")
            return
        said = handoff.run({**entry, "command": command}, command["argv"])
        faults = list(unmet(entry.get("expect", ""), said.output))
        need = self.need_of(command["argv"], entry)
        if said.status == 0 and not faults:
            stood_in = need in {"needs Proxmox VE", "needs Docker's engine"}
            self.note(kind, part, title, f"{need} (a stand-in answered)" if stood_in else "ran")
        elif need:
            self.note(kind, part, title, need)
        else:
            why = "; ".join([*faults, f"status {said.status}", reason(said)])
            self.note(kind, part, title, f"the generated code fails: {why}", held=False)

    def need_of(self, argv: list[str], entry: Mapping[str, Any]) -> str:
        """What a command needs that is not here; nothing where it has all."""
        words = shlex.join(argv)
        found = [need for pattern, need in NEEDS if re.search(pattern, words)]
        if entry.get("at") == "node":
            return "needs Proxmox VE"
        if argv[0] in {"terraform", "tofu", "curl", "ping"} or "ansible-playbook" in argv or "docker" in words:
            return self.unit.needs or (found[0] if found else "")
        return found[0] if found else ""

    def tell(self) -> None:
        """Added, changed, renamed, removed, each from where the one before ended."""
        with self.scene.stage("laid out"):
            self.unit.before(self.project)
            self.project.new(self.unit.skeleton, self.unit.name, **self.unit.answers)
        self.added()
        self.again("changed", lambda: self.project.update(self.unit.id, **self.unit.change))
        self.again("renamed", self.rename)
        self.again("removed", self.remove)

    def added(self) -> None:
        """Deployed, taken away twice, deployed again."""
        handoff = self.handed_off("added")
        self.carry_out(handoff, "added", "prerequisites", "steps", "verify")
        self.carry_out(handoff, "added", "rollback")
        gone = self.unit.state(self.scene)
        self.carry_out(handoff, "added", "rollback again")
        self.held("added", "the second rollback does nothing", self.unit.state(self.scene) == gone)
        self.deploy(handoff)

    def deploy(self, handoff: Handoff) -> None:
        """What changes something, once, so that what is deployed is what is committed."""
        done: list[object] = []
        first = [each for each in handoff.operator["prerequisites"] if each["text"].startswith("Bring ")]
        for entry in [*first, *handoff.operator["steps"]]:
            command = entry.get("command") or entry.get("check")
            if command and entry.get("effect", "changes") == "changes" and command not in done:
                handoff.run({**entry, "command": command}, command["argv"])
                done.append(command)

    def again(self, kind: str, change: Callable[[], object]) -> None:
        """A change of what is deployed: carried out, taken back to the former bytes, and made once more."""
        before, tree = self.unit.state(self.scene), self.tree()
        with self.scene.stage(f"{kind}: made"):
            change()
        handoff = self.handed_off(kind)
        after = self.tree()
        destroying = [
            step["title"]
            for part in ("steps", "rollback")
            for step in handoff.operator[part]
            if step["effect"] == "destroys"
        ]
        self.held(kind, "no step destroys", not destroying, "; ".join(destroying))
        self.carry_out(handoff, kind, "prerequisites", "steps", "verify", "rollback")
        self.held(kind, "the repository is as before", self.tree() == tree)
        now = self.unit.state(self.scene)
        # Where the manifest says that what the new name deployed is left in place, what the former one did is whole all the same.
        stays = any("under its new name is left in place" in step["title"] for step in handoff.operator["rollback"])
        is_before = set(before.splitlines()) <= set(now.splitlines()) if stays else now == before
        self.held(kind, "what is deployed is as before", is_before, difference(before, now))
        self.project.git("reset", "--quiet", "--hard", "HEAD~1")
        expect(self.tree() == after, "the change is not there again")
        if kind != "removed":
            self.deploy(handoff)

    def handed_off(self, kind: str) -> Handoff:
        """Handed off and committed; every unit in it was changed so."""
        with self.scene.stage(f"{kind}: handed off and committed"):
            handoff = self.project.hand_off()
            kinds = {each["id"]: each["change"] for each in handoff.units}
            expect(kinds.get(self.unit.id) == kind, f"the units are {kinds}")
        return handoff

    def rename(self) -> None:
        """The unit under another name, and the units that name it told so by the commands that tenon prints."""
        said = self.project.tenon("rename", self.unit.id, self.unit.second)
        for command in re.findall(r"^next: tenon (update .*)$", said, re.MULTILINE):
            self.project.tenon(*shlex.split(command))
        self.unit.named = self.unit.second

    def remove(self) -> None:
        """The unit, and what goes with it, taken away."""
        for each in [self.unit.id, *self.unit.beside]:
            self.project.tenon("remove", each)

    def held(self, kind: str, title: str, is_met: bool, why: str = "") -> None:
        """A row that is no command but what the bar asks of all of them."""
        self.note(kind, "bar", title, "" if is_met else why or "no", held=is_met)

    def tree(self) -> str:
        """The tree of HEAD."""
        return self.project.git("rev-parse", "HEAD^{tree}").strip()


def reason(said: Said) -> str:
    """The line of what was said that tells most."""
    lines = [line.strip() for line in said.output.splitlines() if line.strip()]
    telling = [line for line in lines if re.search(r"(?i)error|fatal|failed|refused|not found|no such", line)]
    return (telling or lines or ["it said nothing"])[0 if telling else -1][:200]


def difference(before: str, now: str) -> str:
    """Lines of what is deployed that are on one side only."""
    old, new = before.splitlines(), now.splitlines()
    lines = [f"-{line}" for line in old if line not in new] + [f"+{line}" for line in new if line not in old]
    return " ".join(lines)[:300]


def files_of(guest_run: Callable[..., Said], *folders: str) -> Iterator[str]:
    """Every file below folders of a guest with its digest and mode, one a line."""
    script = 'for at; do [ -e "$at" ] && find "$at" -type f -printf "%m %p " -exec sha256sum {} \\;; done | sort'
    yield succeeded(guest_run("sh", "-c", f"{script}; :", "sh", *folders))
