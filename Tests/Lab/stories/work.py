"""What is laid out beside roles: scripts with timers, the migrations of a database, what a Compose stack configures."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from guest import Guest
from lab import Machine, until
from project import Handoff, Project
from story import Scene, expect, healthy, is_gone, runs, story, succeeded

HOST = Machine("web1", "192.168.2.109", "vm", 109)
DATABASE = Machine("db", "192.168.2.111", "vm", 111)
MONITORING = Machine("monitoring", "192.168.2.101", "vm", 101)
HERE = "/srv/repository"
ARCHIVES = "/var/backups/backup-etc"
METRICS = "/var/lib/metrics/backup-etc.prom"
NEXT_SECOND = 'now=$(date +%s); while [ "$(date +%s)" = "$now" ]; do :; done'
"""An archive's name is the second that it was made in."""


def checked_out(project: Project, guest: Guest) -> None:
    """The repository on the guest, where its people are logged in."""
    scene = project.scene
    scene.lab.must("rm", "-rf", guest.root / HERE[1:])
    scene.lab.must("cp", "-r", project.folder, guest.root / HERE[1:])


def carried_out(guest: Guest, steps: Iterable[Mapping[str, Any]], user: str = "root") -> None:
    """Steps of a manifest, or the checks of its prerequisites, from the repository's root on the guest."""
    for step in steps:
        command = step.get("command") or step.get("check")
        if command:
            words = ("sh", "-c", f'cd {HERE} && exec "$@"', "sh", *command["argv"])
            said = guest.run("runuser", "-u", user, "--", *words)
            expect(said.status == 0, f"{step.get('title') or step.get('text')}\n{said.short()}")


def deployed(handoff: Handoff, guest: Guest, user: str = "root") -> None:
    """What the manifest tells the lab-operator, in its order."""
    for part in ("prerequisites", "steps", "verify"):
        carried_out(guest, handoff.operator.get(part, []), user)


def archives(guest: Guest) -> list[str]:
    """The names of the archives, the oldest first."""
    return sorted(succeeded(guest.run("ls", ARCHIVES)).split())


@story(HOST)
def scripts(scene: Scene) -> None:
    """A backup and a clean-up, each with its timer."""
    host = scene.guests["web1"]
    with scene.stage("laid out, handed off, on the host"):
        project = Project(scene)
        watched = {"metrics": "true", "metrics_file": METRICS}
        project.new("shell-script", "backup-etc", keep="2", schedule="*-*-* 03:00:00", **watched)
        project.new("shell-script", "tidy", preset="cleanup", days="2", source="/var/tmp/tidy")
        handoff = project.hand_off()
        checked_out(project, host)
        succeeded(host.run("install", "-d", "/var/tmp/tidy", "/var/lib/metrics"))
    with scene.stage("deployed as the manifest says: the timers run, one run of each succeeds"):
        deployed(handoff, host)
        for name in ("backup-etc", "tidy"):
            runs(host, f"{name}.timer")
            expect(name in succeeded(host.run("systemctl", "list-timers", "--no-pager")), f"{name} has no next run")
        expect(
            "last_exit_status 0" in succeeded(host.run("cat", METRICS)), "the run's metrics do not say that it is well"
        )
        healthy(host)
    with scene.stage("what was archived is restored as it was, with its owners and modes"):
        succeeded(host.run("install", "-d", "/tmp/restored"))
        succeeded(
            host.run("tar", "-xpf", f"{ARCHIVES}/{archives(host)[-1]}", "-C", "/tmp/restored", "--acls", "--xattrs")
        )
        succeeded(host.run("diff", "-r", "--no-dereference", "/etc", "/tmp/restored"))
        modes = "stat -c '%a %U %G' {}/shadow {}/passwd"
        kept, restored = (succeeded(host.run("sh", "-c", modes.format(at, at))) for at in ("/etc", "/tmp/restored"))
        expect(kept == restored, f"{kept} became {restored}")
    with scene.stage("the newest two are kept, a stranger's archive stays"):
        first = archives(host)
        succeeded(host.run("touch", f"{ARCHIVES}/other.tar.gz"))
        for _ in range(2):
            succeeded(host.run("sh", "-c", NEXT_SECOND))
            succeeded(host.run("systemctl", "start", "backup-etc.service"))
        kept_now = [name for name in archives(host) if name != "other.tar.gz"]
        expect(len(kept_now) == 2 and first[0] not in kept_now, f"kept are {kept_now}")
        expect("other.tar.gz" in archives(host), "a stranger's archive is gone")
    with scene.stage("two runs at a time are refused, and the timer's next run is well again"):
        holding = f"flock {ARCHIVES}/.backup-etc.lock systemctl start backup-etc.service"
        said = host.run("sh", "-c", holding)
        expect(said.status != 0, "a run began while another held the lock")
        expect("75" in host.run("systemctl", "show", "-P", "ExecMainStatus", "backup-etc.service").output, said)
        expect("last_exit_status 0" in succeeded(host.run("cat", METRICS)), "a refused run says something of its own")
        succeeded(host.run("sh", "-c", NEXT_SECOND))
        succeeded(host.run("systemctl", "start", "backup-etc.service"))
        healthy(host)
    with scene.stage("only old files are deleted"):
        succeeded(host.run("sh", "-c", "cd /var/tmp/tidy && touch new && touch -d '5 days ago' 'an old one'"))
        succeeded(host.run("systemctl", "start", "tidy.service"))
        expect(succeeded(host.run("ls", "/var/tmp/tidy")).split() == ["new"], host.run("ls", "-la", "/var/tmp/tidy"))
    with scene.stage("a reboot keeps the timers"):
        host.reboot()
        for name in ("backup-etc", "tidy"):
            runs(host, f"{name}.timer")
        healthy(host)
    with scene.stage("rolled back: nothing is left but the archives"):
        before = archives(host)
        carried_out(host, handoff.operator["rollback"])
        for name in ("backup-etc", "tidy"):
            is_gone(host, f"{name}.timer")
            expect(host.run("test", "-e", f"/usr/local/sbin/{name}").status == 1, f"{name} is still there")
        expect(archives(host) == before, "archives were deleted")
        healthy(host)


