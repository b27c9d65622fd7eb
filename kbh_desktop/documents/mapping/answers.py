"""The answers of one interview as documents read them: in order, in two languages, by name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from kbh_desktop.documents.parallel import Both
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import language
from kbh_desktop.interviews.model import MASKED
from kbh_desktop.interviews.service import OpenInterview
from kbh_desktop.people import lists
from kbh_desktop.xforms.states import View

_HEALTH = "K3"
_INSTANCE = re.compile(r".*\[~[^\]]*\]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered question; `own` texts are empty where the form has no translation."""

    name: str
    section: str
    instance: str
    """The key of the repeat instance it stands in, or nothing."""
    label: Both
    value: str = field(repr=False)
    text: Both
    is_health: bool
    parts: tuple[str, ...] = field(default=(), repr=False)
    """The words of each choice, in the language of the program."""

    @property
    def in_own_script(self) -> bool:
        """Whether a person wrote it in letters that are not Latin."""
        said = self.text.danish
        return any(char.isalpha() for char in said) and not _LATIN.search(said)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the form that is asked for."""

    name: str
    title: Both


class Answers:
    """Everything answered that counts; asks for nothing that may not be read."""

    def __init__(self, answers: Iterable[Answer], sections: Iterable[Section] = ()) -> None:
        self._all = tuple(answers)
        self.sections = tuple(sections)
        self._by_name: dict[str, Answer] = {}
        for answer in self._all:
            self._by_name.setdefault(answer.name, answer)

    def __iter__(self) -> Iterator[Answer]:
        return iter(self._all)

    def of(self, section: Section) -> tuple[Answer, ...]:
        """Return the answers of one section, in order."""
        return tuple(answer for answer in self._all if answer.section == section.name)

    def get(self, *names: str) -> Answer | None:
        """Return the answer to the first of `names` that was answered."""
        return next((self._by_name[name] for name in names if name in self._by_name), None)

    def text(self, *names: str) -> str:
        """Return that answer in words, or nothing."""
        answer = self.get(*names)
        return answer.text.danish if answer else ""

    def parts(self, *names: str) -> tuple[str, ...]:
        """Return the choices of that answer in words."""
        answer = self.get(*names)
        return answer.parts if answer else ()

    def value(self, *names: str) -> str:
        """Return that answer as stored, or nothing."""
        answer = self.get(*names)
        return answer.value if answer else ""

    def day(self, *names: str) -> date | None:
        """Return that answer as a date."""
        try:
            return datetime.fromisoformat(self.value(*names)).date()
        except ValueError:
            return None

    def rows(self, name: str) -> list["Answers"]:
        """Return the instances of a repeat that have an answer to `name`, each on its own."""
        found: dict[str, list[Answer]] = {}
        for answer in self._all:
            if answer.instance:
                found.setdefault(answer.instance, []).append(answer)
        rows = (Answers(answers) for answers in found.values())
        return [row for row in rows if row.get(name)]

    def without_health(self) -> "Answers":
        """Return the answers that are not about health."""
        return Answers((a for a in self._all if not a.is_health), self.sections)


def read_answers(opened: OpenInterview, own_language: str = "") -> Answers:
    """Return what was answered, in the language of the program and in `own_language` (a code).

    Nothing has own words unless that is the language the interview is held in.
    """
    own = opened.language_code if own_language == opened.language_code else ""
    sections, answers = [], []
    for progress in opened.progress():
        if not progress.relevant:
            continue
        name = progress.ref.rpartition("/")[2]
        title = Both(progress.title, progress.title_other if own else "")
        sections.append(Section(name, title))
        answers += [
            _answer(opened, view, name, own)
            for view in opened.view(progress.ref)
            if view.kind == "question" and view.value not in {"", MASKED}
        ]
    return Answers(answers, sections)


def calculated(opened: OpenInterview, name: str) -> str:
    """Return what the form worked out under `name`, or nothing."""
    for ref, element in opened.form.elements.items():
        if element.name == name and element.sensitivity != _HEALTH:
            return opened.value(ref)
    return ""


def _answer(opened: OpenInterview, view: View, section: str, own: str) -> Answer:
    instance = _INSTANCE.match(view.key)
    return Answer(
        name=view.ref.rpartition("/")[2],
        section=section,
        instance=instance.group() if instance else "",
        label=Both(view.label, view.label_other if own else ""),
        value=view.value,
        text=_in_words(opened, view, own),
        is_health=view.sensitivity == _HEALTH,
        parts=_parts(view),
    )


def _parts(view: View) -> tuple[str, ...]:
    words = {choice.value: choice.label for choice in view.choices}
    return tuple(words.get(value, value) for value in view.value.split()) if words else ()


def _in_words(opened: OpenInterview, view: View, own: str) -> Both:
    appearance = view.appearance.split()
    if "kbh-language" in appearance or "kbh-country" in appearance:
        return named(view.value, "language" if "kbh-language" in appearance else "country")
    if view.choices:
        return Both(view.display, opened.display(view.key, own) if own else "")
    if view.type in {"text", "string"} or not own:
        return Both(view.display)
    return Both(view.display, view.display)


def named(codes: str, kind: str) -> Both:
    """Return the names of languages or countries, given by codes separated by spaces.

    The first begins with a capital, as names of languages do in a list, not in Danish prose.
    """
    names, own = [], []
    for code in codes.split():
        try:
            entry = lists.language_of(code) if kind == "language" else lists.country(code)
        except NotFoundError:
            names.append(code)
            own.append(code)
        else:
            names.append(entry.da if language() == "da" else entry.name)
            own.append(entry.own)
    words = ", ".join(names)
    return Both(words[:1].upper() + words[1:], ", ".join(own))
