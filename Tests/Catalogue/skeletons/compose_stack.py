"""compose-stack: valid for the Compose specification, hardened for compose-lint, sound for our own checks, and served by Debian's programs."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from compose import breakages, environment_faults, faults
from compose_programs import cached, commanded, missing_programs, monitored, owned, proxied
from generic import YAML_RULES
from postgres import running
from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import MissingTool, Toolbox

NO_DIGEST = "CL-0019"
"""compose-lint wants a digest, which cannot be had offline and is the person's to pin."""

WRITABLE = "CL-0007"
"""A file system that can be written to, where somebody answered so."""


class SkeletonProof(Proof):
    """Every preset with every option that it has."""

    sample = 7
    inventory = """\
guests:
  - { kind: ct, id: 102, name: nginx, address: 192.168.2.102, node: serviceslab, purpose: reverse proxy }
"""
    factors: Mapping[str, Sequence[Any]] = {
        "target": [UNANSWERED, "ct/102"],
        "bind": [UNANSWERED, "192.0.2.7"],
        "network": [UNANSWERED, "proxy"],
        "healthcheck": [UNANSWERED, [], ["CMD-SHELL", 'test "$$(id -u)" = 101']],
        "data_path": [UNANSWERED, "/var/lib/app"],
        "secrets": [UNANSWERED, ["api_key"], ["api_key", "smtp_login"]],
        "scrape": [UNANSWERED, ["192.0.2.10:9100", "db.example:9187"]],
        "eviction": ["allkeys-lru", "noeviction"],
        "environment": [UNANSWERED, {"TZ": "UTC", "GREETING": "a: b, 'c' # d", "PRICE": "5 $$", "DATABASE_HOST": "db"}],
        "ports": [UNANSWERED, ["8443:443", "53:53/udp"]],
        "volumes": [UNANSWERED, ["/config", "/var/lib/more"]],
        "mounts": [UNANSWERED, ["/srv/media:/media:ro", "./local:/local"]],
        "labels": [UNANSWERED, {"com.example.rule": "Host(`a.example`)"}],
        "devices": [UNANSWERED, ["/dev/ttyUSB0:/dev/ttyUSB0"]],
        "capabilities": [UNANSWERED, ["CHOWN", "SETUID"]],
        "digest": [UNANSWERED, "sha256:" + "0" * 64],
        "upstreams": [UNANSWERED, ["web1:8080", "web2.example:8081"]],
        "sites": [UNANSWERED, {"wiki.example": "wiki:8080", "*.files.example": "files:80"}],
        "tls_port": [UNANSWERED, 8443],
        "maxmemory": [UNANSWERED, "64mb"],
        "alert_email": [UNANSWERED, "ops@example.org"],
        "smtp_user": [UNANSWERED, "alerts"],
        "database_version": [UNANSWERED, "17.11-alpine"],
        "user": [UNANSWERED, "1000:1000"],
        "major": [UNANSWERED],
        "database_major": [UNANSWERED],
    }
    extra_cases = (
        *(
            {"name": f"my-{preset}", "preset": preset}
            for preset in ("service", "redis", "postgres", "nginx-proxy", "monitoring", "web-app")
        ),
        {
            "name": "s6",
            "init": False,
            "read_only": False,
            "user": "",
            "version": "latest-arm64v8",
            "image": "lscr.io/linuxserver/app",
        },
        {"name": "old", "preset": "postgres", "version": "17.6-alpine"},
        {"name": "words", "preset": "web-app", "database": "order", "database_user": "user"},
        {"name": "dns", "port": "53", "ports": ["53:53/udp", "8053:53"], "volumes": ["/a/b", "/a"]},
        {"name": "unbound", "bind": "", "port": "53", "ports": ["53:53"]},
        {"name": "tight", "preset": "redis", "memory": "1024M", "maxmemory": "768MiB"},
    )
    refused = (
        {"data_path": "/config", "volumes": ["/config"]},
        {"volumes": ["/config", "/config"]},
        {"volumes": ["/tmp"]},
        {"capabilities": ["CHOWN", "CHOWN"]},
        {"capabilities": ["chown"]},
        {"devices": ["/dev/ttyUSB0", "/dev/ttyUSB0"]},
        {"devices": ["ttyUSB0"]},
        {"ports": ["9090:90", "9090:90"]},
        {"ports": ["90"]},
        {"port": "8080", "ports": ["8080:90"]},
        {"ports": ["8080:90", "8080:91"]},
        {"ports": ["53:53/udp", "53:54/udp"]},
        {"bind": "", "ports": ["90:90", "90:91/tcp"]},
        {"volumes": ["/a/b", "/a-b"]},
        {"preset": "web-app", "volumes": ["/postgres"]},
        {"volumes": ["/config"], "mounts": ["/srv/config:/config"]},
        {"data_path": "/config", "mounts": ["./a:/config:ro"]},
        {"secrets": ["api_key", "api_key"]},
        {"healthcheck": ["CMD-SHELL", "test -n $HOME"]},
        {"environment": {"PRICE": "5 $"}},
        {"digest": "sha256:" + "0" * 63},
        {"image": "ghcr.io/Example/App"},
        {"user": "node"},
        {"cpus": "0.00"},
        {"memory": "64M"},
        {"preset": "web-app", "secrets": ["database_password"]},
        {"preset": "web-app", "database_user": "postgres"},
        {"preset": "web-app", "database_user": "pg_app"},
        {"preset": "postgres", "database_user": "pg_admin"},
        {"preset": "redis", "memory": "256M", "maxmemory": "256mb"},
        {"preset": "redis", "memory": "256M", "maxmemory": "1G"},
        {"preset": "nginx-proxy", "upstreams": []},
        {"preset": "nginx-proxy", "upstreams": ["app:8080", "app:8080"]},
        {"preset": "nginx-proxy", "tls": True, "port": 8443, "tls_port": 8443},
        {"preset": "monitoring", "retention": "0d"},
    )

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """The two linters, then ours over each file."""
        for unit in units:
            document = yaml.safe_load(compose_file(unit).read_text())
            for fault in faults(document, unit.folder):
                yield Finding(unit.name, fault)
            for what, broken in breakages(document):
                if not list(faults(broken, unit.folder)):
                    yield Finding(unit.name, f"our checks do not see a bad {what}")
            texts = compose_file(unit).read_text(), (unit.folder / ".env.example").read_text()
            for fault in environment_faults(*texts):
                yield Finding(unit.name, fault)
            yield from scripts(unit, document, tools)
            yield from configurations(unit, document)
            yield from linted(unit, tools)
            for fault in commanded(unit, document, tools):
                yield Finding(unit.name, fault)
        yield from placed(units)
        if missing := missing_programs(tools):
            raise MissingTool(missing)
        yield from served(units, tools)


