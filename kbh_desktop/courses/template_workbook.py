"""Course templates as workbooks: a row for each session, for people who know Excel."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kbh_desktop.courses.model import Template
from kbh_desktop.courses.stored import write_need
from kbh_desktop.courses.templates import FORMAT, template_of
from kbh_desktop.courses.workbook import Row, Sheet, Value, read_sheets, write_book
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

TEMPLATE, SESSIONS, ROLES = "Skabelon", "Sessioner", "Roller"
"""The names of sheets and headings are a part of the format and the same in every language."""
_MODULE = ("uge", "modul", "modul (dansk)", "modul (engelsk)", "indhold (dansk)",
           "indhold (engelsk)")  # fmt: skip
_SESSION = ("session", "titel (dansk)", "titel (engelsk)", "slags", "lektioner", "krav", "efter",
            "tæller med")  # fmt: skip
_YES, _NO = "ja", "nej"


def write_workbook(template: Template, path: Path) -> Path:
    """Write the template to `path` and return it.

    Raises:
        StorageError: the file can't be written.
    """
    about: list[Sequence[Value]] = [
        [template.id, template.title.da, template.title.en, template.weeks]
    ]
    roles: list[Sequence[Value]] = [
        [role.id, role.title.da, role.title.en] for role in template.roles
    ]
    return write_book(
        path,
        [
            Sheet(TEMPLATE, ("id", "titel (dansk)", "titel (engelsk)", "uger"), about),
            Sheet(SESSIONS, (*_MODULE, *_SESSION), list(_session_rows(template))),
            Sheet(ROLES, ("id", "titel (dansk)", "titel (engelsk)"), roles),
        ],
    )


def _session_rows(template: Template) -> Iterator[Sequence[Value]]:
    for module in template.modules:
        title, content = module.title, module.content
        about = (module.week, module.id, title.da, title.en, content.da, content.en)
        for session in module.sessions:
            yield (
                *about,
                session.id,
                session.title.da,
                session.title.en,
                session.kind,
                session.lessons,
                ", ".join(map(write_need, session.needs)),
                ", ".join(session.after),
                _YES if session.counts else _NO,
            )


def read_workbook(path: Path) -> Template:
    """Return the template in a workbook.

    Raises:
        InputError: names the sheet, row and heading that can't be read.
    """
    sheets = read_sheets(path)
    missing = next((name for name in (TEMPLATE, SESSIONS) if not sheets.get(name)), None)
    if missing:
        text = _("{name} has no rows in a sheet called “{sheet}”.")
        raise InputError(text.format(name=path.name, sheet=missing), field=missing)
    about = sheets[TEMPLATE][0]
    content = {
        "format": FORMAT,
        "id": _required(about, "id"),
        "title": _texts(about, "titel"),
        "weeks": about.number_at("uger"),
        "roles": [
            {"id": _required(row, "id"), "title": _texts(row, "titel")}
            for row in sheets.get(ROLES, ())
        ],
        "modules": list(_modules(sheets[SESSIONS])),
    }
    return template_of(content, path.name)


def _modules(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    modules: dict[str, dict[str, Any]] = {}
    for row in rows:
        name = _required(row, "modul")
        week = row.number_at("uge")
        module = modules.setdefault(
            name,
            {
                "id": name,
                "week": week,
                "title": _texts(row, "modul"),
                "content": _texts(row, "indhold"),
                "sessions": [],
            },
        )
        if module["week"] != week:
            raise row.error("uge", _("the module stands in two weeks"))
        module["sessions"].append(_session(row))
    yield from sorted(modules.values(), key=lambda module: module["week"])


def _session(row: Row) -> Mapping[str, Any]:
    counts = row.text("tæller med").casefold() or _YES
    if counts not in (_YES, _NO):
        raise row.error("tæller med", _("there must be “ja” or “nej”"))
    return {
        "id": _required(row, "session"),
        "title": _texts(row, "titel"),
        "kind": _required(row, "slags"),
        "lessons": row.number_at("lektioner"),
        "needs": _words(row.text("krav")),
        "after": _words(row.text("efter")),
        "counts": counts == _YES,
    }


def _required(row: Row, heading: str) -> str:
    text = row.text(heading)
    if not text:
        raise row.error(heading, _("something must stand here"))
    return text


def _texts(row: Row, heading: str) -> dict[str, str]:
    danish = row.text(f"{heading} (dansk)")
    return {"da": danish, "en": row.text(f"{heading} (engelsk)") or danish}


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]
