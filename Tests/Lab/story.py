"""What a test in the lab is: a story of stages, told with machines that are there for it alone."""

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from guest import Guest, guests_up
from lab import Lab, Machine, Said, until

NOBODY_LISTENS = 7
"""What curl ends with where a connection is refused."""


class Failed(Exception):
    """A stage did not hold; the text says what was seen."""


@dataclass(frozen=True)
class Stage:
    """How one stage of a story ended."""

    title: str
    held: bool
    seconds: float
    text: str = ""


@dataclass
class Scene:
    """What a story is told with: the lab, its guests by name, a folder, the executable under test."""

    lab: Lab
    guests: dict[str, Guest]
    folder: Path
    tenon: Path
    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, title: str) -> Iterator[None]:
        """A part of the story that holds or not; the first that does not ends the story."""
        begun = time.monotonic()
        try:
            yield
        except Exception as error:
            self.stages.append(Stage(title, False, time.monotonic() - begun, f"{type(error).__name__}: {error}"))
            raise
        self.stages.append(Stage(title, True, time.monotonic() - begun))
        if sys.stderr.isatty():
            print(f"{self.stages[-1].seconds:6.1f} s  {title}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Story:
    """A named test, the machines that it needs, and whether `make test` takes it."""

    name: str
    machines: list[Machine]
    tell: Callable[[Scene], None]
    is_sample: bool

    def told(self, folder: Path, tenon: Path) -> list[Stage]:
        """Tell it in a lab of its own; the stages that were reached, the one that failed last."""
        begun, scene = time.monotonic(), None
        try:
            with Lab() as lab:
                guests = guests_up(lab, self.machines)
                scene = Scene(lab, guests, folder, tenon)
                title = f"{len(guests)} guests are up" if guests else "the lab is up"
                scene.stages.append(Stage(title, True, time.monotonic() - begun))
                self.tell(scene)
        except Exception as error:  # noqa: BLE001 # whatever a story meets is its failure; the others are told
            stages = scene.stages if scene else []
            if not stages or stages[-1].held:
                title = "between stages" if stages else "the lab is up"
                stages.append(Stage(title, False, time.monotonic() - begun, f"{type(error).__name__}: {error}"))
            return stages
        return scene.stages


STORIES: dict[str, Story] = {}
"""Every story, by name; `story` puts them here."""


def story(*machines: Machine, is_sample: bool = False) -> Callable[[Callable[[Scene], None]], Callable[[Scene], None]]:
    """Make a function a story of that name, told with these machines."""

    def register(tell: Callable[[Scene], None]) -> Callable[[Scene], None]:
        name = tell.__name__.replace("_", "-")
        STORIES[name] = Story(name, list(machines), tell, is_sample)
        return tell

    return register


def expect(holds: object, seen: object) -> None:
    """Fail with what was seen where something does not hold."""
    if not holds:
        raise Failed(seen.short() if isinstance(seen, Said) else str(seen))


def succeeded(said: Said) -> str:
    """What a command printed, where it ended with 0."""
    expect(said.status == 0, said)
    return said.output


def refused(said: Said, *words: str) -> str:
    """What a command printed, where it ended with another status than 0 and said these words."""
    expect(said.status != 0 and all(word in said.output for word in words), said)
    return said.output


def healthy(guest: Guest) -> None:
    """Nothing failed on the guest, and systemd says that it runs."""
    failed = guest.run("systemctl", "--failed", "--no-legend", "--plain")
    expect(not failed.output.strip(), f"failed on {guest.name}: {failed.output}")
    state = guest.run("systemctl", "is-system-running")
    expect(state.output.strip() == "running", state)


def runs(guest: Guest, unit: str) -> None:
    """A unit of systemd is active and starts at boot."""
    expect(guest.run("systemctl", "is-active", unit).status == 0, guest.run("systemctl", "status", "--lines=20", unit))
    expect(guest.run("systemctl", "is-enabled", unit).status == 0, f"{unit} on {guest.name} does not start at boot")


def is_gone(guest: Guest, unit: str) -> None:
    """A unit of systemd is not active."""
    said = guest.run("systemctl", "is-active", unit)
    expect(said.output.strip() != "active", said)


def answers(scene: Scene, url: str, *words: str) -> str:
    """What a page says to the controller, all of the words in it; what has just been started may not listen yet."""
    page = ("curl", "-sS", "--max-time", 10, "--fail-with-body", url)
    until(lambda: scene.lab.run(*page).status != NOBODY_LISTENS, 30, f"nobody listens at {url}")
    said = scene.lab.run(*page)
    expect(said.status == 0 and all(word in said.output for word in words), said)
    return said.output


def previewed(said: Said) -> None:
    """A preview that failed nowhere."""
    succeeded(said)
    expect("failed=0" in said.output and "unreachable=0" in said.output, said)


def unchanged(said: Said) -> None:
    """A run that changed nothing on any host."""
    succeeded(said)
    counts = re.findall(r"\bchanged=(\d+)", said.output)
    expect(counts and set(counts) == {"0"}, said)
