"""Interviews that leave in the open: what would leave is said first, and it is logged."""

import csv
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.errors import (
    CancelledError,
    ConsentError,
    InputError,
    NotAllowedError,
    StorageError,
)
from kbh_desktop.i18n import _
from kbh_desktop.interviews.model import Format, Interview
from kbh_desktop.interviews.service import InterviewService
from kbh_desktop.interviews.tables import Filled, Table, tables
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import Actor, Role
from kbh_desktop.xforms.model import Form, Question

_IDENTIFYING = frozenset(
    {
        "given_name",
        "family_name",
        "latin_name",
        "called_name",
        "cpr",
        "udl_nr",
        "phone",
        "birth_date",
    }
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run, from somebody's answer."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What an export would take out of the vault; nothing is written yet."""

    title: str
    interviews: int
    persons: int
    questions: int
    identifying: tuple[str, ...]
    """The words of questions that say who a person is."""
    confidential: int
    """How many questions are of class K2."""
    left_out: int = 0
    """How many people stay behind because they took a consent to sharing back."""


class OpenExport:
    """For coordinators; answers about health never leave this way."""

    def __init__(self, interviews: InterviewService, audit: AuditLog, actor: Actor) -> None:
        self._interviews = interviews
        self._audit = audit
        self._actor = actor

    def preview(self, form_id: str) -> Leaving:
        """Return what exporting the finished interviews by a form would take out.

        Raises: NotAllowedError, NotFoundError when there is no such form.
        """
        self._check()
        found, left_out = self._found(form_id)
        form = self._form_of(form_id)
        asked = [
            each for each in form.elements.values() if isinstance(each, Question) and each.in_body
        ]
        identifying = [q.ref for q in asked if q.bind.save_to in _IDENTIFYING]
        return Leaving(
            title=form.title,
            interviews=len(found),
            persons=len({one.person_id for one in found}),
            questions=len([q for q in asked if q.sensitivity != "K3"]),
            identifying=tuple(form.words_of(ref) for ref in identifying),
            confidential=sum(q.sensitivity == "K2" for q in asked),
            left_out=left_out,
        )

    def write(
        self,
        form_id: str,
        kind: Format,
        folder: Path,
        *,
        reason: str,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Path, ...]:
        """Write the finished interviews by a form to files in `folder`, unencrypted.

        Each interview is one XML file as ODK writes it; CSV has a file for the form and for each
        repeat, XLSX a sheet.

        Raises: NotAllowedError, InputError without a reason, StorageError, CancelledError.
        """
        self._check()
        if not reason.strip():
            raise InputError(_("Write why the answers leave the program."), field="reason")
        found, left_out = self._found(form_id)
        if left_out and not found:
            raise ConsentError(
                _(
                    "Everybody who answered this form took a consent to sharing back. Nothing was"
                    " written. Ask them again if it is still needed."
                )
            )
        made = self._content(form_id, kind, found, cancelled)
        self._audit.record(
            AuditAction.EXPORT_OPEN, subject=f"{form_id} {kind} {len(found)}", reason=reason.strip()
        )
        return tuple(_write(folder / name, content) for name, content in made)

    def _check(self) -> None:
        if not self._actor.has(Role.COORDINATOR):
            raise NotAllowedError(_("Only coordinators take answers out of the program."))

    def _found(self, form_id: str) -> tuple[tuple[Interview, ...], int]:
        """Return the interviews that may leave, and how many people stay behind."""
        finished = self._interviews.finished(form_id)
        closed = self._interviews.consents.people_who_withdrew()
        staying = {one.person_id for one in finished} & closed
        return tuple(one for one in finished if one.person_id not in staying), len(staying)

    def _form_of(self, form_id: str) -> Form:
        return self._interviews.form(self._interviews.newest_form(form_id).sha256)

    def _content(
        self,
        form_id: str,
        kind: Format,
        found: tuple[Interview, ...],
        cancelled: Callable[[], bool],
    ) -> list[tuple[str, bytes]]:
        filled, files = [], []
        for one in found:
            if cancelled():
                raise CancelledError(_("Stopped. Nothing was written."))
            opened = self._interviews.open_without_health(one.id)
            filled.append(Filled(opened.interview, opened.answers()))
            if kind == "xml":
                files.append((f"{one.id}.xml", opened.submission()))
        if kind == "xml":
            return files
        made = tables(self._form_of(form_id), filled)
        if kind == "csv":
            return [(f"{table.name}.csv", _csv(table)) for table in made]
        return [(f"{form_id}.xlsx", _workbook(made))]


def _csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.columns)
    writer.writerows([_harmless(value) for value in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _workbook(made: tuple[Table, ...]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import, seldom wanted
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    for table in made:
        sheet = book.create_sheet(table.name[-31:])
        sheet.append(table.columns)
        for row in table.rows:
            cells = []
            for value in row:
                cell = WriteOnlyCell(sheet, value)
                cell.data_type = "s"  # an answer is never a formula
                cells.append(cell)
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(target: Path, content: bytes) -> Path:
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        text = _("{name} could not be written there.").format(name=target.name)
        raise StorageError(text) from None
    return target
