"""How the windows look and behave on this computer; nothing in it is about people."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kbh_desktop.i18n import LANGUAGES
from ui.theme import MODES, Mode

if TYPE_CHECKING:
    from kbh_desktop.settings.model import Settings

FILE_NAME = "settings.toml"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the person chose in the settings."""

    mode: Mode = "system"
    text_percent: int = 100
    language: str = "da"
    idle_minutes: int = 5
    last_user: str = ""


def glance(folder: Path) -> Preferences:
    """Return the look for the first window from `settings.toml`, unchecked values left out.

    The settings themselves follow once their imports are there.
    """
    try:
        text = (folder / FILE_NAME).read_text("utf-8")
    except (OSError, ValueError):
        return Preferences()
    import tomllib  # noqa: PLC0415 - not needed before anything was chosen

    try:
        stored = tomllib.loads(text)
    except ValueError:
        return Preferences()
    return _taken(stored)


def from_settings(settings: "Settings") -> Preferences:
    """Return the part of `settings` that the windows follow."""
    return Preferences(
        mode=cast("Mode", settings.mode),
        text_percent=settings.text_percent,
        language=settings.language,
        idle_minutes=settings.idle_minutes,
        last_user=settings.last_user,
    )


def keep_preferences(folder: Path, before: Preferences, after: Preferences) -> None:
    """Write what differs between the two into the settings of `folder`.

    Raises: StorageError when the folder can't be written.
    """
    from kbh_desktop.settings.service import save_choices  # noqa: PLC0415 - slow, and not there at start

    old, new = asdict(before), asdict(after)
    changed = {key: value for key, value in new.items() if value != old[key]}
    if changed:
        save_choices(folder, **changed)


def _taken(stored: dict[str, Any]) -> Preferences:
    found = Preferences()
    if stored.get("mode") in MODES:
        found = replace(found, mode=cast("Mode", stored["mode"]))
    if type(stored.get("text_percent")) is int:
        found = replace(found, text_percent=stored["text_percent"])
    if stored.get("language") in LANGUAGES:
        found = replace(found, language=stored["language"])
    if isinstance(stored.get("last_user"), str):
        found = replace(found, last_user=stored["last_user"])
    return found
