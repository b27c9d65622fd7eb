"""Course templates as files: TOML that an office may read and edit."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from kbh_desktop.courses.model import (
    Module,
    Need,
    Role,
    SessionKind,
    Template,
    TemplateSession,
    Text,
)
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.resources import resource

FORMAT = "kbh-course-template/1"
SHIPPED = "arbejdsmarked_og_samfund"


def shipped_template() -> Template:
    """Return “Arbejdsmarked og Samfund”, the curriculum that comes with the program."""
    return read_template(resource(f"course_templates/{SHIPPED}.toml"))


def read_template(path: Path) -> Template:
    """Return the template in the file.

    Raises:
        InputError: it is no template, or a session stands before one that it must follow.
    """
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        if raw.get("format") != FORMAT:
            text = _("{name} is no course template.").format(name=path.name)
            raise InputError(text, field="format")
        template = _template(raw)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError) as error:
        text = _("{name} can't be read as a course template: {reason}.")
        raise InputError(text.format(name=path.name, reason=error)) from None
    except KeyError as error:
        text = _("{name}: “{key}” is missing.").format(name=path.name, key=error.args[0])
        raise InputError(text, field=str(error.args[0])) from None
    _check(template, path.name)
    return template


def _template(raw: Mapping[str, Any]) -> Template:
    return Template(
        raw["id"],
        Text(**raw["title"]),
        raw["weeks"],
        tuple(_module(module) for module in raw["modules"]),
        tuple(Role(role["id"], Text(**role["title"])) for role in raw["roles"]),
    )


def _module(raw: Mapping[str, Any]) -> Module:
    return Module(
        raw["id"],
        raw["week"],
        Text(**raw["title"]),
        Text(**raw["content"]),
        tuple(_session(session) for session in raw["sessions"]),
    )


def _session(raw: Mapping[str, Any]) -> TemplateSession:
    return TemplateSession(
        raw["id"],
        Text(**raw["title"]),
        raw["kind"],
        raw["lessons"],
        tuple(_need(need) for need in raw["needs"]),
        tuple(raw.get("after", ())),
        raw.get("counts", True),
    )


def _need(written: str) -> Need:
    """Read `kind` or `kind:skill`."""
    kind, _colon, skill = written.partition(":")
    return Need(kind, skill)


def _check(template: Template, name: str) -> None:
    seen: set[str] = set()
    for module in template.modules:
        if not 1 <= module.week <= template.weeks:
            text = _("{name}: module “{module}” lies outside the weeks of the course.")
            raise InputError(text.format(name=name, module=module.id), field=module.id)
    for session in template.sessions:
        if session.kind not in get_args(SessionKind) or session.lessons < 1:
            text = _("{name}: the kind or the lessons of “{session}” are wrong.")
            raise InputError(text.format(name=name, session=session.id), field=session.id)
        if session.id in seen or not seen.issuperset(session.after):
            text = _("{name}: “{session}” must stand once, after the sessions it follows.")
            raise InputError(text.format(name=name, session=session.id), field=session.id)
        seen.add(session.id)
