"""Files that are answers: photos, signatures and sound of one open interview."""

from collections.abc import Mapping

from kbh_desktop.attachments.model import Attachment, Kind, form_owner
from kbh_desktop.attachments.service import AttachmentService
from kbh_desktop.errors import NotFoundError
from kbh_desktop.interviews.open_interview import OpenInterview
from kbh_desktop.interviews.safe import ref_of

_HEALTH = "K3"


class AnswerFiles:
    """Keeps and reads the files of one interview, and reads those that its form shows.

    The answer of a question is the name of its file, as in ODK. What answers a question about
    health is sealed with the interview's health key.
    """

    def __init__(self, opened: OpenInterview, attachments: AttachmentService) -> None:
        self._opened = opened
        self._attachments = attachments
        self._media: dict[str, bytes | None] = {}

    def keep(self, key: str, content: bytes, kind: Kind, media_type: str) -> str:
        """Keep a file for the question at `key` and return its name, which is the answer.

        Raises: InputError when it is empty or too large, NotAllowedError.
        """
        question = self._opened.form.node(ref_of(key))
        kept = self._attachments.put(
            self._opened.person.id,
            content,
            kind=kind,
            media_type=media_type,
            owner=self._opened.id,
            path=key,
            sealed=question.sensitivity == _HEALTH,
        )
        return kept.name

    def read(self, name: str) -> bytes:
        """Return the content of the file that is an answer.

        Raises: NotFoundError when it has not arrived, NotAllowedError for one about health.
        """
        return self._attachments.read(self.about(name).id)

    def about(self, name: str) -> Attachment:
        """Return what is known of the file that is an answer.

        Raises: NotFoundError.
        """
        return self._attachments.named(self._opened.id, name)

    def media(self, name: str) -> bytes | None:
        """Return a picture or sound that the form shows, or None when it is not here."""
        if name not in self._media:
            about = self._opened.interview
            owner = form_owner(about.form_id, about.form_version)
            self._media[name] = form_medium(self._attachments, owner, name)
        return self._media[name]

    def all(self) -> Mapping[str, bytes]:
        """Return the files of the answers that this user may read, by name."""
        answers = set(self._opened.answers().values())
        found = self._attachments.of_owner(self._opened.id)
        return {
            one.name: self._attachments.read(one.id)
            for one in found
            if one.name in answers and one.is_here
        }


def form_medium(attachments: AttachmentService, owner: str, name: str) -> bytes | None:
    """Return a file that a form shows, or None when it is not here."""
    try:
        return attachments.read(attachments.named(owner, name).id)
    except NotFoundError:
        return None
