"""From what a person said of a consent to the proof of it, and to the art. 15 report."""

from collections.abc import Mapping

from kbh_desktop.consent.labels import how_label, said_label
from kbh_desktop.consent.purposes import purpose
from kbh_desktop.documents.access_report import HeldSection
from kbh_desktop.documents.consent_proof import ConsentProofValues
from kbh_desktop.documents.mapping.person import latin_name, native_name
from kbh_desktop.documents.pages import Printed
from kbh_desktop.documents.parallel import Both
from kbh_desktop.documents.person_parts import SummaryRow
from kbh_desktop.documents.sources import Sources
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _, short_date
from kbh_desktop.ids import PersonId
from kbh_desktop.people import lists


def consent_proof_values(
    sources: Sources, person_id: PersonId, key: str, language: str, about: Printed
) -> ConsentProofValues:
    """Return what proves that a consent was withdrawn.

    Raises: NotFoundError when it was not.
    """
    person, wanted = sources.people.get(person_id), purpose(key)
    consent = sources.interviews.consents.consent(person_id, key)
    said = consent.counting
    if consent.said != "withdrawn" or said is None:
        raise NotFoundError(_("That consent is not withdrawn."))
    return ConsentProofValues(
        person_name=latin_name(person),
        native_name=native_name(person),
        own_language=language,
        said_on=said.said_on,
        how=how_label(said.how),
        taken_by=said.taken_by,
        law=wanted.law,
        what=Both(wanted.texts["da"], _own(wanted.texts, language)),
        means=Both(wanted.meanings["da"], _own(wanted.meanings, language)),
        text_version=said.text_version,
        asked_in=_language(said.language),
        municipality=about.municipality,
        printed_at=about.printed_at,
        draft=True,
    )


def consents_held(sources: Sources, person_id: PersonId) -> list[HeldSection]:
    """Return what a person said of each consent, every word of it."""
    rows = []
    for consent in sources.interviews.consents.consents(person_id):
        title = purpose(consent.purpose).title
        for said in consent.statements:
            words = f"{said_label(said.said)}, {short_date(said.said_on)}, {how_label(said.how)}"
            rows.append(SummaryRow(title, f"{words} ({said.taken_by})"))
    return [HeldSection(_("Consents"), tuple(rows))] if rows else []


def _language(code: str) -> str:
    try:
        return lists.language_of(code).name.casefold() if code else ""
    except NotFoundError:
        return code


def _own(texts: Mapping[str, str], language: str) -> str:
    return "" if language == "da" else texts.get(language, "")
