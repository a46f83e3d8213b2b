"""What a lab is made from, prepared once: the root of a fresh Debian, and a repository of packages without a network.

Everything comes through this machine's own apt, with its sources, proxies and keys. Nothing of them is kept.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

FORM = 1
"""Raised when the cache is made in another way, so that no older one is used in silence."""

DOCKER = Path(__file__).parent / "standins" / "docker.py"

BASE = "systemd systemd-sysv dbus libpam-systemd python3 iproute2 ca-certificates openssh-server sudo"
"""In every guest from the start, as in a template of a container. Not python3-apt and not nftables: what needs them has
to bring them along."""

OFFERED = """
    acl chrony cron curl git haproxy ifupdown iputils-ping jq less logrotate netcat-openbsd nftables nginx openssl
    postgresql postgresql-client procps prometheus prometheus-alertmanager prometheus-node-exporter
    python3-apt python3-debian python3-psycopg2 python3-yaml redis-server rsync ssl-cert unattended-upgrades vim-tiny
"""
"""What roles may ask for, in the repository with all that these need and recommend."""


class CacheError(Exception):
    """The cache is not there and cannot be made here; the text says why."""


def place() -> Path:
    """Where this recipe's cache is: `TENON_LAB_CACHE`, or below the user's own cache."""
    given = os.environ.get("TENON_LAB_CACHE")
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return (Path(given) if given else home / "tenon-lab") / recipe()


def recipe() -> str:
    """A digest of all that decides what is in the cache."""
    words = "\n".join([str(FORM), *BASE.split(), *OFFERED.split(), DOCKER.read_text()])
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def prepared() -> Path:
    """The cache, made where it is missing; others of this user wait meanwhile."""
    folder = place()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            begun = time.monotonic()
            print("preparing the lab's cache (once, some minutes)", file=sys.stderr, flush=True)
            make(folder)
            (folder / "complete").touch()
            print(f"the lab's cache is there after {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return folder


def make(folder: Path) -> None:
    """The base root, the packages, the stand-in for Docker, and the index over them."""
    root, packages = folder / "base", folder / "packages"
    for old in (root, packages):
        shutil.rmtree(old, ignore_errors=True)
    (packages / "partial").mkdir(parents=True)
    mirror, suite = source_of_debian()
    # In a mount namespace of its own: debootstrap mounts /proc in the root, and may be stopped meanwhile.
    own = ("unshare", "--mount", "--propagation", "private")
    command(*own, "debootstrap", "--variant=minbase", f"--include={BASE.replace(' ', ',')}", suite, root, mirror)
    download(root, packages)
    build_docker(folder, packages)
    index = command("dpkg-scanpackages", "--multiversion", ".", cwd=packages)
    (packages / "Packages").write_text(index)
    furnish(root)


def source_of_debian() -> tuple[str, str]:
    """The mirror and the release that this machine's apt uses for Debian's main archive."""
    asked = ("apt-get", "indextargets", "--format", "$(ORIGIN)|$(SITE)|$(REPO_URI)|$(CODENAME)|$(COMPONENT)|$(SUITE)")
    for _ in range(2):
        for line in command(*asked).splitlines():
            origin, _, address, codename, component, suite = line.split("|")
            if (origin, component) == ("Debian", "main") and not suite.endswith(
                ("-security", "-updates", "-backports")
            ):
                return address, codename
        command("apt-get", "update", "-qq")  # without index files apt knows no source
    raise CacheError("apt's sources name no Debian main archive")


def download(root: Path, packages: Path) -> None:
    """The packages that guests may install, resolved for the base root by this machine's apt."""
    options = {
        "APT::Install-Recommends": "true",
        "APT::Sandbox::User": "root",
        "Debug::NoLocking": "1",
        "Dir::Cache::archives": str(packages.resolve()),
        "Dir::State::extended_states": "/dev/null",
        "Dir::State::status": str(root.resolve() / "var/lib/dpkg/status"),
    }
    words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    command("apt-get", "-qq", "-y", *words, "--download-only", "install", *OFFERED.split())
    shutil.rmtree(packages / "partial", ignore_errors=True)


def build_docker(folder: Path, packages: Path) -> None:
    """A package of Docker's name that holds nothing but the stand-in."""
    tree = folder / "docker.io"
    shutil.rmtree(tree, ignore_errors=True)
    (tree / "DEBIAN").mkdir(parents=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "DEBIAN/control").write_text(
        "Package: docker.io\nVersion: 0\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\n"
        "Depends: python3, python3-yaml\nProvides: docker-compose-v2\nDescription: a stand-in that records and validates\n"
    )
    shutil.copy(DOCKER, tree / "usr/bin/docker")
    (tree / "usr/bin/docker").chmod(0o755)
    command("dpkg-deb", "--build", "--root-owner-group", tree, packages)
    shutil.rmtree(tree)


def furnish(root: Path) -> None:
    """What makes the root a guest's: only the offline source, no lists, no keys, nobody's identity."""
    for pattern in (
        "etc/apt/sources.list.d/*",
        "var/lib/apt/lists/*",
        "var/cache/apt/*",
        "var/log/*",
        "etc/ssh/ssh_host_*",
    ):
        for path in root.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    (root / "etc/apt/sources.list").write_text("deb [trusted=yes] file:/srv/packages ./\n")
    for name in (
        "srv/packages",
        "var/log/journal",
        "var/log/apt",
        "var/cache/apt/archives/partial",
        "var/lib/apt/lists/partial",
    ):
        (root / name).mkdir(parents=True, exist_ok=True)
    for name in ("etc/machine-id", "var/lib/dbus/machine-id"):
        (root / name).unlink(missing_ok=True)
    command("chroot", root, "useradd", "--create-home", "--shell", "/bin/bash", "ansible")
    rule = root / "etc/sudoers.d/ansible"
    rule.write_text("ansible ALL=(ALL) NOPASSWD: ALL\n")
    rule.chmod(0o440)
    # Timers that want a network make a fresh guest degraded, or hold apt's lock.
    for timer in ("apt-daily.timer", "apt-daily-upgrade.timer"):
        (root / "etc/systemd/system" / timer).symlink_to("/dev/null")
    command("chroot", root, "systemctl", "enable", "systemd-networkd.service")


def command(*words: str | Path, cwd: Path | None = None) -> str:
    """Run a tool; what it printed, or an error with the end of what it said."""
    try:
        done = subprocess.run(
            [str(word) for word in words],
            cwd=cwd,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=900,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CacheError(str(error)) from error
    if done.returncode != 0:
        said = "\n".join((done.stdout + done.stderr).splitlines()[-8:])
        raise CacheError(f"{words[0]} ended with {done.returncode}: {said}")
    return done.stdout
