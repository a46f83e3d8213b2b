"""The lab itself: guests that boot, take packages, reboot, forget, and are gone with their holder."""

import contextlib
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import cgroups
from guest import Guest, guests_up
from lab import Lab, Machine, sweep, until
from project import Handoff, Project
from story import Failed, Scene, expect, healthy, refused, runs, story, succeeded

PROXY = Machine("proxy", "192.168.2.102", "ct", 102)
WEB = Machine("web", "192.168.2.109", "vm", 109)
NODE = Machine("serviceslab", "192.168.2.200", "node")


@story(PROXY, WEB, NODE, is_sample=True)
def smoke(scene: Scene) -> None:
    """What every other story leans on."""
    proxy, web, node = (scene.guests[machine.name] for machine in (PROXY, WEB, NODE))
    with scene.stage("each runs, and nothing failed"):
        for guest in scene.guests.values():
            healthy(guest)
    with scene.stage("ssh: root in a container, ansible with sudo on a machine"):
        expect(succeeded(proxy.ssh("id", "-un")) == "root\n", "another user")
        expect(succeeded(web.ssh("sudo", "id", "-un")) == "root\n", "another user")
        refused(web.ssh("true", user="root"), "Permission denied")
    with scene.stage("a fresh guest is as fresh as a template"):
        expect(proxy.run("nft", "--version").status != 0, "nft is there")
        expect(proxy.run("python3", "-c", "import apt_pkg").status != 0, "python3-apt is there")
        refused(proxy.run("apt-get", "install", "-y", "nginx"), "Unable to locate package")
    with scene.stage("a package is installed and its service enabled"):
        install(proxy, "nginx")
        runs(proxy, "nginx.service")
    with scene.stage("a reboot keeps it, and rules of nftables do not survive by accident"):
        install(proxy, "nftables")
        succeeded(proxy.run("nft", "add", "table", "inet", "kept"))
        proxy.reboot()
        runs(proxy, "nginx.service")
        expect("kept" not in proxy.run("nft", "list", "tables").output, "the table survived")
        healthy(proxy)
    with scene.stage("one guest's services are none of another's"):
        succeeded(proxy.run("systemctl", "stop", "ssh.service"))
        runs(web, "ssh.service")
        succeeded(proxy.run("systemctl", "start", "ssh.service"))
    with scene.stage("a reset forgets everything"):
        proxy.reset()
        expect(proxy.run("nginx", "-v").status != 0, "nginx is still there")
        succeeded(proxy.ssh("true"))
    with scene.stage("the node's tools record and refuse"):
        expect("running" in succeeded(node.ssh("pct", "status", "102")), "102 does not run")
        refused(node.ssh("qm", "status", "102"), "does not exist")
        expect(node.told()[0] == ["pct", "status", "102"], node.told())
    with scene.stage("a handoff's steps run where it says, and one that is not met fails"):
        carried_out(scene)
    with scene.stage("nothing leaves the lab's network"):
        nothing_leaves(scene)


def carried_out(scene: Scene) -> None:
    """Steps at the controller in a folder, in the guest, and on the node by the way that the manifest names."""
    project = Project(scene)
    project.write("sub/kept", "")
    steps = [
        step(["git", "rev-parse", "--show-prefix"], "sub/", folder="sub"),
        step(["hostname"], "proxy", at="guest"),
        step(["pct", "status", "102"], "running", at="node", reach="ssh root@192.168.2.200"),
        step(["pct", "status", "102"], "running", at="node"),
    ]
    operator = {"targets": [{"name": "proxy"}], "prerequisites": [], "steps": steps, "rollback": []}
    handoff = Handoff(project, {"id": "0" * 12, "roles": {"lab-operator": operator}})
    handoff.deploy()
    with contextlib.suppress(Failed):
        handoff.carry_out(step(["hostname"], "web", at="guest"))
        raise AssertionError("a step whose expectation is not met passes")


def step(argv: list[str], expected: str, folder: str = ".", **where: str) -> dict[str, Any]:
    """A step as a manifest has it."""
    return {"title": argv[0], "effect": "reads", "command": {"argv": argv, "cwd": folder}, "expect": expected, **where}


def install(guest: Guest, package: str) -> None:
    """A package from the offline repository, without what it recommends."""
    succeeded(guest.run("apt-get", "-qq", "update"))
    words = ("apt-get", "install", "-qq", "-y", "--no-install-recommends", package)
    succeeded(guest.run("env", "DEBIAN_FRONTEND=noninteractive", *words))


def nothing_leaves(scene: Scene) -> None:
    """The lab has a bridge, its guests' ends and no way beyond; this machine's own network knows nothing of it."""
    routes = succeeded(scene.lab.run("ip", "route"))
    expect(routes.split()[0] == "192.168.2.0/24" and "default" not in routes, routes)
    links = succeeded(scene.lab.run("ip", "-o", "link")).splitlines()
    unexpected = [line for line in links if not line.split(": ")[1].startswith(("lo", "lab0", "vb-"))]
    expect(not unexpected, unexpected)
    outside = subprocess.run(["ip", "-o", "link"], capture_output=True, text=True).stdout
    expect("vb-" not in outside and "lab0" not in outside, outside)
    refused(scene.lab.run("bash", "-c", ": </dev/tcp/192.0.2.1/80"), "unreachable")
    forwards = succeeded(scene.lab.run("cat", "/proc/sys/net/ipv4/ip_forward"))
    expect(forwards.strip() == "0", "the controller forwards what guests send")


@story(is_sample=True)
def gone_with_its_holder(scene: Scene) -> None:
    """A lab whose holder or keeper is killed is no more: no process, mount, network, control group or folder."""
    with scene.stage("a lab of two beside this one, its holder killed: nothing is left"), Lab() as lab:
        guests_up(lab, [PROXY, WEB])
        running = cgroups.processes(lab.group)
        network = os.readlink(f"/proc/{lab.holder}/ns/net")
        expect(len(running) > 10 and traces(lab, network), f"only {len(running)} processes")
        os.kill(lab.holder, signal.SIGKILL)
        lab.keeper.wait(30)
        until(lambda: not traces(lab, network), 10, f"traces are left: {traces(lab, network)}")
        expect(not any(Path(f"/proc/{each}").exists() for each in running), "processes are left")
    with scene.stage("its keeper killed: what only that could remove is gone with the next lab"), Lab() as lab:
        network = os.readlink(f"/proc/{lab.holder}/ns/net")
        os.kill(lab.keeper.pid, signal.SIGKILL)
        until(lambda: not Path(f"/proc/{lab.holder}").exists(), 10, "the holder outlives its keeper")
        lab.keeper.wait(30)
        sweep()
        until(lambda: not traces(lab, network), 10, f"traces are left: {traces(lab, network)}")


def traces(lab: Lab, network: str) -> list[str]:
    """What this machine still has of a lab: its network, mounts, control groups and folder."""
    found: set[str] = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            if os.readlink(process / "ns/net") == network:
                found.add(network)
            if str(lab.folder) in (process / "mountinfo").read_text():
                found.add(f"mounts of {process.name}")
    found.update(str(each / lab.group) for each in cgroups.hierarchies() if (each / lab.group).exists())
    return sorted([*found, str(lab.folder)] if lab.folder.exists() else found)
