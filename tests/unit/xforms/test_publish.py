"""The checker names sheet, row and reason; hostile and damaged files get a clear word fast."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kbh_desktop.errors import FormError
from kbh_desktop.i18n import speaking
from kbh_desktop.xforms.definition import load_form
from kbh_desktop.xforms.publish import (
    Finding,
    FormRefusedError,
    Severity,
    check,
    convert,
    publish,
    said,
)
from tests.conftest import FixedClock
from tests.xforms_world import SETTINGS, begin, survey

COLUMNS = "type | name | label | relevant | constraint | calculation | appearance"
CHOICES = "| choices |\n| | list_name | name | label |\n| | yn | y | Ja |\n| | yn | n | Nej |\n"


def fault(column: str, expression: str, position: int, reason: str) -> str:
    """Return what is said of an expression."""
    place = f"In the expression “{expression}”, at character {position}"
    return f"Column “{column}”: {place}: {reason}"


@pytest.fixture
def written(tmp_path: Path):
    """Write Markdown tables to a file and return its path."""

    def write(tables: str, settings: str = SETTINGS) -> Path:
        path = tmp_path / "form.md"
        path.write_text(tables + settings, "utf-8")
        return path

    return write


def findings(path: Path) -> list[tuple[str, str, int, str]]:
    """Return what the checker says, in English."""
    with speaking("en"):
        return [(str(f.severity), f.sheet, f.row, f.message) for f in check(path)]


@pytest.mark.parametrize(
    ("row", "severity", "message"),
    [
        (
            "text | a | A | ${b} = ( | | |",
            "error",
            fault("relevant", "${b} = (", 9, "something is missing at the end"),
        ),
        (
            "text | a | A | | cht:check(.) | |",
            "error",
            fault("constraint", "cht:check(.)", 1, "there is no function “cht:check”"),
        ),
        (
            "text | a | A | ${zzz} = 1 | | |",
            "error",
            "Column “relevant”: there is no question “zzz”.",
        ),
        (
            "text | a | A | ${long_name2} = 1 | | |",
            "error",
            "Column “relevant”: there is no question “long_name2”; is it “long_name”?",
        ),
        (
            "calculate | a | | | | ${a} + 1 |",
            "error",
            "The value of “a” is worked out from itself.",
        ),
        (
            "text | a | A | 1 = 2 | | |",
            "warning",
            "“a” is never shown, because “1 = 2” is never true.",
        ),
        (
            "geotrace | a | A | | | |",
            "error",
            "“geotrace” asks for a place on the map, which the program leaves out.",
        ),
        (
            "text | a | A | | | | ex:dk.app",
            "error",
            "“ex:dk.app” calls another app, which the program leaves out.",
        ),
        (
            "text | a | A | | | | sparkling",
            "warning",
            "The appearance “sparkling” is unknown and has no effect.",
        ),
        (
            "text | a | A | selected(${yn}, 'maybe') | | |",
            "warning",
            "Column “relevant”: “maybe” is not among the choices of “yn”.",
        ),
        (
            "text | a | A | ${yn} = 'x' | | |",
            "warning",
            "Column “relevant”: “x” is not among the choices of “yn”.",
        ),
        ("text | b | B | | | |", "error", "The name “b” is used twice in the same place."),
        (
            "text | a c | B | | | |",
            "error",
            "A name begins with a letter and holds letters, digits, “_”, “-” and “.” only.",
        ),
        ("select_one nix | a | A | | | |", "error", "There is no choice list “nix”."),
        ("begin_group | a | A | | | |", "error", "“begin_group” of “a” has no counterpart."),
        ("end_group | a | | | | |", "error", "“end_group” of “a” has no counterpart."),
        ("sparkle | a | A | | | |", "error", "The program does not know the type “sparkle”."),
        ("text | | A | | | |", "error", "The question has no name."),
    ],
)
def test_a_finding_names_its_row(written, row: str, severity: str, message: str) -> None:
    rows = (
        "text | b | B | | | |",
        "text | long_name | L | | | |",
        "select_one yn | yn | Y | | | |",
    )
    path = written(survey(*rows, row, columns=COLUMNS) + CHOICES)
    found = findings(path)
    assert (severity, "survey", 5, message) in found


def test_a_group_never_shown_is_told_once(written) -> None:
    rows = (
        "text | x | X | | | |",
        "begin_group | g | G | false() | | |",
        "text | a | A | 1 = 2 | | |",
        "end_group | | | | | |",
    )
    found = [f for f in findings(written(survey(*rows, columns=COLUMNS))) if "never" in f[3]]
    assert [row for _severity, _sheet, row, _message in found] == [3]


def test_missing_translations_are_told_by_language(written) -> None:
    tables = (
        "| survey |\n| | type | name | label::Dansk (da) | label::English (en) "
        "| hint::Dansk (da) |\n"
        "| | text | a | Navn | | Skriv |\n| | select_one yn | yn | Ja? | Yes? | |\n"
        "| choices |\n| | list_name | name | label::Dansk (da) | label::English (en) |\n"
        "| | yn | y | Ja | Yes |\n| | yn | n | Nej | |\n"
    )
    assert [one[1:] for one in findings(written(tables))] == [
        ("survey", 2, "There is no text in English (en) (column label, hint)."),
        ("choices", 3, "There is no text in English (en) (column label)."),
    ]


def test_a_choice_that_stays_english_is_told(written) -> None:
    tables = (
        "| survey |\n| | type | name | label::Dansk (da) |\n"
        "| | select_one yn or_other | a | A |\n"
        "| choices |\n| | list_name | name | label::Dansk (da) |\n| | yn | y | Ja |\n"
    )
    assert findings(written(tables))[0][2:] == (2, "The choice added by “or_other” stays English.")


def test_unused_lists_and_bad_settings_are_told(written) -> None:
    path = written(survey("text | a | A") + CHOICES, "| settings |\n| | form_title |\n| | T |\n")
    assert findings(path) == [
        ("error", "settings", 2, "The form has no “form_id”."),
        ("warning", "settings", 2, "The form has no “version”, so corrections can't be told."),
        ("warning", "choices", 2, "No question uses the choice list “yn”."),
    ]


def test_a_class_of_sensitivity_must_be_known(written) -> None:
    settings = (
        '| settings |\n| | form_id | version | namespaces |\n| | f | 1 | kbh="urn:kbh:forms" |\n'
    )
    path = written(
        survey("text | a | A | K9", columns="type | name | label | bind::kbh:class"), settings
    )
    assert findings(path)[0][3] == ("“K9” is no class of sensitivity; it must be K0, K1, K2 or K3.")


def test_a_refused_form_says_all_its_errors(written) -> None:
    rows = ("text | a | A | ${nix} = 1 | | |", "geopoint | g | G | | | |")
    with pytest.raises(FormRefusedError) as caught:
        publish(written(survey(*rows, columns=COLUMNS)), FixedClock.__call__)
    lines = str(caught.value).splitlines()
    assert lines[0] == "Skemaet kan ikke udgives på grund af 2 fejl:"
    assert lines[1].startswith("Fanen “survey”, række 2: ")
    assert all(isinstance(finding, Finding) for finding in caught.value.findings)


def test_a_good_form_is_published_with_its_sources(written, clock: FixedClock) -> None:
    path = written(survey("text | a | A | 1 = 2 | | |", columns=COLUMNS))
    published = publish(path, clock)
    assert (published.form_id, published.version, published.source_name) == ("test", "1", "form.md")
    assert published.source == path.read_bytes()
    assert len(published.sha256) == 64
    assert published.pyxform_version.startswith("4.5")
    assert published.published_at == clock.now
    assert [finding.severity for finding in published.warnings] == [Severity.WARNING]
    assert load_form(published.xform).id == "test"
    assert publish(path, clock) == published


def test_a_form_already_an_xform_is_taken_as_it_is(written, tmp_path: Path, clock) -> None:
    xform = convert(written(survey("text | a | A")))
    path = tmp_path / "form.xml"
    path.write_bytes(xform)
    assert check(path) == ()
    assert publish(path, clock).xform == xform


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_an_excel_workbook_is_read_like_markdown(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "form.xlsx",
        survey=[
            ["type", "name", "label", "constraint", "constraint_message"],
            ["integer", "age", "Alder", ". > 3 | . = 0", "Ikke muligt"],
            [],
            ["text", "x", "X", "frob(.)", "Ikke muligt"],
        ],
        settings=[["form_id", "version"], ["f", 7]],
    )
    with speaking("en"):
        lines = [said(finding) for finding in check(path)]
    message = fault("constraint", "frob(.)", 1, "there is no function “frob”")
    assert lines == [f"Sheet “survey”, row 4: {message}"]


def test_cells_that_make_pyxform_stumble_are_findings(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "form.xlsx",
        survey=[["type", "name", "label"], ["select_one", "a", 5], ["range", "r", "R"], [1, 2, 3]],
        settings=[["form_id", "version"], ["f", 1]],
    )
    assert any(finding.severity is Severity.ERROR for finding in check(path))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("form.xlsx", b"not a zip"),
        ("form.xlsx", b"PK\x03\x04" + b"\0" * 100),
        ("form.xlsx", b""),
        ("form.md", b"\xff\xfe\x00"),
        ("form.md", b"no tables"),
        ("form.md", b""),
        ("form.docx", b"x"),
        ("form.xml", b"<a"),
        ("form.xml", b""),
    ],
)
def test_a_damaged_file_is_one_clear_error(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = check(path)
    assert [finding.severity for finding in found] == [Severity.ERROR]
    assert "Traceback" not in found[0].message
    with pytest.raises(FormError):
        convert(path)


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    assert "kan ikke læses" in check(tmp_path / "nix.xlsx")[0].message


def test_a_cut_workbook_is_damaged(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "form.xlsx", survey=[["type", "name"], ["text", "a"]]).read_bytes()
    for length in (10, len(whole) // 2, len(whole) - 10):
        (tmp_path / "cut.xlsx").write_bytes(whole[:length])
        assert "beskadiget" in check(tmp_path / "cut.xlsx")[0].message


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(packed.getvalue())
    assert "pakker ud til langt mere" in check(path)[0].message


def test_a_workbook_of_endless_rows_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "form.xlsx", survey=[["type", "name"]] * 10_001)
    assert "pakker ud til langt mere" in check(path)[0].message


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.md"
    with path.open("wb") as out:
        out.truncate(11_000_000)
    assert "fylder mere end 10 MB" in check(path)[0].message
    path.write_bytes(b"|\n" * 20_000)
    assert "pakker ud til langt mere" in check(path)[0].message


def test_a_list_beside_the_workbook_is_put_into_the_form(written, tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text("name;label\naal;Aalborg & omegn\ncph;København\n", "utf-8")
    path = written(survey("select_one_from_file towns.csv | town | By"))
    session = begin(load_form(convert(path)))
    choices = session.view(0, ("", None))[0].choices
    assert [(choice.value, choice.label) for choice in choices] == [
        ("aal", "Aalborg & omegn"),
        ("cph", "København"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "The list “towns.csv” is missing beside the workbook."),
        (b"na me,label\n", "The list “towns.csv” has a column called “na me”, which is no name."),
        (b"name,label\n\xff", "The list “towns.csv” is not in UTF-8."),
    ],
)
def test_a_list_that_cannot_be_used_is_told(written, tmp_path, content, message) -> None:
    if content is not None:
        (tmp_path / "towns.csv").write_bytes(content)
    path = written(survey("text | a | A", "select_one_from_file towns.csv | town | By"))
    assert findings(path) == [("error", "survey", 3, message)]
