"""A guest: a Debian with systemd as process 1, booted from an overlay over the base root."""

import base64
import hashlib
import json
from pathlib import Path

from holder import BRIDGE
from lab import HERE, LIMIT, Lab, LabError, Machine, Said, run_to_its_end, until

BOOT = 90
"""Seconds that a boot may take."""

NETWORK = """\
[Match]
Name=host0
[Network]
Address={address}/24
Gateway={gateway}
IPv6AcceptRA=no
LinkLocalAddressing=no
"""


class Guest:
    """One of the lab's machines."""

    def __init__(self, lab: Lab, machine: Machine) -> None:
        self.lab = lab
        self.machine = machine
        self.name = machine.name
        self.address = machine.address
        self.layers = lab.folder / "run" / machine.name
        self.root = self.layers / "root"
        lab.machines[machine.name] = machine

    def boot(self) -> None:
        """Begin with a fresh root; `ready` waits for it."""
        lab, base = self.lab, self.lab.cache / "base"
        lab.must("mkdir", "-p", self.layers / "upper", self.layers / "work", self.root)
        layers = f"lowerdir={base},upperdir={self.layers}/upper,workdir={self.layers}/work"
        lab.must("mount", "-t", "overlay", "overlay", "-o", layers, self.root)
        self.furnish()
        self.lab.order("start", self.name, command=self.command())

    def command(self) -> list[str]:
        """How systemd-nspawn boots it: nothing registered, nothing shared but the packages, read-only."""
        options = {
            "directory": self.root,
            "machine": self.name,
            "register": "no",
            "network-bridge": BRIDGE,
            "bind-ro": f"{self.lab.cache}/packages:/srv/packages",
            "link-journal": "no",
            "timezone": "off",
            "resolv-conf": "off",
            "console": "pipe",
        }
        flags = ["--quiet", "--keep-unit", "--boot"]
        return ["systemd-nspawn", *flags, *(f"--{name}={value}" for name, value in options.items())]

    def furnish(self) -> None:
        """Who it is: name, address, keys, and who may come in."""
        lab, gateway = self.lab, self.lab.controller.split("/")[0]
        identity = hashlib.sha256(f"{lab.folder}{self.name}".encode()).hexdigest()[:32]
        files = {
            "etc/hostname": f"{self.name}\n",
            "etc/hosts": f"127.0.0.1 localhost\n127.0.1.1 {self.name}\n",
            "etc/machine-id": f"{identity}\n",
            "etc/systemd/network/10-host0.network": NETWORK.format(address=self.address, gateway=gateway),
        }
        for path, text in files.items():
            lab.write(self.root / path, text)
        key = (lab.folder / "key.pub").read_text()
        lab.write(self.root / "home/ansible/.ssh/authorized_keys", key, 0o600)
        lab.must("chroot", self.root, "chown", "-R", "ansible:", "/home/ansible/.ssh")
        if self.machine.kind != "vm":
            lab.write(self.root / "root/.ssh/authorized_keys", key, 0o600)
        if self.machine.kind == "node":
            self.furnish_node()
        lab.must("ssh-keygen", "-A", "-f", self.root)
        host_key = " ".join(lab.must("cat", self.root / "etc/ssh/ssh_host_ed25519_key.pub").split()[:2])
        known = lab.folder / "known_hosts"
        others = [line for line in known.read_text().splitlines() if line.split()[0] != self.address]
        known.write_text("\n".join([*others, f"{self.address} {host_key}"]) + "\n")

    def furnish_node(self) -> None:
        """What stands for Proxmox VE's tools; the node knows the guests that the lab knows."""
        guests = [{"id": m.id, "name": m.name, "kind": m.kind} for m in self.lab.machines.values() if m.kind != "node"]
        self.lab.write(self.root / "etc/standins.json", json.dumps(guests))
        for tool in ("pct", "qm", "vzdump"):
            self.lab.must("install", "-m", "755", HERE / "standins/proxmox.py", self.root / "usr/sbin" / tool)

    def ready(self, before: int | None = None) -> None:
        """Wait until it has booted, another time where a former process 1 is given; degraded is booted too."""

        def is_up() -> bool:
            leader = self.leader()
            if leader is None or leader == before:
                return False
            state = self.run("systemctl", "is-system-running", "--wait", limit=BOOT).output.strip()
            return (
                state in {"running", "degraded"}
                and self.lab.run("bash", "-c", f": </dev/tcp/{self.address}/22").status == 0
            )

        try:
            until(is_up, BOOT, f"{self.name} is not up")
        except LabError as error:
            raise LabError(f"{error}\n{self.console()}") from error

    def console(self, lines: int = 20) -> str:
        """The end of what it wrote to its console."""
        path = self.lab.folder / f"{self.name}.console"
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""

    def leader(self) -> int | None:
        """Its process 1, numbered in the lab; nothing where it is off."""
        found = self.lab.order("leader", self.name)
        return found if isinstance(found, int) else None

    def run(self, *command: str | Path | int, limit: int = LIMIT) -> Said:
        """Run a command in it as root, without ssh."""
        leader, words = self.leader(), tuple(str(word) for word in command)
        if leader is None:
            return Said(words, 255, f"{self.name} is off", self.name)
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        own = ["env", "-i", path, "HOME=/root", "LANG=C.UTF-8", "TERM=dumb", "SYSTEMD_PAGER=cat", "SYSTEMD_COLORS=0"]
        outer = ["nsenter", "--target", str(self.lab.holder), "--mount", "--pid", "--"]
        inner = ["nsenter", "--target", str(leader), "--all", "--", *own]
        return run_to_its_end([*outer, *inner, *words], words, self.name, self.lab.environment(), limit)

    def ssh(self, *command: str, user: str | None = None) -> Said:
        """Run a command in it over ssh, from the controller."""
        login = user or ("ansible" if self.machine.kind == "vm" else "root")
        return self.lab.run("ssh", "-o", "BatchMode=yes", f"{login}@{self.address}", *command)

    def reboot(self) -> None:
        """Reboot as it would itself, and wait until it runs again."""
        before = self.leader()
        self.run("systemctl", "reboot")
        self.ready(before)

    def off(self) -> None:
        """Power off, and insist where it does not."""
        leader = self.leader()
        if leader is None:
            return
        self.run("systemctl", "poweroff")
        try:
            until(lambda: self.leader() is None, 20, f"{self.name} is still on")
        except LabError:
            self.lab.run("kill", "-KILL", leader)
            until(lambda: self.leader() is None, 10, f"{self.name} is still on")

    def reset(self) -> None:
        """Throw away all that it wrote, and boot it anew."""
        self.off()
        # nspawn has a moment's work of its own after its guest's end.
        until(lambda: self.lab.run("umount", self.root).status == 0, 10, f"{self.root} is in use")
        self.lab.must("rm", "-rf", self.layers)
        self.boot()
        self.ready()

    def read(self, path: str) -> bytes | None:
        """A file's bytes; nothing where there is none."""
        said = self.run("base64", "-w", "0", path)
        return base64.b64decode(said.output) if said.status == 0 else None

    def told(self) -> list[list[str]]:
        """What the stand-ins on it were told, in order."""
        record = self.read("/var/log/standins.jsonl") or b""
        return [json.loads(line) for line in record.splitlines()]


def guests_up(lab: Lab, machines: list[Machine]) -> dict[str, Guest]:
    """All of them, booted side by side; the node knows the others, so they are made known first."""
    guests = {each.name: Guest(lab, each) for each in machines}
    for guest in guests.values():
        guest.boot()
    for guest in guests.values():
        guest.ready()
    return guests
