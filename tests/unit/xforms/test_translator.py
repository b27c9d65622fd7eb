"""Texts go to a translator in Excel and come back as the form's next version."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from kbh_desktop.errors import FormError
from kbh_desktop.xforms.findings import FormRefusedError
from kbh_desktop.xforms.publish import check
from kbh_desktop.xforms.translated import apply_changes, next_version
from kbh_desktop.xforms.translator import (
    language_in,
    read_sheet,
    source_texts,
    wanted_texts,
    write_sheet,
)
from kbh_desktop.xforms.workbook import open_workbook

FORM = """
| survey | type | name | label::Dansk (da) | label::English (en) | label::ትግርኛ (ti) | hint::Dansk (da) | hint::English (en) | hint::ትግርኛ (ti) |
|---|---|---|---|---|---|---|---|---|
|  | text | name | Hvad hedder du? | What is your name? | ስምኩም መን እዩ? | Fornavn | Given name |  |
|  | note | hello | Hej **${name}** | Hello **${name}** | ሰላም **${name}** |  |  |  |
|  | select_one yn | work | Arbejder du? | Do you work? | ትሰርሑ ዶ? |  |  |  |

| choices | list_name | name | label::Dansk (da) | label::English (en) | label::ትግርኛ (ti) |
|---|---|---|---|---|---|
|  | yn | y | Ja | Yes | እወ |
|  | yn | n | Nej | No | ኣይፋል |

| settings | form_title | form_id | version | default_language |
|---|---|---|---|---|
|  | Prøve | try | 2026112401 | Dansk (da) |
"""  # noqa: E501 - a table
TI = "ትግርኛ (ti)"
TODAY = date(2026, 11, 24)


@pytest.fixture(params=[".md", ".xlsx"])
def form(request, tmp_path):
    path = tmp_path / f"form{request.param}"
    if request.param == ".md":
        path.write_text(FORM, "utf-8")
        return path
    book = openpyxl.Workbook()
    book.remove(book.active)
    for block in FORM.strip().split("\n\n"):
        rows = [line.strip("| ").split(" | ") for line in block.splitlines() if "---" not in line]
        name = rows[0][0]
        sheet = book.create_sheet(name)
        cells = [[c.strip() for c in line.split("|")[2:-1]] for line in block.splitlines()]
        for row in (cells[0], *cells[2:]):
            sheet.append([cell or None for cell in row])
    book.save(path)
    return path


def fill(form, tmp_path, which="all", **written):
    """Return the translator's workbook with `written` by key; a bare x means right."""
    workbook = open_workbook(form)
    texts = wanted_texts(source_texts(workbook, TI), which, TI, frozenset())
    book = openpyxl.load_workbook(BytesIO(write_sheet(texts, TI)))
    for row in book["texts"].iter_rows(min_row=2):
        said = written.get(row[0].value.replace(" ", "_").replace("/", "_"))
        if said:
            row[5 if said == "x" else 6].value = said
    path = tmp_path / "back.xlsx"
    book.save(path)
    return path


def test_a_translator_sees_every_text_that_is_read_out(form):
    texts = source_texts(open_workbook(form), TI)

    assert [one.place.key for one in texts] == [
        "survey name label",
        "survey name hint",
        "survey hello label",
        "survey work label",
        "choices yn/y label",
        "choices yn/n label",
    ]
    assert [one.danish for one in wanted_texts(texts, "missing", TI, frozenset())] == ["Fornavn"]


def test_only_the_translators_columns_can_be_written(form, tmp_path):
    sheet = openpyxl.load_workbook(fill(form, tmp_path))["texts"]

    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[2]] == [True] * 5 + [False] * 3


def test_what_comes_back_is_the_next_version_of_the_form(form, tmp_path):
    workbook = open_workbook(form)
    back = fill(
        form, tmp_path, survey_name_hint="ስም", choices_yn_n_label="ኣይኮነን", survey_work_label="x"
    )
    returned = read_sheet(back, workbook, TI)

    assert [one.is_new for one in returned.changes] == [True, False, True]
    assert len(returned.marks) == 3
    new = form.with_stem("new")
    new.write_bytes(apply_changes(workbook, returned, TODAY))
    now = {one.place.key: one.now for one in source_texts(open_workbook(new), TI)}
    assert (now["survey name hint"], now["choices yn/n label"]) == ("ስም", "ኣይኮነን")
    assert now["survey work label"] == "ትሰርሑ ዶ?"
    assert open_workbook(new).sheets["settings"][0]["version"] == "2026112402"
    assert check(new) == ()


def test_every_fault_names_its_row_and_column(form, tmp_path):
    back = fill(form, tmp_path, survey_hello_label="ሰላም ${nam}", survey_name_hint="x")
    book = openpyxl.load_workbook(back)
    book["texts"]["C2"].value = "Hvad er dit navn?"
    book["texts"]["G2"].value = "ስም?"
    book.save(back)

    with pytest.raises(FormRefusedError) as refused:
        read_sheet(back, open_workbook(form), TI)
    said = [(one.row, one.message[:9]) for one in refused.value.findings]
    assert said == [
        (2, "Kolonne C"),
        (3, "Kolonne F"),
        (4, "Kolonne G"),
        (4, "Kolonne G"),
        (4, "Kolonne G"),
    ]


def test_another_workbook_is_refused_in_words(form, tmp_path):
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    damaged = tmp_path / "damaged.xlsx"
    damaged.write_bytes(b"PK\x03\x04 nothing")

    for path in (other, damaged, tmp_path / "missing.xlsx"):
        with pytest.raises(FormError, match=path.stem):
            read_sheet(path, open_workbook(form), TI)
    with pytest.raises(FormError, match="ar"):
        language_in(open_workbook(form), "ar")


@pytest.mark.parametrize(
    ("version", "following"),
    [("", "2026112401"), ("7", "2026112401"), ("2026112401", "2026112402"), ("v2", "2026112401")],
)
def test_a_version_goes_up(version, following):
    assert next_version(version, TODAY) == following
