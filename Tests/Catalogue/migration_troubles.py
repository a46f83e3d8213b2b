"""What goes wrong with migrations in a team, each tried with the generated runner on a real server."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from postgres import Server
from proof import Unit
from toolbox import Outcome


@dataclass(frozen=True)
class Project:
    """A copy of a unit with a database of its own."""

    folder: Path
    schema: str
    database: str
    server: Server

    def run(self, *words: str, **settings: str) -> Outcome:
        """The runner, with settings as environment variables."""
        assigned = [f"{name}={value}" for name, value in settings.items()]
        return self.server.run("env", *assigned, "bash", self.folder / "migrate.sh", *words, database=self.database)

    def write(self, name: str, up: str, down: str = "SELECT 1;\n") -> None:
        """A migration of the person's own."""
        for direction, text in (("up", up), ("down", down)):
            (self.folder / "migrations" / f"{name}.{direction}.sql").write_text(text)

    def ask(self, text: str) -> str:
        """One value of the database; its message where it refuses."""
        return self.server.sql(text, self.database).output.strip()

    def state(self, name: str) -> str:
        """What `status` says of a migration."""
        lines = self.run("status").output.splitlines()
        return next((line.split()[0] for line in lines if name in line and len(line.split()) == 2), "")


def troubles(unit: Unit, server: Server, scratch: Path) -> Iterator[str]:
    """Everything wrong with how the runner takes each trouble."""
    schema = unit.value("schema") or unit.folder.name.replace("-", "_")
    for number, trouble in enumerate(TROUBLES):
        folder = scratch / trouble.__name__
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(unit.folder, folder)
        project = Project(folder, schema, f"trouble{number}", server)
        server.run("createdb", project.database)
        for fault in trouble(project):
            yield f"{trouble.__name__.replace('_', ' ')}: {fault}"
        server.run("dropdb", "--force", project.database)
        for role in ("writer", "reader"):
            server.sql(f"DROP ROLE IF EXISTS {schema}_{role}", "postgres")


def a_changed_file(project: Project) -> Iterator[str]:
    """It is said, nothing more is applied, and `accept` takes it."""
    project.run("up", "2")
    path = next((project.folder / "migrations").glob("V0002__*.up.sql"))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    if project.state("V0002") != "applied":
        yield "other line endings are taken for a change"
    path.write_text(path.read_text() + "-- edited\n")
    if project.state("V0002") != "changed" or project.run("status").status != 1:
        yield "status does not say it"
    if project.run("up").status != 1 or project.state("V0003") != "pending":
        yield "up goes on"
    if project.run("accept", "2").failed or project.run("up").failed or project.state("V0004") != "applied":
        yield "accept does not take it"


def a_lost_file(project: Project) -> Iterator[str]:
    """It is said; the recorded way back takes it back, and no more."""
    table = f"{project.schema}.extra"
    project.write("V0005__extra", f"BEGIN;\nCREATE TABLE {table} (it text);\nCOMMIT;\n", f"DROP TABLE {table};\n")
    project.run("up")
    for path in (project.folder / "migrations").glob("V0005__*"):
        path.unlink()
    if project.state("V0005") != "lost" or project.run("up").status != 1:
        yield "status or up does not say it"
    if project.run("down").failed or project.ask(f"SELECT to_regclass('{table}')"):
        yield "down does not take it back"
    if project.run("version").output.strip() != "4" or project.run("status").failed:
        yield "down took back more, or less"


def a_doubled_number(project: Project) -> Iterator[str]:
    """Nothing runs, and both names are said."""
    project.write("V0004__other", "SELECT 1;\n")
    outcome = project.run("up")
    if outcome.status != 1 or "V0004__other" not in outcome.output or "V0004__grant" not in outcome.output:
        yield outcome.tail()
    if project.ask("SELECT to_regclass('" + project.schema + ".migrations')"):
        yield "something was applied"


