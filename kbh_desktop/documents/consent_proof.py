"""Proof that a consent was withdrawn, in Danish and in the person's own language."""

from dataclasses import dataclass, field
from datetime import date

from kbh_desktop.consent.purposes import proof_words
from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Block, Cell, Facts, Keep, Panel, Para, Row, Story, Title
from kbh_desktop.documents.own_language import runs_right_to_left
from kbh_desktop.documents.pages import Document, Printed
from kbh_desktop.documents.parallel import Both
from kbh_desktop.documents.text.clean import isolated
from kbh_desktop.documents.text.layout import Style
from kbh_desktop.i18n import _, short_date, speaking

_MM = design.MM
_WIDE, _NARROW, _BETWEEN = 92, 74, 8 * _MM


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentProofValues(Printed):
    """What was withdrawn, when, and what it means; without an own language, in Danish alone."""

    person_name: str = field(repr=False)
    native_name: str = field(default="", repr=False)
    own_language: str = "da"
    said_on: date
    how: str
    taken_by: str = field(repr=False)
    law: str
    what: Both
    """The words that were asked."""
    means: Both
    text_version: str = ""
    asked_in: str = ""
    """The language in which it was withdrawn."""


def consent_proof(values: ConsentProofValues) -> Document:
    """Compose the proof."""
    with speaking("da"):
        return Document(
            title=_("Consent withdrawn"),
            subject=values.native_name or values.person_name,
            organisation=values.municipality,
            story=_Sheet(values).story(),
            confidentiality="",
            footnote=_("This sheet is yours. Keep it in a safe place."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            draft=values.draft,
        )


class _Sheet:
    def __init__(self, values: ConsentProofValues) -> None:
        self.values = values
        self.own = proof_words(values.own_language)
        self.alone = not self.own
        self.rtl = runs_right_to_left(values.own_language)
        self.styles = design.OWN_RTL if self.rtl else design.OWN_LTR

    def story(self) -> Story:
        values = self.values
        again = _(
            "You can agree again at any time. Withdrawing does no harm to your case or to the help"
            " you get."
        )
        before = _("What was shared before the withdrawal was lawful.")
        notes = (self._both("again", again), self._both("before", before))
        return [
            self._masthead(),
            self._facts(),
            *self._part(self._both("what", _("What you had agreed to")), values.what),
            *self._part(self._both("means", _("What it means")), values.means, strong=True),
            *(self._pair(each, self.styles.note, design.SMALL) for each in notes),
            self._basis(),
        ]

    def _masthead(self) -> Block:
        danish = _("You withdrew your consent")
        if self.alone:
            return Title(danish)
        cells = [
            Cell(None, [Title(self.own["title"], mirrored=self.rtl)], grow=_WIDE),
            Cell(None, [Para(danish, design.NATIVE, language="da")], grow=_NARROW),
        ]
        return Row(cells, gap=_BETWEEN, pad=(4, 0), rule=None, mirrored=self.rtl)

    def _facts(self) -> Block:
        values = self.values
        names = "\n".join(name for name in (values.native_name, values.person_name) if name)
        facts = [
            (self._label("name", _("Name")), names),
            (self._label("said_on", _("Withdrawn on")), isolated(short_date(values.said_on))),
            (_("How"), values.how),
            (_("Noted by"), values.taken_by),
        ]
        return Facts(facts, mirrored=self.rtl, before=13.5)

    def _both(self, key: str, danish: str) -> Both:
        return Both(danish, self.own.get(key, ""))

    def _label(self, key: str, danish: str) -> str:
        return danish if self.alone else f"{self.own[key]} · {danish}"

    def _part(self, label: Both, text: Both, *, strong: bool = False) -> list[Block]:
        head = self._pair(label, self.styles.heading, design.H2, "H2")
        body: Block = self._pair(text, self.styles.text, design.BODY_TEXT)
        if strong:
            pad, bar = (9, 11), design.PETROL
            body = Panel([body], pad=pad, bar=bar, mirrored=self.rtl, before=4)
        return [Keep([head, body], before=18)]

    def _pair(self, text: Both, own: Style, danish: Style, role: str = "P") -> Block:
        if self.alone:
            cells = [Cell(None, [Para(text.danish, danish, role=role)])]
            return Row(cells, pad=(3, 3), rule=None)
        language = self.values.own_language
        cells = [
            Cell(None, [Para(text.own, own, role=role, language=language)], grow=_WIDE),
            Cell(None, [Para(text.danish, danish, role=role, language="da")], grow=_NARROW),
        ]
        return Row(cells, gap=_BETWEEN, pad=(3, 3), rule=None, mirrored=self.rtl)

    def _basis(self) -> Block:
        values = self.values
        said = _("Legal ground: {law}. Text version {version}, withdrawn in {language}.")
        if not values.asked_in:
            said = _("Legal ground: {law}. Text version {version}.")
        text = said.format(law=values.law, version=values.text_version, language=values.asked_in)
        return Para(text, design.SMALL, before=18, language="da")
