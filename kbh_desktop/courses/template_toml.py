"""Writes a course template as a TOML file that `read_template` reads."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kbh_desktop.courses.model import Template
from kbh_desktop.courses.templates import content_of
from kbh_desktop.errors import StorageError
from kbh_desktop.i18n import _


def write_toml(template: Template, path: Path) -> Path:
    """Write the template to `path` and return it.

    Raises:
        StorageError: the file can't be written.
    """
    try:
        path.write_text("\n".join(_lines(content_of(template))) + "\n", "utf-8")
    except OSError:
        raise StorageError(_("The file {name} can't be written.").format(name=path)) from None
    return path


def _lines(content: Mapping[str, Any]) -> Iterator[str]:
    yield from _pairs(content)
    for role in content["roles"]:
        yield "\n[[roles]]"
        yield from _pairs(role)
    for module in content["modules"]:
        yield "\n[[modules]]"
        yield from _pairs(module)
        yield "sessions = ["
        for session in module["sessions"]:
            yield f"  {_value(session)},"
        yield "]"


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if key not in ("roles", "modules", "sessions"):
            yield f"{key} = {_value(value)}"


def _value(value: object) -> str:
    """Return a value on one line; TOML's basic strings are written as JSON's are."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
