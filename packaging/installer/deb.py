"""The Debian package: the frozen program in /opt, and what desktops want to know of it."""

import gzip
import re
import shutil
import textwrap
from pathlib import Path

from machine import ROOT, say

from installer.bundle import BUNDLE, PROGRAMS, libraries, make_bundle
from installer.edition import APP_ID, NAME, Edition, this_edition
from installer.environments import RUNTIME_PACKAGES
from installer.licences import TABLE, notices
from installer.running import BUILD, DIST, made, make, megabytes, run, set_times

LINUX = ROOT / "packaging/linux"
ARCHITECTURE = "amd64"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
DEBIAN_PACKAGES = (
    *("appstream", "binutils", "desktop-file-utils", "dpkg-dev", "libpython3.11"),
    *("librsvg2-bin", "lintian", "python3-venv", "xz-utils"),
)

_OPT = f"opt/{NAME}"
_DOC = f"usr/share/doc/{NAME}"
_TREE = BUILD / "deb"
_DEPENDS = BUILD / "deb-depends.txt"
_ALSO = ("fontconfig", "xdg-utils")
_DESCRIPTION = """\
Offline casework for Københavnermodellen
 KBH Desktop carries a municipality's work with newly arrived refugees from the
 first interview at the asylum centre to language course, job training and
 mentor. All data lie in an encrypted vault and travel in sealed bundles; no
 network is used.
 .
 The package has its own Python and Qt below /opt/kbh-desktop.
"""


def deb_path(version: str) -> Path:
    """Return where the package of `version` is written."""
    return DIST / f"{NAME}_{version}_{ARCHITECTURE}.deb"


def make_deb() -> Path:
    """Make and check the package, unless nothing changed since; return it."""
    make_bundle()
    edition = this_edition()
    mine = (LINUX, TABLE, ROOT / "LICENSE", Path(__file__), Path(__file__).with_name("edition.py"))
    make("deb", [made("bundle"), *mine, repr(edition)], lambda: _deb(edition))
    path = deb_path(edition.version)
    say(f"{path.relative_to(ROOT)}: {megabytes(path)}, installed {megabytes(_TREE)}")
    return path


def _deb(edition: Edition) -> None:
    _lay_out(edition)
    _check_descriptions()
    package = deb_path(edition.version)
    depends = _depends()
    _DEPENDS.write_text(depends, "utf-8")
    _pack(edition, depends, package)
    run("lintian", ["lintian", "--fail-on", "error,warning", package])


def _lay_out(edition: Edition) -> None:
    shutil.rmtree(_TREE, ignore_errors=True)
    shutil.copytree(BUNDLE, _TREE / _OPT, symlinks=True)
    (_TREE / "usr/bin").mkdir(parents=True)
    for name in PROGRAMS:
        (_TREE / "usr/bin" / name).symlink_to(f"/{_OPT}/{name}")
        _put(f"usr/share/man/man1/{name}.1.gz", _template(edition, f"{name}.1"))
    share = "usr/share"
    _put(f"{share}/applications/{APP_ID}.desktop", _template(edition, f"{APP_ID}.desktop"))
    _put(f"{share}/metainfo/{APP_ID}.metainfo.xml", _template(edition, f"{APP_ID}.metainfo.xml"))
    _put(f"{share}/mime/packages/{APP_ID}.xml", _template(edition, f"{APP_ID}.mime.xml"))
    _put(f"{share}/lintian/overrides/{NAME}", _template(edition, "lintian-overrides"))
    _put(f"{_DOC}/copyright", _template(edition, "copyright"))
    _put(f"{_DOC}/THIRD-PARTY.txt.gz", notices(RUNTIME_PACKAGES, "linux"))
    _put(f"{_DOC}/changelog.gz", _changelog(edition))
    _icons()


def _template(edition: Edition, name: str) -> str:
    return edition.filled((LINUX / name).read_text("utf-8"))


def _put(place: str, text: str) -> None:
    path = _TREE / place
    path.parent.mkdir(parents=True, exist_ok=True)
    packed = path.suffix == ".gz"
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0) if packed else text.encode())


