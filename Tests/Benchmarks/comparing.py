"""Bars that compare tenon with ansible-galaxy and copier."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from measuring import Bench, Sample

CHECKED = 200
"""In how many units `tenon check` and a loop of `copier check-update` look for news."""

LOOKED_AT = 5
"""How many of them copier is given; the rest would take the same time each."""


def bar(work: str, measured: float | None, limit: float, detail: str, unit: str = " ×", at_most: bool = False) -> dict:
    """A row of the table."""
    return {"work": work, "unit": unit, "measured": measured, "bar": limit, "at_most": at_most, "detail": detail}


def ms(*samples: Sample) -> str:
    """The medians, for people."""
    return " to ".join(f"{sample.median:,.1f}" for sample in samples) + " ms"


def bare(bench: Bench) -> str | None:
    """The bare C program, built; nothing where there is no compiler."""
    program = bench.scratch / "bare"
    if not program.exists():
        compiler = shutil.which("cc")
        if not compiler:
            return None
        source = str(Path(__file__).with_name("bare.c"))
        bench.call(bench.scratch, compiler, "-O2", "-o", str(program), source, "-lgit2")
    return str(program)


def galaxy_rows(bench: Bench) -> list[dict]:
    """One role in an empty repository."""
    numbers = iter(range(10**6))
    commands = [[bench.tenon, "new", "ansible-role", "nginx"]]
    names = ["tenon"]
    galaxy, program = bench.which("ansible-galaxy"), bare(bench)
    if program:
        commands.append([program, "open"])
        names.append("bare")
    if galaxy:
        commands.append([galaxy, "role", "init", "nginx"])
        names.append("galaxy")
    samples = dict(zip(names, bench.compare(lambda: bench.repository(f"new-{next(numbers)}"), *commands), strict=True))
    new, small, slow = samples["tenon"], samples.get("bare"), samples.get("galaxy")
    return [
        bar(
            "new role, faster than ansible-galaxy role init",
            slow and slow.median / new.median,
            20,
            ms(new, slow) if slow else "ansible-galaxy is missing",
        ),
        bar(
            "new role, times a bare C program that opens the repository",
            small and new.median / small.median,
            2.5,
            ms(new, small) if small else "cc is missing",
            at_most=True,
        ),
        bar(
            "memory for one unit",
            bench.peak(bench.repository("peak"), *commands[0]),
            25,
            "peak of new",
            " MiB",
            at_most=True,
        ),
    ]


def copier_rows(bench: Bench) -> list[dict]:
    """An update with a merge and one with nothing to do, and a check of many units, beside copier's."""
    copier = bench.which("copier")
    if not copier:
        missing = "copier is missing: .ci/prepare bench"
        works = [("update with a merge", 60), ("update with nothing to do", 100), (f"check of {CHECKED} units", 1000)]
        return [bar(f"{work}, faster than copier", None, limit, missing) for work, limit in works]
    ours, theirs = tenon_unit(bench), copier_unit(bench, copier)
    merge, others = restoring(bench, ours), restoring(bench, theirs)
    merged = bench.compare(merge, [bench.tenon, "update"])[0]
    slow = bench.compare(others, [copier, "update", "--defaults", "--trust", "-q"], runs=3)[0]
    # Copier refuses a working tree that the last run has changed.
    bench.call(merge(), bench.tenon, "update")
    bench.commit(ours)
    bench.call(others(), copier, "update", "--defaults", "--trust", "-q")
    bench.commit(theirs)
    idle = bench.compare(lambda: ours, [bench.tenon, "update"])[0]
    slow_idle = bench.compare(lambda: theirs, [copier, "update", "--defaults", "--trust", "-q"], runs=3)[0]
    checked = bench.compare(lambda: many_units(bench, CHECKED), [bench.tenon, "check"])[0]
    slow_check = bench.compare(lambda: theirs, [copier, "check-update", "-q"], runs=LOOKED_AT, good=(0, 2))[0]
    return [
        bar("update with a merge, faster than copier", slow.median / merged.median, 60, ms(merged, slow)),
        bar("update with nothing to do, faster than copier", slow_idle.median / idle.median, 100, ms(idle, slow_idle)),
        bar(
            f"check of {CHECKED} units, faster than copier check-update in a loop",
            CHECKED * slow_check.median / checked.median,
            1000,
            f"{ms(checked, slow_check)} for one of them",
        ),
    ]


def restoring(bench: Bench, folder: Path) -> Callable[[], Path]:
    """Takes the folder back to its last commit before each run."""

    def restored() -> Path:
        bench.call(folder, "git", "reset", "-q", "--hard")
        bench.call(folder, "git", "clean", "-qfdx")
        return folder

    return restored


def template(bench: Bench) -> tuple[Path, Path]:
    """The built-in role as a skeleton of a folder, and what it generates as a template of copier's, of two versions."""
    laid = bench.repository("laid")
    bench.call(laid, bench.tenon, "new", "ansible-role", "web")
    skeleton = bench.scratch / "skeletons/unit"
    other = bench.repository("template")
    for path in sorted(path for path in (laid / "roles/web").rglob("*") if path.is_file()):
        name = path.relative_to(laid / "roles/web")
        for target in [skeleton / "files" / name, other / name]:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    (skeleton / "skeleton.yaml").write_text(
        "name: unit\nversion: 1.0.0\nsummary: A role\ndestination: roles/<% name %>\n"
        'variables:\n  name: { type: string }\nfiles: [{ source: "**", verbatim: true }]\n'
    )
    (other / "copier.yml").write_text(
        "_subdirectory: .\n_templates_suffix: .jinja\n_exclude: [copier.yml, .git]\nname: { type: str, default: web }\n"
    )
    (other / "{{_copier_conf.answers_file}}.jinja").write_text("{{ _copier_answers|to_nice_yaml }}\n")
    bench.commit(other)
    bench.call(other, "git", "tag", "1.0.0")
    return skeleton, other


def tenon_unit(bench: Bench) -> Path:
    """A committed unit with an edit, and a newer skeleton: the first line of a file is the person's, the last is new."""
    skeleton, other = template(bench)
    folder = bench.repository("unit")
    bench.call(folder, bench.tenon, "new", str(skeleton), "web")
    edit(folder / "roles/web/tasks/main.yml")
    bench.commit(folder)
    for tasks in [skeleton / "files/tasks/main.yml", other / "tasks/main.yml"]:
        tasks.write_text(tasks.read_text() + "# news\n")
    bench.commit(other)
    bench.call(other, "git", "tag", "2.0.0")
    return folder


def copier_unit(bench: Bench, copier: str) -> Path:
    """The same of copier."""
    folder = bench.repository("copied")
    bench.call(
        folder, copier, "copy", "--defaults", "--trust", "-q", "-r", "1.0.0", str(bench.scratch / "template"), "."
    )
    edit(folder / "tasks/main.yml")
    bench.commit(folder)
    return folder


def edit(file: Path) -> None:
    """A person's line above everything else."""
    file.write_text("# by hand\n" + file.read_text())


def many_units(bench: Bench, count: int) -> Path:
    """A repository with this many committed roles; made once."""
    folder = bench.scratch / f"units-{count}"
    if not folder.exists():
        bench.repository(folder.name)
        bench.call(folder, bench.tenon, "new", "ansible-role", "--units", "-", text=unit_list(count))
        bench.commit(folder)
        bench.call(folder, bench.tenon, "status")
    return folder


def unit_list(count: int) -> str:
    """The answers of that many roles."""
    return "".join(f"- {{ name: role_{number:04} }}\n" for number in range(count))
