"""The role with the preset postgresql: users and databases for clients over TLS, and for nobody else."""

from guest import Guest
from lab import Machine, Said
from project import Project
from story import Scene, expect, healthy, previewed, refused, runs, story, succeeded, unchanged

DATABASE = Machine("db", "192.168.2.111", "vm", 111)
NODE = Machine("serviceslab", "192.168.2.200", "node")
CLIENT = Machine("web1", "192.168.2.109", "vm", 109)
STRANGER = Machine("other", "192.168.2.120", "ct", 120)
FACTS = """\
nodes:
  - { name: serviceslab, address: 192.168.2.200, version: "8.3.3" }
guests:
  - { kind: vm, id: 111, name: db, address: 192.168.2.111, node: serviceslab, purpose: database }
"""
PASSWORD = "it's \\\" $HOME ä 100%"
"""What shells, SQL, YAML and Jinja each take for something of theirs."""


def project_for(scene: Scene) -> Project:
    """A repository with an inventory of the guest, its role, its play and the user's password."""
    project = Project(scene)
    project.new("ansible-project", "lab")
    project.write(".tenon/inventory.yaml", FACTS)
    project.new("ansible-inventory", "lab")
    project.new("ansible-role", "postgresql", target="db", databases="app", users="app", clients="192.168.2.109/32")
    project.new("ansible-playbook", "postgresql", target="db", services="postgresql@15-main")
    project.vault("lab", vault_postgresql_app=PASSWORD)
    project.hand_off()
    return project


@story(DATABASE, CLIENT, STRANGER, NODE)
def postgresql(scene: Scene) -> None:
    """Stage by stage, with answers that change."""
    database, play = scene.guests["db"], "playbooks/postgresql.yml"
    with scene.stage("laid out with databases, users and clients"):
        project = project_for(scene)
    for name in ("web1", "other"):
        guest = scene.guests[name]
        succeeded(guest.run("apt-get", "-qq", "update"))
        succeeded(guest.run("apt-get", "-qq", "-y", "install", "--no-install-recommends", "postgresql-client"))
    with scene.stage("a password that is not in the vault is named, and nothing is installed"):
        for words in ((), ("--check",)):
            said = project.play(play, *words, postgresql_users=["app", "other"])
            refused(said, "vault_postgresql_other is not in the vault")
        expect(database.run("dpkg", "-s", "postgresql").status != 0, "postgresql was installed all the same")
    with scene.stage("previewed on a fresh guest, which stays fresh"):
        previewed(project.play(play, "--check", "--diff"))
        expect(database.run("dpkg", "-s", "postgresql").status != 0, "postgresql was installed by a preview")
    with scene.stage("applied: the user comes in over TLS from the client, and nobody from elsewhere"):
        succeeded(project.play(play))
        runs(database, "postgresql.service")
        guarded(scene)
        kept_as_packaged(database)
        healthy(database)
    with scene.stage("a second run changes nothing"):
        unchanged(project.play(play))
    with scene.stage("a setting that PostgreSQL refuses, or does not start with, leaves the former ones, running"):
        before = files(database)
        refused(project.play(play, postgresql_settings={"no_such_setting": 1}), "no_such_setting")
        expect(files(database) == before, "the files are others than before")
        refused(project.play(play, postgresql_shared_buffers="9000GB"), "the former one is back")
        expect(files(database) == before, "the files are others than before")
        guarded(scene)
    with scene.stage("an update brings a user, a database and a setting that needs a restart, as its handoff says"):
        project.update("ansible-role/postgresql", users="app,report", databases="app,report", max_connections="42")
        project.vault("lab", vault_postgresql_app=PASSWORD, vault_postgresql_report="another")
        handoff = project.hand_off()
        handoff.deploy()
        expect(asked(scene, "web1", "SHOW max_connections").output.strip() == "42", "another max_connections")
        succeeded(asked(scene, "web1", "SELECT 1", user="report", password="another"))
    with scene.stage("another password in the vault is set"):
        project.vault("lab", vault_postgresql_app="new", vault_postgresql_report="another")
        succeeded(project.play(play))
        succeeded(asked(scene, "web1", "SELECT 1", password="new"))
        refused(asked(scene, "web1", "SELECT 1"))
        project.vault("lab", vault_postgresql_app=PASSWORD, vault_postgresql_report="another")
        succeeded(project.play(play))
    with scene.stage("a reboot keeps it"):
        succeeded(asked(scene, "web1", "CREATE TABLE kept (x int)"))
        database.reboot()
        guarded(scene)
        healthy(database)
    with scene.stage("the update is rolled back as its handoff says: the former bytes, the server running"):
        handoff.roll_back()
        runs(database, "postgresql.service")
        expect(files(database) == before, "the files are others than before")
        expect(asked(scene, "web1", "SHOW max_connections").output.strip() == "100", "another max_connections")
        refused(asked(scene, "web1", "SELECT 1", user="report", password="another"))
    with scene.stage("removed, twice; the data is kept, and comes back"):
        succeeded(project.play(play, postgresql_state="absent"))
        refused(asked(scene, "web1", "SELECT 1"))
        unchanged(project.play(play, postgresql_state="absent"))
        healthy(database)
        succeeded(project.play(play))
        succeeded(asked(scene, "web1", "SELECT * FROM kept"))


def asked(
    scene: Scene, client: str, query: str, user: str = "app", password: str = PASSWORD, mode: str = "require"
) -> Said:
    """What the database says to a client on another guest."""
    target = f"host={DATABASE.address} user={user} dbname={user} sslmode={mode} connect_timeout=5"
    own = ("env", f"PGPASSWORD={password}")
    return scene.guests[client].run(*own, "psql", "--no-psqlrc", "-At", "-v", "ON_ERROR_STOP=1", "-c", query, target)


def guarded(scene: Scene) -> None:
    """The user of the client comes in over TLS with the password, and in no other way."""
    said = succeeded(asked(scene, "web1", "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
    expect(said.strip() == "t", "the connection has no TLS")
    refused(asked(scene, "web1", "SELECT 1", mode="disable"), "no pg_hba.conf entry")
    refused(asked(scene, "web1", "SELECT 1", password="wrong"), "password authentication failed")
    refused(asked(scene, "other", "SELECT 1"), "no pg_hba.conf entry")
    kind = "SELECT left(rolpassword, 13) FROM pg_authid WHERE rolname = 'app'"
    stored = scene.guests["db"].run("runuser", "-u", "postgres", "--", "psql", "-At", "-c", kind)
    expect(stored.output.strip() == "SCRAM-SHA-256", stored)


def files(guest: Guest) -> tuple[bytes | None, ...]:
    """The files that the role writes, or writes into."""
    folder = "/etc/postgresql/15/main"
    return tuple(
        guest.read(f"{folder}/{name}") for name in ("conf.d/postgresql.conf", "pg_hba.conf", "postgresql.conf")
    )


def kept_as_packaged(guest: Guest) -> None:
    """Everything in the cluster's folder belongs to postgres, as the package left it."""
    said = succeeded(guest.run("find", "/etc/postgresql/15/main", "!", "-user", "postgres"))
    expect(not said, f"not of postgres: {said}")
