"""shell-script: shellcheck with every check on, its own tests, and systemd's word on the units."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import MissingTool, Toolbox


class SkeletonProof(Proof):
    """Every preset with every option."""

    factors: Mapping[str, Sequence[Any]] = {
        "schedule": [UNANSWERED, "Mon *-*-* 03:00:00"],
        "user": [UNANSWERED, "backup"],
        "keep": [UNANSWERED, "3"],
    }
    extra_cases = (
        {"name": "backup-etc", "metrics": True, "metrics_file": "/var/lib/node_exporter/backup.prom"},
        {"name": "cleanup", "metrics": True},
        {"name": "web-backup", "metrics": True},
    )

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """Read every script, run its tests, then verify the units."""
        skipped = False
        for unit in units:
            scripts = [path for path in unit.files() if path.suffix == ".sh"]
            for script in scripts:
                if not os.access(script, os.X_OK):
                    yield Finding(unit.name, f"{script.name} is not executable")
                outcome = tools.run("bash", "-n", script, cwd=unit.folder)
                if outcome.failed:
                    yield Finding(unit.name, outcome.tail())
            outcome = tools.run("shellcheck", "--enable=all", "--exclude=SC2310,SC2312", *scripts, cwd=unit.folder)
            if outcome.failed:
                yield Finding(unit.name, outcome.tail(40))
            if unit.value("tests", True):
                outcome = tools.run("bash", "tests/run.sh", cwd=unit.folder, limit=300)
                if outcome.failed or ", 0 failed" not in outcome.output or "\n0 passed" in f"\n{outcome.output}":
                    yield Finding(unit.name, outcome.tail())
                if "skipped:" in outcome.output:
                    skipped = True
        yield from self.followed(units)
        yield from self.verified([unit for unit in units if unit.value("systemd", True)], tools)
        if skipped:
            raise MissingTool("setfacl and setfattr, and a file system for both")

    def followed(self, units: list[Unit]) -> Iterator[Finding]:
        """The name decides what a script is, where nobody does."""
        for name, said in (("backup-etc", "-k KEEP"), ("cleanup", "-a DAYS"), ("web-backup", "ARGUMENT...")):
            for unit in units:
                if unit.name == name and said not in (unit.folder / f"{name}.sh").read_text():
                    yield Finding(name, "the preset does not follow the name")

    def verified(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """`systemd-analyze verify` of copies whose program is the script itself."""
        for unit in units:
            name = unit.folder.name
            copies = tools.scratch / "units"
            copies.mkdir(exist_ok=True)
            for kind in ("service", "timer"):
                text = (unit.folder / f"systemd/{name}.{kind}").read_text()
                text = text.replace(f"/usr/local/sbin/{name}", str(unit.folder / f"{name}.sh"))
                (copies / f"{name}.{kind}").write_text(text)
            paths = [copies / f"{name}.{kind}" for kind in ("service", "timer")]
            try:
                outcome = tools.run("systemd-analyze", "verify", "--man=no", *paths, cwd=copies)
            except MissingTool as missing:
                raise MissingTool("systemd-analyze") from missing
            ours = [line for line in outcome.output.splitlines() if name in line]
            if outcome.failed or ours:
                yield Finding(unit.name, outcome.tail())
            schedule = unit.value("schedule", "daily")
            if tools.run("systemd-analyze", "calendar", schedule, cwd=copies).failed:
                yield Finding(unit.name, f"no schedule: {schedule}")
