"""How the audit log is stored: a table that can only grow."""

from sqlalchemy import DDL, event
from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.storage.base import Record

AUDIT_TRIGGERS = (
    """
    CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit
    WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM audit)
    BEGIN SELECT raise(ABORT, 'the audit log only grows at its end'); END
    """,
    """
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    WHEN NEW.reason IS NOT NULL OR NEW.salt IS NOT NULL
      OR (NEW.sequence, NEW.at, NEW.user_id, NEW.user_name, NEW.action, NEW.person_id,
          NEW.subject, NEW.commitment, NEW.hash)
      IS NOT (OLD.sequence, OLD.at, OLD.user_id, OLD.user_name, OLD.action, OLD.person_id,
          OLD.subject, OLD.commitment, OLD.hash)
    BEGIN SELECT raise(ABORT, 'the audit log is not changed'); END
    """,
    """
    CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
    BEGIN SELECT raise(ABORT, 'the audit log is not deleted'); END
    """,
)
"""Entries come at the end only and stay; nothing but the text of a reason may be erased."""

AUDIT_TRIGGERS_OF_POSTGRES = (
    """
    CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' AND NEW.sequence IS DISTINCT FROM
          (SELECT coalesce(max(sequence), 0) + 1 FROM audit) THEN
        RAISE integrity_constraint_violation USING MESSAGE = 'the audit log only grows at its end';
      ELSIF TG_OP = 'UPDATE' AND (NEW.reason IS NOT NULL OR NEW.salt IS NOT NULL
          OR (NEW.sequence, NEW.at, NEW.user_id, NEW.user_name, NEW.action, NEW.person_id,
              NEW.subject, NEW.commitment, NEW.hash)
          IS DISTINCT FROM (OLD.sequence, OLD.at, OLD.user_id, OLD.user_name, OLD.action,
              OLD.person_id, OLD.subject, OLD.commitment, OLD.hash)) THEN
        RAISE integrity_constraint_violation USING MESSAGE = 'the audit log is not changed';
      ELSIF TG_OP IN ('DELETE', 'TRUNCATE') THEN
        RAISE integrity_constraint_violation USING MESSAGE = 'the audit log is not deleted';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER audit_is_kept BEFORE INSERT OR UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_kept()
    """,
    """
    CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()
    """,
)
"""The same; to be made in this order."""


class AuditRecord(Record, kw_only=True, eq=False, repr=False):
    """One entry; its meaning is that of `AuditEntry`."""

    __tablename__ = "audit"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    user_id: Mapped[str]
    user_name: Mapped[str]
    action: Mapped[str]
    person_id: Mapped[str] = mapped_column(index=True)
    """Empty when the deed is about no person."""
    subject: Mapped[str]
    reason: Mapped[str | None]
    salt: Mapped[str | None]
    commitment: Mapped[str]
    hash: Mapped[str]


for _dialect, _triggers in (
    ("sqlite", AUDIT_TRIGGERS),
    ("postgresql", AUDIT_TRIGGERS_OF_POSTGRES),
):
    for _trigger in _triggers:
        _made = DDL(_trigger).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(AuditRecord.__table__, "after_create", _made)
