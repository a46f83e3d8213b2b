"""The stacks' configurations through the programs that they are for, as Debian has them, and their commands through a docker that records."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from postgres import Server
from proof import Unit
from toolbox import MissingTool, Toolbox

ODD_PASSWORD = """a "quoted" \\back\\slash # $HOME `id` ' % ä"""
RECORDER = """\
#!/bin/sh
# Records what docker is asked to do, in place of docker.
printf '%s\\n' "$*" >>"$RECORD"
"""


def commanded(unit: Unit, document: Mapping[str, Any], tools: Toolbox) -> Iterator[str]:
    """README's commands, run: they make every secret that the stack uses, and ask docker for services that there are."""
    folder = tools.scratch / "commanded"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(unit.folder, folder)
    programs = folder / "programs"
    programs.mkdir()
    for name, text in (("docker", RECORDER), ("sudo", '#!/bin/sh\ncase $1 in chown) ;; *) exec "$@" ;; esac\n')):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    block = re.findall(r"^```sh\n(.*?)^```", (folder / "README.md").read_text(), re.MULTILINE | re.DOTALL)[0]
    environment = {"PATH": f"{programs}:/usr/bin:/bin:/usr/sbin:/sbin", "RECORD": str(folder / "record")}
    outcome = tools.run("bash", "-ec", block, cwd=folder, env=environment, stdin="typed")
    if outcome.failed:
        yield f"README's commands fail: {outcome.tail()}"
        return
    for name, secret in (document.get("secrets") or {}).items():
        path = folder / secret["file"]
        if not path.is_file() or not path.stat().st_size:
            yield f"no command makes the secret {name}"
        elif path.stat().st_mode & 0o007:
            yield f"everybody may read the secret {name}"
    if (folder / "record").read_text().splitlines() != ["compose up -d --wait", "compose ps"]:
        yield f"docker is asked for: {(folder / 'record').read_text()}"
    for service in re.findall(r"docker compose (?:exec -T|restart) ([\w-]+)", (folder / "README.md").read_text()):
        if service not in document["services"]:
            yield f"README asks for the service {service}, which there is not"


def monitored(unit: Unit, tools: Toolbox) -> Iterator[str]:
    """promtool and amtool over the configurations; what fills a file system up raises an alert."""
    folder = tools.scratch / "monitored"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(unit.folder / "config", folder)
    prometheus, alertmanager = folder / "prometheus.yml", folder / "alertmanager.yml"
    prometheus.write_text(prometheus.read_text().replace("/etc/prometheus/", f"{folder}/"))
    # Debian's Alertmanager has no url_file yet.
    alertmanager.write_text(re.sub(r"url_file: .*", "url: https://hooks.example/", alertmanager.read_text()))
    (folder / "test.yml").write_text(ALERT_TEST)
    for command in (
        ("promtool", "check", "config", prometheus),
        ("promtool", "check", "rules", folder / "alerts.yml"),
        ("promtool", "test", "rules", folder / "test.yml"),
        ("amtool", "check-config", alertmanager),
    ):
        outcome = tools.run(*command, cwd=folder)
        if outcome.failed:
            yield outcome.tail()


ALERT_TEST = """\
rule_files:
  - alerts.yml
evaluation_interval: 1m
tests:
  - interval: 1m
    input_series:
      - series: node_filesystem_avail_bytes{fstype="ext4",instance="a",mountpoint="/"}
        values: 5x60
      - series: node_filesystem_size_bytes{fstype="ext4",instance="a",mountpoint="/"}
        values: 100x60
      - series: node_filesystem_readonly{fstype="ext4",instance="a",mountpoint="/"}
        values: 0x60
    alert_rule_test:
      - eval_time: 30m
        alertname: FilesystemFull
        exp_alerts:
          - exp_labels: { severity: critical, fstype: ext4, instance: a, mountpoint: / }
            exp_annotations: { summary: "/ of a is nearly full" }
"""


