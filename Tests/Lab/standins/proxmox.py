#!/usr/bin/python3
"""Stands for `pct`, `qm` and `vzdump` of a Proxmox VE node, called by one of these names.

It records what it is told in /var/log/standins.jsonl, answers as the tool does where a caller reads the answer, and
refuses a guest that the node does not have. It starts, stops and backs up nothing.
"""

import json
import sys
from pathlib import Path

GUESTS = Path("/etc/standins.json")
RECORD = Path("/var/log/standins.jsonl")
KINDS = {"pct": "ct", "qm": "vm"}


def main() -> int:
    """Record, then answer."""
    tool, words = Path(sys.argv[0]).name, sys.argv[1:]
    with RECORD.open("a") as record:
        record.write(json.dumps([tool, *words]) + "\n")
    guests = {each["id"]: each for each in json.loads(GUESTS.read_text())}
    if words == ["list"]:
        for each in guests.values():
            if each["kind"] == KINDS.get(tool):
                print(each["id"], "running", each["name"])
        return 0
    numbers = [int(word) for word in words if word.isdigit()]
    if not numbers:
        print(f"400 not enough arguments\n{tool} <command> <vmid>", file=sys.stderr)
        return 255
    guest = guests.get(numbers[0])
    if guest is None or KINDS.get(tool, guest["kind"]) != guest["kind"]:
        print(f"Configuration file for guest {numbers[0]} does not exist", file=sys.stderr)
        return 2
    answers = {"status": "status: running", "config": f"hostname: {guest['name']}"}
    if tool == "vzdump":
        print(f"INFO: Starting Backup of VM {guest['id']}\nINFO: Backup job finished successfully")
    elif words[0] in answers:
        print(answers[words[0]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