def _icons() -> None:
    icons, drawing = _TREE / "usr/share/icons/hicolor", LINUX / f"{APP_ID}.svg"
    scalable = icons / f"scalable/apps/{APP_ID}.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(drawing, scalable)
    for size in ICON_SIZES:
        picture = icons / f"{size}x{size}/apps/{APP_ID}.png"
        picture.parent.mkdir(parents=True)
        run("deb", ["rsvg-convert", "-w", str(size), "-h", str(size), "-o", picture, drawing])


def _changelog(edition: Edition) -> str:
    day = edition.released.strftime("%a, %d %b %Y 12:00:00 +0000")
    return (
        f"{NAME} ({edition.version}) stable; urgency=medium\n\n"
        f"  * Release {edition.version}; what is new stands in the program's guide.\n\n"
        f" -- {edition.maintainer}  {day}\n"
    )


def _depends() -> str:
    """Return the packages that the libraries inside ask for; fails when one is not to be had."""
    work = BUILD / "shlibdeps"
    shutil.rmtree(work, ignore_errors=True)
    (work / "debian").mkdir(parents=True)
    (work / "debian/control").write_text(
        f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: {ARCHITECTURE}\n", "utf-8"
    )
    inside = libraries(_TREE / _OPT)
    folders = sorted({str(path.parent) for path in inside})
    said = run(
        "deb",
        [
            *("dpkg-shlibdeps", "-O", "--ignore-missing-info", f"-S{_TREE}"),
            *(f"-l{folder}" for folder in folders),
            *(f"-e{path}" for path in inside),
        ],
        folder=work,
        environment={"LD_LIBRARY_PATH": ":".join(folders)},
    )
    found = re.search(r"^shlibs:Depends=(.*)$", said, re.MULTILINE)
    return ", ".join([found[1] if found else "", *_ALSO])


def pack_again(edition: Edition, target: Path) -> None:
    """Write the package laid out last as another edition, with one file more, to upgrade from."""
    other = _TREE / _OPT / "lib/only-in-the-older"
    other.touch()
    try:
        _pack(edition, _DEPENDS.read_text("utf-8"), target, level=0)
    finally:
        other.unlink()


def _pack(edition: Edition, depends: str, target: Path, *, level: int = 9) -> None:
    """Write the laid out tree as a package; xz `level` 0-9."""
    control = _TREE / "DEBIAN"
    shutil.rmtree(control, ignore_errors=True)
    programs = {_TREE / _OPT / name for name in PROGRAMS}
    kept = sorted(p for p in _TREE.rglob("*") if p.is_file() and not p.is_symlink())
    for path in kept:
        path.chmod(0o755 if path in programs else 0o644)
    control.mkdir()
    size = sum(path.stat().st_size for path in kept) // 1024
    summary, _, rest = _DESCRIPTION.partition("\n")
    (control / "control").write_text(
        textwrap.dedent(
            f"""\
            Package: {NAME}
            Version: {edition.version}
            Section: misc
            Priority: optional
            Architecture: {ARCHITECTURE}
            Maintainer: {edition.maintainer}
            Installed-Size: {size}
            Depends: {depends}
            Recommends: fonts-noto-core
            Suggests: cups-client
            Description: {summary}
            """
        )
        + rest,
        "utf-8",
    )
    said = run("deb", ["md5sum", *(path.relative_to(_TREE) for path in kept)], folder=_TREE)
    (control / "md5sums").write_text(said, "utf-8")
    for folder in (_TREE, *(p for p in _TREE.rglob("*") if p.is_dir() and not p.is_symlink())):
        folder.chmod(0o755)
    for path in control.iterdir():
        path.chmod(0o644)
    set_times(_TREE)
    packer = ("dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--threads-max=1")
    run("deb", [*packer, "--build", _TREE, target])


def _check_descriptions() -> None:
    share = _TREE / "usr/share"
    run("deb", ["desktop-file-validate", share / f"applications/{APP_ID}.desktop"])
    metainfo = share / f"metainfo/{APP_ID}.metainfo.xml"
    run("deb", ["appstreamcli", "validate", "--no-net", metainfo])
