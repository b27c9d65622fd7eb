"""Files about health: sealed with the key of their interview before they reach the database.

The sealed form is `k3c:1:<key id>:` followed by AES-SIV ciphertext. As with answers, the same
content in the same interview is sealed alike, so that it is stored once.
"""

from kbh_desktop.errors import VaultDamagedError
from kbh_desktop.i18n import _
from kbh_desktop.ids import InterviewId
from kbh_desktop.security.health import HealthVault

_PREFIX = b"k3c:1:"
_KEY_ID_BYTES = 16


class HealthContent:
    """Seals and opens files for the user who opened the vault."""

    def __init__(self, health: HealthVault) -> None:
        self._health = health

    def seal(self, interview_id: InterviewId, content: bytes) -> bytes:
        """Return `content` sealed.

        Raises: NotAllowedError when the vault is locked.
        """
        key_id, sealed = self._health.seal_content(interview_id, content)
        return _PREFIX + key_id.encode("ascii") + b":" + sealed

    def open(self, interview_id: InterviewId, sealed: bytes) -> bytes:
        """Return what `seal` was given for the same interview.

        Raises: NotAllowedError when this user may not read it, VaultDamagedError.
        """
        start = len(_PREFIX) + _KEY_ID_BYTES
        head, body = sealed[: start + 1], sealed[start + 1 :]
        if not (head.startswith(_PREFIX) and head.endswith(b":") and head.isascii()):
            raise VaultDamagedError(_("The sealed file about health is damaged."))
        key_id = head[len(_PREFIX) : start].decode("ascii")
        return self._health.open_content(interview_id, key_id, body)
