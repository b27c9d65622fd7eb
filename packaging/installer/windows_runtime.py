"""The CPython that a Windows installer carries: fetched, its hash and signatures checked."""

import re
import shutil
import tarfile
import tempfile
import tomllib
import zipfile
from base64 import b64decode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256 as hashed
from io import BytesIO
from pathlib import Path
from typing import Any

from machine import PYTHON, ROOT, SetUpError, say

from installer.running import BUILD, make, run

WINDOWS = ROOT / "packaging/windows"
RUNTIME = BUILD / "windows-runtime"
"""The embeddable distribution as its makers packed it."""
MINOR = "3.13"
DEBIAN_PACKAGES = ("ca-certificates", "openssl", "osslsigncode")

_PINS = WINDOWS / "runtime.toml"
_VENDOR = WINDOWS / "vendor"
_SIGNED = {".exe", ".dll", ".pyd"}
_REPLACED = "vcruntime"  # the copies that come with Qt, which are newer, are installed instead
_EXTRA_ROOT = Path("/usr/share/ca-certificates/mozilla/DigiCert_Trusted_Root_G4.crt")
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pin:
    """Which runtime is taken."""

    python: str
    sha256: str
    file: str = ""
    requirement: str = ""
    sdist_sha256: str = ""
    member: str = ""
    folder: str = ""

    @property
    def is_release(self) -> bool:
        """Whether it is python.org's own zip, fit for a release."""
        return bool(self.file)


@cache
def pin() -> Pin:
    """Return the release's runtime if its zip is in vendor/, otherwise that for previews."""
    release = Pin(**_pins()["release"])
    if release.file and (_VENDOR / release.file).is_file():
        return release
    return Pin(**_pins()["preview"])


def make_windows_runtime() -> None:
    """Unpack the runtime and check it, unless that was done."""
    make("windows-runtime", [_PINS, repr(pin()), Path(__file__)], _runtime)


def _runtime() -> None:
    chosen = pin()
    packed = (_VENDOR / chosen.file).read_bytes() if chosen.is_release else _preview(chosen)
    if hashed(packed).hexdigest() != chosen.sha256:
        raise SetUpError("The Windows runtime is not the one that runtime.toml names.")
    shutil.rmtree(RUNTIME, ignore_errors=True)
    RUNTIME.mkdir(parents=True)
    with zipfile.ZipFile(BytesIO(packed)) as zipped:
        for name in zipped.namelist():
            if not name.endswith("/"):
                (RUNTIME / name.removeprefix(chosen.folder)).write_bytes(zipped.read(name))
    count = verify_signatures(RUNTIME)
    say(f"CPython {chosen.python} for Windows: {count} signatures verified")
    if not chosen.is_release:
        say("this runtime is for previews; packaging/RELEASING.md says how a release gets its own")


def _preview(chosen: Pin) -> bytes:
    """Return the zip that is packed in a source distribution."""
    folder = BUILD / "windows-sdist"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / "requirement.txt"
    wanted.write_text(f"{chosen.requirement} --hash=sha256:{chosen.sdist_sha256}\n", "utf-8")
    command = (PYTHON, "-m", "pip", "download", "--no-deps", "--no-binary", ":all:")
    run("windows-runtime", [*command, "--require-hashes", "-d", folder, "-r", wanted])
    (packed,) = folder.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        member = next(m for m in archive.getmembers() if m.name.endswith(chosen.member))
        content = archive.extractfile(member)
        return content.read() if content else b""


def verify_signatures(folder: Path) -> int:
    """Check the Authenticode signature of every program and library; return how many there are.

    Raises: SetUpError naming those that are unsigned, altered, or signed by somebody else.
    """
    signed = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix in _SIGNED and not path.name.startswith(_REPLACED)
    ]
    wrong = [path.name for path in signed if not _is_sound(path)]
    if wrong or not signed:
        raise SetUpError(f"Signatures that don't verify: {', '.join(wrong) or 'there are none'}")
    return len(signed)


def _is_sound(path: Path) -> bool:
    allowed = _pins()["signatures"]
    with tempfile.TemporaryDirectory() as work:
        signature, roots = Path(work, "signature"), Path(work, "roots.pem")
        try:
            run(
                "windows-signatures",
                ["osslsigncode", "extract-signature", "-pem", "-in", path, "-out", signature],
            )
            certificates = run(
                "windows-signatures", ["openssl", "pkcs7", "-in", signature, "-print_certs"]
            )
            roots.write_text(_roots(certificates, allowed["roots"]), "utf-8")
            said = run(
                "windows-signatures",
                [
                    *("osslsigncode", "verify", "-in", path, "-CAfile", roots),
                    *("-TSA-CAfile", roots, "-ignore-cdp", "-ignore-crl"),
                ],
            )
        except SetUpError:
            return False
    verified = ("Signature verification: ok", "Timestamp Server Signature verification: ok")
    return all(line in said for line in verified) and any(n in said for n in allowed["signers"])


def _roots(certificates: str, pinned: list[str]) -> str:
    """Return those of the certificates, and of this machine's, that runtime.toml trusts."""
    extra = _EXTRA_ROOT.read_text("utf-8") if _EXTRA_ROOT.is_file() else ""
    return "\n".join(
        found[0]
        for found in _CERTIFICATE.finditer(certificates + extra)
        if hashed(b64decode(found[1])).hexdigest() in pinned
    )


def _pins() -> dict[str, Any]:
    return tomllib.loads(_PINS.read_text("utf-8"))
