"""What must hold for every generated file, whatever made it."""

import re
from collections.abc import Iterator

from proof import Finding, Unit

CREDENTIAL = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abpr]-[0-9A-Za-z-]{10,}"
)
IMAGE = re.compile(
    r"^\s*(?:-\s+)?image:\s*[\"']?(?P<image>[^\s\"'#]+)|^FROM\s+(?:--\S+\s+)*(?P<base>\S+)", re.MULTILINE
)
STAGE = re.compile(r"^FROM\s.*\sAS\s+(\S+)$", re.MULTILINE | re.IGNORECASE)
DEFAULT = re.compile(r"\$\{\w+(?::?-(?P<default>[^}]*)|(?P<required>:\?[^}]*))?\}")
"""A variable of Compose: with a default, or required, which .env.example then holds."""
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|CHANGEME|changeme)\b")
PYTHON = re.compile(r"^(?:import|from|def|class) ", re.MULTILINE)
YAML_ENDINGS = (".yml", ".yaml")
YAML_RULES = "{extends: default, rules: {document-start: disable}}"
"""yamllint's: whether a document begins with `---` is the owner's habit, and an option of the skeletons."""

LONG_LINES_ON = "# yamllint disable rule:line-length"
LONG_LINES_OFF = "# yamllint enable rule:line-length"
LONG_LINE_NEXT = "# yamllint disable-line rule:line-length"


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
        is_long_allowed, before = False, ""
        for number, line in enumerate(text.splitlines(), start=1):
            # As yamllint reads it.
            if line.strip() in (LONG_LINES_ON, LONG_LINES_OFF):
                is_long_allowed = line.strip() == LONG_LINES_ON
            # What Jinja makes of a template is another text; what Terraform makes of one differs in values only.
            is_short = path.name.removesuffix(".tftpl").endswith(YAML_ENDINGS)
            is_short = is_short and not is_long_allowed and before.strip() != LONG_LINE_NEXT
            for wrong in lines(line, is_short, longest_line):
                yield Finding(unit.name, f"{place}:{number}: {wrong}")
            before = line


def wholes(text: str) -> Iterator[str]:
    """Faults of a text as a whole."""
    if not text.strip() or text.strip() == "---":
        yield "an empty file"
    if not text.endswith("\n"):
        yield "no newline at the end"
    if text.endswith("\n\n"):
        yield "empty lines at the end"
    for image in unpinned(text):
        yield f"an unpinned image: {image}"
    if "\n\n\n" in text and not PYTHON.search(text):
        yield "two empty lines in a row"


def unpinned(text: str) -> Iterator[str]:
    """Images without a version: no tag, one without a number, or one that only a variable knows."""
    stages = {"scratch", *STAGE.findall(text)}
    for match in IMAGE.finditer(text):
        image = match["image"] or match["base"]
        known = DEFAULT.sub(lambda variable: variable["default"] or ("0" if variable["required"] else ""), image)
        tag = re.search(r":([^/:@]+)$", known)
        is_pinned = "@sha256:" in known or (tag is not None and any(character.isdigit() for character in tag[1]))
        if image not in stages and not is_pinned:
            yield image


def lines(line: str, is_short: bool, longest_line: int) -> Iterator[str]:
    """Faults of one line."""
    if line != line.rstrip():
        yield "white space at the end of the line"
    if is_short and len(line) > longest_line:
        yield f"{len(line)} columns"
    if "<%" in line or "%>" in line:
        yield "a template tag was left"
    if UNFINISHED.search(line):
        yield "unfinished"
    if CREDENTIAL.search(line):
        yield "looks like a credential"
