"""Tries the Debian package in a clean Debian 12 and Debian 13."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from machine import SetUpError, say

from installer.deb import LINUX, make_deb, pack_again
from installer.edition import this_edition
from installer.running import BUILD, make, run, telling

SUITES = ("bookworm", "trixie")
DEBIAN_PACKAGES = ("debootstrap", "util-linux")

_OLDER = "0.0.1"
_LONGEST = 15 * 60
_SERVED = "srv"


def smoke_deb(suites: tuple[str, ...] = SUITES) -> None:
    """Install, upgrade, try and purge the package in each of `suites`.

    Raises: SetUpError when something is not as it should be.
    """
    if os.geteuid() != 0:
        raise SetUpError("smoke-deb makes a system of its own and must be run as root.")
    newer = make_deb()
    older = BUILD / f"older_{_OLDER}.deb"
    pack_again(replace(this_edition(), version=_OLDER), older)
    for suite in suites:
        base = BUILD / f"{suite}-base"
        make(f"{suite}-base", [suite], lambda suite=suite, base=base: _bootstrap(suite, base))
        with telling(f"smoke-deb {suite}"):
            _try(suite, base, older, newer)


def _bootstrap(suite: str, base: Path) -> None:
    shutil.rmtree(base, ignore_errors=True)
    command = ["debootstrap", "--variant=minbase", "--include=ca-certificates", suite, base]
    run(f"{suite}-base", [*command, *_mirror()])
    shutil.rmtree(base / "var/cache/apt/archives", ignore_errors=True)


def _mirror() -> list[str]:
    """Return where this machine takes Debian from, or nothing for debootstrap's own choice."""
    said = run("mirror", ["apt-get", "indextargets", "--format", "$(SITE) $(RELEASE) $(LABEL)"])
    sites = [line.split()[0] for line in said.splitlines() if re.search(r"\bDebian$", line)]
    return sites[:1]


def _try(suite: str, base: Path, older: Path, newer: Path) -> None:
    place = BUILD / f"{suite}-tried"
    shutil.rmtree(place, ignore_errors=True)
    run(f"smoke-{suite}", ["cp", "-a", base, place])
    for package, name in ((older, "older.deb"), (newer, "newer.deb")):
        shutil.copyfile(package, place / _SERVED / name)
    shutil.copyfile(LINUX / "smoke.sh", place / _SERVED / "smoke.sh")
    _lend(place)
    said = run(
        f"smoke-{suite}",
        [
            *("unshare", "--mount", "--pid", "--fork", f"--mount-proc={place}/proc"),
            *("chroot", place, "sh", f"/{_SERVED}/smoke.sh"),
            *(f"/{_SERVED}/older.deb", f"/{_SERVED}/newer.deb"),
        ],
        seconds=_LONGEST,
    )
    for line in said.splitlines():
        if line.startswith("ok "):
            say(f"{suite}: {line}")
    shutil.rmtree(place)


def _lend(place: Path) -> None:
    """Let the system inside use this machine's network: names, certificates, proxies of apt."""
    for name in ("etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt"):
        if Path("/", name).exists():
            target = place / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path("/", name), target)
    settings = subprocess.run(
        ["apt-config", "dump", "--format", '%f "%v";%n', "Acquire::http", "Acquire::https"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    (place / "etc/apt/apt.conf.d/90lent").write_text(settings, "utf-8")
