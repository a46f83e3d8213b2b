"""File systems on loop devices that lose power: shut down by their own ioctl, mounted again, looked at."""

import fcntl
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# XFS_IOC_GOINGDOWN, which ext4 takes as EXT4_IOC_SHUTDOWN (linux/fs/xfs/libxfs/xfs_fs.h): _IOR('X', 125, __u32)
SHUT_DOWN = 0x8004587D
# Everything that is not on disk yet is lost, or what the journal has is written first.
LOSSES = {"log dropped": 2, "log flushed": 1}


class Trouble(Exception):
    """A program that makes or mounts a file system failed."""


def call(*arguments: str) -> str:
    """What a program prints; raises what it said where it fails."""
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode:
        raise Trouble(f"{' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


@contextmanager
def attached(image: Path) -> Iterator[str]:
    """The loop device of an image: the same one before and after a cut, as a disk would be."""
    device = call("losetup", "--find", "--show", str(image))
    try:
        yield device
    finally:
        call("losetup", "--detach", device)


@dataclass(frozen=True)
class FileSystem:
    """One kind of file system and how it is made and mounted."""

    name: str
    make: tuple[str, ...]
    options: str = "rw"
    megabytes: int = 64

    def format(self, image: Path) -> None:
        """An empty one in a file."""
        image.unlink(missing_ok=True)
        with image.open("wb") as file:
            file.truncate(self.megabytes << 20)
        call(*self.make, str(image))

    @contextmanager
    def mounted(self, device: str, point: Path) -> Iterator[None]:
        """Mounted at a folder as long as it is looked at."""
        call("mount", "-t", self.make[0].removeprefix("mkfs."), "-o", self.options, device, str(point))
        try:
            yield
        finally:
            call("umount", str(point))

    def obstacle(self, folder: Path) -> str | None:
        """Why it cannot be tried here: it cannot be made, mounted or shut down."""
        if not shutil.which(self.make[0]):
            return f"{self.make[0]} is missing"
        image, point = folder / "tried.img", folder / "tried"
        point.mkdir()
        try:
            self.format(image)
            with attached(image) as device, self.mounted(device, point):
                shut_down(point, LOSSES["log dropped"])
        except Trouble as trouble:
            return str(trouble)
        except OSError as error:
            return f"the kernel does not shut it down: {error.strerror}"
        finally:
            image.unlink(missing_ok=True)
            point.rmdir()
        return None


FILE_SYSTEMS = (
    FileSystem("ext4, ordered", ("mkfs.ext4", "-q", "-F"), "data=ordered"),
    FileSystem("ext4, writeback", ("mkfs.ext4", "-q", "-F"), "data=writeback"),
    FileSystem("XFS", ("mkfs.xfs", "-q", "-f"), megabytes=320),
    FileSystem("btrfs", ("mkfs.btrfs", "-q", "-f"), megabytes=320),
)


def shut_down(point: Path, loss: int) -> None:
    """What a power cut does to a mounted file system."""
    descriptor = os.open(point, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.ioctl(descriptor, SHUT_DOWN, struct.pack("I", loss))
    finally:
        os.close(descriptor)
