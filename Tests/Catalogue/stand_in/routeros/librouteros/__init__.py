"""A stand-in for librouteros and the device behind it, for the modules of community.routeros.

What the device holds is a JSON file (ROUTEROS_STATE): entries by path. Every command that would change it is a line of
JSON in ROUTEROS_COMMANDS: the path, the command, and what goes with it.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .exceptions import TrapError

Entries = dict[str, list[dict[str, Any]]]


class Place:
    """A path of the API."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words

    def join(self, *words: str) -> "Place":
        """A path below it."""
        return Place((*self.words, *words))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """What `print` answers."""
        return iter([dict(entry) for entry in held().get(" ".join(self.words), [])])

    def add(self, **entry: Any) -> str:
        """A further entry, by its new id."""
        state = held()
        entries = state.setdefault(" ".join(self.words), [])
        entries.append({".id": f"*{len(entries) + 1:X}", **entry})
        self.keep(state, "add", entry)
        return str(entries[-1][".id"])

    def update(self, **change: Any) -> None:
        """What changes of an entry, or of a path that has but one."""
        state = held()
        known = [each for each in state[" ".join(self.words)] if each.get(".id") == change.get(".id")]
        if len(known) != 1:
            raise TrapError("no such item")
        known[0].update(change)
        self.keep(state, "set", change)

    def remove(self, *identifiers: str) -> None:
        """Entries that go."""
        raise TrapError(f"nobody asked for a removal: {identifiers}")

    def keep(self, state: Entries, command: str, values: dict[str, Any]) -> None:
        """The new state, and the command."""
        Path(os.environ["ROUTEROS_STATE"]).write_text(json.dumps(state))
        with Path(os.environ["ROUTEROS_COMMANDS"]).open("a") as commands:
            commands.write(json.dumps([" ".join(self.words), command, values]) + "\n")


class Api:
    """A connection."""

    def path(self, *words: str) -> Place:
        """A path of the API."""
        return Place(words)


def held() -> Entries:
    """What the device holds."""
    state: Entries = json.loads(Path(os.environ["ROUTEROS_STATE"]).read_text())
    return state


def connect(*, password: str, encoding: str, ssl_wrapper: object, **_: Any) -> Api:
    """Only by TLS, and only with the password; a text that the encoding has not is an error of the real one too."""
    if password != os.environ["ROUTEROS_PASSWORD"] or ssl_wrapper is None:
        raise TrapError("cannot log in")
    "ä".encode(encoding)
    return Api()
