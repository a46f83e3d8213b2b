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
<%# scheme %>
        assert request.headers["authorization"] == f"<% scheme %> {TOKEN}"
<%/ scheme %>
<%^ scheme %>
        assert request.headers["authorization"] == f"Token {TOKEN}"
<%/ scheme %>
<%# is.preset.netbox-inventory %>
        if request.url.path != program.PATHS["device"]:
            return page([])
<%/ is.preset.netbox-inventory %>
        if request.url.params.get("offset") == "2":
            return page([3])
        assert request.url.params["limit"] == "2"
        return page([1, 2], f"http://api.test{request.url.path}?limit=2&offset=2")

    assert [found.id for found in fetched(settings, handler)] == [1, 2, 3]


def test_tries_again_and_waits_longer(settings: program.Settings, slept: list[float]) -> None:
    answers = [httpx.Response(503), httpx.Response(502), page([1])]

    def handler(_: httpx.Request) -> httpx.Response:
        return answers.pop(0) if answers else page([])

    assert len(fetched(settings, handler)) == 1
    assert slept == [1.0, 2.0]


def test_waits_as_long_as_the_server_asks(settings: program.Settings, slept: list[float]) -> None:
    answers = [httpx.Response(429, headers={"Retry-After": "7"}), page([1])]

    def handler(_: httpx.Request) -> httpx.Response:
        return answers.pop(0) if answers else page([])

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
    assert " <% token %>: " in capsys.readouterr().err


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
<%# is.preset.netbox-inventory %>
    found = fetched(settings, devices_only([1, 2]))
<%/ is.preset.netbox-inventory %>
<%# is.preset.api-client %>
    found = fetched(settings, lambda _: page([1, 2]))
