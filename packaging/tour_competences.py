"""The competence card in pictures: full, empty, searched, and its dialogs."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kbh_desktop.competences.items import Kind
from kbh_desktop.ids import PersonId
from ui.competences.page import CompetencePage

if TYPE_CHECKING:
    from tour import Tour

_WORK: tuple[dict[str, object], ...] = (
    {
        "title": "Kok",
        "code": "5120",
        "began": "2012-03",
        "ended": "2019",
        "country": "SYR",
        "employment": "employee",
        "tasks": "Stod for varme retter og bestilte varer til et køkken med otte ansatte.",
        "evidence": "reference",
    },
    {
        "title": "Chauffør",
        "code": "8322",
        "began": "2019",
        "ended": "2021-06",
        "country": "LBN",
        "employment": "self_employed",
        "evidence": "stated",
    },
    {
        "title": "Køkkenmedhjælper",
        "code": "9412",
        "began": "2025-02",
        "lasts": "yes",
        "country": "DNK",
        "employment": "placement",
        "tasks": "Opvask, tilberedning af grønt og rengøring efter egenkontrol.",
        "evidence": "tried",
    },
)
_SKILLED = 25
_OTHER: tuple[tuple[Kind, dict[str, object]], ...] = (
    ("language", {"language": "ar", "listening": "c2", "reading": "c1", "speaking": "c2"}),
    (
        "language",
        {
            "language": "da",
            "listening": "a2",
            "reading": "a1",
            "speaking": "a2",
            "writing": "a1",
        },
    ),
    (
        "education",
        {
            "level": "3",
            "field": "10",
            "title": "Erhvervsskole, køkken",
            "country": "SYR",
            "ended": "2011",
            "completed": "yes",
            "recognised": "should",
        },
    ),
    ("licence", {"category": "B", "country": "SYR", "expires": "2027-05-01", "held": "yes"}),
    ("certificate", {"name": "Hygiejnebevis", "year": "2025"}),
    *(("informal", {"code": code}) for code in ("cooking", "baking", "childcare", "repair")),
)


def _filled(tour: "Tour") -> PersonId:
    """Put three occupations and 25 skills on the card of somebody who speaks Arabic."""
    person_id = tour.person
    service = tour.app.competences
    if len(service.card(person_id).skills) >= _SKILLED:
        return person_id
    for work in _WORK:
        service.add(person_id, "work", **work)
    for kind, fields in _OTHER:
        service.add(person_id, kind, **fields)
    service.set_goals(person_id, ["Kok", "Bager", "Lagermedarbejder"])
    service.set_facts(person_id, school_years=11, literacy="fluent", latin="yes")
    evidence = ("stated", "reference", "paper", "tried", "")
    page = _page(tour, person_id)
    for number, row in enumerate(page.suggestions.list.hits.rows):
        if len(service.card(person_id).skills) >= _SKILLED:
            break
        service.add(
            person_id,
            "skill",
            name=row.title,
            level=1 + number % 3,
            years=1 + number % 9,
            last_used=2016 + number % 10,
            sources="job",
            evidence=evidence[number % len(evidence)],
            **row.origin,
        )
    return person_id


def _page(tour: "Tour", person_id: PersonId) -> CompetencePage:
    page = tour.go("competences", person_id)
    if not isinstance(page, CompetencePage):
        raise TypeError(page)
    return page


def _full(tour: "Tour") -> CompetencePage:
    page = _page(tour, _filled(tour))
    page.refresh()
    page.finder.field.clear()
    tour.settle()
    return page


def _searched(tour: "Tour") -> None:
    page = _full(tour)
    page.finder.field.setText("køkken")
    tour.settle()


def _further(tour: "Tour") -> None:
    page = _full(tour)
    page.list.setFocus()
    page.list.scrollToBottom()
    tour.settle()


def _empty(tour: "Tour") -> None:
    tour.go("today")
    person = tour.app.people.register(given_name="Amina", family_name="Yusuf")
    _page(tour, person.id)


def _edited(section: str) -> "Screen":
    def show(tour: "Tour") -> None:
        page = _full(tour)
        row = next(r for r in page.list.card.rows if r.section == section and r.kind == "entry")
        page.list.opened.emit(row)
        tour.settle()

    return show


Screen = Callable[["Tour"], object]
COMPETENCES: Mapping[str, Screen] = {
    "competences": _full,
    "competences-further": _further,
    "competences-search": _searched,
    "competences-work": _edited("work"),
    "competences-skill": _edited("skills"),
    "competences-language": _edited("languages"),
    "competences-pictures": _edited("informal"),
    "competences-citizen": lambda tour: _full(tour).show_to_citizen(),
    "competences-goals": lambda tour: _full(tour).reach.choose_goals(),
    "competences-goal": lambda tour: _full(tour).reach.goal_opened.emit(0),
    "competences-near": lambda tour: _full(tour).reach.open_nearest(),
    "competences-track": lambda tour: _full(tour).open_track(),
    "competences-cv": lambda tour: _full(tour).outputs.show_cv(),
    "competences-anonymous": lambda tour: _full(tour).outputs.show_anonymous(),
    "competences-europass": lambda tour: _full(tour).outputs.ask_europass(),
    "competences-print": lambda t: t.go("competence_print", _filled(t)),
    "competences-empty": _empty,
}
"""By name."""
