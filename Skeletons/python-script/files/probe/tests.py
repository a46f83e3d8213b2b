from __future__ import annotations

import asyncio
import json

import httpx
import pytest

import <% snake(name) %> as program


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    seconds: list[float] = []

    async def sleep(duration: float) -> None:
        seconds.append(duration)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return seconds


def answer(request: httpx.Request) -> httpx.Response:
    if request.url.host == "down.test":
        message = "refused"
        raise httpx.ConnectError(message, request=request)
    return httpx.Response(500 if request.url.host == "ill.test" else 204)


def probed(*hosts: str) -> list[program.Outcome]:
    urls = [f"http://{host}/" for host in hosts]
    return asyncio.run(program.probe_all(urls, program.Settings(), httpx.MockTransport(answer)))


def test_keeps_the_order_of_the_addresses() -> None:
    outcomes = probed("one.test", "down.test", "ill.test", "two.test")
    assert [outcome.up for outcome in outcomes] == [True, False, False, True]
    assert [outcome.status for outcome in outcomes] == [204, None, 500, 204]


def test_says_why_an_address_is_down() -> None:
    assert probed("down.test")[0].why == "ConnectError: refused"


def test_tries_as_often_as_the_settings_say(slept: list[float]) -> None:
    probed("down.test")
    assert slept == [1.0, 1.0]


def test_asks_an_address_that_is_well_once(slept: list[float]) -> None:
    probed("one.test")
    assert slept == []


def test_refuses_what_is_no_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["not an address"]) == program.USAGE_ERROR
    assert "not an address" in capsys.readouterr().err


def test_refuses_a_bad_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("<% prefix %>_ATTEMPTS", "0")
    assert program.main(["http://one.test/"]) == program.USAGE_ERROR


def test_ends_with_a_failure_where_one_is_down(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    outcomes = probed("one.test", "down.test")

    async def known(_: list[str], __: program.Settings) -> list[program.Outcome]:
        return outcomes

    monkeypatch.setattr(program, "probe_all", known)
    assert program.main(["http://one.test/", "http://down.test/"]) == program.FAILED
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["up"] for line in lines] == [True, False]
