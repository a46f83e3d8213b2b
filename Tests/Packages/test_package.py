"""The Debian package in a clean root: it needs glibc alone, installs, works, completes, and goes without a trace."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MADE = ROOT / ".build/package"
CLEAN = pathlib.Path(os.environ.get("TENON_CLEAN_ROOT", ROOT / ".build/clean-root"))


def package() -> pathlib.Path:
    found = sorted(MADE.glob("tenon_*.deb"))
    if not found:
        pytest.skip("there is no package: make package makes it")
    return found[-1]


def said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=600).stdout


def test_the_executable_needs_glibc_alone() -> None:
    package()
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", said("readelf", "-d", str(MADE / "tenon")))
    assert needed
    assert [name for name in needed if not re.fullmatch(r"(libc|libm|ld-linux[-\w]*)\.so\.\d", name)] == []


def test_the_executable_names_no_place_of_the_machine_that_built_it() -> None:
    package()
    assert f"{ROOT}/".encode() not in (MADE / "tenon").read_bytes()


def test_the_package_holds_what_it_should() -> None:
    listed = said("dpkg-deb", "-c", str(package()))
    for place in (
        "./usr/bin/tenon",
        "./usr/share/man/man1/tenon.1.gz",
        "./usr/share/man/man1/tenon-handoff-create.1.gz",
        "./usr/share/bash-completion/completions/tenon",
        "./usr/share/zsh/vendor-completions/_tenon",
        "./usr/share/fish/vendor_completions.d/tenon.fish",
        "./usr/share/doc/tenon/copyright",
    ):
        assert f" {place}\n" in listed, place
    assert set(re.findall(r"^\S+ (\S+)", listed, re.MULTILINE)) == {"root/root"}
    assert re.fullmatch(r"libc6 \(>= 2\.\d+\)", said("dpkg-deb", "-f", str(package()), "Depends").strip())


def test_the_sums_and_the_bill_are_true() -> None:
    package()
    for line in (MADE / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((MADE / name).read_bytes()).hexdigest() == digest, name
    bill = json.loads(next(MADE.glob("*.cdx.json")).read_text())
    assert bill["specVersion"] == "1.6"
    names = {part["name"]: part["version"] for part in bill["components"]}
    assert {"libgit2", "libyaml", "pcre2", "swift", "swift-argument-parser"} <= set(names)
    assert names["libgit2"] == said("dpkg-query", "-W", "-f", "${Version}", "libgit2-dev")
    digest = hashlib.sha256((MADE / "tenon").read_bytes()).hexdigest()
    assert bill["metadata"]["component"]["hashes"] == [{"alg": "SHA-256", "content": digest}]


def test_the_archive_holds_the_sources() -> None:
    package()
    with tarfile.open(next(MADE.glob("*.tar.gz"))) as tar:
        names = {item.name.split("/", 1)[1] for item in tar.getmembers()}
    tracked = set(filter(None, said("git", "-C", str(ROOT), "ls-files", "-z").split("\0")))
    assert {"Package.swift", "README.md", "Makefile"} <= names
    assert names <= tracked


def test_the_same_input_gives_the_same_bytes(tmp_path: pathlib.Path) -> None:
    package()
    folders = [tmp_path / name for name in ("one", "two")]
    for number, folder in enumerate(folders):
        subprocess.run(
            [sys.executable, str(ROOT / ".ci/packaging/package.py"), str(MADE / "tenon"), str(folder)],
            check=True,
            capture_output=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "TZ": ["UTC", "Asia/Tokyo"][number]},
            umask=[0o022, 0o077][number],
        )
    one, two = (folder / "SHA256SUMS" for folder in folders)
    assert one.read_text() == two.read_text()


IN_ROOT = r"""
set -eu
export HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive TERM=dumb
export GIT_AUTHOR_NAME=B GIT_AUTHOR_EMAIL=b@example.com GIT_COMMITTER_NAME=B GIT_COMMITTER_EMAIL=b@example.com
mount -t proc proc /proc
mkdir -p /dev/pts
mount -t devpts -o newinstance,ptmxmode=0666 devpts /dev/pts
ln -sf pts/ptmx /dev/ptmx
everything() { find / -xdev \( -path /proc -o -path /dev -o -path /tmp -o -path /root -o -path /var/cache/man \) -prune -o -print | sort; }
# What the package manager and man keep for themselves on the first use of each.
dpkg --configure -a >/dev/null 2>&1
dpkg -i /tmp/tenon.deb >/dev/null && dpkg -P tenon >/dev/null
everything >/tmp/before

