"""python-script: every rule of ruff, mypy --strict, and its own tests, which must be able to fail."""

import json
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlparse

from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import Toolbox

SECRET = "nbt_key.not-to-be-seen"
NETBOX: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "/api/dcim/devices/": [
        {"id": 1, "name": "web", "status": {"value": "active"}, "site": {"id": 1, "name": "Lab 1"}},
        {"id": 2, "name": "web", "status": {"value": "active"}, "site": {"id": 2, "name": "lab-1"}},
        {"id": 3, "name": "sw[1:3]", "status": {"value": "active"}, "site": {"id": 3, "name": "all"}, "tags": None},
        {"id": 4, "name": "old", "status": {"value": "offline"}, "site": {"id": 1, "name": "Lab 1"}},
    ],
    "/api/virtualization/virtual-machines/": [
        {
            "id": 1,
            "name": "db",
            "status": {"value": "active"},
            "cluster": {"id": 1, "name": "pve"},
            "primary_ip": {"address": "192.0.2.9/24"},
            "tags": [{"id": 1, "name": "SQL", "slug": "sql"}],
        }
    ],
}


class SkeletonProof(Proof):
    """Every preset and version."""

    sample = 3
    factors: Mapping[str, Sequence[Any]] = {
        "fields": [UNANSWERED, [], ["hostname"]],
        "token": [UNANSWERED, "READ_ONLY_KEY"],
        "prefix": [UNANSWERED, "SITE_API"],
        "summary": [UNANSWERED, "Read something, and write it."],
    }
    extra_cases = (
        {"name": "netbox-inventory", "preset": "netbox-inventory"},
        {"name": "probe", "preset": "probe"},
        {"name": "a-rather-long-name-for-a-small-program", "preset": "api-client"},
    )

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """Read, type and run each; no cache is left beside it."""
        for unit in units:
            commands = (
                ("ruff", "check", "--no-cache", "."),
                ("ruff", "format", "--no-cache", "--check", "."),
                ("mypy", "--strict", "--cache-dir", str(tools.scratch / "mypy"), "."),
                ("pytest", "-q", "-p", "no:cacheprovider"),
            )
            for command in commands:
                outcome = tools.run(*command, cwd=unit.folder, env={"PYTHONDONTWRITEBYTECODE": "1"})
                if outcome.failed or "warning" in outcome.output.lower():
                    yield Finding(unit.name, outcome.tail(40))
        for unit in units:
            if unit.value("preset") == "netbox-inventory":
                with answering(NETBOX) as url:
                    for fault in inventoried(unit, url, tools):
                        yield Finding(unit.name, fault)


@contextmanager
def answering(lists: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """A NetBox of the proof's own on a free port of the loopback: two a page, by status, with the right token only."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            asked = urlparse(self.path)
            query = parse_qs(asked.query)
            status, first = query.get("status", [""])[0], int(query.get("offset", ["0"])[0])
            found = [each for each in lists[asked.path] if status in ("", each["status"]["value"])]
            following = f"{url}{asked.path}?limit=2&status={status}&offset={first + 2}"
            page = {"next": following if first + 2 < len(found) else None, "results": found[first : first + 2]}
            allowed = self.headers["Authorization"] == f"Bearer {SECRET}"
            self.send_response(200 if allowed else 403)
            self.end_headers()
            self.wfile.write(json.dumps(page if allowed else {}).encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield url
    finally:
        server.shutdown()
        server.server_close()


def inventoried(unit: Unit, url: str, tools: Toolbox) -> Iterator[str]:
    """What Ansible reads from the program and from the file that it writes."""
    module = unit.folder / f"{unit.folder.name.replace('-', '_')}.py"
    prefix = unit.value("prefix", "NETBOX")
    token = unit.value("token") or f"{prefix}_TOKEN"
    environment = {f"{prefix}_URL": url, token: SECRET, "PYTHONDONTWRITEBYTECODE": "1", "no_proxy": "127.0.0.1"}
    program = tools.scratch / "inventory-program"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{module}" "$@"\n')
    program.chmod(0o755)
    written = tools.run(program, "--ansible", cwd=tools.scratch, env=environment)
    file = tools.scratch / "hosts.json"
    file.write_text(written.output[written.output.index("{") :] if "{" in written.output else "")
    for source in (program, file):
        read = tools.run("ansible-inventory", "-i", source, "--list", cwd=tools.scratch, env=environment)
        if read.failed or "WARNING" in read.output.replace("WARNING:", ""):
            yield f"ansible-inventory -i {source.name}: {read.tail()}"
            continue
        groups = json.loads(read.output[read.output.index("{\n") :])
        members = {name: sorted(group.get("hosts", [])) for name, group in groups.items() if name != "_meta"}
        wanted = {
            "devices": ["sw_1_3_", "web", "web-device-2"],
            "virtual_machines": ["db"],
            "site_lab_1": ["web"],
            "site_lab_1_2": ["web-device-2"],
            "site_all": ["sw_1_3_"],
            "cluster_pve": ["db"],
            "tag_sql": ["db"],
        }
        if any(members.get(name) != hosts for name, hosts in wanted.items()):
            yield f"{source.name}: {members}"
        if groups["_meta"]["hostvars"]["db"].get("ansible_host") != "192.0.2.9":
            yield f"{source.name}: {groups['_meta']}"
        one = tools.run("ansible-inventory", "-i", source, "--host", "db", cwd=tools.scratch, env=environment)
        if '"ansible_host": "192.0.2.9"' not in one.output:
            yield f"{source.name} --host: {one.tail()}"
    refused = tools.run(program, "--list", cwd=tools.scratch, env={**environment, token: "nbt_other.hidden"})
    if refused.status != 1 or "403" not in refused.output or "hidden" in refused.output:
        yield f"a refused token: {refused.tail()}"
    for name in ("inventory-program",):
        tools.used.pop(name, None)
