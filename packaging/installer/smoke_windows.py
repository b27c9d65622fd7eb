"""Tries the MSI and the setup program in a throw-away Windows (wine) with a virtual screen.

What runs here is wine, not Windows: packaging/RELEASING.md says what that leaves open.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from machine import SetUpError, say

from installer import launchers, msi_source, signing
from installer.launchers import WINDOWS
from installer.msi import NEWER, make_msi, make_newer_msi
from installer.nsis import make_setup
from installer.running import BUILD, run, telling
from installer.windows import STAGE, check_libraries
from installer.wine import Wine, windows_path

DEBIAN_PACKAGES = ("xauth", "xvfb")

_LACKING = ("bcryptprimitives", "icuuc", "mscms")  # libraries that wine 8 lacks, see windows/wine
_HOME = "Program Files/KBH Desktop"
_DESKTOP, _KBH = (rf"C:\Program Files\KBH Desktop\{name}" for name in launchers.LAUNCHERS)
_KEY = (WINDOWS / "smoke_office.txt").read_text("utf-8").strip()
"""The public key of an office that was invented for this trial."""
_NAME = "Prøvekommune"
_PASSPHRASE = "kun til denne prøve"  # noqa: S105 - of a vault made for the moment


def smoke_windows() -> None:
    """Install silently, try, upgrade and remove, by MSI and by setup program.

    Raises: SetUpError when something is not as it should be.
    """
    package, setup = make_msi(), make_setup()
    _a_missing_library_is_found()
    newer = BUILD / f"KBH-Desktop-{NEWER}-x64.msi"
    make_newer_msi(newer)
    with telling("signing with a certificate of the moment"):
        _signs(package, setup)
    with telling("smoke-windows"), _windows() as wine:
        trial = _Trial(wine)
        trial.msi(package, newer)
        trial.setup(setup)


def _a_missing_library_is_found() -> None:
    with tempfile.TemporaryDirectory(dir=BUILD) as work:
        copied = Path(work, "copy")
        shutil.copytree(STAGE, copied)
        (copied / "app/PySide6/Qt6Svg.dll").unlink()
        try:
            check_libraries(copied)
        except SetUpError as error:
            _expect("qt6svg.dll" in str(error), "the library that is missing is named")
            return
    raise SetUpError("A library was removed and nobody noticed.")


def _signs(*packages: Path) -> None:
    """Sign copies with a certificate made for the moment, and verify them."""
    with tempfile.TemporaryDirectory(dir=BUILD) as work:
        key, certificate = Path(work, "key.pem"), Path(work, "certificate.pem")
        run(
            "signing",
            [
                *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
                *("-subj", "/CN=KBH Desktop test", "-addext", "extendedKeyUsage=codeSigning"),
                *("-keyout", key, "-out", certificate),
            ],
        )
        before = dict(os.environ)
        os.environ |= {signing.CERTIFICATE: str(certificate), signing.KEY: str(key)}
        try:
            for package in (*packages, *(launchers.FOLDER / name for name in launchers.LAUNCHERS)):
                copied = Path(work, package.name)
                shutil.copyfile(package, copied)
                signing.sign(copied)
                signing.verify(copied, certificate)
        finally:
            os.environ.clear()
            os.environ.update(before)
    _expect(fact=True, what=f"{len(packages) + 2} files are signed and verified")


@contextmanager
def _windows() -> Iterator[Wine]:
    """Give a Windows with a screen of its own, and take it away again."""
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    number = screen.stdout.readline().strip() if screen.stdout else ""
    wine = Wine(
        BUILD / "wine-smoke",
        "smoke-windows",
        native=("mscms",),
        environment={"DISPLAY": f":{number}", "KBH_PASSPHRASE": _PASSPHRASE},
    )
    try:
        wine.start()
        _lend_libraries(wine)
        yield wine
    finally:
        wine.stop()
        screen.terminate()
        screen.wait()


def _lend_libraries(wine: Wine) -> None:
    """Give wine what its version lacks; nothing of it is installed anywhere else."""
    for name in _LACKING:
        library = BUILD / f"{name}.dll"
        compiler = ("x86_64-w64-mingw32-gcc-win32", "-shared", "-Os", "-s")
        run("smoke-windows", [*compiler, "-o", library, WINDOWS / f"wine/{name}.c", "-ladvapi32"])
        target = wine.drive / f"windows/system32/{name}.dll"
        target.unlink(missing_ok=True)
        shutil.copyfile(library, target)


class _Trial:
    """The steps, in the order in which IT and a caseworker would take them."""

    def __init__(self, wine: Wine) -> None:
        self._wine = wine
        self._home = wine.drive / _HOME
        self._vault = wine.prefix / "vault"

    def msi(self, package: Path, newer: Path) -> None:
        """Install, try, upgrade, remove."""
        given = (f"OFFICEKEY={_KEY}", f"OFFICENAME={_NAME}")
        self._wine.check("msiexec", "/i", windows_path(package), "/qn", *given, seconds=600)
        self._is_installed("the MSI")
        self._is_known()
        self._self_test("the MSI")
        self._make_vault()
        self._wine.check("msiexec", "/i", windows_path(newer), "/qn", seconds=600)
        version = self._registry(msi_source.KEY, "Version")
        _expect(NEWER in version, "the MSI is upgraded without a word")
        self._office_is_kept("the upgrade")
        self._vault_is_kept("the upgrade")
        self._wine.check("msiexec", "/x", windows_path(newer), "/qn", seconds=600)
        self._is_gone("the MSI")

    def setup(self, setup: Path) -> None:
        """Install over nothing, install again, try, remove."""
        self._wine.check(setup, "/S", f"/OFFICEKEY={_KEY}", f"/OFFICENAME={_NAME}", seconds=600)
        self._is_installed("the setup program")
        self._self_test("the setup program")
        stale = self._home / "app/stale.pyc"
        stale.touch()
        self._wine.check(setup, "/S", seconds=600)
        _expect(not stale.exists(), "installing again removes what an older edition left")
        kept = self._registry(msi_source.PROVISIONING, "OfficeKey")
        _expect(_KEY in kept, "installing again keeps the office's key")
        self._vault_is_kept("the setup program")
        self._wine.check(r"C:\Program Files\KBH Desktop\uninstall.exe", "/S", seconds=600)
        self._wine.wait()
        self._is_gone("the setup program")

    def _is_installed(self, how: str) -> None:
        files = sum(path.is_file() for path in self._home.rglob("*"))
        _expect((self._home / "kbh-desktop.exe").is_file(), f"{how} installs {files} files")

    def _is_known(self) -> None:
        self._office_is_kept("the MSI")
        for ending, (name, _shown) in msi_source.FILE_TYPES.items():
            kind = self._registry(rf"Software\Classes\{ending}", None)
            command = self._registry(rf"Software\Classes\{name}\shell\open\command", None)
            opens = name in kind and "kbh-desktop.exe" in command and "%1" in command
            _expect(opens, f"{ending} opens with the program")
        links = list(self._wine.drive.rglob("KBH Desktop.lnk"))
        _expect(bool(links), "the start menu has the program")

    def _office_is_kept(self, how: str) -> None:
        key = self._registry(msi_source.PROVISIONING, "OfficeKey")
        name = self._registry(msi_source.PROVISIONING, "OfficeName")
        _expect(_KEY in key and "kommune" in name, f"the office's key and name stand after {how}")

    def _self_test(self, how: str) -> None:
        report = self._wine.prefix / "report.json"
        report.unlink(missing_ok=True)
        code, said = self._wine.run(_DESKTOP, "--self-test", windows_path(report), seconds=600)
        found = json.loads(report.read_text("utf-8")) if report.is_file() else {"steps": []}
        failed = [step for step in found["steps"] if not step["ok"]]
        if code or failed or not found["steps"]:
            raise SetUpError(f"The self-test of {how} failed: {failed or said}")
        _expect(fact=True, what=f"{how} passes the self-test, {len(found['steps'])} steps")
        office = found["settings"].get("office_card", "")
        _expect(office == "installer", f"the program has its office from {how}")

    def _make_vault(self) -> None:
        folder = windows_path(self._vault)
        office = ("--role", "office", "--name", "Kontoret", "--user", "Prøve")
        self._wine.check(_KBH, "vault", "create", folder, *office)
        person = ("new", "given_name=Amal", "family_name=Prøvesen")
        self._wine.check(_KBH, "people", "set", "--vault", folder, *person)

    def _vault_is_kept(self, how: str) -> None:
        said = self._wine.check(_KBH, "people", "list", "--vault", windows_path(self._vault))
        _expect("Prøvesen" in said, f"the vault opens after {how}")

    def _is_gone(self, how: str) -> None:
        left = [path.name for path in self._home.rglob("*")][:3] if self._home.exists() else []
        _expect(not left, " ".join([f"removing {how} leaves no program", *left]))
        _expect((self._vault / "key.json").is_file(), f"removing {how} leaves the vault")

    def _registry(self, key: str, name: str | None) -> str:
        value = ("/v", name) if name else ("/ve",)
        return self._wine.run("reg", "query", rf"HKLM\{key}", *value)[1]


def _expect(fact: bool, what: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not fact:
        raise SetUpError(f"Not so: {what} (dist/logs/smoke-windows.log)")
    say(f"windows: ok {what}")
