"""The MSI for Windows: made by wixl, given what wixl can't express, and fixed in every byte."""

import hashlib
import os
import re
import struct
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from machine import ROOT, say

from installer.edition import Edition, this_edition
from installer.launchers import ICON
from installer.msi_source import PROPERTIES, PROVISIONING_COMPONENT, write_source
from installer.running import BUILD, DIST, made, make, megabytes, run
from installer.signing import identity, sign
from installer.windows import STAGE, make_stage

DEBIAN_PACKAGES = ("msitools", "wixl")
NEWER = "99.0.0"
"""The version of the MSI that the smoke test upgrades to."""

_64_BIT, _REGISTRY_KEY, _PERMANENT = 256, 4, 16
_SUMMARY = uuid.UUID("f29f85e0-4ff9-1068-ab91-08002b27b3d9").bytes_le
_FILE_TIME, _PACKAGE_CODE = 0x40, 9
_SECONDS_BEFORE_1970 = 11644473600
_SHORT = re.compile(r"[A-Za-z0-9_-]{1,8}(\.[A-Za-z0-9_-]{1,3})?")


def msi_path(version: str) -> Path:
    """Return where the MSI of `version` is written."""
    return DIST / f"KBH-Desktop-{version}-x64.msi"


def make_msi() -> Path:
    """Make the MSI, unless nothing changed since; return it."""
    make_stage()
    edition = this_edition()
    path = msi_path(edition.version)
    mine = (Path(__file__), Path(__file__).with_name("msi_source.py"))
    make(
        "msi",
        [made("windows-stage"), *mine, repr(edition), identity()],
        lambda: _msi(edition, path),
    )
    say(f"{path.relative_to(ROOT)}: {megabytes(path)}")
    return path


def make_newer_msi(target: Path) -> None:
    """Make an MSI of the same program that calls itself newer, to upgrade to."""
    _msi(replace(this_edition(), version=NEWER), target)


def _msi(edition: Edition, target: Path) -> None:
    source, part = BUILD / "program.wxs", BUILD / f"{target.name}.part"
    write_source(STAGE, ICON, edition, source)
    part.unlink(missing_ok=True)
    run("msi", ["wixl", "--arch", "x64", "--output", part, source.name], folder=BUILD)
    _complete(part)
    _fix_bytes(part, edition.epoch)
    sign(part)
    part.replace(target)


def _complete(package: Path) -> None:
    """Add what wixl 0.101 leaves out."""
    attributes = _64_BIT | _REGISTRY_KEY | _PERMANENT  # an upgrade must not wipe the office's key
    secure = ";".join((*PROPERTIES, "WIX_DOWNGRADE_DETECTED", "WIX_UPGRADE_DETECTED"))
    for table, column, value, row in (
        ("Component", "Condition", PROPERTIES[0], PROVISIONING_COMPONENT),
        ("Component", "Attributes", attributes, PROVISIONING_COMPONENT),
        ("Property", "Value", secure, "SecureCustomProperties"),
    ):
        query = f"UPDATE `{table}` SET `{column}`={value!r} WHERE `{table}`='{row}'"  # noqa: S608
        run("msi", ["msibuild", package, "-q", query])
    folder_of = {row[0]: row[2] for row in _table(package, "Component")[3:]}
    _add_short_names(package, "File", 2, lambda row: folder_of[row[1]])
    _add_short_names(package, "Directory", 2, lambda row: row[1])


def _table(package: Path, name: str) -> list[list[str]]:
    """Return the rows of a table; the first three say what its columns are."""
    said = run("msi-tables", ["msiinfo", "export", package, name])
    return [line.split("\t") for line in said.replace("\r\n", "\n").rstrip("\n").split("\n")]


def _add_short_names(
    package: Path, name: str, column: int, folder_of: Callable[[list[str]], str]
) -> None:
    """Write names as `SHORT|long`, as computers that keep 8.3 names need them (ICE03)."""
    rows, used = _table(package, name), {}
    for row in rows[3:]:
        long = row[column]
        if "|" not in long and long not in {".", "SourceDir"} and not _SHORT.fullmatch(long):
            taken = used.setdefault(folder_of(row), set())
            row[column] = f"{short_name(long, taken)}|{long}"
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, f"{name}.idt")
        text = "".join("\t".join(row) + "\r\n" for row in rows)
        table.write_text(text, "utf-8", newline="")
        run("msi", ["msibuild", package, "-i", table])


def short_name(long: str, taken: set[str]) -> str:
    """Return an 8.3 name for `long` that is not in `taken`, and add it there."""
    path = Path(long)
    stem = re.sub(r"[^A-Z0-9]", "", path.stem.upper())[:2] or "X"
    ending = re.sub(r"[^A-Z0-9]", "", path.suffix.upper())[:3]
    for attempt in range(len(taken) + 2**16):
        digest = hashlib.sha256(f"{long}{attempt}".encode()).hexdigest()[:4].upper()
        short = f"{stem}{digest}~1" + (f".{ending}" if ending else "")
        if short not in taken:
            break
    taken.add(short)
    return short


def _fix_bytes(package: Path, epoch: int) -> None:
    """Set the times in the summary to the edition's day, and derive the package code from the rest.

    The summary is a property set as [MS-OLEPS] describes it.
    """
    content = bytearray(package.read_bytes())
    header = content.index(_SUMMARY)
    base = header - 28 + struct.unpack_from("<I", content, header + 16)[0]
    count = struct.unpack_from("<I", content, base + 4)[0]
    file_time = (epoch + _SECONDS_BEFORE_1970) * 10**7
    code = 0
    for row in range(count):
        key, offset = struct.unpack_from("<II", content, base + 8 + 8 * row)
        if struct.unpack_from("<I", content, base + offset)[0] == _FILE_TIME:
            struct.pack_into("<Q", content, base + offset + 4, file_time)
        if key == _PACKAGE_CODE:
            code = base + offset + 8
    content[code : code + 38] = b"{00000000-0000-0000-0000-000000000000}"
    digest = uuid.UUID(bytes=hashlib.sha256(content).digest()[:16], version=4)
    content[code : code + 38] = f"{{{str(digest).upper()}}}".encode()
    package.write_bytes(content)
    os.utime(package, (epoch, epoch))
