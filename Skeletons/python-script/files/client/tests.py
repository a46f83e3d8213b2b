from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import httpx
import pytest

import <% snake(name) %> as program

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = "t0ken"


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> program.Settings:
    monkeypatch.setenv("<% prefix %>_URL", "http://api.test")
    monkeypatch.setenv("<% token %>", TOKEN)
    monkeypatch.setenv("<% prefix %>_PAGE_SIZE", "2")
    return program.Settings()


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    seconds: list[float] = []

    async def sleep(duration: float) -> None:
        seconds.append(duration)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return seconds


def item(number: int) -> dict[str, object]:
<%# is.preset.netbox-inventory %>
    return {
        "id": number,
        "name": f"host{number}",
        "site": {"id": 1, "name": "Lab-1"},
        "primary_ip": {"address": f"192.0.2.{number}/24"},
        "extra": True,
    }
<%/ is.preset.netbox-inventory %>
<%# is.preset.api-client %>
    return {
        "id": number,
<%# fields %>
        "<% . %>": f"<% . %> {number}",
<%/ fields %>
        "extra": True,
    }
<%/ is.preset.api-client %>


def page(numbers: list[int], following: str | None = None) -> httpx.Response:
    results = [item(number) for number in numbers]
    return httpx.Response(200, json={"next": following, "results": results})


def fetched(
    settings: program.Settings,
    handler: Callable[[httpx.Request], httpx.Response],
) -> list[program.Item]:
    return asyncio.run(program.fetch(settings, httpx.MockTransport(handler)))


def test_follows_pages_with_the_token(settings: program.Settings) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"] == f"<% scheme %> {TOKEN}"
        if request.url.params.get("offset") == "2":
            return page([3])
        assert request.url.params["limit"] == "2"
        return page([1, 2], f"http://api.test{program.PATH}?limit=2&offset=2")

    assert [found.id for found in fetched(settings, handler)] == [1, 2, 3]


def test_tries_again_and_waits_longer(settings: program.Settings, slept: list[float]) -> None:
    answers = [httpx.Response(503), httpx.Response(502), page([1])]

    def handler(_: httpx.Request) -> httpx.Response:
        return answers.pop(0)

    assert len(fetched(settings, handler)) == 1
    assert slept == [1.0, 2.0]


def test_waits_as_long_as_the_server_asks(settings: program.Settings, slept: list[float]) -> None:
    answers = [httpx.Response(429, headers={"Retry-After": "7"}), page([1])]

    def handler(_: httpx.Request) -> httpx.Response:
        return answers.pop(0)

    assert len(fetched(settings, handler)) == 1
    assert slept == [7.0]


def test_gives_up_where_nobody_answers(settings: program.Settings, slept: list[float]) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        message = "refused"
        raise httpx.ConnectError(message, request=request)

    with pytest.raises(httpx.ConnectError):
        fetched(settings, handler)
    assert len(slept) == 3


def test_does_not_try_again_where_it_is_forbidden(
    settings: program.Settings,
    slept: list[float],
) -> None:
    with pytest.raises(httpx.HTTPStatusError):
        fetched(settings, lambda _: httpx.Response(403))
    assert slept == []


@pytest.mark.parametrize("elsewhere", ["http://elsewhere.test/", "http://api.test:8080/"])
def test_keeps_the_token_from_elsewhere(settings: program.Settings, elsewhere: str) -> None:
    with pytest.raises(program.ForeignPageError):
        fetched(settings, lambda _: page([1], elsewhere))


def test_names_the_setting_that_is_missing(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("<% token %>", raising=False)
    monkeypatch.setenv("<% prefix %>_URL", "http://api.test")
    assert program.main([]) == program.USAGE_ERROR
    assert "<% token %>" in capsys.readouterr().err


def test_says_nothing_of_the_token(
    settings: program.Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def refuse(_: program.Settings) -> list[program.Item]:
        message = "refused"
        raise httpx.ConnectError(message)

    monkeypatch.setattr(program, "fetch", refuse)
    assert program.main(["--verbose"]) == 1
    assert TOKEN not in capsys.readouterr().err
    assert TOKEN not in repr(settings)


def test_writes_one_object_a_line(
    settings: program.Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = fetched(settings, lambda _: page([1, 2]))

    async def answer(_: program.Settings) -> list[program.Item]:
        return found

    monkeypatch.setattr(program, "fetch", answer)
    assert program.main([]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == [1, 2]
<%# is.preset.netbox-inventory %>


def test_groups_devices_for_ansible(settings: program.Settings) -> None:
    found = fetched(settings, lambda _: page([2, 1]))
    nameless = program.Item(id=9)
    assert program.inventory([*found, nameless]) == {
        "_meta": {
            "hostvars": {
                "host1": {"ansible_host": "192.0.2.1", "netbox_id": "1"},
                "host2": {"ansible_host": "192.0.2.2", "netbox_id": "2"},
            },
        },
        "lab_1": {"hosts": ["host1", "host2"]},
    }
<%/ is.preset.netbox-inventory %>
