"""What no tool at hand sees in a Compose file: references that lead nowhere, and values that Compose refuses."""

import copy
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

Document = dict[str, Any]

DURATION = re.compile(r"(\d+(h|m|s|ms|us))+")
SIZE = re.compile(r"[1-9]\d*([kmg]b?|b)?", re.IGNORECASE)
PORT = re.compile(r"(\d{1,3}(?:\.\d{1,3}){3}):(\d+):(\d+)(/(tcp|udp))?")
RESTART = re.compile(r"no|always|unless-stopped|on-failure(:\d+)?")
VARIABLE = re.compile(r"(?<!\$)\$\{([A-Z0-9_]+):(?:-([^}]+)|\?[^}]+)\}")
TAG = re.compile(r":\w[\w.-]{0,127}(@sha256:[0-9a-f]{64})?$")
KINDS = ("secrets", "configs", "networks", "volumes")


def faults(document: Document, folder: Path) -> Iterator[str]:
    """Everything wrong with a Compose document in its folder."""
    if "version" in document:
        yield "the key version is obsolete"
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", str(document.get("name", ""))):
        yield "no valid project name"
    services = document.get("services", {})
    held = values_in((folder / ".env.example").read_text())
    for name, service in services.items():
        for fault in service_faults(service, document, held):
            yield f"service {name}: {fault}"
    yield from unused(document)
    yield from missing_files(document, folder)


def service_faults(service: Mapping[str, Any], document: Document, held: Mapping[str, str]) -> Iterator[str]:
    """Everything wrong with one service."""
    for kind in KINDS:
        for name in references(service, kind):
            if name not in (document.get(kind) or {}):
                yield f"{kind[:-1]} {name} is not declared"
    for name, terms in (service.get("depends_on") or {}).items():
        other = document["services"].get(name)
        if other is None:
            yield f"depends on {name}, which is no service"
        elif terms.get("condition") == "service_healthy" and "healthcheck" not in other:
            yield f"waits for {name} to be healthy, which has no health check"
    yield from value_faults(service, held)


def value_faults(service: Mapping[str, Any], held: Mapping[str, str]) -> Iterator[str]:
    """Values that are well formed for the schema and that Compose refuses, or should."""
    image = interpolated(str(service.get("image", "")), held)
    if not TAG.search(image) or image.endswith(":latest"):
        yield f"image {image} is not pinned"
    if not RESTART.fullmatch(str(service.get("restart", "no"))):
        yield f"restart {service['restart']}"
    check = service.get("healthcheck") or {}
    times = [check[key] for key in ("interval", "timeout", "start_period") if key in check]
    for time in [*times, *([service["stop_grace_period"]] if "stop_grace_period" in service else [])]:
        if not DURATION.fullmatch(str(time)):
            yield f"duration {time}"
    if check and check["test"][0] not in ("CMD", "CMD-SHELL", "NONE"):
        yield "a health check must start with CMD or CMD-SHELL"
    limits = service["deploy"]["resources"]["limits"]
    reserved = service["deploy"]["resources"]["reservations"]
    sizes = [limits["memory"], reserved["memory"], service.get("shm_size", "1m")]
    sizes += [found for entry in service.get("tmpfs", []) for found in re.findall(r"size=([^,]+)", entry)]
    for size in sizes:
        if not SIZE.fullmatch(str(size)):
            yield f"size {size}"
    if float(limits["cpus"]) <= 0 or int(limits["pids"]) <= 0:
        yield "a limit that is not positive"
    if megabytes(reserved["memory"]) > megabytes(limits["memory"]):
        yield "more memory reserved than allowed"
    for port in service.get("ports", []):
        parts = PORT.fullmatch(str(port))
        if parts is None or not all(0 < int(number) < 65536 for number in (parts[2], parts[3])):
            yield f"port {port}"
    if re.search(r"password|secret|token", str(service.get("environment", "")), re.IGNORECASE):
        for key, value in pairs(service["environment"]):
            if re.search(r"PASSWORD|SECRET|TOKEN", key) and not str(value).startswith("/run/secrets/"):
                yield f"{key} in the environment"


