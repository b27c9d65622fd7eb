"""From a form to its sheets of paper."""

import re
from collections.abc import Iterator

from kbh_desktop.documents.interview_form import (
    Answering,
    InterviewFormValues,
    PaperQuestion,
    PaperSection,
)
from kbh_desktop.documents.pages import Printed
from kbh_desktop.documents.parallel import Both
from kbh_desktop.xforms.model import Form, Group, Question, Repeat
from kbh_desktop.xforms.texts import Text
from kbh_desktop.xforms.xpath.tree import Node

_COPIES = 2
"""How often the questions of a repeat are printed."""
_MOST_CHOICES = 24  # a longer list is written, not ticked
_ANSWERING: dict[str, Answering] = {
    "date": "date",
    "dateTime": "moment",
    "int": "number",
    "integer": "number",
    "select1": "one",
    "select_one": "one",
    "select": "many",
    "select_multiple": "many",
}
_LIST = re.compile(r"instance\('([^']+)'\)")
_TRANSLATED = re.compile(r"jr:itext\((\w+)\)")
_WRITTEN = frozenset({"kbh-language", "kbh-country", "kbh-municipality", "minimal", "autocomplete"})
_NOT_ON_PAPER = frozenset({"binary", "image", "audio", "video", "geopoint", "barcode"})


def form_values(
    form: Form, fingerprint: str, own_language: str, about: Printed
) -> InterviewFormValues:
    """Return the sheets of `form`, with `own_language` (a code) beside the Danish."""
    own = form.language_for(own_language) or ""
    reader = _Reader(form, own if own_language != "da" else "")
    return InterviewFormValues(
        title=Both(form.title),
        version=form.version,
        sections=tuple(reader.sections()),
        own_language=own_language if own else "da",
        fingerprint=f"{fingerprint[:4]} {fingerprint[4:8]}",
        municipality=about.municipality,
        printed_at=about.printed_at,
        draft=True,
        language="da",
    )


class _Reader:
    """Walks through the form as it stands, whatever would be asked of whom."""

    def __init__(self, form: Form, own: str) -> None:
        self.form = form
        self.own = own

    def sections(self) -> Iterator[PaperSection]:
        number = 0
        for section in self.form.sections:
            for title, element, times in self._parts(section):
                questions = self._questions(element, number + 1)
                if questions:
                    number += 1
                    yield PaperSection(title, questions, times)

    def _parts(self, section: Group) -> Iterator[tuple[Both, Group | Repeat, int]]:
        """A section, and after it each of its repeats as a section of its own."""
        yield self._both(section.label, section.name), section, 1
        for element in section.children:
            if isinstance(element, Repeat):
                yield self._both(element.label, element.name), element, _COPIES

    def _questions(self, parent: Group | Repeat, section: int) -> tuple[PaperQuestion, ...]:
        asked = list(self._asked(parent))
        return tuple(
            self._question(question, f"{section}.{place}")
            for place, question in enumerate(asked, 1)
        )

    def _asked(self, parent: Group | Repeat) -> Iterator[Question]:
        for element in parent.children:
            if isinstance(element, Group):
                yield from self._asked(element)
            elif isinstance(element, Question) and self._is_asked(element):
                yield element

    def _is_asked(self, question: Question) -> bool:
        """Return whether a person can answer it on paper; warnings and sums need the program."""
        if not question.in_body or question.label is None or question.type in _NOT_ON_PAPER:
            return False
        is_note = self._answering(question) == "note"
        return not (question.bind.calculate or (is_note and self._depends(question)))

    def _depends(self, question: Question) -> bool:
        return bool(question.bind.relevant or (question.label and question.label.outputs()))

    def _question(self, question: Question, number: str) -> PaperQuestion:
        choices = self._choices(question)
        return PaperQuestion(
            number=number,
            text=self._both(question.label, question.name),
            answering=self._answering(question),
            choices=choices if len(choices) <= _MOST_CHOICES else (),
            hint=self._both(question.hint, ""),
            only_if=self._condition(question),
            is_required=question.bind.required in {"true()", "yes"},
        )

    def _answering(self, question: Question) -> Answering:
        if question.bind.readonly in {"true()", "yes"} or question.type in {"note", "trigger"}:
            return "note"
        if "multiline" in question.appearance:
            return "long"
        return _ANSWERING.get(question.type, "text")

    def _choices(self, question: Question) -> tuple[Both, ...]:
        """Return the choices: the question's own, or all of the list that it chooses from."""
        choices = question.choices
        if choices is None or _WRITTEN & set(question.appearance.split()):
            return ()
        if choices.items:
            return tuple(self._both(item.label, item.value) for item in choices.items)
        named = _LIST.search(choices.nodeset)
        rows = self.form.instances.get(named[1]) if named else None
        if rows is None:
            return ()
        items = [node for node in rows.descendants() if node.name == "item"]
        return tuple(self._listed(item, choices.value, choices.label) for item in items)

    def _listed(self, item: Node, value: str, label: str) -> Both:
        fields = {child.name: child.text() for child in item.children}
        translated = _TRANSLATED.fullmatch(label)
        if translated:
            text = self.form.texts.get(fields.get(translated[1], ""))
            return self._both(text, fields.get(value, ""))
        return Both(fields.get(label) or fields.get(value, ""))

    def _condition(self, question: Question) -> str:
        """Return the words of the question on whose answer it depends whether this is asked."""
        for ref, element in self.form.elements.items():
            if not isinstance(element, Question) or element.label is None:
                continue
            if re.search(rf"{re.escape(ref)}(?![\w/])", question.bind.relevant):
                return self.form.words_of(ref)
        return ""

    def _both(self, text: Text | None, otherwise: str) -> Both:
        if text is None:
            return Both(otherwise)
        default = self.form.default_language
        danish = self._words(text, self.form.language_for("da") or default)
        own = self._words(text, self.own) if self.own and text.has(self.own) else ""
        return Both(danish or otherwise, own if own != danish else "")

    def _words(self, text: Text, language: str) -> str:
        pieces = text.pieces(language, self.form.default_language)
        return "".join(piece if isinstance(piece, str) else "…" for piece in pieces).strip()
