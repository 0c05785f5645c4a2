"""`python -m docs.assets [--check]`: bring, or check, what others wrote and the screen uses.

The table is `doc_service/web/static/vendor/vendor.toml`; its head says how to change it.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

ROOT: Final = Path(__file__).parent.parent
TABLE: Final = "doc_service/web/static/vendor/vendor.toml"
VENDORED: Final = ("doc_service/web/static/vendor", "tests/web/vendor")
"""The folders that hold nothing but what the table lists."""

Pack = Callable[[str, str], bytes]
"""From a package's name and version to its tarball, as the registry publishes it."""

_FILES_HEADER: Final = re.compile(r'\["(?P<package>.+)"\.files\]')
_UNKNOWN_HASH: Final = re.compile(r'"(?P<file>.+)" = ""')


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of one package."""

    source: str
    """Where it is inside the package: `dist/htmx.min.js`."""

    target: str
    """Where it goes, from the project's folder."""

    sha256: str
    """In hexadecimal; "" while not known."""


@dataclass(frozen=True, slots=True)
class Package:
    """One table of vendor.toml."""

    name: str
    version: str
    licence: str
    assets: tuple[Asset, ...]


def read_packages(text: str) -> tuple[Package, ...]:
    """Read vendor.toml, in its order."""
    return tuple(
        Package(
            name,
            table["version"],
            table["licence"],
            tuple(
                Asset(source, f"{table['folder']}/{PurePosixPath(source).name}", sha256)
                for source, sha256 in table["files"].items()
            ),
        )
        for name, table in tomllib.loads(text).items()
    )


def complaints(root: Path) -> list[str]:
    """Say what is missing, altered, unlicensed or unlisted; nothing is fetched or written."""
    packages = read_packages((root / TABLE).read_text("utf-8"))
    listed = {TABLE} | {asset.target for package in packages for asset in package.assets}
    found = [line for package in packages for line in _complaints_of(package, root)]
    return found + [
        f"{path}: không có trong vendor.toml." for path in _vendored(root) if path not in listed
    ]


def _complaints_of(package: Package, root: Path) -> Iterator[str]:
    if not any(PurePosixPath(asset.source).name.startswith("LICEN") for asset in package.assets):
        yield f"{package.name}: thiếu văn bản giấy phép {package.licence}."
    for asset in package.assets:
        if not (root / asset.target).is_file():
            yield f"{asset.target}: thiếu tệp; hãy chạy make assets."
        elif not _is_listed_one(asset, root):
            yield f"{asset.target}: không đúng mã băm SHA-256 trong vendor.toml."


def _vendored(root: Path) -> Iterator[str]:
    for folder in VENDORED:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file():
                yield path.relative_to(root).as_posix()


def _is_listed_one(asset: Asset, root: Path) -> bool:
    path = root / asset.target
    return path.is_file() and _sha256(path.read_bytes()) == asset.sha256


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def bring(root: Path, pack: Pack) -> list[str]:
    """Fetch the packages of which a file is missing or differs; fill in hashes not known yet.

    Returns:
        The files written, from the project's folder.

    Raises:
        SystemExit: A published file isn't there, or not the one the table lists.
    """
    table = root / TABLE
    text = table.read_text("utf-8")
    written: list[str] = []
    for package in read_packages(text):
        wanted = [asset for asset in package.assets if not _is_listed_one(asset, root)]
        if not wanted:
            continue
        contents = _contents(package, wanted, pack(package.name, package.version))
        for target, content in contents.items():
            (root / target).parent.mkdir(parents=True, exist_ok=True)
            (root / target).write_bytes(content)
        text = _with_hashes(text, package, contents)
        written += contents
    table.write_text(text, "utf-8")
    return written


def _contents(package: Package, wanted: list[Asset], tarball: bytes) -> dict[str, bytes]:
    """Take the wanted files out of a tarball, by target."""
    contents: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(tarball)) as archive:
        published = {member.name: member for member in archive if member.isfile()}
        for asset in wanted:
            member = published.get(f"package/{asset.source}")
            stream = archive.extractfile(member) if member else None
            if stream is None:
                raise SystemExit(f"{package.name} {package.version} không có tệp {asset.source}.")
            content = stream.read()
            if asset.sha256 and _sha256(content) != asset.sha256:
                raise SystemExit(
                    f"{package.name} {package.version}: {asset.source} tải về không đúng mã băm "
                    "trong vendor.toml. Nếu cố ý đổi phiên bản, hãy để trống mã băm rồi chạy lại."
                )
            contents[asset.target] = content
    return contents


def _with_hashes(text: str, package: Package, contents: dict[str, bytes]) -> str:
    """Fill in the hashes of one package that the table leaves empty; comments stay."""
    targets = {asset.source: asset.target for asset in package.assets}
    lines, section = text.splitlines(keepends=True), ""
    for at, line in enumerate(lines):
        if line.startswith("["):
            header = _FILES_HEADER.match(line)
            section = header["package"] if header else ""
        unknown = _UNKNOWN_HASH.match(line)
        if unknown and section == package.name:
            lines[at] = f'"{unknown["file"]}" = "{_sha256(contents[targets[unknown["file"]]])}"\n'
    return "".join(lines)


def npm_pack(name: str, version: str) -> bytes:
    """Have npm, which knows its registry, download a package; none of its scripts runs.

    Raises:
        SystemExit: npm isn't installed, or couldn't download it.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("Cần npm để tải các tệp trong vendor.toml.")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", "--ignore-scripts", f"{name}@{version}"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        tarballs = list(Path(folder).glob("*.tgz"))
        if done.returncode or not tarballs:
            raise SystemExit(f"npm không tải được {name} {version}:\n{done.stderr}")
        return tarballs[0].read_bytes()


def main(arguments: list[str]) -> None:
    """Bring what differs, then check; with `--check` only check.

    Raises:
        SystemExit: Something is missing, altered, unlicensed or unlisted.
    """
    if arguments not in ([], ["--check"]):
        raise SystemExit("Cách dùng: python -m docs.assets [--check]")
    if not arguments:
        for target in bring(ROOT, npm_pack):
            sys.stdout.write(f"{target}\n")
    if found := complaints(ROOT):
        raise SystemExit("\n".join(found))


if __name__ == "__main__":
    main(sys.argv[1:])