def asked(database: Guest, query: str) -> str:
    """What the database says to a query."""
    words = ("psql", "-XAt", "--dbname=inventory", "--command", query)
    return succeeded(database.run("runuser", "-u", "postgres", "--", *words)).strip()


def migrate(database: Guest, *words: str) -> str:
    """What the runner says."""
    command = ("env", "PGDATABASE=inventory", f"{HERE}/databases/inventory/migrate.sh", *words)
    return succeeded(database.run("runuser", "-u", "postgres", "--", *command))


@story(DATABASE)
def migrations(scene: Scene) -> None:
    """The migrations of a database on a server of Debian, up, again, further, and back."""
    database = scene.guests["db"]
    with scene.stage("a server with an empty database"):
        succeeded(database.run("apt-get", "-qq", "update"))
        install = ("apt-get", "-qq", "-y", "install", "--no-install-recommends", "postgresql")
        succeeded(database.run(*install))
        succeeded(database.run("runuser", "-u", "postgres", "--", "createdb", "inventory"))
        succeeded(database.run("chmod", "1777", "/var/backups"))
    with scene.stage("deployed as the manifest says: every migration is applied and recorded"):
        project = Project(scene)
        unit = project.new("sql-migrations", "inventory")
        expect("inventory" in unit, unit)
        handoff = project.hand_off()
        checked_out(project, database)
        deployed(handoff, database, "postgres")
        states = {line.split()[0] for line in migrate(database, "status").splitlines() if " V" in line}
        expect(states == {"applied"}, f"the migrations are {states}")
    with scene.stage("a second run applies nothing"):
        before = asked(database, "SELECT md5(string_agg(m::text, '|' ORDER BY m::text)) FROM inventory.migrations m")
        migrate(database, "up")
        expect(
            asked(database, "SELECT md5(string_agg(m::text, '|' ORDER BY m::text)) FROM inventory.migrations m")
            == before,
            "more is recorded",
        )
    with scene.stage("a migration that fails leaves nothing behind, neither rows nor a record"):
        folder = f"{HERE}/databases/inventory/migrations"
        bad = "INSERT INTO inventory.items (name) VALUES (''x''); SELECT 1/0;".replace("''", "'")
        succeeded(database.run("sh", "-c", f"printf '%s\\n' \"$1\" > {folder}/V0005__bad.up.sql", "sh", bad))
        words = ("env", "PGDATABASE=inventory", f"{HERE}/databases/inventory/migrate.sh", "up")
        said = database.run("runuser", "-u", "postgres", "--", *words)
        expect(said.status != 0, said)
        expect(
            asked(database, "SELECT md5(string_agg(m::text, '|' ORDER BY m::text)) FROM inventory.migrations m")
            == before,
            "it is recorded",
        )
        succeeded(database.run("rm", f"{folder}/V0005__bad.up.sql"))
    with scene.stage("two runners at once apply a migration once, and both succeed"):
        change = "CREATE TABLE IF NOT EXISTS inventory.runs (n int); INSERT INTO inventory.runs VALUES (1); SELECT pg_sleep(3);"
        for way, text in (("up", change), ("down", "DROP TABLE inventory.runs;")):
            succeeded(database.run("sh", "-c", f"printf '%s\\n' \"$1\" > {folder}/V0005__runs.{way}.sql", "sh", text))
        runner = f"PGDATABASE=inventory {HERE}/databases/inventory/migrate.sh up"
        both = f"{runner} & one=$!; {runner} & two=$!; wait $one && wait $two"
        succeeded(database.run("runuser", "-u", "postgres", "--", "sh", "-c", both))
        expect(asked(database, "SELECT count(*) FROM inventory.runs") == "1", "the migration ran more than once")
        migrate(database, "down", "4")
        succeeded(database.run("sh", "-c", f"rm {folder}/V0005__runs.*"))
    with scene.stage("a server that is away is said, and nothing is called pending, applied or taken back"):
        succeeded(database.run("systemctl", "stop", "postgresql@*.service"))
        for words in ("status", "up", "down", "down all"):
            runner = f"PGDATABASE=inventory {HERE}/databases/inventory/migrate.sh {words}"
            said = database.run("runuser", "-u", "postgres", "--", "sh", "-c", runner)
            silent = not any(word in said.output for word in ("pending", "applied", "down V"))
            expect(said.status != 0 and silent, f"{words}: {said.short()}")
        succeeded(database.run("systemctl", "start", "postgresql"))
        ready = ("runuser", "-u", "postgres", "--", "pg_isready")
        until(lambda: database.run(*ready).status == 0, 30, "the server does not come back")
        expect("4" in migrate(database, "version"), "the version is another one")
    with scene.stage("rolled back to the version that was kept: the schema is as it was before"):
        carried_out(database, handoff.operator["rollback"], "postgres")
        left = asked(
            database,
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'inventory' AND table_name = 'items'",
        )
        expect(left == "0", "the table is still there")