def references(service: Mapping[str, Any], kind: str) -> Iterator[str]:
    """The names of one kind that a service refers to."""
    for entry in service.get(kind) or []:
        if kind == "volumes":
            source = str(entry).split(":", maxsplit=1)[0]
            if not source.startswith((".", "/")):
                yield source
        else:
            yield entry["source"] if isinstance(entry, dict) else entry


def unused(document: Document) -> Iterator[str]:
    """What is declared and never referred to."""
    for kind in KINDS:
        used = {name for service in document["services"].values() for name in references(service, kind)}
        for name in document.get(kind) or {}:
            if name not in used:
                yield f"{kind[:-1]} {name} is declared and not used"


def missing_files(document: Document, folder: Path) -> Iterator[str]:
    """Configuration files that are not there; secrets that git would see."""
    for name, config in (document.get("configs") or {}).items():
        if not (folder / config["file"]).is_file():
            yield f"config {name}: no file {config['file']}"
    for name, secret in (document.get("secrets") or {}).items():
        if not secret["file"].startswith("./secrets/"):
            yield f"secret {name} is not below ./secrets"


def environment_faults(text: str, example: str) -> Iterator[str]:
    """Whether .env.example holds each variable of the file, with its default where it has one, and no other."""
    wanted, held = dict(VARIABLE.findall(text)), values_in(example)
    if set(wanted) != set(held) or any(value not in ("", held[name]) for name, value in wanted.items()):
        yield f".env.example holds {held}, the file uses {wanted}"
    for before, after in itertools.pairwise(example.splitlines()):
        if (
            "=" in after
            and not after.startswith("#")
            and not before.startswith("# renovate: datasource=docker depName=")
        ):
            yield f".env.example: no hint for Renovate above {after}"


def values_in(example: str) -> dict[str, str]:
    """The variables of an environment file."""
    return dict(line.split("=", maxsplit=1) for line in example.splitlines() if line and not line.startswith("#"))


def pairs(environment: Any) -> Iterator[tuple[str, str]]:
    """The variables of a service, which Compose takes as a mapping and as a list."""
    if isinstance(environment, dict):
        yield from environment.items()
    else:
        yield from (each.split("=", maxsplit=1) for each in environment)


def interpolated(text: str, held: Mapping[str, str]) -> str:
    """The text as Compose reads it with .env.example as .env."""
    return VARIABLE.sub(lambda match: held.get(match[1], match[2] or ""), text).replace("$$", "$")


def megabytes(size: Any) -> int:
    """A size such as 256M."""
    return int(re.sub(r"\D", "", str(size)))


def breakages(document: Document) -> Iterator[tuple[str, Document]]:
    """The document broken in one way after another, each of which `faults` must see."""
    service = next(iter(document["services"]))

    def broken(change: Callable[[Any, Document], object]) -> Document:
        other = copy.deepcopy(document)
        change(other["services"][service], other)
        return other

    yield "version", broken(lambda _, whole: whole.update(version="3"))
    yield "undeclared secret", broken(lambda one, _: one.update(secrets=["nowhere"]))
    yield "undeclared config", broken(lambda one, _: one.update(configs=[{"source": "nowhere"}]))
    yield "undeclared network", broken(lambda one, _: one.update(networks=["nowhere"]))
    yield "undeclared volume", broken(lambda one, _: one.update(volumes=["nowhere:/data"]))
    yield "unused volume", broken(lambda _, whole: whole.update(volumes={**(whole.get("volumes") or {}), "left": None}))
    yield "unknown dependency", broken(lambda one, _: one.update(depends_on={"nowhere": {}}))
    yield "restart", broken(lambda one, _: one.update(restart="sometimes"))
    yield "duration", broken(lambda one, _: one.update(stop_grace_period="30"))
    yield "size", broken(lambda one, _: one["deploy"]["resources"]["limits"].update(memory="256X"))
    yield "reservation", broken(lambda one, _: one["deploy"]["resources"]["reservations"].update(memory="9999M"))
    yield "port", broken(lambda one, _: one.update(ports=["127.0.0.1:80800:80"]))
    yield "unbound port", broken(lambda one, _: one.update(ports=["80:80"]))
    yield "image", broken(lambda one, _: one.update(image="nginx:latest"))
    yield "password", broken(lambda one, _: one.update(environment={"DB_PASSWORD": "x"}))
