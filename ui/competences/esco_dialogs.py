"""What an ESCO pack holds before it is taken in, and what it changed afterwards."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kbh_desktop.competences.labels import language_name
from kbh_desktop.i18n import _, n_
from ui.widgets.card import Rule
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.competences.esco import ImportReport, PackPreview

_MOST_NAMED = 200
"""Names shown of what disappeared; a newer version drops some dozens."""


class EscoPreviewDialog(Dialog):
    """Names language, version and size of a pack, and what it takes the place of."""

    wanted = Signal()
    """Take it in; the dialog is gone by then."""

    def __init__(self, parent: QWidget, preview: "PackPreview") -> None:
        super().__init__(parent, language_title(preview.language))
        version = _("version {version}").format(version=preview.version)
        self.column.addWidget(Text(version, "Strong"))
        for line in _sizes(preview.occupations, preview.skills, preview.relations):
            self.column.addWidget(Text(line))
        if preview.replaces:
            text = _("It takes the place of version {version}.").format(version=preview.replaces)
            self.column.addWidget(Text(text, wrap=True))
        note = _("It can be stopped on the way and goes on the next time.")
        self.column.addWidget(Text(note, "Muted", wrap=True))
        self.add_cancel()
        self.add_accept(_("Take it in"))

    def accept(self) -> None:
        """Close, and say that the pack is wanted."""
        super().accept()
        self.wanted.emit()


class EscoReportDialog(Dialog):
    """Says what came, what was brought in line, and what disappeared."""

    width_px = 620

    def __init__(self, parent: QWidget, report: "ImportReport") -> None:
        super().__init__(parent, _("The pack is taken in"))
        named = f"{language_title(report.language)}, {report.version}"
        self.column.addWidget(Text(named, "Strong", wrap=True))
        for line in _sizes(report.occupations, report.skills, report.relations):
            self.column.addWidget(Text(line))
        if report.unknown:
            text = n_(
                "{count} relation waits for the names of another pack.",
                "{count} relations wait for the names of another pack.",
                report.unknown,
            )
            self.column.addWidget(Text(text.format(count=number(report.unknown)), wrap=True))
        if report.migrated:
            text = n_(
                "{count} line of a card points to the new version.",
                "{count} lines of cards point to the new version.",
                report.migrated,
            )
            self.column.addWidget(Text(text.format(count=number(report.migrated)), wrap=True))
        self._add_gone(report)
        self._add_disappeared(report)
        self.add_accept(_("Done"))

    def _add_gone(self, report: "ImportReport") -> None:
        if not report.gone:
            return
        self.column.addWidget(Rule())
        title = _("Gone from ESCO, but on cards, which keep the words:")
        self.column.addWidget(Text(title, "Strong", wrap=True))
        for each in report.gone:
            cards = n_("{count} card", "{count} cards", each.cards).format(count=each.cards)
            self.column.addWidget(Text(f"{each.label} · {cards}", wrap=True))

    def _add_disappeared(self, report: "ImportReport") -> None:
        if not report.disappeared:
            return
        self.column.addWidget(Rule())
        count = len(report.disappeared)
        title = n_("{count} name disappeared:", "{count} names disappeared:", count)
        self.column.addWidget(Text(title.format(count=number(count)), "Strong", wrap=True))
        shown = report.disappeared[:_MOST_NAMED]
        more = count - len(shown)
        rest = n_("and {count} more", "and {count} more", more).format(count=more)
        lines = "\n".join((*shown, rest) if more else shown)
        self.column.addWidget(Text(lines, "Muted", wrap=True))


def language_title(code: str) -> str:
    """Return the name of a pack's language; relations alone have none."""
    name = language_name(code)
    return name[:1].upper() + name[1:] if name else _("Which occupation asks for which skills")


def number(count: int) -> str:
    """Return `count` with its thousands apart, as in Danish."""
    return f"{count:,}".replace(",", ".")


def _sizes(occupations: int, skills: int, relations: int) -> list[str]:
    lines = (
        (occupations, n_("{count} occupation", "{count} occupations", occupations)),
        (skills, n_("{count} skill", "{count} skills", skills)),
        (relations, n_("{count} relation", "{count} relations", relations)),
    )
    return [words.format(count=number(count)) for count, words in lines if count]
