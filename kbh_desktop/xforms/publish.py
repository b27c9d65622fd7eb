"""From the workbook the office writes to a checked form that laptops can run."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from kbh_desktop.clock import Clock
from kbh_desktop.errors import FormError
from kbh_desktop.xforms.attached_lists import attach_lists
from kbh_desktop.xforms.checks import check_workbook
from kbh_desktop.xforms.definition import load_form
from kbh_desktop.xforms.findings import (
    Finding,
    FormRefusedError,
    Severity,
    error,
    said,
)
from kbh_desktop.xforms.graph import CircularError, RuleError
from kbh_desktop.xforms.pyxform_words import in_own_words
from kbh_desktop.xforms.source_rows import SURVEY, SourceRow, survey_rows
from kbh_desktop.xforms.workbook import Workbook, open_workbook, read_guarded

__all__ = [
    "Finding",
    "FormRefusedError",
    "PublishedForm",
    "Severity",
    "check",
    "convert",
    "publish",
    "said",
]


_SHEETS = ("", "settings", "survey", "choices", "entities")


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """A form as it is kept for ever beside its answers; `sha256` is that of the XForm."""

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    xform: bytes = field(repr=False)
    source: bytes = field(repr=False)
    source_name: str
    sha256: str
    pyxform_version: str
    published_at: datetime
    warnings: tuple[Finding, ...] = ()


def check(path: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with the form at `path`, errors first."""
    return examine(path).findings


def convert(path: Path) -> bytes:
    """Return the XForm of the workbook at `path`.

    Raises:
        FormRefusedError: it can't be published, with all findings.
    """
    return _accepted(path).xform


def publish(path: Path, clock: Clock) -> PublishedForm:
    """Return the form at `path` (.xlsx, .md, or an XForm in .xml), checked and converted.

    Raises:
        FormRefusedError: it can't be published, with all findings.
    """
    examined = _accepted(path)
    form = load_form(examined.xform)
    return PublishedForm(
        form_id=form.id,
        version=form.version,
        title=form.title,
        languages=form.languages,
        xform=examined.xform,
        source=examined.source,
        source_name=path.name,
        sha256=sha256(examined.xform).hexdigest(),
        pyxform_version=version("pyxform"),
        published_at=clock(),
        warnings=examined.findings,
    )


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in a workbook, and the form made of it as far as it could be."""

    findings: tuple[Finding, ...]
    xform: bytes = b""
    source: bytes = b""


def _accepted(path: Path) -> Examined:
    examined = examine(path)
    if any(finding.severity is Severity.ERROR for finding in examined.findings):
        raise FormRefusedError(examined.findings)
    return examined


def examine(path: Path) -> Examined:
    """Return all that can be said of the workbook at `path`; never fails."""
    try:
        if path.suffix.lower() == ".xml":
            source = read_guarded(path)
            load_form(source)
            return Examined((), source, source)
        workbook = open_workbook(path)
    except FormError as fault:
        return Examined((error("", 0, str(fault)),))
    rows = survey_rows(workbook)
    findings = list(check_workbook(workbook, rows))
    xform, more = _converted(workbook, rows, path.parent)
    refused = {(one.sheet, one.row) for one in findings if one.severity is Severity.ERROR}
    findings += [one for one in more if (one.sheet, one.row) not in refused]
    return Examined(_sorted(findings), xform, workbook.source)


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=_place))


def _place(finding: Finding) -> tuple[bool, int, int]:
    """Errors first, then as the workbook is read."""
    sheet = _SHEETS.index(finding.sheet) if finding.sheet in _SHEETS else 0
    return finding.severity is Severity.WARNING, sheet, finding.row


def _converted(
    workbook: Workbook, rows: Sequence[SourceRow], folder: Path
) -> tuple[bytes, list[Finding]]:
    from pyxform.xls2xform import convert as convert_workbook  # noqa: PLC0415 - slow to import

    try:
        result = convert_workbook(workbook.source, validate=False, file_type=workbook.kind)
    except Exception as fault:  # noqa: BLE001 - pyxform raises TypeError and worse on some forms
        return b"", [in_own_words(fault, rows)]
    whole, findings = attach_lists(result.xform, folder, rows)
    xform = whole.encode()
    return xform, findings or _load_findings(xform, rows)


def _load_findings(xform: bytes, rows: Sequence[SourceRow]) -> list[Finding]:
    numbers = {row.ref: row.number for row in rows if not row.is_end}
    try:
        load_form(xform)
    except CircularError as fault:
        return [error(SURVEY, numbers.get(fault.refs[0], 0), str(fault))]
    except RuleError as fault:
        return [error(SURVEY, numbers.get(fault.ref, 0), str(fault))]
    except FormError as fault:
        return [error("", 0, str(fault))]
    return []