def compose_file(unit: Unit) -> Path:
    """The Compose file, as it was named."""
    return unit.folder / f"{unit.value('file', 'compose')}.yaml"


def placed(units: list[Unit]) -> Iterator[Finding]:
    """PostgreSQL's volume is where its major version wants it."""
    for unit in units:
        text = compose_file(unit).read_text()
        variable = {"postgres": "version", "web-app": "database_version"}.get(unit.value("preset", ""), "")
        wanted = "/data\n" if str(unit.value(variable, "18")).startswith("17") else "\n"
        if variable and f"- postgres_data:/var/lib/postgresql{wanted}" not in text:
            yield Finding(unit.name, "the database's volume is not where its version wants it")


def served(units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
    """Each stack's configuration by its program."""
    for unit in units:
        preset = unit.value("preset", "service")
        if preset == "redis":
            services = yaml.safe_load(compose_file(unit).read_text())["services"]
            found = cached(unit, services["redis"], tools)
        else:
            found = {"nginx-proxy": proxied, "monitoring": monitored}.get(preset, lambda *_: iter(()))(unit, tools)
        for fault in found:
            yield Finding(unit.name, fault)
    with running(tools) as server:
        for unit in units:
            if unit.value("preset") == "web-app":
                for fault in owned(unit, server, tools):
                    yield Finding(unit.name, fault)


def linted(unit: Unit, tools: Toolbox) -> Iterator[Finding]:
    """check-jsonschema, compose-lint and yamllint."""
    outcome = tools.run(
        "check-jsonschema", "--builtin-schema", "vendor.compose-spec", compose_file(unit), cwd=unit.folder
    )
    if outcome.failed:
        yield Finding(unit.name, outcome.tail())
    outcome = tools.run("yamllint", "--strict", "-d", YAML_RULES, ".", cwd=unit.folder)
    if outcome.failed:
        yield Finding(unit.name, outcome.tail())
    outcome = tools.run("compose-lint", "check", "--format", "json", compose_file(unit), cwd=unit.folder)
    for one in json.loads(outcome.output)["findings"]:
        chosen = one["rule_id"] == WRITABLE and unit.value("read_only") is False
        if one["rule_id"] != NO_DIGEST and not chosen:
            yield Finding(unit.name, f"{one['rule_id']} {one['service']}: {one['message']}")


def scripts(unit: Unit, document: dict[str, Any], tools: Toolbox) -> Iterator[Finding]:
    """Whether the shell understands every command that is handed to it."""
    for name, service in document["services"].items():
        command, test = service.get("command") or [], (service.get("healthcheck") or {}).get("test", [])
        texts = [command[2]] if command[:1] == ["sh"] else []
        texts += test[1:] if test[:1] == ["CMD-SHELL"] else []
        for text in texts:
            outcome = tools.run("bash", "-n", "-c", text.replace("$$", "$"), cwd=unit.folder)
            if outcome.failed:
                yield Finding(unit.name, f"service {name}: {outcome.tail()}")


def configurations(unit: Unit, document: dict[str, Any]) -> Iterator[Finding]:
    """What can be seen in the files that the stack mounts."""
    site = unit.folder / "config/site.conf"
    if site.exists():
        text = re.sub(r"#.*", "", site.read_text())
        if text.count("{") != text.count("}"):
            yield Finding(unit.name, "site.conf: braces do not match")
        for line in text.splitlines():
            if line.strip() and not line.rstrip().endswith((";", "{", "}")):
                yield Finding(unit.name, f"site.conf: a directive without an end: {line.strip()}")
    prometheus = unit.folder / "config/prometheus.yml"
    if prometheus.exists():
        scraped = yaml.safe_load(prometheus.read_text())["scrape_configs"]
        known = {*document["services"], "localhost", "192.168.2.102"} | {
            each.split(":")[0] for each in unit.value("scrape", [])
        }
        for target in (one for job in scraped for group in job["static_configs"] for one in group["targets"]):
            if target.split(":")[0] not in known:
                yield Finding(unit.name, f"prometheus.yml scrapes {target}, which is nowhere")
        for rule in (one for group in alerts(unit) for one in group["rules"]):
            if rule["expr"].count("(") != rule["expr"].count(")") or "severity" not in rule["labels"]:
                yield Finding(unit.name, f"alerts.yml: {rule['alert']} is not sound")


def alerts(unit: Unit) -> Sequence[Mapping[str, Any]]:
    """The groups of alerting rules."""
    groups: Sequence[Mapping[str, Any]] = yaml.safe_load((unit.folder / "config/alerts.yml").read_text())["groups"]
    return groups
