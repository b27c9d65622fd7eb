"""Proofs as pages, to save and to print."""

from kbh_desktop.consent.purposes import purpose
from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.i18n import LANGUAGES, _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.lists import language_of
from ui.documents.page import DocumentsPage


class DeletionProofPage(DocumentsPage):
    """The subject is a deletion."""

    def offered_kinds(self) -> list[tuple[str, str]]:
        """Return the one document there is."""
        return [(DocumentKind.DELETION_PROOF.value, _("Proof of deletion"))]

    def offered_languages(self) -> list[tuple[str, str]]:
        """Return the languages of the program."""
        return [(code, language_of(code).name) for code in LANGUAGES]


class ConsentProofPage(DocumentsPage):
    """The subject is a person and a purpose, with a slash between."""

    def offered_kinds(self) -> list[tuple[str, str]]:
        """Return the one document there is."""
        return [(DocumentKind.CONSENT_PROOF.value, _("Proof that a consent was withdrawn"))]

    def offered_languages(self) -> list[tuple[str, str]]:
        """Return the person's languages that the proof speaks, then Danish."""
        person_id, _slash, key = self._subject.partition("/")
        person = self._app.people.get(PersonId(person_id))
        spoken = [*person.mother_tongues.split(), *person.languages.split(), "da", "en"]
        written = purpose(key).texts
        codes = dict.fromkeys(code for code in spoken if code in written)
        return [(code, language_of(code).name) for code in codes]

    def chosen_subject(self) -> tuple[str, str]:
        """Return the person and the purpose."""
        person_id, _slash, key = self._subject.partition("/")
        return person_id, key
