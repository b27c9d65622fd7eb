"""Which forms this vault may use: those signed by the office, and those made on this device."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Literal

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.clock import Clock
from kbh_desktop.errors import BundleSenderError
from kbh_desktop.ids import new_id
from kbh_desktop.interviews.records import FormRecord, FormSignatureRecord
from kbh_desktop.security.keys import DeviceKeys
from kbh_desktop.security.model import NodeKind
from kbh_desktop.security.sealing import verify
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.database import Database

Present = Callable[[], tuple[DeviceKeys, Sequence[str]]]
"""Our keys, and what the office's signatures are checked with."""
Signer = Literal["program", "office", "device", ""]
"""Who answers for a form: the program it came with, the office, this device, or nobody."""

_CONTEXT = "kbh/1 form"
_TRUSTED = "trusted_forms"
"""Where the ids of forms that were found signed once are remembered, with the signer."""
_SIGNED = (
    "form_id", "version", "title", "languages", "sha256", "xform", "source", "source_name",
    "tool_version", "published_at", "published_by",
)  # fmt: skip


def content_of(record: FormRecord) -> dict[str, Any]:
    """Return everything about a form that is signed."""
    return {name: getattr(record, name) for name in _SIGNED}


def hash_of(content: Mapping[str, Any]) -> str:
    """Return the hash of a form's whole content; its first 32 digits are the record's id."""
    return sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


class FormTrust:
    """Signs what is published here, and says who answers for a form.

    What was found signed once stays trusted here: a form's id is the hash of its content, and
    the office may change its keys.
    """

    def __init__(self, database: Database, clock: Clock, present: Present) -> None:
        self._database = database
        self._clock = clock
        self._present = present
        self._known: dict[str, Signer] = {}
        self._refused: set[tuple[str, int]] = set()

    def prepare(self) -> None:
        """Trust what was in this vault before forms were signed, and sign it at the office."""
        with self._database.read() as session:
            kept = self._database.meta_get(session, _TRUSTED)
        if kept is not None:
            self._known = dict(kept)
            return
        with self._database.write() as session:
            for record in session.scalars(select(FormRecord)):
                self.sign(session, record)
            self._remember(session)

    def sign(self, session: Session, record: FormRecord) -> None:
        """Sign a form that is published on this device."""
        keys, _office = self._present()
        at = self._clock().isoformat(timespec="seconds")
        made_by = str(keys.kind)
        message = _message(hash_of(content_of(record)), made_by, at)
        session.add(
            FormSignatureRecord(
                id=new_id(),
                scope=WHOLE_OFFICE,
                form_record=record.id,
                signature=keys.sign(_CONTEXT, message).hex(),
                signer=made_by,
                signed_at=at,
            )
        )
        self._known[record.id] = _own(keys, record)
        self._remember(session)

    def signers(self, session: Session, ids: Sequence[str]) -> dict[str, Signer]:
        """Return who answers for each of the forms with these record ids."""
        return {record_id: self._signer(session, record_id) for record_id in ids}

    def _signer(self, session: Session, record_id: str) -> Signer:
        known = self._known.get(record_id)
        if known is not None:
            return known
        query = select(FormSignatureRecord).where(
            FormSignatureRecord.form_record == record_id, FormSignatureRecord.state != "deleted"
        )
        signatures = session.scalars(query).all()
        tried = record_id, len(signatures)
        if tried in self._refused:
            return ""
        record = session.get_one(FormRecord, record_id)
        content = hash_of(content_of(record))
        is_whole = content.startswith(record_id) and _is_its_hash(record)
        if not is_whole or not any(self._holds(content, one) for one in signatures):
            self._refused.add(tried)
            return ""
        self._known[record_id] = "office" if record.published_at else "program"
        return self._known[record_id]

    def _holds(self, content: str, signed: FormSignatureRecord) -> bool:
        keys, office = self._present()
        message = _message(content, signed.signer, signed.signed_at)
        return any(_is_by(key, message, signed.signature) for key in (*office, keys.verify_key))

    def _remember(self, session: Session) -> None:
        self._database.meta_set(session, _TRUSTED, dict(self._known))


def _is_by(verify_key: str, message: bytes, signature: str) -> bool:
    try:
        verify(verify_key, _CONTEXT, message, bytes.fromhex(signature))
    except (BundleSenderError, ValueError):
        return False
    return True


def _own(keys: DeviceKeys, record: FormRecord) -> Signer:
    if not record.published_at:
        return "program"
    return "office" if keys.kind is NodeKind.OFFICE else "device"


def _message(content: str, signer: str, at: str) -> bytes:
    return "\n".join((content, signer, at)).encode()


def _is_its_hash(record: FormRecord) -> bool:
    return sha256(record.xform.encode()).hexdigest() == record.sha256
