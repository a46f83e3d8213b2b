"""The roles with the presets node_exporter and prometheus: what is exported is scraped, failed units are seen."""

import json
from typing import Any

from kinds import files_of
from lab import Lab, Machine, until
from project import Project
from story import Scene, answers, expect, healthy, is_gone, previewed, refused, runs, story, succeeded, unchanged

MONITORING = Machine("monitoring", "192.168.2.101", "vm", 101)
WEB = Machine("web1", "192.168.2.109", "vm", 109)
FACTS = """\
guests:
  - { kind: vm, id: 101, name: monitoring, address: 192.168.2.101, node: serviceslab, purpose: monitoring }
  - { kind: vm, id: 109, name: web1, address: 192.168.2.109, node: serviceslab, purpose: web server, tags: [web] }
"""
SERVER = f"http://{MONITORING.address}:9090"
PLACES = ("/etc/prometheus", "/etc/systemd/system", "/etc/default")
EXPORTERS, PROMETHEUS = "playbooks/exporters.yml", "playbooks/prometheus.yml"


@story(MONITORING, WEB)
def monitoring(scene: Scene) -> None:
    """Stage by stage, with answers that change."""
    server, web = scene.guests["monitoring"], scene.guests["web1"]
    with scene.stage("laid out: the guests with a tag are scraped"):
        project = Project(scene)
        project.new("ansible-project", "lab")
        project.write(".tenon/inventory.yaml", FACTS)
        project.new("ansible-inventory", "lab")
        project.new("ansible-role", "node_exporter")
        project.new("ansible-role", "prometheus", target_groups="tag_web")
        exporter = {"group": "proxmox_guests", "roles": "node_exporter", "services": "prometheus-node-exporter"}
        project.new("ansible-playbook", "exporters", **exporter)
        project.new("ansible-playbook", "prometheus", target="monitoring", services="prometheus")
        project.hand_off()
    with scene.stage("previewed on fresh guests, which stay fresh"):
        previewed(project.play(EXPORTERS, "--check", "--diff"))
        previewed(project.play(PROMETHEUS, "--check", "--diff"))
        expect(web.run("dpkg", "-s", "prometheus-node-exporter").status != 0, "installed by a preview")
    with scene.stage("applied: exporters answer, and nothing is degraded by what packages recommend"):
        succeeded(project.play(EXPORTERS))
        succeeded(project.play(PROMETHEUS))
        for guest in (server, web):
            runs(guest, "prometheus-node-exporter.service")
            answers(scene, f"http://{guest.address}:9100/metrics", "node_systemd_unit_state")
            healthy(guest)
        runs(server, "prometheus.service")
    with scene.stage("scraped"):
        until(lambda: up(scene.lab, "192.168.2.109:9100"), 60, "web1 is not scraped")
    with scene.stage("a second run changes nothing"):
        unchanged(project.play(EXPORTERS))
        unchanged(project.play(PROMETHEUS))
    with scene.stage("wrong answers leave what runs"):
        refused(project.play(PROMETHEUS, prometheus_scrape_interval="often"), "the former one is back")
        answers(scene, f"{SERVER}/-/ready")
        refused(project.play(EXPORTERS, node_exporter_flags=["no.such.flag"]))
        answers(scene, f"http://{web.address}:9100/metrics", "node_systemd_unit_state")
    with scene.stage("an update scrapes one target more, without a restart, as its handoff says"):
        began = server.run("systemctl", "show", "-P", "MainPID", "prometheus").output
        before = list(files_of(server.run, *PLACES))
        project.update("ansible-role/prometheus", targets="192.168.2.101:9100")
        handoff = project.hand_off()
        handoff.deploy()
        until(lambda: up(scene.lab, "192.168.2.101:9100"), 60, "monitoring is not scraped")
        expect(server.run("systemctl", "show", "-P", "MainPID", "prometheus").output == began, "it was restarted")
    with scene.stage("a reboot keeps it"):
        server.reboot()
        healthy(server)
        until(lambda: up(scene.lab, "192.168.2.109:9100"), 60, "web1 is not scraped")
    with scene.stage("the update is rolled back as its handoff says: the former bytes, Prometheus running"):
        handoff.roll_back()
        expect(list(files_of(server.run, *PLACES)) == before, "not the former bytes")
        runs(server, "prometheus.service")
        answers(scene, f"{SERVER}/-/ready")
    with scene.stage("an update moves the exporters to another port, as its handoff says; a reboot keeps it"):
        before = list(files_of(web.run, *PLACES))
        project.update("ansible-role/node_exporter", port="9101")
        handoff = project.hand_off()
        handoff.deploy()
        answers(scene, f"http://{web.address}:9101/metrics", "node_systemd_unit_state")
        web.reboot()
        answers(scene, f"http://{web.address}:9101/metrics", "node_systemd_unit_state")
        healthy(web)
    with scene.stage("it is rolled back as its handoff says: the former bytes, the exporters at the former port"):
        handoff.roll_back()
        expect(list(files_of(web.run, *PLACES)) == before, "not the former bytes")
        runs(web, "prometheus-node-exporter.service")
        answers(scene, f"http://{web.address}:9100/metrics", "node_systemd_unit_state")
    with scene.stage("removed, twice"):
        for play, name in ((PROMETHEUS, "prometheus"), (EXPORTERS, "node_exporter")):
            succeeded(project.play(play, **{f"{name}_state": "absent"}))
            unchanged(project.play(play, **{f"{name}_state": "absent"}))
        is_gone(server, "prometheus.service")
        is_gone(web, "prometheus-node-exporter.service")
        healthy(server)


def asked(lab: Lab, query: str) -> list[Any]:
    """What Prometheus answers to a query."""
    said = lab.run("curl", "-sS", "-G", "--data-urlencode", f"query={query}", f"{SERVER}/api/v1/query")
    try:
        return list(json.loads(said.output)["data"]["result"])
    except (ValueError, KeyError):
        return []


def up(lab: Lab, instance: str) -> bool:
    """Whether a target was scraped."""
    return any(each["value"][1] == "1" for each in asked(lab, f'up{{instance="{instance}"}}'))
