"""<% summary %>"""

from __future__ import annotations

import argparse
import asyncio
<%# is.preset.netbox-inventory %>
import json
<%/ is.preset.netbox-inventory %>
import logging
<%# is.preset.netbox-inventory %>
import re
<%/ is.preset.netbox-inventory %>
import sys
from typing import TYPE_CHECKING

import httpx
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
<%# is.preset.netbox-inventory %>
    from collections.abc import AsyncIterator, Container, Iterator, Mapping, Sequence
<%/ is.preset.netbox-inventory %>
<%# is.preset.api-client %>
    from collections.abc import AsyncIterator, Iterator, Sequence
<%/ is.preset.api-client %>

PROGRAM = "<% name %>"
PREFIX = "<% prefix %>_"
SHOWN_BY = "<% token %>"
<%# is.preset.netbox-inventory %>
PATHS = {
    "device": "/api/dcim/devices/",
    "virtual_machine": "/api/virtualization/virtual-machines/",
}
KINDS = ("site", "role", "platform", "tenant", "cluster")
<%/ is.preset.netbox-inventory %>
<%# is.preset.api-client %>
PATH = "<% path %>"
<%/ is.preset.api-client %>
RETRIABLE = frozenset({429, 502, 503, 504})
REFUSED = frozenset({401, 403})
LONGEST_DELAY = 30.0
USAGE_ERROR = 2

log = logging.getLogger(PROGRAM)


class Settings(BaseSettings):
    """Where to ask and how patiently, from the environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    url: HttpUrl
    token: SecretStr = Field(validation_alias=SHOWN_BY)
    page_size: int = Field(default=100, ge=1, le=1000)
    timeout: float = Field(default=10.0, gt=0)
    attempts: int = Field(default=4, ge=1, le=10)
<%# is.preset.netbox-inventory %>
    status: str = Field(default="active", pattern=r"^[a-z0-9_,-]*$")
    filter: str = Field(default="", pattern=r"^([a-z0-9_]+=[^=&\s]+(&|$))*$")
<%/ is.preset.netbox-inventory %>

    @field_validator("url")
    @classmethod
    def has_no_credentials(cls, url: HttpUrl) -> HttpUrl:
        """Refuse an address with a password in it: addresses stand in messages."""
        if url.username or url.password:
            message = "must hold no user and no password"
            raise ValueError(message)
        return url

    @field_validator("token")
    @classmethod
    def fits_into_a_header(cls, token: SecretStr) -> SecretStr:
        """Refuse what a request cannot carry, before a message of it shows the token."""
        secret = token.get_secret_value()
        if not secret.isascii() or not secret.isprintable() or not secret or " " in secret:
            message = "must be one word of printable characters"
            raise ValueError(message)
        return token


<%# is.preset.netbox-inventory %>
class Named(BaseModel):
    """An object that another one refers to."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: int
    name: str


class Choice(BaseModel):
    """A value of a fixed set, such as a status."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    value: str


class Address(BaseModel):
    """An address, with its prefix."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    address: str


class Item(BaseModel):
    """What the inventory needs of a device or a virtual machine."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: int
    kind: str = "device"
    name: str | None = None
    status: Choice | None = None
    site: Named | None = None
    role: Named | None = None
    platform: Named | None = None
    tenant: Named | None = None
    cluster: Named | None = None
    tags: tuple[Named, ...] = ()
    primary_ip: Address | None = None
    serial: str = ""

    @field_validator("tags", mode="before")
    @classmethod
    def may_be_nothing(cls, tags: object) -> object:
        """Take nothing for no tags."""
        return () if tags is None else tags


<%/ is.preset.netbox-inventory %>
<%# is.preset.api-client %>
class Item(BaseModel):
    """One item, as far as the program needs it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: int
<%# fields %>
    <% . %>: str
<%/ fields %>


