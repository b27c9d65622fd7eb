"""What a release notice says, and how a version compares with the one running."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

Standing = Literal["current", "available", "required"]
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,2}")


@dataclass(frozen=True, slots=True)
class ReleaseNotice:
    """One version of the program, as the office announced and signed it."""

    version: str
    files: Mapping[str, str]
    """Names of installers, each with its SHA-256 in hexadecimal."""
    least_schema: int
    """Vaults with an older schema can't take part in the exchange any longer."""
    announced_at: str
    """ISO 8601, UTC."""

    def standing(self, version: str, schema: int) -> Standing:
        """Return how a program of `version` with vaults of `schema` stands to this release."""
        if schema < self.least_schema:
            return "required"
        return "available" if parts(self.version) > parts(version) else "current"

    def message(self) -> bytes:
        """Return what the office signs."""
        said = {
            "version": self.version,
            "files": dict(self.files),
            "least_schema": self.least_schema,
            "announced_at": self.announced_at,
        }
        return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def parts(version: str) -> tuple[int, ...]:
    """Return the numbers of a version such as `1.12.3`, to be compared.

    Raises: InputError when it is none.
    """
    if not _VERSION.fullmatch(version):
        text = _("“{version}” is no version such as 1.2.0.").format(version=version)
        raise InputError(text, field="version")
    numbers = [int(part) for part in version.split(".")]
    return (*numbers, 0)[:3]
