"""What the proofs found, as it happens and as a table."""

import sys
import time
from dataclasses import dataclass, field

from proof import Finding


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    skeleton: str
    combinations: int
    tools: str
    missing: str
    findings: int
    seconds: float


@dataclass
class Report:
    """Collects what one skeleton's proof says; each finding is printed at once."""

    skeleton: str
    combinations: int = 0
    tools: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    def add(self, finding: Finding) -> None:
        """Keep a finding and show it."""
        self.findings.append(finding)
        print(f"{self.skeleton}/{finding}", file=sys.stderr, flush=True)

    def row(self) -> Row:
        """The skeleton's line of the table."""
        seconds = time.monotonic() - self.begun
        tools, missing = ", ".join(self.tools), ", ".join(self.missing)
        return Row(self.skeleton, self.combinations, tools, missing, len(self.findings), seconds)


def print_table(rows: list[Row]) -> None:
    """The table as Markdown."""
    head = ("skeleton", "combinations", "tools", "findings", "seconds")
    cells = [
        (
            row.skeleton,
            str(row.combinations),
            row.tools + (f" (missing: {row.missing})" if row.missing else ""),
            str(row.findings),
            f"{row.seconds:.1f}",
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in [head, *cells]) for column in range(len(head))]
    for line in [head, tuple("-" * width for width in widths), *cells]:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |")
