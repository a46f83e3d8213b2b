"""One power cut: a command dies at a system call, the file system with it, and the next command finds what is left."""

import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from filesystems import LOSSES, FileSystem, attached, shut_down
from workspaces import Command, Workspace

# The calls that change something on disk, or make it last.
CALLS = (
    "write,mkdirat,renameat2,renameat,linkat,unlinkat,fsync,fdatasync,syncfs,sync_file_range,copy_file_range,"
    "fchmod,fchmodat,fchown,ftruncate,openat2"
)


@dataclass(frozen=True)
class Point:
    """A system call of a command: which one of all that write, and which one of its name; none: after its end."""

    number: int
    call: str = ""
    nth: int = 0

    @property
    def injection(self) -> list[str]:
        return ["-e", f"inject={self.call}:signal=KILL:when={self.nth}"] if self.call else []

    def __str__(self) -> str:
        return f"call {self.number} ({self.call} {self.nth})" if self.call else "after its end"


@dataclass
class Stage:
    """A command on a file system: the image before it, and what the workspace is before and after."""

    file_system: FileSystem
    command: Command
    folder: Path
    tenon: Path
    points: list[Point] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.image, self.struck = self.folder / "before.img", self.folder / "struck.img"
        self.mount = self.folder / "mount"
        self.mount.mkdir(exist_ok=True)
        self.workspace = Workspace(self.mount, self.tenon)
        self._prepare()

    def _prepare(self) -> None:
        self.file_system.format(self.image)
        with attached(self.image) as device, self.file_system.mounted(device, self.mount):
            self.command.prepare(self.workspace)
            self.before = self.workspace.state()
        shutil.copyfile(self.image, self.struck)
        with attached(self.struck) as device, self.file_system.mounted(device, self.mount):
            log = self.folder / "calls"
            done = self._trace(log)
            assert done.returncode == 0, done.stderr.decode()
            self.after = self.workspace.state()
        assert self.before != self.after
        self.points = [*self._points(log.read_text()), Point(0)]

    def _trace(self, log: Path, injection: list[str] | None = None) -> subprocess.CompletedProcess[bytes]:
        tracer = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={CALLS}", *(injection or [])]
        return self.workspace.run(*tracer, self.tenon, *self.command.arguments)

    @staticmethod
    def _points(log: str) -> list[Point]:
        """Every call in turn, counted by thread as strace does; opening a file to read it changes nothing."""
        counts: dict[tuple[str, str], int] = {}
        points: list[Point] = []
        for line in log.splitlines():
            thread, text = line.split(maxsplit=1)
            call = text.partition("(")[0]
            if not call.isidentifier():
                continue
            counts[thread, call] = counts.get((thread, call), 0) + 1
            if call != "openat2" or "O_CREAT" in line:
                points.append(Point(len(points) + 1, call, counts[thread, call]))
        return points

    def cut(self, point: Point, loss: str) -> list[str]:
        """Does it, and says what is wrong with what is left."""
        call_copy(self.image, self.struck)
        with attached(self.struck) as device:
            with self.file_system.mounted(device, self.mount):
                done = self._trace(Path("/dev/null"), point.injection)
                shut_down(self.mount, LOSSES[loss])
            with self.file_system.mounted(device, self.mount):
                return [f"{point}, {loss}: {fault}" for fault in self._faults(point, done)]

    def _faults(self, point: Point, done: subprocess.CompletedProcess[bytes]) -> list[str]:
        if point.call and done.returncode != -signal.SIGKILL:
            return [f"nothing was killed, and it ended with {done.returncode}"]
        next_one = self.workspace.run(self.tenon, "status")
        if next_one.returncode not in (0, 1):
            return [f"the next command fails: {next_one.stderr.decode().strip()}"]
        faults = []
        state = self.workspace.state()
        if state not in (self.before, self.after):
            faults.append(f"neither before nor after: {self._differences(state)}")
        if (done.returncode == 0 or done.stdout.strip()) and state != self.after:
            faults.append("it had said that it was done")
        checked = self.workspace.run("git", "fsck", "--strict", "--no-dangling")
        if checked.returncode or checked.stdout:
            faults.append(f"git fsck: {checked.stderr.decode().strip()} {checked.stdout.decode().strip()}")
        return faults or self._go_on(state)

    def _go_on(self, state: dict[str, tuple[int, bytes]]) -> list[str]:
        """The command again where it was lost, or the way back where it was not: both lead to the other side."""
        is_after = state == self.after
        if self.command.is_recovery:
            return [] if is_after else [f"not as it was: {self._differences(state)}"]
        if is_after and not self.command.reverse:
            return []
        arguments = (self.command.reverse,) if is_after else self.command.arguments
        done = self.workspace.run(self.tenon, *arguments)
        if done.returncode:
            return [f"then tenon {' '.join(arguments)} fails: {done.stderr.decode().strip()}"]
        wanted = self.before if is_after else self.after
        found = self.workspace.state()
        return [] if found == wanted else [f"tenon {' '.join(arguments)} leads elsewhere: {self._differences(found)}"]

    def _differences(self, state: dict[str, tuple[int, bytes]]) -> str:
        paths = sorted(state.keys() | self.before.keys() | self.after.keys())
        sides = ((path, *(each.get(path) for each in (self.before, state, self.after))) for path in paths)
        return "; ".join(
            f"{path} is {'as before' if now == old else 'as after' if now == new else repr(now)[:60]}"
            for path, old, now, new in sides
            if old != new or now != old
        )


def call_copy(image: Path, target: Path) -> None:
    """A copy of an image that stays sparse."""
    subprocess.run(["cp", "--sparse=always", str(image), str(target)], check=True)
