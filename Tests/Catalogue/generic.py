"""What must hold for every generated file, whatever made it."""

import re
from collections.abc import Iterator

from proof import Finding, Unit

CREDENTIAL = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abpr]-[0-9A-Za-z-]{10,}"
)
UNPINNED = re.compile(r"^\s*(?:-\s+)?image:\s*[\"']?[^\s\"'$]+(?::latest|(?<!:)\b)[\"']?\s*$|^FROM\s+\S+:latest\b")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|CHANGEME|changeme)\b")
PYTHON = re.compile(r"^(?:import|from|def|class) ", re.MULTILINE)
YAML_ENDINGS = {".yml", ".yaml"}


def findings_in(unit: Unit, longest_line: int) -> Iterator[Finding]:
    """What is wrong with a unit's files as texts."""
    if not unit.files():
        yield Finding(unit.name, "no file at all")
    for path in unit.files():
        place = path.relative_to(unit.folder)
        data = path.read_bytes()
        if b"\0" in data:
            continue
        text = data.decode()
        for wrong in wholes(text):
            yield Finding(unit.name, f"{place}: {wrong}")
        for number, line in enumerate(text.splitlines(), start=1):
            is_yaml = path.suffix in YAML_ENDINGS
            for wrong in lines(line, is_yaml, longest_line):
                yield Finding(unit.name, f"{place}:{number}: {wrong}")


def wholes(text: str) -> Iterator[str]:
    """Faults of a text as a whole."""
    if not text.strip() or text.strip() == "---":
        yield "an empty file"
    if not text.endswith("\n"):
        yield "no newline at the end"
    if text.endswith("\n\n"):
        yield "empty lines at the end"
    if "\n\n\n" in text and not PYTHON.search(text):
        yield "two empty lines in a row"


def lines(line: str, is_yaml: bool, longest_line: int) -> Iterator[str]:
    """Faults of one line."""
    if line != line.rstrip():
        yield "white space at the end of the line"
    if is_yaml and len(line) > longest_line:
        yield f"{len(line)} columns"
    if "<%" in line or "%>" in line:
        yield "a template tag was left"
    if UNFINISHED.search(line):
        yield "unfinished"
    if UNPINNED.search(line):
        yield "an unpinned image"
    if CREDENTIAL.search(line):
        yield "looks like a credential"
