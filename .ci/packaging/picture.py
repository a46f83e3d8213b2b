"""picture.py TENON FILE: the review of a small update, drawn as an SVG of what a terminal shows."""

import html
import os
import pathlib
import re
import subprocess
import sys
import tempfile

COLOURS = {
    "31": "#cf222e",
    "32": "#1a7f37",
    "33": "#9a6700",
    "36": "#0969da",
    "1": "#1f2328",
    "2": "#6e7781",
}
LINE = 18
WIDTH = 8.43
FONTS = "ui-monospace, Menlo, Consolas, monospace"


def review(executable: str) -> str:
    """What `tenon diff` says after an update with an edit of a person's in the way, in colour."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": folder,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{
                f"GIT_{who}_{what}": word
                for who in ("AUTHOR", "COMMITTER")
                for what, word in (("NAME", "Builder"), ("EMAIL", "b@example.com"))
            },
        }

        def run(*command: str) -> str:
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            return done.stdout

        run("git", "init", "-q", "-b", "main")
        run("git", "commit", "-q", "--allow-empty", "-m", "Begin")
        run(executable, "new", "compose-stack", "web")
        run("git", "add", "-A")
        run("git", "commit", "-q", "-m", "feat(web): add the stack")
        file = next(pathlib.Path(folder).rglob("compose.yaml"))
        file.write_text(
            file.read_text().replace("services:\n", "# ours: reviewed\nservices:\n", 1)
        )
        run(executable, "update", "--set", "port=8443")
        stat = run(executable, "diff", "--stat", "--color", "always")
        return (
            "$ tenon update --set port=8443\n$ tenon diff --stat\n"
            + stat
            + "$ tenon diff\n"
            + run(executable, "diff", "--color", "always")
        )


def spans(line: str) -> str:
    """A line with escapes as tspans."""
    drawn, colour = "", ""
    for part in re.split(r"(\x1b\[[0-9;]*[mK])", line):
        code = re.fullmatch(r"\x1b\[([0-9;]*)[mK]", part)
        if code:
            known = [COLOURS[key] for key in code[1].split(";") if key in COLOURS]
            colour = known[-1] if known else ""
        elif part:
            fill = f' fill="{colour}"' if colour else ""
            drawn += f"<tspan{fill}>{html.escape(part)}</tspan>"
    return drawn


def picture(text: str) -> str:
    lines = text.rstrip("\n").split("\n")[:44]
    plain = [re.sub(r"\x1b\[[0-9;]*[mK]", "", line) for line in lines]
    width = int(max(map(len, plain)) * WIDTH) + 32
    height = len(lines) * LINE + 28
    rows = [
        f'<text x="16" y="{24 + LINE * number}" xml:space="preserve">{spans(line)}</text>'
        for number, line in enumerate(lines)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}">',
            f'<g font-family="{FONTS}" font-size="14" fill="#1f2328">',
            "<title>tenon diff after an update</title>",
            f'<rect width="{width}" height="{height}" rx="8" fill="#f6f8fa" stroke="#d0d7de"/>',
            *rows,
            "</g></svg>\n",
        ]
    )


if __name__ == "__main__":
    pathlib.Path(sys.argv[2]).write_text(
        picture(review(str(pathlib.Path(sys.argv[1]).resolve())))
    )
