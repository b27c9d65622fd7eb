"""CV draft and competence profile as pages, to save and to print."""

from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.i18n import LANGUAGES, _
from kbh_desktop.people.lists import language_of
from ui.documents.page import DocumentsPage


class CompetencePrintPage(DocumentsPage):
    """The subject is a person; a bookmark names the document to begin with."""

    def bookmark(self) -> str:
        """Return which document is shown."""
        return self.kind.value

    def restore(self, bookmark: str) -> None:
        """Show the document that `bookmark` names."""
        if bookmark != self.kind.value:
            self.kind.choose(bookmark)
            self.prepare()

    def offered_kinds(self) -> list[tuple[str, str]]:
        """Return the two documents that are made of a card."""
        return [
            (DocumentKind.CV.value, _("CV draft")),
            (DocumentKind.COMPETENCE_PROFILE.value, _("Competence profile")),
        ]

    def offered_languages(self) -> list[tuple[str, str]]:
        """Return the languages of the program."""
        return [(code, language_of(code).name) for code in LANGUAGES]
