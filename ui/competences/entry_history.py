"""All that was ever written of one entry of the card, on every laptop."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from PySide6.QtWidgets import QWidget

from kbh_desktop.competences import labels
from kbh_desktop.competences.items import Kind
from kbh_desktop.i18n import _
from kbh_desktop.people.model import FieldHistory
from ui.competences.entry_fields import FieldSpec, fields_of
from ui.competences.moments import shown_moment
from ui.widgets.card import Rule
from ui.widgets.dialog import Dialog
from ui.widgets.moments import moment_text
from ui.widgets.text import Text


class EntryHistoryDialog(Dialog):
    """The newest first; what was written at one moment by one person stands together."""

    width_px = 600

    def __init__(
        self,
        parent: QWidget,
        title: str,
        kind: Kind,
        writes: Sequence[FieldHistory],
        now: datetime,
    ) -> None:
        super().__init__(parent, title)
        specs = {spec.name: spec for spec in fields_of(kind)}
        told = [write for write in writes if write.field_name in specs]
        for (at, author), together in groupby(told, key=lambda write: (write.at, write.author)):
            self.column.addWidget(Rule())
            when = f"{moment_text(at, now)} · {author}"
            self.column.addWidget(Text(when, "Muted", wrap=True))
            for write in together:
                words = value_text(specs[write.field_name], str(write.value or ""))
                line = f"{specs[write.field_name].label}: {words or _('empty')}"
                self.column.addWidget(Text(line, "Strong" if write.is_head else "", wrap=True))
        if not told:
            self.column.addWidget(Text(_("It has never been changed."), "Muted"))
        self.add_cancel(_("Close"))


def value_text(spec: FieldSpec, value: str) -> str:
    """Return what a field held as it is read."""
    if spec.kind == "country":
        return labels.country_name(value)
    if spec.kind == "language":
        return labels.language_name(value)
    if spec.kind == "moment":
        return shown_moment(value)
    if spec.kind == "yes":
        return _("Yes") if value == "yes" else _("No")
    words = dict(spec.options)
    return ", ".join(words.get(each, each) for each in value.split()) if words else value
