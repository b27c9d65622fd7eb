"""The tables in which ESCO is looked through; they can be made anew from the packs at any time.

They are no part of the vault's own schema and do not travel: the packs they are made from do.
"""

from sqlalchemy import Connection

from kbh_desktop.errors import NotAllowedError
from kbh_desktop.i18n import _

_TABLES = """
CREATE TABLE IF NOT EXISTS esco_pack (
    number INTEGER PRIMARY KEY, file_id TEXT NOT NULL UNIQUE, language TEXT NOT NULL,
    version TEXT NOT NULL, active INTEGER NOT NULL, done INTEGER NOT NULL,
    imported_at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS esco_concept (
    id INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,
    isco TEXT NOT NULL, version TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS esco_label (
    id INTEGER PRIMARY KEY, concept INTEGER NOT NULL, pack INTEGER NOT NULL,
    text TEXT NOT NULL, preferred INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS ix_esco_label_concept ON esco_label (concept, preferred, pack);
CREATE INDEX IF NOT EXISTS ix_esco_label_pack ON esco_label (pack);
CREATE TABLE IF NOT EXISTS esco_relation (
    occupation INTEGER NOT NULL, skill INTEGER NOT NULL, essential INTEGER NOT NULL,
    pack INTEGER NOT NULL, PRIMARY KEY (occupation, pack, skill)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS esco_fts USING fts5(
    words, parts, prefix='2 3 4', detail=none, tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE IF NOT EXISTS esco_words USING fts5(word, detail=none, tokenize='trigram')
"""
KIND_STEP = 10**13
"""A label's number says its kind, whether it is preferred, its length, and its pack, in that
order: the first that hold what was typed are the shortest preferred ones."""
_ORDER_STEP, _LENGTH_STEP, _PACK_STEP = 10**12, 10**9, 10**7
_LONGEST = 999
MOST_PACKS = 99


def make_tables(connection: Connection) -> None:
    """Make the tables, unless they are there.

    Raises: NotAllowedError on a server.
    """
    if _is_server(connection):
        raise NotAllowedError(
            _("ESCO can't be looked through in an office's database on a server.")
        )
    for statement in _TABLES.split(";"):
        connection.exec_driver_sql(statement)


def have_tables(connection: Connection) -> bool:
    """Return whether a pack was ever taken in and can be looked through."""
    if _is_server(connection):
        return False
    named = "SELECT count(*) FROM sqlite_master WHERE name = 'esco_words'"
    return bool(connection.exec_driver_sql(named).scalar())


def _is_server(connection: Connection) -> bool:
    """Return whether full text is none of SQLite's, which these tables are made of."""
    return connection.dialect.name != "sqlite"


def label_number(kind: int, text: str, *, preferred: bool, pack: int, count: int) -> int:
    """Return the number under which the label `text` is found; `count` is its place in its pack."""
    length = min(len(text), _LONGEST)
    order = kind * KIND_STEP + (not preferred) * _ORDER_STEP + length * _LENGTH_STEP
    return order + pack * _PACK_STEP + count


def pack_of(number: int) -> int:
    """Return the pack of the label with that number."""
    return number // _PACK_STEP % (MOST_PACKS + 1)