def a_number_that_is_none(project: Project) -> Iterator[str]:
    """A time of day as a version, and a time to wait that is none, are refused and not passed over."""
    project.write("V20261127120000__stamp", "SELECT 1;\n")
    for words in (["status"], ["up"]):
        outcome = project.run(*words)
        if outcome.status != 1 or "V20261127120000__stamp" not in outcome.output:
            yield f"{words[0]}: {outcome.tail()}"
    for path in (project.folder / "migrations").glob("V2026*"):
        path.unlink()
    if project.run("up", MIGRATE_WAIT="soon").status != 64 or project.run("up", MIGRATE_WAIT="7").failed:
        yield "MIGRATE_WAIT is not read"


def a_late_file(project: Project) -> Iterator[str]:
    """It is applied where somebody says so."""
    project.write("V0006__six", f"CREATE TABLE {project.schema}.six ();\n")
    project.run("up")
    project.write("V0005__five", f"CREATE TABLE {project.schema}.five ();\n")
    if project.state("V0005") != "late" or project.run("up").status != 1:
        yield "up applies it unasked"
    if project.run("up", "--late").failed or project.state("V0005") != "applied":
        yield "up --late does not apply it"


def a_failing_migration(project: Project) -> Iterator[str]:
    """Nothing of it stays, those before it do, and it can be mended."""
    table = f"{project.schema}.half"
    project.write("V0005__half", f"BEGIN;\nCREATE TABLE {table} (it text);\nSELECT 1 / 0;\nCOMMIT;\n")
    outcome = project.run("up")
    if outcome.status != 1 or "V0005__half.up.sql:3" not in outcome.output:
        yield f"its place is not said: {outcome.tail()}"
    if project.ask(f"SELECT to_regclass('{table}')") or project.run("version").output.strip() != "4":
        yield "something of it stayed"
    project.write("V0005__half", f"\\set ON_ERROR_STOP off\nCREATE TABLE {table} (it text);\nSELECT 1 / 0;\n")
    if project.run("up").status != 1 or project.run("version").output.strip() != "4":
        yield "one that goes on after errors is taken for done"
    project.write("V0005__half", f"CREATE TABLE {table} (it text);\nCOMMIT;\nSELECT 1 / 0;\n")
    if project.run("up").status != 1 or project.ask(f"SELECT to_regclass('{table}')"):
        yield "a COMMIT in the middle is not refused"
    project.write("V0005__half", f"CREATE TABLE {table} (it text);\n")
    if project.run("up").failed or project.run("version").output.strip() != "5":
        yield "the mended one is not applied"


def a_migration_without_a_transaction(project: Project) -> Iterator[str]:
    """It is run, and recorded afterwards."""
    text = f"CREATE INDEX CONCURRENTLY note_index ON {project.schema}.migrations (title);\n"
    project.write("V0005__index", f"-- migrate: no transaction\n{text}")
    outcome = project.run("up")
    if outcome.failed or project.run("version").output.strip() != "5":
        yield outcome.tail()


def a_server_that_is_not_there(project: Project) -> Iterator[str]:
    """No command calls anything pending, applied or done."""
    for words in (["status"], ["version"], ["up"], ["down"], ["down", "all"], ["accept", "1"]):
        outcome = project.run(*words, PGHOST="/nowhere")
        if not outcome.failed or "pending" in outcome.output or "applied" in outcome.output:
            yield f"{' '.join(words)}: {outcome.tail()}"


