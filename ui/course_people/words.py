"""What the people of a course are and do, in words."""

from kbh_desktop.courses.model import EnrolmentStatus, ExitReason, Permit
from kbh_desktop.i18n import _
from ui.theme import Tone


def isolated(name: str) -> str:
    """Return `name` so that what stands beside it keeps its own direction (Unicode isolates)."""
    return f"\u2068{name}\u2069"


STATUS_TONES: dict[EnrolmentStatus, Tone] = {
    "enrolled": "ok",
    "waiting": "warn",
    "left": "",
    "finished": "info",
}


def status_label(status: EnrolmentStatus) -> str:
    """Return the word for where somebody stands with a course."""
    return {
        "enrolled": _("On the course"),
        "waiting": _("On the waiting list"),
        "left": _("Has left"),
        "finished": _("Has finished"),
    }[status]


def exit_options() -> tuple[tuple[ExitReason, str], ...]:
    """Return why somebody may leave a course, each with its words."""
    return (
        ("job", _("Has found work")),
        ("moved", _("Has moved to the municipality")),
        ("own_wish", _("Own wish")),
        ("illness", _("Long illness")),
        ("other_municipality", _("Goes to another municipality")),
        ("asylum_rejected", _("The application for asylum is refused")),
    )


def exit_label(reason: ExitReason) -> str:
    """Return the words for why somebody left; empty for no reason given."""
    return dict(exit_options()).get(reason, "")


def permit_label(permit: Permit) -> str:
    """Return the words for whether somebody may stay."""
    return {
        "asylum_seeker": _("Asylum seeker"),
        "permit": _("Has a permit"),
        "rejected": _("Asylum refused"),
    }[permit]
