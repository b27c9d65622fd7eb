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
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        text = _("{name} can't be read as a course template: {reason}.")
        raise InputError(text.format(name=path.name, reason=error)) from None
    return template_of(raw, path.name)


def template_of(raw: Mapping[str, Any], name: str) -> Template:
    """Return the template that a file called `name` holds.

    Raises:
        InputError: it is no template, or a session stands before one that it must follow.
    """
    if raw.get("format") != FORMAT:
        raise InputError(_("{name} is no course template.").format(name=name), field="format")
    try:
        template = _template(raw)
    except (AttributeError, TypeError, ValueError) as error:
        text = _("{name} can't be read as a course template: {reason}.")
        raise InputError(text.format(name=name, reason=error)) from None
    except KeyError as error:
        text = _("{name}: “{key}” is missing.").format(name=name, key=error.args[0])
        raise InputError(text, field=str(error.args[0])) from None
    check_template(template, name)
    return template


def content_of(template: Template) -> dict[str, Any]:
    """Return what a file of the template holds; `template_of` reads it."""
    return {
        "format": FORMAT,
        "id": template.id,
        "weeks": template.weeks,
        "title": _texts(template.title),
        "roles": [{"id": role.id, "title": _texts(role.title)} for role in template.roles],
        "modules": [
            {
                "id": module.id,
                "week": module.week,
                "title": _texts(module.title),
                "content": _texts(module.content),
                "sessions": [_session_content(session) for session in module.sessions],
            }
            for module in template.modules
        ],
    }


def _session_content(session: TemplateSession) -> dict[str, Any]:
    return {
        "id": session.id,
        "kind": session.kind,
        "lessons": session.lessons,
        "title": _texts(session.title),
        "needs": [f"{each.kind}:{each.skill}".removesuffix(":") for each in session.needs],
        "after": list(session.after),
        "counts": session.counts,
    }


def _texts(text: Text) -> dict[str, str]:
    return {"da": text.da, "en": text.en}


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


def check_template(template: Template, name: str) -> None:
    """Let a template pass that courses can be made from.

    Raises:
        InputError: names what is wrong, and `name` as where it stands.
    """
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
