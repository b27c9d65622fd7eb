"""An interview form on paper in Danish and the person's language, for when the laptop dies."""

from dataclasses import dataclass
from typing import Literal

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Block, Cell, Keep, Para, Row, Title
from kbh_desktop.documents.boxes import Rule
from kbh_desktop.documents.own_language import runs_right_to_left
from kbh_desktop.documents.pages import Document, Printed
from kbh_desktop.documents.parallel import NEITHER, Both
from kbh_desktop.documents.text.layout import Content, Style
from kbh_desktop.documents.writing_room import Digits, Lines, Ticks
from kbh_desktop.i18n import _, speaking

_MM = design.MM
_LONG = 30  # characters of a choice in both languages, above which it takes a line of its own
_ASKED, _ANSWERED = 68, 92  # shares of the width
_DATE, _TIME, _NUMBER = (2, 2, 4), (2, 2), (3,)

Answering = Literal["text", "long", "number", "date", "moment", "one", "many", "note"]


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question and how it is answered."""

    number: str
    text: Both
    answering: Answering
    choices: tuple[Both, ...] = ()
    hint: Both = NEITHER
    only_if: str = ""
    """When it is asked, in words; empty for always."""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A section of the form; `times` is how often its questions are printed."""

    title: Both
    questions: tuple[PaperQuestion, ...]
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewFormValues(Printed):
    """The form without any answer; `own_language` is a code such as `ar`, or `da` for Danish."""

    title: Both
    version: str
    sections: tuple[PaperSection, ...]
    own_language: str = "da"
    fingerprint: str = ""
    """The beginning of the form's hash, so that the sheet is typed into the same version."""


def interview_form(values: InterviewFormValues) -> Document:
    """Compose the sheets."""
    with speaking(values.language):
        return Document(
            title=values.title.danish,
            subject=values.title.danish,
            organisation=values.municipality,
            story=_Sheets(values).story(),
            confidentiality=_("Confidential when filled in"),
            footnote=_("Type it in the same day, then shred it."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


class _Sheets:
    """Puts every question with its room for the answer."""

    def __init__(self, values: InterviewFormValues) -> None:
        self.values = values
        self.rtl = runs_right_to_left(values.own_language)
        self.own = design.PAPER_RTL if self.rtl else design.PAPER_LTR

    def story(self) -> list[Block]:
        found: list[Block] = [
            Para(_("Interview form"), design.KICKER),
            Title(self.values.title.danish, before=3),
        ]
        if self.values.title.own:
            found.append(self._own_para(self.values.title.own, design.NATIVE, before=2))
        found += [*self._blanks(), self._version()]
        for number, section in enumerate(self.values.sections, 1):
            for time in range(1, section.times + 1):
                found += self._section(number, section, time)
        return found

    def _blanks(self) -> list[Block]:
        names = (_("Name"), _("CPR no. or alien number"), _("Date and place"), _("Interpreter no."))
        cells = [Cell(None, [Para(name, design.LABEL), Lines()]) for name in names]
        return [
            Row(cells[start : start + 2], gap=8 * _MM, pad=(0, 0), rule=None, before=12)
            for start in (0, 2)
        ]

    def _version(self) -> Block:
        parts = (self.values.version, self.values.fingerprint)
        version = " · ".join(part for part in parts if part)
        star = _("Questions with * must be answered.")
        words = f"{_('Form version')} {version}.  {star}" if version else star
        return Para(words, design.NOTE, before=9)

    def _section(self, number: int, section: PaperSection, time: int) -> list[Block]:
        again = f" ({time})" if section.times > 1 else ""
        words: list[Block] = [Para(f"{section.title.danish}{again}", design.H2, role="H2")]
        if section.title.own:
            words.append(self._own_para(section.title.own, self.own.title))
        head = [Cell(8 * _MM, [Para(str(number), design.H2_NUMBER, role="")]), Cell(None, words)]
        top = Row(head, gap=0, pad=(6, 5), rule=Rule(design.INK, 0.8))
        questions = [self._question(question) for question in section.questions]
        return [Keep([top, *questions[:1]], before=16), *questions[1:]]

    def _question(self, question: PaperQuestion) -> Block:
        asked: list[Block] = [Para(self._asked(question), design.QUESTION)]
        if question.text.own:
            asked.append(self._own_para(question.text.own, self.own.text, before=1))
        if question.hint.danish:
            asked.append(Para(question.hint.danish, design.NOTE, before=1))
        if question.only_if:
            only = _("Only if: {condition}").format(condition=question.only_if)
            asked.append(Para(only, design.NOTE, before=1))
        number = Cell(8 * _MM, [Para(question.number, design.LABEL_NUMBER, role="")])
        if question.answering == "note":
            cells = [number, Cell(None, asked)]
        else:
            answer = Cell(None, [self._answer(question)], grow=_ANSWERED)
            cells = [number, Cell(None, asked, grow=_ASKED), answer]
        return Keep([Row(cells, gap=3 * _MM, pad=(4.5, 5))])

    def _asked(self, question: PaperQuestion) -> str:
        return f"{question.text.danish} *" if question.is_required else question.text.danish

    def _answer(self, question: PaperQuestion) -> Block:
        match question.answering:
            case "one" | "many":
                return self._ticks(question)
            case "date":
                return Digits(_DATE)
            case "moment":
                return Digits((*_DATE, *_TIME))
            case "number":
                return Digits(_NUMBER)
            case "long":
                return Lines(4)
            case _:
                return Lines(1)

    def _ticks(self, question: PaperQuestion) -> Block:
        if not question.choices:
            return Lines(1)
        longest = max(len(choice.danish) + len(choice.own) for choice in question.choices)
        choices = [self._choice(choice) for choice in question.choices]
        columns = 1 if longest > _LONG else 2
        return Ticks(choices, design.SMALL_ROW, question.answering == "one", columns)

    def _choice(self, choice: Both) -> Content:
        if not choice.own or choice.own == choice.danish:
            return [(choice.danish, design.SMALL_INK)]
        return [(f"{choice.danish}  ", design.SMALL_INK), (choice.own, self.own.choice)]

    def _own_para(self, text: str, style: Style, before: float = 0) -> Para:
        return Para(text, style, before=before, language=self.values.own_language)
