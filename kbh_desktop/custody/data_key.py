"""Another data key for a whole vault: the database and every daily copy of it."""

from collections.abc import Callable

from kbh_desktop.errors import VaultDamagedError
from kbh_desktop.security.renewal import Renewal, commit_renewal
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.storage.backup import copy_database

Progress = Callable[[int, int], None]


def renew_data_key(unlocked: Unlocked, renewal: Renewal, progress: Progress) -> tuple[str, ...]:
    """Copy everything under the new key of `renewal` and put it in place; the database is closed.

    Returns the names of damaged daily copies, which stay as they are. A power cut leaves the vault
    under the old key or under the new one, never between. It takes as much room again as the vault.

    Raises: StorageError, VaultDamagedError when the database itself is damaged.
    """
    damaged: list[str] = []
    for done, (path, copy) in enumerate(renewal.copies.items()):
        progress(done, len(renewal.copies))
        try:
            copy_database(path, renewal.old_key, copy, new_key=renewal.new_key)
        except VaultDamagedError:
            if path == unlocked.database_path:
                raise
            damaged.append(path.name)
    commit_renewal(unlocked.folder, renewal)
    progress(len(renewal.copies), len(renewal.copies))
    return tuple(damaged)
