"""The lab's own parts, as far as they need no machine: what a step expects, what stands in, what is kept."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import cgroups
from ledger import Ledger
from project import unmet
from story import Stage

STANDINS = Path(__file__).parent / "standins"
RECAP = "web : ok=4 changed=0 unreachable=0\nproxy : ok=4 changed={} unreachable=0\n"


@pytest.mark.parametrize(
    ("expected", "output", "is_met"),
    [
        ("changed=0", RECAP.format(0), True),
        ("changed=0", RECAP.format(1), False),
        ("changed=0", RECAP.format(10), False),
        ("changed=0", "no recap", False),
        ("active", "active\n", True),
        ("active", "dead\n", False),
        ("no failed task", "", True),
        ("", "", True),
    ],
)
def test_what_a_step_expects(expected: str, output: str, is_met: bool) -> None:
    assert (list(unmet(expected, output)) == []) == is_met


def stand_in(folder: Path, source: str, tool: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a stand-in that keeps its files in a folder."""
    text = (STANDINS / source).read_text().replace('"/var/log/', f'"{folder}/').replace('"/etc/', f'"{folder}/')
    (folder / tool).write_text(text)
    return subprocess.run([sys.executable, folder / tool, *words], cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("tool", "words", "status"),
    [
        ("pct", "status 102", 0),
        ("pct", "status 109", 2),
        ("qm", "status 109", 0),
        ("qm", "status", 255),
        ("vzdump", "7", 2),
    ],
)
def test_a_node_knows_its_guests(tmp_path: Path, tool: str, words: str, status: int) -> None:
    guests = [{"id": 102, "name": "proxy", "kind": "ct"}, {"id": 109, "name": "web", "kind": "vm"}]
    (tmp_path / "standins.json").write_text(json.dumps(guests))
    assert stand_in(tmp_path, "proxmox.py", tool, *words.split()).returncode == status
    assert json.loads((tmp_path / "standins.jsonl").read_text()) == [tool, *words.split()]


@pytest.mark.parametrize(
    ("service", "said"),
    [
        ("image: redis:8", ""),
        ("command: x", "neither an image nor a build"),
        ("image: redis:8, networks: [lan]", "undefined network lan"),
        ("image: redis:8, secrets: [{source: key}]", "undefined secret key"),
        ("image: redis:8, depends_on: [db]", "undefined service db"),
        ("image: redis:8, volumes: ['data:/data']", "undefined volume data"),
        ("image: redis:8, volumes: ['./data:/data']", ""),
    ],
)
def test_docker_refuses_what_leads_nowhere(tmp_path: Path, service: str, said: str) -> None:
    (tmp_path / "compose.yaml").write_text(f"services:\n  app: {{{service}}}\n")
    done = stand_in(tmp_path, "docker.py", "docker", "compose", "config", "--quiet")
    assert (done.returncode, said in done.stderr) == (15 if said else 0, True)


def test_docker_wants_a_file(tmp_path: Path) -> None:
    assert stand_in(tmp_path, "docker.py", "docker", "compose", "up").returncode == 15


def test_an_identity_is_of_one_process() -> None:
    assert cgroups.lives(cgroups.identity(os.getpid()))
    assert not cgroups.lives(f"{os.getpid()}-1")
    assert not cgroups.lives("nobody")


def test_what_held_is_kept_until_something_changes(tmp_path: Path) -> None:
    program = tmp_path / "tenon"
    program.write_text("1")
    good, bad = [Stage("one", True, 1.0)], [Stage("one", False, 1.0, "why")]
    ledger = Ledger(tmp_path, program)
    ledger.note("good", good)
    ledger.note("bad", bad)
    assert Ledger(tmp_path, program).held("good") == good
    assert Ledger(tmp_path, program).held("bad") == []
    program.write_text("2")
    assert Ledger(tmp_path, program).held("good") == []