def proxied(unit: Unit, tools: Toolbox) -> Iterator[str]:
    """nginx takes the site, answers its health check, and sends people to the TLS port that they can reach."""
    folder = tools.scratch / "proxied"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    site = (unit.folder / "config/site.conf").read_text()
    # Newer than Debian's nginx: 'resolve' of a server (1.27.3) and the directive http2 (1.25.1). Names are nobody's here.
    site = re.sub(r"server [^ ]+:(\d+) resolve;", r"server 127.0.0.1:\1;", site).replace("    http2 on;\n", "")
    site = site.replace("listen 8080 ", f"listen unix:{folder}/http ").replace(
        "listen 8443 ", f"listen unix:{folder}/https "
    )
    site = site.replace("/run/secrets/tls_certificate", f"{folder}/crt").replace(
        "/run/secrets/tls_key", f"{folder}/key"
    )
    (folder / "site.conf").write_text(site)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid;\nerror_log {folder}/error.log;\nuser root;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}include {folder}/site.conf;\n}}\n"
    )
    if unit.value("tls"):
        made = (
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=localhost",
            "-keyout",
            folder / "key",
            "-out",
            folder / "crt",
        )
        tools.run("openssl", "req", *made, cwd=folder)
    command = ("nginx", "-e", folder / "error.log", "-p", folder, "-c", folder / "nginx.conf")
    outcome = tools.run(*command, "-t", cwd=folder)
    if outcome.failed or "[warn]" in outcome.output:
        yield outcome.tail()
        return
    if tools.run(*command, cwd=folder).failed:
        yield "nginx does not start"
        return
    try:
        asked = ("curl", "-sS", "-i", "--unix-socket", folder / "http")
        health = tools.run(*asked, "http://www.example/healthz", cwd=folder)
        if not health.output.rstrip().endswith("ok"):
            yield f"the health check: {health.tail()}"
        if unit.value("tls"):
            port = "" if unit.value("tls_port", 443) == 443 else f":{unit.value('tls_port')}"
            answer = tools.run(*asked, "http://www.example/a?b=c", cwd=folder)
            if f"Location: https://www.example{port}/a?b=c" not in answer.output.replace("\r", ""):
                yield f"the redirect: {answer.tail()}"
    finally:
        tools.run(*command, "-s", "stop", cwd=folder)


def cached(unit: Unit, service: Mapping[str, Any], tools: Toolbox) -> Iterator[str]:
    """redis-server runs as the stack starts it, with a password of odd characters, and within its limit."""
    folder = tools.scratch / "cached"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "password").write_text(ODD_PASSWORD)
    script = service["command"][2].replace("$$", "$").replace("/run/secrets/redis_password", f"{folder}/password")
    script = script.replace("\nEOF", f"\nport 0\nunixsocket {folder}/socket\ndir {folder}\npidfile {folder}/pid\nEOF")
    test = (
        service["healthcheck"]["test"][1]
        .replace("$$", "$")
        .replace("/run/secrets/redis_password", f"{folder}/password")
    )
    tools.path("redis-server")
    with running_script(script, folder, tools) as process:
        asked = (tools.path("redis-cli"), "-s", folder / "socket", "--no-auth-warning")
        answered = ""
        for _ in range(200):
            test_here = test.replace("redis-cli", f"redis-cli -s {folder}/socket")
            if process.poll() is not None or not tools.run("bash", "-c", test_here, cwd=folder).failed:
                break
        answered = tools.run(*asked, "-a", ODD_PASSWORD, "CONFIG", "GET", "maxmemory", cwd=folder).output
        limit = int(service["deploy"]["resources"]["limits"]["memory"].removesuffix("M")) * 1024 * 1024
        figures = [int(line) for line in answered.splitlines() if line.isdecimal()]
        if not figures or not 0 < figures[0] < limit * 0.9:
            yield f"the memory of redis: {answered} of {limit}; {process.poll()}"
        if "NOAUTH" not in tools.run(*asked, "PING", cwd=folder).output:
            yield "redis answers without a password"
    tools.used["redis-server"] = None
    tools.used.pop("redis-cli", None)


@contextmanager
def running_script(script: str, folder: Path, tools: Toolbox) -> Iterator["subprocess.Popen[bytes]"]:
    """A shell's script in the background, ended at the end."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [tools.path("sh"), "-ec", script], env=tools.environment(), stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)


def owned(unit: Unit, server: Server, tools: Toolbox) -> Iterator[str]:
    """The database of an application: its user owns it, is no superuser, and logs in with an odd password."""
    name = unit.value("database") or unit.folder.name.replace("-", "_")
    user = unit.value("database_user") or unit.folder.name.replace("-", "_")
    password = server.folder / "application"
    password.write_text(ODD_PASSWORD)
    password.chmod(0o644)
    text = (unit.folder / "config/database.sql").read_text().replace("/run/secrets/database_password", str(password))
    file = tools.scratch / "database.sql"
    file.write_text(text)
    server.run("createdb", name)
    outcome = server.run("psql", "-X", "-f", file, database=name)
    if outcome.failed or "ERROR" in outcome.output:
        yield outcome.tail()
        return
    asked = server.sql(
        f"SELECT rolsuper, rolcanlogin, pg_get_userbyid(datdba) FROM pg_roles, pg_database WHERE rolname = '{user}' AND datname = '{name}'",
        name,
    ).output.strip()
    if asked != f"f|t|{user}":
        yield f"the application's user: {asked}"
    made = server.sql(f"SET ROLE \"{user}\"; CREATE TABLE mine (it text); INSERT INTO mine VALUES ('x')", name)
    if made.failed:
        yield f"the application cannot make a table: {made.tail()}"


def missing_programs(tools: Toolbox) -> str:
    """Those that are nowhere, in one line."""
    missing = []
    for program in ("nginx", "redis-server", "promtool", "amtool", "openssl", "curl"):
        try:
            tools.path(program)
        except MissingTool:
            missing.append(program)
    return ", ".join(missing)
