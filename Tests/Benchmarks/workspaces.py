"""Bars of large workspaces, beside git, cp and a bare C program."""

from __future__ import annotations

import shutil
from pathlib import Path

from comparing import bar, bare, many_units, ms, unit_list
from measuring import Bench, Sample

CURVE = [10, 100, 1000, 2500]


def large_rows(bench: Bench, count: int) -> list[dict]:
    """Everything that is asked of a workspace of so many units."""
    rows = writing_rows(bench, count)
    folder = many_units(bench, count)
    return reading_rows(bench, folder, count) + beside_rows(bench, folder, count) + rows


def reading_rows(bench: Bench, folder: Path, count: int) -> list[dict]:
    """Commands on all units, where there is nothing to do."""
    commands = [
        ["git", "status"],
        [bench.tenon, "status"],
        [bench.tenon, "check"],
        [bench.tenon, "update", "--dry-run"],
    ]
    git, status, check, update = bench.compare(lambda: folder, *commands)
    files = managed(folder)
    rows = [
        bar(f"status, {count:,} units, wall", status.median / git.median, 1, ms(status, git), at_most=True),
        bar(
            f"status, {count:,} units, processor",
            status.processor_median / git.processor_median,
            1,
            f"{status.processor_median:,.0f} to {git.processor_median:,.0f} ms, {files:,} files",
            at_most=True,
        ),
        bar("check, times git status", check.median / git.median, 1.5, ms(check, git), at_most=True),
        bar("update --dry-run, times git status", update.median / git.median, 1.5, ms(update, git), at_most=True),
        bar(
            f"memory at {files:,} files",
            bench.peak(folder, bench.tenon, "status"),
            150,
            "peak of status",
            " MiB",
            at_most=True,
        ),
    ]
    calls = bench.calls(folder, bench.tenon, "status")
    opens = sum(number for name, number in calls.items() if name.startswith("open"))
    total = sum(calls.values())
    return [
        *rows,
        bar("system calls of status a file", total / files if calls else None, 2, f"{total:,}", "", at_most=True),
        bar("opens of status a file", opens / files if calls else None, 0.1, f"{opens:,}", "", at_most=True),
    ]


def beside_rows(bench: Bench, folder: Path, count: int) -> list[dict]:
    """One unit beside many: it may cost what it costs alone, and one load of the index."""
    program = bare(bench)
    alone = many_units(bench, 1)
    commands = {
        f"new beside {count:,} units": [bench.tenon, "new", "ansible-role", "other", "--dry-run"],
        f"status UNIT beside {count:,} units": [bench.tenon, "status", "role_0000"],
    }
    if not program:
        return [bar(work, None, 1, "cc is missing", at_most=True) for work in commands]
    opened, loaded = bench.compare(lambda: folder, [program, "open"], [program, "index"])
    load = max(loaded.median - opened.median, 0.01)
    rows = []
    for work, command in commands.items():
        small = bench.compare(lambda: alone, command)[0]
        large = bench.compare(lambda: folder, command)[0]
        allowed = small.median + 1.3 * load
        detail = f"{ms(large, small)} alone, {load:,.1f} ms a load"
        rows.append(bar(f"{work}, times what is allowed", large.median / allowed, 1, detail, at_most=True))
    return rows


def writing_rows(bench: Bench, count: int) -> list[dict]:
    """Everything laid out at once, and everything rewritten, beside a copy of the same files."""
    laid = bench.repository("batch")
    (bench.scratch / "units.yaml").write_text(unit_list(count))
    new = bench.once(laid, bench.tenon, "new", "ansible-role", "--units", "../units.yaml")
    copies = [copied(bench, laid, f"copy-{number}") for number in range(3)]
    copy = min(copies, key=lambda sample: sample.median)
    rewrite = rewritten(bench, laid, count)
    shutil.rmtree(laid)
    return [
        bar("batch new, times cp -r and sync", new.median / copy.median, 3, ms(new, copy), at_most=True),
        bar(
            "update of all files, times cp -r and sync",
            rewrite.median / copy.median,
            2,
            ms(rewrite, copy),
            at_most=True,
        ),
    ]


def copied(bench: Bench, folder: Path, name: str) -> Sample:
    """`cp -r` of the files that were laid out, and `sync`."""
    target = bench.scratch / name
    target.mkdir()
    parts = [str(folder / "roles"), str(folder / ".tenon/units")]
    sample = bench.once(bench.scratch, "sh", "-c", 'cp -r "$1" "$2" "$0" && sync -f "$0"', str(target), *parts)
    shutil.rmtree(target)
    return sample


def rewritten(bench: Bench, laid: Path, count: int) -> Sample:
    """An update that writes every file: the skeleton has one line more in each."""
    skeleton = bench.scratch / "every/unit"
    shutil.copytree(laid / "roles/role_0000", skeleton / "files")
    (skeleton / "skeleton.yaml").write_text(
        "name: unit\nversion: 1.0.0\nsummary: A role\ndestination: all/<% name %>\n"
        'variables:\n  name: { type: string }\nfiles: [{ source: "**", verbatim: true }]\n'
    )
    folder = bench.repository("every-unit")
    bench.call(folder, bench.tenon, "new", str(skeleton), "--units", "../units.yaml")
    bench.commit(folder)
    for file in (skeleton / "files").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes() + b"# news\n")
    sample = bench.once(folder, bench.tenon, "update")
    shutil.rmtree(folder)
    return sample


def curve_rows(bench: Bench) -> None:
    """The curve of the README."""
    names = ["git status", "status", "check", "update --dry-run", "status UNIT", "new --dry-run", "batch new"]
    print(f"| units | files | {' | '.join(names)} |\n| ---: | ---: |{' ---: |' * len(names)}")
    for count in CURVE:
        batch = bench.repository(f"batch-{count}")
        (bench.scratch / "units.yaml").write_text(unit_list(count))
        new = bench.once(batch, bench.tenon, "new", "ansible-role", "--units", "../units.yaml")
        shutil.rmtree(batch)
        folder = many_units(bench, count)
        commands = [["git", "status"]] + [
            [bench.tenon, *words]
            for words in [
                ["status"],
                ["check"],
                ["update", "--dry-run"],
                ["status", "role_0000"],
                ["new", "ansible-role", "other", "--dry-run"],
            ]
        ]
        samples = [*bench.compare(lambda folder=folder: folder, *commands), new]
        cells = " | ".join(f"{sample.median:,.0f} ms" for sample in samples)
        print(f"| {count:,} | {managed(folder):,} | {cells} |", flush=True)


def managed(folder: Path) -> int:
    """How many files tenon knows there: those of the units, their records and bases."""
    return sum(path.is_file() for part in ["roles", ".tenon/units"] for path in (folder / part).rglob("*"))
