"""`tenon schema`: every document of every command, and every file, against the schema that is printed for it."""

import json
import pathlib
import re
import shutil
from typing import Any

import pytest

from conftest import ROOT, Repository
from test_mcp import lay_out_conflict

jsonschema = pytest.importorskip("jsonschema", reason="the validator is not installed here")
yaml = pytest.importorskip("yaml")

STATUS = """\
| ID | Name | IP | Type |
|---|---|---|---|
| 102 | web | 192.168.2.102 | CT |
| 103 | db | DHCP | CT |
"""

# Every command, in an order in which one builds on the other, and the exit statuses that it may have; ID is the
# newest handoff. A new command gets its line here.
COMMANDS: list[tuple[str, set[int]]] = [
    ("status", {0}),
    ("status nothing", {66}),
    ("doctor", {0}),
    ("init", {73}),
    ("inventory import STATUS.md", {0, 1}),
    ("inventory import STATUS.md", {0, 1}),
    ("inventory list", {0}),
    ("inventory check", {0, 1}),
    ("inventory schema", {0}),
    ("skeleton list", {0}),
    ("skeleton show compose-stack", {0}),
    ("skeleton schema compose-stack", {0}),
    ("skeleton new mine --dry-run", {0}),
    ("skeleton new mine", {0}),
    ("skeleton check skeletons/mine", {0}),
    ("skeleton check skeletons/broken", {65}),
    ("new ansible-role web --dry-run", {0}),
    ("new ansible-role web", {0}),
    ("new ansible-role web", {73}),
    ("new ansible-role bad --set odd=1 --set molecule=7", {64, 65}),
    ("status", {0}),
    ("diff", {0}),
    ("diff --drift", {0}),
    ("diff --pending", {0}),
    ("diff --records", {0}),
    ("update a --dry-run", {2}),
    ("update a --on-conflict ours --dry-run", {0}),
    ("update a --on-conflict markers", {1}),
    ("status", {0}),
    ("check", {1}),
    ("doctor", {0}),
    ("log", {0}),
    ("undo", {0}),
    ("log", {0}),
    ("redo", {0}),
    ("undo", {0}),
    ("check --fail-on drift", {1}),
    ("update web --set molecule=true --plan plan.json", {0}),
    ("apply plan.json", {0}),
    ("apply plan.json", {75}),
    ("handoff create web --title x --question y --decision a=b", {0}),
    ("handoff list", {0}),
    ("handoff show ID", {0}),
    ("handoff export ID --to statement.json", {0}),
    ("handoff verify ID", {0, 1}),
    ("handoff verify ID --commit HEAD", {1}),
    ("rename web site", {0}),
    ("move a notes/a notes/moved", {0}),
    ("restore site README.md", {0}),
    ("remove site", {0}),
    ("adopt compose-stack app --into services/app", {0}),
    ("secrets check tokens.env", {1}),
    ("secrets allow tokens.env:1 --why sample", {0}),
    ("secrets check --write-baseline", {0}),
    ("skill install", {0}),
    ("schema", {0}),
    ("schema status", {0}),
    ("schema statsu", {66}),
    ("mcp", {0}),
    ("nothing", {64}),
    ("update --odd", {64}),
]

# These print a JSON Schema, a manifest or nothing instead of a document of tenon's.
SCHEMAS = ("inventory schema", "skeleton schema", "schema ")


printed: dict[str, dict[str, Any]] = {}


def schema(repository: Repository, name: str) -> dict[str, Any]:
    """Printed once for all tests: it depends on nothing."""
    if name not in printed:
        done = repository.tenon("schema", name)
        assert done.returncode == 0, done.stderr
        printed[name] = json.loads(done.stdout)
    return printed[name]


def validate(repository: Repository, document: dict[str, Any]) -> None:
    wanted = schema(repository, document["schema"])
    jsonschema.Draft202012Validator(wanted).validate(document)


def prepare(repository: Repository) -> None:
    lay_out_conflict(repository)
    repository.write("STATUS.md", STATUS)
    repository.write("skeletons/broken/skeleton.yaml", "name: broken\nversion: one\n")
    repository.write("services/app/compose.yaml", "services: {}\n")
    repository.write("tokens.env", "DB_PASSWORD=Vb7tQx2LmZp9\n")


