"""The official packs of ESCO 1.1.1, where they lie beside the repository."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kbh_desktop.changes import Changes
from kbh_desktop.competences.esco import Esco
from kbh_desktop.competences.esco_pack import EscoPack
from kbh_desktop.errors import InputError
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.sqlcipher import SqlcipherStore

FOLDER = Path(__file__).parents[3] / "shared/data/esco"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def packs():
    found = {EscoPack(path).language: path for path in FOLDER.glob("*.zip")}
    if not {"", "en"} <= found.keys():
        pytest.skip("the official packs lie beside the repository in development only")
    return found


@pytest.fixture
def database(tmp_path):
    opened = Database(
        SqlcipherStore(tmp_path / "x.db", bytes(32)), changes=Changes(), clock=lambda: NOON
    )
    yield opened
    opened.close()


def test_the_official_packs_are_taken_in_whole(database, packs):
    esco = Esco(database)
    english = esco.import_(packs["en"])
    related = esco.import_(packs[""])

    assert (english.version, english.occupations, english.skills) == ("1.1.1", 3007, 13896)
    assert (related.relations, related.unknown) == (123_855, 67)
    (first, *_others) = esco.find("truck driver", "occupation")
    assert first.isco == "8332"
    baker = esco.find("baker", "occupation")[0]
    assert any(
        "bread" in skill.label or "dough" in skill.label for skill in esco.skills_of(baker.uri)
    )


def test_an_official_pack_cut_short_is_told_and_leaves_nothing(database, packs, tmp_path):
    cut = tmp_path / "cut.zip"
    cut.write_bytes(packs["en"].read_bytes()[:1_000_000])
    with pytest.raises(InputError, match=r"cut\.zip"):
        Esco(database).import_(cut)
