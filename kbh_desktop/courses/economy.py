"""Budget, actual costs, and who owes whom, by the people each municipality receives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy.orm import Session

from kbh_desktop.courses.access import require_planning, require_reading
from kbh_desktop.courses.cost_split import Settlement, difference, settlement, split_oere
from kbh_desktop.courses.fields import checked_day, required, whole_number
from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.records import CostKeyRecord, CostRecord
from kbh_desktop.courses.store import CourseStore, course_record, of_course, record_of
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.storage import change_log
from kbh_desktop.storage.base import WHOLE_OFFICE

Run = Literal["on_account", "final"]
KeyKind = Literal["planned", "received"]
KEY_OF_RUN: Mapping[Run, KeyKind] = {"on_account": "planned", "final": "received"}
MOST_OERE, MOST_PEOPLE = 10**11, 10_000


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost; amounts in øre."""

    id: str
    what: str
    planned_oere: int
    actual_oere: int | None = None
    """None until it is known."""
    paid_by: str = ""
    """Code of the municipality that paid it."""

    @property
    def difference_oere(self) -> int | None:
        """What it cost beyond the budget, below 0 when less; None until known."""
        return None if self.actual_oere is None else self.actual_oere - self.planned_oere


@dataclass(frozen=True, slots=True)
class CostKey:
    """How many people each municipality receives from a course, as known from a day on."""

    id: str
    kind: KeyKind
    valid_from: date
    people: Mapping[str, int]
    """By municipality code."""

    @property
    def total(self) -> int:
        """How many they are together."""
        return sum(self.people.values())


@dataclass(frozen=True, slots=True)
class CostSplit:
    """What each municipality bears, has paid, and must still pay; amounts in øre."""

    run: Run
    total: int
    key: CostKey
    shares: Mapping[str, int]
    paid: Mapping[str, int]
    balance: Mapping[str, int]
    """What each must still pay; below 0 it gets money back."""
    payments: tuple[Settlement, ...]
    """Who must pay whom, so that everybody ends with their own share."""
    unpaid: int
    """What no municipality has paid yet: it is left out of the payments."""


