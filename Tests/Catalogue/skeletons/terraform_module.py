"""terraform-module: formatted, valid, its tests pass with mocked providers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from changes import Change, Table, tried, untold
from hcl import StandIn, formatted, initialised, rules
from proof import UNANSWERED, Finding, Proof, Unit
from toolbox import MissingTool, Toolbox

IMAGE = {"url": "https://images.example/debian.qcow2", "checksum": "0" * 128}
FILE = "proxmox_download_file.this"
BUCKET = "aws_s3_bucket"

TABLES = {
    "proxmox-images": Table(
        {"node_name": "pve1", "images": {"debian.qcow2": IMAGE}},
        (
            Change("another image", {"images": {"debian.qcow2": IMAGE, "b.img": IMAGE}}, changes=True),
            Change("a newer image", {"images": {"debian.qcow2": {**IMAGE, "checksum": "1" * 128}}}, destroys=(FILE,)),
            Change("no image", {"images": {}}, destroys=(FILE,)),
            Change("the node", {"node_name": "pve2"}, destroys=(FILE,)),
            Change("another datastore", {"datastore_id": "nas"}, destroys=(FILE,)),
            Change("patience", {"timeout_seconds": 1200}, changes=True),
        ),
        (
            {"node_name": "pve 1"},
            {"datastore_id": "a store"},
            {"images": {"debian.exe": IMAGE}},
            {"images": {"../debian.img": IMAGE}},
            {"images": {"debian.img": {**IMAGE, "url": "ftp://images.example/debian.img"}}},
            {"images": {"debian.img": {**IMAGE, "checksum": "abc"}}},
            {"images": {"debian.img": {**IMAGE, "checksum_algorithm": "md4"}}},
            {"images": {"debian.iso": {**IMAGE, "content_type": "backup"}}},
            {"timeout_seconds": 0},
            {"timeout_seconds": 1.5},
        ),
    ),
    "with_underscore": Table(
        {"name": "an-archive"},
        (
            Change("tags", {"tags": {"team": "lab"}}, changes=True),
            Change("longer", {"noncurrent_days": 365}, changes=True),
            Change("a key", {"kms_key_arn": "arn:aws:kms:eu-central-1:000000000000:key/1"}, changes=True),
            Change("the name", {"name": "another-archive"}, destroys=(BUCKET,)),
        ),
        (
            {"name": "An_Archive"},
            {"name": "ab"},
            {"noncurrent_days": 0},
            {"noncurrent_days": 1.5},
            {"kms_key_arn": "key"},
        ),
    ),
    "labels": Table(
        {"name": "web", "environment": "prod"},
        (
            Change("tags", {"tags": {"team": "lab"}}, changes=True),
            Change("the name", {"name": "www"}, changes=True),
            Change("the team", {"namespace": "ops"}, changes=True),
            Change("another environment", {"environment": "dev"}, changes=True),
        ),
        ({"name": "Web_1"}, {"environment": "nowhere"}, {"namespace": "A team"}),
    ),
}


class SkeletonProof(Proof):
    """Every provider, by itself or with a stub that serves its schema."""

    factors: Mapping[str, Sequence[Any]] = {
        "environments": [UNANSWERED, ["prod"], []],
        "root": [UNANSWERED, "terraform/prod"],
        "summary": [UNANSWERED, 'Says "${this}" and %{that}.'],
    }
    extra_cases = (
        {"name": "with_underscore", "provider": "aws"},
        {"name": "proxmox-images", "provider": "proxmox"},
        {"name": "labels"},
    )

    def prove(self, units: list[Unit], tools: Toolbox) -> Iterator[Finding]:
        """Format and rules for all; validate module and example, run the tests."""
        yield from formatted(units, tools)
        for unit in units:
            yield from rules(unit)
        missing: MissingTool | None = None
        for unit in units:
            try:
                yield from self.tried(unit, tools)
            except MissingTool as tool:
                missing = tool
        if missing:
            raise missing

    def tried(self, unit: Unit, tools: Toolbox) -> Iterator[Finding]:
        """What validate and test say."""
        provider = unit.value("provider", "none")
        stub = None if provider == "none" else StandIn.of(provider)
        for folder in (".", "examples/complete"):
            outcome = initialised(tools, unit.folder, folder, "validate", stub=stub)
            if outcome.failed or "Warning" in outcome.output:
                yield Finding(unit.name, f"{folder}: {outcome.tail()}")
        if unit.value("tests", True):
            outcome = initialised(tools, unit.folder, ".", "test", stub=stub)
            if outcome.failed or " 0 failed" not in outcome.output or "Warning" in outcome.output:
                yield Finding(unit.name, outcome.tail(40))
        if unit.name in TABLES:
            for fault in untold(TABLES[unit.name], (unit.folder / "README.md").read_text()):
                yield Finding(unit.name, fault)
            for fault in tried(unit.folder, TABLES[unit.name], tools, provider):
                yield Finding(unit.name, fault)
