"""Interviews by one form as tables: one for the form, one for each repeat, as ODK writes them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kbh_desktop.interviews.model import Interview
from kbh_desktop.interviews.safe import ref_of
from kbh_desktop.xforms.model import Form, Question, Repeat

KEY, PARENT_KEY = "KEY", "PARENT_KEY"
_HEALTH = "K3"
_ABOUT = ("started_at", "finished_at", "consultant", "form_version")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows hold a text for each column; repeats point to their parent by its key."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Filled:
    """One interview with its answers by key, those about health left out."""

    interview: Interview
    answers: dict[str, str] = field(repr=False)


def tables(form: Form, filled: Iterable[Filled]) -> tuple[Table, ...]:
    """Return the tables of the form; what is about health has no column."""
    places = ["", *(ref for ref, element in form.elements.items() if isinstance(element, Repeat))]
    columns = {place: _questions(form, place) for place in places}
    rows: dict[str, list[tuple[str, ...]]] = {place: [] for place in places}
    for one in filled:
        for place, key, row in _rows(form, one, places):
            values = tuple(row.get(ref, "") for ref in columns[place])
            rows[place].append((*_head(one.interview, place, key), *values))
    return tuple(
        Table(
            _name(form, place),
            (*_head_columns(place), *(_column(form, place, ref) for ref in columns[place])),
            tuple(rows[place]),
        )
        for place in places
    )


def repeat_of(form: Form, ref: str) -> str:
    """Return the reference of the innermost repeat around `ref`; empty outside repeats."""
    parts = ref.split("/")
    above = ("/".join(parts[:length]) for length in range(len(parts) - 1, 1, -1))
    return next((each for each in above if isinstance(form.elements.get(each), Repeat)), "")


def _questions(form: Form, place: str) -> list[str]:
    return [
        ref
        for ref, element in form.elements.items()
        if isinstance(element, Question)
        and element.type != "note"
        and element.sensitivity != _HEALTH
        and "/meta" not in ref
        and repeat_of(form, ref) == place
    ]


def _rows(form: Form, one: Filled, places: list[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Return each row: its place, its own key and its values by reference."""
    found: dict[tuple[str, str], dict[str, str]] = {("", ""): {}}
    for key, value in one.answers.items():
        ref = ref_of(key)
        is_instance = key.endswith("]")
        place = ref if is_instance else repeat_of(form, ref)
        if place in places:
            instance = key[: key.rindex("]") + 1] if place else ""
            row = found.setdefault((place, instance), {})
            if not is_instance:
                row[ref] = value
    for (place, instance), row in found.items():
        yield place, instance, row


def _head(interview: Interview, place: str, key: str) -> tuple[str, ...]:
    if not place:
        about = tuple(_written(getattr(interview, name)) for name in _ABOUT)
        return (interview.id, *about)
    parent = key.rpartition("[")[0]
    inside = parent[: parent.rindex("]") + 1] if "]" in parent else ""
    return (f"{interview.id}{key}", f"{interview.id}{inside}")


def _head_columns(place: str) -> tuple[str, ...]:
    return (KEY, PARENT_KEY) if place else (KEY, *_ABOUT)


def _written(value: object) -> str:
    return "" if value is None else str(value)


def _column(form: Form, place: str, ref: str) -> str:
    return ref.removeprefix(f"{place or form.root.ref}/").replace("/", "-")


def _name(form: Form, place: str) -> str:
    return form.id if not place else f"{form.id}-{place.rpartition('/')[2]}"
