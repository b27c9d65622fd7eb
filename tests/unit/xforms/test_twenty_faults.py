"""A workbook with more than twenty different faults is told all of them at once, row by row."""

import openpyxl
import pytest

from kbh_desktop.xforms.findings import Severity
from kbh_desktop.xforms.publish import check

HEADINGS = (
    "type",
    "name",
    "label::Dansk (da)",
    "label::English (en)",
    "relevant",
    "constraint",
    "constraint_message",
    "calculation",
    "repeat_count",
    "bind::kbh:class",
)
SURVEY = [
    {"type": "text", "name": "fine"},
    {"type": "txet", "name": "a1"},
    {"type": "text", "name": "1a"},
    {"type": "text", "name": "fine"},
    {"type": "text", "name": "a2", "relevant": "${nowhere} = 1"},
    {"type": "text", "name": "a3", "constraint": ". > ", "constraint_message": "x"},
    {"type": "text", "name": "a4", "relevant": "frob(1)"},
    {"type": "select_one none", "name": "a5"},
    {"type": "text"},
    {"name": "a6"},
    {"type": "calculate", "name": "a7"},
    {"type": "calculate", "name": "a8", "calculation": "${a9} + 1"},
    {"type": "calculate", "name": "a9", "calculation": "${a8} + 1"},
    {"type": "text", "name": "a10", "bind::kbh:class": "K9"},
    {"type": "geopoint", "name": "a11"},
    {"type": "text", "name": "a12", "label::English (en)": ""},
    {"type": "integer", "name": "a13", "constraint": ". > 3"},
    {"type": "text", "name": "a14", "relevant": "false()"},
    {"type": "text", "name": "a15", "constraint": "regex(., '[')", "constraint_message": "x"},
    {"type": "text", "name": "a b"},
    {"type": "end group"},
    {"type": "begin repeat", "name": "rep", "repeat_count": "${x9}"},
]
CHOICES = [("free", "x"), ("free", "x"), ("free", ""), ("unused", "y")]
ERROR, WARNING = Severity.ERROR, Severity.WARNING


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    path = tmp_path_factory.mktemp("faults") / "faults.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "survey"
    book["survey"].append(HEADINGS)
    for row in SURVEY:
        words = {"label::Dansk (da)": "Ord", "label::English (en)": "Words", **row}
        book["survey"].append([words.get(heading, "") for heading in HEADINGS])
    choices = book.create_sheet("choices")
    choices.append(("list_name", "name", "label::Dansk (da)", "label::English (en)"))
    for row in CHOICES:
        choices.append((*row, "Ord", "Words"))
    settings = book.create_sheet("settings")
    settings.append(("form_id", "version"))
    settings.append(("", ""))
    book.save(path)
    return {(f.severity, f.sheet, f.row): f.message for f in check(path)}


FAULTS = [
    (ERROR, "settings", 2, "form_id"),
    (ERROR, "survey", 3, "txet"),
    (ERROR, "survey", 4, "begynder med et bogstav"),
    (ERROR, "survey", 5, "to gange"),
    (ERROR, "survey", 6, "nowhere"),
    (ERROR, "survey", 7, "mangler noget"),
    (ERROR, "survey", 8, "frob"),
    (ERROR, "survey", 9, "ingen svarliste “none”"),
    (ERROR, "survey", 10, "mangler et navn"),
    (ERROR, "survey", 11, "mangler en type"),
    (ERROR, "survey", 12, "beregner ikke noget"),
    (ERROR, "survey", 13, "ud fra sig selv"),
    (ERROR, "survey", 14, "ud fra sig selv"),
    (ERROR, "survey", 15, "K9"),
    (ERROR, "survey", 16, "geopoint"),
    (WARNING, "survey", 17, "English (en)"),
    (WARNING, "survey", 18, "ingen besked"),
    (WARNING, "survey", 19, "aldrig vist"),
    (ERROR, "survey", 20, "Mønstret"),
    (ERROR, "survey", 21, "begynder med et bogstav"),
    (ERROR, "survey", 22, "modpart"),
    (ERROR, "survey", 23, ""),
    (ERROR, "choices", 3, "to gange"),
    (ERROR, "choices", 4, "mangler et navn"),
    (WARNING, "choices", 5, "unused"),
    (WARNING, "settings", 2, "version"),
]


@pytest.mark.parametrize(("severity", "sheet", "row", "words"), FAULTS)
def test_each_fault_is_told_at_its_row(found, severity, sheet, row, words):
    assert words in found[severity, sheet, row]


def test_nothing_is_said_of_rows_without_faults(found):
    assert not [place for place in found if place[1:] == ("survey", 2)]
