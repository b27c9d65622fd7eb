"""A CV draft in the shape of a Europass CV, as JSON or XML.

The names are those of the Skills Passport, version 3.3, of the European Centre for the Development
of Vocational Training; only what a CV draft holds is written.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal
from xml.etree import ElementTree

import orjson

from kbh_desktop.competences.profile import CvDraft, ProfileEducation, ProfileLanguage, ProfileWork

Format = Literal["json", "xml"]
NAMESPACE = "http://europass.cedefop.europa.eu/Europass"
_SCHEMA = "V3.3"
_Node = Any


def europass(cv: CvDraft, language: str, how: Format) -> bytes:
    """Return the CV draft as a Europass document in UTF-8; `language` is that of its words."""
    passport = _without_nothing(_passport(cv, language))
    if how == "json":
        return orjson.dumps({"SkillsPassport": passport}, option=orjson.OPT_INDENT_2)
    root = ElementTree.Element("SkillsPassport", {"xmlns": NAMESPACE})
    _write(root, passport)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return written


def _passport(cv: CvDraft, language: str) -> _Node:
    return {
        "Locale": language,
        "DocumentInfo": {
            "DocumentType": "ECV",
            "CreationDate": cv.made_on,
            "XSDVersion": _SCHEMA,
            "Generator": "KBH Desktop",
            "Comment": " ".join(cv.sources),
        },
        "LearnerInfo": {
            "Identification": {
                "PersonName": {"FirstName": _given(cv.name), "Surname": _family(cv.name)},
                "ContactInfo": {
                    "Address": {"Contact": {"Municipality": cv.municipality}},
                    "Telephone": [{"Contact": cv.phone}] if cv.phone else [],
                },
            },
            "Headline": {
                "Type": {"Code": "preferred_job"} if cv.headline else {},
                "Description": {"Label": cv.headline},
            },
            "WorkExperience": [_work(work) for work in cv.work],
            "Education": [_education(each) for each in cv.education],
            "Skills": _skills(cv),
            "Achievement": [
                {"Title": {"Code": "courses"}, "Description": f"{c.name} {c.year}".strip()}
                for c in cv.courses
            ],
        },
    }


def _given(name: str) -> str:
    return name.rpartition(" ")[0]


def _family(name: str) -> str:
    return name.rpartition(" ")[2]


def _work(work: ProfileWork) -> _Node:
    return {
        "Period": _period(work.began, work.ended, lasts=work.lasts),
        "Position": {"Code": work.group_code, "Label": work.title},
        "Activities": work.tasks,
        "Employer": {
            "ContactInfo": {"Address": {"Contact": {"Country": {"Label": work.country}}}},
            "Sector": {"Label": work.employment},
        },
    }


def _education(each: ProfileEducation) -> _Node:
    return {
        "Period": _period(each.began, each.ended, lasts=False),
        "Title": each.title,
        "Organisation": {
            "ContactInfo": {"Address": {"Contact": {"Country": {"Label": each.country}}}}
        },
        "Level": {
            "Code": "" if each.level is None else str(each.level),
            "Label": each.level_words,
        },
        "Field": {"Label": each.field_words},
    }


def _skills(cv: CvDraft) -> _Node:
    return {
        "Linguistic": {"ForeignLanguage": [_language(known) for known in cv.languages]},
        "JobRelated": {"Description": _listed([skill.name for skill in cv.key_skills])},
        "Computer": {"Description": _listed([f"{c.name}: {c.words}" for c in cv.computing])},
        "Driving": {"Description": [licence.category for licence in cv.licences]},
        "Other": {"Description": _listed(cv.other)},
    }


def _language(known: ProfileLanguage) -> _Node:
    return {
        "Description": {"Label": known.name},
        "ProficiencyLevel": {
            "Listening": _cefr(known.listening),
            "Reading": _cefr(known.reading),
            "SpokenInteraction": _cefr(known.speaking),
            "SpokenProduction": _cefr(known.speaking),
            "Writing": _cefr(known.writing),
        },
    }


def _cefr(level: str) -> str:
    """Return a level of the framework; it has none for `not at all`."""
    return "" if level == "0" else level


def _period(began: str, ended: str, *, lasts: bool) -> _Node:
    return {"From": _day(began), "To": _day(ended), "Current": "true" if lasts else ""}


def _day(text: str) -> _Node:
    parts = zip(("Year", "Month", "Day"), filter(None, text.split("-")), strict=False)
    return {name: str(int(value)) for name, value in parts}


def _listed(words: Sequence[str]) -> str:
    return "\n".join(words)


def _without_nothing(node: _Node) -> _Node:
    """Return `node` without what is empty."""
    if isinstance(node, Mapping):
        kept = {name: _without_nothing(value) for name, value in node.items()}
        return {name: value for name, value in kept.items() if value}
    if isinstance(node, list):
        return [kept for value in node if (kept := _without_nothing(value))]
    return node


def _write(parent: ElementTree.Element, node: _Node) -> None:
    for name, value in node.items():
        for one in value if isinstance(value, list) else [value]:
            child = ElementTree.SubElement(parent, name)
            if isinstance(one, Mapping):
                _write(child, one)
            else:
                child.text = _clean(one)


def _clean(text: str) -> str:
    """Return `text` without the signs that XML can't hold."""
    return "".join(c for c in text if c in "\t\n\r" or ord(c) >= ord(" "))
