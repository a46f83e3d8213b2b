"""package.py EXECUTABLE FOLDER: a Debian package, an archive of the sources, an SBOM and checksums.

The same executable and commit give the same bytes: every time is the commit's, every list is sorted, nobody owns
anything. The Debian package holds the executable, man pages and completions.
"""

import gzip
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import uuid

import manual

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMPLETIONS = {
    "bash": "usr/share/bash-completion/completions/tenon",
    "zsh": "usr/share/zsh/vendor-completions/_tenon",
    "fish": "usr/share/fish/vendor_completions.d/tenon.fish",
}
ARCHITECTURES = {"x86-64": "amd64", "aarch64": "arm64"}


def said(*command: str, **more: object) -> str:
    return subprocess.run(
        command, check=True, capture_output=True, text=True, **more
    ).stdout  # type: ignore[call-overload]


def epoch() -> int:
    """SOURCE_DATE_EPOCH, else the commit's time (reproducible-builds.org)."""
    named = os.environ.get("SOURCE_DATE_EPOCH")
    return (
        int(named)
        if named
        else int(said("git", "-C", str(ROOT), "log", "-1", "--format=%ct"))
    )


def architecture(executable: pathlib.Path) -> str:
    header = executable.read_bytes()[:20]
    return ARCHITECTURES[
        {62: "x86-64", 183: "aarch64"}[int.from_bytes(header[18:20], "little")]
    ]


def check_needs(executable: pathlib.Path) -> None:
    """Nothing but glibc: what the package depends on says so."""
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", said("readelf", "-d", str(executable)))
    others = [
        name
        for name in needed
        if not re.fullmatch(r"(libc|libm|ld-linux[-\w]*)\.so\.\d", name)
    ]
    if others:
        sys.exit(f"the executable needs more than glibc: {', '.join(others)}")


def glibc(executable: pathlib.Path) -> str:
    """The oldest glibc that has every symbol that is asked of it."""
    versions = re.findall(
        r"\(GLIBC_(\d+)\.(\d+)", said("objdump", "-T", str(executable))
    )
    return ".".join(
        map(str, max((int(major), int(minor)) for major, minor in versions))
    )


def install_tree(executable: pathlib.Path, tree: pathlib.Path) -> None:
    """What the package puts below /."""
    binary = tree / "usr/bin/tenon"
    binary.parent.mkdir(parents=True)
    shutil.copyfile(executable, binary)
    for shell, place in COMPLETIONS.items():
        file = tree / place
        file.parent.mkdir(parents=True)
        file.write_text(said(str(executable), "--generate-completion-script", shell))
    pages = tree / "usr/share/man/man1"
    manual.main(str(executable), str(pages))
    for page in sorted(pages.iterdir()):
        squeeze(page)
    papers = tree / "usr/share/doc/tenon"
    papers.mkdir(parents=True)
    shutil.copyfile(ROOT / "README.md", papers / "README.md")
    shutil.copyfile(ROOT / "CHANGELOG.md", papers / "changelog")
    squeeze(papers / "changelog")
    (papers / "copyright").write_text(copyright_text())


def squeeze(file: pathlib.Path) -> None:
    """gzip without a time and without a name in it."""
    buffer = io.BytesIO()
    with gzip.GzipFile(
        filename="", mode="wb", fileobj=buffer, compresslevel=9, mtime=0
    ) as packed:
        packed.write(file.read_bytes())
    file.with_name(file.name + ".gz").write_bytes(buffer.getvalue())
    file.unlink()


def copyright_text() -> str:
    """After the machine-readable format of Debian; the libraries inside are named by the SBOM too."""
    lines = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        "Upstream-Name: tenon",
        "",
        "Comment: the executable holds, linked statically:",
    ]
    lines += [
        f" {part['name']} {part['version']} ({part['licenses'][0]['expression']})"
        for part in components()
    ]
    return "\n".join(lines) + "\n"


