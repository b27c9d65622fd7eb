"""Small files of settings: TOML read with a word for every fault, and written flat."""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kbh_desktop.errors import InputError, StorageError
from kbh_desktop.i18n import _

_LARGEST_FILE = 64 * 1024


def read_toml(path: Path) -> tuple[dict[str, Any], Mapping[str, int]]:
    """Return what the file says, and the line each key stands on; nothing when there is no file.

    Raises: InputError, StorageError.
    """
    try:
        with path.open("rb") as source:
            text = source.read(_LARGEST_FILE).decode()
        return tomllib.loads(text), _lines(text)
    except FileNotFoundError:
        return {}, {}
    except OSError:
        raise StorageError(_("The file {name} can't be read.").format(name=path.name)) from None
    except ValueError as error:  # no UTF-8, or no TOML
        line = re.search(r"line (\d+)", str(error))
        if line:
            text = _("Line {line} is not written as TOML demands.").format(line=line[1])
            raise InputError(text) from None
        raise InputError(_("It is not written as TOML demands.")) from None


def write_toml(path: Path, values: Mapping[str, str | int]) -> None:
    """Write flat values in one step, for this user alone.

    Raises: StorageError.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.touch(mode=0o600)
        part.write_text(_toml(values), "utf-8")
        part.replace(path)
    except OSError:
        raise StorageError(
            _("The settings can't be saved in {folder}.").format(folder=path.parent)
        ) from None


def _toml(values: Mapping[str, str | int]) -> str:
    """Write flat values; a JSON string is a TOML string but for the DEL character."""
    lines = (
        f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
        for key, value in sorted(values.items())
    )
    return "\n".join((*lines, ""))


def _lines(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        key = re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line)
        if key:
            found.setdefault(key[1], number)
    return found