dpkg -i /tmp/tenon.deb >/dev/null
echo "version: $(tenon --version)"
mkdir /tmp/repo && cd /tmp/repo && git init -q -b main && git commit -q --allow-empty -m Begin
tenon new ansible-role web >/dev/null
echo "unit: $(tenon status --json | tr -d ' \n' | sed 's/.*"id":"\([^"]*\)".*/\1/')"
man --pager=cat tenon >/tmp/man.txt && echo "man: $(grep -c 'infrastructure code' /tmp/man.txt)"
echo "page: $(man -w tenon-handoff-create)"

complete_in_bash() {
  bash -c '
    . /usr/share/bash-completion/bash_completion
    . /usr/share/bash-completion/completions/tenon
    COMP_LINE="$1"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; COMP_KEY=9
    read -ra COMP_WORDS <<<"$COMP_LINE"
    case $COMP_LINE in *" ") COMP_WORDS+=("") ;; esac
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _tenon tenon "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" 2>/dev/null
    printf "%s " "${COMPREPLY[@]}"' bash "$1"
}
# zsh and fish complete on a terminal alone: a script of zsh types into one, and reads until the last word that is wanted.
cat >/tmp/terminal <<'END'
zmodload zsh/zpty
case $1 in
  zsh) zpty shell zsh -f -i; zpty -w shell 'PROMPT="> "; autoload -U compinit; compinit -u -D; LISTMAX=1000; echo rea""dy' ;;
  fish) zpty shell fish -i; zpty -w shell 'set -g fish_greeting; echo rea""dy' ;;
esac
text=
for try in {1..120}; do
  sleep 0.25
  while zpty -rt shell line; do text="$text$line"; done
  [[ $text == *ready* ]] && break
done
zpty -w -n shell "$2"$'\t\t'
text=
for try in {1..120}; do
  sleep 0.25
  while zpty -rt shell line; do text="$text$line"; done
  [[ $text == *$3* ]] && break
done
print -rn -- "$text"
END
complete_in() { TERM=xterm COLUMNS=200 zsh -f /tmp/terminal "$1" "$2" "$3" | tr -c '[:print:]' ' '; }
for shell in zsh fish; do
  echo "$shell command: $(complete_in $shell 'tenon hand' handoff)"
  echo "$shell skeleton: $(complete_in $shell 'tenon new ansible-pl' ansible-playbook)"
  echo "$shell unit: $(complete_in $shell 'tenon update ansible-ro' ansible-role/web)"
  echo "$shell variable: $(complete_in $shell 'tenon update ansible-role/web --set mole' molecule=)"
  echo "$shell choice: $(complete_in $shell 'tenon update ansible-role/web --set molecule=' true)"
done
echo "bash command: $(complete_in_bash 'tenon hand')"
echo "bash skeleton: $(complete_in_bash 'tenon new ansible-pl')"
echo "bash unit: $(complete_in_bash 'tenon update ansible-role/')"
echo "bash variable: $(complete_in_bash 'tenon update ansible-role/web --set mole')"
echo "bash choice: $(complete_in_bash 'tenon update ansible-role/web --set molecule=')"

cd / && dpkg -P tenon >/dev/null
everything >/tmp/after
echo "left: $(diff /tmp/before /tmp/after | grep '^>' | tr '\n' ' ')"
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the story in the clean root tells, by its keys."""
    deb = package()
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        pytest.skip("a clean root needs root and debootstrap")
    subprocess.run([str(ROOT / ".ci/packaging/prepare-clean-root"), str(CLEAN)], check=True, timeout=900)
    folder = tmp_path_factory.mktemp("root")
    for name in ("upper", "work", "root"):
        (folder / name).mkdir()
    script = f"""
      set -eu
      mount -t tmpfs tmpfs {folder}
      mkdir {folder}/upper {folder}/work {folder}/root
      mount -t overlay overlay -o lowerdir={CLEAN},upperdir={folder}/upper,workdir={folder}/work {folder}/root
      cp {deb} {folder}/root/tmp/tenon.deb
      cat >{folder}/root/tmp/story
      exec chroot {folder}/root sh /tmp/story
    """
    done = subprocess.run(
        ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "sh", "-c", script],
        input=IN_ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(line.split(": ", 1) for line in done.stdout.splitlines() if ": " in line)


def test_it_installs_and_lays_out_a_role_where_nothing_else_is(told: dict[str, str]) -> None:
    assert told["version"]
    assert told["unit"] == "ansible-role/web"


def test_its_manual_is_read(told: dict[str, str]) -> None:
    assert int(told["man"]) > 0
    assert told["page"] == "/usr/share/man/man1/tenon-handoff-create.1.gz"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_what_the_workspace_has(told: dict[str, str], shell: str) -> None:
    assert "handoff" in told[f"{shell} command"]
    assert "ansible-playbook" in told[f"{shell} skeleton"]
    assert "ansible-role/web" in told[f"{shell} unit"]
    assert "molecule=" in told[f"{shell} variable"]
    assert "true" in told[f"{shell} choice"]
    assert "false" in told[f"{shell} choice"]


def test_it_goes_without_leftovers(told: dict[str, str]) -> None:
    assert told["left"] == ""
