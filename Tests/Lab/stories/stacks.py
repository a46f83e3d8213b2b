"""What Compose stacks configure, served by Debian's programs in place of the images."""

import re

import yaml

from guest import Guest
from lab import Machine, until
from project import Project
from stories.work import checked_out
from story import Scene, expect, healthy, runs, story, succeeded

EDGE = Machine("nginx", "192.168.2.102", "ct", 102)
CACHE = Machine("cache", "192.168.2.112", "ct", 112)
ODD_PASSWORD = """a "quoted" \\back\\slash # $HOME `id` ' % ä"""


def installed(guest: Guest, *packages: str) -> None:
    """Packages of Debian's."""
    succeeded(guest.run("apt-get", "-qq", "update"))
    succeeded(guest.run("apt-get", "-qq", "-y", "install", "--no-install-recommends", *packages, limit=300))


def put(guest: Guest, path: str, text: str) -> None:
    """A file on a guest, with its folder."""
    succeeded(guest.run("sh", "-c", 'mkdir -p "$(dirname "$1")" && printf %s "$2" > "$1"', "sh", path, text))


@story(EDGE)
def proxy_stack(scene: Scene) -> None:
    """The proxy's site in Debian's nginx: health check, redirect, TLS, two upstreams of which one is away, a name's own service."""
    guest = scene.guests["nginx"]
    with scene.stage("laid out, handed off, on the host"):
        project = Project(scene)
        stack = ("preset=nginx-proxy", "tls=true", "tls_port=8443", "upstreams=app1:8081,app2:8082")
        words = [word for each in (*stack, "sites.wiki.example=wiki:8083") for word in ("--set", each)]
        project.tenon("new", "compose-stack", "edge", *words)
        project.hand_off()
        checked_out(project, guest)
    with scene.stage("nginx takes the site"):
        installed(guest, "nginx", "openssl", "curl", "python3")
        site = project.read("services/edge/config/site.conf")
        # Newer than Debian's nginx: 'resolve' of a server (1.27.3) and the directive http2 (1.25.1).
        site = site.replace(" resolve;", ";").replace("    http2 on;\n", "")
        # And Docker's resolver is not here: a name that is looked up at run time is an address.
        put(guest, "/etc/nginx/conf.d/site.conf", site.replace(" wiki:8083;", " 127.0.0.1:8083;"))
        put(guest, "/etc/hosts", "127.0.0.1 localhost app1 app2 wiki\n")
        succeeded(guest.run("sh", "-c", "rm -f /etc/nginx/sites-enabled/default; mkdir -p /run/secrets"))
        key = ("-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "/run/secrets/tls_key")
        succeeded(guest.run("openssl", "req", "-x509", *key, "-out", "/run/secrets/tls_certificate"))
        for name, port in (("app1", 8081), ("wiki", 8083)):
            put(guest, f"/srv/{name}/index.html", f"this is {name}\n")
            serve = ("python3", "-m", "http.server", "--directory", f"/srv/{name}", port)
            succeeded(guest.run("systemd-run", f"--unit={name}", *serve))
            asked = ("curl", "-sS", f"http://127.0.0.1:{port}/")
            until(lambda words=asked: guest.run(*words).status == 0, 30, f"{name} does not answer")
        said = guest.run("nginx", "-t")
        expect(said.status == 0 and "[warn]" not in said.output, said)
        succeeded(guest.run("systemctl", "restart", "nginx"))
        runs(guest, "nginx.service")
    with scene.stage("it answers: its health, the redirect to the port that people see, the services behind it"):
        curl = ("curl", "-sSk", "--max-time", "20")
        expect(succeeded(guest.run(*curl, "http://localhost:8080/healthz")).strip() == "ok", "it is not healthy")
        asked = (
            *curl,
            "-o",
            "/dev/null",
            "-w",
            "%{redirect_url}",
            "-H",
            "Host: www.example",
            "http://localhost:8080/a?b=c",
        )
        expect(succeeded(guest.run(*asked)).strip() == "https://www.example:8443/a?b=c", guest.run(*asked))
        for _ in range(4):
            expect("this is app1" in succeeded(guest.run(*curl, "https://localhost:8443/")), "app1 does not answer")
        wiki = succeeded(guest.run(*curl, "-H", "Host: wiki.example", "https://localhost:8443/"))
        expect("this is wiki" in wiki, wiki)
        healthy(guest)
    with scene.stage("a reload keeps it"):
        succeeded(guest.run("systemctl", "reload", "nginx"))
        expect("this is app1" in succeeded(guest.run(*curl, "https://localhost:8443/")), "app1 does not answer")


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
