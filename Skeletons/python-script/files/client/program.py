"""<% summary %>"""

from __future__ import annotations

import argparse
import asyncio
<%# is.preset.netbox-inventory %>
import json
<%/ is.preset.netbox-inventory %>
import logging
import sys
from typing import TYPE_CHECKING

import httpx
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

PROGRAM = "<% name %>"
PREFIX = "<% prefix %>_"
PATH = "<% path %>"
RETRIABLE = frozenset({429, 502, 503, 504})
LONGEST_DELAY = 30.0
USAGE_ERROR = 2

log = logging.getLogger(PROGRAM)


class Settings(BaseSettings):
    """Where to ask and how patiently, from the environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    url: HttpUrl
    token: SecretStr = Field(validation_alias="<% token %>")
    page_size: int = Field(default=100, ge=1, le=1000)
    timeout: float = Field(default=10.0, gt=0)
    attempts: int = Field(default=4, ge=1, le=10)


<%# is.preset.netbox-inventory %>
class Named(BaseModel):
    """An object that another one refers to."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str


class Address(BaseModel):
    """An address of a device, with its prefix."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    address: str


class Item(BaseModel):
    """What the inventory needs of a device."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: int
    name: str | None = None
    site: Named | None = None
    role: Named | None = None
    primary_ip: Address | None = None
    serial: str = ""


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


async def items(client: httpx.AsyncClient, settings: Settings) -> AsyncIterator[Item]:
    """Yield every item, page after page, from the host of the settings only."""
    url = f"{PATH.lstrip('/')}?limit={settings.page_size}"
    while True:
        page = Page.model_validate_json((await get(client, url, settings.attempts)).content)
        for item in page.results:
            yield item
        if page.next is None:
            return
        if origin(page.next) != origin(settings.url):
            raise ForeignPageError(origin(page.next))
        url = str(page.next)


async def fetch(
    settings: Settings,
    transport: httpx.AsyncBaseTransport | None = None,
) -> list[Item]:
    """Read all items."""
    async with httpx.AsyncClient(
        base_url=str(settings.url),
        headers={"Authorization": f"<% scheme %> {settings.token.get_secret_value()}"},
        timeout=settings.timeout,
        transport=transport,
    ) as client:
        return [item async for item in items(client, settings)]


<%# is.preset.netbox-inventory %>
def inventory(devices: Sequence[Item]) -> dict[str, object]:
    """Group named devices by site, as `ansible-inventory` reads it from a program."""
    groups: dict[str, list[str]] = {}
    variables: dict[str, dict[str, str]] = {}
    for device in devices:
        if device.name is None:
            log.warning("device %d has no name and is left out", device.id)
            continue
        site = "ungrouped" if device.site is None else device.site.name
        group = "".join(letter if letter.isalnum() else "_" for letter in site.lower())
        groups.setdefault(group, []).append(device.name)
        known = {"netbox_id": str(device.id)}
        if device.primary_ip is not None:
            known["ansible_host"] = device.primary_ip.address.split("/")[0]
        variables[device.name] = known
    hosts = {group: {"hosts": sorted(names)} for group, names in sorted(groups.items())}
    return {"_meta": {"hostvars": variables}, **hosts}


<%/ is.preset.netbox-inventory %>
def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; settings and the token are not in it."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description=__doc__,
        epilog=f"Settings: {PREFIX}URL, {PREFIX}TOKEN, {PREFIX}TIMEOUT and others.",
    )
<%# is.preset.netbox-inventory %>
    parser.add_argument("--ansible", action="store_true", help="write an Ansible inventory")
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
        for fault in error.errors(include_input=False, include_url=False):
            name = "_".join(str(part) for part in fault["loc"]).upper()
            sys.stderr.write(f"{PROGRAM}: {PREFIX}{name}: {fault['msg']}\n")
        return USAGE_ERROR
    try:
        found = asyncio.run(fetch(settings))
    except ValidationError as error:
        sys.stderr.write(f"{PROGRAM}: {error.error_count()} faults in the API's answer\n")
        return 1
    except (httpx.HTTPError, ForeignPageError) as error:
        sys.stderr.write(f"{PROGRAM}: {type(error).__name__}: {error}\n")
        return 1
<%# is.preset.netbox-inventory %>
    if arguments.ansible:
        sys.stdout.write(json.dumps(inventory(found), indent=2, sort_keys=True) + "\n")
        return 0
<%/ is.preset.netbox-inventory %>
    for item in found:
        sys.stdout.write(item.model_dump_json() + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
