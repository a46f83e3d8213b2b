"""Lays a skeleton out in every combination and runs its proof."""

import importlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from generic import findings_in
from manual import findings_of_manual
from pairwise import Case, pairwise
from proof import UNANSWERED, Finding, Proof, Unit
from report import Report
from toolbox import MissingTool, Toolbox


def known_skeletons(folder: Path) -> list[str]:
    """The names of all skeletons in a folder."""
    return sorted(file.parent.name for file in folder.glob("*/skeleton.yaml"))


def run_proof(skeleton: Path, program: Path, scratch: Path, sample: bool, report: Report, strength: int = 2) -> None:
    """Lay out, read and try one skeleton; everything found goes into the report."""
    proof = load_proof(skeleton.name)
    if proof is None:
        report.add(Finding("-", f"no proof: write Tests/Catalogue/skeletons/{module_name(skeleton.name)}.py"))
        return
    proof.is_sample = sample
    proof.program = program
    cases = cases_of(proof, yaml.safe_load((skeleton / "skeleton.yaml").read_text()), sample, strength)
    report.combinations = len(cases)
    tools = Toolbox(scratch)
    units: list[Unit] = []
    repository = new_repository(scratch / "repository", tools)
    if proof.settings:
        (repository / ".tenon").mkdir()
        (repository / ".tenon/workspace.yaml").write_text(proof.settings)
    for finding in findings_of_manual(skeleton.name, program, repository, tools):
        report.add(finding)
    for number, case in enumerate(cases, start=1):
        write_inventory(repository, proof.inventory_of(case))
        laid_out = lay_out(skeleton.name, proof.name(number), case, repository, program, tools)
        if isinstance(laid_out, Finding):
            report.add(laid_out)
        else:
            units.append(laid_out)
    for answers in proof.refused:
        if not isinstance(
            lay_out(skeleton.name, proof.name(len(cases) + 1), dict(answers), repository, program, tools), Finding
        ):
            report.add(Finding("-", f"taken, and it cannot work: {answers}"))
            tools.run(program, "undo", cwd=repository)
    tools.used.clear()
    for finding in findings_of(proof, units, tools, report):
        report.add(finding)
    report.tools = list(tools.used)


def findings_of(proof: Proof, units: list[Unit], tools: Toolbox, report: Report) -> Iterator[Finding]:
    """The generic findings, then those of the skeleton's tools as far as they are there."""
    for unit in units:
        yield from findings_in(unit, proof.longest_line)
    try:
        yield from proof.prove(units, tools)
    except MissingTool as missing:
        report.missing.append(str(missing))


def module_name(skeleton: str) -> str:
    """The module that proves a skeleton."""
    return skeleton.replace("-", "_")


def load_proof(skeleton: str) -> Proof | None:
    """The skeleton's proof, or nothing where nobody has written one."""
    name = module_name(skeleton)
    if not (Path(__file__).parent / "skeletons" / f"{name}.py").exists():
        return None
    proof = importlib.import_module(f"skeletons.{name}").SkeletonProof()
    assert isinstance(proof, Proof)
    return proof


def cases_of(proof: Proof, declaration: Mapping[str, Any], sample: bool, strength: int) -> list[Case]:
    """The extra cases and the combined ones; a sample of them spreads over the combined ones."""
    factors: dict[str, list[Any]] = {}
    for name, variable in declaration.get("variables", {}).items():
        if name in proof.factors:
            factors[name] = list(proof.factors[name])
        elif variable["type"] == "boolean":
            factors[name] = default_first([False, True], variable)
        elif variable["type"] == "choice":
            factors[name] = default_first(variable["choices"], variable)
    extra = [dict(case) for case in proof.extra_cases]
    combined = pairwise(factors, proof.allowed, strength)
    if not sample or proof.sample is None:
        return [*extra, *combined]
    room = max(1, proof.sample - len(extra))
    step = max(1, len(combined) // room)
    return [*extra, *combined[::step][:room]]


def default_first(values: Sequence[Any], variable: Mapping[str, Any]) -> list[Any]:
    """The values with the variable's default before all others, so that the first case is the plain one."""
    return sorted(values, key=lambda value: value != variable.get("default"))


def new_repository(folder: Path, tools: Toolbox) -> Path:
    """An empty git repository."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tools.run("git", "init", "--quiet", "--initial-branch=main", cwd=folder)
    return folder


def write_inventory(repository: Path, text: str) -> None:
    """The facts that the next unit is laid out with; none where the text is empty."""
    path = repository / ".tenon" / "inventory.yaml"
    path.unlink(missing_ok=True)
    if text:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def lay_out(skeleton: str, name: str, case: Case, repository: Path, program: Path, tools: Toolbox) -> Unit | Finding:
    """`tenon new` with those of the case's answers that apply; its own words where it refuses."""
    answers = {key: value for key, value in case.items() if value is not UNANSWERED}
    name = answers.pop("name", name)

    def attempt() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, "-C", repository, "new", skeleton, name, "--answers", "-", "--json"],
            input=json.dumps(answers),
            env=tools.environment(),
            capture_output=True,
            text=True,
            timeout=60,
        )

    done = attempt()
    if idle := re.findall(r"variable '(\w+)': it applies only if", done.stdout):
        answers = {key: value for key, value in answers.items() if key not in idle}
        done = attempt()
    if done.returncode != 0:
        return Finding(name, f"new failed ({done.returncode}) with {answers}: {done.stdout}{done.stderr}")
    return Unit(name, answers, repository, repository / destination(repository, skeleton, name))


def destination(repository: Path, skeleton: str, name: str) -> str:
    """Where the unit was laid out, from its record."""
    record = json.loads((repository / ".tenon" / "units" / skeleton / name / "record.json").read_text())
    return str(record["destination"])
