"""dockerfile: hadolint without a finding, and what hadolint does not ask for."""

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import Toolbox

FROM = re.compile(r"^FROM (\S+) AS (\S+)$", re.MULTILINE)


class SkeletonProof(Proof):
    """Every language, with and without a health check, a build and labels."""

    factors: Mapping[str, Sequence[Any]] = {
        "health": [UNANSWERED, ""],
        "source_url": [UNANSWERED, "https://git.example/ops/images"],
        "port": [UNANSWERED, "9100"],
        "package": [UNANSWERED, "./cmd/server"],
    }
    extra_cases = tuple({"name": f"my-{language}", "language": language} for language in ("python", "go", "static"))

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """hadolint over all files, then ours."""
        for unit in units:
            outcome = tools.run("hadolint", "--failure-threshold", "style", "Dockerfile", cwd=unit.folder)
            if outcome.failed or outcome.output.strip():
                yield Finding(unit.name, outcome.tail())
            for fault in faults((unit.folder / "Dockerfile").read_text(), unit):
                yield Finding(unit.name, fault)
        taken = ("new", "dockerfile", "taken", "--set", "language=node", "--set", "uid=1000", "--dry-run")
        if "uid" not in tools.run(self.program, "-C", units[0].repository, *taken, cwd=tools.scratch).output:
            yield Finding("taken", "a uid that node's image has is taken")
        for unit in units:
            for fault in answering(unit, tools):
                yield Finding(unit.name, fault)


def faults(text: str, unit: Unit) -> Iterator[str]:
    """What an image for production must have."""
    stages = FROM.findall(text)
    if len(stages) != len(re.findall(r"^FROM", text, re.MULTILINE)):
        yield "a stage without a name"
    for image, _ in stages:
        if not re.search(r":\d+\.\d+(\.\d+)?-[a-z]|^scratch$", image):
            yield f"the base {image} is not pinned"
    last = text[text.rindex("FROM ") :]
    user = re.search(r"^USER (\d+):(\d+)$", last, re.MULTILINE)
    if user is None or int(user[1]) == 0:
        yield "the last stage has no numeric user other than root"
    if ("HEALTHCHECK" in last) != (unit.value("health") != ""):
        yield "the health check is not as asked"
    if f"EXPOSE {unit.value('port', 8080)}\n" not in last:
        yield "the port is not exposed"
    for copied in re.findall(r"--from=(\w+)", text):
        if copied not in [name for _, name in stages]:
            yield f"copies from {copied}, which is no stage"
    for source in copied_from(text):
        if not list(unit.folder.glob(source)) and not source.endswith("[m]"):
            yield f"copies {source}, which is not laid out"
    releases = {release for image, _ in stages for release in re.findall(r"trixie|bookworm|alpine", image)}
    if len(releases) != 1 or "alpine" in releases:
        yield f"bases of other releases than one of Debian: {releases}"
    ignored = (unit.folder / ".dockerignore").read_text().splitlines()
    for private in (".env", ".git", "secrets/"):
        if private not in ignored:
            yield f".dockerignore lets {private} in"


def copied_from(text: str) -> Iterator[str]:
    """What is copied from beside the Dockerfile."""
    for words in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE):
        *sources, _ = [word for word in words.split() if not word.startswith("--")]
        yield from (source.removesuffix("/") for source in sources if source != ".")


def answering(unit: Unit, tools: Toolbox) -> Iterator[str]:
    """What is laid out runs and answers as the health check asks, as far as its language is here."""
    language, port = unit.value("language", "python"), free_port()
    copy = tools.scratch / "image"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(unit.folder, copy)
    for path in copy.rglob("*"):
        if path.suffix in (".py", ".js", ".go"):
            path.write_text(path.read_text().replace(str(unit.value("port", 8080)), str(port)))
    module = unit.value("module") or unit.folder.name.replace("-", "_").replace(".", "_")
    if language == "static":
        built = copy / unit.value("output", "dist")
        if unit.value("build", True):
            command = json.loads((copy / "package.json").read_text())["scripts"]["build"]
            tools.run("sh", "-ec", command, cwd=copy)
        if not (built / "index.html").is_file():
            yield "the build leaves no page"
        return
    if language == "node":
        command = json.loads((copy / "package.json").read_text())["scripts"]["build"]
        script = unit.value("script", "dist/server.js")
        if unit.value("build", True) and (
            tools.run("sh", "-ec", command, cwd=copy).failed or not (copy / script).is_file()
        ):
            yield "the build leaves no script"
        program = [shutil.which("node"), script]
    elif language == "python":
        program = [sys.executable, "-m", module]
    else:
        program = [shutil.which("go"), "run", unit.value("package", ".")]
    if program[0] is None:
        return
    cwd = copy / "src" if language == "python" else copy
    environment = {**tools.environment(), "PORT": str(port)}
    process = subprocess.Popen(program, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        asked = (
            "curl",
            "-fsS",
            "--retry",
            "40",
            "--retry-connrefused",
            "--retry-delay",
            "1",
            f"http://127.0.0.1:{port}/healthz",
        )
        if tools.run(*asked, cwd=copy, limit=60).output.strip().splitlines()[-1:] != ["ok"]:
            yield f"the {language} program does not answer"
    finally:
        process.terminate()
        if language != "go" and process.wait(10) not in (0, -signal.SIGTERM):
            yield f"the {language} program ends with {process.returncode}"


def free_port() -> int:
    """A port of the loopback that nobody has."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
