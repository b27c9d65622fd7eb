"""The lines of the competence card, as they are drawn, walked through and read out."""

from dataclasses import dataclass, field
from typing import Literal

from kbh_desktop.competences.model import Evidence, Level
from kbh_desktop.i18n import _
from ui.competences.words import evidence_text, level_text

Section = Literal[
    "work", "skills", "informal", "education", "languages", "licences", "certificates"
]
RowKind = Literal["heading", "add", "entry"]


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, something on the card, or the way to add something."""

    kind: RowKind
    section: Section
    title: str = field(repr=False)
    id: str = ""
    remark: str = field(default="", repr=False)
    belongs_to: str = ""
    """The group of a title."""
    detail: str = field(default="", repr=False)
    """A third line, such as the tasks of a job."""
    icon: str = ""
    leveled: bool = False
    """Whether it is done at a level of 1-3."""
    level: Level | None = None
    evidence: Evidence | None = None
    documented: bool = False
    """Whether evidence belongs to it."""
    cefr: tuple[str, ...] = ()
    """Listening, reading, speaking and writing; `a1` to `c2`, or empty."""
    pictures: tuple[tuple[str, str], ...] = ()
    """Pictograms and their words."""
    told: bool = False
    """Whether it was told in an interview."""
    warning: str = ""

    @property
    def spoken(self) -> str:
        """All of the line, as it is read out."""
        parts = (
            self.title,
            level_text(self.level),
            evidence_text(self.evidence),
            self.remark,
            self.belongs_to,
            self.detail,
            self.warning,
            _("from an interview") if self.told else "",
            ", ".join(words for _icon, words in self.pictures),
        )
        return ", ".join(part for part in parts if part)