def test_every_document_of_every_command_has_the_shape_that_is_printed_for_it(
    repository: Repository, tmp_path: pathlib.Path
) -> None:
    fresh = json.loads(Repository(tmp_path / "fresh").tenon("init", "--json").stdout)
    validate(repository, fresh)
    seen: set[str] = {fresh["schema"]}
    prepare(repository)
    faults: list[str] = []
    for command, statuses in COMMANDS:
        handoffs = sorted((repository.path / ".tenon/handoffs").glob("*.json"), key=lambda file: file.stat().st_mtime)
        words = [handoffs[-1].stem if word == "ID" else word for word in command.split()]
        done = repository.tenon(*words, "--json")
        if done.returncode not in statuses:
            faults.append(f"tenon {command}: {done.returncode}: {done.stdout.decode()[:300]}{done.stderr.decode()}")
        if command == "mcp":
            assert done.stdout == b""
            continue
        document = json.loads(done.stdout)
        if command.startswith(SCHEMAS) and done.returncode == 0:
            jsonschema.Draft202012Validator.check_schema(document)
            continue
        try:
            validate(repository, document)
        except jsonschema.ValidationError as error:
            faults.append(f"tenon {command}: {error.message} at {error.json_path}")
        seen.add(document["schema"])
    assert faults == []
    written = {
        "tenon.decisions/1",
        "tenon.handoff/1",
        "tenon.progress/1",
        "tenon.plan/1",
        "tenon.record/1",
        "tenon.secrets-baseline/1",
    }
    files = {name for name in names(repository) if name.endswith("-file/1")} | written
    assert names(repository) - files - seen == set(), "documents that no command of the list printed"


def names(repository: Repository) -> set[str]:
    listed = json.loads(repository.tenon("schema", "--json").stdout)
    return {item["name"] for item in listed["schemas"]}


def test_no_command_is_forgotten(repository: Repository) -> None:
    dump = json.loads(repository.tenon("--experimental-dump-help").stdout)
    tried = {command for command, _ in COMMANDS}
    for leaf in leaves(dump["command"]):
        assert any(command == leaf or command.startswith(leaf + " ") for command in tried), leaf


def leaves(command: dict[str, Any], above: str = "") -> list[str]:
    below = [child for child in command.get("subcommands", []) if child["commandName"] != "help"]
    name = f"{above} {command['commandName']}".strip() if above or command["commandName"] != "tenon" else ""
    return [leaf for child in below for leaf in leaves(child, name)] if below else [name]


def test_every_schema_is_one_and_is_found_by_each_of_its_names(repository: Repository) -> None:
    for name in names(repository):
        found = schema(repository, name)
        jsonschema.Draft202012Validator.check_schema(found)
        assert found["$id"] == name
        short = name.removeprefix("tenon.").split("/")[0]
        assert schema(repository, short) == found
    for file in ("workspace", "inventory", "skeleton"):
        assert schema(repository, f"{file}.yaml")["$id"] == f"tenon.{file}-file/1"


# The handoff schema fixes gitBlob and lab-operator; laidOutAt is what records of 0.2.0 have, read and never written.
FIXED_KEYS = {"gitBlob", "lab-operator", "laidOutAt"}


