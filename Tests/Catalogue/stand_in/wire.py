"""Protocol Buffers on the wire, as far as Terraform's plugin protocol needs them.

Fields are numbers, as in `tfplugin6.proto` of the protocol's documentation; see https://protobuf.dev/programming-guides/encoding.
"""

from collections import defaultdict
from typing import Any

import msgpack


class Unknown:
    """A value that is known after the apply only."""


UNKNOWN = Unknown()


def varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def message(*fields: tuple[int, Any]) -> bytes:
    """A message of fields; what is nothing, false or empty is left out, as proto3 does."""
    out = b""
    for number, value in fields:
        if value is None or value is False or value == b"" or value == "":
            continue
        if isinstance(value, bool | int):
            out += varint(number << 3) + varint(int(value))
        else:
            data = value.encode() if isinstance(value, str) else value
            out += varint(number << 3 | 2) + varint(len(data)) + data
    return out


def parsed(data: bytes) -> dict[int, list[Any]]:
    """The values of each field of a message: integers, and bytes for everything with a length."""
    found: dict[int, list[Any]] = defaultdict(list)
    at = 0

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(data):
        key = number()
        if key & 7 == 0:
            found[key >> 3].append(number())
        elif key & 7 == 2:
            size = number()
            found[key >> 3].append(data[at : at + size])
            at += size
        else:
            raise ValueError(f"wire type {key & 7}")
    return found


def only(fields: dict[int, list[Any]], number: int) -> bytes:
    """A field that comes once, or nothing."""
    return fields[number][-1] if fields.get(number) else b""


def text(fields: dict[int, list[Any]], number: int) -> str:
    """A field of text."""
    return only(fields, number).decode()


def value_in(fields: dict[int, list[Any]], number: int) -> Any:
    """A DynamicValue: MessagePack, where an extension stands for what is unknown."""
    packed = only(parsed(only(fields, number)), 1)
    if not packed:
        return None
    return msgpack.unpackb(packed, raw=False, strict_map_key=False, ext_hook=lambda *_: UNKNOWN)


def value(given: Any) -> bytes:
    """A DynamicValue of a value."""
    packed = msgpack.packb(given, default=lambda _: msgpack.ExtType(0, b"\0"))
    return message((1, packed))


def path(steps: tuple[str | int, ...]) -> bytes:
    """An AttributePath: names of attributes and places in lists."""
    parts = []
    for step in steps:
        # A place in a list is sent though it be 0: it is one of a choice.
        parts.append((1, message((1, step)) if isinstance(step, str) else varint(3 << 3) + varint(step)))
    return message(*parts)


def diagnostic(summary: str, steps: tuple[str | int, ...] = ()) -> bytes:
    """An error, with its place."""
    return message((1, 1), (2, summary), (4, path(steps) if steps else None))
