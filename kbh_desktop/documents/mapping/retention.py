"""From a deletion to its proof, and from the clock of a person to the art. 15 report."""

from kbh_desktop.documents.access_report import HeldSection
from kbh_desktop.documents.deletion_proof import DeletionProofValues, HolderRow
from kbh_desktop.documents.pages import Printed
from kbh_desktop.documents.person_parts import SummaryRow
from kbh_desktop.documents.sources import Sources
from kbh_desktop.i18n import _, n_, short_date
from kbh_desktop.ids import PersonId
from kbh_desktop.retention.model import Due, Rule
from kbh_desktop.retention.rules import rules, title_of


def deletion_proof_values(
    sources: Sources, deletion_id: str, about: Printed
) -> DeletionProofValues:
    """Return what can be proven of a deletion today.

    Raises: NotFoundError.
    """
    found = sources.keeping().deletion(deletion_id)
    words = _kinds()
    return DeletionProofValues(
        number=found.person_id,
        rule=title_of(found.rule),
        is_part=found.rule.part != "person",
        source=found.rule.source,
        ground=found.rule.ground,
        deleted_at=found.deleted_at.astimezone(),
        deleted_by=found.deleted_by,
        reason=found.reason,
        counts=tuple((words.get(kind, kind), count) for kind, count in found.counts.items()),
        holders=tuple(
            HolderRow(each.name, each.held, each.confirmed, each.revoked) for each in found.holders
        ),
        backups=found.backups,
        backups_gone_by=found.backups_gone_by,
        municipality=about.municipality,
        printed_at=about.printed_at,
        language=about.language,
        draft=True,
    )


def kept_how_long(sources: Sources, person_id: PersonId) -> list[HeldSection]:
    """Return how long each part of what is held is kept, and why."""
    if sources.retention is None:
        return []
    running = {due.rule.key: due for due in sources.retention.clock(person_id)}
    rows = [
        SummaryRow(title_of(rule), _how_long(rule, running.get(rule.key)))
        for rule in rules()
        if rule.key in running or rule.event in ("closed", "receipt", "entry", "made")
    ]
    note = _("Where the law names no time, the municipality has set one.")
    return [HeldSection(_("How long it is kept"), tuple(rows), note)]


def _how_long(rule: Rule, due: Due | None) -> str:
    source = f" ({rule.source})"
    if due is not None:
        text = _("Until {day}").format(day=short_date(due.due_on))
        return f"{text}: {due.extension.reason}{source}" if due.extension else text + source
    after = _events()[rule.event]
    if rule.months:
        count = n_("{count} month after {event}", "{count} months after {event}", rule.months)
        return count.format(count=rule.months, event=after) + source
    count = n_("{count} day after {event}", "{count} days after {event}", rule.days)
    return count.format(count=rule.days, event=after) + source


def _events() -> dict[str, str]:
    return {
        "closed": _("the case is closed"),
        "receipt": _("the office has confirmed everything"),
        "entry": _("it was written"),
        "made": _("it was made"),
    }


def _kinds() -> dict[str, str]:
    return {
        "person": _("Facts about the person"),
        "note": _("Notes"),
        "interview": _("Interviews"),
        "interview_revision": _("Finished versions of interviews"),
        "card_item": _("Lines of the competence card"),
        "course_enrolment": _("Places on courses"),
        "course_talk": _("Talks"),
        "course_placement_start": _("Placements"),
        "print": _("Prints"),
        "consent": _("Consents"),
        "retention": _("Decisions about how long it is kept"),
        "partial_erasure": _("Earlier deletions of a part"),
        "attachment": _("Pictures and files"),
        "same_person": _("Decisions about registrations of one person"),
        "answers": _("Answers about health, with their keys"),
        "changes": _("Changes of the log that were emptied"),
    }
