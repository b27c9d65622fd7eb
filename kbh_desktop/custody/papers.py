"""What is printed of keys: a sheet of a split key, minutes of a ceremony, a drill's protocol."""

from datetime import datetime

from kbh_desktop.custody.model import Ceremony, Custody, Drill
from kbh_desktop.documents.protocol import ProtocolPart, ProtocolValues
from kbh_desktop.i18n import _, long_date
from kbh_desktop.security.keys import OfficeCard
from kbh_desktop.security.shares import KeyShare


def sheet_values(
    share: KeyShare, ceremony: Ceremony, office: OfficeCard, municipality: str, at: datetime
) -> ProtocolValues:
    """Return the sheet for one holder; it does not say what the key opens."""
    of = len(ceremony.plan.holders)
    return ProtocolValues(
        municipality=municipality,
        printed_at=at,
        title=_("Key part {number} of {of}").format(number=share.number, of=of),
        subject=office.name,
        lead=_("{needed} of the {of} parts are used together. One alone tells nothing.").format(
            needed=share.needed, of=of
        ),
        words=share.words,
        facts=(
            (_("Kept by"), ceremony.plan.holders[share.number - 1]),
            (_("Set"), share.mark),
            (_("Office"), office.fingerprint),
            (_("Made on"), long_date(ceremony.begun_at.date())),
        ),
        parts=(
            ProtocolPart(
                _("Keep it"),
                (
                    _("In a sealed envelope with your name and the date, in a locked cabinet."),
                    _("Never in the same house as another part."),
                    _("Do not photograph, scan or e-mail it."),
                ),
                is_list=True,
            ),
            ProtocolPart(
                _("Use it"),
                (
                    _("Only when the office asks for it, and only together with other holders."),
                    _("The first four letters of each word are enough."),
                ),
                is_list=True,
            ),
            ProtocolPart(
                _("If it is lost"),
                (_("Tell the office at once. A new set is made, and the old parts open nothing."),),
            ),
        ),
        confidentiality=_("Secret"),
        footnote=_("Hand it over personally when you leave the office."),
    )


def minutes_values(
    custody: Custody, office: OfficeCard, municipality: str, at: datetime
) -> ProtocolValues:
    """Return the minutes of a finished ceremony; they hold no secret."""
    plan = custody.plan
    present = tuple(
        f"{each.name}, {each.function}" if each.function else each.name for each in plan.present
    )
    keepers = tuple(
        _("Part {number}: {name}").format(number=number, name=name)
        for number, name in enumerate(plan.holders, 1)
    )
    return ProtocolValues(
        municipality=municipality,
        printed_at=at,
        title=_("Minutes of the key ceremony"),
        subject=office.name,
        facts=(
            (_("Held on"), long_date(custody.finished_at.astimezone().date())),
            (_("Led by"), custody.led_by),
            (_("Set"), custody.mark),
            (_("Office"), custody.fingerprint),
        ),
        parts=(
            ProtocolPart(_("Present"), present, is_list=True),
            ProtocolPart(
                _("What was made"),
                (
                    _(
                        "A new recovery key, split into {of} parts. {needed} of them give it "
                        "back; fewer tell nothing. The parts before open nothing any more."
                    ).format(of=len(plan.holders), needed=plan.needed),
                ),
            ),
            ProtocolPart(_("Who keeps it"), keepers, is_list=True),
            ProtocolPart(
                _("How it was confirmed"),
                (
                    _("Each holder typed two words of the printed part, chosen by chance."),
                    _("Nothing of the key is kept in the computer."),
                ),
            ),
        ),
        signatures=tuple(each.name for each in plan.present),
        footnote=_("Holds fingerprints only, no secrets."),
    )


def drill_values(
    drill: Drill, office: OfficeCard, municipality: str, at: datetime
) -> ProtocolValues:
    """Return the protocol of a recovery drill."""
    whole, damaged = _("Whole"), _("Damaged")
    return ProtocolValues(
        municipality=municipality,
        printed_at=at,
        title=_("Protocol of a recovery drill"),
        subject=office.name,
        lead=_("The backup was recovered with the printed key.")
        if drill.ok
        else _("The backup opened, but it is damaged. Make a new one and tell IT."),
        facts=(
            (_("Done on"), long_date(drill.at.astimezone().date())),
            (_("Done by"), drill.by),
            (_("Backup"), drill.backup),
            (_("Next before"), long_date(drill.due_at.astimezone().date())),
        ),
        parts=(
            ProtocolPart(
                _("What was found"),
                (
                    _("People: {count}").format(count=drill.persons),
                    _("Interviews: {count}").format(count=drill.interviews),
                    _("Pages of the database: {state}").format(
                        state=whole if drill.pages_ok else damaged
                    ),
                    _("Audit log, {count} entries: {state}").format(
                        count=drill.log_entries, state=whole if drill.log_ok else damaged
                    ),
                ),
                is_list=True,
            ),
            ProtocolPart(_("Afterwards"), (_("The copy that was opened was shredded."),)),
        ),
        signatures=(drill.by,),
    )