def runners_at_a_time(project: Project) -> Iterator[str]:
    """Four of them apply a data migration once, and all end well; one without patience says busy."""
    counted = f"{project.schema}.counted"
    project.write("V0005__count", f"CREATE TABLE {counted} (it int);\n")
    project.write("V0006__data", f"INSERT INTO {counted} VALUES (1);\nSELECT pg_sleep(1);\n")
    project.run("up", "5")
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda _: project.run("up"), range(4)))
    if any(outcome.failed for outcome in outcomes) or project.ask(f"SELECT count(*) FROM {counted}") != "1":
        yield "\n".join(outcome.tail() for outcome in outcomes)
    project.write("V0007__last", "SELECT 1;\n")
    lock = f"SELECT pg_advisory_lock(hashtext('{project.schema}.migrations')); SELECT pg_sleep(300);"
    with ThreadPoolExecutor(1) as pool:
        holder = pool.submit(project.server.sql, lock, project.database)
        until(lambda: project.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == "1")
        if project.run("up", MIGRATE_WAIT="0").status != 75:
            yield "a busy database is not said with 75"
        project.ask("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        holder.result()
        if project.run("up").failed:
            yield "it is not free afterwards"


def what_was_there_before(project: Project) -> Iterator[str]:
    """A rollback leaves roles, schema and tables that no migration made."""
    schema = project.schema
    project.ask(f"CREATE SCHEMA {schema}; CREATE ROLE {schema}_reader; COMMENT ON ROLE {schema}_reader IS 'theirs'")
    if project.run("up").failed or project.run("down", "all").failed:
        yield "up and down fail"
    left = project.ask(
        f"SELECT to_regnamespace('{schema}'), string_agg(rolname, ',') FROM pg_roles WHERE rolname LIKE '{schema}\\_%'"
    )
    if left != f"{schema}|{schema}_reader":
        yield f"of schema and role is left: {left}"
    table = next((project.folder / "migrations").glob("V0002__*.up.sql")).name.split("create_")[1].split(".")[0]
    project.ask(f"CREATE TABLE {schema}.{table} (theirs text)")
    if not project.run("up").failed or project.run("down", "all").failed:
        yield "a table that was there is taken for ours"
    if project.ask(f"SELECT to_regclass('{schema}.{table}')") == "":
        yield "a table that was there is gone"
    project.ask(f"DROP TABLE {schema}.{table}")
    theirs = "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'"
    project.ask(f"CREATE FUNCTION {schema}.touch() {theirs}")
    if not project.run("up").failed or project.run("down", "all").failed:
        yield "a function that was there is taken for ours"
    if project.ask("SELECT prosrc FROM pg_proc WHERE proname = 'touch'") != "BEGIN RETURN OLD; END":
        yield "a function that was there is another one, or gone"


def roles_that_another_database_uses(project: Project) -> Iterator[str]:
    """The one that made them goes down, and they stay for the other."""
    other = Project(project.folder, project.schema, f"{project.database}b", project.server)
    project.server.run("createdb", other.database)
    outcomes = [project.run("up"), other.run("up"), project.run("down", "all")]
    if any(outcome.failed for outcome in outcomes):
        yield outcomes[-1].tail()
    if other.server.sql(f"SET ROLE {other.schema}_writer; SELECT 1", other.database).failed:
        yield "the other database lost its role"
    other.run("down", "all")
    project.server.run("dropdb", "--force", other.database)


def a_database_of_before(project: Project) -> Iterator[str]:
    """One that was migrated without checksums is taken on."""
    project.run("up")
    project.ask(f"ALTER TABLE {project.schema}.migrations DROP COLUMN up_checksum, DROP COLUMN down_script")
    if project.run("status").failed or project.run("up").failed or project.run("version").output.strip() != "4":
        yield "it is not taken on"
    if project.ask(f"SELECT count(up_checksum) FROM {project.schema}.migrations") != "4":
        yield "its files get no checksum"
    if project.run("down", "all").failed:
        yield "it has no way back"


def until(holds: Callable[[], bool], tries: int = 200) -> None:
    """Ask again, each time a process later, until it holds."""
    for _ in range(tries):
        if holds():
            return


TROUBLES = (
    a_changed_file,
    a_lost_file,
    a_doubled_number,
    a_number_that_is_none,
    a_late_file,
    a_failing_migration,
    a_migration_without_a_transaction,
    a_server_that_is_not_there,
    runners_at_a_time,
    what_was_there_before,
    roles_that_another_database_uses,
    a_database_of_before,
)
