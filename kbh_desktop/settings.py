"""What IT decided for this computer and what the person at it chose, each value with its source.

IT's decisions stand in a policy file that only administrators may write; the person's choices in
`settings.toml` beside the vault. A value that makes no sense is named in `Settings.problems`, and
what held before it stays in force: a wrong file never keeps anybody from their work.
"""

import json
import os
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kbh_desktop.errors import InputError, KbhError, StorageError
from kbh_desktop.i18n import LANGUAGES, _

if TYPE_CHECKING:
    from kbh_desktop.security.keys import OfficeCard

FILE_NAME = "settings.toml"
POLICY_NAME = "policy.toml"
MODES = ("system", "light", "dark")
_LARGEST_FILE = 64 * 1024


class Source(StrEnum):
    """Who decided a value."""

    DEFAULT = "default"
    POLICY = "policy"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """A value that was not taken over, and why."""

    file: str
    key: str
    """Empty when the whole file could not be read."""
    text: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of this computer; `sources` says who decided each that is not a default."""

    office_name: str = ""
    office_card: "OfficeCard | None" = None
    municipality: str = "0101"
    """The four-digit code of Statistics Denmark."""
    centres: tuple[str, ...] = ()
    """Codes of the asylum centres offered; empty means all."""
    retention_days: int = 14
    """How long a laptop keeps a person after the office has acknowledged everything: 1-90."""
    idle_minutes: int = 5
    """Locked after so long without a key or the mouse: 1-30; IT's value is the longest."""
    language: str = "da"
    mode: str = "system"
    text_percent: int = 100
    """100-200."""
    last_user: str = ""
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[SettingsProblem, ...] = ()

    def source(self, key: str) -> Source:
        """Return who decided the value of `key`."""
        return self.sources.get(key, Source.DEFAULT)


def policy_path() -> Path:
    """Return where IT's policy file lies on this kind of computer."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData"), "KBH Desktop", POLICY_NAME)
    return Path("/etc/kbh-desktop", POLICY_NAME)


def load_settings(folder: Path, policy: Path | None = None) -> Settings:
    """Return the settings in force: the person's choices in `folder` within IT's policy."""
    settings = _with_file(Settings(), policy or policy_path(), _POLICY_KEYS, Source.POLICY)
    if settings.office_card and not settings.office_name:
        settings = replace(settings, office_name=settings.office_card.name)
    return _with_file(settings, folder / FILE_NAME, _PERSON_KEYS, Source.PERSON)


def save_choices(folder: Path, **choices: str | int) -> None:
    """Keep the person's `choices` beside those kept before.

    Raises: InputError naming the field, StorageError when the folder can't be written.
    """
    for key, value in choices.items():
        try:
            _PERSON_KEYS[key](value, folder)
        except InputError as error:
            raise InputError(str(error), field=key) from None
    path = folder / FILE_NAME
    kept = {name: value for name, value in _readable(path).items() if name in _PERSON_KEYS}
    part = path.with_name(f"{FILE_NAME}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.touch(mode=0o600)
        part.write_text(_toml({**kept, **choices}), "utf-8")
        part.replace(path)
    except OSError:
        raise StorageError(
            _("The settings can't be saved in {folder}.").format(folder=folder)
        ) from None


def _with_file(
    settings: Settings, path: Path, keys: Mapping[str, "_Check"], source: Source
) -> Settings:
    """Return `settings` with what `path` says, or with a problem for each value it can't take."""
    try:
        given = _read(path)
    except KbhError as error:
        return _with_problem(settings, path, "", error)
    for key, value in given.items():
        try:
            found = _check_of(key, keys)(value, path.parent)
        except KbhError as error:
            settings = _with_problem(settings, path, key, error)
        else:
            settings = _with_value(settings, key, found, source)
    return settings


def _with_value(settings: Settings, key: str, value: Any, source: Source) -> Settings:  # noqa: ANN401
    capped = key == "idle_minutes" and settings.source(key) is Source.POLICY
    if capped and value >= settings.idle_minutes:
        return settings
    sources = MappingProxyType({**settings.sources, key: source})
    return replace(settings, sources=sources, **{key: value})


def _with_problem(settings: Settings, path: Path, key: str, error: KbhError) -> Settings:
    problem = SettingsProblem(path.name, key, str(error))
    return replace(settings, problems=(*settings.problems, problem))


def _read(path: Path) -> dict[str, Any]:
    """Return what the TOML file says; nothing when there is none.

    Raises: InputError, StorageError.
    """
    try:
        with path.open("rb") as source:
            return tomllib.loads(source.read(_LARGEST_FILE).decode())
    except FileNotFoundError:
        return {}
    except OSError:
        raise StorageError(_("The file {name} can't be read.").format(name=path.name)) from None
    except ValueError as error:  # no UTF-8, or no TOML
        line = re.search(r"line (\d+)", str(error))
        if line:
            text = _("Line {line} is not written as TOML demands.").format(line=line[1])
            raise InputError(text) from None
        raise InputError(_("It is not written as TOML demands.")) from None


def _readable(path: Path) -> dict[str, Any]:
    try:
        return _read(path)
    except KbhError:
        return {}


def _toml(values: Mapping[str, str | int]) -> str:
    """Write flat values; a JSON string is a TOML string but for the DEL character."""
    lines = (
        f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
        for key, value in sorted(values.items())
    )
    return "\n".join((*lines, ""))


_Check = Callable[[object, Path], Any]


def _check_of(key: str, keys: Mapping[str, _Check]) -> _Check:
    if key in keys:
        return keys[key]
    if key in _POLICY_KEYS:
        raise InputError(_("Only IT decides this, in the policy file."))
    raise InputError(_("There is no setting of that name."))


def _text(longest: int) -> _Check:
    def check(value: object, _folder: Path) -> str:
        if isinstance(value, str) and len(value) <= longest:
            return value.strip()
        raise InputError(
            _("It must be a text of at most {longest} characters.").format(longest=longest)
        )

    return check


def _whole(lowest: int, highest: int) -> _Check:
    def check(value: object, _folder: Path) -> int:
        if type(value) is int and lowest <= value <= highest:
            return value
        text = _("It must be a whole number from {lowest} to {highest}.")
        raise InputError(text.format(lowest=lowest, highest=highest))

    return check


def _one_of(*options: str) -> _Check:
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


def _office_card(value: object, folder: Path) -> "OfficeCard":
    if not isinstance(value, str) or not value:
        raise InputError(_("It must be the name of an office card (.kbhoffice)."))
    from kbh_desktop.security.keys import read_office_card  # noqa: PLC0415 - 0.1 s, where IT set one

    return read_office_card(folder / value)


_PERSON_KEYS: Mapping[str, _Check] = MappingProxyType(
    {
        "idle_minutes": _whole(1, 30),
        "language": _one_of(*LANGUAGES),
        "last_user": _text(200),
        "mode": _one_of(*MODES),
        "text_percent": _whole(100, 200),
    }
)
_POLICY_KEYS: Mapping[str, _Check] = MappingProxyType(
    {
        "centres": _codes,
        "idle_minutes": _whole(1, 30),
        "language": _one_of(*LANGUAGES),
        "municipality": _municipality,
        "office_card": _office_card,
        "office_name": _text(200),
        "retention_days": _whole(1, 90),
    }
)
