"""The steps after a device was lost."""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, n_, short_date
from kbh_desktop.losses.model import Affected, Loss, tally
from kbh_desktop.losses.texts import suggested_consequences
from ui.custody.lines import Lines
from ui.custody.printing import print_protocol
from ui.custody.wizard import WizardStep
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.select import Select
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.documents.protocol import ProtocolValues

_MOMENT = re.compile(
    r"\s*(\d{1,2})[-./](\d{1,2})[-./](\d{4})\s+(?:kl\.?\s*)?(\d{1,2})[.:](\d{2})\s*"
)
_SHOWN = 200


class Case:
    """The loss that the steps are about; None before it was reported."""

    def __init__(self, app: "App", loss: Loss | None = None) -> None:
        self.app = app
        self.loss = loss

    @property
    def reported(self) -> Loss:
        """The loss, once there is one."""
        assert self.loss is not None  # noqa: S101 - later steps come after the report
        return self.loss

    def change(self, **details: str) -> None:
        """Write details and remember the case as it is then."""
        self.loss = self.app.losses.change(self.reported.id, **details)


class DeviceStep(WizardStep):
    """Which device, and since when it is known; leaving it revokes the device."""

    def __init__(self, case: Case) -> None:
        super().__init__(
            _("Which device is lost?"),
            _(
                "From the moment you report it, the office takes nothing from the device, and "
                "everybody is told with the next bundle. It can be undone if it is found."
            ),
        )
        self._case = case
        known = [d for d in case.app.bundles.devices() if not d.revoked]
        self.device = Select(_("Device"), [(each.id, each.name) for each in known])
        now = case.app.clock().astimezone()
        self.known_at = QLineEdit(f"{short_date(now.date())} {now:%H.%M}")
        self.happened = Lines(_("What happened"))
        self.add_field("device", Field(_("Device"), self.device))
        hint = _("Day and time, such as 24-11-2026 08.30. The 72 hours run from then.")
        self.add_field("known_at", Field(_("Known since"), self.known_at, hint))
        self.add_field("what_happened", Field(_("What happened"), self.happened))

    def leave(self) -> bool:
        """Report it, unless that was done already."""
        if self._case.loss is None:
            if not self.device.value:
                raise InputError(_("No device is known here."), field="device")
            self._case.loss = self._case.app.losses.report(
                self.device.value,
                known_at=_moment(self.known_at.text()),
                what_happened=self.happened.text,
            )
        return True

    def next_words(self) -> str:
        """Say what happens."""
        return _("Next") if self._case.loss else _("Report and revoke")


class AffectedStep(WizardStep):
    """Who was on the device, with which kinds of data, and how long there is."""

    def __init__(self, case: Case) -> None:
        super().__init__(_("Who is affected?"))
        self._case = case
        self.clock = Text("", "H2", wrap=True)
        self.summary = Text("", wrap=True)
        self.people = Lines(_("People on the device"), 8)
        self.people.setReadOnly(True)
        for widget in (self.clock, self.summary, self.people):
            self.column.addWidget(widget)

    def entered(self) -> None:
        """Count anew: what was known of people may have changed."""
        loss, app = self._case.reported, self._case.app
        affected = app.losses.affected(loss.id)
        counted = tally(affected)
        self.clock.setText(hours_left(loss, app.clock()))
        lines = [
            _("People: {count}").format(count=counted.persons),
            _("CPR number: {count}").format(count=counted.with_cpr),
            _("Health, sealed: {count}").format(count=counted.with_health),
            _("Interviews: {count}").format(count=counted.interviews),
            _("Last exchange: {moment}").format(moment=_when(loss.last_received_at)),
        ]
        if loss.missing:
            numbers = ", ".join(map(str, loss.missing))
            lines.append(
                _("Bundles that were made and never came: {numbers}.").format(numbers=numbers)
            )
        self.summary.setText("\n".join(lines))
        self.people.setPlainText("\n".join(_line(each) for each in affected[:_SHOWN]))

    def first_field(self) -> QWidget:
        """Let the list be read."""
        return self.people


class NoticeStep(WizardStep):
    """What the authority asks for; the draft can be printed at any time."""

    def __init__(self, case: Case) -> None:
        super().__init__(
            _("Notification to the authority"),
            _("The draft has everything the program knows. Add what only people know."),
        )
        self._case = case
        answers = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]
        self._lines: dict[str, QLineEdit | Lines | Select] = {
            "happened_at": QLineEdit(),
            "disk_encrypted": Select(_("Was the disk encrypted?"), answers),
            "switched_off": Select(_("Was it switched off?"), answers),
            "consequences": Lines(_("Likely consequences")),
            "measures_taken": Lines(_("Measures taken"), 2),
            "measures_planned": Lines(_("Measures planned"), 2),
            "contact": QLineEdit(),
        }
        labels = {
            "happened_at": _("When it happened"),
            "disk_encrypted": _("Was the disk encrypted?"),
            "switched_off": _("Was it switched off?"),
            "consequences": _("Likely consequences"),
            "measures_taken": _("Measures taken"),
            "measures_planned": _("Measures planned"),
            "contact": _("Who can be asked"),
        }
        for name, control in self._lines.items():
            self.add_field(name, Field(labels[name], control))
        self.print_it = Button(_("Print the draft"), self._print, icon="printer")
        self.column.addWidget(self.print_it, 0, Qt.AlignmentFlag.AlignLeft)

    def entered(self) -> None:
        """Show what was written, or a first draft."""
        details = self._case.reported.details
        for name, control in self._lines.items():
            _write(control, getattr(details, name))
        if not details.consequences:
            _write(self._lines["consequences"], suggested_consequences(self._case.reported))

    def leave(self) -> bool:
        """Keep what was written."""
        self._case.change(**{name: _read(control) for name, control in self._lines.items()})
        return True

    def _print(self) -> None:
        self.leave()
        print_protocol(self, self._case.app, DocumentKind.BREACH_NOTICE, self.values)

    def values(self) -> "ProtocolValues":
        """Return what the draft says; call it in the background."""
        from kbh_desktop.losses.papers import notice_values  # noqa: PLC0415 - imports reportlab

        loss, app = self._case.reported, self._case.app
        return notice_values(
            loss,
            app.losses.affected(loss.id),
            idle_minutes=app.settings.longest_idle_minutes,
            office=app.bundles.office_card().name,
            municipality=app.settings.office_name,
            at=app.clock().astimezone(),
        )


