"""The words for the codes on a competence card, as windows, documents and commands show them."""

from collections.abc import Mapping

from kbh_desktop.competences.model import Evidence, Level, Source
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.people import lists

CEFR = ("0", "a1", "a2", "b1", "b2", "c1", "c2")
LICENCES = ("AM", "A1", "A2", "A", "B", "C1", "C", "D1", "D", "BE", "CE", "DE", "TR")


def levels() -> Mapping[Level, str]:
    """Return the words for how well a skill is known."""
    return {1: _("With help"), 2: _("Independently"), 3: _("Can train others")}


def evidences() -> Mapping[Evidence, str]:
    """Return the words for how something is known, the weakest first."""
    return {
        "stated": _("Stated by the person"),
        "reference": _("Reference spoken to"),
        "paper": _("Paper seen"),
        "tried": _("Tried out (competence card)"),
    }


def sources() -> Mapping[Source, str]:
    """Return the words for where a skill was learnt."""
    return {
        "job": _("At work"),
        "education": _("In an education"),
        "home": _("At home"),
        "volunteer": _("As a volunteer"),
        "leisure": _("In leisure time"),
    }


def employments() -> Mapping[str, str]:
    """Return the words for how somebody was employed."""
    return {
        "employee": _("Employee"),
        "self_employed": _("Self-employed"),
        "family": _("Family business"),
        "day_labour": _("Day labour"),
        "volunteer": _("Volunteer"),
        "placement": _("Internship"),
    }


def education_levels() -> Mapping[str, str]:
    """Return the words for the levels of ISCED 2011."""
    return {
        "0": _("None or pre-school"),
        "1": _("Primary school, up to year 6"),
        "2": _("Lower secondary, years 7–10"),
        "3": _("Upper secondary or vocational"),
        "4": _("Access course"),
        "5": _("Short higher education"),
        "6": _("Bachelor"),
        "7": _("Master"),
        "8": _("PhD"),
    }


def education_fields() -> Mapping[str, str]:
    """Return the words for the broad fields of ISCED-F 2013."""
    return {
        "00": _("General"),
        "01": _("Education, as a field"),
        "02": _("Arts and humanities"),
        "03": _("Social sciences and journalism"),
        "04": _("Business, administration and law"),
        "05": _("Natural sciences and mathematics"),
        "06": _("ICT"),
        "07": _("Engineering, trades and construction"),
        "08": _("Agriculture, forestry and fishery"),
        "09": _("Health and welfare"),
        "10": _("Services, transport and hotels"),
        "99": _("Other or not known"),
    }


def completions() -> Mapping[str, str]:
    """Return the words for whether an education was finished."""
    return {"yes": _("Finished it"), "ongoing": _("Interrupted it"), "no": _("Did not finish it")}


def papers() -> Mapping[str, str]:
    """Return the words for the papers of an education."""
    return {
        "original": _("Original"),
        "copy": _("Copy"),
        "photo": _("Photo"),
        "lost": _("Lost"),
        "never": _("Never had papers"),
    }


def recognitions() -> Mapping[str, str]:
    """Return the words for how far the recognition of a foreign education has come."""
    return {
        "not_relevant": _("Not relevant"),
        "should": _("Should be applied for"),
        "applied": _("Applied for"),
        "received": _("Received"),
    }


def cefr_levels() -> Mapping[str, str]:
    """Return the words for the levels of a language; the letters need none."""
    return {"0": _("Not at all"), **{level: level.upper() for level in CEFR[1:]}}


def licences() -> Mapping[str, str]:
    """Return the words for the categories of driving licences."""
    return {
        "AM": _("AM – moped"),
        "A1": _("A1 – small motorcycle"),
        "A2": _("A2 – medium motorcycle"),
        "A": _("A – motorcycle"),
        "B": _("B – car"),
        "C1": _("C1 – small lorry"),
        "C": _("C – lorry"),
        "D1": _("D1 – minibus"),
        "D": _("D – bus"),
        "BE": _("BE – car with trailer"),
        "CE": _("CE – lorry with trailer"),
        "DE": _("DE – bus with trailer"),
        "TR": _("TR – tractor"),
    }


