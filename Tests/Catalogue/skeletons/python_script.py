"""python-script: every rule of ruff, mypy --strict, and its own tests, which must be able to fail."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import Toolbox


class SkeletonProof(Proof):
    """Every preset and version."""

    sample = 3
    factors: Mapping[str, Sequence[Any]] = {
        "fields": [UNANSWERED, [], ["hostname"]],
        "token": [UNANSWERED, "READ_ONLY_KEY"],
        "prefix": [UNANSWERED, "SITE_API"],
        "summary": [UNANSWERED, "Read something, and write it."],
    }
    extra_cases = (
        {"name": "netbox-inventory", "preset": "netbox-inventory"},
        {"name": "probe", "preset": "probe"},
        {"name": "a-rather-long-name-for-a-small-program", "preset": "api-client"},
    )

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """Read, type and run each; no cache is left beside it."""
        for unit in units:
            commands = (
                ("ruff", "check", "--no-cache", "."),
                ("ruff", "format", "--no-cache", "--check", "."),
                ("mypy", "--strict", "--cache-dir", str(tools.scratch / "mypy"), "."),
                ("pytest", "-q", "-p", "no:cacheprovider"),
            )
            for command in commands:
                outcome = tools.run(*command, cwd=unit.folder, env={"PYTHONDONTWRITEBYTECODE": "1"})
                if outcome.failed or "warning" in outcome.output.lower():
                    yield Finding(unit.name, outcome.tail(40))
