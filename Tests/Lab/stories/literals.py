"""Literals of systemd through systemd: what a command is told must be the text that was answered."""

import json
import random

from lab import Machine
from project import Project
from story import Scene, expect, story, succeeded

GUEST = Machine("web1", "192.168.2.109", "vm", 109)
LONGEST = 1000
"""As many items a list may have."""
POOL = "abzAZ019 \"\"''\\\\$$${}%%##;:,=-~!&*?|<>()[]@`^/.notrueäßé€日本\u00a0😀👍🏽"
SKELETON = """\
name: command
version: 1.0.0
summary: A unit with a command
destination: units/<% name %>
variables:
  name: { type: string, help: Its name }
  texts: { type: list, help: What it is told }
"""
UNIT = """\
[Service]
Type=oneshot
ExecStart=/usr/bin/python3 /srv/record.py<%# texts %> <% systemd(.) %><%/ texts %>
"""
RECORD = "import json, sys; open('/srv/told.json', 'w').write(json.dumps(sys.argv[1:]))\n"


def texts(count: int) -> list[str]:
    """Texts of one line that are not empty, always the same."""
    source = random.Random(1)
    words = ["%i", "\\n", "${HOME}", "$HOME", "$$", "%%", ";", "'", '"', "a b", "-"]
    return words + ["".join(source.choices(POOL, k=source.randint(1, 24))).strip(" ") or "x" for _ in range(count)]


@story(GUEST)
def systemd_literals(scene: Scene) -> None:
    """10,000 texts as the words of a command line."""
    guest, wanted = scene.guests["web1"], texts(10_000)
    with scene.stage("laid out with a skeleton of its own"):
        project = Project(scene)
        project.write("skeletons/command/skeleton.yaml", SKELETON)
        project.write("skeletons/command/files/told.service", UNIT)
        for part in range(0, len(wanted), LONGEST):
            name = f"told{part}"
            project.write("answers.json", json.dumps({"texts": wanted[part : part + LONGEST]}))
            project.tenon("new", "./skeletons/command", name, "--answers", "answers.json")
            unit = project.folder / f"units/{name}/told.service"
            scene.lab.must("cp", unit, guest.root / f"etc/systemd/system/{name}.service")
        succeeded(guest.run("sh", "-c", 'printf %s "$1" > /srv/record.py', "sh", RECORD))
    with scene.stage("every text comes back"):
        succeeded(guest.run("systemctl", "daemon-reload"))
        found: list[str] = []
        for part in range(0, len(wanted), LONGEST):
            succeeded(guest.run("systemctl", "start", f"told{part}.service"))
            found += json.loads(succeeded(guest.run("cat", "/srv/told.json")))
        wrong = [(text, read) for text, read in zip(wanted, found, strict=False) if text != read]
        expect(len(found) == len(wanted) and not wrong, f"{len(found)} words, {len(wrong)} differ: {wrong[:5]}")