def keys(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return {key for item in schema for key in keys(item)}
    if not isinstance(schema, dict):
        return set()
    own = schema.get("properties", {})
    return (set(own) if isinstance(own, dict) else set()) | {key for item in schema.values() for key in keys(item)}


def test_every_key_of_every_document_is_in_snake_case(repository: Repository) -> None:
    for name in names(repository):
        odd = {key for key in keys(schema(repository, name)) if not re.fullmatch("[a-z][a-z0-9]*(_[a-z0-9]+)*", key)}
        assert odd <= FIXED_KEYS, name


def test_every_file_that_is_written_has_the_shape_that_is_printed_for_it(repository: Repository) -> None:
    prepare(repository)
    for command, _ in COMMANDS:
        if command.startswith(("handoff show", "handoff verify", "remove", "undo", "redo")):
            continue
        repository.tenon(*command.split())
    own = repository.path / ".tenon"
    for name in ("record", "plan", "handoff", "secrets-baseline"):
        pattern = {"record": "units/*/*/record.json", "handoff": "handoffs/*.json"}.get(name, f"{name}.json")
        files = list((repository.path if name == "plan" else own).glob(pattern))
        assert files, name
        for file in files:
            validate(repository, json.loads(file.read_bytes()))
    for name in ("workspace", "inventory"):
        document = yaml.load((own / f"{name}.yaml").read_text(), Loader=yaml.BaseLoader)
        assert document, name
        check_text(schema(repository, f"{name}.yaml"), own / f"{name}.yaml")


def check_text(wanted: dict[str, Any], file: pathlib.Path) -> None:
    document = yaml.safe_load(file.read_text())
    jsonschema.Draft202012Validator(wanted).validate(document)


def test_every_skeleton_of_the_catalogue_has_the_shape(repository: Repository) -> None:
    wanted = schema(repository, "skeleton.yaml")
    files = sorted((ROOT / "Skeletons").glob("*/skeleton.yaml"))
    assert len(files) > 10
    for file in files:
        try:
            check_text(wanted, file)
        except jsonschema.ValidationError as error:
            pytest.fail(f"{file.parent.name}: {error.message} at {error.json_path}")


FENCE = re.compile(
    r"^```\w+ (\S*(?:skeleton\.yaml|\.tenon/workspace\.yaml|\.tenon/inventory\.yaml))\n(.*?)^```",
    re.MULTILINE | re.DOTALL,
)


def test_what_the_schema_refuses_in_the_manual_tenon_refuses(repository: Repository) -> None:
    tried = 0
    for page in [ROOT / "README.md", *sorted((ROOT / "Tests/Scenarios").glob("*.md"))]:
        for name, text in FENCE.findall(page.read_text()):
            try:
                document = yaml.safe_load(text)
            except yaml.YAMLError:
                continue
            kind = pathlib.PurePath(name).name
            tried += 1
            if not jsonschema.Draft202012Validator(schema(repository, kind)).is_valid(document):
                assert refused(repository, name, text), f"{page.name}: {name}\n{text}"
    assert tried > 20


def refused(repository: Repository, name: str, text: str) -> bool:
    repository.write(name, text)
    kind = pathlib.PurePath(name).name
    if kind == "skeleton.yaml":
        done = repository.tenon("skeleton", "check", str(pathlib.PurePath(name).parent))
    else:
        done = repository.tenon("status")
    (repository.path / name).unlink()
    return done.returncode == 65


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("workspace.yaml", "layuot: {}\n"),
        ("workspace.yaml", "merge: words\n"),
        ("workspace.yaml", "skeletons:\n  - { repository: x }\n"),
        ("skeleton.yaml", "name: a\nversion: 1.0.0\nsummary: x\n"),
        ("skeleton.yaml", "name: a\nversion: 1.0.0\nsummary: x\ndestination: d\nvariables: { x: { type: strng } }\n"),
        ("skeleton.yaml", "name: a\nversion: 1.0.0\nsummary: x\ndestination: d\nfiles: [{ path: x }]\n"),
    ],
)
def test_a_fault_is_refused_by_the_schema_too(repository: Repository, kind: str, text: str) -> None:
    assert not jsonschema.Draft202012Validator(schema(repository, kind)).is_valid(yaml.safe_load(text))


def test_the_same_state_gives_the_same_bytes(repository: Repository) -> None:
    prepare(repository)
    for command in ("status", "diff", "skeleton list", "doctor", "schema", "schema status", "update --dry-run"):
        first = repository.tenon(*command.split(), "--json").stdout
        assert first == repository.tenon(*command.split(), "--json").stdout, command


def test_progress_is_told_line_by_line_on_standard_error(repository: Repository) -> None:
    lay_out_conflict(repository)
    done = repository.tenon("update", "--dry-run", "--json", "--progress", "json")
    assert done.returncode == 2
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    for line in lines:
        validate(repository, line)
    assert [line["event"] for line in lines] == ["started", "unit", "finished"]
    assert lines[1]["unit"] == "note/a"
    assert lines[2]["status"] == 2
    validate(repository, json.loads(done.stdout))


PROGRESS: list[tuple[str, list[str]]] = [
    ("status", ["unit"]),
    ("check", ["unit"]),
    ("diff", ["file"]),
    ("diff --drift", ["unit"]),
    ("diff --pending", ["unit"]),
    ("handoff create", ["file"]),
    ("handoff create --run-checks --allow-failed tried", ["file", "check"]),
    ("secrets check --all", ["file"]),
    ("skeleton check skeletons/note", ["answers"]),
    ("skeleton list", []),
]


@pytest.mark.parametrize(("command", "events"), PROGRESS)
def test_long_commands_tell_how_far_they_are(repository: Repository, command: str, events: list[str]) -> None:
    prepare(repository)
    words = command.split()
    done = repository.tenon(*words, "--json", "--progress", "json")
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    for line in lines:
        validate(repository, line)
        assert line["command"] == " ".join(words[: 2 if words[0] in {"handoff", "secrets", "skeleton"} else 1])
    told = [line["event"] for line in lines]
    assert told[0] == "started"
    assert told[-1] == "finished"
    assert lines[-1]["status"] == done.returncode
    assert list(dict.fromkeys(told[1:-1])) == events
    for line in lines[1:-1]:
        assert 1 <= line["number"] <= line["count"]
        named = {"unit": "unit", "file": "path", "check": "check"}.get(line["event"])
        assert {key for key in ("unit", "path", "check") if key in line} == ({named} if named else set())


