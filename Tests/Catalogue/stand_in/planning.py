"""What a provider makes of a change: defaults, what is known after the apply, and what it must replace."""

import zlib
from collections.abc import Iterator
from typing import Any

from stand_in.facts import Attribute, Block
from stand_in.wire import UNKNOWN

Steps = tuple[str | int, ...]


def planned(block: Block, prior: dict[str, Any] | None, proposed: dict[str, Any]) -> dict[str, Any]:
    """The proposed value with defaults and with what only the apply will tell."""
    before = prior or {}
    out = {
        name: planned_attribute(attribute, prior is not None, before.get(name), proposed.get(name))
        for name, attribute in block.attributes.items()
    }
    for name, nested in block.blocks.items():
        items, former = proposed.get(name), before.get(name)
        if not isinstance(items, list):
            out[name] = items
            continue
        old = former if isinstance(former, list) else []
        out[name] = [
            planned(nested, old[index] if index < len(old) else None, item) if isinstance(item, dict) else item
            for index, item in enumerate(items)
        ]
    return out


def planned_attribute(attribute: Attribute, exists: bool, before: Any, proposed: Any) -> Any:
    """One attribute of a plan."""
    if proposed is None and attribute.is_computed:
        return before if exists else UNKNOWN
    if proposed is None:
        return attribute.default
    # Proxmox VE sorts what has no order.
    is_list = isinstance(before, list) and isinstance(proposed, list) and UNKNOWN not in proposed
    return before if attribute.has("unordered") and is_list and sorted(before) == sorted(proposed) else proposed


def replacements(block: Block, prior: dict[str, Any], plan: dict[str, Any], steps: Steps = ()) -> Iterator[Steps]:
    """The places whose change replaces the resource."""
    for name, attribute in block.attributes.items():
        before, after = prior.get(name), plan.get(name)
        if same(before, after):
            continue
        wanted = attribute.has("replaces") or attribute.has("replaces_other") and before is not None
        condition = attribute.told("replaces_unless")
        if wanted or condition and not plan.get(condition):
            yield (*steps, name)
    for name, nested in block.blocks.items():
        before, after = prior.get(name) or [], plan.get(name)
        if not isinstance(after, list):
            continue
        if nested.own.has("replaces") and len(before) != len(after):
            yield (*steps, name)
        for index, (old, new) in enumerate(zip(before, after, strict=False)):
            if isinstance(new, dict):
                yield from replacements(nested, old, new, (*steps, name, index))


def same(before: Any, after: Any) -> bool:
    """Nothing and an empty text are one for the provider's toolkit."""
    return before == after or before in (None, "", []) and after in (None, "", [])


def applied(block: Block, plan: dict[str, Any], seed: str) -> dict[str, Any]:
    """The planned value with what was unknown made up: the same for the same resource."""
    out: dict[str, Any] = {}
    for name, attribute in block.attributes.items():
        value = plan.get(name)
        out[name] = made_up(attribute, f"{seed}.{name}") if value is UNKNOWN else value
    for name, attribute in block.attributes.items():
        if plan.get(name) is UNKNOWN and (form := attribute.told("made")):
            out[name] = form.format_map({**{key: plain(value) for key, value in inner(plan)}, **out})
    for name, nested in block.blocks.items():
        items = plan.get(name) or []
        out[name] = [applied(nested, item, f"{seed}.{name}.{index}") for index, item in enumerate(items)]
    return out


def inner(plan: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The attributes of the first of each block, by their own names."""
    for name, items in plan.items():
        if isinstance(items, list) and items and isinstance(items[0], dict):
            yield from (
                (f"{name}.{key}".replace("source_raw.file_name", "source_name"), value)
                for key, value in items[0].items()
            )


def plain(value: Any) -> str:
    """As it stands in an id: numbers without a fraction."""
    return str(int(value)) if isinstance(value, float) else str(value)


def made_up(attribute: Attribute, seed: str) -> Any:
    """A value of the right type that a provider could have read."""
    number = zlib.crc32(seed.encode())
    kind = attribute.kind
    if isinstance(kind, list):
        return {} if kind[0] == "map" else []
    return {"number": 1000 + number % 9000, "bool": False}.get(kind, f"made-up-{number:08x}")


def shrunk(block: Block, prior: dict[str, Any], plan: dict[str, Any]) -> Iterator[str]:
    """Disks that would become smaller, which Proxmox VE refuses when it is asked to."""
    for name, nested in block.blocks.items():
        if nested.own.has("grows"):
            for old, new in zip(prior.get(name) or [], plan.get(name) or [], strict=False):
                if (old.get("size") or 0) > (new.get("size") or 0):
                    yield f"{name} cannot shrink from {old['size']} to {new['size']}"
