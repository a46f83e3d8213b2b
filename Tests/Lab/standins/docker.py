#!/usr/bin/python3
"""Stands for `docker` with its Compose plugin.

It records what it is told in /var/log/standins.jsonl and validates what that names: a Compose file that is not there, is
no YAML, has no services, or refers to a network, volume, secret, config, service or file that is not there, is refused
with 15, as Compose does. It pulls, builds and runs nothing.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

RECORD = Path("/var/log/standins.jsonl")
NAMES = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")


def main() -> int:
    """Record, then validate."""
    words = sys.argv[1:]
    with RECORD.open("a") as record:
        record.write(json.dumps(["docker", *words]) + "\n")
    if words[:1] != ["compose"]:
        return 0
    if words[1:2] == ["version"]:
        print("Docker Compose version v2.40.0")
        return 0
    given = [Path(words[at + 1]) for at, word in enumerate(words[:-1]) if word in ("-f", "--file")]
    files = given or [path for name in NAMES if (path := Path(name)).exists()][:1]
    faults = (
        [fault for file in files for fault in faults_of(file)]
        if files
        else ["no configuration file provided: not found"]
    )
    for fault in faults:
        print(fault, file=sys.stderr)
    return 15 if faults else 0


def faults_of(file: Path) -> Iterator[str]:
    """What Compose would refuse in a file, as far as it refers to something."""
    try:
        document = yaml.safe_load(file.read_text())
    except (OSError, yaml.YAMLError) as error:
        yield f"{file}: {error}"
        return
    services = document.get("services") if isinstance(document, dict) else None
    if not isinstance(services, dict) or not services:
        yield f"{file}: no service selected"
        return
    for name, service in services.items():
        yield from faults_of_service(name, service or {}, document)
    for kind in ("secrets", "configs"):
        for name, source in (document.get(kind) or {}).items():
            path = (source or {}).get("file")
            if path and not os.path.expandvars(path).startswith("$") and not (file.parent / path).exists():
                yield f"{kind}.{name}: {path} does not exist"


def faults_of_service(name: str, service: dict[str, Any], document: dict[str, Any]) -> Iterator[str]:
    """References of a service that lead nowhere."""
    if not service.get("image") and not service.get("build"):
        yield f'service "{name}" has neither an image nor a build context specified'
    for kind in ("networks", "secrets", "configs"):
        for each in service.get(kind) or []:
            wanted = each.get("source") if isinstance(each, dict) else each
            if wanted != "default" and wanted not in (document.get(kind) or {}):
                yield f'service "{name}" refers to undefined {kind.removesuffix("s")} {wanted}'
    for each in service.get("depends_on") or []:
        if each not in document["services"]:
            yield f'service "{name}" depends on undefined service {each}'
    for each in service.get("volumes") or []:
        source = each.get("source", "") if isinstance(each, dict) else each.split(":")[0]
        named = source and not source.startswith((".", "/", "~", "$")) and ":" in str(each)
        if named and source not in (document.get("volumes") or {}):
            yield f'service "{name}" refers to undefined volume {source}'


if __name__ == "__main__":
    sys.exit(main())
