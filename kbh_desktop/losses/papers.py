"""The two papers of a lost device: the draft of the notification, and the note of the decision.

The first follows GDPR art. 33(3) in the order in which the Danish authority's form asks; the second
is the decision under art. 34 with its reasons, and the record that art. 33(5) asks for.
"""

from collections.abc import Sequence
from datetime import datetime

from kbh_desktop.documents.protocol import ProtocolPart, ProtocolValues
from kbh_desktop.i18n import _, short_date
from kbh_desktop.losses.model import Affected, Answer, Loss, Tally, tally
from kbh_desktop.losses.texts import protection_facts, suggested_consequences


def notice_values(
    loss: Loss,
    affected: Sequence[Affected],
    *,
    idle_minutes: int,
    office: str,
    municipality: str,
    at: datetime,
) -> ProtocolValues:
    """Return the draft of the notification under art. 33, without a name of anybody affected."""
    details, counted = loss.details, tally(tuple(affected))
    return ProtocolValues(
        municipality=municipality,
        printed_at=at,
        title=_("Notification of a personal data breach"),
        subject=office,
        lead=_("Draft under GDPR art. 33. To be sent before {moment}.").format(
            moment=_moment(loss.notify_before)
        ),
        facts=(
            (_("Device"), loss.device_name),
            (_("Known since"), _moment(loss.known_at)),
            (_("Reported by"), loss.reported_by),
            (_("Last exchange"), _stored(loss.last_received_at)),
        ),
        parts=(
            ProtocolPart(_("What happened"), _lines(details.what_happened)),
            ProtocolPart(_("When it happened"), _lines(details.happened_at)),
            ProtocolPart(_("Persons affected"), _people(counted), is_list=True),
            ProtocolPart(_("Kinds of data"), _kinds(counted), is_list=True),
            ProtocolPart(_("What had not arrived"), _not_arrived(loss)),
            ProtocolPart(
                _("Protection"),
                (*protection_facts(idle_minutes), *_states(loss)),
                is_list=True,
            ),
            ProtocolPart(
                _("Likely consequences"),
                _lines(details.consequences or suggested_consequences(loss)),
            ),
            ProtocolPart(
                _("Measures taken"),
                (
                    *_lines(details.measures_taken),
                    _("The device was revoked on {moment}.").format(
                        moment=_moment(loss.reported_at)
                    ),
                ),
            ),
            ProtocolPart(_("Measures planned"), _lines(details.measures_planned)),
            ProtocolPart(_("Contact"), _lines(details.contact)),
            *_late(loss, at),
        ),
    )


def decision_values(
    loss: Loss, affected: Sequence[Affected], *, office: str, municipality: str, at: datetime
) -> ProtocolValues:
    """Return the note of the decisions; where people are told, with the list of who they are."""
    details = loss.details
    parts = [
        ProtocolPart(_("The breach"), _lines(details.what_happened)),
        ProtocolPart(_("The authority, art. 33"), _about_authority(loss)),
        ProtocolPart(
            _("The persons, art. 34"),
            (_told_or_not(details.tell_persons), *_lines(details.tell_reason)),
        ),
    ]
    if loss.found_at:
        found = _("Found again on {moment}.").format(moment=_moment(loss.found_at))
        parts.append(ProtocolPart(_("Found again"), (found, loss.found_reason)))
    if details.tell_persons == "yes":
        listed = tuple(_line_of(each) for each in affected)
        parts.append(ProtocolPart(_("Who is told"), listed, is_list=True))
    return ProtocolValues(
        municipality=municipality,
        printed_at=at,
        title=_("Decision about a lost device"),
        subject=office,
        facts=(
            (_("Device"), loss.device_name),
            (_("Known since"), _moment(loss.known_at)),
            (_("People"), str(len(loss.persons))),
            (_("Reported by"), loss.reported_by),
        ),
        parts=tuple(parts),
        signatures=(loss.reported_by,),
    )


def _people(counted: Tally) -> tuple[str, ...]:
    return (
        _("Refugees and other newly arrived people: {count}").format(count=counted.persons),
        _("Of these with a protected address: {count}").format(count=counted.address_protected),
        _("Interviews: {count}").format(count=counted.interviews),
        _("Persons registered on the device since its last exchange can't be counted here."),
    )


def _kinds(counted: Tally) -> tuple[str, ...]:
    return (
        _("Identity, situation, family, education and work: {count}").format(count=counted.persons),
        _("CPR number: {count}").format(count=counted.with_cpr),
        _("Health, sealed: {count}").format(count=counted.with_health),
    )


def _not_arrived(loss: Loss) -> tuple[str, ...]:
    if loss.missing:
        numbers = ", ".join(map(str, loss.missing))
        return (
            _("Bundles that were made and never came: {numbers}.").format(numbers=numbers),
            _("Work since the last exchange is on the device only."),
        )
    return (_("Work since the last exchange is on the device only."),)


def _states(loss: Loss) -> tuple[str, ...]:
    details = loss.details
    return (
        _("Disk encrypted: {answer}").format(answer=_answer(details.disk_encrypted)),
        _("Switched off: {answer}").format(answer=_answer(details.switched_off)),
    )


def _late(loss: Loss, at: datetime) -> tuple[ProtocolPart, ...]:
    if at <= loss.notify_before:
        return ()
    return (ProtocolPart(_("Why it is late"), _lines(loss.details.late_reason)),)


def _about_authority(loss: Loss) -> tuple[str, ...]:
    details = loss.details
    if details.notified_at:
        return (_("Notified on {moment}.").format(moment=_stored(details.notified_at)),)
    if details.not_notified_reason:
        return (_("Not notified."), details.not_notified_reason)
    return (_("Not decided yet; before {moment}.").format(moment=_moment(loss.notify_before)),)


def _told_or_not(answer: Answer) -> str:
    return {
        "yes": _("The persons are told."),
        "no": _("The persons are not told."),
        "": _("Not decided yet."),
    }[answer]


def _line_of(each: Affected) -> str:
    return " · ".join(part for part in (each.name, each.cpr_masked) if part)


def _answer(answer: Answer) -> str:
    return {"yes": _("yes"), "no": _("no"), "": _("not known")}[answer]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _moment(moment: datetime) -> str:
    here = moment.astimezone()
    return f"{short_date(here.date())} {here:%H.%M}"


def _stored(text: str) -> str:
    try:
        return _moment(datetime.fromisoformat(text))
    except ValueError:
        return text
