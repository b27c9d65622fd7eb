"""A protocol: what was done, decided or has to be said, in numbered parts, ready to be signed.

Key ceremonies, recovery drills and cases of lost devices are written down this way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import (
    Block,
    Facts,
    Panel,
    Para,
    Section,
    Signatures,
    Title,
)
from kbh_desktop.documents.numbered_words import NumberedWords
from kbh_desktop.documents.pages import Printed
from kbh_desktop.documents.render import Document
from kbh_desktop.documents.tables import Bullets
from kbh_desktop.i18n import _, speaking

_BESIDE = 3
"""So many sign beside each other."""


@dataclass(frozen=True, slots=True)
class ProtocolPart:
    """One numbered part: sentences, or a list of them."""

    title: str
    lines: tuple[str, ...] = field(repr=False)
    is_list: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolValues(Printed):
    """Everything the protocol says; `words` are those of a key share, which are secret."""

    title: str
    subject: str
    lead: str = field(default="", repr=False)
    facts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    words: tuple[str, ...] = field(default=(), repr=False)
    parts: tuple[ProtocolPart, ...] = field(default=(), repr=False)
    signatures: tuple[str, ...] = ()
    confidentiality: str = ""
    footnote: str = ""


def protocol(values: ProtocolValues) -> Document:
    """Compose the protocol."""
    with speaking(values.language):
        return Document(
            title=values.title,
            subject=values.subject,
            organisation=values.municipality,
            story=[*_masthead(values), *_parts(values.parts), *_signatures(values.signatures)],
            confidentiality=values.confidentiality or _("Confidential"),
            footnote=values.footnote,
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


def _masthead(values: ProtocolValues) -> list[Block]:
    story: list[Block] = [Para(values.subject, design.KICKER), Title(values.title, before=3)]
    if values.lead:
        story.append(Para(values.lead, design.LEAD, before=6))
    if values.words:
        story.append(
            Panel(
                [NumberedWords(values.words, design.WORD_CENTER, gap=9)],
                design.PETROL_TINT,
                pad=(16, 16),
                before=16,
            ),
        )
    if values.facts:
        story.append(Facts(values.facts, before=12))
    return story


def _parts(parts: Sequence[ProtocolPart]) -> list[Block]:
    return [
        Section(number, part.title, _story(part), part.note) for number, part in enumerate(parts, 1)
    ]


def _story(part: ProtocolPart) -> list[Block]:
    if not part.lines:
        return [Para(_("Not answered"), design.ABSENT)]
    if part.is_list:
        return [Bullets(part.lines)]
    return [Para(line, before=4 if place else 0) for place, line in enumerate(part.lines)]


def _signatures(names: Sequence[str]) -> list[Block]:
    rows = [names[start : start + _BESIDE] for start in range(0, len(names), _BESIDE)]
    return [
        Signatures([(name, _("Signature")) for name in row], _("Date"), before=22) for row in rows
    ]
