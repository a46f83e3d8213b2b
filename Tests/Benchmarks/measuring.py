"""Whole processes, measured: time, processor time, peak memory and system calls."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Sample:
    """What the runs of one command took."""

    command: Sequence[str]
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle of the runs, in milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def processor_median(self) -> float:
        """The same of the processor time, user and system."""
        return statistics.median(self.processor) * 1000

    def run(self, folder: Path, environment: dict[str, str], good: Sequence[int] = (0,)) -> None:
        """Run once, with the time and the processor time that the kernel counted for this process."""
        begun = time.perf_counter()
        with subprocess.Popen(
            self.command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            errors = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds.append(time.perf_counter() - begun)
        self.processor.append(usage.ru_utime + usage.ru_stime)
        if process.returncode not in good:
            sys.exit(f"{' '.join(self.command)} ended with {process.returncode}: {errors.decode()}")


@dataclass
class Bench:
    """A scratch folder with repositories in it, and the environment of everything that runs there."""

    scratch: Path
    tenon: str
    runs: int

    @property
    def environment(self) -> dict[str, str]:
        """A home of its own; the tools of the virtual environments come first."""
        folders = [str(Path(sys.executable).parent), str(tools() / "bin"), os.environ["PATH"]]
        return {
            "HOME": str(self.scratch),
            "LC_ALL": "C.UTF-8",
            "PATH": os.pathsep.join(folders),
            "TZ": "UTC",
            "GIT_AUTHOR_NAME": "Builder",
            "GIT_AUTHOR_EMAIL": "builder@example.com",
            "GIT_COMMITTER_NAME": "Builder",
            "GIT_COMMITTER_EMAIL": "builder@example.com",
        }

    def which(self, program: str) -> str | None:
        """Where a program is that the measured ones are compared with, or nothing."""
        return shutil.which(program, path=self.environment["PATH"])

    def repository(self, name: str) -> Path:
        """A new repository made by git."""
        folder = self.scratch / name
        folder.mkdir()
        self.call(folder, "git", "init", "-q")
        return folder

    def call(self, folder: Path, *command: str, text: str | None = None) -> None:
        """Run something that is not measured."""
        subprocess.run(
            command, cwd=folder, env=self.environment, check=True, input=text, text=True, stdout=subprocess.DEVNULL
        )

    def commit(self, folder: Path) -> None:
        """Everything, with stamps that are older than the index."""
        self.call(folder, "git", "add", "-A")
        self.call(folder, "git", "commit", "-qm", "units")
        time.sleep(0.1)
        self.call(folder, "git", "add", "-A")
        self.call(folder, "git", "status")

    def compare(
        self, folder: Callable[[], Path], *commands: Sequence[str], runs: int | None = None, good: Sequence[int] = (0,)
    ) -> list[Sample]:
        """The commands in turn, after one run that warms the caches, each in a folder made for it."""
        samples = [Sample(command) for command in commands]
        for turn in range((runs or self.runs) + 1):
            for sample in samples:
                sample.run(folder(), self.environment, good)
                if turn == 0:
                    sample.seconds.clear()
                    sample.processor.clear()
        return samples

    def peak(self, folder: Path, *command: str) -> float:
        """The peak memory of one run in mebibytes, started by a small process: a child begins with its parent's peak."""
        small = "import os, sys; os.wait4(os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ), 0); "
        small += "import resource; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)"
        done = subprocess.run(
            [sys.executable, "-c", small, *command],
            cwd=folder,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        return int(done.stderr.split()[-1]) / 1024

    def once(self, folder: Path, *command: str) -> Sample:
        """One run of what cannot be done twice."""
        sample = Sample(command)
        sample.run(folder, self.environment)
        return sample

    def calls(self, folder: Path, *command: str) -> dict[str, int]:
        """How often each system call was made, after strace(1); empty where there is none."""
        strace = shutil.which("strace")
        if not strace:
            return {}
        report = self.scratch / "calls"
        self.call(folder, strace, "-f", "-c", "-o", str(report), *command)
        rows = re.findall(r"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)(?:\s+\d+)?\s+(\w+)$", report.read_text(), re.MULTILINE)
        return {name: int(count) for count, name in rows if name != "total"}


def tools() -> Path:
    """The virtual environment with what tenon is measured against."""
    return Path(__file__).resolve().parents[2] / ".build/bench"


def memory() -> str | None:
    """Where a memory file system is, or nothing: then it is the disk."""
    folder = "/dev/shm"
    return folder if os.path.ismount(folder) and os.access(folder, os.W_OK) else None
