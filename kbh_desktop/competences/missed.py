"""Words that found nothing, kept without any person: what the catalogue's next version needs."""

from sqlalchemy import select

from kbh_desktop.competences.items import lasting_id
from kbh_desktop.competences.records import MissedWordRecord
from kbh_desktop.people.folding import fold
from kbh_desktop.storage import change_log
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.database import Database

LONGEST = 60
MOST_WORDS = 5
_FEWEST_LETTERS = 3
_MOST_DIGITS = 2


class MissedWords:
    """The list of words that found nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, text: str) -> bool:
        """Keep `text`, once for the whole office; return whether it was worth keeping.

        Long texts are more than a title, those with many digits may be numbers of a person, and a
        capital inside begins a name: of a person, a place or a firm.
        """
        words = " ".join(text.split())
        if not _is_a_title(words):
            return False
        record_id = lasting_id("missed", fold(words))
        with self._database.write() as session:
            if session.get(MissedWordRecord, record_id) is None:
                session.add(MissedWordRecord(id=record_id, scope=WHOLE_OFFICE, text=words))
        return True

    def all(self) -> tuple[str, ...]:
        """Return the words in order of the alphabet."""
        query = select(MissedWordRecord.text).where(MissedWordRecord.state == "ok")
        with self._database.read() as session:
            return tuple(sorted(session.scalars(query), key=lambda text: (fold(text), text)))

    def forget(self, text: str) -> None:
        """Take words off the list, as they are in the catalogue now."""
        with self._database.write() as session:
            record = session.get(MissedWordRecord, lasting_id("missed", fold(text)))
            if record is not None and record.state == "ok":
                change_log.delete_record(session, record)


def _is_a_title(words: str) -> bool:
    letters = sum(character.isalpha() for character in words)
    digits = sum(character.isdigit() for character in words)
    if len(words) > LONGEST or letters < _FEWEST_LETTERS or digits > _MOST_DIGITS:
        return False
    inside = words.split()[1:]
    names = not words.isupper() and any(word[0].isupper() for word in inside)
    return len(inside) < MOST_WORDS and not names
