"""The two processes of a lab, each a program of its own.

    python3 holder.py keep FOLDER      keeps the lab: starts the holder, and takes its traces away when it has ended
    python3 holder.py hold GROUP ...   is process 1 of the lab's namespaces: owns them, boots the guests, reboots them

The **holder** is process 1 of a PID namespace, with a mount and a network namespace beside it. Guests, mounts and
network live in those, so that the kernel ends all of them with it. It reads orders from its standard input, one JSON
value a line, and answers each with one line; at the end of its input it ends. The **keeper** outlives it by a moment,
since the kernel removes everything but control groups and folders.
"""

import contextlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import cgroups

REBOOTED = 133
"""How systemd-nspawn ends with --keep-unit when its guest reboots."""

BRIDGE = "lab0"


def keep(folder: Path) -> int:
    """Run a holder to its end, then remove what outlives its namespaces."""
    group = cgroups.PREFIX + cgroups.identity(os.getpid())
    own = ["--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "--propagation", "private"]
    # The holder must not outlive its keeper: --pdeathsig ends unshare, and --kill-child the holder.
    command = ["setpriv", "--pdeathsig", "KILL", "unshare", *own, sys.executable, __file__, "hold", group, str(folder)]
    try:
        return subprocess.run(command).returncode
    finally:
        cgroups.remove(group)
        shutil.rmtree(folder, ignore_errors=True)


class Holder:
    """Process 1 of a lab."""

    def __init__(self, group: str, folder: Path) -> None:
        self.group = group
        self.folder = folder
        self.commands: dict[str, list[str]] = {}
        self.guests: dict[str, subprocess.Popen[bytes]] = {}

    def prepare(self) -> None:
        """The mounts and the network that all guests share: a bridge without a way out."""
        # nspawn wants to remove folders below it, and refuses where it is no file system of its own.
        mount("/run/systemd/nspawn", "mode=0755")
        mount(str(self.folder / "run"), "mode=0755,size=6G")
        for words in ("link set lo up", f"link add {BRIDGE} type bridge forward_delay 0", f"link set {BRIDGE} up"):
            subprocess.run(["ip", *words.split()], check=True)

    def obey(self, order: dict[str, Any]) -> Any:
        """Carry out an order: `start` a guest with a command, or say the `leader` of one: its process 1."""
        name = order["guest"]
        match order["do"]:
            case "start":
                self.commands[name] = order["command"]
                self.start(name)
                return True
            case "leader":
                return self.leader(name)
        return None

    def start(self, name: str) -> None:
        """Boot a guest in a control group of its own."""
        with (self.folder / f"{name}.console").open("ab") as console:
            self.guests[name] = subprocess.Popen(
                self.commands[name],
                stdin=subprocess.DEVNULL,  # nspawn takes its standard input for the console's keyboard
                stdout=console,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: cgroups.enter(f"{self.group}/{name}"),  # noqa: PLW1509 # there are no threads here
            )

    def leader(self, name: str) -> int | None:
        """A guest's process 1 as the lab numbers it; nothing where the guest is off."""
        guest = self.guests.get(name)
        if guest is None:
            return None
        children = Path(f"/proc/{guest.pid}/task/{guest.pid}/children")
        for child in children.read_text().split() if children.exists() else []:
            numbers = Path(f"/proc/{child}/status").read_text().split("NSpid:")[1].splitlines()[0].split()
            if len(numbers) > 1 and numbers[-1] == "1":
                return int(child)
        return None

    def reap(self) -> None:
        """Take in whatever ended: process 1 inherits orphans. A guest that rebooted is started again."""
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                for name, guest in list(self.guests.items()):
                    if guest.pid == ended[0]:
                        guest.returncode = os.waitstatus_to_exitcode(ended[1])
                        del self.guests[name]
                        if guest.returncode == REBOOTED:
                            self.start(name)

    def serve(self) -> None:
        """Obey until there are no more orders."""
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        os.set_blocking(writing, False)
        signal.set_wakeup_fd(writing)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        waiting = selectors.DefaultSelector()
        waiting.register(0, selectors.EVENT_READ)
        waiting.register(reading, selectors.EVENT_READ)
        say("ready")
        orders = b""
        while True:
            for key, _ in waiting.select():
                if key.fd == reading:
                    os.read(reading, 4096)
                    self.reap()
                    continue
                read = os.read(0, 65536)
                if not read:
                    return
                *lines, orders = (orders + read).split(b"\n")
                for line in lines:
                    say(self.obey(json.loads(line)))


def mount(place: str, options: str) -> None:
    """An empty file system in memory."""
    Path(place).mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=True)


def say(answer: Any) -> None:
    """One line of JSON."""
    print(json.dumps(answer), flush=True)


def main(arguments: list[str]) -> int:
    """Be the process that was asked for."""
    if arguments[0] == "keep":
        return keep(Path(arguments[1]))
    holder = Holder(arguments[1], Path(arguments[2]))
    holder.prepare()
    holder.serve()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