def certificates() -> Mapping[str, str]:
    """Return the words for the certificates on the list of the form."""
    return {
        "forklift_a": _("Forklift A"),
        "forklift_b": _("Forklift B"),
        "welding": _("Welding"),
        "hygiene": _("Food hygiene"),
        "first_aid": _("First aid"),
        "scaffold": _("Scaffolding"),
        "crane": _("Crane"),
        "diver": _("Diver"),
        "amu": _("AMU course"),
    }


def computing() -> Mapping[str, str]:
    """Return the words for what a person may do with a telephone and a computer."""
    return {
        "phone": _("Mobile phone"),
        "computer": _("Computer with keyboard"),
        "office": _("Word and Excel"),
        "email": _("E-mail"),
        "form": _("Forms on the internet"),
    }


def computing_levels() -> Mapping[str, str]:
    """Return the words for how well somebody does so."""
    return {
        "0": _("Never tried"),
        "1": _("With help"),
        "2": _("On my own"),
        "3": _("Can help others"),
    }


def tracks() -> Mapping[str, str]:
    """Return the names of the Danish educations."""
    return {
        "literacy": _("Literacy first, then Danish Education 1"),
        "du1": _("Danish Education 1"),
        "du2": _("Danish Education 2"),
        "du3": _("Danish Education 3"),
    }


def tools() -> Mapping[str, tuple[str, str]]:
    """Return the words and the pictogram of each tool."""
    return {
        "hand_tools": (_("Hand tools"), "hammer"),
        "power_tools": (_("Power tools"), "drill"),
        "sewing_machine": (_("Sewing machine"), "scissors"),
        "kitchen": (_("Commercial kitchen"), "cooking-pot"),
        "cleaning": (_("Cleaning machine"), "brush-cleaning"),
        "truck": (_("Forklift"), "forklift"),
        "tractor": (_("Tractor and farm machines"), "tractor"),
        "welding": (_("Welding gear"), "flame"),
        "cnc": (_("CNC and production machines"), "factory"),
        "till": (_("Cash register"), "shopping-cart"),
    }


def field_labels() -> Mapping[str, str]:
    """Return what the fields of a card are called, where conflicts and histories name them."""
    return {
        "title": _("Title"),
        "name": _("Name"),
        "began": _("Began"),
        "ended": _("Ended"),
        "lasts": _("Still lasts"),
        "country": _("Country"),
        "employment": _("Kind of employment"),
        "industry": _("Line of business"),
        "tasks": _("Tasks"),
        "tools": _("Tools and machines"),
        "evidence": _("Evidence"),
        "level": _("Level"),
        "years": _("Years"),
        "last_used": _("Last used"),
        "sources": _("Learnt"),
        "expires": _("Expires"),
        "year": _("Year"),
        "listening": _("Listening"),
        "reading": _("Reading"),
        "speaking": _("Speaking"),
        "writing": _("Writing it"),
        "first": _("First wish"),
        "second": _("Second wish"),
        "third": _("Third wish"),
        "school_years": _("Years of schooling"),
        "literacy": _("Reads and writes own language"),
        "latin": _("Reads Latin letters"),
        "track": _("Danish education"),
    }


def field_label(field: str) -> str:
    """Return what a field of a card is called in histories and conflicts; empty when unknown."""
    return field_labels().get(field, "")


def value_in_words(field: str, value: str) -> str:
    """Return a kept value as a person reads it."""
    of_fields: Mapping[str, Mapping[str, str]] = {
        "evidence": dict(evidences().items()),
        "employment": employments(),
        "track": tracks(),
        "completed": completions(),
        "paper": papers(),
        "recognised": recognitions(),
        "listening": cefr_levels(),
        "reading": cefr_levels(),
        "speaking": cefr_levels(),
        "writing": cefr_levels(),
    }
    if field == "country":
        return country_name(value)
    return of_fields.get(field, {}).get(value, value)


def country_name(code: str) -> str:
    """Return the name of a country, its code where no list has it."""
    try:
        return lists.country(code).name if code else ""
    except NotFoundError:
        return code


def language_name(code: str) -> str:
    """Return the name of a language, its code where no list has it."""
    try:
        return lists.language_of(code).name if code else ""
    except NotFoundError:
        return code
