"""How interviews and their forms are stored."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.interviews.model import FormCard, Interview, Revision
from kbh_desktop.storage.base import Record, SyncedRecord

_LOCAL: dict[str, Any] = {"local": True}
"""Counted anew on each device: two people answering different questions are no conflict."""


class FormRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """One published version of a form, kept for ever beside the answers given to it."""

    __tablename__ = "form"
    __entity__: ClassVar[str] = "form"

    form_id: Mapped[str] = mapped_column(default="", index=True)
    version: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    languages: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    sha256: Mapped[str] = mapped_column(default="", index=True)
    xform: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    """The workbook it was made from, base64."""
    source_name: Mapped[str] = mapped_column(default="")
    tool_version: Mapped[str] = mapped_column(default="")
    published_at: Mapped[str] = mapped_column(default="")
    published_by: Mapped[str] = mapped_column(default="")

    def as_card(self) -> FormCard:
        """Return what lists of forms show."""
        return FormCard(self.form_id, self.version, self.title, tuple(self.languages), self.sha256)


class InterviewRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """One interview; each answer is merged on its own, answers about health are sealed."""

    __tablename__ = "interview"
    __entity__: ClassVar[str] = "interview"

    form_id: Mapped[str] = mapped_column(default="")
    form_sha256: Mapped[str] = mapped_column(default="")
    form_version: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    started_at: Mapped[str] = mapped_column(default="", index=True)
    finished_at: Mapped[str] = mapped_column(default="")
    """Empty while it is a draft."""
    consultant: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    """Why it was opened again."""
    health_keys: Mapped[dict[str, str]] = mapped_column(
        JSON, default_factory=dict, info={"per_key": "k."}
    )
    """The keys of the sealed answers by their id, sealed to the office's health role."""
    answers: Mapped[dict[str, str]] = mapped_column(
        JSON, default_factory=dict, info={"per_key": "a."}
    )
    answered: Mapped[int] = mapped_column(default=0, server_default="0", info=_LOCAL)
    total: Mapped[int] = mapped_column(default=0, server_default="0", info=_LOCAL)
    errors: Mapped[int] = mapped_column(default=0, server_default="0", info=_LOCAL)

    def as_model(self) -> Interview:
        """Return the interview as the rest of the program sees it."""
        return Interview(
            id=InterviewId(self.id),
            person_id=PersonId(self.scope),
            form_id=self.form_id,
            form_version=self.form_version,
            title=self.title,
            state="finished" if self.finished_at else "draft",
            started_at=datetime.fromisoformat(self.started_at),
            finished_at=datetime.fromisoformat(self.finished_at) if self.finished_at else None,
            consultant=self.consultant,
            place=self.place,
            interpreter=self.interpreter,
            language=self.language,
            revision=self.revision,
            answered=self.answered,
            total=self.total,
            errors=self.errors,
        )


class RevisionRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """An interview as it was when it was finished; never changed again."""

    __tablename__ = "interview_revision"
    __entity__: ClassVar[str] = "interview_revision"

    interview_id: Mapped[str] = mapped_column(default="", index=True)
    number: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[str] = mapped_column(default="")
    finished_by: Mapped[str] = mapped_column(default="")
    confirmation: Mapped[str] = mapped_column(default="")
    remarks: Mapped[str] = mapped_column(default="")
    content_hash: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    answers: Mapped[dict[str, str]] = mapped_column(JSON, default_factory=dict)
    """The stored answers, those about health still sealed."""

    def as_model(self) -> Revision:
        """Return the revision as the rest of the program sees it."""
        return Revision(
            number=self.number,
            finished_at=datetime.fromisoformat(self.finished_at),
            finished_by=self.finished_by,
            confirmation=self.confirmation,
            remarks=self.remarks,
            content_hash=self.content_hash,
            reason=self.reason,
        )


class FormSignatureRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """One signature over one published form; a form may have several."""

    __tablename__ = "form_signature"
    __entity__: ClassVar[str] = "form_signature"

    form_record: Mapped[str] = mapped_column(default="", index=True)
    """Id of the signed form's record, a hash of its whole content."""
    signature: Mapped[str] = mapped_column(default="")
    """Ed25519, hexadecimal."""
    signer: Mapped[str] = mapped_column(default="")
    """Name of the office or device; the signature covers it."""
    signed_at: Mapped[str] = mapped_column(default="")


class TextReviewRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """Somebody's word that a drafted text is right; changed words need another."""

    __tablename__ = "text_review"
    __entity__: ClassVar[str] = "text_review"

    mark: Mapped[str] = mapped_column(default="", index=True)
    """Hash of the language, the words and what they translate."""
    language: Mapped[str] = mapped_column(default="")
    is_right: Mapped[bool] = mapped_column(default=True)
    reviewed_by: Mapped[str] = mapped_column(default="")
    reviewed_at: Mapped[str] = mapped_column(default="")


class InterviewKeyRecord(Record, kw_only=True, eq=False, repr=False):
    """The interviewer's own copy of the key of health answers, while the interview is open."""

    __tablename__ = "interview_key"

    interview_id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(primary_key=True)
    wrapped: Mapped[str]


def stored_answers(record: InterviewRecord | RevisionRecord) -> dict[str, str]:
    """Return a copy of the answers as they are stored."""
    return dict(record.answers)
