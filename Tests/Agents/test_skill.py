"""`tenon skill install`: a sound Agent Skill, and a block that leaves everything around it alone."""

import re

import pytest
import yaml

from conftest import Repository

SKILL = ".agents/skills/tenon/SKILL.md"


def install(repository: Repository, *arguments: str) -> str:
    done = repository.tenon("skill", "install", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def test_the_skill_is_one(repository: Repository) -> None:
    install(repository)
    text = (repository.path / SKILL).read_text()
    _, front, body = text.split("---\n", 2)
    head = yaml.safe_load(front)
    assert re.fullmatch(r"[a-z0-9-]{1,64}", head["name"])
    assert head["name"] == (repository.path / SKILL).parent.name
    assert 0 < len(head["description"]) <= 1024
    assert len(body.splitlines()) < 500
    for role in ("Builder", "Librarian", "Lab-operator", "Scribe", "Never"):
        assert re.search(rf"^## {role}", body, re.MULTILINE), role


def test_the_skill_names_commands_that_exist(repository: Repository) -> None:
    install(repository)
    text = (repository.path / SKILL).read_text()
    for command in set(re.findall(r"tenon ((?:[a-z]+ ?){1,2})", text)):
        words = command.split()
        known = repository.tenon(*words, "--help")
        if known.returncode and len(words) > 1:
            known = repository.tenon(words[0], "--help")
        assert known.returncode == 0, command


@pytest.mark.parametrize("around", ["", "# Mine\n", "# Mine", "# Mine\r\n\r\nText\r\n", "\ufeff# Mine\n"])
def test_what_stands_around_the_block_stays_as_it_is(repository: Repository, around: str) -> None:
    file = repository.path / "AGENTS.md"
    if around:
        file.write_bytes(around.encode())
    install(repository)
    first = file.read_bytes()
    assert first.startswith(around.encode())
    file.write_bytes(first.replace(b"## tenon", b"## changed") + b"below\n")
    assert "update  AGENTS.md" in install(repository)
    assert file.read_bytes() == first + b"below\n"
    assert install(repository) == "nothing to do\n"
    assert (b"\r\n" in first) == ("\r\n" in around)
    assert (b"\n" not in first.replace(b"\r\n", b"")) == ("\r\n" in around)


def test_marks_that_are_broken_are_refused(repository: Repository) -> None:
    for text in ("<!-- tenon:end -->\n", "<!-- tenon:begin -->\n", "<!-- tenon:end -->\n<!-- tenon:begin -->\n"):
        repository.write("AGENTS.md", text)
        assert repository.tenon("skill", "install").returncode == 65
        assert (repository.path / "AGENTS.md").read_text() == text
        assert not (repository.path / ".agents").exists()


def test_a_skill_of_somebody_else_is_in_the_way(repository: Repository) -> None:
    repository.write(SKILL, "mine\n")
    assert repository.tenon("skill", "install").returncode == 73
    assert (repository.path / SKILL).read_text() == "mine\n"
    assert not (repository.path / "AGENTS.md").exists()


def test_each_agent_has_its_folder_and_undo_takes_all_back(repository: Repository) -> None:
    install(repository, "--agent", "claude", "--agent", "copilot")
    for folder in (".claude", ".github"):
        assert (repository.path / folder / "skills/tenon/SKILL.md").exists()
    assert ".claude/skills/tenon/SKILL.md" in (repository.path / "AGENTS.md").read_text()
    assert repository.tenon("undo").returncode == 0
    assert not (repository.path / "AGENTS.md").exists()
    assert not (repository.path / ".claude").exists()
