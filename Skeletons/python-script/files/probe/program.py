"""<% summary %>"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import time
from typing import TYPE_CHECKING

import httpx
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM = "<% name %>"
PREFIX = "<% prefix %>_"
FAILED = 1
USAGE_ERROR = 2

log = logging.getLogger(PROGRAM)


class Settings(BaseSettings):
    """How patiently to ask, from the environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    timeout: float = Field(default=5.0, gt=0)
    attempts: int = Field(default=3, ge=1, le=10)
    pause: float = Field(default=1.0, ge=0)
    concurrency: int = Field(default=20, ge=1, le=200)


class Outcome(BaseModel):
    """How one address answered."""

    model_config = ConfigDict(frozen=True)

    url: str
    up: bool
    status: int | None = None
    seconds: float
    why: str = ""


async def ask(client: httpx.AsyncClient, url: str) -> Outcome:
    """Ask once; any answer below 400 is a good one."""
    begun = time.monotonic()
    status: int | None = None
    why = ""
    try:
        status = (await client.get(url)).status_code
    except httpx.HTTPError as error:
        why = f"{type(error).__name__}: {error}"
    up = status is not None and status < httpx.codes.BAD_REQUEST
    seconds = round(time.monotonic() - begun, 3)
    return Outcome(url=url, up=up, status=status, seconds=seconds, why=why)


async def probe(client: httpx.AsyncClient, url: str, settings: Settings) -> Outcome:
    """Ask until the address answers well or the attempts are used up."""
    outcome = await ask(client, url)
    for attempt in range(2, settings.attempts + 1):
        if outcome.up:
            break
        log.info("%s: attempt %d of %d", url, attempt, settings.attempts)
        await asyncio.sleep(settings.pause)
        outcome = await ask(client, url)
    return outcome


async def probe_all(
    urls: Sequence[str],
    settings: Settings,
    transport: httpx.AsyncBaseTransport | None = None,
) -> list[Outcome]:
    """Probe all addresses, some at a time; the outcomes are in the order of the addresses."""
    room = asyncio.Semaphore(settings.concurrency)

    async def one(client: httpx.AsyncClient, url: str) -> Outcome:
        async with room:
            return await probe(client, url, settings)

    async with httpx.AsyncClient(
        follow_redirects=True,
        timeout=settings.timeout,
        transport=transport,
    ) as client:
        return list(await asyncio.gather(*(one(client, url) for url in urls)))


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description=__doc__,
        epilog=f"Settings: {PREFIX}TIMEOUT, _ATTEMPTS, _PAUSE and _CONCURRENCY.",
    )
    parser.add_argument("urls", nargs="+", metavar="URL", help="address to probe")
    parser.add_argument("--verbose", action="store_true", help="say each request")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program: 0 all answer, 1 one does not, 2 wrong settings or addresses."""
    arguments = parse(argv)
    logging.basicConfig(level=logging.INFO if arguments.verbose else logging.WARNING)
    try:
        settings = Settings()
        urls = [str(url) for url in TypeAdapter(list[HttpUrl]).validate_python(arguments.urls)]
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            place = "_".join(str(part) for part in fault["loc"])
            sys.stderr.write(f"{PROGRAM}: {place} ({fault['input']}): {fault['msg']}\n")
        return USAGE_ERROR
    outcomes = asyncio.run(probe_all(urls, settings))
    for outcome in outcomes:
        sys.stdout.write(outcome.model_dump_json() + "\n")
    return 0 if all(outcome.up for outcome in outcomes) else FAILED


if __name__ == "__main__":
    raise SystemExit(main())
