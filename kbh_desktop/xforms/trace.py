"""The engine without windows: runs a script of steps and tells every node after each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.definition import load_form
from kbh_desktop.xforms.model import Form
from kbh_desktop.xforms.session import Session

Step = Mapping[str, str]


def trace(
    form: Path | bytes,
    steps: Sequence[Step],
    *,
    now: datetime,
    language: str | None = None,
) -> dict[str, Any]:
    """Return the state of every node of `form` (a path, or the XML itself) after each step.

    Raises:
        FormError: the form can't be published or loaded.
        InputError: a step can't be done; says which.
    """
    if isinstance(form, bytes):
        return run(load_form(form), steps, now=now, language=language)
    if form.suffix.lower() == ".xml":
        return run(load_form(form.read_bytes()), steps, now=now, language=language)
    from kbh_desktop.xforms.publish import convert  # noqa: PLC0415 - pyxform is slow to import

    return run(load_form(convert(form)), steps, now=now, language=language)


def run(
    form: Form, steps: Sequence[Step], *, now: datetime, language: str | None = None
) -> dict[str, Any]:
    """Return the trace of `steps` on a new session of `form`; step 0 is after creation."""
    numbers = count(1)
    session = Session(form, clock=lambda: now, new_id=lambda: f"{next(numbers):032x}")
    speaking = language
    if language:
        session.speak(language)
    told = [_told(session, 0, speaking)]
    for number, step in enumerate(steps, 1):
        try:
            speaking = _done(session, step, speaking)
        except InputError as fault:
            text = _("Step {number}: {fault}").format(number=number, fault=fault)
            raise InputError(text, field=fault.field) from None
        told.append(_told(session, number, speaking))
    submission = session.submission().decode()
    return {"form": form.id, "version": form.version, "steps": told, "submission": submission}


def _done(session: Session, step: Step, language: str | None) -> str | None:
    """Do `step` and return the language from then on."""
    match step:
        case {"set": ref}:
            session.set(ref, step.get("value", ""))
        case {"add": ref}:
            session.add(ref)
        case {"remove": ref}:
            session.remove(ref)
        case {"language": name}:
            session.speak(name)
            return name
        case _:
            raise InputError(_("A step must set, add, remove or choose a language."))
    return language


def _told(session: Session, number: int, language: str | None) -> dict[str, Any]:
    nodes = []
    for key in session.node_keys():
        if "/@" in key:
            continue
        state = session.state(key, language)
        nodes.append(
            {
                "ref": state.ref,
                "type": state.type,
                "relevant": state.relevant,
                "required": state.required,
                "readonly": state.readonly,
                "valid": state.valid,
                "value": state.value,
                "label": state.label,
            }
        )
    return {"step": number, "nodes": nodes}
