"""The recovery key on paper: the groups large enough to type from, and what to do with them."""

from dataclasses import dataclass, field
from datetime import datetime

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import (
    Block,
    Facts,
    Panel,
    Para,
    Section,
    Title,
)
from kbh_desktop.documents.numbered_words import NumberedWords
from kbh_desktop.documents.render import Document
from kbh_desktop.documents.tables import Bullets
from kbh_desktop.i18n import _, long_date, speaking


@dataclass(frozen=True, slots=True)
class RecoverySheetValues:
    """The key and where it belongs; nothing about any citizen."""

    groups: tuple[str, ...] = field(repr=False)
    vault_name: str
    device_name: str
    made_by: str
    printed_at: datetime
    fingerprint: str = ""
    organisation: str = ""
    print_number: str = ""
    language: str = "da"


def recovery_sheet(values: RecoverySheetValues) -> Document:
    """Compose the sheet."""
    with speaking(values.language):
        title = _("Recovery key")
        return Document(
            title=title,
            subject=values.vault_name,
            organisation=values.organisation or "KBH Desktop",
            story=[*_masthead(title, values), *_sections()],
            confidentiality=_("Secret"),
            footnote=_("Whoever holds this sheet and the device can read everything in it."),
            print_number=values.print_number or values.fingerprint,
            printed_at=values.printed_at,
            language=values.language,
        )


def _masthead(title: str, values: RecoverySheetValues) -> list[Block]:
    facts = [
        (_("Vault"), values.vault_name),
        (_("Device"), values.device_name),
        (_("Made by"), values.made_by),
        (_("Made on"), long_date(values.printed_at.date())),
    ]
    lead = _(
        "When the password is forgotten, this key opens the vault. It is kept nowhere else, and "
        "nobody can make it again."
    )
    return [
        Title(title),
        Para(lead, design.LEAD, before=6),
        Panel(
            [NumberedWords(values.groups, design.KEY_GROUP, gap=14)],
            design.PETROL_TINT,
            pad=(16, 16),
            before=16,
        ),
        Facts(facts, before=12),
    ]


def _sections() -> list[Block]:
    keep = [
        _("Put the sheet in a sealed envelope with a name and a date on it, in a locked cabinet."),
        _("Never keep it in the same room or bag as the device."),
        _("Do not photograph, scan or e-mail it."),
    ]
    use = [
        _("Start the program and choose “Forgotten the password?”."),
        _("Type the groups in their order. Capitals and small letters are the same."),
        _("Choose a new password. The sheet stays valid; put it in a new envelope."),
    ]
    lost = [
        _("Tell whoever is responsible for security in your municipality at once."),
        _("Keep the device locked away until they have answered."),
    ]
    numbers = _("The letters I, L, O and U do not occur: a 1 is a one and a 0 is a zero.")
    return [
        Section(1, _("Keep it"), [Bullets(keep)]),
        Section(2, _("Use it"), [Bullets(use, numbered=True)], numbers),
        Section(3, _("If it is lost"), [Bullets(lost)]),
    ]
