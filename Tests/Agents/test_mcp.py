"""`tenon mcp`, driven by the official client in each of its modes, and by hand where no client would go."""

import asyncio
import json
import pathlib
import subprocess
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from conftest import Repository, executable

mcp = pytest.importorskip("mcp", reason="the official client is not installed here")
jsonschema = pytest.importorskip("jsonschema")
types = pytest.importorskip("mcp_types")

MODES = ["auto", "legacy", "2026-07-28"]
READERS = ["status", "diff", "skeletons", "check", "handoff_verify"]
META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {"elicitation": {}},
}


class Agent:
    """A client whose every answer is held against the tool's own schema."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.tools: dict[str, Any] = {}

    async def __call__(self, tool: str, failing: bool = False, **arguments: Any) -> dict[str, Any]:
        if not self.tools:
            self.tools = {listed.name: listed for listed in (await self.client.list_tools()).tools}
        answer = await self.client.call_tool(tool, arguments)
        assert answer.is_error is failing, answer.content[0].text
        jsonschema.validate(answer.structured_content, self.tools[tool].output_schema)
        assert json.loads(answer.content[0].text) == answer.structured_content
        return answer.structured_content


def serve(repository: Repository, mode: str, job: Callable[[Agent], Awaitable[None]], elicit: Any = None) -> None:
    """Runs a job of an agent against a server of its own."""

    async def run() -> None:
        server = mcp.StdioServerParameters(
            command=executable(), args=["mcp"], cwd=str(repository.path), env=repository.environment
        )
        async with mcp.Client(server, mode=mode, elicitation_callback=elicit, read_timeout_seconds=60) as client:
            await job(Agent(client))

    asyncio.run(run())


def lines(repository: Repository, *messages: Any, raw: bytes = b"") -> list[dict[str, Any]]:
    """What the server answers to these messages, after which its input ends."""
    sent = b"".join(json.dumps(message).encode() + b"\n" for message in messages) + raw
    done = repository.tenon("mcp", stdin=sent)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def request(method: str, number: int = 1, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": {"_meta": META, **params}}


@pytest.mark.parametrize("mode", MODES)
def test_an_agent_lays_out_changes_decides_and_hands_off(repository: Repository, mode: str) -> None:
    async def job(agent: Agent) -> None:
        assert (await agent("status"))["units"] == []
        assert {"ansible-role"} <= {item["name"] for item in (await agent("skeletons"))["skeletons"]}
        assert any(
            asked["name"] == "molecule" for asked in (await agent("skeletons", name="ansible-role"))["variables"]
        )

        plan = await agent("plan", action="new", skeleton="ansible-role", name="web", answers={"molecule": False})
        assert plan["state"] == "planned"
        assert not (repository.path / "roles").exists()
        assert (await agent("apply", handle=plan["handle"]))["files"]
        assert (await agent("status"))["units"][0]["state"] == "current"
        assert "roles/web/tasks/main.yml" in {file["path"] for file in (await agent("diff"))["files"]}
        assert (await agent("check"))["good"]

        change = await agent("plan", action="update", units=["web"], answers={"molecule": True})
        assert {file["action"] for file in change["files"]} >= {"create"}
        await agent("apply", handle=change["handle"])
        assert (repository.path / "roles/web/molecule/default/molecule.yml").exists()

        handoff = await agent("handoff_create", title="feat(web): add the role")
        assert (await agent("handoff_verify", handoff=handoff["id"]))["exact"]
        for command in handoff["commands"]:
            assert repository.run(*command["argv"]).returncode == 0
        verdict = await agent("handoff_verify", handoff=handoff["id"], commit="HEAD")
        assert verdict["exact"], verdict
        assert (await agent("handoff_verify"))["handoffs"][0]["state"] == "committed"

        renamed = await agent("plan", action="rename", units=["web"], name="site")
        await agent("apply", handle=renamed["handle"])
        gone = await agent("plan", action="remove", units=["site"])
        await agent("apply", handle=gone["handle"])
        assert not (repository.path / "roles/site").exists()

    serve(repository, mode, job)


STORY_SKELETON = """\
name: story
version: 1.0.0
summary: Settings of a service
destination: services/<% name %>
variables:
  name: { type: string }
  port: { type: integer, default: 80 }
  owner: { type: string, default: ops }
