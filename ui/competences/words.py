"""Icons of the competence card, and words put together from several facts."""

from collections.abc import Mapping

from kbh_desktop.competences import labels
from kbh_desktop.competences.model import Evidence, Level
from kbh_desktop.i18n import _, n_

LEVELS: tuple[Level, ...] = (1, 2, 3)
EVIDENCES: tuple[Evidence, ...] = ("stated", "reference", "paper", "tried")
CEFR = labels.CEFR[1:]
EVIDENCE_ICONS: Mapping[Evidence, str] = {
    "stated": "message-circle",
    "reference": "phone",
    "paper": "file-check",
    "tried": "badge-check",
}


def level_text(level: Level | None) -> str:
    """Return how well something is done; empty when nobody said."""
    return labels.levels()[level] if level else ""


def evidence_text(evidence: Evidence | None) -> str:
    """Return what stands behind something; empty when nobody said."""
    return labels.evidences()[evidence] if evidence else ""


def months_text(months: int) -> str:
    """Return a length of time, such as `8 år 4 md.`."""
    years, rest = divmod(months, 12)
    said = (
        n_("{count} year", "{count} years", years).format(count=years) if years else "",
        n_("{count} month", "{count} months", rest).format(count=rest) if rest else "",
    )
    return " ".join(part for part in said if part)


def cefr_names() -> tuple[str, str, str, str]:
    """Return the four skills that a language is measured in, as short as they are drawn."""
    return _("Listening"), _("Reading"), _("Speaking"), _("Writing it")
