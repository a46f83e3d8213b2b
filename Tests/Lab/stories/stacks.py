"""What Compose stacks configure, served by Debian's programs in place of the images."""

import re

import yaml
from guest import Guest
from lab import Machine, until
from project import Project
from stories.work import checked_out
from story import Scene, expect, healthy, story, succeeded

CACHE = Machine("cache", "192.168.2.112", "ct", 112)
ODD_PASSWORD = """a "quoted" \\back\\slash # $HOME `id` ' % ä"""


def installed(guest: Guest, *packages: str) -> None:
    """Packages of Debian's."""
    succeeded(guest.run("apt-get", "-qq", "update"))
    succeeded(guest.run("apt-get", "-qq", "-y", "install", "--no-install-recommends", *packages, limit=300))


def put(guest: Guest, path: str, text: str) -> None:
    """A file on a guest, with its folder."""
    succeeded(guest.run("sh", "-c", 'mkdir -p "$(dirname "$1")" && printf %s "$2" > "$1"', "sh", path, text))


@story(CACHE)
def cache_stack(scene: Scene) -> None:
    """Redis as the stack starts it: a password of odd characters, its memory within the limit, data that survive."""
    guest = scene.guests["cache"]
    with scene.stage("laid out, handed off, on the host"):
        project = Project(scene)
        project.new("compose-stack", "cache", preset="redis")
        project.hand_off()
        checked_out(project, guest)
        service = yaml.safe_load(project.read("services/cache/compose.yaml"))["services"]["redis"]
    with scene.stage("Debian's redis-server runs by the stack's command"):
        installed(guest, "redis-server")
        succeeded(guest.run("systemctl", "disable", "--now", "redis-server"))
        put(guest, "/run/secrets/redis_password", ODD_PASSWORD)
        succeeded(guest.run("install", "-d", "/data"))
        start = ("systemd-run", "--unit=cache", "--working-directory=/data", *service["command"][:2])
        command = service["command"][2].replace("$$", "$")
        test = service["healthcheck"]["test"][1].replace("$$", "$")
        # systemd looks for variables and specifiers of its own in a command line.
        put(guest, "/srv/start", command)
        begun = (*start[:-2], "sh", "-e", "/srv/start")
        succeeded(guest.run(*begun))
        until(lambda: guest.run("sh", "-c", test).status == 0, 20, "its health check fails")
    with scene.stage("it wants the password, and keeps within its limit"):
        expect("NOAUTH" in guest.run("redis-cli", "ping").output, "it answers without a password")
        said = succeeded(guest.run("redis-cli", "--no-auth-warning", "-a", ODD_PASSWORD, "config", "get", "maxmemory"))
        limit = int(service["deploy"]["resources"]["limits"]["memory"].removesuffix("M")) << 20
        figures = [int(figure) for figure in re.findall(r"^\d+$", said, re.MULTILINE)]
        expect(figures and 0 < figures[0] < limit * 0.9, said)
    with scene.stage("its data survive a restart"):
        asked = ("redis-cli", "--no-auth-warning", "-a", ODD_PASSWORD)
        succeeded(guest.run(*asked, "set", "key", "value"))
        succeeded(guest.run("systemctl", "stop", "cache"))
        succeeded(guest.run(*begun))
        until(lambda: guest.run("sh", "-c", test).status == 0, 20, "its health check fails")
        expect(succeeded(guest.run(*asked, "get", "key")).strip() == "value", "the data are gone")
        healthy(guest)
