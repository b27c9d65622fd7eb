"""Whatever is written, the log alone gives the rows back, here and on another device."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kbh_desktop.storage.change import WIRE, canonical, commitment
from kbh_desktop.storage.projection import rebuild
from kbh_desktop.storage.receiving import Receiver
from kbh_desktop.storage.tables import ChangeRecord
from tests.stored_world import CitizenRecord, TalkRecord, open_database

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS | st.lists(TEXTS)
EDITS = st.lists(
    st.one_of(
        st.fixed_dictionaries(
            {}, optional={"given": TEXTS, "note": st.none() | TEXTS, "children": st.integers(0, 9)}
        ),
        st.dictionaries(st.sampled_from(("q1", "q/2", 'q"3', "æ")) | TEXTS, VALUES, max_size=3),
    ),
    min_size=1,
    max_size=5,
)


def write(database: Any, edits: list[dict[str, Any]]) -> None:
    for edit in edits:
        with database.write() as session:
            citizen = session.get(CitizenRecord, "c1") or CitizenRecord(id="c1", scope="c1")
            talk = session.get(TalkRecord, "t1") or TalkRecord(id="t1", scope="c1")
            session.add_all([citizen, talk])
            if edit.keys() <= {"given", "note", "children"}:
                for name, value in edit.items():
                    setattr(citizen, name, value)
            else:
                talk.answers = {**talk.answers, **edit}


def rows(session: Any) -> list[dict[str, Any]]:
    return [
        dict(row)
        for record_class in (CitizenRecord, TalkRecord)
        for row in session.execute(select(record_class.__table__)).mappings()
    ]


@settings(max_examples=15)
@given(EDITS)
def test_the_log_gives_the_rows_back(edits: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = (open_database(Path(folder, name), name) for name in ("here", "there"))
        write(here, edits)
        with here.write() as session:
            written = rows(session)
            rebuild(session, here.hooks)
            assert rows(session) == written
            changes = session.scalars(select(ChangeRecord).order_by(ChangeRecord.arrival)).all()
            log = [[getattr(change, name) for name in WIRE] for change in changes]
        for change in changes:
            assert change.commitment == commitment(change.salt, canonical(change.fields))
        with there.write() as session:
            receiver = Receiver(session, there.hooks, "here")
            for change in reversed(log):
                receiver.take([change])
            receiver.finish()
            assert rows(session) == written
        here.close()
        there.close()
