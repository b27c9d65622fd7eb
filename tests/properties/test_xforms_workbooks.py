"""Whatever lies in a workbook, it becomes a form or findings in words, and never fails.

KBH_EXAMPLES=100000 digs as deep as before a release.
"""

import io
import os
import zipfile

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbh_desktop.xforms.findings import Finding, Severity
from kbh_desktop.xforms.publish import check

EXAMPLES = int(os.environ.get("KBH_EXAMPLES", "60"))
fuzzing = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

TYPES = [
    "text",
    "integer",
    "date",
    "note",
    "calculate",
    "begin_repeat",
    "end_repeat",
    "begin group",
    "end group",
    "select_one l",
    "select_multiple l",
    "select_one nix",
    "rank l",
    "range",
    "frob",
    "select_one_from_file x.csv",
    "image",
    "hidden",
    "today",
    "select_one ${a}",
    "",
]
NAMES = ["a", "b", "c", "l", "data", "1a", "a b", "é", "a:b", "meta", "", "__version__"]
WORDS = [
    "",
    "Navn",
    "${a}",
    "${nix}",
    ". > 3",
    "${b} + ",
    "'",
    "count(${a})",
    "=1+1",
    "<b>&",
    "yes",
    "no",
    "true()",
    "false()",
    "once(1)",
    "last-saved",
    "${last-saved#a}",
    "\x0b",
    "مرحبا",
    "0",
    "1.5",
    "search('x')",
    "minimal",
    "quick",
    "w1 likert",
    "pulldata('x','y','z',${a})",
]
COLUMNS = [
    "label",
    "label::Dansk (da)",
    "label::English (en)",
    "hint",
    "relevant",
    "constraint",
    "calculation",
    "required",
    "default",
    "choice_filter",
    "repeat_count",
    "appearance",
    "trigger",
    "parameters",
    "read_only",
    "constraint_message",
    "bind::kbh:class",
    "media::image",
]


def rows(draw, headings):
    cell = st.sampled_from(WORDS) | st.text(max_size=8)
    fixed = {"type": st.sampled_from(TYPES), "name": st.sampled_from(NAMES)}
    row = st.tuples(*(fixed.get(heading, cell) for heading in headings))
    return draw(st.lists(row, max_size=8))


@st.composite
def tables(draw):
    """Return a form in Markdown tables, mostly wrong."""
    survey = ["type", "name", *draw(st.lists(st.sampled_from(COLUMNS), max_size=6, unique=True))]
    choices = ["list_name", "name", "label"]
    listed = draw(st.lists(st.tuples(*[st.sampled_from(NAMES)] * 3), max_size=5))
    given = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=2))
    parts = [("survey", survey, rows(draw, survey)), ("choices", choices, listed)]
    parts.append(("settings", ["form_id", "version"], [given]))
    lines = []
    for sheet, headings, content in parts:
        lines.append(f"| {sheet} |")
        lines += ["| | " + " | ".join(map(flat, row)) + " |" for row in (headings, *content)]
    return "\n".join(lines)


def flat(cell: str) -> str:
    return cell.replace("|", "/").replace("\n", " ").replace("\r", " ")


def judged(path) -> tuple[Finding, ...]:
    found = check(path)
    assert all(finding.message and "Traceback" not in finding.message for finding in found)
    return found


@fuzzing
@given(text=tables())
def test_any_tables_are_a_form_or_findings(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("fuzz", numbered=True) / "form.md"
    path.write_text(text, "utf-8", errors="replace")
    judged(path)
    path.unlink()


def good_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in (["type", "name", "label"], ["text", "a", "A"], ["integer", "b", "B"]):
        book["survey"].append(row)
    sheet = book.create_sheet("settings")
    for row in (["form_id", "version"], ["f", "1"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


GOOD = good_workbook()


@fuzzing
@given(
    changes=st.lists(
        st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6
    ),
    cut=st.integers(0, len(GOOD)),
)
def test_a_workbook_with_flipped_bytes_is_a_form_or_findings(tmp_path_factory, changes, cut):
    harmed = bytearray(GOOD)
    for place, byte in changes:
        harmed[place] = byte
    path = tmp_path_factory.getbasetemp() / "flipped.xlsx"
    path.write_bytes(harmed[: cut if cut % 4 == 0 else len(harmed)])
    judged(path)


PARTS = zipfile.ZipFile(io.BytesIO(GOOD)).namelist()


@fuzzing
@given(part=st.sampled_from(PARTS), place=st.floats(0, 1), junk=st.text(max_size=30))
def test_a_workbook_with_junk_in_a_part_is_a_form_or_findings(tmp_path_factory, part, place, junk):
    path = tmp_path_factory.getbasetemp() / "junk.xlsx"
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            if name == part:
                at = int(place * len(content))
                content = content[:at] + junk.encode("utf-8", "replace") + content[at:]
            bad.writestr(name, content)
    judged(path)


def test_the_untouched_workbook_is_a_form(tmp_path):
    path = tmp_path / "good.xlsx"
    path.write_bytes(GOOD)
    assert not [f for f in check(path) if f.severity is Severity.ERROR]
