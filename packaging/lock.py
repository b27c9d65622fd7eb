"""Brings uv.lock up to date with pyproject.toml, and keeps the names of package hosts out of it.

The versions in uv.lock stay unless pyproject.toml rules them out; `--upgrade` renews them all, and
`--upgrade-package NAME` one. The hosts are replaced by reserved names, because a municipality
may take the packages from its own mirror: the hashes say what to install, the machine's settings
say from where.
"""

import re
from collections.abc import Sequence

from machine import ROOT, index_settings, uv

LOCK = ROOT / "uv.lock"
INDEX, FILES = "https://index.invalid/simple", "https://files.invalid"
_REGISTRY = re.compile(r'registry = "[^"]*"')
_FILE = re.compile(r'url = "[a-z]+://[^/"]*')


def without_hosts(lock: str) -> str:
    """Return the text of a lock file with reserved names instead of hosts."""
    return _FILE.sub(f'url = "{FILES}', _REGISTRY.sub(f'registry = "{INDEX}"', lock))


def lock(arguments: Sequence[str]) -> None:
    """Resolve anew where needed, from the machine's main index only.

    Raises: SetUpError.
    """
    settings = index_settings()
    for extra in ("UV_INDEX", "UV_FIND_LINKS"):
        settings.pop(extra, None)
    before = LOCK.read_text("utf-8")
    try:
        uv("lock", *arguments, settings=settings)
        LOCK.write_text(without_hosts(LOCK.read_text("utf-8")), "utf-8")
    except BaseException:
        LOCK.write_text(before, "utf-8")
        raise
