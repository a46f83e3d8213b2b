"""terraform-module: formatted, valid, its tests pass with mocked providers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hcl import StandIn, formatted, initialised, rules
from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import MissingTool, Toolbox


class SkeletonProof(Proof):
    """Every provider, by itself or with a stub that serves its schema."""

    factors: Mapping[str, Sequence[Any]] = {
        "environments": [UNANSWERED, ["prod"], []],
        "root": [UNANSWERED, "terraform/prod"],
        "summary": [UNANSWERED, 'Says "${this}" and %{that}.'],
    }
    extra_cases = (
        {"name": "with_underscore", "provider": "aws"},
        {"name": "proxmox-images", "provider": "proxmox"},
    )

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """Format and rules for all; validate module and example, run the tests."""
        yield from formatted(units, tools)
        for unit in units:
            yield from rules(unit)
        missing: MissingTool | None = None
        for unit in units:
            try:
                yield from self.tried(unit, tools)
            except MissingTool as tool:
                missing = tool
        if missing:
            raise missing

    def tried(self, unit: Unit, tools: Toolbox) -> Iterator[Finding]:
        """What validate and test say."""
        provider = unit.value("provider", "none")
        stub = None if provider == "none" else StandIn.of(provider)
        for folder in (".", "examples/complete"):
            outcome = initialised(tools, unit.folder, folder, "validate", stub=stub)
            if outcome.failed or "Warning" in outcome.output:
                yield Finding(unit.name, f"{folder}: {outcome.tail()}")
        if unit.value("tests", True):
            outcome = initialised(tools, unit.folder, ".", "test", stub=stub)
            if outcome.failed or " 0 failed" not in outcome.output or "Warning" in outcome.output:
                yield Finding(unit.name, outcome.tail(40))
