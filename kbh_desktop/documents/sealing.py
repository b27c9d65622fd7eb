"""Locks a saved PDF with a passphrase (AES-256), and makes passphrases that can be dictated."""

import io
import secrets
from functools import cache

from kbh_desktop.resources import resource

_WORDS = 7
"""Of 512 each: 63 bits."""


def seal(pdf: bytes, passphrase: str) -> bytes:
    """Return `pdf` encrypted with AES-256 (PDF 2.0, revision 6): it opens with `passphrase` alone.

    Whoever opens it may print, copy and change it; the passphrase is the only barrier.
    """
    from pikepdf import Encryption, Pdf  # noqa: PLC0415 - slow to import, seldom wanted

    target = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as opened:
        opened.save(target, encryption=Encryption(owner=passphrase, user=passphrase, R=6))
    return target.getvalue()


def new_passphrase() -> str:
    """Return seven Danish words, such as `sild-krone-...`, from the system's random source."""
    return "-".join(secrets.choice(passphrase_words()) for _ in range(_WORDS))


@cache
def passphrase_words() -> tuple[str, ...]:
    """Return the 512 words that passphrases are made of: short, common, easy to spell."""
    return tuple(resource("documents/passphrase_words.txt").read_text("utf-8").split())
