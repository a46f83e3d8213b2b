"""Prove the built-in skeletons with the tools of their own fields.

    python3 Tests/Catalogue [--sample] [--complete] [--strength N] [--jobs N] [--tenon PROGRAM] [--keep FOLDER] [SKELETON ...]

Every skeleton under `Skeletons/` is laid out by the built executable in a scratch git repository, once for each
combination of its options (every pair of values meets in one of them, with `--strength 3` every three; `--sample` takes a few where the proof does not say otherwise). The generic
checks of `generic.py` read every file; then the skeleton's own proof runs the tools. Several skeletons are proven at a
time, the longest first.

To prove a new skeleton `terraform-root`, write `skeletons/terraform_root.py` with a class `SkeletonProof` that
derives from `proof.Proof`: `factors` gives values to the variables that are neither boolean nor choice, `refused`
lists answers that must not be taken, `prove` runs the tools over all laid-out units at once and yields findings. Nothing
is registered anywhere.

Run it with the Python of the tests' virtual environment: the tools are looked for beside it, then on PATH. A tool that
is nowhere leaves its proof undone: the table says so, and `--complete` makes it a failure.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from report import Report, Row, print_table
from runner import known_skeletons, run_proof

ROOT = Path(__file__).resolve().parents[2]
LONGEST = ("ansible-role", "ansible-project", "ansible-inventory", "ansible-collection", "network-role")
"""What is begun first, so that nothing long is left for the end."""


def built_executable() -> Path:
    """The executable under test: the newest build."""
    builds = [ROOT / ".build" / kind / "tenon" for kind in ("release", "debug")]
    present = [build for build in builds if build.exists()]
    if not present:
        sys.exit("error: no executable: run `swift build`, or give --tenon PROGRAM")
    return max(present, key=lambda build: build.stat().st_mtime)


@contextmanager
def scratch_folder(keep: str | None) -> Iterator[Path]:
    """A folder for everything that the run writes; `--keep` leaves it for a person to look at."""
    if keep:
        folder = Path(keep).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
    else:
        with tempfile.TemporaryDirectory(prefix="catalogue-") as name:
            yield Path(name).resolve()


def main() -> int:
    """Run the proofs that were asked for and print their table."""
    parser = argparse.ArgumentParser(prog="Catalogue", description="prove the built-in skeletons")
    parser.add_argument("skeletons", nargs="*", metavar="SKELETON", help="default: all")
    parser.add_argument("--sample", action="store_true", help="a few combinations of each")
    parser.add_argument("--complete", action="store_true", help="fail where a tool is missing")
    parser.add_argument("--strength", type=int, default=2, help="how many values meet: 2, every pair, or 3")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="skeletons at a time")
    parser.add_argument("--tenon", type=Path, default=os.environ.get("TENON"), help="the executable under test")
    parser.add_argument("--keep", metavar="FOLDER", help="work in FOLDER and leave it")
    options = parser.parse_args()
    begun = os.times().elapsed
    program = Path(options.tenon or built_executable()).resolve()
    known = known_skeletons(ROOT / "Skeletons")
    unknown = set(options.skeletons) - set(known)
    if unknown:
        parser.error(f"no such skeleton: {', '.join(sorted(unknown))}")
    with scratch_folder(options.keep) as scratch:

        def prove(name: str) -> Row:
            report = Report(name)
            run_proof(ROOT / "Skeletons" / name, program, scratch / name, options.sample, report, options.strength)
            return report.row()

        names = sorted(options.skeletons or known, key=lambda name: (name not in LONGEST, name))
        with ThreadPoolExecutor(max_workers=max(1, options.jobs)) as workers:
            rows = sorted(workers.map(prove, names), key=lambda row: row.skeleton)
    print_table(rows)
    times = os.times()
    print(f"{times.elapsed - begun:.0f} s, of processors {times.children_user + times.children_system:.0f} s")
    undone = any(row.missing for row in rows) and options.complete
    return 1 if undone or any(row.findings for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
