import json

import pytest

from tests.casework_world import FORM

GIVEN, WORKED, MATTERS = "/data/about/given_name", "/data/work/worked", "/data/health/matters"


@pytest.fixture
def ane(kbh, vault):
    """Run a command on the vault as Ane."""

    def run(*arguments):
        group, command, *rest = arguments
        return kbh(group, command, "--vault", vault, "--user", "Ane", *rest)

    return run


@pytest.fixture
def amal(ane):
    return ane("people", "set", "new", "given_name=Amal", "cpr=610185-1234").out.strip()


def test_a_registered_person_is_listed_found_and_shown(ane, amal):
    assert [row["id"] for row in ane("people", "list", "--json").json] == [amal]
    assert ane("people", "find", "--json", "amla").json == []
    assert ane("people", "find", "--json", "ama").json[0]["number"] == "610185-xxxx"
    shown = ane("people", "show", "--json", amal).json
    assert (shown["given_name"], shown["cpr"]) == ("Amal", "610185-xxxx")
    assert "Fornavn: Amal" in ane("people", "show", amal).out
    table = ane("people", "list").out.splitlines()
    assert table[0].split()[:2] == ["id", "name"]
    assert "Amal" in table[1]


def test_fields_are_changed_with_hints_on_the_error_stream(ane, amal):
    ran = ane("people", "set", amal, "phone=20304050", "birth_date=1-1-1985", "--json")
    assert (ran.code, ran.json["phone"], ran.json["birth_date"]) == (0, "+4520304050", "1985-01-01")
    assert ran.err == "kbh: 1. januar: er datoen anslået?\n"


def test_a_likely_duplicate_is_named_but_registered(ane, amal):
    ran = ane("people", "set", "new", "given_name=Amal", "cpr=610185-1234")
    assert ran.code == 0
    assert ran.err == f"kbh: Samme CPR-nummer: Amal ({amal})\n"


def test_the_whole_cpr_number_is_shown_for_a_reason_that_is_logged(ane, amal):
    assert ane("people", "show", "--json", "--reveal", "ID-kort", amal).json["cpr"] == "6101851234"
    log = ane("audit", "list", "--json").json
    assert any(e["action"] == "reveal-cpr" and e["reason"] == "ID-kort" for e in log)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("people", "show", "nobody"), "Personen findes ikke på denne enhed."),
        (("people", "set", "new", "shoe=42"), "En person har ikke feltet “shoe”."),
        (("people", "set", "new", "no-value"), "“no-value” er ikke FELT=VÆRDI."),
        (("people", "set", "new", "cpr=12"), "Et CPR-nummer har ti cifre: DDMMÅÅ-SSSS."),
        (("interviews", "show", "nothing"), "Samtalen findes ikke på denne enhed."),
        (("bundles", "resolve", "r", "f", "--value", "x"), None),
        (("bundles", "import", "/nowhere.kbhx"), None),
        (("forms", "publish", "/nowhere.md"), None),
    ],
)
def test_what_is_refused_is_one_line_and_exit_code_1(ane, arguments, said):
    ran = ane(*arguments)
    assert ran.code == 1
    assert ran.err.startswith("kbh: ")
    assert ran.err.count("\n") == 1
    assert said is None or ran.err == f"kbh: {said}\n"
    assert "Traceback" not in ran.err + ran.out


@pytest.mark.parametrize(
    "arguments",
    [(), ("people",), ("people", "list"), ("moon",), ("people", "find", "--vault", "x")],
)
def test_wrong_use_is_exit_code_2(kbh, arguments):
    assert kbh(*arguments).code == 2


def test_a_wrong_passphrase_is_refused(kbh, vault, monkeypatch):
    monkeypatch.setenv("KBH_PASSPHRASE", "forkert kodeord")
    ran = kbh("people", "list", "--vault", vault, "--user", "Ane")
    assert (ran.code, ran.out) == (1, "")


def test_the_user_must_be_named_where_there_are_several(kbh, vault):
    ran = kbh("people", "list", "--vault", vault)
    assert (ran.code, ran.err) == (1, "kbh: Sig med --user, hvem der åbner datalageret: Ane, Bo.\n")


def test_without_a_terminal_the_passphrase_comes_from_the_environment(kbh, vault, monkeypatch):
    monkeypatch.delenv("KBH_PASSPHRASE")
    ran = kbh("people", "list", "--vault", vault, "--user", "Ane")
    assert (ran.code, ran.err) == (1, "kbh: Angiv adgangskoden i miljøvariablen KBH_PASSPHRASE.\n")


def test_no_vault_is_one_line(kbh, tmp_path):
    ran = kbh("check", "--vault", tmp_path, "--user", "Ane")
    assert ran.code == 1
    assert ran.err.count("\n") == 1


