"""sql-migrations: sqlfluff without a finding, and up, down, up in a PostgreSQL of the proof's own."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from migration_troubles import troubles
from postgres import Server, running
from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import Toolbox


class SkeletonProof(Proof):
    """Every option; names other than the default's."""

    sample = 2
    factors: Mapping[str, Sequence[Any]] = {
        "schema": [UNANSWERED, "app_data"],
        "table": [UNANSWERED, "hosts"],
        "database": [UNANSWERED],
    }
    extra_cases = ({"name": "net-box", "soft_delete": True},)
    refused = (
        {"schema": "order"},
        {"schema": "information_schema"},
        {"schema": "pg_tables"},
        {"table": "user"},
        {"name": "group"},
        {"schema": "Shop"},
    )

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """Lint all, then migrate a database for each unit."""
        for unit in units:
            outcome = tools.run("sqlfluff", "lint", "--dialect", "postgres", "migrations", cwd=unit.folder)
            if outcome.failed:
                yield Finding(unit.name, outcome.tail(30))
            if unit.value("runner", True):
                outcome = tools.run(
                    "shellcheck", "--enable=all", "--exclude=SC2310,SC2312", "migrate.sh", cwd=unit.folder
                )
                if outcome.failed:
                    yield Finding(unit.name, outcome.tail(30))
        with running(tools) as server:
            for number, unit in enumerate(units):
                for fault in migrated(unit, f"d{number}", server):
                    yield Finding(unit.name, fault)
            for unit in [unit for unit in units if unit.value("runner", True) and unit.value("roles", True)][:1]:
                for fault in troubles(unit, server, tools.scratch / "troubles"):
                    yield Finding(unit.name, fault)


def migrated(unit: Unit, database: str, server: Server) -> Iterator[str]:
    """Up, up, down, down, up: each ends well, twice is once, down leaves nothing, up again gives the same."""
    files = sorted((unit.folder / "migrations").iterdir())
    ups = [path for path in files if path.name.endswith(".up.sql")]
    downs = [path for path in reversed(files) if path.name.endswith(".down.sql")]
    if [path.name.split(".")[0] for path in ups] != [path.name.split(".")[0] for path in reversed(downs)]:
        yield "an up migration without a down migration"
    server.run("createdb", database)
    empty = dump(server, database)
    yield from applied(ups, database, server)
    full = dump(server, database)
    yield from applied(ups, database, server)
    if dump(server, database) != full:
        yield "up twice is not up once"
    yield from used(unit, database, server)
    yield from applied(downs, database, server)
    if dump(server, database) != empty:
        yield f"down leaves something: {dump(server, database)}"
    yield from applied(downs, database, server)
    yield from applied(ups, database, server)
    if dump(server, database) != full:
        yield "up after down is not up"
    yield from applied(downs, database, server)
    if unit.value("runner", True):
        yield from run_by_the_runner(unit, database, server, full, empty)


def applied(files: list[Path], database: str, server: Server) -> Iterator[str]:
    """Run the files one after the other; a warning is a fault, a notice is none."""
    for path in files:
        outcome = server.run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", path, database=database)
        if outcome.failed or "WARNING" in outcome.output:
            yield f"{path.name}: {outcome.tail()}"


def dump(server: Server, database: str) -> str:
    """The database's schema and roles as text, without what differs from dump to dump."""
    schema = server.run("pg_dump", "--schema-only", database)
    roles = server.run("psql", "-X", "-A", "-t", "-c", "SELECT rolname FROM pg_roles ORDER BY rolname")
    lines = [line for line in schema.output.splitlines() if line and not line.startswith(("--", "\\"))]
    return "\n".join([*lines, roles.output])


def used(unit: Unit, database: str, server: Server) -> Iterator[str]:
    """What a reader, a writer and nobody in particular may do, and what the columns do."""
    schema = unit.value("schema") or unit.folder.name.replace("-", "_")
    table = f"{schema}.{unit.value('table', 'items')}"
    tries = [(f"INSERT INTO {table} (title) VALUES ('one')", True), (f"INSERT INTO {table} (title) VALUES ('')", False)]
    tries.append((f"INSERT INTO {table} (title) VALUES ('one')", False))
    if unit.value("roles", True):
        reader, writer = f"SET ROLE {schema}_reader; ", f"SET ROLE {schema}_writer; "
        tries += [(f"{reader}SELECT * FROM {table}", True), (f"{reader}DELETE FROM {table}", False)]
        tries += [(f"{writer}INSERT INTO {table} (title) VALUES ('two')", True), (f"{writer}DROP TABLE {table}", False)]
        tries.append((f"{writer}DELETE FROM {schema}.migrations", False))
    if unit.value("timestamps", True):
        moved = f"UPDATE {table} SET note = 'x'; SELECT 1 / count(*) FROM {table} WHERE updated_at > created_at"
        tries.append((moved, True))
    if unit.value("soft_delete", False):
        again = f"UPDATE {table} SET deleted_at = now(); INSERT INTO {table} (title) VALUES ('one')"
        tries.append((again, True))
    for text, allowed in tries:
        outcome = server.sql(text, database)
        if outcome.failed == allowed:
            yield f"{'refused' if allowed else 'allowed'}: {text}: {outcome.tail(3)}"


def run_by_the_runner(unit: Unit, database: str, server: Server, full: str, empty: str) -> Iterator[str]:
    """The same by the script, with its words."""
    script = unit.folder / "migrate.sh"
    newest = len(list((unit.folder / "migrations").glob("*.up.sql")))
    steps = (
        (("status",), newest, "pending"),
        (("up",), newest, "up V"),
        (("up",), 0, "up V"),
        (("status",), newest, "applied"),
        (("down",), 1, "down V"),
        (("up", "1"), 0, "up V"),
        (("up",), 1, "up V"),
        (("down", "1"), newest - 1, "down V"),
        (("up",), newest - 1, "up V"),
    )
    for words, count, said in steps:
        outcome = server.run("bash", script, *words, database=database)
        if outcome.failed or sum(line.startswith(said) for line in outcome.output.splitlines()) != count:
            yield f"migrate.sh {' '.join(words)}: {outcome.tail()}"
    if dump(server, database) != full:
        yield "migrate.sh up gives something else"
    if server.run("bash", script, "down", "all", database=database).failed or dump(server, database) != empty:
        yield "migrate.sh down all leaves something"
    if server.run("bash", script, "sideways", database=database).status != 64:
        yield "migrate.sh does not refuse what it does not know"
