"""What is known of a provider's resources: types, values that it takes, and changes that replace.

A facts file is YAML: provider, resources, and for each attribute one line of words, the type first:

    node_name: string required replaces
    cores: number default=1 whole range=1..128

`computed` is known after the apply, `given` also where nobody gives it; `replaces` makes a change a replacement;
`replaces_other` does so only where there is another value; a `filled` list has an element. A mapping is a block that
may be repeated; its own words stand under `_`, with `max=N` for how often it comes.
"""

import ipaddress
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from stand_in.wire import UNKNOWN, message


def succeeds(*attempt: Callable[[str], object]) -> Callable[[str], bool]:
    """Whether one of the attempts at a text goes well."""

    def tried(text: str) -> bool:
        for each in attempt:
            try:
                each(text)
            except ValueError:
                continue
            return True
        return False

    return tried


def matches(pattern: str) -> Callable[[str], bool]:
    """Whether the whole text matches."""
    return lambda text: re.fullmatch(pattern, text) is not None


CHECKS: dict[str, Callable[[str], bool]] = {
    "ip": succeeds(ipaddress.ip_address),
    "ipv4": succeeds(ipaddress.IPv4Address),
    "cidr4": lambda text: text == "dhcp" or "/" in text and succeeds(ipaddress.IPv4Interface)(text),
    "cidr6": lambda text: text in ("auto", "dhcp") or "/" in text and succeeds(ipaddress.IPv6Interface)(text),
    "mac": matches(r"[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}"),
    "host": matches(r"[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*"),
    "file": matches(r"[A-Za-z0-9_.-]+:([A-Za-z0-9_-]+/)?[^/]+"),
    "size": matches(r"\d+(\.\d+)?[KMGT]?"),
    "tag": matches(r"[A-Za-z0-9_][A-Za-z0-9_+.-]*"),
    "interface": matches(r"[^\s,=]{2,15}"),
    "bus": matches(r"ide[0-3]|sata[0-5]|scsi([0-9]|[12][0-9]|30)|virtio([0-9]|1[0-5])"),
    "url": matches(r"https?://.+"),
    "duration": matches(r"(\d+(\.\d+)?(ms|s|m|h))+"),
    "guest": lambda text: text == "-1" or 100 <= float(text) <= 2147483647,
}


@dataclass(frozen=True)
class Attribute:
    """One attribute, by its words."""

    name: str
    words: tuple[str, ...]

    def has(self, word: str) -> bool:
        """Whether the word is among them."""
        return word in self.words

    def told(self, key: str) -> str | None:
        """What `key=…` says."""
        return next((word.split("=", 1)[1] for word in self.words if word.startswith(f"{key}=")), None)

    @property
    def kind(self) -> Any:
        """Terraform's type, as its JSON."""
        outer, _, inner = self.words[0].partition("(")
        return [outer, inner.removesuffix(")")] if inner else outer

    @cached_property
    def default(self) -> Any:
        """What stands where nobody gives one."""
        told = self.told("default")
        return None if told is None else yaml.safe_load(told) if self.kind != "string" else told

    @property
    def is_computed(self) -> bool:
        """Whether the provider may say what it is."""
        return self.has("computed") or self.has("given")

    def faults(self, value: Any) -> Iterator[str]:
        """What the provider or Proxmox VE refuses of a value."""
        if value is None or value is UNKNOWN:
            return
        if isinstance(value, list):
            if self.has("filled") and not value:
                yield f"{self.name} must not be empty where it is given"
            for item in value:
                yield from self.faults(item)
            return
        if self.has("whole") and value != int(value):
            yield f"{self.name} must be a whole number, not {value}"
        if told := self.told("range"):
            least, most = told.split("..")
            if value < float(least) or most and value > float(most):
                yield f"{self.name} must be in {told}, not {value}"
        if (told := self.told("one_of")) and str(value) not in told.split("|"):
            yield f"{self.name} must be one of {told}, not {value}"
        if (told := self.told("is")) and value != "" and not CHECKS[told](str(value)):
            yield f"{self.name} must be {told}, not {value}"

    def proto(self) -> bytes:
        """The schema that Terraform asks for."""
        optional = not self.has("required") and not self.has("computed")
        kind = str(self.kind).replace("'", '"') if isinstance(self.kind, list) else f'"{self.kind}"'
        flags = (self.has("required"), optional, self.is_computed, self.has("sensitive"))
        return message((1, self.name), (2, kind), *zip((4, 5, 6, 7), flags, strict=True))


@dataclass(frozen=True)
class Block:
    """A resource, or a block in one."""

    name: str
    attributes: dict[str, Attribute]
    blocks: dict[str, "Block"]
    own: Attribute
    imported: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, name: str, entries: dict[str, Any]) -> "Block":
        """From a facts file."""
        plain = {key: value for key, value in entries.items() if isinstance(value, str) and key != "_"}
        nested = {key: value for key, value in entries.items() if isinstance(value, dict) and key != "imported"}
        return cls(
            name,
            {key: Attribute(key, tuple(words.split())) for key, words in plain.items()},
            {key: cls.read(key, value) for key, value in nested.items()},
            Attribute(name, tuple(entries.get("_", "").split())),
            entries.get("imported", {}),
        )

    def proto(self) -> bytes:
        """The schema that Terraform asks for: every block is a list."""
        attributes = [(2, attribute.proto()) for attribute in self.attributes.values()]
        blocks = [
            (3, message((1, block.name), (2, block.proto()), (3, 2), (5, int(block.own.told("max") or 1))))
            for block in self.blocks.values()
        ]
        return message(*attributes, *blocks)

    def blank(self) -> dict[str, Any]:
        """A value where nothing is given: defaults, and no blocks."""
        return {name: attribute.default for name, attribute in self.attributes.items()} | {
            name: [] for name in self.blocks
        }

    def faults(
        self, value: dict[str, Any], steps: tuple[str | int, ...] = ()
    ) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Everything refused in a configuration, each with its place."""
        for name, attribute in self.attributes.items():
            for fault in attribute.faults(value.get(name)):
                yield fault, (*steps, name)
        for name, block in self.blocks.items():
            items = value.get(name)
            for index, item in enumerate(items if isinstance(items, list) else []):
                if isinstance(item, dict):
                    yield from block.faults(item, (*steps, name, index))


@dataclass(frozen=True)
class Provider:
    """A provider's configuration and resources."""

    source: str
    configuration: Block
    resources: dict[str, Block]

    @classmethod
    def read(cls, path: Path) -> "Provider":
        """From a facts file."""
        facts = yaml.safe_load(path.read_text())
        resources = {name: Block.read(name, entries) for name, entries in facts["resources"].items()}
        return cls(facts["source"], Block.read("provider", facts["configuration"]), resources)
