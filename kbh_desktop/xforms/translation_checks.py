"""Finds the texts that are missing in one of a form's languages."""

from collections.abc import Iterator, Mapping, Sequence

from kbh_desktop.i18n import _
from kbh_desktop.xforms.findings import Finding, warning
from kbh_desktop.xforms.source_rows import CHOICES, SURVEY, SourceRow, languages_of
from kbh_desktop.xforms.workbook import Row, Workbook

TO_THE_CONSULTANT = frozenset({"guidance_hint", "constraint_message", "required_message"})
"""Columns that are not read to the person: a language may do without such a column."""


def check_translations(workbook: Workbook, rows: Sequence[SourceRow]) -> Iterator[Finding]:
    """Return a warning for each row and language in which a text is missing."""
    survey, choices = (languages_of(workbook.columns(sheet)) for sheet in (SURVEY, CHOICES))
    languages = _all_languages(survey, choices)
    for row in rows:
        if row.is_asked:
            yield from _missing(SURVEY, row.number, row.cells, survey, languages)
    for number, cells in workbook.rows(CHOICES):
        yield from _missing(CHOICES, number, cells, choices, languages)


def _all_languages(*sheets: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found = [name for sheet in sheets for names in sheet.values() for name in names]
    return tuple(dict.fromkeys(found))


def _missing(
    sheet: str,
    number: int,
    cells: Row,
    columns: Mapping[str, tuple[str, ...]],
    languages: Sequence[str],
) -> Iterator[Finding]:
    for language in languages:
        lacking = [
            column
            for column, spoken in columns.items()
            if (language in spoken or column not in TO_THE_CONSULTANT)
            and _lacks(cells, column, language, languages)
        ]
        if lacking:
            text = _("There is no text in {language} (column {columns}).")
            yield warning(sheet, number, text.format(language=language, columns=", ".join(lacking)))


def _lacks(cells: Row, column: str, language: str, languages: Sequence[str]) -> bool:
    """A text that is there in some language should be there in all that the column speaks."""
    spoken = [f"{column}::{other}" in cells for other in languages]
    return f"{column}::{language}" not in cells and any(spoken)
