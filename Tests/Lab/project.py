"""The repository that a story works in, as its people do: the builder lays out, the librarian commits, the lab-operator
carries out what the handoff says."""

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lab import Said
from story import Failed, Scene, expect, succeeded

FRAME = "[defaults]\ninventory = inventories/lab\nroles_path = roles\nnocows = true\n[connection]\npipelining = true\n"
"""What a project of Ansible has at its root, where a story is about one unit of another kind."""

PEOPLE = {"AUTHOR": "Builder", "COMMITTER": "Librarian"}


class Project:
    """A git repository on the controller, laid out with the executable under test."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.folder = scene.folder / "repository"
        self.folder.mkdir()
        self.env = scene.lab.environment()
        for role, name in PEOPLE.items():
            self.env |= {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": f"{name.lower()}@example.org"}
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("commit", "--quiet", "--allow-empty", "--message=Begin")

    def run(self, *command: str | Path, cwd: Path | None = None) -> Said:
        """A command at the controller, from the repository's root where no other folder is named."""
        return self.scene.lab.run(*command, cwd=cwd or self.folder, env=self.env, limit=1800)

    def git(self, *words: str) -> str:
        """A git command that does not fail."""
        return succeeded(self.run("git", *words))

    def tenon(self, *words: str | Path) -> str:
        """A tenon command that does not fail."""
        return succeeded(self.run(self.scene.tenon, *words))

    def new(self, skeleton: str, name: str, **answers: str) -> str:
        """Lay a unit out."""
        return self.tenon("new", skeleton, name, *set_to(answers))

    def update(self, *units: str, **answers: str) -> str:
        """Bring units up to date, with other answers where some are given."""
        return self.tenon("update", *units, *set_to(answers))

    def write(self, path: str, text: str) -> None:
        """A file that a person writes; a secret's value, or a fact."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)

    def read(self, path: str) -> str:
        """A file's text."""
        return (self.folder / path).read_text()

    def play(self, playbook: str, *words: str, **variables: Any) -> Said:
        """A play, as a person runs it from the repository's root; variables go as JSON."""
        extra = ["-e", json.dumps(variables)] if variables else []
        return self.run("ansible-playbook", playbook, *words, *extra)

    def vault(self, inventory: str, **secrets: str) -> None:
        """The values of secrets, as a person puts them into the inventory's vault: encrypted, and nowhere else."""
        password = self.scene.folder / "vault-password"
        password.write_text("of the lab\n")
        self.env["ANSIBLE_VAULT_PASSWORD_FILE"] = str(password)
        path = f"inventories/{inventory}/group_vars/all/vault.yml"
        self.write(path, "---\n" + "".join(f"{name}: {json.dumps(value)}\n" for name, value in secrets.items()))
        succeeded(self.run("ansible-vault", "encrypt", path))

    def hand_off(self, *words: str) -> "Handoff":
        """Make a handoff of everything, commit it as the librarian is told, and verify the commit."""
        made = json.loads(self.tenon("handoff", "create", "--json", *words))
        handoff = Handoff(self, json.loads(self.read(f".tenon/handoffs/{made['id']}.json")))
        for command in handoff.roles["librarian"]["commands"]:
            succeeded(self.run(*command["argv"]))
        self.tenon("handoff", "verify", handoff.id, "--commit", "HEAD")
        return handoff


class Handoff:
    """A manifest, and what it tells the lab-operator to do."""

    def __init__(self, project: Project, manifest: Mapping[str, Any]) -> None:
        self.project = project
        self.id = str(manifest["id"])
        self.units = manifest.get("units", [])
        self.roles = manifest["roles"]
        self.operator = self.roles["lab-operator"]

    def check_prerequisites(self) -> None:
        """Every prerequisite that has a check passes it."""
        for entry in self.operator["prerequisites"]:
            if "check" in entry:
                self.carry_out({**entry, "command": entry["check"], "title": entry["text"]})

    def deploy(self) -> None:
        """Prerequisites, steps and verification, in the order of the manifest."""
        self.check_prerequisites()
        for part in ("steps", "verify"):
            for step in self.operator.get(part, []):
                self.carry_out(step)

    def preview(self) -> None:
        """Only what changes nothing."""
        for step in self.operator["steps"]:
            if step["effect"] in {"reads", "previews"}:
                self.carry_out(step)

    def roll_back(self) -> None:
        """The rollback, in the order of the manifest."""
        for step in self.operator["rollback"]:
            self.carry_out(step)

    def carry_out(self, step: Mapping[str, Any]) -> None:
        """One entry, where and as it says; what has no command is for a person to read."""
        if "command" not in step:
            return
        said = self.run(step, step["command"]["argv"])
        expect(said.status == 0, f"the step '{step['title']}' failed\n{said.short()}")
        for fault in unmet(step.get("expect", ""), said.output):
            raise Failed(f"the step '{step['title']}': {fault}\n{said.short()}")

    def run(self, step: Mapping[str, Any], argv: list[str]) -> Said:
        """A command at the place that the manifest names: controller, guest or node, the way it says to get there."""
        place, folder = step.get("at", "controller"), step["command"].get("cwd", ".")
        if place == "controller":
            return self.project.run(*argv, cwd=self.project.folder / folder)
        if reach := step.get("reach"):
            there = ["sh", "-c", 'cd "$0" && exec "$@"', folder, *argv] if folder != "." else argv
            return self.project.run(*shlex.split(reach), shlex.join(there))
        return self.project.scene.guests[self.machine_at(place)].run(*argv)

    def machine_at(self, place: str) -> str:
        """The one machine that `guest` or `node` can mean."""
        scene = self.project.scene
        if place == "node":
            names = [name for name, guest in scene.guests.items() if guest.machine.kind == "node"]
        else:
            names = [each["name"] for each in self.operator["targets"] if each["name"] in scene.guests]
        expect(len(names) == 1, f"'{place}' is one of {names}")
        return names[0]


def unmet(expected: str, output: str) -> Iterator[str]:
    """What a step's expectation, as far as it is more than words for a person, does not find in what was said."""
    if match := re.fullmatch(r"changed=(\d+)", expected):
        counts = re.findall(r"\bchanged=(\d+)", output)
        if not counts or any(count != match[1] for count in counts):
            yield f"expected {expected} on every host"
    elif expected and " " not in expected and expected not in output:
        yield f"expected '{expected}'"


def set_to(answers: Mapping[str, str]) -> list[str]:
    """Answers as arguments."""
    return [word for name, value in answers.items() for word in ("--set", f"{name}={value}")]