<%/ is.preset.api-client %>
class Page(BaseModel):
    """One page of a list, and where the following one is."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    next: HttpUrl | None = None
    results: list[Item]


class ForeignPageError(Exception):
    """A page lies elsewhere, where the token must not be seen."""


def delay(attempt: int, response: httpx.Response | None) -> float:
    """Seconds to wait after an attempt: what the server asks for, else longer each time."""
    wanted = response.headers.get("Retry-After", "") if response is not None else ""
    seconds = float(wanted) if wanted.isdecimal() else 2.0 ** (attempt - 1)
    return min(seconds, LONGEST_DELAY)


async def get(client: httpx.AsyncClient, url: str, attempts: int) -> httpx.Response:
    """Ask until there is an answer that another attempt would not change."""
    attempt = 1
    while True:
        response: httpx.Response | None = None
        try:
            response = await client.get(url)
        except httpx.TransportError:
            if attempt == attempts:
                raise
        if response is not None and (response.status_code not in RETRIABLE or attempt == attempts):
            return response.raise_for_status()
        seconds = delay(attempt, response)
        log.warning("attempt %d of %d failed; the next in %.0f s", attempt, attempts, seconds)
        await asyncio.sleep(seconds)
        attempt += 1


def origin(url: HttpUrl) -> str:
    """Scheme, host and port: what may see the token."""
    return f"{url.scheme}://{url.host}:{url.port}"


async def items(
    client: httpx.AsyncClient,
    settings: Settings,
<%# is.preset.netbox-inventory %>
    kind: str,
<%/ is.preset.netbox-inventory %>
) -> AsyncIterator[Item]:
    """Yield every item, page after page, from the host of the settings only."""
<%# is.preset.netbox-inventory %>
    wanted = [f"limit={settings.page_size}", settings.filter.rstrip("&")]
    wanted += [f"status={status}" for status in settings.status.split(",")]
    query = "&".join(each for each in wanted if not each.endswith("=") and each)
    url = f"{PATHS[kind].lstrip('/')}?{query}"
<%/ is.preset.netbox-inventory %>
<%# is.preset.api-client %>
    url = f"{PATH.lstrip('/')}?limit={settings.page_size}"
<%/ is.preset.api-client %>
    while True:
        page = Page.model_validate_json((await get(client, url, settings.attempts)).content)
        for item in page.results:
<%# is.preset.netbox-inventory %>
            yield item.model_copy(update={"kind": kind})
<%/ is.preset.netbox-inventory %>
<%# is.preset.api-client %>
            yield item
<%/ is.preset.api-client %>
        if page.next is None:
            return
        if origin(page.next) != origin(settings.url):
            raise ForeignPageError(origin(page.next))
        url = str(page.next)


<%# scheme %>
def authorization(token: str) -> str:
    """Give the header that shows the token."""
    return f"<% scheme %> {token}"
<%/ scheme %>
<%^ scheme %>
def authorization(token: str) -> str:
    """Give the header that shows the token: NetBox 4.5 and newer have tokens of a second kind."""
    return f"Bearer {token}" if token.startswith("nbt_") else f"Token {token}"
<%/ scheme %>


async def fetch(
    settings: Settings,
    transport: httpx.AsyncBaseTransport | None = None,
) -> list[Item]:
    """Read all items."""
    async with httpx.AsyncClient(
        base_url=str(settings.url),
        headers={"Authorization": authorization(settings.token.get_secret_value())},
        timeout=settings.timeout,
        transport=transport,
    ) as client:
<%# is.preset.netbox-inventory %>
        return [item for kind in PATHS async for item in items(client, settings, kind)]
<%/ is.preset.netbox-inventory %>
<%# is.preset.api-client %>
        return [item async for item in items(client, settings)]
<%/ is.preset.api-client %>


<%# is.preset.netbox-inventory %>
def word(text: str) -> str:
    """Make a text a part of a group's name, which Ansible wants to be an identifier."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_") or "unnamed"


def free(name: str, suffix: str, taken: Container[str]) -> str:
    """Give the name, with the suffix as often as it takes for nobody to have it."""
    while name in taken:
        name += suffix
    return name


def groups_of(items: Sequence[Item]) -> dict[tuple[str, int], str]:
    """Name the group of every object that an item refers to.

    The kind comes first, so that no name is one of Ansible's own (all, ungrouped). Where two
    objects of a kind would share a name, the older one has it.
    """
    known = {
        (kind, named.id): named.name
        for item in items
        for kind in KINDS
        if (named := getattr(item, kind))
    }
    known |= {("tag", tag.id): tag.name for item in items for tag in item.tags}
    names: dict[tuple[str, int], str] = {}
    for (kind, number), name in sorted(known.items()):
        names[kind, number] = free(f"{kind}_{word(name)}", f"_{number}", names.values())
    return names


def hosts_of(items: Sequence[Item], taken: frozenset[str]) -> Iterator[tuple[str, Item]]:
    """Name every item, devices first; to a name that is taken kind and number are added."""
    used = set(taken)
    for item in sorted(items, key=lambda item: (item.kind, item.id)):
        if not item.name:
            log.warning("%s %d has no name and is left out", item.kind, item.id)
            continue
        # Ansible reads brackets and colons in a name as a range and a port.
        host = re.sub(r"[^A-Za-z0-9_.-]", "_", item.name)
        if host in used:
            log.warning("%s is the name of another one too: %s %d", host, item.kind, item.id)
            host = free(host, f"-{item.kind}-{item.id}", used)
        used.add(host)
        yield host, item


def variables_of(host: str, item: Item) -> dict[str, str]:
    """Tell Ansible of a host what NetBox knows."""
    known = {"netbox_id": str(item.id), "netbox_kind": item.kind}
    if item.name != host:
        known["netbox_name"] = str(item.name)
    if item.status is not None:
        known["netbox_status"] = item.status.value
    if item.serial:
        known["netbox_serial"] = item.serial
    if item.primary_ip is not None:
        known["ansible_host"] = item.primary_ip.address.split("/")[0]
    templates = [name for name, value in known.items() if re.search(r"\{[{%#]", value)]
    for name in templates:
        # Ansible would run it on the machine that it is started on.
        log.warning("%s of %s looks like a template of Ansible's and is left out", name, host)
        del known[name]
    return known


