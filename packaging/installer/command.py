"""The task `dev.py installer`: which targets there are, and what each needs of this machine."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from machine import WINDOW_LIBRARIES, SetUpError, make_ready, say

from installer import chroot, deb, msi, nsis, sbom, smoke_windows, windows
from installer.running import BUILD, DIST, sha256, telling

HELP = """\
installer [--again] TARGET ...   (Debian 12; output in dist/, logs in dist/logs/)

    deb            kbh-desktop_VERSION_amd64.deb, checked
    msi            KBH-Desktop-VERSION-x64.msi, for all users of a computer
    setup          KBH-Desktop-VERSION-x64-setup.exe; /S is silent
    sbom           bills of materials (CycloneDX) for Linux and Windows
    smoke-deb      installed, upgraded, tried and purged in a clean Debian 12 and 13 (as root)
    smoke-windows  MSI and setup program installed, upgraded, tried and removed under wine
    all            everything above
A step is left out when nothing it depends on has changed; --again does all of them anew.
"""


@dataclass(frozen=True, slots=True)
class Target:
    """Something to make or to try."""

    make: Callable[[], object]
    debian_packages: tuple[str, ...]


_LINUX = (*WINDOW_LIBRARIES, *deb.DEBIAN_PACKAGES)
_MSI = (*windows.DEBIAN_PACKAGES, *msi.DEBIAN_PACKAGES)
_SETUP = (*windows.DEBIAN_PACKAGES, *nsis.DEBIAN_PACKAGES)

TARGETS: dict[str, Target] = {
    "deb": Target(deb.make_deb, _LINUX),
    "msi": Target(msi.make_msi, _MSI),
    "setup": Target(nsis.make_setup, _SETUP),
    "sbom": Target(sbom.make_sbom, (*_LINUX, *windows.DEBIAN_PACKAGES)),
    "smoke-deb": Target(chroot.smoke_deb, (*_LINUX, *chroot.DEBIAN_PACKAGES)),
    "smoke-windows": Target(
        smoke_windows.smoke_windows, (*_MSI, *_SETUP, *smoke_windows.DEBIAN_PACKAGES)
    ),
}


def installer(arguments: list[str]) -> int:
    """Make or try the targets named, in the order of the table; return the exit code.

    Raises: SetUpError.
    """
    asked = {argument for argument in arguments if argument != "--again"}
    chosen = [name for name in TARGETS if name in asked or "all" in asked]
    if not chosen or asked - {*TARGETS, "all"}:
        print(HELP)
        return 2
    if not shutil.which("dpkg-query"):
        raise SetUpError("Installers are made on Debian 12.")
    make_ready(dict.fromkeys(p for name in chosen for p in TARGETS[name].debian_packages))
    if "--again" in arguments:
        for mark in BUILD.glob("*.made"):
            mark.unlink()
    with _alone():
        for name in chosen:
            with telling(f"target {name}"):
                TARGETS[name].make()
        _write_sums()
    return 0


@contextmanager
def _alone() -> Iterator[None]:
    """Keep a second run in this folder out while the block lasts.

    Raises: SetUpError when there is one already.
    """
    import fcntl  # noqa: PLC0415 - Debian alone gets this far

    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SetUpError("Another run is making installers in this folder.") from None
        yield


def _write_sums() -> None:
    """Write SHA256SUMS over what stands in dist/."""
    sums = DIST / "SHA256SUMS"
    made = sorted(path for path in DIST.glob("*") if path.is_file() and path != sums)
    sums.write_text("".join(f"{sha256(path)}  {path.name}\n" for path in made), "utf-8")
    say(f"{len(made)} files in dist/, their sums in dist/SHA256SUMS")
