"""What the program itself can say about a loss."""

from kbh_desktop.i18n import _, n_
from kbh_desktop.losses.model import Loss


def protection_facts(idle_minutes: int) -> tuple[str, ...]:
    """Return how what was on the device is protected, as the program made it."""
    return (
        _("The database and its backups: SQLCipher, AES-256, each page with HMAC-SHA512."),
        _(
            "The key is opened by a passphrase of ten characters or more through Argon2id: 64 MiB, "
            "3 passes, never below 19 MiB and 2 passes."
        ),
        _(
            "Finished answers about health are sealed to the office once more: the device can't "
            "open them."
        ),
        n_(
            "The program locks itself after {count} minute without use and wipes its keys.",
            "The program locks itself after {count} minutes without use and wipes its keys.",
            idle_minutes,
        ).format(count=idle_minutes),
        _("From when it was reported, the office refuses everything that the device sends."),
    )


def suggested_consequences(loss: Loss) -> str:
    """Return a first draft of the likely consequences."""
    if loss.details.disk_encrypted == "yes" and loss.details.switched_off == "yes":
        return _(
            "The device was off and encrypted twice. Nobody can read the data without the "
            "passphrase, so consequences for the persons are unlikely."
        )
    return _(
        "If somebody who knows the passphrase, or took the device while it was unlocked, reads "
        "the data, identity and situation of refugees may come into strange hands."
    )