class EconomyService:
    """Keeps the costs of courses and splits them."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def cost_lines(self, course_id: CourseId) -> tuple[CostLine, ...]:
        """Return the costs of a course in the order they were added."""
        require_reading(self._store.actor)
        with self._store.read() as session:
            course_record(session, course_id)
            return tuple(map(_line, _costs(session, course_id)))

    def add(
        self,
        course_id: CourseId,
        what: str,
        planned_oere: int,
        *,
        actual_oere: int | None = None,
        paid_by: str = "",
    ) -> CostLine:
        """Add a cost.

        Raises:
            InputError: a field can't hold that.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            course = course_record(session, course_id)
            position = max((each.position for each in _costs(session, course_id)), default=-1)
            record = CostRecord(scope=WHOLE_OFFICE, course_id=course_id, position=position + 1)
            given = {"what": what, "planned_oere": planned_oere, "actual_oere": actual_oere,
                     "paid_by": paid_by}  # fmt: skip
            _write(record, given, course.municipalities)
            session.add(record)
            return _line(record)

    def change(self, line_id: str, **fields: Any) -> CostLine:  # noqa: ANN401 - of CostLine
        """Change fields of a cost.

        Raises:
            InputError: a field can't hold that.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            record = record_of(session, CostRecord, line_id)
            _write(record, fields, course_record(session, record.course_id).municipalities)
            return _line(record)

    def remove(self, line_id: str) -> None:
        """Remove a cost."""
        require_planning(self._store.actor)
        with self._store.write() as session:
            change_log.delete_record(session, record_of(session, CostRecord, line_id))

    def cost_keys(self, course_id: CourseId) -> tuple[CostKey, ...]:
        """Return every key of a course, the oldest first."""
        require_reading(self._store.actor)
        with self._store.read() as session:
            found = [_key(record) for record in of_course(session, CostKeyRecord, course_id)]
        return tuple(sorted(found, key=lambda each: (each.valid_from, each.id)))

    def cost_key(
        self, course_id: CourseId, kind: KeyKind = "planned", on: date | None = None
    ) -> CostKey | None:
        """Return the key that holds on a day, today when left out; None where there is none."""
        day = on or self._store.today()
        keys = [each for each in self.cost_keys(course_id) if each.kind == kind]
        return next((each for each in reversed(keys) if each.valid_from <= day), None)

    def set_cost_key(
        self,
        course_id: CourseId,
        kind: KeyKind,
        people: Mapping[str, int],
        valid_from: date | None = None,
    ) -> CostKey:
        """Say how many people each municipality receives from a day on; the same day is replaced.

        Raises:
            InputError: a municipality does not take part, or a number is wrong.
        """
        require_planning(self._store.actor)
        day = checked_day(valid_from or self._store.today(), "valid_from").isoformat()
        with self._store.write() as session:
            course = course_record(session, course_id)
            for code, count in people.items():
                _check_municipality(code, course.municipalities, "people")
                whole_number(count, "people", 0, MOST_PEOPLE)
            same = (
                each
                for each in of_course(session, CostKeyRecord, course_id)
                if (each.kind, each.valid_from) == (kind, day)
            )
            record = next(same, None)
            if record is None:
                record = CostKeyRecord(
                    scope=WHOLE_OFFICE, course_id=course_id, kind=kind, valid_from=day
                )
                session.add(record)
            record.people = dict(people)
            return _key(record)

    def split(self, course_id: CourseId, run: Run, on: date | None = None) -> CostSplit:
        """Return what each municipality bears: on account by budget and plan, or finally.

        The final run takes actual costs, and the budget of lines whose costs are not known.

        Raises:
            InputError: there is no key, or nobody is received.
        """
        key = self.cost_key(course_id, KEY_OF_RUN[run], on)
        if key is None:
            raise InputError(_("Say first how many people each municipality receives."))
        lines = self.cost_lines(course_id)
        costs = {line: _amount(line, run) for line in lines}
        total = sum(costs.values())
        shares = split_oere(total, key.people)
        paid = dict.fromkeys(shares, 0)
        for line, amount in costs.items():
            if line.paid_by:
                paid[line.paid_by] = paid.get(line.paid_by, 0) + amount
        unpaid = total - sum(paid.values())
        borne = shares if not unpaid else split_oere(sum(paid.values()), key.people)
        return CostSplit(
            run=run,
            total=total,
            key=key,
            shares=shares,
            paid=paid,
            balance=difference(paid, shares),
            payments=tuple(settlement(borne, paid)),
            unpaid=unpaid,
        )

    def adjustment(self, course_id: CourseId) -> Mapping[str, int]:
        """Return what each must still pay beyond the split on account, below 0 what it gets back.

        Raises:
            InputError: there is no key for one of the two runs.
        """
        return difference(
            self.split(course_id, "on_account").shares, self.split(course_id, "final").shares
        )


def _amount(line: CostLine, run: Run) -> int:
    if run == "final" and line.actual_oere is not None:
        return line.actual_oere
    return line.planned_oere


def _costs(session: Session, course_id: str) -> list[CostRecord]:
    records = of_course(session, CostRecord, course_id)
    return sorted(records, key=lambda each: (each.position, each.id))


def _write(record: CostRecord, fields: Mapping[str, Any], municipalities: list[str]) -> None:
    for name, value in fields.items():
        if name == "what":
            record.what = required(value, name)
        elif name == "planned_oere":
            record.planned_oere = whole_number(value, name, 0, MOST_OERE)
        elif name == "actual_oere":
            known = value is not None
            record.actual_oere = whole_number(value, name, 0, MOST_OERE) if known else None
        elif name == "paid_by":
            _check_municipality(value, ["", *municipalities], name)
            record.paid_by = value
        else:
            raise InputError(_("A cost has no field “{name}”.").format(name=name), field=name)


def _check_municipality(code: str, municipalities: list[str], field: str) -> None:
    if code not in municipalities:
        text = _("Municipality {code} does not take part in the course.")
        raise InputError(text.format(code=code), field=field)


def _line(record: CostRecord) -> CostLine:
    return CostLine(record.id, record.what, record.planned_oere, record.actual_oere, record.paid_by)


def _key(record: CostKeyRecord) -> CostKey:
    kind: KeyKind = "received" if record.kind == "received" else "planned"
    day = date.fromisoformat(record.valid_from)
    return CostKey(record.id, kind, day, dict(sorted(record.people.items())))