def grouped(
    items: Sequence[Item],
) -> tuple[dict[str, list[str]], dict[str, dict[str, str]]]:
    """Sort hosts into groups: by kind, site, role, platform, tenant, cluster and tags."""
    names = groups_of(items)
    taken = frozenset([*names.values(), *(f"{kind}s" for kind in PATHS), "all", "ungrouped"])
    members: dict[str, list[str]] = {}
    variables: dict[str, dict[str, str]] = {}
    for host, item in hosts_of(items, taken):
        variables[host] = variables_of(host, item)
        references = [
            (kind, named.id) for kind in KINDS if (named := getattr(item, kind)) is not None
        ]
        references += [("tag", tag.id) for tag in item.tags]
        for group in [f"{item.kind}s", *(names[reference] for reference in references)]:
            members.setdefault(group, []).append(host)
    return {group: sorted(members[group]) for group in sorted(members)}, variables


def script_output(items: Sequence[Item]) -> dict[str, object]:
    """Answer `--list`: what Ansible reads from a program."""
    members, variables = grouped(items)
    groups = {group: {"hosts": hosts} for group, hosts in members.items()}
    return {"_meta": {"hostvars": variables}, **groups}


def inventory(items: Sequence[Item]) -> dict[str, object]:
    """Write an inventory file, which JSON is too: hosts are mappings there."""
    members, variables = grouped(items)
    nothing: dict[str, str] = {}
    children = {group: {"hosts": dict.fromkeys(hosts, nothing)} for group, hosts in members.items()}
    return {"all": {"hosts": variables, "children": children}}


def answer(items: Sequence[Item], arguments: argparse.Namespace) -> Mapping[str, object] | None:
    """Give the document that was asked for; nothing where it is one object a line."""
    if arguments.host is not None:
        return dict(grouped(items)[1].get(arguments.host, {}))
    if arguments.list:
        return script_output(items)
    return inventory(items) if arguments.ansible else None


<%/ is.preset.netbox-inventory %>
def faults(error: ValidationError | httpx.HTTPError | ForeignPageError) -> Iterator[str]:
    """Name each fault by its place, without what stands there."""
    if isinstance(error, ValidationError):
        for fault in error.errors(include_input=False, include_url=False, include_context=False):
            place = ".".join(str(part) for part in fault["loc"])
            yield f"the API's answer: {place}: {fault['msg']}"
    elif isinstance(error, httpx.HTTPStatusError):
        url, status = error.request.url, error.response.status_code
        hint = ": does the token exist, and may it read?" if status in REFUSED else ""
        yield f"{url}: HTTP {status} {error.response.reason_phrase}{hint}"
    elif isinstance(error, ForeignPageError):
        yield f"a page lies on another host, which may not see the token: {error}"
    else:
        yield f"{type(error).__name__}: {error}"


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; settings and the token are not in it."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description=__doc__,
        epilog=f"Settings: {PREFIX}URL, {SHOWN_BY}, {PREFIX}TIMEOUT and others; see README.",
    )
<%# is.preset.netbox-inventory %>
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--ansible", action="store_true", help="write an inventory file (JSON)")
    form.add_argument("--list", action="store_true", help="answer as an inventory script")
    form.add_argument("--host", help="answer with one host's variables")
<%/ is.preset.netbox-inventory %>
    parser.add_argument("--verbose", action="store_true", help="say each request")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program: 0 done, 1 the API failed, 2 wrong settings."""
    arguments = parse(argv)
    logging.basicConfig(level=logging.INFO if arguments.verbose else logging.WARNING)
    try:
        settings = Settings()
    except ValidationError as error:
        for wrong in error.errors(include_input=False, include_url=False):
            name = "_".join(str(part) for part in wrong["loc"]).upper()
            setting = name if name == SHOWN_BY else f"{PREFIX}{name}"
            sys.stderr.write(f"{PROGRAM}: {setting}: {wrong['msg']}\n")
        return USAGE_ERROR
    try:
        found = asyncio.run(fetch(settings))
    except (ValidationError, httpx.HTTPError, ForeignPageError) as error:
        for fault in faults(error):
            sys.stderr.write(f"{PROGRAM}: {fault}\n")
        return 1
<%# is.preset.netbox-inventory %>
    document = answer(found, arguments)
    if document is not None:
        sys.stdout.write(json.dumps(document, indent=2, sort_keys=True) + "\n")
        return 0
<%/ is.preset.netbox-inventory %>
    for item in found:
        sys.stdout.write(item.model_dump_json() + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