def components() -> list[dict[str, object]]:
    """What is linked into the executable, with its versions: Debian's archives and Swift's packages."""
    found = []
    for package, name, licence in [
        ("libgit2-dev", "libgit2", "GPL-2.0-only WITH GCC-exception-2.0"),
        ("libyaml-dev", "libyaml", "MIT"),
        ("libpcre2-dev", "pcre2", "BSD-3-Clause"),
        ("zlib1g-dev", "zlib", "Zlib"),
        ("libmbedtls-dev", "mbedtls", "Apache-2.0"),
        ("libhttp-parser-dev", "http-parser", "MIT"),
    ]:
        version = said("dpkg-query", "-W", "-f", "${Version}", package)
        found.append(
            component(name, version, licence, f"pkg:deb/debian/{package}@{version}")
        )
    pins = json.loads((ROOT / "Package.resolved").read_text())["pins"]
    for pin in sorted(pins, key=lambda pin: pin["identity"]):
        version = pin["state"]["version"]
        address = pin["location"].removeprefix("https://").removesuffix(".git")
        found.append(
            component(
                pin["identity"], version, "Apache-2.0", f"pkg:swift/{address}@{version}"
            )
        )
    version = re.search(
        r"Swift version (\S+)", said(os.environ.get("SWIFT", "swift"), "--version")
    )
    toolchain = version.group(1) if version else "unknown"
    found.append(
        component("swift", toolchain, "Apache-2.0", f"pkg:generic/swift@{toolchain}")
    )
    return found


def component(name: str, version: str, licence: str, address: str) -> dict[str, object]:
    return {
        "type": "library",
        "name": name,
        "version": version,
        "purl": address,
        "licenses": [{"expression": licence}],
    }


def sbom(version: str, executable: pathlib.Path) -> str:
    """CycloneDX 1.6."""
    digest = hashlib.sha256(executable.read_bytes()).hexdigest()
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "tenon",
                "name": "tenon",
                "version": version,
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
        },
        "components": components(),
    }
    return json.dumps(document, indent=2, sort_keys=True) + "\n"


def debian_package(
    executable: pathlib.Path, version: str, target: pathlib.Path, time: int
) -> pathlib.Path:
    tree = target / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    install_tree(executable, tree)
    size = sum(file.stat().st_size for file in tree.rglob("*") if file.is_file())
    kind = architecture(executable)
    control = tree / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(
        f"Package: tenon\nVersion: {version}\nArchitecture: {kind}\nSection: devel\nPriority: optional\n"
        f"Maintainer: tenon maintainers <maintainers@localhost>\nInstalled-Size: {size // 1024 + 1}\n"
        f"Depends: libc6 (>= {glibc(executable)})\nRecommends: git\n"
        "Description: scaffold and regenerate infrastructure code in a git repository\n"
        " tenon lays out Ansible roles, Terraform modules, Compose stacks and more, keeps\n"
        " them up to date without losing an edit, and writes handoffs from which others\n"
        " commit, deploy and document. It reads git and never writes to it.\n"
    )
    files = sorted(
        file
        for file in tree.rglob("*")
        if file.is_file() and control not in file.parents
    )
    sums = [
        f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(tree)}\n"
        for file in files
    ]
    (control / "md5sums").write_text("".join(sums))
    for item in [tree, *tree.rglob("*")]:
        item.chmod(0o755 if item.is_dir() or item.parent.name == "bin" else 0o644)
        os.utime(item, (time, time))
    package = target / f"tenon_{version}_{kind}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)],
        check=True,
        capture_output=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(time)},
    )
    shutil.rmtree(tree)
    return package


def archive(version: str, target: pathlib.Path, time: int) -> pathlib.Path:
    """The tracked files as they stand, below one folder."""
    names = said("git", "-C", str(ROOT), "ls-files", "-z").split("\0")
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name in sorted(filter(None, names)):
            file = ROOT / name
            if not file.is_file():
                continue
            item = tarfile.TarInfo(f"tenon-{version}/{name}")
            item.size, item.mtime = file.stat().st_size, time
            item.mode = 0o755 if os.access(file, os.X_OK) else 0o644
            tar.addfile(item, io.BytesIO(file.read_bytes()))
    packed = target / f"tenon-{version}.tar"
    packed.write_bytes(buffer.getvalue())
    squeeze(packed)
    return packed.with_name(packed.name + ".gz")


def main(executable: str, folder: str) -> None:
    binary, target = pathlib.Path(executable).resolve(), pathlib.Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for old in [
        *target.glob("tenon_*.deb"),
        *target.glob("tenon-*"),
        *target.glob("SHA256SUMS"),
    ]:
        old.unlink()
    check_needs(binary)
    version, time = said(str(binary), "--version").strip(), epoch()
    made = [
        debian_package(binary, version, target, time),
        archive(version, target, time),
    ]
    bill = target / f"tenon-{version}.cdx.json"
    bill.write_text(sbom(version, binary))
    made.append(bill)
    sums = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(made)
    ]
    (target / "SHA256SUMS").write_text("".join(sums))
    for file in sorted(made):
        print(f"{file.stat().st_size:>10}  {file.name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