def test_an_interview_is_filled_listed_shown_and_finished(ane, amal, tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({GIVEN: "Amaal", WORKED: "no", MATTERS: "no"}), "utf-8")
    filled = ane(
        "interviews", "fill", "--person", amal, "--form", "samtale1", answers, "--finish", "--json"
    ).json
    assert (filled["state"], filled["revision"]) == ("finished", 1)
    assert ane("interviews", "list", "--person", amal, "--json").json == [filled]
    shown = ane("interviews", "show", "--json", filled["id"]).json
    assert shown["answers"][GIVEN] == "Amaal"
    assert shown["answers"][MATTERS] == "🔒"
    assert "Hvad er dit fornavn?: Amaal" in ane("interviews", "show", filled["id"]).out
    assert ane("people", "show", "--json", amal).json["given_name"] == "Amaal"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('{"/data/about/sex": "moon"}', "/data/about/sex"),
        ('{"/data/nothing": "x"}', "/data/nothing"),
        ('{"/data/about/given_name": null}', "/data/about/given_name"),
        ("[]", "answers.json"),
        ("{", "answers.json"),
    ],
)
def test_answers_that_do_not_fit_name_the_place_and_save_nothing(
    ane, amal, tmp_path, content, named
):
    answers = tmp_path / "answers.json"
    answers.write_text(content, "utf-8")
    ran = ane("interviews", "fill", "--person", amal, "--form", "samtale1", answers)
    assert ran.code == 1
    assert named in ran.err
    assert ane("interviews", "list", "--person", amal, "--json").json == []


def test_a_form_is_checked_published_and_traced(kbh, ane, tmp_path):
    assert kbh("forms", "check", FORM).code == 0
    broken = tmp_path / "broken.md"
    broken.write_text(FORM.read_text("utf-8").replace("sum(${years})", "sum(${yeras}"), "utf-8")
    ran = kbh("forms", "check", broken, "--json")
    assert ran.code == 1
    assert any(finding["row"] for finding in ran.json)
    assert ane("forms", "publish", FORM, "--json").json["form_id"] == "samtale1"
    assert [form["form"] for form in ane("forms", "list", "--json").json] == ["samtale1"]
    steps = tmp_path / "steps.json"
    steps.write_text('[{"set": "/data/work/worked", "value": "yes"}]', "utf-8")
    traced = kbh("forms", "trace", FORM, steps, "--now", "2026-04-16T14:02:00+02:00").json
    assert [step["step"] for step in traced["steps"]] == [0, 1]
    assert "<worked>yes</worked>" in traced["submission"]


@pytest.mark.parametrize(
    ("steps", "now"),
    [("{}", None), ("[1]", None), ('[{"set": 1}]', None), ('[{"fly": "x"}]', None), ("[]", "noon")],
)
def test_steps_that_can_not_be_done_are_refused(kbh, tmp_path, steps, now):
    path = tmp_path / "steps.json"
    path.write_text(steps, "utf-8")
    ran = kbh("forms", "trace", FORM, path, *(("--now", now) if now else ()))
    assert (ran.code, ran.err.count("\n")) == (1, 1)


def test_the_audit_log_and_the_vault_verify(ane, kbh, vault):
    assert ane("audit", "verify", "--json").json["ok"]
    assert ane("audit", "verify").code == 0
    ran = kbh("check", "--vault", vault, "--user", "Ane", "--json")
    assert (ran.code, ran.json["ok"]) == (0, True)


def test_commands_speak_english_when_asked(kbh, vault, monkeypatch):
    monkeypatch.setenv("KBH_LANGUAGE", "en")
    ran = kbh("people", "show", "--vault", vault, "--user", "Ane", "nobody")
    assert ran.err == "kbh: That person is not on this device.\n"


def test_a_bug_is_one_line_too(kbh, vault, monkeypatch, logged_warnings):
    def broken(*_arguments):
        raise ZeroDivisionError("Amal Haddad")

    monkeypatch.setattr("kbh_desktop.cli.people.opened", broken)
    ran = kbh("people", "list", "--vault", vault)
    assert (ran.code, ran.err) == (1, "kbh: En fejl, der ikke var forudset: ZeroDivisionError.\n")
    assert "Amal" not in "".join(record.getMessage() for record in logged_warnings)


def test_a_document_is_written_once(ane, amal, tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({GIVEN: "Amaal", WORKED: "no", MATTERS: "no"}), "utf-8")
    ane("interviews", "fill", "--person", amal, "--form", "samtale1", answers, "--finish")
    target = tmp_path / "summary.pdf"
    ran = ane("print", "summary", "--person", amal, target, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert target.read_bytes().startswith(b"%PDF")
    assert ran.json["pages"] >= 1
    again = ane("print", "summary", "--person", amal, target)
    assert (again.code, again.out) == (1, "")
    copy = ane("print", "summary", "--person", amal, "--language", "ar", tmp_path / "copy.pdf")
    assert copy.code == 0
