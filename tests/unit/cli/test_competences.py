import zipfile

HEADER = "conceptUri,iscoGroup,preferredLabel,altLabels\n"


def write_pack(path, rows):
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("occupations_en.csv", HEADER + rows)
    return path


def test_what_people_say_finds_occupations_without_a_vault(kbh):
    ran = kbh("competences", "search", "jeg", "passede", "får", "--kind", "title")

    assert ran.code == 0
    assert ran.out.splitlines()[1].split() == [
        "title",
        "6121",
        "fårehyrde",
        "passede",
        "får",
        "own",
    ]


def test_skills_are_found_as_json(kbh):
    ran = kbh("competences", "search", "--kind", "skill", "--json", "svejse")

    assert ran.json[0] == {
        "kind": "skill",
        "code": "72-01",
        "title": "Svejse",
        "matched": "Svejse",
        "source": "own",
    }


def test_an_esco_pack_is_taken_in_and_a_newer_one_says_what_is_gone(kbh, vault, tmp_path):
    first = write_pack(tmp_path / "ESCO v1.1.1.zip", "urn:a,7512,baker,\nurn:b,7531,tailor,\n")
    newer = write_pack(tmp_path / "ESCO v1.2.0.zip", "urn:a,7512,baker,\n")
    ran = kbh("competences", "esco", first, "--user", "Ane", "--vault", vault)
    assert (ran.code, ran.out) == (0, "Indlæst: 2 stillinger, 0 kompetencer, 0 sammenhænge.\n")

    again = kbh("competences", "esco", newer, "--user", "Ane", "--vault", vault)
    assert again.out.splitlines()[1] == "Ikke længere i ESCO: tailor"
    report = kbh("competences", "esco", newer, "--user", "Ane", "--vault", vault, "--json").json
    assert (report["version"], report["disappeared"]) == ("1.2.0", [])


def test_another_zip_is_refused_in_one_line(kbh, vault, tmp_path):
    ran = kbh("competences", "esco", tmp_path / "nowhere.zip", "--user", "Ane", "--vault", vault)

    assert ran.code == 1
    assert ran.err == "kbh: nowhere.zip kan ikke læses.\n"


def test_packs_are_listed_found_and_removed(kbh, vault, tmp_path):
    here = ("--user", "Ane", "--vault", vault)
    pack = write_pack(tmp_path / "ESCO v1.1.1.zip", "urn:a,7512,anodizing baker,\n")
    preview = kbh("competences", "esco", pack, "--preview", *here, "--json").json
    assert [(p["language"], p["occupations"], p["replaces"]) for p in preview] == [("en", 1, "")]
    kbh("competences", "esco", pack, *here)
    assert [p["version"] for p in kbh("competences", "esco", *here, "--json").json] == ["1.1.1"]
    found = kbh("competences", "search", "anodizing", *here, "--json").json
    assert [(f["title"], f["source"]) for f in found] == [("anodizing baker", "esco")]
    kbh("competences", "esco", "--remove", "en", *here)
    assert kbh("competences", "search", "anodizing", *here, "--json").json == []


def test_a_card_is_shown_and_leaves_as_a_file(kbh, vault, tmp_path):
    here = ("--user", "Ane", "--vault", vault)
    person = kbh("people", "set", "new", "given_name=Amina", *here, "--json").json["id"]
    assert kbh("competences", "card", person, *here).out == ""
    written = kbh("competences", "export", person, tmp_path / "cv.xml", *here)
    assert (written.code, written.err) == (0, "")
    assert (tmp_path / "cv.xml").read_bytes().startswith(b"<?xml")
    kbh("competences", "export", person, tmp_path / "cv.json", "--as", "anonymous", *here)
    assert b"Amina" not in (tmp_path / "cv.json").read_bytes()
    refused = kbh("competences", "export", person, tmp_path / "cv.pdf", *here)
    assert (refused.code, refused.err) == (1, "kbh: Filen skal ende på .json, .xml.\n")


def test_words_that_found_nothing_are_listed(kbh, vault):
    ran = kbh("competences", "missed", "--user", "Ane", "--vault", vault)
    assert (ran.code, ran.out) == (0, "")
