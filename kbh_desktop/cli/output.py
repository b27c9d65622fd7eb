"""How commands print: a table for people, or JSON for programs."""

import dataclasses
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any


def show_json(value: object) -> None:
    """Print `value` as JSON."""
    print(json.dumps(value, default=_plain, ensure_ascii=False, indent=2))


def show_table(rows: Sequence[Mapping[str, object]]) -> None:
    """Print `rows` as columns under the names of their entries; nothing for no rows."""
    if not rows:
        return
    lines = [list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    for line in lines:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join(padded).rstrip())


def show(rows: Sequence[Mapping[str, object]], *, as_json: bool) -> None:
    """Print `rows` in the way that was asked for."""
    if as_json:
        show_json(rows)
    else:
        show_table(rows)


def say(text: str) -> None:
    """Print one line."""
    print(text)


def complain(text: str) -> None:
    """Print one line of bad news on the error stream."""
    print(f"kbh: {text}", file=sys.stderr)


def _cell(value: object) -> str:
    return "" if value is None else str(_plain(value))


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Path) else value
