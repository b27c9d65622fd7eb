"""What the checker has to say of a form, each with its sheet, its row and words for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kbh_desktop.errors import FormError
from kbh_desktop.i18n import _, n_


class Severity(StrEnum):
    """An error stops the form from being published; a warning doesn't."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a workbook; `row` counts from 1 as the spreadsheet does, 0 is unknown."""

    severity: Severity
    sheet: str
    row: int
    message: str


class FormRefusedError(FormError):
    """A form that can't be published, with every finding."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        lines = [said(finding) for finding in errors]
        head = n_(
            "The form can't be published because of {count} error:",
            "The form can't be published because of {count} errors:",
            len(errors),
        ).format(count=len(errors))
        super().__init__("\n".join([head, *lines]))


def said(finding: Finding) -> str:
    """Return `finding` as one line with its place."""
    if not finding.sheet:
        return finding.message
    if not finding.row:
        return _("Sheet “{sheet}”: {message}").format(sheet=finding.sheet, message=finding.message)
    return _("Sheet “{sheet}”, row {row}: {message}").format(
        sheet=finding.sheet, row=finding.row, message=finding.message
    )


def error(sheet: str, row: int, message: str) -> Finding:
    """Return a finding that stops the form."""
    return Finding(Severity.ERROR, sheet, row, message)


def warning(sheet: str, row: int, message: str) -> Finding:
    """Return a finding that doesn't stop the form."""
    return Finding(Severity.WARNING, sheet, row, message)