def test_every_code_of_an_error_stands_on_the_page(repository: Repository) -> None:
    """With its kind, and each kind with its status: what is printed is held against the two tables."""
    known = schema(repository, "error")["properties"]["errors"]["items"]["properties"]
    chapter = (ROOT / "README.md").read_text().split("### Error codes", 1)[1].split("\n##", 1)[0]
    statuses = dict(re.findall(r"^\| `([a-z-]+)` \| (\d+) \|", chapter, re.MULTILINE))
    kinds = dict(re.findall(r"^\| `([a-z-]+)` \| `([a-z-]+)` \|", chapter, re.MULTILINE))
    assert set(statuses) == set(known["kind"]["enum"])
    assert list(kinds) == known["code"]["enum"]
    assert set(kinds.values()) == set(statuses)


CODES: list[tuple[str, str]] = [
    ("nothing", "unknown-command"),
    ("update --odd", "usage"),
    ("new ansible-role x --set odd=1", "unknown-variable"),
    ("new ansible-role x --set molecule", "invalid-set"),
    ("new note x", "missing-answer"),
    ("new ansible-role x --as ansible-role/a/b", "invalid-name"),
    ("new ansible-role x --set molecule=7", "invalid-answer"),
    ("new ansible-role x --into ../y", "invalid-path"),
    ("new broken x", "invalid-skeleton"),
    ("skeleton check skeletons/broken", "invalid-skeleton"),
    ("apply STATUS.md", "invalid-plan"),
    ("handoff verify ./STATUS.md", "invalid-handoff"),
    ("update a --decisions STATUS.md", "invalid-decision"),
    ("new note x --set topic=ghp_016C7f5a9Yh3kQm2Zx8Vb4Nw6Rt1Lp0Jd5s2", "credential"),
    ("status nothing", "no-unit"),
    ("new nothing x", "no-skeleton"),
    ("new ansible-role x --answers nothing.yaml", "no-file"),
    ("handoff show abcd", "no-handoff"),
    ("schema nothing", "no-schema"),
    ("secrets check --since nothing", "no-revision"),
    ("undo", "nothing-to-do"),
    ("update a", "conflict"),
    ("new note a --set topic=x", "unit-exists"),
    ("init", "file-exists"),
    ("adopt note b --into notes/a --set topic=x", "owned-by-unit"),
]


@pytest.mark.parametrize(("command", "code"), CODES)
def test_an_error_has_its_own_code(repository: Repository, command: str, code: str) -> None:
    prepare(repository)
    shutil.rmtree(repository.path / ".tenon/state", ignore_errors=True)
    done = repository.tenon(*command.split(), "--json")
    document = json.loads(done.stdout)
    said = [error["code"] for error in document.get("errors", document.get("faults", []))]
    said += [conflict["kind"] and "conflict" for conflict in document.get("conflicts", [])]
    assert code in said, done.stdout.decode()
    validate(repository, document)
    chapter = (ROOT / "README.md").read_text().split("### Error codes", 1)[1]
    kind = re.findall(rf"^\| `{code}` \| `([a-z-]+)` \|", chapter, re.MULTILINE)[0]
    assert re.search(rf"^\| `{kind}` \| {done.returncode} \|", chapter, re.MULTILINE), done.returncode


CONTENTS: list[tuple[str, str, str]] = [
    (".tenon/workspace.yaml", "layuot: {}\n", "invalid-workspace"),
    (".tenon/workspace.yaml", "layout: {odd: x}\n", "invalid-workspace"),
    (".tenon/inventory.yaml", "guests: 7\n", "invalid-inventory"),
    (".tenon/units/note/a/record.json", "{}\n", "invalid-record"),
    (".tenon/units/note/a/base", "odd\n", "damaged-base"),
    ("notes/a/text.md", "<<<<<<< a\n=======\n>>>>>>> b\n", "conflict-markers"),
    (".git/MERGE_HEAD", "0" * 40 + "\n", "operation-in-progress"),
]


@pytest.mark.parametrize(("path", "text", "code"), CONTENTS)
def test_a_fault_of_a_file_has_its_own_code(repository: Repository, path: str, text: str, code: str) -> None:
    prepare(repository)
    repository.write(path, text)
    said = []
    for command in ("status", "check", "doctor", "handoff create"):
        document = json.loads(repository.tenon(*command.split(), "--json").stdout)
        for key in ("errors", "faults", "failures", "findings"):
            said += [found["code"] for found in document.get(key, [])]
    assert code in said, said
