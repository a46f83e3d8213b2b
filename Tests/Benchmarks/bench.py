"""Measure tenon as whole processes, beside the tools that people would use instead, in one run.

    python3 Tests/Benchmarks/bench.py TENON [--runs N]

Each row is the median of several runs that alternate between the two, so that a busy machine slows both. A bar that is
missed makes the status 1.

The bar of speed holds in memory, where the programs are measured and not the disk: ext4 without a journal, for one, goes
through all that was deleted in the last minutes for each new file, which can double the time. The same on disk is shown.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LEAST_SPEEDUP = 15
"""How many times faster than `ansible-galaxy role init` a new role must be there."""

MOST_MEMORY = 32
"""The peak memory, in MiB, of the process that lays it out."""

UNITS = 40
"""How many roles the repository holds in which `status` is measured."""


@dataclass
class Sample:
    """What the runs of one command took."""

    command: Sequence[str]
    seconds: list[float] = field(default_factory=list)
    mebibytes: float = 0

    @property
    def median(self) -> float:
        """The middle of the runs, in milliseconds."""
        return statistics.median(self.seconds) * 1000

    def run(self, folder: Path, environment: dict[str, str]) -> None:
        """Run once, with the time and the peak memory that the kernel counted for this process."""
        begun = time.perf_counter()
        with subprocess.Popen(
            self.command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            errors = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds.append(time.perf_counter() - begun)
        self.mebibytes = max(self.mebibytes, usage.ru_maxrss / 1024)
        if process.returncode != 0:
            sys.exit(f"{' '.join(self.command)} ended with {process.returncode}: {errors.decode()}")


@dataclass
class Bench:
    """A scratch folder with repositories in it, and the environment of everything that runs there."""

    scratch: Path
    tenon: str
    runs: int

    @property
    def environment(self) -> dict[str, str]:
        """A home of its own; the tools of the virtual environment come first."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        return {"HOME": str(self.scratch), "LC_ALL": "C.UTF-8", "PATH": path, "TZ": "UTC"}

    def repository(self, name: str) -> Path:
        """A new repository made by git."""
        folder = self.scratch / name
        folder.mkdir()
        self.git(folder, "init", "-q")
        return folder

    def git(self, folder: Path, *arguments: str) -> None:
        """Git, as somebody."""
        identity = ["-c", "user.name=Builder", "-c", "user.email=builder@example.com"]
        subprocess.run(["git", *identity, *arguments], cwd=folder, env=self.environment, check=True)

    def compare(self, folder: Callable[[], Path], *commands: Sequence[str]) -> list[Sample]:
        """The commands in turn, `runs` times after one that warms the caches, each in a folder made for it."""
        samples = [Sample(command) for command in commands]
        for turn in range(self.runs + 1):
            for sample in samples:
                sample.run(folder(), self.environment)
                if turn == 0:
                    sample.seconds.clear()
        return samples


def new_role(bench: Bench) -> list[Sample]:
    """One role in an empty repository."""
    numbers = iter(range(10**6))
    galaxy = shutil.which("ansible-galaxy", path=bench.environment["PATH"])
    commands = [[bench.tenon, "new", "ansible-role", "nginx"]]
    if galaxy:
        commands.append([galaxy, "role", "init", "nginx"])
    return bench.compare(lambda: bench.repository(f"new-{next(numbers)}"), *commands)


def memory() -> str | None:
    """Where a memory file system is, or nothing: then it is the disk."""
    folder = "/dev/shm"
    return folder if os.path.ismount(folder) and os.access(folder, os.W_OK) else None


def many_units(bench: Bench) -> list[Sample]:
    """The state of a repository with many committed roles and one edit."""
    folder = bench.repository("many")
    for number in range(UNITS):
        command = [bench.tenon, "new", "ansible-role", f"role_{number:03}"]
        subprocess.run(command, cwd=folder, env=bench.environment, check=True, capture_output=True)
    bench.git(folder, "add", "-A")
    bench.git(folder, "commit", "-qm", "Roles")
    edited = next(folder.glob("roles/role_000/**/*.yml"))
    edited.write_text(edited.read_text() + "# by hand\n")
    commands = [[bench.tenon, "status"], ["git", "status", "--short"]]
    return bench.compare(lambda: folder, *commands)


def table(rows: Sequence[tuple[str, Sample]]) -> None:
    """The measurements as Markdown; each group's first row is what the others are compared with."""
    print(f"| {'what':38} | {'ms':>8} | {'MiB':>6} | {'times':>6} |")
    print(f"| {'-' * 38} | {'-' * 7}: | {'-' * 5}: | {'-' * 5}: |")
    first: dict[str, Sample] = {}
    for group, sample in rows:
        of = first.setdefault(group, sample)
        name = f"{group}: {' '.join([Path(sample.command[0]).name, *sample.command[1:3]])}"
        ratio = sample.median / of.median
        print(f"| {name:38} | {sample.median:8.1f} | {sample.mebibytes:6.1f} | {ratio:6.1f} |")


def missed(new: Sequence[Sample]) -> list[str]:
    """The bars that were not reached."""
    found = []
    if new[0].mebibytes > MOST_MEMORY:
        found.append(f"peak memory {new[0].mebibytes:.1f} MiB, at most {MOST_MEMORY}")
    if len(new) == 1:
        print("ansible-galaxy is missing here: no comparison")
    elif new[1].median < LEAST_SPEEDUP * new[0].median:
        found.append(f"{new[1].median / new[0].median:.1f} times faster than ansible-galaxy, at least {LEAST_SPEEDUP}")
    return found


def main() -> int:
    """Measure, print the table, judge."""
    parser = argparse.ArgumentParser(prog="bench.py")
    parser.add_argument("tenon", type=Path)
    parser.add_argument("--runs", type=int, default=10)
    options = parser.parse_args()
    tenon = str(options.tenon.resolve())
    with tempfile.TemporaryDirectory(prefix="tenon-bench-", dir=memory()) as scratch:
        new = new_role(Bench(Path(scratch), tenon, options.runs))
    with tempfile.TemporaryDirectory(prefix="tenon-bench-") as scratch:
        bench = Bench(Path(scratch), tenon, options.runs)
        on_disk = new_role(bench)
        status = many_units(bench)
    groups = {"new role": new, "on disk": on_disk, f"{UNITS} roles": status}
    table([(group, sample) for group, samples in groups.items() for sample in samples])
    failures = missed(new)
    for failure in failures:
        print(f"bar missed: {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
