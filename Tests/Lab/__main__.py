"""Judge what is laid out on running machines: guests of Debian with systemd as process 1, reached by ssh.

    python3 Tests/Lab [--sample] [--only STORY]... [--again] [--jobs N] [--tenon PROGRAM]
    python3 Tests/Lab --list | --prepare

Each story in `stories/` gets a lab of its own (`lab.py`), in namespaces of its own, and is told stage by stage. A run that was stopped, or
that failed, goes on where it was: what held is not told again until the executable, a skeleton or a story changes. A
new one: write a function in `stories/` with `@story(...)` before it. Nothing is registered anywhere.

The lab needs root, systemd-nspawn and, once, the network for its cache. Where it cannot be had the table says why:
with --sample that is no failure, otherwise it is one.
"""

import argparse
import importlib
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cache
from lab import obstacle
from ledger import Ledger, print_table
from story import STORIES, Stage, Story

ROOT = Path(__file__).resolve().parents[2]


def chosen(options: argparse.Namespace) -> list[Story]:
    """The stories that were asked for."""
    if unknown := set(options.only) - set(STORIES):
        sys.exit(f"error: no such story: {', '.join(sorted(unknown))} (there are {', '.join(sorted(STORIES))})")
    if options.only:
        return [STORIES[name] for name in options.only]
    return [each for each in STORIES.values() if each.is_sample or not options.sample]


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="Lab", description="judge what is laid out on running machines")
    parser.add_argument("--only", action="append", default=[], metavar="STORY", help="this story; may be repeated")
    parser.add_argument("--sample", action="store_true", help="the short stories")
    parser.add_argument("--again", action="store_true", help="tell what held before as well")
    parser.add_argument("--jobs", type=int, default=1, help="stories at a time")
    parser.add_argument("--list", action="store_true", help="say which stories there are")
    parser.add_argument("--prepare", action="store_true", help="make the cache and stop")
    default = os.environ.get("TENON") or ROOT / ".build/debug/tenon"
    parser.add_argument("--tenon", type=Path, default=default, help="the executable under test")
    return parser.parse_args()


def main() -> int:
    """Tell the stories and print their table."""
    options = arguments()
    for module in sorted((Path(__file__).parent / "stories").glob("*.py")):
        importlib.import_module(f"stories.{module.stem}")
    if options.list:
        print("\n".join(sorted(STORIES)))
        return 0
    if reason := obstacle():
        print(f"skipped: the lab of running machines, since {reason}")
        return 0 if options.sample else 1
    try:
        cache.prepared()
    except cache.CacheError as error:
        print(f"skipped: the lab of running machines, since its cache cannot be made: {error}")
        return 0 if options.sample else 1
    return 0 if options.prepare else tell(chosen(options), options)


def tell(stories: list[Story], options: argparse.Namespace) -> int:
    """All of them, each to its end; 0 where every stage of every story held."""
    ledger = Ledger(ROOT, options.tenon.resolve())
    rows: dict[str, list[Stage]] = {}
    begun = time.monotonic()

    def one(story: Story) -> None:
        if not options.again and (before := ledger.held(story.name)):
            rows[story.name] = before
            return
        with tempfile.TemporaryDirectory(prefix="story-") as folder:
            rows[story.name] = story.told(Path(folder).resolve(), options.tenon.resolve())
        ledger.note(story.name, rows[story.name])
        for stage in rows[story.name]:
            if not stage.held:
                print(f"{story.name}: {stage.title}: {stage.text}", file=sys.stderr, flush=True)

    with ThreadPoolExecutor(max_workers=max(1, options.jobs)) as workers:
        list(workers.map(one, stories))
    print_table({story.name: rows[story.name] for story in stories})
    print(f"{time.monotonic() - begun:.0f} s")
    failed = any(not stage.held for stages in rows.values() for stage in stages)
    if not failed:
        ledger.forget(stories)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
