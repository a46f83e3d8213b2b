"""Cut the power while tenon writes, on real file systems, and look at what is left.

    python3 Tests/PowerCuts [--sample | --cuts COUNT] [--only COMMAND]... [--on FILE_SYSTEM]... [--tenon PROGRAM]

A command dies at its N-th system call of those that write; its file system, on a loop device in a mount namespace of its
own, is shut down by its ioctl, mounted again, and the next command recovers. What is left has to be the tree before or the
tree after, and the tree after where the command had said anything; `git fsck` has to be clean; and the same command, or
`undo`, has to lead to the other side.

It needs root, strace, loop devices and the tools that make the file systems. What cannot be tried is said: with --sample
that is no failure, otherwise it is one where nothing at all can be tried.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from cuts import Point, Stage
from filesystems import FILE_SYSTEMS, LOSSES, FileSystem
from workspaces import COMMANDS, Command

ROOT = Path(__file__).resolve().parents[2]
IN_NAMESPACE = "TENON_POWER_CUTS"


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="PowerCuts", description="cut the power while tenon writes")
    parser.add_argument("--sample", action="store_true", help="a handful of cuts, in seconds")
    parser.add_argument("--cuts", type=int, default=1400, metavar="COUNT", help="about so many, spread evenly (1400)")
    parser.add_argument("--only", action="append", default=[], metavar="COMMAND", help="this one; may be repeated")
    parser.add_argument("--on", action="append", default=[], metavar="FILE_SYSTEM", help="this one; may be repeated")
    default = os.environ.get("TENON") or ROOT / ".build/debug/tenon"
    parser.add_argument("--tenon", type=Path, default=default, help="the executable under test")
    return parser.parse_args()


def obstacle() -> str | None:
    """Why nothing can be tried here."""
    if os.geteuid():
        return "it needs root"
    if missing := [tool for tool in ("strace", "unshare", "mount", "git") if not shutil.which(tool)]:
        return f"{', '.join(missing)} is missing"
    if not Path("/dev/loop-control").exists():
        return "there are no loop devices"
    if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode:
        return "it may not have a mount namespace of its own"
    return None


def commands(options: argparse.Namespace) -> list[Command]:
    """Those that were asked for; in a sample one of each sort."""
    if unknown := set(options.only) - {each.name for each in COMMANDS}:
        sys.exit(f"error: no such command: {', '.join(sorted(unknown))}")
    return [
        each
        for each in COMMANDS
        if (each.name in options.only or not options.only) and (each.is_sample or not options.sample)
    ]


def pairs(file_systems: list[FileSystem], options: argparse.Namespace) -> list[tuple[FileSystem, Command]]:
    """Each command on each file system; in a sample each command on one."""
    if options.sample:
        return list(zip(cycle(file_systems), commands(options), strict=False))
    return [(file_system, command) for file_system in file_systems for command in commands(options)]


def spread(points: list[Point], count: int, shift: int) -> list[tuple[Point, str]]:
    """So many of the points, evenly, and the last; each loses the log or flushes it, in turn."""
    step = max(1.0, len(points) / max(1, count))
    picked = [points[int(number * step)] for number in range(int(len(points) / step))]
    losses = list(LOSSES)
    turn = cycle(losses[shift % 2 :] + losses[: shift % 2])
    return [*zip(picked, turn, strict=False), *((points[-1], loss) for loss in losses)]


def cut_all(file_systems: list[FileSystem], options: argparse.Namespace, folder: Path) -> int:
    """Every cut, and a line for each command on each file system; 0 where all of them held."""
    chosen = pairs(file_systems, options)
    each = 2 if options.sample else options.cuts // len(chosen)
    total, failed, begun = 0, 0, time.monotonic()
    print(f"{'file system':<18}{'command':<20}{'calls':>6}{'cuts':>6}{'failed':>8}")
    for row, (file_system, command) in enumerate(chosen):
        stage = Stage(file_system, command, folder, options.tenon.resolve())
        cuts = spread(stage.points, each, row)
        faults = [fault for point, loss in cuts for fault in stage.cut(point, loss)]
        head = f"{file_system.name:<18}{command.name:<20}{len(stage.points) - 1:>6}"
        print(f"{head}{len(cuts):>6}{len(faults):>8}", flush=True)
        for fault in faults:
            print(f"  {fault}", flush=True)
        total, failed = total + len(cuts), failed + len(faults)
    print(f"{total} power cuts, {failed} failed, in {time.monotonic() - begun:.0f} s")
    return 1 if failed else 0


def main() -> int:
    """Look what can be tried, and try it."""
    options = arguments()
    if reason := obstacle():
        print(f"skipped: power cuts, since {reason}")
        return 0 if options.sample else 1
    if IN_NAMESPACE not in os.environ:
        os.environ[IN_NAMESPACE] = "1"
        os.execvp("unshare", ["unshare", "-m", "--propagation", "private", sys.executable, *sys.argv])
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="tenon-cuts-", dir=memory if memory.is_dir() else None) as scratch:
        folder = Path(scratch)
        possible = []
        for file_system in FILE_SYSTEMS:
            if options.on and file_system.name not in options.on:
                continue
            if reason := file_system.obstacle(folder):
                print(f"skipped: power cuts on {file_system.name}, since {reason}")
            else:
                possible.append(file_system)
        if not possible:
            return 0 if options.sample else 1
        return cut_all(possible, options, folder)


if __name__ == "__main__":
    sys.exit(main())
