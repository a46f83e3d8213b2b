"""A control group for each guest, in every hierarchy of the machine (cgroups(7))."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
PREFIX = "tenon-lab-"
"""What the groups of every lab begin with; the rest is the keeper's identity."""


def identity(process: int) -> str:
    """A process as id and start time, since an id alone may be another process by now (proc(5), field 22)."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return f"{process}-{fields[19]}"


def lives(who: str) -> bool:
    """Whether the process of an identity is still there."""
    try:
        return identity(int(who.split("-")[0])) == who
    except (OSError, ValueError):
        return False


def hierarchies() -> list[Path]:
    """The mounted hierarchies: one where there is only version 2, several where there is version 1."""
    if (ROOT / "cgroup.controllers").exists():
        return [ROOT]
    return sorted(each for each in ROOT.iterdir() if each.is_dir() and not each.is_symlink())


def enter(group: str) -> None:
    """Move the calling process into a group of that name, made where it is missing.

    Guests that shared one would share its `system.slice`, and one guest's stop would end the other's processes.
    """
    for hierarchy in hierarchies():
        folder = hierarchy
        for part in Path(group).parts:
            inherited, folder = folder, folder / part
            folder.mkdir(exist_ok=True)
            # cpuset(7): an empty set takes no process, and a new group has empty ones.
            for name in ("cpuset.cpus", "cpuset.mems"):
                if (folder / name).exists() and (hierarchy / "cpuset.cpus").exists():
                    (folder / name).write_text((inherited / name).read_text())
        (folder / "cgroup.procs").write_text(str(os.getpid()))


def processes(group: str) -> set[int]:
    """The processes in a group and below it, as this machine numbers them."""
    found: set[int] = set()
    for hierarchy in hierarchies():
        for listing in (hierarchy / group).rglob("cgroup.procs"):
            found.update(int(line) for line in listing.read_text().split())
    return found


def remove(group: str) -> None:
    """Remove a group bottom-up; its processes have ended."""
    for hierarchy in hierarchies():
        folders = [each for each in (hierarchy / group).rglob("*") if each.is_dir()]
        for folder in [*sorted(folders, reverse=True), hierarchy / group]:
            if folder.exists():
                folder.rmdir()


def left_behind() -> Iterator[str]:
    """The groups of labs whose keeper is gone, for example since it was killed."""
    names = {each.name for hierarchy in hierarchies() for each in hierarchy.glob(f"{PREFIX}*")}
    yield from sorted(name for name in names if not lives(name.removeprefix(PREFIX)))
