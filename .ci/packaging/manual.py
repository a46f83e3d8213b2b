"""manual.py TENON FOLDER: a page in FOLDER for tenon and for each of its commands, from what the argument parser says."""

import json
import pathlib
import re
import subprocess
import sys
from typing import Any

Command = dict[str, Any]


def escaped(text: str) -> str:
    """A text as roff shows it: no character of it is a request or an escape."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return re.sub(r"(?m)^([.'])", r"\\&\1", text)


def shown(argument: dict[str, Any]) -> str:
    """An option or argument as the synopsis has it."""
    value = escaped(argument.get("valueName", ""))
    if argument["kind"] == "positional":
        text = f"\\fI{value}\\fR" + (" ..." if argument["isRepeating"] else "")
    else:
        name = argument["preferredName"]
        text = (
            "\\fB"
            + escaped(("--" if name["kind"] == "long" else "-") + name["name"])
            + "\\fR"
        )
        if argument["kind"] == "option":
            text += f" \\fI{value}\\fR"
    return f"[{text}]" if argument["isOptional"] else text


def visible(command: Command) -> list[dict[str, Any]]:
    return [
        argument
        for argument in command.get("arguments", [])
        if argument.get("shouldDisplay", True)
    ]


def below(command: Command) -> list[Command]:
    return [
        child
        for child in command.get("subcommands", [])
        if child["commandName"] != "help"
    ]


def described(arguments: list[dict[str, Any]]) -> list[str]:
    lines = []
    for argument in arguments:
        lines += [
            ".TP",
            shown({**argument, "isOptional": False}),
            escaped(argument.get("abstract", "")),
        ]
        if argument.get("allValues"):
            lines.append(f"One of: {escaped(', '.join(argument['allValues']))}.")
        if argument.get("defaultValue"):
            lines.append(f"Default: {escaped(argument['defaultValue'])}.")
    return lines


def page(command: Command, words: list[str], version: str, see: list[str]) -> str:
    name = "-".join(words)
    abstract = command.get("abstract", "").rstrip(".")
    lines = [
        f'.TH "{escaped(name.upper())}" 1 "" "tenon {escaped(version)}" "tenon"',
        ".SH NAME",
        f"{escaped(name)} \\- {escaped(abstract[:1].lower() + abstract[1:])}",
        ".SH SYNOPSIS",
        f"\\fB{escaped(' '.join(words))}\\fR",
        " ".join(
            ["\\fIcommand\\fR"]
            if below(command)
            else [shown(argument) for argument in visible(command)]
        ),
    ]
    if command.get("discussion"):
        lines.append(".SH DESCRIPTION")
        for paragraph in command["discussion"].split("\n\n"):
            lines += [".PP", escaped(paragraph)]
    if below(command):
        lines.append(".SH COMMANDS")
        for child in below(command):
            title = escaped("-".join([*words, child["commandName"]]))
            lines += [".TP", f"\\fB{title}\\fR(1)", escaped(child.get("abstract", ""))]
    if visible(command):
        lines += [".SH OPTIONS", *described(visible(command))]
    lines += [
        ".SH SEE ALSO",
        ",\n".join(f"\\fB{escaped(other)}\\fR(1)" for other in see),
    ]
    return "\n".join(lines) + "\n"


def pages(command: Command, words: list[str], version: str) -> dict[str, str]:
    """By file name."""
    parent = "-".join(words[:-1])
    children = ["-".join([*words, child["commandName"]]) for child in below(command)]
    written = {
        f"{'-'.join(words)}.1": page(
            command, words, version, [parent] if parent else [*children, "git"]
        )
    }
    for child in below(command):
        written |= pages(child, [*words, child["commandName"]], version)
    return written


def main(executable: str, folder: str) -> None:
    def said(*arguments: str) -> str:
        return subprocess.run(
            [executable, *arguments], check=True, capture_output=True, text=True
        ).stdout

    root = json.loads(said("--experimental-dump-help"))["command"]
    target = pathlib.Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in pages(root, ["tenon"], said("--version").strip()).items():
        (target / name).write_text(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
