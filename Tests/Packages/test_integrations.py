"""What other programs run: each example of CI against its schema and step by step in a fresh clone, and the hooks."""

import os
import pathlib
import subprocess
import sys

import pytest

yaml = pytest.importorskip("yaml")

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Agents"))

from conftest import Repository, executable

SCHEMAS = {"github": "vendor.github-workflows", "gitea": "vendor.gitea-workflows", "gitlab": "vendor.gitlab-ci"}


@pytest.fixture
def repository(tmp_path: pathlib.Path) -> Repository:
    """With a role that is committed, and tenon on the path."""
    if not os.access(executable(), os.X_OK):
        pytest.skip(f"there is no executable at {executable()}")
    made = Repository(tmp_path)
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "tenon").symlink_to(pathlib.Path(executable()).resolve())
    made.environment["PATH"] = f"{programs}:{made.environment['PATH']}"
    assert made.run("tenon", "new", "ansible-role", "web").returncode == 0
    made.commit("feat(web): add the role")
    return made


def clone(repository: Repository) -> pathlib.Path:
    target = repository.home / "clone"
    repository.git("clone", "-q", "--depth", "2", f"file://{repository.path}", str(target))
    return target


def commands(forge: str) -> list[str]:
    """Every line that the example runs, but for the installation, which needs a package of the machine's."""
    document = yaml.safe_load((ROOT / f".ci/examples/{forge}.yml").read_text())
    if forge == "gitlab":
        return [*document["tenon"]["before_script"], *document["tenon"]["script"]]
    return [step["run"] for step in document["jobs"]["tenon"]["steps"] if "run" in step]


@pytest.mark.parametrize("forge", SCHEMAS)
def test_an_example_of_ci_has_the_shape_that_its_forge_reads(forge: str) -> None:
    tool = pathlib.Path(sys.executable).with_name("check-jsonschema")
    if not tool.exists():
        pytest.skip("check-jsonschema is not installed here")
    known = subprocess.run([tool, "--help"], capture_output=True, text=True, check=True).stdout
    schema = SCHEMAS[forge] if SCHEMAS[forge] in known else "vendor.github-workflows"
    file = ROOT / f".ci/examples/{forge}.yml"
    done = subprocess.run(
        [tool, "--builtin-schema", schema, "--data-transform", "gitlab-ci", file]
        if forge == "gitlab"
        else [tool, "--builtin-schema", schema, file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("forge", SCHEMAS)
def test_each_step_runs_in_a_fresh_clone(repository: Repository, forge: str) -> None:
    folder = clone(repository)
    ran = 0
    for line in commands(forge):
        if "apt-get install" in line:
            assert "tenon_*.deb" in line
            continue
        done = subprocess.run(
            ["sh", "-euc", line], cwd=folder, env=repository.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
        ran += 1
    assert ran >= 2


@pytest.mark.parametrize("forge", SCHEMAS)
def test_a_fault_turns_it_red(repository: Repository, forge: str) -> None:
    record = repository.path / ".tenon/units/ansible-role/web/record.json"
    record.write_text("{}\n")
    repository.commit("break the record")
    folder = clone(repository)
    check = next(line for line in commands(forge) if line.startswith("tenon check"))
    done = subprocess.run(["sh", "-c", check], cwd=folder, env=repository.environment, capture_output=True, check=False)
    assert done.returncode == 1


def test_the_hooks_work_as_local_ones(repository: Repository) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    repository.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}))
    repository.git("add", "-A")
    tool = pathlib.Path(sys.executable).with_name("pre-commit")
    if not tool.exists():
        pytest.skip("pre-commit is not installed here")
    done = repository.run(str(tool), "run", "--all-files")
    assert done.returncode == 0, done.stdout.decode()
    repository.write("roles/web/defaults/main.yml", "# mine\n")
    repository.write("x.env", "DB_PASSWORD=Vb7tQx2LmZp9\n")
    repository.git("add", "-A")
    done = repository.run(str(tool), "run", "--all-files")
    said = done.stdout.decode()
    assert done.returncode == 1
    assert [line.rsplit(".", 1)[-1] for line in said.splitlines() if line.startswith("tenon ")] == [
        "Passed",
        "Failed",
        "Failed",
    ], said
