"""The same summary by other programs: plain layouts of the same words, with Arabic shaped.

None of them makes tagged PDF/A here, nor the design; they are a measure of time. A peer that is not
installed is left out: `uv sync --group bench` installs those that are not part of the program.
"""

import html
import importlib.util
import os
from collections.abc import Callable, Iterator

from kbh_desktop.documents.summary import SummaryValues
from kbh_desktop.fonts import font_files

Row = tuple[str, str]


def rows(values: SummaryValues) -> Iterator[Row]:
    """Return everything the summary says as label and text."""
    yield from (("Født", values.born), ("CPR-nr.", values.cpr_masked), ("Resumé", values.lead))
    yield from (("Asylcenter", values.centre), ("Tolk", values.interpreter))
    for line in values.competences:
        yield line.name, f"{line.level} af 3 · {line.years} · {line.evidence}"
    for job in (*values.jobs, *values.education):
        yield job.title, f"{job.period} · {job.place} · {job.detail}"
    for language in values.languages:
        yield f"{language.name} {language.native_name}", " · ".join(language.levels)
    for step in values.next_steps:
        yield step.what, f"{step.who} · {step.due or 'Ingen frist'}"
    yield from _answers(values)


def _answers(values: SummaryValues) -> Iterator[Row]:
    sections = (row for section in values.sections for row in section.rows)
    for row in (*values.wishes, *sections):
        yield row.label, row.value
        yield "", row.own_words
    for point in values.disagreements:
        yield point.point, point.outcome


def peers() -> dict[str, Callable[[SummaryValues], bytes]]:
    """Return the peers that are installed."""
    every: dict[str, tuple[str, Callable[[SummaryValues], bytes]]] = {
        "typst": ("typst", by_typst),
        "Qt's QTextDocument": ("PySide6", by_qt),
        "fpdf2, shaped": ("fpdf", by_fpdf),
        "WeasyPrint": ("weasyprint", by_weasyprint),
    }
    return {
        name: work for name, (module, work) in every.items() if importlib.util.find_spec(module)
    }


def _html(values: SummaryValues) -> str:
    cells = "".join(
        f"<tr><td><b>{html.escape(label)}</b></td><td>{html.escape(text)}</td></tr>"
        for label, text in rows(values)
    )
    return (
        f"<h1>{html.escape(values.person_name)}</h1><h2>{html.escape(values.native_name)}</h2>"
        f"<table>{cells}</table>"
    )


def by_qt(values: SummaryValues) -> bytes:
    """Write it with QTextDocument, Qt's layout of rich text."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QGuiApplication, QPdfWriter, QTextDocument

    QGuiApplication.instance() or QGuiApplication([])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    document = QTextDocument()
    document.setHtml(_html(values))
    document.print_(writer)
    del writer
    return bytes(buffer.data().data())


def by_typst(values: SummaryValues) -> bytes:
    """Write it with typst, its compiler made once."""
    import typst

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    cells = ",\n".join(f"strong({quoted(label)}), {quoted(text)}" for label, text in rows(values))
    source = (
        '#set text(font: ("KBH Sans", "IBM Plex Sans Arabic"), size: 9pt)\n'
        f"#heading({quoted(values.person_name)})\n#text({quoted(values.native_name)})\n"
        f"#table(columns: (1fr, 2fr), stroke: none,\n{cells})\n"
    )
    fonts = str(font_files().sans_regular.parent)
    return typst.compile(source.encode("utf-8"), font_paths=[fonts], ignore_system_fonts=True)


def by_fpdf(values: SummaryValues) -> bytes:
    """Write it with fpdf2 and its text shaping."""
    from fpdf import FPDF

    files = font_files()
    document = FPDF()
    document.add_font("sans", "", str(files.sans_regular))
    document.add_font("sans", "B", str(files.sans_semibold))
    document.add_font("arabic", "", str(files.arabic_regular))
    document.set_fallback_fonts(["arabic"])
    document.set_text_shaping(True)
    document.add_page()
    document.set_font("sans", "B", 20)
    document.cell(text=values.person_name, new_x="LMARGIN", new_y="NEXT")
    for label, text in rows(values):
        document.set_font("sans", "B", 9)
        document.multi_cell(60, 5, label, new_x="RIGHT", new_y="TOP")
        document.set_font("sans", "", 9)
        document.multi_cell(120, 5, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def by_weasyprint(values: SummaryValues) -> bytes:
    """Write it with WeasyPrint from HTML."""
    import weasyprint

    return weasyprint.HTML(string=_html(values)).write_pdf()
