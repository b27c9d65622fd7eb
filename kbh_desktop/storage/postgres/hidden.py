"""What the program remembers on a server stays readable to the office's own vaults only.

Keys of the office are among it, so whoever runs the server must not see it. The key is derived
from that of the vault; every coordinator's copy of the vault has the same.
"""

from base64 import b64decode, b64encode

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kbh_desktop.errors import VaultDamagedError
from kbh_desktop.i18n import _
from kbh_desktop.storage.base import Json

_PURPOSE = b"kbh/1 remembered on a server"


class Hidden:
    """Seals JSON values, each bound to the name it is remembered under."""

    def __init__(self, vault_key: bytes) -> None:
        self._cipher = AESSIV(HKDF(hashes.SHA512(), 64, None, _PURPOSE).derive(vault_key))

    def seal(self, name: str, value: Json) -> str:
        """Return `value` as text that only this office can read."""
        return b64encode(self._cipher.encrypt(orjson.dumps(value), [name.encode()])).decode()

    def open(self, name: str, sealed: Json) -> Json:
        """Return the value that was sealed.

        Raises: VaultDamagedError.
        """
        try:
            return orjson.loads(self._cipher.decrypt(b64decode(sealed), [name.encode()]))
        except (InvalidTag, ValueError, TypeError):
            raise VaultDamagedError(
                _("The database belongs to another office, or was changed by another program.")
            ) from None
