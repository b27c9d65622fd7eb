"""The forms of this vault: published once, then kept for ever beside the answers given to them."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from kbh_desktop.attachments.form_media import keep_form_media
from kbh_desktop.attachments.model import form_owner
from kbh_desktop.clock import Clock
from kbh_desktop.errors import FormError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.interviews.form_media import unpacked
from kbh_desktop.interviews.form_trust import FormTrust, hash_of
from kbh_desktop.interviews.model import FormCard
from kbh_desktop.interviews.records import FormRecord
from kbh_desktop.resources import resource
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.database import Database
from kbh_desktop.xforms.definition import load_form
from kbh_desktop.xforms.model import Form

_CARD = load_only(
    FormRecord.form_id,
    FormRecord.version,
    FormRecord.title,
    FormRecord.languages,
    FormRecord.sha256,
    FormRecord.published_at,
)


def shipped_forms() -> tuple[Path, ...]:
    """Return the workbooks that come with the program."""
    return tuple(sorted(resource("forms").glob("*.md")))


class FormLibrary:
    """Publishes, lists and loads forms."""

    def __init__(self, database: Database, clock: Clock, author: str, trust: FormTrust) -> None:
        self._database = database
        self._clock = clock
        self._author = author
        self._trust = trust

    def cards(self) -> tuple[FormCard, ...]:
        """Return the newest signed version of each form, by form id."""
        return _newest(one for one in self._all() if one.signer)

    def refused(self) -> tuple[FormCard, ...]:
        """Return the forms that nobody who may has signed, where they would be the newest."""
        return tuple(one for one in _newest(self._all()) if not one.signer)

    def _all(self) -> list[FormCard]:
        with self._database.read() as session:
            in_use = select(FormRecord).where(FormRecord.state != "deleted").options(_CARD)
            records = session.scalars(in_use).all()
            signers = self._trust.signers(session, [record.id for record in records])
            cards = {record.id: record.as_card() for record in records}
            oldest_first = sorted(records, key=_age)
            return [replace(cards[one.id], signer=signers[one.id]) for one in oldest_first]

    def newest(self, form_id: str) -> FormCard:
        """Return the newest version of a form.

        Raises:
            NotFoundError: it was never published here.
            FormError: it is here, but nobody who may has signed it.
        """
        for card in self.cards():
            if card.form_id == form_id:
                return card
        if any(card.form_id == form_id for card in self.refused()):
            raise FormError(
                _("The form “{form_id}” is not signed by the office, so it is not used.").format(
                    form_id=form_id
                )
            )
        raise NotFoundError(
            _("There is no form “{form_id}” on this device.").format(form_id=form_id)
        )

    def publish(self, path: Path) -> FormCard:
        """Check and keep the form at `path`; the same form twice is kept once.

        Pictures and sounds come from the folder `<name>-media` beside it, or with it in a zip.

        Raises:
            FormError: it can't be published; says why.
        """
        with unpacked(path) as (workbook, media), self._database.write() as session:
            at = self._clock().isoformat(timespec="seconds")
            card = self._publish(workbook, self._author, at)
            keep_form_media(session, form_owner(card.form_id, card.version), media)
        return card

    def install_shipped(self) -> tuple[FormCard, ...]:
        """Publish the forms that come with the program, as every vault does alike."""
        return tuple(self._publish(path, "", "") for path in shipped_forms())

    def load(self, form_sha256: str) -> Form:
        """Return the form with this SHA-256, ready to be filled in.

        Raises:
            NotFoundError: it is not on this device.
        """
        with self._database.read() as session:
            return _loaded(self._xform(session, form_sha256))

    def _xform(self, session: Session, form_sha256: str) -> str:
        query = select(FormRecord.xform).where(FormRecord.sha256 == form_sha256)
        xform = session.scalar(query.limit(1))
        if xform is None:
            raise NotFoundError(_("The form of this interview is not on this device yet."))
        return xform

    def _publish(self, path: Path, author: str, at: str) -> FormCard:
        from kbh_desktop.xforms.publish import publish  # noqa: PLC0415 - pyxform is slow to import

        form = publish(path, self._clock)
        content: dict[str, Any] = {
            "form_id": form.form_id,
            "version": form.version,
            "title": form.title,
            "languages": list(form.languages),
            "sha256": form.sha256,
            "xform": form.xform.decode(),
            "source": base64.b64encode(form.source).decode("ascii"),
            "source_name": form.source_name,
            "tool_version": form.pyxform_version,
            "published_at": at,
            "published_by": author,
        }
        with self._database.write() as session:
            known = select(FormRecord).where(FormRecord.sha256 == form.sha256)
            record = session.scalars(known.options(_CARD).limit(1)).first()
            was_known = record is not None
            if record is None:
                record = FormRecord(id=_id_of(content), scope=WHOLE_OFFICE, **content)
                session.add(record)
            signer = self._trust.signers(session, [record.id])[record.id] if was_known else ""
            if not signer:
                self._trust.sign(session, record)
                signer = self._trust.signers(session, [record.id])[record.id]
            return replace(record.as_card(), signer=signer)


def _newest(cards: Iterable[FormCard]) -> tuple[FormCard, ...]:
    """Return the last of each form, by form id."""
    last = {card.form_id: card for card in cards}
    return tuple(last[form_id] for form_id in sorted(last))


def _id_of(content: Mapping[str, Any]) -> str:
    """Return an id that two devices share only if they agree about everything."""
    return hash_of(content)[:32]


@cache
def _loaded(xform: str) -> Form:
    return load_form(xform.encode())


def _age(record: FormRecord) -> tuple[int, str, str]:
    """Versions are dates with a number; a longer one is newer, then the later one."""
    return len(record.version), record.version, record.published_at
