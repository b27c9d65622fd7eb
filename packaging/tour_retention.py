"""Consents and what has to be deleted, in pictures."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kbh_desktop.ids import PersonId
from kbh_desktop.people.model import PersonQuery
from ui.page import Page
from ui.people.keeping import Keeping
from ui.people.person_page import PersonPage
from ui.retention.page import RetentionPage

if TYPE_CHECKING:
    from tour import Tour

_CLOSED = 3


def _page(tour: "Tour") -> RetentionPage:
    page = tour.go("retention", office=True)
    if not isinstance(page, RetentionPage):
        raise TypeError(page)
    return page


def _with_work(tour: "Tour") -> RetentionPage:
    _page(tour)
    app = tour.app
    people = app.people.find(PersonQuery(), limit=_CLOSED + 1).ids
    if not app.retention.deletions():
        for number, person in enumerate(people):
            app.people.change(person, phase="closed")
            app.retention.close_case(person, f"2025-0{number + 1}")
        app.retention.confirm_journal(people[0])
        app.retention.delete(people[0], "case", "Fristen er udløbet, og sagen er journaliseret.")
    page = _page(tour)
    page.refresh()
    tour.settle()
    return page


def _delete(tour: "Tour") -> None:
    page = _with_work(tour)
    row = tour.app.retention.due().rows[0]
    page.ask_delete(row, tour.app.people.get(row.person_id).display_name)


def _extend(tour: "Tour") -> None:
    page = _with_work(tour)
    row = tour.app.retention.due().rows[0]
    page.ask_extend(row, tour.app.people.get(row.person_id).display_name)


def _withdrawn(tour: "Tour") -> Page:
    person = _consenting(tour)
    page = tour.go("person", person)
    keeping = _keeping(page)
    page.show()
    keeping.card.setFocus()
    tour.settle()
    return page


def _withdraw(tour: "Tour") -> None:
    _keeping(_withdrawn(tour)).ask("volunteers", gives=False)


def _proof(tour: "Tour") -> Page:
    return tour.go("consent_proof", f"{_consenting(tour)}/employers")


def _deletion_proof(tour: "Tour") -> Page:
    _with_work(tour)
    return tour.go("deletion_proof", tour.app.retention.deletions()[0].id, office=True)


def _consenting(tour: "Tour") -> PersonId:
    person = tour.person
    if not tour.app.consents.consent(person, "employers").statements:
        tour.app.consents.give(person, "employers", how="paper")
        tour.app.consents.give(person, "volunteers", how="spoken", language="ar")
    if tour.app.consents.consent(person, "employers").said != "withdrawn":
        tour.app.consents.withdraw(person, "employers", how="spoken", language="ar")
    return person


def _keeping(page: Page) -> Keeping:
    if not isinstance(page, PersonPage):
        raise TypeError(page)
    return page.findChildren(Keeping)[0]


RETENTION: Mapping[str, Callable[["Tour"], object]] = {
    "retention-empty": _page,
    "retention": _with_work,
    "retention-delete": _delete,
    "retention-extend": _extend,
    "retention-proof": _deletion_proof,
    "consents": _withdrawn,
    "consents-withdraw": _withdraw,
    "consents-proof": _proof,
}
