"""The curricula that courses are made from: the shipped one, and the office's own."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.courses.access import require_planning, require_reading
from kbh_desktop.courses.fields import required
from kbh_desktop.courses.model import Template, TemplateId, Text
from kbh_desktop.courses.records import TemplateRecord
from kbh_desktop.courses.schedule import TemplateCard
from kbh_desktop.courses.store import CourseStore, record_of
from kbh_desktop.courses.templates import (
    SHIPPED,
    check_template,
    content_of,
    read_template,
    shipped_template,
    template_of,
)
from kbh_desktop.errors import NotAllowedError
from kbh_desktop.i18n import _
from kbh_desktop.storage import change_log
from kbh_desktop.storage.base import WHOLE_OFFICE

SHIPPED_ID = TemplateId(SHIPPED)


class TemplateStore:
    """Lists, copies, edits, writes and reads templates; the shipped one never changes."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def list(self) -> tuple[TemplateCard, ...]:
        """Return the shipped template and then the office's own by title."""
        require_reading(self._store.actor)
        query = select(TemplateRecord).where(TemplateRecord.state != "deleted")
        with self._store.read() as session:
            own = [_card(record) for record in session.scalars(query) if record.content]
        shipped = shipped_template()
        first = TemplateCard(
            SHIPPED_ID,
            str(shipped.title),
            shipped.weeks,
            shipped.lessons,
            is_shipped=True,
            template=shipped,
        )
        return (first, *sorted(own, key=lambda card: (card.title, card.id)))

    def get(self, template_id: TemplateId) -> Template:
        """Return one template; no id means the shipped one.

        Raises:
            NotFoundError: there is none with that id.
        """
        require_reading(self._store.actor)
        if template_id in ("", SHIPPED_ID):
            return shipped_template()
        with self._store.read() as session:
            return _template(record_of(session, TemplateRecord, template_id))

    def copy(self, template_id: TemplateId, title: str) -> TemplateCard:
        """Add a copy under another title.

        Raises:
            InputError: there is no title.
        """
        name = required(title, "title")
        return self._add(replace(self.get(template_id), title=Text(name, name)))

    def change(self, template_id: TemplateId, template: Template) -> TemplateCard:
        """Let one of the office's own templates be `template`; courses made from it stay.

        Raises:
            InputError: says what is wrong with it.
            NotAllowedError: the shipped template can only be copied.
        """
        require_planning(self._store.actor)
        check_template(template, str(template.title))
        with self._store.write() as session:
            record = self._own(session, template_id)
            record.content = content_of(template)
            return _card(record)

    def remove(self, template_id: TemplateId) -> None:
        """Remove one of the office's own templates; courses made from it stay.

        Raises:
            NotAllowedError: the shipped template can't be removed.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            change_log.delete_record(session, self._own(session, template_id))

    def import_file(self, path: Path) -> TemplateCard:
        """Add the template in a TOML file or a workbook (.xlsx).

        Raises:
            InputError: names the row or key that can't be read.
        """
        if path.suffix.lower() == ".xlsx":
            from kbh_desktop.courses.template_workbook import (  # noqa: PLC0415 - slow to import
                read_workbook,
            )

            return self._add(read_workbook(path))
        return self._add(read_template(path))

    def export_file(self, template_id: TemplateId, path: Path) -> Path:
        """Write a template to a TOML file or a workbook (.xlsx) and return its path."""
        template = self.get(template_id)
        if path.suffix.lower() == ".xlsx":
            from kbh_desktop.courses.template_workbook import (  # noqa: PLC0415 - slow to import
                write_workbook,
            )

            return write_workbook(template, path)
        from kbh_desktop.courses.template_toml import write_toml  # noqa: PLC0415 - seldom needed

        return write_toml(template, path)

    def _add(self, template: Template) -> TemplateCard:
        require_planning(self._store.actor)
        check_template(template, str(template.title))
        with self._store.write() as session:
            record = TemplateRecord(scope=WHOLE_OFFICE, content=content_of(template))
            session.add(record)
            return _card(record)

    def _own(self, session: Session, template_id: TemplateId) -> TemplateRecord:
        if template_id in ("", SHIPPED_ID):
            raise NotAllowedError(_("The shipped template stays as it is. Make a copy of it."))
        return record_of(session, TemplateRecord, template_id)


def _template(record: TemplateRecord) -> Template:
    return template_of(record.content, _("The template"))


def _card(record: TemplateRecord) -> TemplateCard:
    template = _template(record)
    return TemplateCard(
        TemplateId(record.id),
        str(template.title),
        template.weeks,
        template.lessons,
        is_shipped=False,
        template=template,
    )
