"""A program killed while it takes in a pack of ESCO finds all of the pack or nothing of it."""

import csv
import io
import zipfile

import pytest

from kbh_desktop.changes import Changes
from kbh_desktop.competences.esco import Esco
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.sqlcipher import SqlcipherStore
from tests.killing import killed, needs_fork
from tests.stored_world import fixed_clock

pytestmark = needs_fork
CONCEPTS = 6_000


def open_esco(tmp_path):
    database = Database(
        SqlcipherStore(tmp_path / "vault.db", bytes(32)), changes=Changes(), clock=fixed_clock
    )
    return database, Esco(database)


def write_pack(path, word, version):
    text = io.StringIO()
    rows = [(f"urn:{n}", "7512", f"{word} number {n}", "") for n in range(CONCEPTS)]
    header = ["conceptUri", "iscoGroup", "preferredLabel", "altLabels"]
    csv.writer(text).writerows([header, *rows])
    path = path / f"ESCO dataset - v{version} - en.zip"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("occupations_en.csv", text.getvalue())
    return path


def import_pack(say, folder, path):
    _database, esco = open_esco(folder)
    say("working")
    esco.import_(path)
    say("done")


@pytest.mark.parametrize("after_s", [0.0, 0.15, 0.4])
def test_a_killed_import_leaves_the_version_before_and_goes_on(tmp_path, after_s):
    older = write_pack(tmp_path, "baker", "1.1.1")
    newer = write_pack(tmp_path, "tailor", "1.2.0")
    database, esco = open_esco(tmp_path)
    esco.import_(older)
    database.close()

    said = killed(import_pack, tmp_path, newer, after_s=after_s)
    database, esco = open_esco(tmp_path)
    esco.catch_up()
    found = [len(esco.find(word, "occupation", limit=5)) for word in ("baker", "tailor")]
    assert found in ([[0, 5]] if said[-1] == "done" else [[5, 0], [0, 5]])

    esco.import_(newer)
    assert [len(esco.find(w, "occupation", limit=5)) for w in ("baker", "tailor")] == [0, 5]
    with database.read() as session:
        run = session.connection().exec_driver_sql
        assert run("SELECT count(*) FROM esco_label").scalar() == CONCEPTS
        assert run("SELECT count(*) FROM esco_fts").scalar() == CONCEPTS
    assert database.check().ok
    database.close()
