"""What held so far, so that a run that was stopped goes on; and the table at the end."""

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from story import Stage, Story


class Ledger:
    """The stories that held with this executable, these skeletons and these tests."""

    def __init__(self, root: Path, tenon: Path) -> None:
        self.path = root / ".build" / "lab.json"
        digest = hashlib.sha256()
        for path in [tenon, *sorted((root / "Skeletons").rglob("*")), *sorted((root / "Tests/Lab").rglob("*.py"))]:
            if path.is_file():
                digest.update(path.read_bytes())
        self.key = digest.hexdigest()
        self.stories: dict[str, list[Stage]] = {}
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):  # a damaged ledger only costs time
            kept = json.loads(self.path.read_text())
            if kept["key"] == self.key:
                self.stories = {name: [Stage(**stage) for stage in stages] for name, stages in kept["stories"].items()}

    def held(self, name: str) -> list[Stage]:
        """A story's stages where all of them held in a run that was not finished."""
        return self.stories.get(name, [])

    def note(self, name: str, stages: list[Stage]) -> None:
        """Keep a story that held."""
        if all(stage.held for stage in stages):
            self.stories[name] = stages
            self.write()

    def forget(self, stories: Iterable[Story]) -> None:
        """A run that is finished leaves nothing to go on with."""
        for story in stories:
            self.stories.pop(story.name, None)
        self.write()

    def write(self) -> None:
        """Keep it."""
        kept = {name: [asdict(stage) for stage in stages] for name, stages in self.stories.items()}
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(json.dumps({"key": self.key, "stories": kept}, indent=1))


def print_table(rows: Mapping[str, list[Stage]]) -> None:
    """The table as Markdown, a stage a line."""
    head = ("story", "stage", "held", "seconds")
    cells = [
        (name, stage.title, outcome(stage), f"{stage.seconds:.1f}") for name, stages in rows.items() for stage in stages
    ]
    widths = [max(len(line[column]) for line in [head, *cells]) for column in range(len(head))]
    for line in [head, tuple("-" * width for width in widths), *cells]:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |")


def outcome(stage: Stage) -> str:
    """Whether a stage held, and what it says beside that: its first line."""
    said = (stage.text.splitlines() or [""])[0].replace("|", "\\|")
    return said or "yes" if stage.held else f"**no**{said and ': ' + said}"