class DecisionStep(WizardStep):
    """Whether the authority and the persons are told, with reasons."""

    def __init__(self, case: Case) -> None:
        super().__init__(
            _("Decisions"),
            _("Both decisions are kept with their reasons, also when nobody is told."),
        )
        self._case = case
        self._lines: dict[str, QLineEdit | Lines | Select] = {
            "notified_at": QLineEdit(),
            "not_notified_reason": Lines(_("Why the authority is not notified"), 2),
            "late_reason": Lines(_("Why it is late, after 72 hours"), 2),
            "tell_persons": Select(
                _("Are the persons told?"),
                [("", _("Not decided yet.")), ("yes", _("yes")), ("no", _("no"))],
            ),
            "tell_reason": Lines(_("Reason for the decision")),
        }
        labels = {
            "notified_at": _("The authority was notified on"),
            "not_notified_reason": _("Why the authority is not notified"),
            "late_reason": _("Why it is late, after 72 hours"),
            "tell_persons": _("Are the persons told?"),
            "tell_reason": _("Reason for the decision"),
        }
        for name, control in self._lines.items():
            self.add_field(name, Field(labels[name], control))
        self.print_it = Button(_("Print the decision"), self._print, icon="printer")
        self.column.addWidget(self.print_it, 0, Qt.AlignmentFlag.AlignLeft)

    def entered(self) -> None:
        """Show what was decided."""
        details = self._case.reported.details
        for name, control in self._lines.items():
            _write(control, getattr(details, name))

    def leave(self) -> bool:
        """Keep the decisions."""
        self._case.change(**{name: _read(control) for name, control in self._lines.items()})
        return True

    def next_words(self) -> str:
        """Say that this is the end."""
        return _("Done")

    def _print(self) -> None:
        print_protocol(self, self._case.app, DocumentKind.BREACH_DECISION, self.values)

    def values(self) -> "ProtocolValues":
        """Return what the note says; call it in the background."""
        from kbh_desktop.losses.papers import decision_values  # noqa: PLC0415 - imports reportlab

        loss, app = self._case.reported, self._case.app
        return decision_values(
            loss,
            app.losses.affected(loss.id),
            office=app.bundles.office_card().name,
            municipality=app.settings.office_name,
            at=app.clock().astimezone(),
        )


def hours_left(loss: Loss, now: datetime) -> str:
    """Say how long the authority can still be told in time."""
    left = loss.time_left(now)
    if left <= timedelta():
        return _("The 72 hours are over. Notify at once and say why it is late.")
    hours = int(left.total_seconds() // 3600)
    return n_(
        "{count} hour is left to notify the authority.",
        "{count} hours are left to notify the authority.",
        hours,
    ).format(count=hours)


def _moment(typed: str) -> datetime:
    found = _MOMENT.fullmatch(typed)
    day, month, year, hour, minute = map(int, found.groups()) if found else (0, 0, 0, 0, 0)
    try:
        return datetime(year, month, day, hour, minute).astimezone()
    except ValueError:
        raise InputError(
            _("Write day and time, such as 24-11-2026 08.30."), field="known_at"
        ) from None


def _when(stored: str) -> str:
    if not stored:
        return "–"
    moment = datetime.fromisoformat(stored).astimezone()
    return f"{short_date(moment.date())} {moment:%H.%M}"


def _line(each: Affected) -> str:
    marks = [
        each.cpr_masked,
        _("health, sealed") if each.has_health else "",
        _("protected address") if each.address_protected else "",
        n_("{count} interview", "{count} interviews", each.interviews).format(
            count=each.interviews
        ),
    ]
    return " · ".join([each.name, *(mark for mark in marks if mark)])


def _write(control: QLineEdit | Lines | Select, value: str) -> None:
    if isinstance(control, Select):
        control.choose(value)
    elif isinstance(control, Lines):
        control.setPlainText(value)
    else:
        control.setText(value)


def _read(control: QLineEdit | Lines | Select) -> str:
    if isinstance(control, Select):
        return control.value
    return control.text if isinstance(control, Lines) else control.text().strip()
