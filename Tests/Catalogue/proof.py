"""The shape of a skeleton's proof, and of what it works on."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolbox import Toolbox

RUN = f"{os.getpid() % 0x1000:03x}"
"""A part of names that differs for two runs at a time: units work in folders below /tmp that are called after them."""

UNANSWERED = None
"""The value of a variable that a case leaves to its default."""


@dataclass(frozen=True)
class Unit:
    """A skeleton laid out once: the answers, and where the files are."""

    name: str
    answers: Mapping[str, Any]
    repository: Path
    folder: Path

    def files(self) -> list[Path]:
        """Every file of the unit, sorted."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file())

    def value(self, variable: str, default: Any = None) -> Any:
        """The answer given for a variable, or `default` where the case leaves it open."""
        given = self.answers.get(variable)
        return default if given is UNANSWERED else given


@dataclass(frozen=True)
class Finding:
    """One thing wrong with what was generated."""

    unit: str
    text: str

    def __str__(self) -> str:
        return f"{self.unit}: {self.text}"


class Proof:
    """How one skeleton is proven. Derive `SkeletonProof` from it in `skeletons/NAME.py`.

    Booleans take both values and choices all of theirs without being named in `factors`; a value of `None` leaves
    a variable unanswered. The first values together make the first case: put the default first.
    """

    factors: Mapping[str, Sequence[Any]] = {}
    """Values to try, for variables that are neither boolean nor choice, or in place of all of a choice's."""

    extra_cases: Sequence[Mapping[str, Any]] = ()
    """Cases beside the pairwise ones: presets, long values, whatever broke once."""

    refused: Sequence[Mapping[str, Any]] = ()
    """Answers that must be refused before anything is laid out: what would fail only when it is used."""

    sample: int | None = 5
    """How many cases `--sample` takes, the extra ones first; all of them where it is None."""

    is_sample = False
    """Whether `--sample` was asked for: what takes long and finds little may be left out."""

    program = Path("tenon")
    """The executable under test, for a proof that lays out more than its own units."""

    inventory = ""
    """The text of `.tenon/inventory.yaml`; nothing for none."""

    settings = ""
    """The text of `.tenon/workspace.yaml`; nothing for none."""

    longest_line = 80
    """Columns allowed in a YAML file."""

    def inventory_of(self, case: Mapping[str, Any]) -> str:
        """The text of the inventory that a case is laid out with."""
        return self.inventory

    def allowed(self, case: Mapping[str, Any]) -> bool:
        """Whether the combination is one that the skeleton accepts."""
        return True

    def name(self, number: int) -> str:
        """The name of the unit that the case of this number becomes."""
        return f"r{RUN}x{number:03}"

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """Run the tools over all units and yield what they find."""
        yield from ()
