"""Borgerens kopi: what was said and agreed, in plain Danish and in the citizen's own language.

The own language leads: its column is wider, set larger, and stands where its reading begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import (
    Block,
    Cell,
    Facts,
    Keep,
    Panel,
    Para,
    Row,
    Space,
    Story,
    Title,
)
from kbh_desktop.documents.boxes import Rule
from kbh_desktop.documents.own_language import runs_right_to_left, sentences
from kbh_desktop.documents.parallel import NEITHER, Both
from kbh_desktop.documents.render import Document
from kbh_desktop.documents.text.clean import isolated
from kbh_desktop.documents.text.layout import Style
from kbh_desktop.i18n import _, short_date, speaking

_MM = design.MM
_WIDE, _NARROW = 92, 74  # the own language has the larger share
_BETWEEN = 8 * _MM


@dataclass(frozen=True, slots=True)
class CitizenRow:
    """A question and its answer."""

    question: Both
    answer: Both


@dataclass(frozen=True, slots=True)
class CitizenSection:
    """Answers that belong together."""

    title: Both
    rows: tuple[CitizenRow, ...]


@dataclass(frozen=True, slots=True)
class CitizenStep:
    """Something that somebody will do."""

    what: Both
    who: str = field(default="", repr=False)
    due: date | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class CitizenCopyValues:
    """Everything the copy says; `own_language` is a code such as `ar`, or `da` for Danish alone."""

    person_name: str = field(repr=False)
    own_language: str
    held_on: date | None
    municipality: str
    print_number: str
    printed_at: datetime
    native_name: str = field(default="", repr=False)
    consultant: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    next_interview: date | None = field(default=None, repr=False)
    summary: Both = NEITHER
    next_steps: tuple[CitizenStep, ...] = ()
    told: tuple[CitizenSection, ...] = ()
    draft: bool = False


def citizen_copy(values: CitizenCopyValues) -> Document:
    """Compose the copy."""
    with speaking("da"):
        return Document(
            title=_("Your copy of the interview"),
            subject=values.native_name or values.person_name,
            organisation=values.municipality,
            story=_Sheet(values).story(),
            confidentiality="",
            footnote=_("This copy is yours. Keep it in a safe place."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            draft=values.draft,
        )


class _Sheet:
    """Puts every text in its column."""

    def __init__(self, values: CitizenCopyValues) -> None:
        self.values = values
        self.language = values.own_language
        self.own = sentences(self.language) if self.language != "da" else {}
        self.alone = self.language == "da"
        self.rtl = runs_right_to_left(self.language)
        self.styles = design.OWN_RTL if self.rtl else design.OWN_LTR

    def story(self) -> Story:
        values = self.values
        found: list[Block] = [self._masthead(), self._facts()]
        if values.summary.danish or values.summary.own:
            story = [self._pair(values.summary, self.styles.text, design.BODY_TEXT)]
            found += self._section(Both(_("In short"), self.own.get("summary", "")), story)
        if values.next_steps:
            title = Both(_("What we agreed"), self.own.get("next_steps", ""))
            found += self._section(title, self._steps())
        for section in values.told:
            rows = [self._row(row, first=not n) for n, row in enumerate(section.rows)]
            found += self._section(section.title, rows)
        return [*found, *self._rights()]

    def _pair(self, text: Both, own: Style, danish: Style, role: str = "P") -> Row:
        """Return one row with the text in both columns; one language takes the whole width."""
        if self.alone:
            return _whole_width(Para(text.danish, own, role=role))
        if not text.own:
            return _whole_width(Para(text.danish, danish, role=role, language="da"))
        cells = [
            self._wide([Para(text.own, own, role=role, language=self.language)]),
            self._narrow(self._beside(own, danish, text.danish, role)),
        ]
        return Row(cells, gap=_BETWEEN, pad=(0, 0), rule=None, mirrored=self.rtl)

    def _beside(self, own: Style, danish: Style, text: str, role: str = "P") -> Story:
        """Return the Danish, lowered to stand on the same line as the larger own language."""
        drop = Space(max(0.0, own.baseline - danish.baseline))
        return [drop, Para(text, danish, role=role, language="da")]

    def _wide(self, story: Story) -> Cell:
        return Cell(None, story, grow=_WIDE)

    def _narrow(self, story: Story) -> Cell:
        return Cell(None, story, grow=_NARROW)

    def _masthead(self) -> Block:
        danish = _("Your copy of the interview")
        own = self.own.get("title", "")
        if not own:
            return Title(danish)
        cells = [
            self._wide([Title(own, mirrored=self.rtl)]),
            self._narrow(self._beside(design.TITLES[0], design.NATIVE, danish)),
        ]
        return Row(cells, gap=_BETWEEN, pad=(4, 0), rule=None, mirrored=self.rtl)

    def _facts(self) -> Block:
        values = self.values
        names = "\n".join(name for name in (values.native_name, values.person_name) if name)
        phone = isolated(values.phone) if values.phone else ""
        contact = "\n".join(part for part in (values.consultant, phone) if part)
        facts = [
            (self._label("name", _("Name")), names),
            (self._label("held_on", _("Date of the interview")), _day(values.held_on)),
            (self._label("consultant", _("Job consultant")), contact),
            (self._label("next_interview", _("Next interview")), _day(values.next_interview)),
        ]
        return Facts(facts, mirrored=self.rtl, before=13.5)

    def _label(self, key: str, danish: str) -> str:
        own = self.own.get(key, "")
        return f"{own} · {danish}" if own else danish

    def _section(self, title: Both, story: Sequence[Block]) -> list[Block]:
        """Return the title with what follows it, kept together at its beginning."""
        if not title.own and not self.alone:
            title = Both(title.danish, self.own.get("only_danish", ""))
            head = self._pair(title, self.styles.quiet, design.H2, "H2")
        else:
            head = self._pair(title, self.styles.heading, design.H2, "H2")
        top = Row([Cell(None, [head])], pad=(6, 6), rule=Rule(design.INK, 0.8))
        return [Keep([top, *story[:1]], before=16), *story[1:]]

    def _row(self, row: CitizenRow, *, first: bool) -> Block:
        only_own = row.answer.own and not row.answer.danish
        if self.alone or not (row.question.own or only_own):
            cells = [
                self._narrow([Para(row.question.danish, design.QUESTION)]),
                self._wide([Para(row.answer.danish or _("Not answered"))]),
            ]
            mirrored = False
        else:
            cells = [self._wide(self._own(row)), self._narrow(self._danish(row))]
            mirrored = self.rtl
        rule = None if first else Rule(design.RULE, 0.5)
        pad = (0 if first else 4, 4)
        return Keep([Row(cells, gap=_BETWEEN, pad=pad, rule=rule, mirrored=mirrored)])

    def _own(self, row: CitizenRow) -> Story:
        answer, style = row.answer.own, self.styles.text
        if not answer and row.answer.danish:
            answer, style = self.own.get("only_danish", ""), self.styles.quiet
        return [
            Para(row.question.own, self.styles.question, language=self.language),
            Para(answer, style, language=self.language),
        ]

    def _danish(self, row: CitizenRow) -> Story:
        return [
            *self._beside(self.styles.question, design.SMALL_STRONG, row.question.danish),
            Para(row.answer.danish or _("In their own words")),
        ]

    def _steps(self) -> list[Block]:
        number, due, gap, pad = 5 * _MM, 34 * _MM, 4 * _MM, 11.0
        found: list[Block] = []
        for index, step in enumerate(self.values.next_steps, 1):
            what: list[Block] = []
            if not self.alone:
                what.append(Para(step.what.own, self.styles.text, language=self.language))
            danish = self.styles.danish if step.what.own else self.styles.danish_alone
            what.append(Para(step.what.danish, danish, language="da"))
            by: list[Block] = [Para(self._due(step.due), self.styles.due)]
            if step.who:
                by.append(Para(step.who, self.styles.who))
            cells = [
                Cell(number, [Para(str(index), self.styles.number)]),
                Cell(None, what),
                Cell(due, by),
            ]
            row = Row(cells, gap=gap, pad=(7, 7), rule=None, mirrored=self.rtl)
            bar, mirrored = design.PETROL, self.rtl
            found.append(Panel([row], pad=(0, pad), bar=bar, mirrored=mirrored, before=4.5))
        return found

    def _due(self, due: date | None) -> str:
        if due:
            return f"{self.own.get('deadline', _('By'))} {isolated(short_date(due))}"
        return self.own.get("no_deadline", _("No deadline"))

    def _rights(self) -> list[Block]:
        rights = (
            ("right_see", _("You can see what we have written and have mistakes corrected.")),
            ("right_withdraw", _("You can withdraw your consent at any time.")),
            ("right_asylum", _("The interview is not used in your asylum case.")),
            ("right_questions", _("Any questions? Talk to your job consultant.")),
        )
        rows = [
            self._pair(Both(danish, self.own.get(key, "")), self.styles.note, design.SMALL)
            for key, danish in rights
        ]
        title = Both(_("Your rights"), self.own.get("rights", ""))
        return [Keep(self._section(title, rows), before=16)]


def _whole_width(para: Para) -> Row:
    return Row([Cell(None, [para])], pad=(0, 0), rule=None)


def _day(day: date | None) -> str:
    return isolated(short_date(day)) if day else ""
