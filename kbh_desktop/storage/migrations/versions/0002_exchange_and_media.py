"""Exchange and media."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_owner"), ["owner"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_scope"), ["scope"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_sha256"), ["sha256"], unique=False)

    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "blob_piece",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "number", name=op.f("pk_blob_piece")),
    )
    op.create_table(
        "bundle_content",
        sa.Column("peer", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("peer", "sha256", name=op.f("pk_bundle_content")),
    )
    op.create_table(
        "consent",
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("statements", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_purpose"), ["purpose"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_said"), ["said"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_scope"), ["scope"], unique=False)

    op.create_table(
        "deletion",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("begun_at", sa.String(), nullable=False),
        sa.Column("deleted_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("registrations", sa.JSON(), nullable=False),
        sa.Column("held_by", sa.JSON(), nullable=False),
        sa.Column("change_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletion")),
    )
    with op.batch_alter_table("deletion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deletion_person_id"), ["person_id"], unique=False)

    op.create_table(
        "device_loss",
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("device_name", sa.String(), nullable=False),
        sa.Column("reported_at", sa.String(), nullable=False),
        sa.Column("reported_by", sa.String(), nullable=False),
        sa.Column("known_at", sa.String(), nullable=False),
        sa.Column("persons", sa.JSON(), nullable=False),
        sa.Column("last_received_at", sa.String(), nullable=False),
        sa.Column("last_sent_at", sa.String(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.String(), nullable=False),
        sa.Column("found_reason", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_loss")),
    )
    with op.batch_alter_table("device_loss", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_loss_device"), ["device"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_loss_scope"), ["scope"], unique=False)

    op.create_table(
        "form_signature",
        sa.Column("form_record", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("signed_at", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_signature")),
    )
    with op.batch_alter_table("form_signature", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_form_signature_form_record"), ["form_record"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_form_signature_scope"), ["scope"], unique=False)

    op.create_table(
        "partial_erasure",
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partial_erasure")),
    )
    with op.batch_alter_table("partial_erasure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partial_erasure_scope"), ["scope"], unique=False)

    op.create_table(
        "person_merge",
        sa.Column("link_id", sa.String(), nullable=False),
        sa.Column("merged", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("merged_at", sa.String(), nullable=False),
        sa.Column("taken_id", sa.String(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
    )
    with op.batch_alter_table("person_merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_merge_link_id"), ["link_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_merge_scope"), ["scope"], unique=False)

    op.create_table(
        "retention",
        sa.Column("closed_on", sa.String(), nullable=False),
        sa.Column("journalised_on", sa.String(), nullable=False),
        sa.Column("requested_on", sa.String(), nullable=False),
        sa.Column("extensions", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention")),
    )
    with op.batch_alter_table("retention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_retention_scope"), ["scope"], unique=False)

    op.create_table(
        "retention_clock",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("due_on", sa.String(), nullable=False),
        sa.Column("is_extended", sa.Boolean(), nullable=False),
        sa.Column("waits_for_journal", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "rule", name=op.f("pk_retention_clock")),
    )
    with op.batch_alter_table("retention_clock", schema=None) as batch_op:
        batch_op.create_index("ix_retention_clock_due_on", ["due_on", "person_id"], unique=False)

    op.create_table(
        "revoked_device",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revoked_device")),
    )
    with op.batch_alter_table("revoked_device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revoked_device_scope"), ["scope"], unique=False)

    op.create_table(
        "same_person",
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_same_person")),
    )
    with op.batch_alter_table("same_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_same_person_one"), ["one"], unique=False)
        batch_op.create_index(batch_op.f("ix_same_person_other"), ["other"], unique=False)
        batch_op.create_index(batch_op.f("ix_same_person_scope"), ["scope"], unique=False)

    op.create_table(
        "same_person_index",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("shown_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_same_person_index")),
    )
    with op.batch_alter_table("same_person_index", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_same_person_index_shown_id"), ["shown_id"], unique=False
        )

    op.create_table(
        "text_review",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("reviewed_by", sa.String(), nullable=False),
        sa.Column("reviewed_at", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_review")),
    )
    with op.batch_alter_table("text_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_text_review_mark"), ["mark"], unique=False)
        batch_op.create_index(batch_op.f("ix_text_review_scope"), ["scope"], unique=False)

    with op.batch_alter_table("bundle_peer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reads", sa.Integer(), server_default="1", nullable=False))

    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.add_column(sa.Column("aims", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("notice", sa.String(), server_default="", nullable=False))