handoff:
  steps: [{ title: "Restart <% name %>", effect: changes }]
  rollback: [{ title: "Revert the commit and restart <% name %>", effect: changes }]
"""
STORY_FILE = "port = <% port %>\n\n# between\n# the two\n# settings\n\nowner = <% owner %>\n"


@pytest.mark.parametrize("mode", MODES)
def test_a_whole_job_through_the_protocol_alone(repository: Repository, mode: str) -> None:
    """Lays out, changes an answer, decides a conflict hunk by hunk, hands off and verifies; the test is the librarian."""
    repository.write("skeletons/story/skeleton.yaml", STORY_SKELETON)
    repository.write("skeletons/story/files/service.conf", STORY_FILE)
    repository.write(".tenon/workspace.yaml", "skeletons:\n  - { path: skeletons }\n")
    repository.commit("Add a skeleton")
    file = repository.path / "services/web/service.conf"

    async def hand_off(agent: Agent, title: str) -> None:
        handoff = await agent("handoff_create", title=title)
        assert (await agent("handoff_verify", handoff=handoff["id"]))["exact"]
        assert not (await agent("handoff_verify", handoff=handoff["id"], commit="HEAD"))["exact"]
        for command in handoff["commands"]:
            assert repository.run(*command["argv"]).returncode == 0
        verdict = await agent("handoff_verify", handoff=handoff["id"], commit="HEAD")
        assert verdict["exact"], verdict
        assert repository.git("log", "-1", "--format=%s").strip() == title
        assert repository.git("status", "--porcelain") == ""

    async def job(agent: Agent) -> None:
        shown = await agent("skeletons", name="story")
        assert [asked["name"] for asked in shown["variables"]] == ["name", "port", "owner"]
        plan = await agent("plan", action="new", skeleton="story", name="web", answers={"port": 8080})
        await agent("apply", handle=plan["handle"])
        await hand_off(agent, "feat(web): add its settings")

        file.write_text(file.read_text().replace("8080", "8081").replace("owner = ops", "owner = us"))
        change = {"action": "update", "units": ["web"], "answers": {"port": 9090, "owner": "dba"}}
        plan = await agent("plan", **change)
        assert plan["state"] == "undecided"
        assert "handle" not in plan
        [conflict] = plan["conflicts"]
        assert [hunk["ours"] for hunk in conflict["hunks"]] == ["port = 8081\n", "owner = us\n"]
        assert [hunk["theirs"] for hunk in conflict["hunks"]] == ["port = 9090\n", "owner = dba\n"]
        first, second = ({"number": hunk["number"], "id": hunk["id"]} for hunk in conflict["hunks"])
        half = [{"path": conflict["path"], "hunks": [first | {"take": "theirs"}]}]
        assert (await agent("plan", **change, decisions=half))["state"] == "undecided"
        whole = [{"path": conflict["path"], "hunks": [first | {"take": "theirs"}, second | {"text": "owner = both\n"}]}]
        stale = [{"path": conflict["path"], "hunks": [first | {"id": "00000000", "take": "ours"}]}]
        said = await agent("plan", failing=True, **change, decisions=stale)
        assert said["code"] == "moved"
        plan = await agent("plan", **change, decisions=whole)
        assert plan["state"] == "planned"
        await agent("apply", handle=plan["handle"])
        assert file.read_text() == STORY_FILE.replace("<% port %>", "9090").replace("<% owner %>", "both")
        assert (await agent("check"))["good"]
        assert (await agent("diff"))["files"][0]["path"] == "services/web/service.conf"
        await hand_off(agent, "fix(web): move to another port")
        assert (await agent("status"))["units"][0]["state"] == "drifted"

    serve(repository, mode, job)


@pytest.mark.parametrize("mode", MODES)
def test_a_conflict_is_an_answer_and_is_decided_by_planning_again(repository: Repository, mode: str) -> None:
    lay_out_conflict(repository)

    async def job(agent: Agent) -> None:
        assert (await agent("status"))["units"][0]["conflicting"] == ["notes/a/text.md"]
        plan = await agent("plan", action="update")
        assert plan["state"] == "undecided"
        assert "handle" not in plan
        assert plan["conflicts"][0]["path"] == "notes/a/text.md"
        decided = await agent("plan", action="update", on_conflict=["theirs:notes/a/text.md"])
        await agent("apply", handle=decided["handle"])
        assert (repository.path / "notes/a/text.md").read_text() == "new\n"

    serve(repository, mode, job)


def lay_out_conflict(repository: Repository) -> None:
    """A unit of a skeleton of the repository's own, edited where the skeleton has news."""
    repository.write(
        "skeletons/note/skeleton.yaml",
        "name: note\nversion: 1.0.0\nsummary: A note\ndestination: notes/<% name %>\n"
        "variables:\n  name: { type: string }\n  topic: { type: string, help: What it is about }\n",
    )
    repository.write("skeletons/note/files/text.md", "old\n")
    repository.write(".tenon/workspace.yaml", "skeletons:\n  - { path: skeletons }\n")
    done = repository.tenon("new", "note", "a", "--set", "topic=x")
    assert done.returncode == 0, done.stderr
    repository.write("notes/a/text.md", "mine\n")
    repository.write("skeletons/note/files/text.md", "new\n")


