"""dockerfile: hadolint without a finding, and what hadolint does not ask for."""

import re
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
    ignored = (unit.folder / ".dockerignore").read_text().splitlines()
    for private in (".env", ".git", "secrets/"):
        if private not in ignored:
            yield f".dockerignore lets {private} in"
