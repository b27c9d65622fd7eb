import csv
import io
import zipfile
from base64 import b64decode, b64encode
from datetime import UTC, datetime

import pytest

from kbh_desktop.changes import Changes
from kbh_desktop.competences import esco_build
from kbh_desktop.competences.esco import Esco
from kbh_desktop.competences.esco_pack import EscoPack
from kbh_desktop.competences.records import EscoFileRecord
from kbh_desktop.errors import CancelledError, InputError, NotFoundError
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.sqlcipher import SqlcipherStore

KEY = bytes(range(32))
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BAKER, TAILOR = "urn:occupation:baker", "urn:occupation:tailor"
KNEAD, SEW, BREAD = "urn:skill:knead", "urn:skill:sew", "urn:skill:bread"
OCCUPATIONS = {
    "en": [(BAKER, "7512", "bread baker", "baker\nbaking person"), (TAILOR, "7531", "tailor", "")],
    "da": [(BAKER, "7512", "brødbager", "bager | surdejsbager")],
}
SKILLS = {
    "en": [
        (KNEAD, "", "knead dough", ""),
        (SEW, "", "sew by hand", "stitch"),
        (BREAD, "", "bread", ""),
    ],
    "da": [(KNEAD, "", "ælte dej", "")],
}
RELATIONS = [(BAKER, "optional", BREAD), (BAKER, "essential", KNEAD), (TAILOR, "essential", SEW)]


def table(header, rows):
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode("utf-8-sig")


def concepts(rows, code="iscoGroup"):
    header = ["conceptType", "altLabels", "conceptUri", code, "preferredLabel"]
    return table(
        header, [("Occupation", also, uri, isco, label) for uri, isco, label, also in rows]
    )


@pytest.fixture
def pack(tmp_path):
    """Write a zip of tables and return where."""

    def make(name, tables):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for table_name, content in tables.items():
                file.writestr(table_name, content)
        return path

    return make


@pytest.fixture
def language(pack):
    def make(code, version="1.1.1", *, without=()):
        rows = [row for row in OCCUPATIONS[code] if row[0] not in without]
        tables = {
            f"occupations_{code}.csv": concepts(rows),
            f"skills_{code}.csv": concepts(SKILLS[code], code="reuseLevel"),
        }
        return pack(f"ESCO dataset - v{version} - classification - {code} - csv.zip", tables)

    return make


@pytest.fixture
def relations(pack):
    header = ["occupationUri", "relationType", "skillType", "skillUri"]
    rows = [(occupation, kind, "", skill) for occupation, kind, skill in RELATIONS]
    return pack("ESCO - v1.1.1.zip", {"occupationSkillRelations.csv": table(header, rows)})


@pytest.fixture
def database(tmp_path):
    opened = Database(
        SqlcipherStore(tmp_path / "data.db", KEY), changes=Changes(), clock=lambda: NOON
    )
    yield opened
    opened.close()


@pytest.fixture
def esco(database):
    return Esco(database)


def test_a_language_is_taken_in_and_found_by_all_its_labels(database, esco, language):
    report = esco.import_(language("en"))

    assert (report.language, report.version) == ("en", "1.1.1")
    assert (report.occupations, report.skills, report.disappeared) == (2, 3, ())
    (hit,) = esco.find("baking", "occupation")
    assert (hit.uri, hit.label, hit.isco, hit.version) == (BAKER, "bread baker", "7512", "1.1.1")
    assert hit.matched == "baking person"
    assert [hit.uri for hit in esco.find("bread", "skill")] == [BREAD]


def test_danish_comes_before_english_which_is_marked(database, esco, language):
    esco.import_(language("en"))
    esco.import_(language("da"))

    assert [(h.label, h.language) for h in esco.find("baker", "occupation")] == [
        ("brødbager", "da")
    ]
    assert [(h.label, h.language) for h in esco.find("tailor", "occupation")] == [("tailor", "en")]
    assert esco.find("broedb", "occupation")[0].uri == BAKER
    assert [pack.language for pack in esco.packs()] == ["da", "en"]


def test_the_skills_of_an_occupation_begin_with_the_essential(database, esco, language, relations):
    esco.import_(language("en"))
    esco.import_(language("da"))
    report = esco.import_(relations)

    assert (report.relations, report.unknown) == (3, 0)
    assert [(s.label, s.language, s.essential) for s in esco.skills_of(BAKER)] == [
        ("ælte dej", "da", True),
        ("bread", "en", False),
    ]