@pytest.mark.parametrize("mode", MODES)
def test_a_reader_without_arguments_answers_in_any_repository(repository: Repository, mode: str) -> None:
    async def job(agent: Agent) -> None:
        for tool in READERS:
            await agent(tool)

    serve(repository, mode, job)


@pytest.mark.parametrize("mode", MODES)
def test_missing_answers_are_asked_for_or_named(repository: Repository, mode: str) -> None:
    lay_out_conflict(repository)
    asked: list[str] = []

    async def elicit(_: Any, params: Any) -> Any:
        asked.extend(params.requested_schema["properties"])
        return types.ElicitResult(action="accept", content={"topic": "y", "name": "b"})

    async def job(agent: Agent) -> None:
        plan = await agent("plan", failing=mode == "legacy", action="new", skeleton="note")
        if mode == "legacy":
            assert "'name'" in json.dumps(plan)
            assert "'topic'" in json.dumps(plan)
        else:
            await agent("apply", handle=plan["handle"])
            assert (repository.path / "notes/b/text.md").exists()
            assert asked == ["name", "topic"]

    serve(repository, mode, job, elicit=elicit)


@pytest.mark.parametrize("action", ["decline", "cancel"])
def test_who_does_not_want_to_say_is_told_what_is_missing(repository: Repository, action: str) -> None:
    lay_out_conflict(repository)

    async def elicit(_: Any, __: Any) -> Any:
        return types.ElicitResult(action=action)

    async def job(agent: Agent) -> None:
        said = await agent("plan", failing=True, action="new", skeleton="note", name="b")
        assert "'topic'" in said["message"]

    serve(repository, "auto", job, elicit=elicit)


def test_a_client_that_can_ask_nobody_is_told_what_is_missing(repository: Repository) -> None:
    async def job(agent: Agent) -> None:
        said = await agent("plan", failing=True, action="new", skeleton="ansible-role")
        assert "'name'" in said["message"]

    serve(repository, "2026-07-28", job)


def test_a_tree_that_moved_makes_apply_say_so(repository: Repository) -> None:
    async def job(agent: Agent) -> None:
        plan = await agent("plan", action="new", skeleton="ansible-role", name="web")
        repository.write("roles/web/tasks/main.yml", "mine\n")
        said = await agent("apply", failing=True, handle=plan["handle"])
        assert said["code"] == "moved"
        assert said["path"] == "roles/web/tasks/main.yml"
        assert said["hint"]
        assert not (repository.path / ".tenon/units").exists()
        said = await agent("apply", failing=True, handle="000000000000")
        assert said["code"] == "no-plan"

    serve(repository, "auto", job)


