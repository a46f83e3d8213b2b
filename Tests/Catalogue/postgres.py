"""A PostgreSQL of the proof's own, which nothing outside its folder reaches."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from toolbox import MissingTool, Outcome, Toolbox


@dataclass(frozen=True)
class Server:
    """A PostgreSQL that listens on a socket in the scratch folder only."""

    tools: Toolbox
    programs: Path
    folder: Path

    def run(self, program: str, *words: str | Path, database: str = "postgres") -> Outcome:
        """Run one of PostgreSQL's programs, or a script, against the server."""
        where = {"PGHOST": str(self.folder), "PGUSER": "postgres", "PGDATABASE": database}
        path = self.programs / program
        return self.tools.run(path if path.exists() else program, *words, cwd=self.folder, env=where)

    def sql(self, text: str, database: str) -> Outcome:
        """Run a text of SQL; the first error ends it."""
        return self.run("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", text, database=database)


@contextmanager
def running(tools: Toolbox) -> Iterator[Server]:
    """A server started for the proof, by the user postgres where we are root, which PostgreSQL refuses to run as."""
    programs = folder_of_programs()
    folder = Path("/tmp") / f"tenon-postgres-{os.getpid()}"
    folder.mkdir(mode=0o755)
    prefix: list[str | Path] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        prefix = ["runuser", "-u", "postgres", "--"]
    server = Server(tools, programs, folder)
    data = folder / "data"
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    control = [*prefix, programs / "pg_ctl", "--pgdata", data, "--wait"]
    try:
        made = tools.run(*prefix, programs / "initdb", "-A", "trust", "-U", "postgres", data, cwd=folder)
        started = tools.run(*control, "--log", folder / "log", "-o", options, "start", cwd=folder)
        if made.failed or started.failed:
            raise MissingTool(f"a PostgreSQL that starts ({started.tail(1)})")
        yield server
    finally:
        tools.run(*control, "--mode", "immediate", "stop", cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)
        for tool in ("runuser", "initdb", "pg_ctl"):
            tools.used.pop(tool, None)
        tools.used["postgres"] = None


def folder_of_programs() -> Path:
    """Where Debian keeps the newest PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found or not (found[-1] / "initdb").exists():
        raise MissingTool("postgres")
    return found[-1]
