"""What each setting may be: one check per key, which returns the value or names what is wrong."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import LANGUAGES, _
from kbh_desktop.settings.model import MODES, MOST_IDLE_MINUTES

if TYPE_CHECKING:
    from kbh_desktop.security.keys import OfficeCard

Check = Callable[[object, Path], Any]
"""Takes the value and the folder that relative names start from. Raises: InputError."""


def check_of(key: str, keys: Mapping[str, Check]) -> Check:
    """Return the check of `key` among those that this source may set.

    Raises: InputError.
    """
    if key in keys:
        return keys[key]
    if key in POLICY_KEYS:
        raise InputError(_("Only IT decides this, in the policy file."))
    raise InputError(_("There is no setting of that name."))


def _text(longest: int) -> Check:
    def check(value: object, _folder: Path) -> str:
        if isinstance(value, str) and len(value) <= longest:
            return value.strip()
        raise InputError(
            _("It must be a text of at most {longest} characters.").format(longest=longest)
        )

    return check


def _whole(lowest: int, highest: int) -> Check:
    def check(value: object, _folder: Path) -> int:
        if type(value) is int and lowest <= value <= highest:
            return value
        text = _("It must be a whole number from {lowest} to {highest}.")
        raise InputError(text.format(lowest=lowest, highest=highest))

    return check


def _one_of(*options: str) -> Check:
    def check(value: object, _folder: Path) -> str:
        if isinstance(value, str) and value in options:
            return value
        raise InputError(_("It must be one of: {options}.").format(options=", ".join(options)))

    return check


def _municipality(value: object, _folder: Path) -> str:
    if isinstance(value, str) and re.fullmatch(r"0[1-8][0-9]{2}", value):
        return value
    raise InputError(_("It must be the four digits of a municipality in quotes, such as “0101”."))


def _codes(value: object, _folder: Path) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(code, str) and code for code in value):
        return tuple(value)
    raise InputError(_("It must be a list of codes in quotes."))


def _path(value: object, folder: Path) -> str:
    if isinstance(value, str) and value.strip():
        return str(folder / value.strip())
    raise InputError(_("It must be the name of a file or folder."))


def _folder(value: object, folder: Path) -> str:
    """Check the name of a folder that may also be none."""
    return "" if value == "" else _path(value, folder)


def _office_card(value: object, folder: Path) -> "OfficeCard":
    if not isinstance(value, str) or not value:
        raise InputError(_("It must be the name of an office card (.kbhoffice)."))
    from kbh_desktop.security.keys import read_office_card  # noqa: PLC0415 - 0.1 s, where IT set one

    return read_office_card(folder / value)


def _office_key(value: object, _folder: Path) -> "OfficeCard":
    if not isinstance(value, str) or not value.strip():
        raise InputError(_("It must be an office key, as “kbh bundles keys” shows it."))
    from kbh_desktop.security.keys import OfficeCard  # noqa: PLC0415 - 0.1 s, where IT set one

    return OfficeCard.from_key(value)


PERSON_KEYS: Mapping[str, Check] = MappingProxyType(
    {
        "exchange_folder": _folder,
        "idle_minutes": _whole(1, MOST_IDLE_MINUTES),
        "language": _one_of(*LANGUAGES),
        "last_user": _text(200),
        "mode": _one_of(*MODES),
        "text_percent": _whole(100, 200),
    }
)
POLICY_KEYS: Mapping[str, Check] = MappingProxyType(
    {
        "centres": _codes,
        "esco_pack": _path,
        "exchange_folder": _path,
        "idle_minutes": _whole(1, MOST_IDLE_MINUTES),
        "language": _one_of(*LANGUAGES),
        "logo": _path,
        "municipality": _municipality,
        "office_card": _office_card,
        "office_key": _office_key,
        "office_name": _text(200),
        "overdue_days": _whole(1, 60),
        "retention_days": _whole(1, 90),
        "silent_days": _whole(1, 180),
        "update_folder": _path,
    }
)
FIELD_OF = MappingProxyType({"office_key": "office_card"})
"""The setting that a key decides, where it has another name."""
