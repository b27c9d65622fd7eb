"""The workbook a translator fills in: what it holds, and what is found in it when it returns."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Literal

from kbh_desktop.errors import FormError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.drafts import mark_of
from kbh_desktop.xforms.findings import Finding, FormRefusedError, error
from kbh_desktop.xforms.model import language_code
from kbh_desktop.xforms.source_rows import CHOICES, SURVEY, survey_rows
from kbh_desktop.xforms.translation_checks import TO_THE_CONSULTANT
from kbh_desktop.xforms.workbook import Row, Workbook, read_guarded

Which = Literal["all", "missing", "drafts"]

SHEET = "texts"
LONGEST = 4_000
_READ_OUT = ("label", "hint")
_REFERENCE = re.compile(r"\$\{[^}]*\}")
_MARKS = ("**", "__", "\n")
_RTL = frozenset({"ar", "fa", "ps", "ckb", "ur", "he"})
_KEY, _DANISH, _SEEN, _NEW, _COMMENT = 0, 2, 5, 6, 7
_WIDTHS = (30, 34, 46, 46, 46, 11, 46, 30)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands in the workbook: sheet, row, and column without its language."""

    sheet: str
    row: int
    name: str
    column: str

    @property
    def key(self) -> str:
        """What stands for the place in the translator's workbook, whatever row it moves to."""
        return f"{self.sheet} {self.name} {self.column}"


@dataclass(frozen=True, slots=True)
class SourceText:
    """One text of a form in its own language, in English, and in a translator's language."""

    place: Place
    danish: str
    english: str
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a translator wants: other words, or the word that those there are right."""

    row: int
    """In the translator's workbook."""
    text: SourceText
    new: str
    comment: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the words are others than before."""
        return self.new != self.text.now


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back from a translator, and the marks of all words that were found right."""

    language: str
    changes: tuple[Change, ...]
    marks: frozenset[str] = field(default=frozenset())


def language_in(workbook: Workbook, wanted: str) -> str:
    """Return the full name of the language named or coded `wanted`.

    Raises:
        FormError: the workbook has no texts in it.
    """
    names = _languages(workbook)
    for name in names:
        if wanted in {name, language_code(name)}:
            return name
    text = _("The form has no language “{language}”. It has: {languages}.")
    raise FormError(text.format(language=wanted, languages=", ".join(names)))


def source_texts(workbook: Workbook, language: str) -> tuple[SourceText, ...]:
    """Return the texts of a form that a translator to `language` sees, in its order."""
    own = _own_language(workbook)
    return tuple(_texts(workbook, own, language))


def wanted_texts(
    texts: Sequence[SourceText], which: Which, language: str, reviewed: frozenset[str]
) -> tuple[SourceText, ...]:
    """Return those of `texts` that are missing, or that nobody has reviewed."""
    if which == "missing":
        return tuple(one for one in texts if not one.now)
    if which == "drafts":
        return tuple(one for one in texts if mark_of(language, one.danish, one.now) not in reviewed)
    return tuple(texts)


def write_sheet(texts: Sequence[SourceText], language: str) -> bytes:
    """Return an Excel workbook in which only the columns of the translator can be written."""
    from openpyxl import Workbook as Book  # noqa: PLC0415 - slow to import
    from openpyxl.styles import Alignment, Font, Protection  # noqa: PLC0415 - as above

    book = Book()
    sheet = book.active
    if sheet is None:
        raise FormError(_("The workbook can't be made."))
    sheet.title = SHEET
    sheet.append(list(_headings(language)))
    for one in texts:
        place = one.place
        where = f"{place.sheet} {place.row}: {place.name}"
        sheet.append([place.key, where, one.danish, one.english, one.now, "", "", ""])
    reading = 2 if language_code(language) in _RTL else 0
    for cells in sheet.iter_rows(min_row=2):
        for at, cell in enumerate(cells):
            theirs = at in {_SEEN, _NEW, _COMMENT}
            cell.protection = Protection(locked=not theirs)
            order = reading if at in {_NEW, _NEW - 2} else 0
            cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=order)
            cell.number_format = "@"
            if isinstance(cell.value, str) and cell.value[:1] == "=":
                cell.data_type = "s"
    for at, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGH"[at]].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "C2"
    sheet.protection.sheet = True
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read_sheet(path: Path, workbook: Workbook, language: str) -> Returned:
    """Return what a translator wrote in the workbook at `path`, a translation of `workbook`.

    Raises:
        FormError: it is damaged or another workbook.
        FormRefusedError: texts can't be used; names row and column of each.
    """
    known = {text.place.key: text for text in source_texts(workbook, language)}
    faults: list[Finding] = []
    changes: list[Change] = []
    for row, cells in _rows(path, language):
        if not cells[_NEW] and not cells[_SEEN]:
            continue
        text = known.get(cells[_KEY])
        found = list(_faults(row, cells, text))
        faults += found
        if text is not None and not found:
            new = cells[_NEW] or text.now
            changes.append(Change(row, text, new, cells[_COMMENT]))
    if faults:
        raise FormRefusedError(tuple(faults))
    marks = frozenset(mark_of(language, one.text.danish, one.new) for one in changes)
    return Returned(language, tuple(changes), marks)


