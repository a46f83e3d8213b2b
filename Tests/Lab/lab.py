"""A lab: guests on a network of their own, all of it ended by one process's end."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import cache
import cgroups
from holder import BRIDGE

HERE = Path(__file__).parent
NEEDED = (
    "debootstrap",
    "systemd-nspawn",
    "dpkg-scanpackages",
    "ssh-keygen",
    "ssh",
    "unshare",
    "nsenter",
    "setpriv",
    "ip",
)
VENV = Path(sys.executable).parent
LIMIT = 300
"""Seconds that a command may take where its caller knows nothing better: a package's installation on a busy machine."""


class LabError(Exception):
    """Something of the lab itself did not do what it should; the text says what."""


@dataclass(frozen=True)
class Said:
    """How a command ended and all that it said."""

    command: tuple[str, ...]
    status: int
    output: str
    where: str = "here"

    def short(self, lines: int = 40) -> str:
        """The command, its status and the end of its output."""
        text = "\n".join(self.output.rstrip().splitlines()[-lines:])
        return f"at {self.where}: {' '.join(self.command)}: status {self.status}\n{text}"


@dataclass(frozen=True)
class Machine:
    """What the lab is told of a guest: `kind` is `ct`, `vm` or `node`."""

    name: str
    address: str
    kind: str = "ct"
    id: int = 0


def obstacle() -> str | None:
    """Why this machine cannot have a lab; nothing where it can."""
    if os.geteuid() != 0:
        return "it needs root"
    if missing := [tool for tool in NEEDED if shutil.which(tool) is None]:
        return f"{', '.join(missing)} is missing: .ci/prepare test installs it"
    tried = subprocess.run(["unshare", "--mount", "--net", "--pid", "--fork", "true"], capture_output=True, text=True)
    if tried.returncode != 0:
        return f"namespaces are not to be had here: {tried.stderr.strip()}"
    if not any(os.access(each, os.W_OK) for each in cgroups.hierarchies()):
        return "control groups are read-only here"
    return None


def until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    """Look again and again until something holds; the lab's only way of waiting."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise LabError(f"{what} after {seconds:.0f} s")
        time.sleep(0.1)


class Lab:
    """The network, its controller (this machine, inside it) and the guests. Use it with `with`."""

    def __init__(self, controller: str = "192.168.2.1/24") -> None:
        self.controller = controller
        self.machines: dict[str, Machine] = {}
        self.cache = cache.prepared()

    def __enter__(self) -> Self:
        sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=cgroups.PREFIX)).resolve()
        (self.folder / "run").mkdir()
        command = [sys.executable, str(HERE / "holder.py"), "keep", str(self.folder)]
        self.complaints = tempfile.TemporaryFile("w+")
        self.keeper = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.complaints,
            text=True,
            start_new_session=True,
        )
        self.group = cgroups.PREFIX + cgroups.identity(self.keeper.pid)
        (self.folder / "group").write_text(self.group)
        try:
            if self.answer() != "ready":
                raise LabError("the holder did not start")
            self.holder = self.find_holder()
            self.furnish()
        except BaseException:
            self.down()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.down()

    def down(self) -> None:
        """End the holder, and with it all that there is; the keeper then removes the rest."""
        assert self.keeper.stdin
        with contextlib.suppress(BrokenPipeError):
            self.keeper.stdin.close()
        self.keeper.wait(60)

    def furnish(self) -> None:
        """The controller's place in the network, its key, and its ssh without anybody's own configuration."""
        self.must("ip", "address", "add", self.controller, "dev", BRIDGE)
        self.must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", self.folder / "key")
        (self.folder / "known_hosts").touch()
        folders = [Path("/etc/ssh/ssh_config.d"), Path("~/.ssh").expanduser()]
        for folder in folders:
            if folder.is_dir():
                self.must("mount", "-t", "tmpfs", "-o", "mode=0700", "tmpfs", folder)
        # A connection that is kept (ControlPersist) outlives a reboot unless the server is asked for a sign.
        settings = {
            "IdentityFile": self.folder / "key",
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": self.folder / "known_hosts",
            "StrictHostKeyChecking": "yes",
            "ServerAliveInterval": 3,
            "ServerAliveCountMax": 3,
            "ConnectTimeout": 10,
        }
        self.write(folders[0] / "lab.conf", "".join(f"{name} {value}\n" for name, value in settings.items()))

    def find_holder(self) -> int:
        """Process 1 of the lab as this machine numbers it: what unshare started."""
        outer = self.keeper.pid
        for _ in range(2):
            outer = int(Path(f"/proc/{outer}/task/{outer}/children").read_text().split()[0])
        return outer

    def order(self, do: str, guest: str, **more: Any) -> Any:
        """Tell the holder something; its answer."""
        assert self.keeper.stdin
        print(json.dumps({"do": do, "guest": guest, **more}), file=self.keeper.stdin, flush=True)
        return self.answer()

    def answer(self) -> Any:
        """The holder's next line."""
        assert self.keeper.stdout
        line = self.keeper.stdout.readline()
        if not line:
            self.complaints.seek(0)
            raise LabError(f"the holder has ended: {self.complaints.read()}")
        return json.loads(line)

    def run(
        self,
        *command: str | Path | int,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        limit: int = LIMIT,
    ) -> Said:
        """Run a command of this machine at the controller: in the lab's network, and ended with the lab."""
        words = tuple(str(word) for word in command)
        inside = [
            "nsenter",
            "--target",
            str(self.holder),
            "--mount",
            "--net",
            "--pid",
            "--",
            # Not nsenter's --wd: that folder is of the outer mount namespace, and getcwd(2) does not find it.
            "env",
            f"--chdir={cwd or self.folder}",
        ]
        return run_to_its_end([*inside, *words], words, "controller", env or self.environment(), limit)

    def environment(self) -> dict[str, str]:
        """A clean environment, with the tools of the tests first on PATH."""
        path = [str(VENV), "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
        own = {"HOME": str(self.folder), "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "TZ": "UTC", "TERM": "dumb"}
        return {**own, "PATH": os.pathsep.join(path)}

    def must(self, *command: str | Path | int) -> str:
        """Run a command of the lab's own that does not fail."""
        said = self.run(*command)
        if said.status != 0:
            raise LabError(said.short())
        return said.output

    def write(self, path: Path, text: str, mode: int = 0o644) -> None:
        """Write a file as the lab sees it, below mounts of its own."""
        (self.folder / "written").write_text(text)
        self.must("install", "-D", "-m", f"{mode:o}", self.folder / "written", path)


def run_to_its_end(
    command: Iterable[str], shown: tuple[str, ...], where: str, env: Mapping[str, str], limit: int
) -> Said:
    """Run something within a limit of seconds; too long is a failure like another."""
    try:
        done = subprocess.run(
            list(command),
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=limit,
        )
    except subprocess.TimeoutExpired as expired:
        said = expired.stdout or b""
        text = said.decode(errors="replace") if isinstance(said, bytes) else said
        return Said(shown, 124, f"{text}\nnot done after {limit} s", where)
    return Said(shown, done.returncode, done.stdout, where)


def sweep() -> None:
    """Remove what labs left whose keeper was killed before it could."""
    for group in cgroups.left_behind():
        with contextlib.suppress(OSError):
            cgroups.remove(group)
    for note in Path(tempfile.gettempdir()).glob(f"{cgroups.PREFIX}*/group"):
        if not cgroups.lives(note.read_text().removeprefix(cgroups.PREFIX)):
            shutil.rmtree(note.parent, ignore_errors=True)
