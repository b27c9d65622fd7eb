"""The settings in force: the person's choices within what IT decided.

IT decides in a policy file that only administrators may write, on Windows also by group policy and
through the installer; the person's choices stand in `settings.toml` beside the vault. A value that
makes no sense is named in `Settings.problems`, and what held before it stays in force: a wrong file
never keeps anybody from their work.
"""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kbh_desktop.errors import InputError, KbhError
from kbh_desktop.settings.checks import FIELD_OF, PERSON_KEYS, POLICY_KEYS, Check, check_of
from kbh_desktop.settings.model import Settings, SettingsProblem, Source
from kbh_desktop.settings.registry import GROUP_POLICY, PROVISIONING, read_registry
from kbh_desktop.settings.toml_file import read_toml, write_toml

FILE_NAME = "settings.toml"
POLICY_NAME = "policy.toml"
Registry = Callable[[str], Mapping[str, Any]]


def policy_path() -> Path:
    """Return where IT's policy file lies on this kind of computer."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData"), "KBH Desktop", POLICY_NAME)
    return Path("/etc/kbh-desktop", POLICY_NAME)


def load_settings(
    folder: Path, policy: Path | None = None, registry: Registry = read_registry
) -> Settings:
    """Return the settings in force: the person's choices in `folder` within what IT decided.

    Later sources win over earlier ones: the installer, the policy file, group policy.
    """
    policy = policy or policy_path()
    settings = _with(Settings(), _in_registry(PROVISIONING, Source.INSTALLER, registry, policy))
    settings = _with(settings, _in_file(policy, POLICY_KEYS, Source.POLICY))
    settings = _with(settings, _in_registry(GROUP_POLICY, Source.GROUP_POLICY, registry, policy))
    if settings.office_card and not settings.office_name:
        settings = replace(settings, office_name=settings.office_card.name)
    return _with(settings, _in_file(folder / FILE_NAME, PERSON_KEYS, Source.PERSON))


def save_choices(folder: Path, **choices: str | int) -> None:
    """Keep the person's `choices` beside those kept before.

    Raises: InputError naming the field, StorageError when the folder can't be written.
    """
    for key, value in choices.items():
        try:
            PERSON_KEYS[key](value, folder)
        except InputError as error:
            raise InputError(str(error), field=key) from None
    path = folder / FILE_NAME
    kept = {name: value for name, value in _readable(path).items() if name in PERSON_KEYS}
    write_toml(path, {**kept, **choices})


@dataclass(frozen=True, slots=True)
class _Given:
    """What one source says."""

    source: Source
    place: str
    folder: Path
    """Where relative names start."""
    keys: Mapping[str, Check]
    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    error: KbhError | None = None


def _in_file(path: Path, keys: Mapping[str, Check], source: Source) -> _Given:
    try:
        values, lines = read_toml(path)
    except KbhError as error:
        return _Given(source, path.name, path.parent, keys, error=error)
    return _Given(source, path.name, path.parent, keys, values, lines)


def _in_registry(key: str, source: Source, registry: Registry, policy: Path) -> _Given:
    return _Given(source, rf"HKLM\{key}", policy.parent, POLICY_KEYS, registry(key))


def _with(settings: Settings, given: _Given) -> Settings:
    """Return `settings` with what the source says, or a problem for each value it can't take."""
    if given.error:
        return _with_problem(settings, given, "", given.error)
    for key, value in given.values.items():
        try:
            found = check_of(key, given.keys)(value, given.folder)
        except KbhError as error:
            settings = _with_problem(settings, given, key, error)
        else:
            settings = _with_value(settings, FIELD_OF.get(key, key), found, given.source)
    return settings


def _with_value(settings: Settings, key: str, value: Any, source: Source) -> Settings:  # noqa: ANN401
    if key == "idle_minutes" and source.is_it:
        settings = replace(settings, longest_idle_minutes=value)
    elif key == "idle_minutes" and value >= settings.longest_idle_minutes:
        return settings  # the person may lock sooner only
    elif key == "exchange_folder" and source is Source.PERSON and settings.source(key).is_it:
        return settings  # IT decided where bundles lie
    sources = MappingProxyType({**settings.sources, key: source})
    return replace(settings, sources=sources, **{key: value})


def _with_problem(settings: Settings, given: _Given, key: str, error: KbhError) -> Settings:
    problem = SettingsProblem(given.place, key, str(error), given.lines.get(key, 0))
    return replace(settings, problems=(*settings.problems, problem))


def _readable(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)[0]
    except KbhError:
        return {}
