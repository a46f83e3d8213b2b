"""Measure tenon as whole processes, beside the tools that people would use instead, in one run.

    python3 Tests/Benchmarks/bench.py TENON [--runs N] [--units N] [--json FILE] [--curve]

Each row is the median of several runs that alternate between the two, so that a busy machine slows both. A bar that is
missed makes the status 1. The bars hold in memory, where the programs are measured and not the disk; the same is shown
once on disk. What it is compared with and is not there makes a row without a verdict.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from comparing import copier_rows, galaxy_rows
from measuring import Bench, memory
from workspaces import curve_rows, large_rows


@dataclass
class Row:
    """A bar and what was measured; `at_most` says on which side of it is good, `measured` is nothing where it cannot be."""

    work: str
    unit: str
    measured: float | None
    bar: float
    at_most: bool
    detail: str

    @property
    def is_missed(self) -> bool:
        """Whether it was measured and is not good."""
        if self.measured is None:
            return False
        return self.measured > self.bar if self.at_most else self.measured < self.bar


def measure(scratch: str, tenon: str, options: argparse.Namespace) -> list[Row]:
    """Every bar, on one file system."""
    bench = Bench(Path(scratch), tenon, options.runs)
    rows = galaxy_rows(bench) + large_rows(bench, options.units) + copier_rows(bench)
    return [Row(**row) for row in rows]


def table(rows: list[Row], where: str) -> None:
    """The measurements as Markdown."""
    print(f"\n| {where} | measured | bar | | how |\n| --- | ---: | ---: | --- | --- |")
    for row in rows:
        measured = "-" if row.measured is None else f"{row.measured:,.2f}{row.unit}"
        sign = "≤" if row.at_most else "≥"
        verdict = "not measured" if row.measured is None else "missed" if row.is_missed else "reached"
        print(f"| {row.work} | {measured} | {sign} {row.bar:,g}{row.unit} | {verdict} | {row.detail} |")


def machine() -> str:
    """What it was measured on."""
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    processor = names[0].split(":", 1)[1].strip() if names else platform.machine()
    return f"{os.cpu_count()} × {processor}, Linux {platform.release()}"


def main() -> int:
    """Measure, print the table, judge."""
    parser = argparse.ArgumentParser(prog="bench.py")
    parser.add_argument("tenon", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--units", type=int, default=2500)
    parser.add_argument("--json", type=Path, help="write the same as a JSON document")
    parser.add_argument(
        "--curve", action="store_true", help="only the curve of the README: 10, 100, 1,000, 2,500 units"
    )
    parser.add_argument("--no-disk", action="store_true", help="in memory alone")
    options = parser.parse_args()
    tenon = str(options.tenon.resolve())
    places = [("in memory", memory())] + ([] if options.no_disk or options.curve else [("on disk", None)])
    document: dict = {"schema": "tenon.bench/1", "machine": machine(), "tenon": version(tenon), "tables": {}}
    missed = []
    for where, folder in places:
        with tempfile.TemporaryDirectory(prefix="tenon-bench-", dir=folder) as scratch:
            if options.curve:
                curve_rows(Bench(Path(scratch), tenon, options.runs))
                continue
            rows = measure(scratch, tenon, options)
        table(rows, where)
        document["tables"][where] = [asdict(row) | {"missed": row.is_missed} for row in rows]
        if where == "in memory":
            missed = [row for row in rows if row.is_missed]
    if options.json:
        options.json.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    for row in missed:
        print(f"bar missed: {row.work}: {row.measured:.2f}{row.unit}, bar {row.bar:g}{row.unit}")
    return 1 if missed else 0


def version(tenon: str) -> str:
    """What the executable calls itself."""
    return subprocess.run([tenon, "--version"], capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