<%/ is.preset.api-client %>

    async def answer(_: program.Settings) -> list[program.Item]:
        return found

    monkeypatch.setattr(program, "fetch", answer)
    assert program.main([]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == [1, 2]


@pytest.mark.parametrize("secret", ["two words", "with\nnewline", ""])
def test_refuses_a_token_that_no_header_can_hold(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    secret: str,
) -> None:
    monkeypatch.setenv("<% prefix %>_URL", "http://api.test")
    monkeypatch.setenv("<% token %>", secret)
    assert program.main([]) == program.USAGE_ERROR
    said = capsys.readouterr().err
    assert "one word" in said
    assert "two words" not in said
    assert "newline" not in said


def test_refuses_an_address_with_a_password(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("<% prefix %>_URL", f"http://me:{TOKEN}@api.test")
    monkeypatch.setenv("<% token %>", TOKEN)
    assert program.main([]) == program.USAGE_ERROR
    assert TOKEN not in capsys.readouterr().err


def said_of(
    response: httpx.Response,
    settings: program.Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> str:
    original = program.fetch

    async def answered(_: program.Settings) -> list[program.Item]:
        return await original(settings, httpx.MockTransport(lambda _: response))

    monkeypatch.setattr(program, "fetch", answered)
    assert program.main([]) == 1
    said = capsys.readouterr().err
    assert TOKEN not in said
    return said


def test_names_the_fault_of_an_answer(
    settings: program.Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    response = httpx.Response(200, json={"next": None, "results": [{"name": "x"}]})
    assert "results.0.id" in said_of(response, settings, monkeypatch, capsys)


def test_says_what_may_be_wrong_with_the_token(
    settings: program.Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "may it read" in said_of(httpx.Response(403), settings, monkeypatch, capsys)
<%# is.preset.netbox-inventory %>


def devices_only(numbers: list[int]) -> Callable[[httpx.Request], httpx.Response]:
    def handler(request: httpx.Request) -> httpx.Response:
        return page(numbers if request.url.path == program.PATHS["device"] else [])

    return handler
<%^ scheme %>


@pytest.mark.parametrize(
    ("token", "header"),
    [("0123456789", "Token 0123456789"), ("nbt_key.secret", "Bearer nbt_key.secret")],
)
def test_shows_each_kind_of_token_as_netbox_wants_it(token: str, header: str) -> None:
    assert program.authorization(token) == header
<%/ scheme %>


def test_asks_for_what_the_settings_say(
    monkeypatch: pytest.MonkeyPatch,
    settings: program.Settings,
) -> None:
    monkeypatch.setenv("<% prefix %>_STATUS", "active,staged")
    monkeypatch.setenv("<% prefix %>_FILTER", "site=lab&tag=web")
    asked: list[httpx.URL] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        return page([])

    fetched(settings, handler)
    fetched(program.Settings(), handler)
    assert [url.path for url in asked] == [*program.PATHS.values(), *program.PATHS.values()]
    assert asked[0].params.get_list("status") == ["active"]
    assert asked[2].params.get_list("status") == ["active", "staged"]
    assert (asked[2].params["site"], asked[2].params["tag"]) == ("lab", "web")


def test_groups_what_netbox_knows(settings: program.Settings) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        return page([2, 1] if request.url.path == program.PATHS["device"] else [3])

    found = fetched(settings, handler)
    nameless = program.Item(id=9)
    document = program.script_output([*found, nameless])
    assert document["site_lab_1"] == {"hosts": ["host1", "host2", "host3"]}
    assert document["devices"] == {"hosts": ["host1", "host2"]}
    assert document["virtual_machines"] == {"hosts": ["host3"]}
    assert document["_meta"]["hostvars"]["host1"] == {  # type: ignore[index]
        "ansible_host": "192.0.2.1",
        "netbox_id": "1",
        "netbox_kind": "device",
    }


def made(number: int, name: str, site: tuple[int, str], kind: str = "device") -> program.Item:
    place = program.Named(id=site[0], name=site[1])
    return program.Item(id=number, name=name, kind=kind, site=place)


def test_keeps_names_apart() -> None:
    items = [
        made(1, "web", (1, "Lab 1")),
        made(2, "web", (2, "lab-1")),
        made(1, "web", (3, "all"), "virtual_machine"),
        made(4, "sw[1:3]:22", (4, "ungrouped")),
        made(5, "site_all", (5, "---")),
    ]
    members, variables = program.grouped(items)
    assert members["site_lab_1"] == ["web"]
    assert members["site_lab_1_2"] == ["web-device-2"]
    assert members["site_all"] == ["web-virtual_machine-1"]
    assert members["site_ungrouped"] == ["sw_1_3__22"]
    assert members["site_unnamed"] == ["site_all-device-5"]
    assert variables["sw_1_3__22"]["netbox_name"] == "sw[1:3]:22"
    assert set(members) & {"all", "ungrouped"} == set()


def test_keeps_apart_what_the_numbers_make_equal() -> None:
    items = [
        made(1, "web-device-3", (1, "Lab 3")),
        made(2, "web", (2, "Lab")),
        made(3, "web", (3, "lab")),
    ]
    members, variables = program.grouped(items)
    assert members["site_lab_3"] == ["web-device-3"]
    assert members["site_lab"] == ["web"]
    assert members["site_lab_3_3"] == ["web-device-3-device-3"]
    assert [known["netbox_id"] for known in variables.values()] == ["1", "2", "3"]


def test_hands_no_template_to_ansible(caplog: pytest.LogCaptureFixture) -> None:
    status = program.Choice(value="active")
    item = program.Item(id=1, name="{{ 7 * 7 }}", serial="{% raw %}", status=status)
    assert program.grouped([item])[1] == {
        "___7___7___": {"netbox_id": "1", "netbox_kind": "device", "netbox_status": "active"},
    }
    assert "netbox_serial of ___7___7___ looks like a template" in caplog.text


def test_answers_as_a_file_and_as_a_script() -> None:
    items = [made(1, "web", (1, "Lab"))]
    assert program.inventory(items) == {
        "all": {
            "hosts": {"web": {"netbox_id": "1", "netbox_kind": "device"}},
            "children": {
                "devices": {"hosts": {"web": {}}},
                "site_lab": {"hosts": {"web": {}}},
            },
        },
    }
    one = program.answer(items, program.parse(["--host", "web"]))
    assert one == {"netbox_id": "1", "netbox_kind": "device"}
    assert program.answer(items, program.parse(["--host", "nobody"])) == {}
    assert program.answer(items, program.parse([])) is None
<%/ is.preset.netbox-inventory %>
