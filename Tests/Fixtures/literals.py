"""Gives the literals of a language to its own parser: `literals.py LANGUAGE < PAIRS`, where PAIRS is JSON, text and literal each.

Prints what does not come back as it was, and how many there are.
"""

import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path


def by_json(literals: list[str]) -> list[str]:
    return [json.loads(literal) for literal in literals]


def by_yaml(literals: list[str]) -> list[str]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return list(yaml.load("".join(f"- {literal}\n" for literal in literals), Loader=loader))


def by_toml(literals: list[str]) -> list[str]:
    import tomllib

    read = tomllib.loads("".join(f"k{index} = {literal}\n" for index, literal in enumerate(literals)))
    return list(read.values())


def by_shell(literals: list[str]) -> list[str]:
    script = "".join(f"printf '%s\\0' {literal}\n" for literal in literals)
    done = subprocess.run(["sh"], input=script.encode(), capture_output=True, check=True)
    return [text.decode() for text in done.stdout.split(b"\0")[:-1]]


def by_sql(literals: list[str]) -> list[str]:
    database = sqlite3.connect(":memory:")
    return [database.execute(f"SELECT {literal}").fetchone()[0] for literal in literals]


def by_ini(literals: list[str]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config"
        path.write_bytes(b"[a]\n" + "".join(f"k{i} = {text}\n" for i, text in enumerate(literals)).encode())
        done = subprocess.run(["git", "config", "-z", "--list", "-f", path], capture_output=True, check=True)
    return [entry.split(b"\n", 1)[1].decode() for entry in done.stdout.split(b"\0")[:-1]]


PARSERS: dict[str, Callable[[list[str]], list[str]]] = {
    "json": by_json,
    "yaml": by_yaml,
    "toml": by_toml,
    "shell": by_shell,
    "sql": by_sql,
    "ini": by_ini,
}


def main() -> None:
    pairs = json.load(sys.stdin)
    texts = [text for text, _ in pairs]
    found = PARSERS[sys.argv[1]]([literal for _, literal in pairs])
    wrong = [pair for pair, text in zip(pairs, found, strict=True) if pair[0] != text]
    for text, literal in wrong[:5]:
        print(f"{text!r} as {literal!r} is {found[texts.index(text)]!r}")
    print(f"{len(wrong)} of {len(pairs)} differ")


main()
