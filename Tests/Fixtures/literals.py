"""Gives the literals of a language to its own parser: `literals.py LANGUAGE < PAIRS`, where PAIRS is JSON, text and literal each.

Prints what does not come back as it was, and how many there are.
"""

import http.client
import json
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
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


def by_hcl(literals: list[str]) -> list[str]:
    """Terraform evaluates them; its texts are in Unicode's normal form C, as HCL's specification has it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "main.tf").write_bytes(
            ("locals {\n  texts = [\n" + "".join(f"    {text},\n" for text in literals) + "  ]\n}\n").encode()
        )
        asked = b"jsonencode(local.texts)\n"
        done = subprocess.run(["terraform", "console"], cwd=folder, input=asked, capture_output=True, check=True)
    return list(json.loads(json.loads(done.stdout)))


def by_nginx(literals: list[str]) -> list[str]:
    """nginx itself: values of `geo`, in which no variable is looked for, each asked for over one connection."""
    with tempfile.TemporaryDirectory() as folder:
        values = "".join(f"10.{i >> 16}.{i >> 8 & 255}.{i & 255} {text};\n" for i, text in enumerate(literals))
        temporary = "".join(
            f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        configuration = (
            f"pid {folder}/pid;\nerror_log {folder}/error.log;\nuser root;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}"
            f"keepalive_requests 100000;\ngeo $arg_address $text {{\ndefault none;\n{values}}}\nserver {{\n"
            f"listen unix:{folder}/http;\nlocation / {{ return 200 $text; }}\n}}\n}}\n"
        )
        Path(folder, "nginx.conf").write_bytes(configuration.encode())
        command = ["nginx", "-e", f"{folder}/error.log", "-p", folder, "-c", f"{folder}/nginx.conf"]
        subprocess.run(command, check=True)
        try:
            return [text.decode() for text in answers(f"{folder}/http", len(literals))]
        finally:
            subprocess.run([*command, "-s", "stop"], check=True)


def answers(path: str, count: int) -> Iterator[bytes]:
    """The bodies that a server on a socket answers with, one for each number."""
    connection = http.client.HTTPConnection("localhost")
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(path)
    for number in range(count):
        connection.request("GET", f"/?address=10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
        yield connection.getresponse().read()
    connection.close()


PARSERS: dict[str, Callable[[list[str]], list[str]]] = {
    "json": by_json,
    "yaml": by_yaml,
    "toml": by_toml,
    "shell": by_shell,
    "sql": by_sql,
    "ini": by_ini,
    "hcl": by_hcl,
    "nginx": by_nginx,
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