BAD_CALLS: list[tuple[str, dict[str, Any], str]] = [
    ("status", {"unit": []}, "did you mean 'units'?"),
    ("status", {"units": "web"}, "expected a list of texts"),
    ("status", {"units": ["nothing"]}, "there is no unit"),
    ("diff", {"comparison": "all"}, "expected one of: head, drift, pending"),
    ("plan", {"action": "new"}, "needs the argument 'skeleton'"),
    ("plan", {}, "'action' is missing"),
    ("plan", {"action": "new", "skeleton": "nothing"}, "nothing"),
    ("plan", {"action": "new", "skeleton": "ansible-role", "name": "a", "answers": {"odd": 1}}, "unknown variable"),
    ("plan", {"action": "remove"}, "exactly one unit"),
    ("apply", {"handle": 7}, "expected a text"),
    ("handoff_verify", {"handoff": "abcd"}, "there is no handoff"),
    ("handoff_verify", {"handoff": "abcd", "commit": "HEAD", "index": True}, "mutually exclusive"),
]


def test_bad_arguments_are_answers_with_code_message_and_hint(repository: Repository) -> None:
    async def job(agent: Agent) -> None:
        for tool, arguments, words in BAD_CALLS:
            said = await agent(tool, failing=True, **arguments)
            assert said["schema"] == "tenon.error/1"
            assert said["errors"][0]["code"]
            assert words in json.dumps(said, ensure_ascii=False), (tool, arguments)

    serve(repository, "auto", job)