def said_by(guest: Guest, address: str) -> Any:
    """What a program says in JSON to the guest itself."""
    return json.loads(succeeded(guest.run("curl", "-sSf", "--max-time", 10, f"http://{address}")))


def is_watched(guest: Guest) -> bool:
    """Whether the exporter is scraped, and Prometheus knows where its alerts go."""
    targets = said_by(guest, "localhost:9090/api/v1/targets?state=active")["data"]["activeTargets"]
    receivers = said_by(guest, "localhost:9090/api/v1/alertmanagers")["data"]["activeAlertmanagers"]
    health = {target["labels"]["job"]: target["health"] for target in targets}
    return health.get("node") == "up" and health.get("alertmanager") == "up" and bool(receivers)


@story(MONITORING)
def compose(scene: Scene) -> None:
    """The configurations of a monitoring stack, served by Debian's programs in place of the images."""
    guest, config = scene.guests["monitoring"], f"{HERE}/services/watch/config"
    with scene.stage("laid out, handed off, on the host"):
        project = Project(scene)
        project.new("compose-stack", "watch", preset="monitoring")
        project.hand_off()
        checked_out(project, guest)
    with scene.stage("Debian's programs take the configurations"):
        packages = ["prometheus", "prometheus-alertmanager", "prometheus-node-exporter", "curl"]
        succeeded(guest.run("apt-get", "-qq", "update"))
        succeeded(guest.run("apt-get", "-qq", "-y", "install", "--no-install-recommends", *packages))
        succeeded(guest.run("sh", "-c", "echo 127.0.0.1 alertmanager node-exporter >> /etc/hosts"))
        succeeded(
            guest.run("install", "-m", "0644", f"{config}/prometheus.yml", f"{config}/alerts.yml", "/etc/prometheus/")
        )
        succeeded(guest.run("install", "-m", "0644", f"{config}/alertmanager.yml", "/etc/prometheus/alertmanager.yml"))
        succeeded(guest.run("promtool", "check", "config", "/etc/prometheus/prometheus.yml"))
        succeeded(guest.run("amtool", "check-config", "/etc/prometheus/alertmanager.yml"))
    with scene.stage("the exporter is scraped, the rules are evaluated, alerts have a receiver"):
        units = ("prometheus-node-exporter", "prometheus-alertmanager", "prometheus")
        succeeded(guest.run("systemctl", "restart", *units))
        until(
            lambda: guest.run("curl", "-sf", "http://localhost:9090/-/ready").status == 0, 30, "Prometheus is not ready"
        )
        until(lambda: is_watched(guest), 90, "the exporter is not scraped")
        groups = said_by(guest, "localhost:9090/api/v1/rules")["data"]["groups"]
        rules = [rule for group in groups for rule in group["rules"]]
        expect(rules and all(rule["health"] != "err" for rule in rules), f"the rules are {rules}")
        healthy(guest)