def test_taking_in_twice_changes_nothing(database, esco, language, relations):
    for path in (language("en"), relations, language("en"), relations):
        esco.import_(path)

    assert len(esco.find("baker", "occupation")) == 1
    assert len(esco.skills_of(BAKER)) == 2
    with database.read() as session:
        run = session.connection().exec_driver_sql
        assert run("SELECT count(*) FROM esco_label").scalar() == 8
        assert run("SELECT count(*) FROM esco_fts").scalar() == 8


def test_a_newer_version_says_what_disappeared(database, esco, language):
    esco.import_(language("en"))
    report = esco.import_(language("en", "1.2.0", without={TAILOR}))

    assert report.disappeared == ("tailor",)
    assert esco.find("tailor", "occupation") == ()
    assert esco.find("baker", "occupation")[0].version == "1.2.0"


def test_nothing_is_half_taken_in_when_a_person_stops_it(esco, language):
    with pytest.raises(CancelledError):
        esco.import_(language("en"), cancelled=lambda: True)

    assert esco.packs() == ()
    assert esco.find("baker", "occupation") == ()


def test_what_was_stopped_goes_on_where_it_was(esco, language, monkeypatch):
    monkeypatch.setattr(esco_build, "BATCH", 2)
    steps = []

    def stop_after_one():
        return len(steps) >= 1

    with pytest.raises(CancelledError):
        esco.import_(
            language("en"), progress=lambda *step: steps.append(step), cancelled=stop_after_one
        )
    assert steps == [(2, 5)]
    assert esco.find("baker", "occupation") == ()

    steps.clear()
    esco.import_(language("en"), progress=lambda *step: steps.append(step))
    assert steps[0] == (4, 5)
    assert esco.find("baker", "occupation")[0].uri == BAKER
    assert esco.find("sew", "skill")[0].uri == SEW


def test_the_version_before_is_found_until_the_newer_is_whole(esco, language, monkeypatch):
    monkeypatch.setattr(esco_build, "BATCH", 1)
    esco.import_(language("en"))
    asked = []
    with pytest.raises(CancelledError):
        esco.import_(
            language("en", "1.2.0", without={TAILOR}),
            progress=lambda done, _total: asked.append(done),
            cancelled=lambda: len(asked) > 2,
        )
    assert len(esco.find("tailor", "occupation")) == 1
    assert [pack.version for pack in esco.packs()] == ["1.1.1"]


@pytest.mark.parametrize(
    "typed", ['"', "ba*", "NEAR(", "baker AND", "-baker", "'x", "ba\x00k", "words:baker", "å", "%"]
)
def test_signs_of_the_search_language_are_only_letters_or_nothing(database, esco, language, typed):
    esco.import_(language("en"))

    assert {hit.uri for hit in esco.find(typed, "occupation")} <= {BAKER}


def test_a_vault_without_a_pack_finds_nothing(esco):
    assert esco.packs() == ()
    assert esco.find("baker", "occupation") == ()
    assert esco.skills_of(BAKER) == ()


def test_progress_is_told(esco, language):
    steps = []
    esco.import_(language("en"), progress=lambda done, total: steps.append((done, total)))

    assert steps[-1] == (5, 5)
    assert all(0 < done <= total for done, total in steps)


def test_relations_may_come_before_the_languages_that_name_them(esco, language, relations):
    assert esco.import_(relations).unknown == 3
    assert esco.skills_of(BAKER) == ()
    esco.import_(language("en"))
    assert [skill.label for skill in esco.skills_of(BAKER)] == ["knead dough", "bread"]


def test_a_misspelt_word_is_found_by_its_neighbours(esco, language):
    esco.import_(language("en"))
    assert esco.find("bakre", "occupation") == ()
    (hit,) = esco.find("bakre", "occupation", forgiving=True)
    assert hit.uri == BAKER
    assert hit.words["bakre"] == {"baker"}


def test_the_last_part_of_a_danish_compound_is_found(esco, language):
    esco.import_(language("da"))
    assert [hit.matched for hit in esco.find("bager", "occupation")] == [
        "bager",
    ]
    assert esco.find("surdej bager", "occupation")[0].matched == "surdejsbager"


def test_a_file_says_what_it_would_bring_before_it_is_taken_in(esco, language):
    preview = esco.preview(language("en"))
    assert (preview.language, preview.version, preview.replaces) == ("en", "1.1.1", "")
    assert (preview.occupations, preview.skills) == (2, 3)
    esco.import_(language("en"))
    assert esco.preview(language("en", "1.2.0")).replaces == "1.1.1"


