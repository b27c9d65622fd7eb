"""What a person should know the moment their vault has been opened."""

from datetime import datetime, timedelta

from sqlalchemy import select

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.bundles.clock_rules import duration_words, set_back_by
from kbh_desktop.i18n import _, n_
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.settings.model import Settings
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.tables import ChangeRecord
from kbh_desktop.updates.service import UpdateService

_GENERATION = "key_file_generation"


def notices(
    unlocked: Unlocked,
    database: Database,
    settings: Settings,
    updates: UpdateService,
    audit: AuditLog,
) -> tuple[str, ...]:
    """Return sentences about what was repaired, is missing, old or set wrongly; usually none."""
    found: list[str] = []
    if database.missing_changes:
        count = database.missing_changes
        found.append(
            n_(
                "The newest change is missing from the vault. Tell IT before you go on.",
                "The {count} newest changes are missing from the vault. Tell IT before you go on.",
                count,
            ).format(count=count)
        )
    if _is_older_key_file(unlocked, database):
        found.append(
            _(
                "An older copy of the key file was put back. Users who were removed may be able to"
                " open the vault again. Tell IT."
            )
        )
    if unlocked.opening.repaired:
        found.append(_("One copy of the key file was damaged. It was made anew from the other."))
    found += _clock_words(database, audit)
    found += [problem.words for problem in settings.problems]
    if updates.standing() == "required":
        found.append(
            _("This version is too old for the office. Ask IT for the new one; you lose nothing.")
        )
    return tuple(found)


def _clock_words(database: Database, audit: AuditLog) -> list[str]:
    """Say that the clock stands before the last thing that was written or done here."""
    with database.read() as session:
        newest = select(ChangeRecord.wall).where(ChangeRecord.origin.is_(None))
        written = session.scalar(newest.order_by(ChangeRecord.arrival.desc()).limit(1))
    done = [entry.deed.at for entry in audit.entries(limit=1)]
    last = max(map(datetime.fromisoformat, filter(None, (written, *done))), default=None)
    back = set_back_by(last, database.clock()) if last else timedelta()
    if last is None or not back:
        return []
    text = _(
        "This computer's clock was set back: the last thing here was written on {day}, {long} from"
        " now. Set the clock."
    )
    return [text.format(day=f"{last.astimezone():%d-%m-%Y %H.%M}", long=duration_words(back))]


def _is_older_key_file(unlocked: Unlocked, database: Database) -> bool:
    """Compare with the newest key file this database has seen, and remember this one if newer."""
    with database.read() as session:
        newest = int(database.meta_get(session, _GENERATION) or 0)
    if unlocked.generation > newest:
        with database.write() as session:
            database.meta_set(session, _GENERATION, unlocked.generation)
    return unlocked.generation < newest
