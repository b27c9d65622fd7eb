"""Every setting of this computer: its value, and who decided it."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout

from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _, n_
from kbh_desktop.people.lists import centre, municipality
from kbh_desktop.settings.model import Settings, Source
from ui.settings.section import Section
from ui.theme import Tone
from ui.widgets.chip import Chip
from ui.widgets.text import Text

_TONES: dict[Source, Tone] = {
    Source.DEFAULT: "",
    Source.PERSON: "info",
    Source.INSTALLER: "ok",
    Source.POLICY: "ok",
    Source.GROUP_POLICY: "ok",
}


class DecidedSection(Section):
    """What IT decided can only be read here; what nobody decided says so."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            _("Who decided what"),
            _("What IT has decided for this computer can't be changed in the program."),
        )
        for problem in settings.problems:
            self.column.addWidget(Text(problem.words, "WarnText", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        for row, (key, label, value) in enumerate(_rows(settings)):
            source = settings.source(key)
            grid.addWidget(Text(label, "Muted", wrap=True), row, 0)
            grid.addWidget(Text(value, wrap=True), row, 1)
            grid.addWidget(Chip(source_words(source), _TONES[source]), row, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.column.addLayout(grid)


def source_words(source: Source) -> str:
    """Return who decided, in the program's language."""
    words: dict[Source, Callable[[], str]] = {
        Source.DEFAULT: lambda: _("Default"),
        Source.PERSON: lambda: _("Chosen here"),
        Source.INSTALLER: lambda: _("IT, at installation"),
        Source.POLICY: lambda: _("IT's policy file"),
        Source.GROUP_POLICY: lambda: _("IT's group policy"),
    }
    return words[source]()


def _rows(settings: Settings) -> tuple[tuple[str, str, str], ...]:
    card = settings.office_card
    minutes = settings.longest_idle_minutes
    days, overdue = settings.retention_days, settings.overdue_days
    silent = settings.silent_days
    return (
        ("office_name", _("Office"), settings.office_name or _("not set")),
        ("office_card", _("Fingerprint of the office"), card.fingerprint if card else _("not set")),
        ("municipality", _("Municipality"), _municipality_words(settings.municipality)),
        ("centres", _("Centres"), _centres(settings)),
        (
            "idle_minutes",
            _("Locks at the latest after"),
            n_("{count} minute", "{count} minutes", minutes).format(count=minutes),
        ),
        (
            "retention_days",
            _("Kept after the receipt"),
            n_("{count} day", "{count} days", days).format(count=days),
        ),
        (
            "exchange_folder",
            _("Bundles are laid and fetched in"),
            settings.exchange_folder or _("not set"),
        ),
        (
            "overdue_days",
            _("Warns of unconfirmed work after"),
            n_("{count} day", "{count} days", overdue).format(count=overdue),
        ),
        (
            "silent_days",
            _("Warns of silent laptops after"),
            n_("{count} day", "{count} days", silent).format(count=silent),
        ),
        ("update_folder", _("Updates lie in"), settings.update_folder or _("not set")),
        ("esco_pack", _("ESCO pack"), settings.esco_pack or _("not set")),
        ("logo", _("Logo for documents"), settings.logo or _("not set")),
    )


def _municipality_words(code: str) -> str:
    try:
        return municipality(code).name
    except NotFoundError:
        return code


def _centres(settings: Settings) -> str:
    return ", ".join(_centre_words(code) for code in settings.centres) or _("all")


def _centre_words(code: str) -> str:
    try:
        return centre(code).name
    except NotFoundError:
        return code
