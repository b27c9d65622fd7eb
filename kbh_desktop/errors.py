"""Every error a person may meet, as one tree.

KbhError
├── InputError            a field holds something that can't be saved (names the field)
├── NotFoundError         the thing asked for is not in this vault
├── StaleError            somebody else changed it since it was shown
├── NotAllowedError       this role may not do that
│   └── ConsentError      the person said no, or took a consent back
├── CancelledError        the person stopped it; nothing was changed
├── VaultError
│   ├── WrongPassphraseError
│   ├── VaultDamagedError
│   ├── VaultInUseError
│   ├── VaultTooNewError
│   ├── VaultMissingError
│   └── VaultExistsError
├── StorageError          the disk is full or refuses
├── FormError             a form can't be published or loaded
├── BundleError
│   ├── BundleDamagedError
│   ├── BundleNotForUsError
│   ├── BundleSenderError
│   └── BundleTooNewError
├── UpdateError           an installer is not the one that was announced
├── DocumentError
└── PlanningError

Each carries one sentence for the person in the chosen language, and a `code` that never changes,
which is what logs and `--json` show. Anything outside this tree is a bug.
"""

from typing import ClassVar


class KbhError(Exception):
    """Base of every error whose text was written for a person to read."""

    code: ClassVar[str] = "error"


class InputError(KbhError):
    """A field holds something that can't be saved; what was typed is kept."""

    code = "input"

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotFoundError(KbhError):
    """The thing asked for is not in this vault."""

    code = "not-found"


class StaleError(KbhError):
    """Somebody else changed it since it was shown."""

    code = "stale"


class NotAllowedError(KbhError):
    """The role of the user does not include this."""

    code = "not-allowed"


class ConsentError(NotAllowedError):
    """The person said no to it, or took a consent back; says which and what can be done."""

    code = "consent"


class CancelledError(KbhError):
    """The person stopped it; nothing was changed."""

    code = "cancelled"


class VaultError(KbhError):
    """The vault can't be opened or made."""

    code = "vault"


class WrongPassphraseError(VaultError):
    """The passphrase or recovery key opens nothing; try again after `wait_s` seconds."""

    code = "vault-wrong-passphrase"

    def __init__(self, message: str, *, wait_s: float = 0) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class VaultDamagedError(VaultError):
    """The vault's files were changed outside the program or are damaged."""

    code = "vault-damaged"


class VaultInUseError(VaultError):
    """Another running program holds the vault."""

    code = "vault-in-use"


class VaultTooNewError(VaultError):
    """A newer version of the program wrote the vault."""

    code = "vault-too-new"


class VaultMissingError(VaultError):
    """There is no vault in that folder."""

    code = "vault-missing"


class VaultExistsError(VaultError):
    """There is a vault in that folder already."""

    code = "vault-exists"


class StorageError(KbhError):
    """The disk is full or refuses to be written."""

    code = "storage"


class FormError(KbhError):
    """A form can't be published, loaded or filled."""

    code = "form"


class BundleError(KbhError):
    """A bundle can't be made or taken in; nothing was changed."""

    code = "bundle"


class BundleDamagedError(BundleError):
    """The bundle is cut, changed or no bundle at all."""

    code = "bundle-damaged"


class BundleNotForUsError(BundleError):
    """The bundle is sealed to another office or device."""

    code = "bundle-not-for-us"


class BundleSenderError(BundleError):
    """The sender is unknown or revoked, or the signature does not match."""

    code = "bundle-sender"


class BundleTooNewError(BundleError):
    """A newer version of the program wrote the bundle."""

    code = "bundle-too-new"


class UpdateError(KbhError):
    """An installer is not the one that the office announced."""

    code = "update"


class DocumentError(KbhError):
    """A document can't be made."""

    code = "document"


class PlanningError(KbhError):
    """A plan can't be made."""

    code = "planning"
