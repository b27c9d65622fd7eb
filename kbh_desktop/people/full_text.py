"""Full text over people's words: SQLite's FTS5 in a file, text vectors on a PostgreSQL server.

Words are folded by the program in both, so that both find the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from kbh_desktop.storage.spelled import is_postgres

Column = Literal["words", "sounds"]
Searched = tuple[int, str, str]
"""Position, words and sounds."""


@dataclass(frozen=True, slots=True)
class Term:
    """A folded word that is looked for, whole or as the beginning of one."""

    word: str
    begins: bool = False


Alternatives = Sequence[Sequence[Term]]
"""Of each of these, one has to be found."""


class FullText(Protocol):
    """How one kind of database finds words: pieces of SQL, and keeping what they look in."""

    table: str
    """To select from, with its short name `w`."""
    position: str
    vocabulary: str
    """A whole statement that gives every word of a name."""

    def found(self, column: Column) -> str:
        """Return the condition that a row has what `:match` asks for."""

    def match(self, column: Column, wanted: Alternatives) -> str:
        """Return the value of `:match`."""

    def listed(self, expression: str) -> str:
        """Return the aggregate that gives all values as one JSON text."""

    def make_anew(self, connection: Connection) -> None:
        """Make what words are found with, empty."""

    def forget(self, connection: Connection, rows: Sequence[Searched]) -> None:
        """Let `rows` not be found any more, before they are removed or learnt anew."""

    def learn(self, connection: Connection, rows: Sequence[Searched]) -> None:
        """Keep `rows` and let them be found."""


class _Fts5:
    table = "person_fts w"
    position = "w.rowid"
    vocabulary = "SELECT term FROM person_vocabulary WHERE term >= 'a' AND col = 'words'"
    _made = (
        """CREATE VIRTUAL TABLE person_fts USING fts5(
        words, sounds, content='person_words', content_rowid='position', prefix='1 2 3',
        tokenize='unicode61 remove_diacritics 0')""",
        "CREATE VIRTUAL TABLE person_vocabulary USING fts5vocab(person_fts, 'col')",
        # Deleted words are really gone, as an erasure promises.
        "INSERT INTO person_fts(person_fts, rank) VALUES('secure-delete', 1)",
    )
    _forget = "INSERT INTO person_fts(person_fts, rowid, words, sounds) VALUES('delete', ?, ?, ?)"
    _learn = "INSERT INTO person_fts(rowid, words, sounds) VALUES(?, ?, ?)"
    _keep = "INSERT OR REPLACE INTO person_words(position, words, sounds) VALUES(?, ?, ?)"

    def found(self, column: Column) -> str:  # noqa: ARG002 - it stands in the match
        return "w.person_fts MATCH :match"

    def match(self, column: Column, wanted: Alternatives) -> str:
        asked = (" OR ".join(map(self._term, one)) for one in wanted)
        return f"{column} : (" + " AND ".join(f"({one})" for one in asked) + ")"

    def listed(self, expression: str) -> str:
        return f"json_group_array({expression})"

    def make_anew(self, connection: Connection) -> None:
        connection.exec_driver_sql("DROP TABLE IF EXISTS person_vocabulary")
        connection.exec_driver_sql("DROP TABLE IF EXISTS person_fts")
        for statement in self._made:
            connection.exec_driver_sql(statement)

    def forget(self, connection: Connection, rows: Sequence[Searched]) -> None:
        connection.exec_driver_sql(self._forget, list(rows))

    def learn(self, connection: Connection, rows: Sequence[Searched]) -> None:
        connection.exec_driver_sql(self._learn, list(rows))
        connection.exec_driver_sql(self._keep, list(rows))

    def _term(self, term: Term) -> str:
        return f'"{term.word}"*' if term.begins else f'"{term.word}"'


class _TextVectors:
    """The indexes over them are made with the table `person_words`."""

    table = "person_words w"
    position = "w.position"
    vocabulary = (
        "SELECT DISTINCT term FROM person_words, unnest(string_to_array(words, ' ')) AS term"
        " WHERE term >= 'a'"
    )
    _keep = (
        "INSERT INTO person_words(position, words, sounds) VALUES(%s, %s, %s)"
        " ON CONFLICT (position) DO UPDATE SET words = excluded.words, sounds = excluded.sounds"
    )

    def found(self, column: Column) -> str:
        return f"{_VECTOR.format(column=f'w.{column}')} @@ CAST(:match AS tsquery)"

    def match(self, column: Column, wanted: Alternatives) -> str:  # noqa: ARG002 - see `found`
        asked = (" | ".join(map(self._term, one)) for one in wanted)
        return " & ".join(f"({one})" for one in asked)

    def listed(self, expression: str) -> str:
        return f"CAST(coalesce(json_agg({expression}), '[]') AS TEXT)"

    def make_anew(self, connection: Connection) -> None:
        """There is nothing but the rows themselves."""

    def forget(self, connection: Connection, rows: Sequence[Searched]) -> None:
        """What is found is what stands in the rows."""

    def learn(self, connection: Connection, rows: Sequence[Searched]) -> None:
        connection.exec_driver_sql(self._keep, list(rows))

    def _term(self, term: Term) -> str:
        quoted = term.word.replace("\\", "\\\\").replace("'", "''")
        return f"'{quoted}':*" if term.begins else f"'{quoted}'"


# Not by to_tsvector: its own idea of words would differ from ours.
_VECTOR = "array_to_tsvector(string_to_array({column}, ' '))"
VECTOR_INDEXES = tuple(
    f"CREATE INDEX ix_person_words_{column} ON person_words"
    f" USING gin ({_VECTOR.format(column=column)})"
    for column in ("words", "sounds")
)
"""For PostgreSQL."""
_FTS5, _TEXT_VECTORS = _Fts5(), _TextVectors()


def full_text_of(session: Session) -> FullText:
    """Return how the database of `session` finds words."""
    return _TEXT_VECTORS if is_postgres(session) else _FTS5
