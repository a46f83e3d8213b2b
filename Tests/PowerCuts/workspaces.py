"""Commands that write, each with the workspace that it finds, and what a workspace looks like."""

import os
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MANIFEST = """\
name: unit
version: {version}
summary: Something to write
destination: units/<% name %>
variables:
  name: {{ type: string, help: "Its name" }}
"""


class Workspace:
    """A repository with a skeleton of its own, below a home of its own."""

    def __init__(self, folder: Path, tenon: Path) -> None:
        self.path = folder / "repo"
        self.tenon_path = tenon
        self.environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(folder / "home"),
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*",
        }
        for who in ("AUTHOR", "COMMITTER"):
            self.environment |= {f"GIT_{who}_NAME": "Builder", f"GIT_{who}_EMAIL": "builder@example.com"}

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(arguments, cwd=self.path, env=self.environment, capture_output=True, timeout=300)

    def git(self, *arguments: str) -> None:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr.decode()

    def tenon(self, *arguments: str) -> None:
        """A command that succeeds."""
        done = self.run(self.tenon_path, *arguments)
        assert done.returncode == 0, f"tenon {' '.join(arguments)}: {done.stderr.decode()}"

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(mode)

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "Go on")

    def begin(self, files: int = 3) -> None:
        """The repository, with version 1 of the skeleton."""
        for folder in (self.path, Path(self.environment["HOME"])):
            folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")
        unit = "skeletons/unit"
        self.write(f"{unit}/skeleton.yaml", MANIFEST.format(version="1.0.0"))
        self.write(f"{unit}/files/a.txt", "one\ntwo\nthree\nfour\nfive\n<% name %>\n")
        self.write(f"{unit}/files/gone/only.txt", "goes with version 2\n")
        self.write(f"{unit}/files/sub/run.sh", "#!/bin/sh\n", 0o755)
        for number in range(files - 3):
            self.write(f"{unit}/files/many/{number}.txt", "version 1\n")
        self.write("README.md", "by hand\n")
        self.commit()

    def lay_out(self) -> None:
        """The unit, with an edit of a person's."""
        self.tenon("new", "./skeletons/unit", "web")
        self.write("units/web/a.txt", "ONE\ntwo\nthree\nfour\nfive\nweb\n")
        self.commit()

    def age(self) -> None:
        """Version 2 of the skeleton: files change, one goes with its folder, one comes, one is no longer executable."""
        unit = "skeletons/unit"
        self.write(f"{unit}/skeleton.yaml", MANIFEST.format(version="2.0.0"))
        self.write(f"{unit}/files/a.txt", "one\ntwo\nthree\nfour\nFIVE\n<% name %>\n")
        (self.path / f"{unit}/files/gone/only.txt").unlink()
        (self.path / f"{unit}/files/gone").rmdir()
        self.write(f"{unit}/files/new/deep.txt", "came with version 2\n")
        self.write(f"{unit}/files/sub/run.sh", "#!/bin/sh\n")
        for file in (self.path / f"{unit}/files").glob("many/*"):
            file.write_text("version 2\n")

    def state(self) -> dict[str, tuple[int, bytes]]:
        """Every file and folder but git's and tenon's own, with modes and contents."""
        found: dict[str, tuple[int, bytes]] = {}
        for folder, folders, files in os.walk(self.path):
            inside = Path(folder).relative_to(self.path)
            folders[:] = [each for each in folders if str(inside / each) not in (".git", ".tenon/state")]
            for name in folders + files:
                path = Path(folder) / name
                contents = b"" if path.is_dir() else path.read_bytes()
                found[str(inside / name)] = (path.lstat().st_mode, contents)
        if not any(path.startswith(".tenon/") for path in found):
            found.pop(".tenon", None)
        return found


@dataclass(frozen=True)
class Command:
    """A command under test, what it finds, and the one that leads back, if there is one."""

    name: str
    arguments: tuple[str, ...]
    prepare: Callable[[Workspace], None]
    reverse: str = "undo"
    is_sample: bool = False
    is_recovery: bool = False


def _old_unit(workspace: Workspace) -> None:
    workspace.begin()
    workspace.lay_out()


def _outdated(workspace: Workspace) -> None:
    _old_unit(workspace)
    workspace.age()


def _many_outdated(workspace: Workspace) -> None:
    workspace.begin(files=70)
    workspace.lay_out()
    workspace.age()


def _very_many_outdated(workspace: Workspace) -> None:
    """More than 512 files, which are staged and moved on several threads."""
    workspace.begin(files=600)
    workspace.lay_out()
    workspace.age()


def _listed(workspace: Workspace, units: int = 15) -> None:
    """A list of fifteen units beside one: more than 64 files, which are synced together."""
    _old_unit(workspace)
    workspace.write("units.yaml", "".join(f"- {{ name: unit-{number} }}\n" for number in range(units)))
    workspace.commit()


def _many_listed(workspace: Workspace) -> None:
    """More than 512 files, in many folders, on several threads."""
    _listed(workspace, units=120)


def _updated(workspace: Workspace) -> None:
    _outdated(workspace)
    workspace.tenon("update")


def _undone(workspace: Workspace) -> None:
    _updated(workspace)
    workspace.tenon("undo")


def _interrupted(workspace: Workspace) -> None:
    """An update that died half-way, which the next command takes back."""
    _outdated(workspace)
    tracer = "strace -f -qq -o /dev/null -e trace=renameat2 -e inject=renameat2:signal=KILL:when=4"
    done = workspace.run(*tracer.split(), workspace.tenon_path, "update")
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert (workspace.path / ".tenon/state/pending/journal.json").exists()


COMMANDS = (
    Command("new", ("new", "./skeletons/unit", "web"), Workspace.begin, is_sample=True),
    Command("batch", ("new", "./skeletons/unit", "--units", "units.yaml"), _listed),
    Command("update", ("update",), _outdated, is_sample=True),
    Command("update of 70 files", ("update",), _many_outdated),
    Command("update of 600 files", ("update",), _very_many_outdated),
    Command("batch of 120 units", ("new", "./skeletons/unit", "--units", "units.yaml"), _many_listed),
    Command("undo", ("undo",), _updated, reverse="redo", is_sample=True),
    Command("redo", ("redo",), _undone, is_sample=True),
    Command("remove", ("remove", "unit/web"), _old_unit),
    Command("rename", ("rename", "unit/web", "shop"), _old_unit),
    Command("recovery", ("status",), _interrupted, is_recovery=True),
)
