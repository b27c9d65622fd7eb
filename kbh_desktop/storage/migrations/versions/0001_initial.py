"""Initial."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_person_id"), "audit", ["person_id"], unique=False)
    op.create_table(
        "bundle_assignment",
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("device", "scope", name=op.f("pk_bundle_assignment")),
    )
    op.create_table(
        "bundle_event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("bundle_id", sa.String(), nullable=False),
        sa.Column("outgoing", sa.Boolean(), nullable=False),
        sa.Column("peer", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("happened_at", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("new_changes", sa.Integer(), nullable=False),
        sa.Column("arrived", sa.Integer(), nullable=True),
        sa.Column("receipt_at", sa.String(), nullable=True),
        sa.Column("witness", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle_event")),
    )
    op.create_index("ix_bundle_event_bundle_id", "bundle_event", ["bundle_id"], unique=False)
    op.create_table(
        "bundle_held",
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("device", "scope", name=op.f("pk_bundle_held")),
    )
    op.create_table(
        "bundle_mark",
        sa.Column("arrival", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("arrival", name=op.f("pk_bundle_mark")),
    )
    op.create_table(
        "bundle_peer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("verify_key", sa.String(), nullable=False),
        sa.Column("enrolled_at", sa.String(), nullable=False),
        sa.Column("revoked_at", sa.String(), nullable=True),
        sa.Column("acked", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("received_id", sa.String(), nullable=True),
        sa.Column("restart", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle_peer")),
    )
    op.create_table(
        "bundle_release",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_bundle_release")),
    )
    op.create_table(
        "card_item",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_item")),
    )
    op.create_index(op.f("ix_card_item_scope"), "card_item", ["scope"], unique=False)
    op.create_table(
        "change_log",
        sa.Column("arrival", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("node", sa.String(), nullable=False),
        sa.Column("lamport", sa.Integer(), nullable=False),
        sa.Column("wall", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("prev", sa.JSON(), nullable=False),
        sa.Column("fields", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("arrival", name=op.f("pk_change_log")),
        sa.UniqueConstraint("id", name=op.f("uq_change_log_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_log_record_id", "change_log", ["record_id"], unique=False)
    op.create_index("ix_change_log_scope", "change_log", ["scope"], unique=False)
    op.create_table(
        "course",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("municipalities", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("closed_days", sa.JSON(), nullable=False),
        sa.Column("modules", sa.JSON(), nullable=False),
        sa.Column("what_if_of", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
    )
    op.create_index(op.f("ix_course_scope"), "course", ["scope"], unique=False)
    op.create_index(op.f("ix_course_what_if_of"), "course", ["what_if_of"], unique=False)
    op.create_table(
        "course_absence",
        sa.Column("resource_id", sa.String(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.Column("last_day", sa.String(), nullable=False),
        sa.Column("first_slot", sa.Integer(), nullable=False),
        sa.Column("slots", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_absence")),
    )
    op.create_index(
        op.f("ix_course_absence_resource_id"), "course_absence", ["resource_id"], unique=False
    )
    op.create_index(op.f("ix_course_absence_scope"), "course_absence", ["scope"], unique=False)
    op.create_table(
        "course_block",
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_block")),
    )
    op.create_index(op.f("ix_course_block_course_id"), "course_block", ["course_id"], unique=False)
    op.create_index(op.f("ix_course_block_scope"), "course_block", ["scope"], unique=False)
    op.create_table(
        "course_cost",
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("planned_oere", sa.Integer(), nullable=False),
        sa.Column("actual_oere", sa.Integer(), nullable=True),
        sa.Column("paid_by", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_cost")),
    )
    op.create_index(op.f("ix_course_cost_course_id"), "course_cost", ["course_id"], unique=False)
    op.create_index(op.f("ix_course_cost_scope"), "course_cost", ["scope"], unique=False)
    op.create_table(
        "course_cost_key",
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_cost_key")),
    )
    op.create_index(
        op.f("ix_course_cost_key_course_id"), "course_cost_key", ["course_id"], unique=False
    )
    op.create_index(op.f("ix_course_cost_key_scope"), "course_cost_key", ["scope"], unique=False)
    op.create_table(
        "course_enrolment",
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("enrolled_on", sa.String(), nullable=False),
        sa.Column("applied_on", sa.String(), nullable=False),
        sa.Column("exit_reason", sa.String(), nullable=False),
        sa.Column("left_on", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.String(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("visits", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_enrolment")),
    )
    op.create_index(
        op.f("ix_course_enrolment_course_id"), "course_enrolment", ["course_id"], unique=False
    )
    op.create_index(op.f("ix_course_enrolment_scope"), "course_enrolment", ["scope"], unique=False)
    op.create_table(
        "course_evaluation",
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("smiley", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_evaluation")),
    )
    op.create_index(
        op.f("ix_course_evaluation_course_id"), "course_evaluation", ["course_id"], unique=False
    )
    op.create_index(
        op.f("ix_course_evaluation_scope"), "course_evaluation", ["scope"], unique=False
    )
    op.create_table(
        "course_placement_start",
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("firm", sa.String(), nullable=False),
        sa.Column("starts_on", sa.String(), nullable=False),
        sa.Column("days_a_week", sa.Integer(), nullable=False),
        sa.Column("moves_on", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_placement_start")),
    )
    op.create_index(
        op.f("ix_course_placement_start_course_id"),
        "course_placement_start",
        ["course_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_course_placement_start_scope"), "course_placement_start", ["scope"], unique=False
    )
    op.create_table(
        "course_resource",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("max_per_week", sa.Integer(), nullable=True),
        sa.Column("max_per_day", sa.Integer(), nullable=True),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_resource")),
    )
    op.create_index(op.f("ix_course_resource_scope"), "course_resource", ["scope"], unique=False)
    op.create_table(
        "course_session",
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("lessons", sa.Integer(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("half", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("staff", sa.JSON(), nullable=False),
        sa.Column("lock", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_session")),
    )
    op.create_index(
        op.f("ix_course_session_course_id"), "course_session", ["course_id"], unique=False
    )
    op.create_index(op.f("ix_course_session_scope"), "course_session", ["scope"], unique=False)
    op.create_table(
        "course_step",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_course_step")),
    )
    op.create_index(op.f("ix_course_step_course_id"), "course_step", ["course_id"], unique=False)
    op.create_table(
        "course_talk",
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.String(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_talk")),
    )
    op.create_index(op.f("ix_course_talk_course_id"), "course_talk", ["course_id"], unique=False)
    op.create_index(op.f("ix_course_talk_scope"), "course_talk", ["scope"], unique=False)
    op.create_table(
        "course_template",
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_template")),
    )
    op.create_index(op.f("ix_course_template_scope"), "course_template", ["scope"], unique=False)
    op.create_table(
        "course_visit",
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("firm", sa.String(), nullable=False),
        sa.Column("cvr", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("max_persons", sa.Integer(), nullable=True),
        sa.Column("transport", sa.String(), nullable=False),
        sa.Column("safety_gear", sa.String(), nullable=False),
        sa.Column("trades", sa.JSON(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_visit")),
    )
    op.create_index(op.f("ix_course_visit_course_id"), "course_visit", ["course_id"], unique=False)
    op.create_index(op.f("ix_course_visit_scope"), "course_visit", ["scope"], unique=False)
    op.create_table(
        "erased_scope",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("change_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_erased_scope")),
    )
    op.create_table(
        "esco_file",
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("data", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esco_file")),
    )
    op.create_index(op.f("ix_esco_file_scope"), "esco_file", ["scope"], unique=False)
    op.create_table(
        "field_conflict",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("heads", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("record_id", "field", name=op.f("pk_field_conflict")),
    )
    op.create_index(op.f("ix_field_conflict_scope"), "field_conflict", ["scope"], unique=False)
    op.create_table(
        "form",
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("xform", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("tool_version", sa.String(), nullable=False),
        sa.Column("published_at", sa.String(), nullable=False),
        sa.Column("published_by", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form")),
    )
    op.create_index(op.f("ix_form_form_id"), "form", ["form_id"], unique=False)
    op.create_index(op.f("ix_form_scope"), "form", ["scope"], unique=False)
    op.create_index(op.f("ix_form_sha256"), "form", ["sha256"], unique=False)
    op.create_table(
        "interview",
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("form_sha256", sa.String(), nullable=False),
        sa.Column("form_version", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("finished_at", sa.String(), nullable=False),
        sa.Column("consultant", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("interpreter", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("health_keys", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("answered", sa.Integer(), server_default="0", nullable=False),
        sa.Column("total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("errors", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
    )
    op.create_index(op.f("ix_interview_scope"), "interview", ["scope"], unique=False)
    op.create_index(op.f("ix_interview_started_at"), "interview", ["started_at"], unique=False)
    op.create_table(
        "interview_key",
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("wrapped", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("interview_id", "user_id", name=op.f("pk_interview_key")),
    )
    op.create_table(
        "interview_revision",
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.String(), nullable=False),
        sa.Column("finished_by", sa.String(), nullable=False),
        sa.Column("confirmation", sa.String(), nullable=False),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_revision")),
    )
    op.create_index(
        op.f("ix_interview_revision_interview_id"),
        "interview_revision",
        ["interview_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_interview_revision_scope"), "interview_revision", ["scope"], unique=False
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "missed_word",
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_word")),
    )
    op.create_index(op.f("ix_missed_word_scope"), "missed_word", ["scope"], unique=False)
    op.create_table(
        "note",
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("written_at", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_scope"), "note", ["scope"], unique=False)
    op.create_table(
        "person",
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column("latin_name", sa.String(), nullable=False),
        sa.Column("called_name", sa.String(), nullable=False),
        sa.Column("udl_nr", sa.String(), nullable=False),
        sa.Column("cpr", sa.String(), nullable=False),
        sa.Column("cpr_kind", sa.String(), nullable=False),
        sa.Column("birth_date", sa.String(), nullable=False),
        sa.Column("birth_precision", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("citizenships", sa.String(), nullable=False),
        sa.Column("residence_basis", sa.String(), nullable=False),
        sa.Column("decision_date", sa.String(), nullable=False),
        sa.Column("municipality_expected", sa.String(), nullable=False),
        sa.Column("municipality_decided", sa.String(), nullable=False),
        sa.Column("municipality_actual", sa.String(), nullable=False),
        sa.Column("entry_date", sa.String(), nullable=False),
        sa.Column("arrival_date", sa.String(), nullable=False),
        sa.Column("moved_on", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("address_protected", sa.Boolean(), nullable=False),
        sa.Column("civil_status", sa.String(), nullable=False),
        sa.Column("mother_tongues", sa.String(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("consultant", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_cpr"), "person", ["cpr"], unique=False)
    op.create_index(op.f("ix_person_scope"), "person", ["scope"], unique=False)
    op.create_index(op.f("ix_person_udl_nr"), "person", ["udl_nr"], unique=False)
    op.create_table(
        "person_index",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("consultant", sa.String(), nullable=False),
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("interviews", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.String(), nullable=False),
        sa.Column("due_rule", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_person_index")),
        sa.UniqueConstraint("person_id", name=op.f("uq_person_index_person_id")),
    )
    op.create_index("ix_person_index_conflicts", "person_index", ["conflicts"], unique=False)
    op.create_index(
        "ix_person_index_consultant",
        "person_index",
        ["consultant", "sort_name", "person_id"],
        unique=False,
    )
    op.create_index(
        "ix_person_index_due", "person_index", ["due_on", "sort_name", "person_id"], unique=False
    )
    op.create_index(
        "ix_person_index_name", "person_index", ["sort_name", "person_id"], unique=False
    )
    op.create_index(
        "ix_person_index_open", "person_index", ["interviews", "phase", "sort_name"], unique=False
    )
    op.create_table(
        "person_words",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("sounds", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_person_words")),
    )
    op.create_table(
        "print_log",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("printed_by", sa.String(), nullable=False),
        sa.Column("printed_at", sa.String(), nullable=False),
        sa.Column("printing", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_log")),
    )
    op.create_index(op.f("ix_print_log_number"), "print_log", ["number"], unique=False)
    op.create_index(op.f("ix_print_log_scope"), "print_log", ["scope"], unique=False)
    op.create_table(
        "release_notice",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("least_schema", sa.Integer(), nullable=False),
        sa.Column("announced_at", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_notice")),
    )
    op.create_index(op.f("ix_release_notice_scope"), "release_notice", ["scope"], unique=False)
    op.execute("""CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    WHEN NEW.reason IS NOT NULL OR NEW.salt IS NOT NULL
      OR (NEW.sequence, NEW.at, NEW.user_id, NEW.user_name, NEW.action, NEW.person_id,
          NEW.subject, NEW.commitment, NEW.hash)
      IS NOT (OLD.sequence, OLD.at, OLD.user_id, OLD.user_name, OLD.action, OLD.person_id,
          OLD.subject, OLD.commitment, OLD.hash)
    BEGIN SELECT raise(ABORT, 'the audit log is not changed'); END""")
    op.execute("""CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
    BEGIN SELECT raise(ABORT, 'the audit log is not deleted'); END""")
    op.execute("""CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit
    WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM audit)
    BEGIN SELECT raise(ABORT, 'the audit log only grows at its end'); END""")
