"""The tools of the fields, run in a clean environment inside a scratch folder."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

VENV = Path(sys.executable).parent


class MissingTool(Exception):
    """A tool is neither beside our Python nor on PATH."""


@dataclass(frozen=True)
class Outcome:
    """How a tool ended, and all that it said."""

    command: Sequence[str]
    status: int
    output: str

    @property
    def failed(self) -> bool:
        """Whether the tool ended with a status other than 0."""
        return self.status != 0

    def tail(self, lines: int = 25) -> str:
        """The end of what the tool said, for a finding."""
        return "\n".join([f"{' '.join(self.command)}: status {self.status}", *self.output.splitlines()[-lines:]])


@dataclass
class Toolbox:
    """Runs tools so that nothing of the caller's home, configuration or variables reaches them."""

    scratch: Path
    used: dict[str, None] = field(default_factory=dict)

    def path(self, tool: str) -> str:
        """Where a tool is: beside our Python, else on PATH."""
        found = shutil.which(tool, path=str(VENV)) or shutil.which(tool)
        if found is None:
            raise MissingTool(tool)
        return found

    def environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        """A home of its own and a PATH of the virtual environment and the system."""
        home = self.scratch / "home"
        home.mkdir(parents=True, exist_ok=True)
        return {
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "1",
            "PATH": os.pathsep.join([str(VENV), "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]),
            "TZ": "UTC",
            **(extra or {}),
        }

    def run(
        self,
        *command: str | Path,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        stdin: str = "",
        limit: int = 3600,
    ) -> Outcome:
        """Run a tool to its end; the table will name it. A tool that does not end in `limit` seconds failed."""
        words = [str(word) for word in command]
        program = self.path(words[0])
        self.used[Path(words[0]).name] = None
        try:
            done = subprocess.run(
                [program, *words[1:]],
                cwd=cwd,
                env=self.environment(env),
                input=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=limit,
                text=True,
                errors="replace",
            )
        except subprocess.TimeoutExpired as expired:
            return Outcome(words, 124, f"not done after {expired.timeout} s")
        return Outcome(words, done.returncode, done.stdout)