def test_a_language_is_taken_out_again(esco, language, relations):
    for path in (language("en"), language("da"), relations):
        esco.import_(path)
    esco.remove("en")
    assert [pack.language for pack in esco.packs()] == ["", "da"]
    assert esco.find("tailor", "occupation") == ()
    esco.remove("")
    assert esco.skills_of(BAKER) == ()
    with pytest.raises(NotFoundError):
        esco.remove("en")


def test_a_damaged_pack_in_the_vault_is_told(esco, database, language):
    esco.import_(language("en"))
    with database.write() as session:
        session.connection().exec_driver_sql("UPDATE esco_pack SET file_id = 'lost'")
        for record in session.query(EscoFileRecord):
            record.data = b64encode(b64decode(record.data)[:40]).decode()
    with pytest.raises(InputError):
        Esco(database).catch_up()


def test_a_column_that_is_not_there_is_named(esco, pack):
    renamed = pack("v1.zip", {"occupations_en.csv": concepts(OCCUPATIONS["en"], code="isco_code")})
    with pytest.raises(InputError, match="iscoGroup"):
        esco.import_(renamed)
    assert esco.packs() == ()


def test_a_row_that_is_not_whole_is_named_and_nothing_taken_in(database, esco, pack):
    cut = concepts(OCCUPATIONS["en"]).rstrip()[:-20]
    with pytest.raises(InputError, match="3"):
        esco.import_(pack("v1.zip", {"occupations_en.csv": cut}))
    assert esco.packs() == ()


def test_another_zip_is_no_pack(pack):
    with pytest.raises(InputError, match=r"holiday\.zip"):
        EscoPack(pack("holiday.zip", {"beach.csv": b"sun"}))


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
def test_a_zip_cut_short_is_told(tmp_path, language, share):
    language("en")
    (whole,) = tmp_path.glob("*.zip")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * share)])
    with pytest.raises(InputError, match=r"cut\.zip"):
        EscoPack(cut)


def test_a_zip_damaged_inside_changes_nothing(database, esco, tmp_path, language):
    language("en")
    (whole,) = tmp_path.glob("*.zip")
    content = bytearray(whole.read_bytes())
    content[80:110] = bytes(30)
    (tmp_path / "damaged.zip").write_bytes(content)
    with pytest.raises(InputError, match=r"damaged\.zip"):
        esco.import_(tmp_path / "damaged.zip")
    assert esco.packs() == ()


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.zip"):
        EscoPack(tmp_path / "nowhere.zip")


def test_a_pack_beside_the_installer_is_used_where_the_office_sends_none(
    database, language, relations, tmp_path
):
    language("en")
    esco = Esco(database, beside=tmp_path)
    assert {pack.language for pack in esco.catch_up()} == {"", "en"}
    assert esco.find("baker", "occupation")[0].uri == BAKER
    Esco(database, beside=tmp_path / "nowhere.zip").catch_up()
    assert esco.find("baker", "occupation") == ()


def test_a_pack_with_a_language_and_relations_is_two_and_other_languages_bring_no_more(
    esco, pack, tmp_path
):
    header = ["occupationUri", "relationType", "skillType", "skillUri"]
    rows = [(occupation, kind, "", skill) for occupation, kind, skill in RELATIONS]
    for code in ("en", "da"):
        path = pack(
            f"ESCO dataset - v1.2.0 - {code}.zip",
            {
                f"occupations_{code}.csv": concepts(OCCUPATIONS[code]),
                f"skills_{code}.csv": concepts(SKILLS[code], code="reuseLevel"),
                f"occupationSkillRelations_{code}.csv": table(header, rows),
            },
        )
        report = esco.import_(path)
        assert report.relations == 3
    assert [p.language for p in esco.packs()] == ["", "da", "en"]
    assert [s.label for s in esco.skills_of(BAKER)] == ["ælte dej", "bread"]
    (tmp_path / "ESCO dataset - v1.2.0 - da.zip").unlink()
    for language in ("da", "en", ""):
        esco.remove(language)
    beside = Esco(esco._database, beside=tmp_path)
    assert [p.language for p in beside.catch_up()] == ["", "en"]
    assert [p.language for p in beside.catch_up()] == ["", "en"]
    assert [s.label for s in beside.skills_of(BAKER)] == ["knead dough", "bread"]
