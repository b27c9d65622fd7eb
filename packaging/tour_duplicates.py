"""People registered twice, in pictures."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kbh_desktop.ids import PersonId
from kbh_desktop.people.model import PersonQuery
from ui.people.duplicates_page import DuplicatesPage
from ui.people.same_person_dialog import SamePersonDialog

if TYPE_CHECKING:
    from tour import Tour

_TWICE = (
    {
        "given_name": "Mohammed",
        "family_name": "Al-Hassan",
        "birth_date": "1990-05-12",
        "centre": "sandholm",
        "mother_tongues": "ar",
        "udl_nr": "31415926",
        "citizenships": "SYR",
    },
    {
        "given_name": "محمد",
        "family_name": "الحسن",
        "latin_name": "Muhamad Alhassan",
        "birth_date": "1990",
        "centre": "sandholm",
        "mother_tongues": "ar",
        "phone": "40506070",
        "citizenships": "SYR",
    },
)
_ALIKE = (
    {"given_name": "Olena", "family_name": "Shevchenko", "birth_date": "1984-03-04"},
    {"given_name": "Олена", "family_name": "Шевченко", "birth_date": "1984-04-03"},
)
_ONCE = (
    {"given_name": "Fatima", "family_name": "Noori", "udl_nr": "27182818", "birth_date": "1979"},
    {"given_name": "Fatemeh", "family_name": "Nouri", "udl_nr": "27182818"},
)


def _made(tour: "Tour") -> tuple[PersonId, PersonId]:
    """Register three people twice, once, and bring one of them together."""
    tour.go("people", office=True)
    app = tour.app
    known = app.people.find(PersonQuery(text=_TWICE[0]["udl_nr"])).ids
    if not known:
        for fields in (*_TWICE, *_ALIKE):
            app.people.register(**fields)
        one, other = (app.people.register(**fields).id for fields in _ONCE)
        app.duplicates.merge(one, other, reason="Viste begge kort ved samtalen")
    pairs = app.duplicates.search()
    wanted = next(pair for pair in pairs if "Al-Hassan" in f"{pair.one.name}{pair.other.name}")
    ids = (wanted.one.id, wanted.other.id)
    return ids if "Al-Hassan" in wanted.one.name else ids[::-1]


def _page(tour: "Tour", subject: str = "") -> DuplicatesPage:
    page = tour.go("duplicates", subject, office=True)
    if not isinstance(page, DuplicatesPage):
        raise TypeError(page)
    tour.settle()
    return page


def _list(tour: "Tour") -> None:
    _made(tour)
    _page(tour)


def _compare(tour: "Tour") -> None:
    one, other = _made(tour)
    _page(tour, f"{one}:{other}")


def _merged(tour: "Tour") -> None:
    _made(tour)
    found = tour.app.people.find(PersonQuery(text=_ONCE[0]["udl_nr"]))
    tour.go("person", found.ids[0], office=True)


def _ask(tour: "Tour") -> None:
    one, _other = _made(tour)
    page = tour.go("person", one, office=True)
    SamePersonDialog(page, one, tour.app.people).start()


DUPLICATES: Mapping[str, Callable[["Tour"], object]] = {
    "duplicates-none": lambda tour: tour.go("duplicates"),
    "duplicates": _list,
    "duplicates-compare": _compare,
    "duplicates-person": _merged,
    "duplicates-ask": _ask,
}
