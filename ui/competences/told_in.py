"""Where in the interviews something on the card was told."""

from collections.abc import Iterable, Mapping

from kbh_desktop.interviews.model import Interview
from ui.competences.rows import Section
from ui.navigation import Place

_FORM = "samtale1"
_ASKED_IN: Mapping[Section, str] = {
    "work": "/data/g_work",
    "skills": "/data/h_skills",
    "informal": "/data/h_skills",
    "languages": "/data/e_languages",
    "education": "/data/f_education",
    "licences": "/data/h_skills",
    "certificates": "/data/h_skills",
}
"""The sections of the first interview."""


def place_told_in(interviews: Iterable[Interview], section: Section) -> Place | None:
    """Return the place that asks for it in the newest first interview, else in the newest."""
    newest_last = sorted(
        interviews, key=lambda each: (each.form_id == _FORM, each.started_at.timestamp())
    )
    if not newest_last:
        return None
    told = newest_last[-1]
    return Place("interview", told.id, _ASKED_IN[section] if told.form_id == _FORM else "")
