"""The harness itself: its checks see what they are there for, and its combinations are complete."""

import itertools
from pathlib import Path

import pytest

from generic import findings_in, unpinned
from pairwise import pairwise
from proof import Unit


@pytest.mark.parametrize(
    "text",
    [
        "image: redis",
        "image: redis:latest",
        "  - image: nginx:alpine",
        "image: registry.example:5000/app",
        "image: prom/prometheus:${VERSION}",
        "FROM python\n",
        "FROM --platform=linux/amd64 golang:latest AS build\n",
        "FROM golang:1.27 AS build\nFROM other\n",
    ],
)
def test_an_image_without_a_version_is_seen(text: str) -> None:
    assert len(list(unpinned(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "image: redis:8.10.2-alpine",
        'image: "registry.example:5000/app:1.2"',
        "image: redis@sha256:0a1b",
        "image: prom/prometheus:${VERSION:-v3.13.4}",
        "FROM golang:1.27.1-bookworm AS build\nFROM build AS tested\nFROM scratch\n",
        "# an image: of sorts",
    ],
)
def test_an_image_with_a_version_is_none_of_its_business(text: str) -> None:
    assert list(unpinned(text)) == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yml", "x: " + "y" * 80 + "\n", "columns"),
        ("a.yaml.tftpl", "x: " + "y" * 80 + "\n", "columns"),
        ("a.txt", "TODO: later\n", "unfinished"),
        ("a.txt", "x \n", "white space"),
        ("a.txt", "x", "no newline"),
        ("a.txt", "<% name %>\n", "template tag"),
        ("a.txt", "AKIA" + "A" * 16 + "\n", "credential"),
        (".hidden/a.txt", "FIXME\n", "unfinished"),
    ],
)
def test_every_file_is_read(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    found = [str(finding) for finding in findings_in(Unit("u", {}, tmp_path, tmp_path), 80)]
    assert len(found) == 1
    assert said in found[0]


def test_a_long_line_is_one_that_yamllint_would_not_take_either(tmp_path: Path) -> None:
    long = "# " + "y" * 80 + "\n"
    (tmp_path / "a.yml").write_text(f"# yamllint disable-line rule:line-length\n{long}{long}")
    found = [str(finding) for finding in findings_in(Unit("u", {}, tmp_path, tmp_path), 80)]
    assert found == ["u: a.yml:3: 82 columns"]


@pytest.mark.parametrize(("strength", "most"), [(2, 12), (3, 24)])
def test_so_many_values_meet(strength: int, most: int) -> None:
    factors = {"a": [1, 2, 3], "b": [True, False], "c": ["x", "y"], "d": [1, 2], "e": [1, 2]}
    cases = pairwise(factors, strength=strength)
    for names in itertools.combinations(factors, strength):
        for meeting in itertools.product(*(factors[name] for name in names)):
            assert any(tuple(case[name] for name in names) == meeting for case in cases)
    assert len(cases) <= most
    assert cases == pairwise(factors, strength=strength)


def test_what_no_case_may_hold_is_given_up() -> None:
    factors = {"a": [1, 2], "b": [1, 2], "c": [1, 2]}
    cases = pairwise(factors, lambda case: (case["a"], case["b"]) != (2, 2))
    assert cases
    assert all((case["a"], case["b"]) != (2, 2) for case in cases)