def test_outside_a_repository_a_tool_says_so(repository: Repository, tmp_path: pathlib.Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    call = request("tools/call", name="status", arguments={})
    done = subprocess.run(
        [executable(), "mcp"],
        cwd=outside,
        env=repository.environment | {"GIT_CEILING_DIRECTORIES": str(tmp_path)},
        input=json.dumps(call).encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    result = json.loads(done.stdout)["result"]
    assert result["isError"]
    assert result["structuredContent"]["code"] == "no-repository"


def test_the_list_of_tools_is_small_and_says_what_they_do(repository: Repository) -> None:
    first, second = lines(repository, request("tools/list"), request("tools/list"))
    assert first == second
    tools = first["result"]["tools"]
    assert len(tools) <= 8
    assert len(json.dumps(tools, separators=(",", ":"), ensure_ascii=False).encode()) <= 12_000
    for tool in tools:
        jsonschema.Draft202012Validator.check_schema(tool["inputSchema"])
        jsonschema.Draft202012Validator.check_schema(tool["outputSchema"])
    readers = {tool["name"] for tool in tools if tool["annotations"]["readOnlyHint"]}
    assert readers == {*READERS, "plan"}
    assert {tool["name"] for tool in tools if tool["annotations"]["destructiveHint"]} == {"apply"}


def test_what_reads_leaves_every_byte_as_it_was(repository: Repository) -> None:
    lay_out_conflict(repository)
    before = snapshot(repository.path)
    calls = [request("tools/call", name=tool, arguments={}) for tool in READERS]
    calls.append(request("tools/call", name="plan", arguments={"action": "update", "on_conflict": ["ours"]}))
    answers = lines(repository, *calls)
    assert all(not answer["result"]["isError"] for answer in answers)
    assert snapshot(repository.path) == before


def snapshot(folder: pathlib.Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_long_answers_come_in_pages_that_make_up_the_whole(repository: Repository) -> None:
    text = "".join(f"line {number} of a long file\n" for number in range(6_000))
    repository.write("long.txt", text)

    async def job(agent: Agent) -> None:
        patch, page, pages = "", await agent("diff"), 1
        while True:
            patch += page["patch"]
            assert len(json.dumps(page)) < 40_000
            if "next_cursor" not in page:
                break
            page, pages = await agent("diff", cursor=page["next_cursor"]), pages + 1
        assert pages > 4
        whole = json.loads(repository.tenon("diff", "--json").stdout)
        assert patch == whole["patch"]
        await agent("diff", failing=True, cursor="3-nonsense")

    serve(repository, "auto", job)


@pytest.mark.parametrize(
    ("version", "answered"),
    [
        ("2025-03-26", "2025-03-26"),
        ("2025-06-18", "2025-06-18"),
        ("2025-11-25", "2025-11-25"),
        ("2024-01-01", "2025-11-25"),
    ],
)
def test_each_revision_with_sessions_is_spoken(repository: Repository, version: str, answered: str) -> None:
    hello = {"protocolVersion": version, "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    opened, listed, pong = lines(
        repository,
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
        {"jsonrpc": "2.0", "id": "three", "method": "ping"},
    )
    assert opened["result"]["protocolVersion"] == answered
    assert ("outputSchema" in listed["result"]["tools"][0]) == (answered != "2025-03-26")
    assert pong == {"jsonrpc": "2.0", "id": "three", "result": {}}


def test_versions_and_capabilities_that_are_missing_or_unknown(repository: Repository) -> None:
    bare = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    odd = request("tools/list")
    odd["params"]["_meta"] = META | {"io.modelcontextprotocol/protocolVersion": "2099-01-01"}
    half = request("tools/list")
    half["params"]["_meta"] = {"io.modelcontextprotocol/protocolVersion": "2026-07-28"}
    errors = [answer["error"] for answer in lines(repository, bare, odd, half, request("tools/call", name="odd"))]
    assert [error["code"] for error in errors] == [-32602, -32022, -32602, -32602]
    assert errors[1]["data"]["requested"] == "2099-01-01"
    assert "2026-07-28" in errors[1]["data"]["supported"]


GARBAGE = [
    b"\n",
    b"   \n",
    b"nonsense\n",
    b"\xff\xfe\x00\n",
    b"{\n",
    b"[]\n",
    b"[1,2]\n",
    b"null\n",
    b'"text"\n',
    b'{"jsonrpc":"2.0"}\n',
    b'{"jsonrpc":"2.0","id":{},"method":"ping"}\n',
    b'{"jsonrpc":"2.0","id":1,"method":7}\n',
    b'{"jsonrpc":"1.0","id":1,"method":"ping"}\n',
    b'{"jsonrpc":"2.0","id":1,"method":"nothing/known"}\n',
    b'{"jsonrpc":"2.0","id":5,"result":{}}\n',
    b"[" * 100_000 + b"\n",
    b"{" * 1_000 + b"\n",
    b"[" + b"1," * 200_000 + b"1]\n",
    b'{"a":"' + b"x" * (5 << 20) + b'"}\n',
    b"x" * (9 << 20) + b"\n",
]


def test_garbage_is_answered_and_the_next_request_too(repository: Repository) -> None:
    for junk in GARBAGE:
        done = repository.tenon("mcp", stdin=junk + json.dumps(request("tools/list", 99)).encode() + b"\n")
        assert done.returncode == 0, junk[:40]
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert answers[-1]["id"] == 99, junk[:40]
        assert "result" in answers[-1], junk[:40]
        assert all("error" in answer for answer in answers[:-1]), junk[:40]


def test_a_half_line_at_the_end_is_answered_or_ends(repository: Repository) -> None:
    assert lines(repository, raw=json.dumps(request("tools/list", 7)).encode())[0]["id"] == 7
    assert "error" in lines(repository, raw=b'{"jsonrpc":"2.0","id":1,"meth')[0]
    assert lines(repository) == []


def test_a_thousand_calls_do_not_make_it_grow(repository: Repository) -> None:
    lay_out_conflict(repository)
    server = subprocess.Popen(
        [executable(), "mcp"],
        cwd=repository.path,
        env=repository.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert server.stdin is not None
    assert server.stdout is not None
    tools = [
        ("status", {}),
        ("plan", {"action": "update", "on_conflict": ["theirs"]}),
        ("diff", {"comparison": "pending"}),
        ("apply", {"handle": "none"}),
        ("skeletons", {"name": "note"}),
    ]
    sizes = []
    for number in range(1_000):
        tool, arguments = tools[number % len(tools)]
        server.stdin.write(json.dumps(request("tools/call", number, name=tool, arguments=arguments)).encode() + b"\n")
        server.stdin.flush()
        assert json.loads(server.stdout.readline())["id"] == number
        if number in (250, 999):
            sizes.append(resident(server.pid))
    assert server.communicate(timeout=30) == (b"", b"")
    assert server.returncode == 0
    assert sizes[1] < sizes[0] * 1.1 + 1_000, sizes


def resident(process: int) -> int:
    """Resident memory in KiB, as proc(5) says it."""
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))