def _rows(path: Path, language: str) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    source = read_guarded(path)
    try:
        book = load_workbook(BytesIO(source), read_only=True, data_only=True)
        rows = list(book[SHEET].iter_rows(values_only=True)) if SHEET in book.sheetnames else []
    except Exception:  # noqa: BLE001 - openpyxl raises anything on damaged files
        text = _("“{name}” is damaged or no workbook. Open and save it again in Excel.")
        raise FormError(text.format(name=path.name)) from None
    read = [[_cell(value) for value in (*row, *[None] * len(_WIDTHS))] for row in rows]
    if not read or read[0][_NEW] != _headings(language)[_NEW]:
        text = _("“{name}” is no workbook for a translator to {language}.")
        raise FormError(text.format(name=path.name, language=language))
    return iter(enumerate(read[1:], 2))


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip().replace("\r\n", "\n")


def _headings(language: str) -> tuple[str, ...]:
    return (
        "key",
        "where",
        "Dansk",
        "English",
        f"now: {language}",
        "right (x)",
        f"new: {language}",
        "comment",
    )


def _faults(row: int, cells: Sequence[str], text: SourceText | None) -> Iterator[Finding]:
    """Return what makes a row unusable, with the column's letter."""
    if text is None:
        yield _at(row, "A", _("The form has no text “{key}”.").format(key=cells[_KEY]))
        return
    if cells[_DANISH] != text.danish:
        yield _at(row, "C", _("The Danish text has changed since. Export the texts again."))
    if cells[_SEEN] and not cells[_NEW] and not text.now:
        yield _at(row, "F", _("There is no text yet that could be right."))
    if cells[_NEW]:
        yield from _faults_in_words(row, cells[_NEW], text)


def _faults_in_words(row: int, new: str, text: SourceText) -> Iterator[Finding]:
    """Return what a translator changed that is no word: values, marks, length."""
    expected, given = (Counter(_REFERENCE.findall(words)) for words in (text.danish, new))
    for reference in sorted((expected - given).keys()):
        yield _at(row, "G", _("{reference} is missing.").format(reference=reference))
    for reference in sorted((given - expected).keys()):
        yield _at(row, "G", _("{reference} is not in the Danish.").format(reference=reference))
    for mark in _MARKS:
        if text.danish.count(mark) != new.count(mark):
            shown = _("line breaks") if mark == "\n" else mark
            yield _at(
                row, "G", _("There must be as many {mark} as in the Danish.").format(mark=shown)
            )
    if len(new) > LONGEST:
        yield _at(row, "G", _("The text is longer than {limit} letters.").format(limit=LONGEST))


def _at(row: int, column: str, words: str) -> Finding:
    place = _("Column {column}: {words}").format(column=column, words=words)
    return error(SHEET, row, place)


def _texts(workbook: Workbook, own: str, language: str) -> Iterator[SourceText]:
    for row in survey_rows(workbook):
        yield from _of_row(
            workbook, row.cells, Place(SURVEY, row.number, row.name, ""), own, language
        )
    for number, cells in workbook.rows(CHOICES):
        name = f"{cells.get('list_name', cells.get('list name', ''))}/{cells.get('name', '')}"
        yield from _of_row(workbook, cells, Place(CHOICES, number, name, ""), own, language)


def _of_row(
    workbook: Workbook, cells: Row, at: Place, own: str, language: str
) -> Iterator[SourceText]:
    headings = workbook.columns(at.sheet)
    for column in (*_READ_OUT, *sorted(TO_THE_CONSULTANT)):
        danish = cells.get(f"{column}::{own}", "")
        translated = f"{column}::{language}"
        if not danish or (column in TO_THE_CONSULTANT and translated not in headings):
            continue
        place = Place(at.sheet, at.row, at.name, column)
        english = _english(cells, column)
        yield SourceText(place, danish, english, cells.get(translated, ""))


def _english(cells: Mapping[str, str], column: str) -> str:
    found = (
        words
        for heading, words in cells.items()
        if heading.startswith(f"{column}::") and language_code(heading.partition("::")[2]) == "en"
    )
    return next(found, "")


def _languages(workbook: Workbook) -> tuple[str, ...]:
    headings = [*workbook.columns(SURVEY), *workbook.columns(CHOICES)]
    found = [h.partition("::")[2].strip() for h in headings if h.startswith(("label::", "hint::"))]
    return tuple(dict.fromkeys(found))


def _own_language(workbook: Workbook) -> str:
    settings = workbook.sheets.get("settings", ())
    named = settings[0].get("default_language", "") if settings else ""
    names = _languages(workbook)
    return named if named in names else next(iter(names), "")
