"""Signs what Windows runs, where a certificate is given; without one it stays unsigned.

The certificate and its key are files that two environment variables name. `KBH_SIGNING_TIMESTAMP`
may name a timestamp service; without it a signature ends with its certificate.
"""

import os
from pathlib import Path

from machine import SetUpError

from installer.edition import TITLE
from installer.running import run

CERTIFICATE, KEY = "KBH_SIGNING_CERTIFICATE", "KBH_SIGNING_KEY"
TIMESTAMP = "KBH_SIGNING_TIMESTAMP"
DEBIAN_PACKAGES = ("openssl", "osslsigncode")


def identity() -> str:
    """Return what a build depends on of the signing: the certificate's content, or nothing."""
    path = os.environ.get(CERTIFICATE, "")
    return Path(path).read_text("utf-8") if path else ""


def sign(path: Path) -> None:
    """Sign a program, library or MSI in place, if the environment names a certificate.

    Raises: SetUpError.
    """
    if not identity():
        return
    if not os.environ.get(KEY):
        raise SetUpError(f"{CERTIFICATE} is set, {KEY} is not.")
    signed = path.with_name(f"{path.name}.signed")
    signed.unlink(missing_ok=True)
    stamp = os.environ.get(TIMESTAMP)
    run(
        "signing",
        [
            *("osslsigncode", "sign", "-h", "sha256", "-n", TITLE),
            *("-certs", os.environ[CERTIFICATE], "-key", os.environ[KEY]),
            *(("-ts", stamp) if stamp else ()),
            *("-in", path, "-out", signed),
        ],
    )
    signed.replace(path)


def verify(path: Path, authority: Path) -> None:
    """Check the signature of `path` against the certificate of an `authority`.

    Raises: SetUpError.
    """
    run("signing", ["osslsigncode", "verify", "-in", path, "-CAfile", authority])
