import zipfile

HEADER = "conceptUri,iscoGroup,preferredLabel,altLabels\n"


def write_pack(path, rows):
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("occupations_en.csv", HEADER + rows)
    return path


def test_what_people_say_finds_occupations_without_a_vault(kbh):
    ran = kbh("competences", "find", "jeg", "passede", "får")

    assert ran.code == 0
    assert ran.out.splitlines()[1].split() == ["6121", "fårehyrde", "passede", "får"]


def test_skills_are_found_as_json(kbh):
    ran = kbh("competences", "find", "--skills", "--json", "svejse")

    assert ran.json[0] == {"code": "72-01", "title": "Svejse", "matched": "Svejse"}


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
