"""The audit log as a file that a supervisor can read without this program."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kbh_desktop.audit.words import action_words, column_words
from kbh_desktop.errors import InputError, StorageError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.security.audit import AuditEntry, AuditReport

FORMATS = (".csv", ".json")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NameOf = Callable[[PersonId], str]


@dataclass(frozen=True, slots=True)
class Period:
    """The days asked for, both included, by this computer's time; None leaves an end open."""

    first: date | None = None
    last: date | None = None

    def holds(self, moment: datetime) -> bool:
        """Say whether `moment` lies in the days asked for."""
        day = moment.astimezone().date()
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class AuditExport:
    """What leaves: the entries, oldest first, what verifying the whole log found, and why."""

    device: str
    made_at: datetime
    period: Period
    report: AuditReport
    entries: tuple[AuditEntry, ...]
    person_id: PersonId | None = None
    name_of: NameOf | None = None
    """Where names were asked for; without it there are ids only, and no reasons."""

    @property
    def with_names(self) -> bool:
        """Whether names and reasons leave too."""
        return self.name_of is not None


def write(path: Path, export: AuditExport) -> None:
    """Write the file in the format of its name.

    Raises: InputError for another format than CSV or JSON, StorageError.
    """
    makers: Mapping[str, Callable[[AuditExport], bytes]] = {".csv": as_csv, ".json": as_json}
    make = makers.get(path.suffix.casefold())
    if make is None:
        raise InputError(_("The name of the file must end in .csv or .json."), field="file")
    try:
        path.write_bytes(make(export))
    except OSError:
        raise StorageError(_("The file {name} can't be written.").format(name=path)) from None


def as_csv(export: AuditExport) -> bytes:
    """Return the file as Danish Excel opens it: first what it is, then the entries."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_plain(key), _plain(value)] for key, value in about(export))
    writer.writerow([])
    rows = _rows(export)
    writer.writerow(_columns(export))
    writer.writerows([_plain(value) for value in row.values()] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_json(export: AuditExport) -> bytes:
    """Return the file as JSON: `about`, `columns`, `actions` and `entries`."""
    content = {
        "about": dict(about(export)),
        "verified": export.report.ok,
        "columns": {name: column_words()[name] for name in _columns(export)},
        "actions": {name: action_words(name) for name in _actions(export)},
        "entries": _rows(export),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def about(export: AuditExport) -> tuple[tuple[str, str], ...]:
    """Return what the file is, line by line: its origin, whether the log is whole, its columns."""
    report, period = export.report, export.period
    whole = _("yes: {entries} entries").format(entries=report.entries)
    broken = _("NO: changed at entry {number}").format(number=report.broken_at)
    lines = [
        (_("Audit log of"), export.device),
        (_("Written on"), export.made_at.isoformat(timespec="seconds")),
        (_("From"), period.first.isoformat() if period.first else _("the beginning")),
        (_("To"), period.last.isoformat() if period.last else _("today")),
        (_("Person"), export.person_id or _("all")),
        (_("Names and reasons"), _("yes") if export.with_names else _("no, ids only")),
        (_("The whole log is unchanged"), whole if report.ok else broken),
        (_("Newest entry"), f"{report.head.sequence}:{report.head.hash}"),
    ]
    words = column_words()
    lines += [(name, words[name]) for name in _columns(export)]
    return (*lines, *((name, action_words(name)) for name in _actions(export)))


_WITHOUT_NAMES = ("number", "at", "user_id", "action", "person_id", "subject", "hash")
_WITH_NAMES = (
    *_WITHOUT_NAMES[:3],
    "user",
    *_WITHOUT_NAMES[3:5],
    "person",
    "subject",
    "reason",
    "hash",
)


def _columns(export: AuditExport) -> Sequence[str]:
    return _WITH_NAMES if export.with_names else _WITHOUT_NAMES


def _actions(export: AuditExport) -> list[str]:
    return sorted({entry.deed.action for entry in export.entries})


def _rows(export: AuditExport) -> list[dict[str, object]]:
    names = _Names(export.name_of)
    return [
        {column: values[column] for column in _columns(export)}
        for values in (_values(entry, names) for entry in export.entries)
    ]


def _values(entry: AuditEntry, names: "_Names") -> dict[str, object]:
    deed = entry.deed
    return {
        "number": entry.sequence,
        "at": deed.at,
        "user_id": deed.user_id,
        "user": deed.user_name,
        "action": deed.action,
        "person_id": deed.person_id or "",
        "person": names.of(deed.person_id),
        "subject": deed.subject,
        "reason": entry.reason or "",
        "hash": entry.hash,
    }


class _Names:
    """Asks for each name once."""

    def __init__(self, ask: NameOf | None) -> None:
        self._ask = ask
        self._known: dict[str, str] = {}

    def of(self, person_id: PersonId | None) -> str:
        """Return the name of a person; empty where there is none or it was not asked for."""
        if not person_id or self._ask is None:
            return ""
        if person_id not in self._known:
            self._known[person_id] = self._ask(person_id)
        return self._known[person_id]


def _plain(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
