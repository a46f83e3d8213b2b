"""A scratch repository for each test, and the executable that is tried."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def environment(home: pathlib.Path) -> dict[str, str]:
    """Nothing of whoever runs the tests."""
    return {
        "PATH": f"{ROOT}/.venv/bin:{os.environ.get('PATH', '/usr/bin:/bin')}",
        "HOME": str(home),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Builder",
        "GIT_AUTHOR_EMAIL": "builder@example.com",
        "GIT_COMMITTER_NAME": "Builder",
        "GIT_COMMITTER_EMAIL": "builder@example.com",
    }


class Repository:
    """A git repository with one empty commit, below a home of its own."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.home = folder / "home"
        self.path = folder / "repo"
        for made in (self.home, self.path):
            made.mkdir(parents=True)
        self.environment = environment(self.home)
        self.git("init", "-q", "-b", "main")
        self.git("commit", "-q", "--allow-empty", "-m", "Begin")

    def run(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            arguments, cwd=self.path, env=self.environment, input=stdin, capture_output=True, timeout=120, check=False
        )

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    def tenon(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return self.run(executable(), *arguments, stdin=stdin)

    def write(self, path: str, text: str) -> None:
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)


def executable() -> str:
    return os.environ.get("TENON_EXECUTABLE", str(ROOT / ".build/debug/tenon"))


@pytest.fixture
def repository(tmp_path: pathlib.Path) -> Repository:
    if not os.access(executable(), os.X_OK):
        pytest.skip(f"there is no executable at {executable()}")
    return Repository(tmp_path)
