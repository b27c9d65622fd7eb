"""Checks what pyxform does not: rules, types, lists, and questions never reached."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from kbh_desktop.i18n import _
from kbh_desktop.xforms.findings import Finding, error, warning
from kbh_desktop.xforms.profile import (
    APPEARANCES,
    SENSITIVITIES,
    TYPES,
    why_appearance_is_left_out,
    why_type_is_left_out,
)
from kbh_desktop.xforms.source_rows import (
    CHOICES,
    REFERENCE,
    SETTINGS,
    SURVEY,
    SourceRow,
    languages_of,
)
from kbh_desktop.xforms.structure_checks import check_structure, list_of
from kbh_desktop.xforms.translation_checks import check_translations
from kbh_desktop.xforms.workbook import Workbook
from kbh_desktop.xforms.xpath.compiler import compile_expression
from kbh_desktop.xforms.xpath.constants import constant_truth
from kbh_desktop.xforms.xpath.errors import ExpressionError

_RULES = (
    "relevant",
    "required",
    "constraint",
    "calculation",
    "readonly",
    "choice_filter",
    "repeat_count",
    "default",
)
_YES_OR_NO = frozenset({"yes", "no", "true", "false"})
_COLUMNS = re.compile(r"columns-\d+|w\d+")
_COMPARED = re.compile(
    r"""(?:selected\(\s*\$\{(?P<asked>[^}]+)\}\s*,\s*(?P<q1>['"])(?P<chosen>[^'"]*)(?P=q1)\s*\)
    |\$\{(?P<left>[^}]+)\}\s*!?=\s*(?P<q2>['"])(?P<equal>[^'"]*)(?P=q2))""",
    re.VERBOSE,
)
_OTHER = re.compile(r"\bor[_ ]other\b")
_NAMED_LIST = re.compile(r"""instance\(\s*['"](?P<list>[^'"]+)['"]\s*\)""")


def check_workbook(workbook: Workbook, rows: Sequence[SourceRow]) -> Iterator[Finding]:
    """Return what is wrong in the sheets, as far as it can be seen without converting them."""
    yield from _check_settings(workbook)
    yield from check_structure(workbook, rows)
    for row in rows:
        yield from _check_type(row)
        yield from _check_appearance(row)
        yield from _check_class(row)
        yield from _check_rules(row)
    yield from _check_other(workbook, rows)
    yield from _check_names(rows)
    yield from _check_reached(rows)
    yield from _check_choices_compared(workbook, rows)
    yield from _check_lists_used(workbook, rows)
    yield from check_translations(workbook, rows)


def _check_settings(workbook: Workbook) -> Iterator[Finding]:
    written = workbook.rows(SETTINGS)
    settings = written[0][1] if written else {}
    if not settings.get("form_id", settings.get("id_string", "")):
        yield error(SETTINGS, 2, _("The form has no “form_id”."))
    if not settings.get("version"):
        yield warning(SETTINGS, 2, _("The form has no “version”, so corrections can't be told."))


def _check_type(row: SourceRow) -> Iterator[Finding]:
    if row.word not in TYPES and not row.is_begin and not row.is_end:
        yield error(SURVEY, row.number, why_type_is_left_out(row.word))


def _check_other(workbook: Workbook, rows: Sequence[SourceRow]) -> Iterator[Finding]:
    """What pyxform adds for `or_other` is English, whatever the form speaks."""
    if not languages_of(workbook.columns(SURVEY)):
        return
    for row in rows:
        if _OTHER.search(row.type):
            yield warning(SURVEY, row.number, _("The choice added by “or_other” stays English."))


def _check_appearance(row: SourceRow) -> Iterator[Finding]:
    for word in row.cell("appearance").split():
        if word.startswith("ex:"):
            yield error(SURVEY, row.number, why_appearance_is_left_out(word))
            return
        if word not in APPEARANCES and not _COLUMNS.fullmatch(word):
            yield warning(SURVEY, row.number, why_appearance_is_left_out(word))


def _check_class(row: SourceRow) -> Iterator[Finding]:
    written = row.cell("class")
    if written and written not in SENSITIVITIES:
        text = _("“{written}” is no class of sensitivity; it must be K0, K1, K2 or K3.")
        yield error(SURVEY, row.number, text.format(written=written))


def _check_rules(row: SourceRow) -> Iterator[Finding]:
    for column in _RULES:
        written = row.cell(column)
        if written and _is_expression(column, written):
            fault = expression_fault(written)
            if fault is not None:
                text = _("Column “{column}”: {fault}").format(column=column, fault=fault)
                yield error(SURVEY, row.number, text)


def _is_expression(column: str, written: str) -> bool:
    if column == "default":
        return "${" in written or written.endswith(")")
    return written.lower() not in _YES_OR_NO


def expression_fault(written: str) -> ExpressionError | None:
    """Return what is wrong with an expression in which `${name}` stands for questions."""
    plain = REFERENCE.sub(lambda match: "_" * len(match[0]), written)
    try:
        compile_expression(plain)
    except ExpressionError as fault:
        return ExpressionError(written, fault.position, fault.reason)
    return None


def _check_names(rows: Sequence[SourceRow]) -> Iterator[Finding]:
    """Every `${name}` must be the name of a question, group or repeat."""
    known = {row.name for row in rows if row.name}
    for row in rows:
        for column, written in row.cells.items():
            for match in REFERENCE.finditer(written):
                name = match["name"].removeprefix("last-saved#")
                if name not in known:
                    yield error(SURVEY, row.number, _unknown_name(column, name, known))


def _unknown_name(column: str, name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        text = _("Column “{column}”: there is no question “{name}”; is it “{near}”?")
        return text.format(column=column, name=name, near=near[0])
    text = _("Column “{column}”: there is no question “{name}”.")
    return text.format(column=column, name=name)


def _check_reached(rows: Sequence[SourceRow]) -> Iterator[Finding]:
    """Only the outermost row that can't be reached is told."""
    hidden = ""
    for row in rows:
        if hidden and row.ref.startswith(f"{hidden}/"):
            continue
        written = row.cell("relevant")
        if written and _is_never(written):
            hidden = row.ref
            text = _("“{name}” is never shown, because “{rule}” is never true.")
            yield warning(SURVEY, row.number, text.format(name=row.name, rule=written))


def _is_never(written: str) -> bool:
    if REFERENCE.search(written) or expression_fault(written) is not None:
        return False
    return constant_truth(written) is False


def _check_choices_compared(workbook: Workbook, rows: Sequence[SourceRow]) -> Iterator[Finding]:
    lists = _choice_names(workbook)
    asked = {
        row.name: lists[row.list_name]
        for row in rows
        if row.list_name in lists and not _OTHER.search(row.type)
    }
    for row in rows:
        for column in _RULES:
            for name, value in _comparisons(row.cell(column)):
                if name in asked and value and value not in asked[name]:
                    text = _("Column “{column}”: “{value}” is not among the choices of “{name}”.")
                    yield warning(
                        SURVEY, row.number, text.format(column=column, value=value, name=name)
                    )


def _comparisons(written: str) -> Iterator[tuple[str, str]]:
    for match in _COMPARED.finditer(written):
        if match["asked"]:
            yield match["asked"].strip(), match["chosen"]
        else:
            yield match["left"].strip(), match["equal"]


def _choice_names(workbook: Workbook) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for _number, cells in workbook.rows(CHOICES):
        found.setdefault(list_of(cells), set()).add(cells.get("name", cells.get("value", "")))
    return {name: frozenset(values) for name, values in found.items() if name}


def _check_lists_used(workbook: Workbook, rows: Sequence[SourceRow]) -> Iterator[Finding]:
    used = {row.list_name for row in rows}
    for row in rows:
        for written in row.cells.values():
            used.update(match["list"] for match in _NAMED_LIST.finditer(written))
    told: set[str] = set()
    for number, cells in workbook.rows(CHOICES):
        name = list_of(cells)
        if name and name not in used and name not in told:
            told.add(name)
            text = _("No question uses the choice list “{name}”.").format(name=name)
            yield warning(CHOICES, number, text)
