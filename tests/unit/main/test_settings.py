"""IT's policy and the person's choices: what is right holds, what is wrong is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.errors import InputError, StorageError
from kbh_desktop.security.keys import OfficeCard, generate_office_keys
from kbh_desktop.settings.model import Settings, Source
from kbh_desktop.settings.registry import GROUP_POLICY, PROVISIONING, as_policy
from kbh_desktop.settings.service import FILE_NAME, load_settings, policy_path, save_choices


@pytest.fixture
def policy(tmp_path):
    (tmp_path / "it").mkdir()
    return tmp_path / "it" / "policy.toml"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "vault"


def card() -> OfficeCard:
    keys = generate_office_keys()
    recipients = [keys.recipient] * 3
    return OfficeCard("Integration Nørrebro", "0" * 32, *recipients, keys.verify_key)


def problems(settings: Settings) -> list[tuple[str, str]]:
    return [(problem.place, problem.key) for problem in settings.problems]


def test_without_files_the_defaults_hold(folder, policy):
    settings = load_settings(folder, policy)
    assert settings == Settings()
    assert (settings.idle_minutes, settings.retention_days, settings.language) == (5, 14, "da")
    assert settings.source("language") is Source.DEFAULT


def test_the_policy_decides_and_says_so(folder, policy):
    policy.write_text(
        'municipality = "0201"\ncentres = ["avnstrup", "jelling"]\nretention_days = 7\n', "utf-8"
    )
    settings = load_settings(folder, policy)
    assert settings.municipality == "0201"
    assert settings.centres == ("avnstrup", "jelling")
    assert settings.retention_days == 7
    assert settings.source("municipality") is Source.POLICY
    assert settings.problems == ()


def test_the_office_card_lies_beside_the_policy_and_names_the_office(folder, policy):
    office = card()
    policy.with_name("office.kbhoffice").write_text(office.to_text(), "utf-8")
    policy.write_text('office_card = "office.kbhoffice"\n')
    settings = load_settings(folder, policy)
    assert settings.office_card == office
    assert settings.office_name == "Integration Nørrebro"


@pytest.mark.parametrize("content", [None, "no card", '{"format": "kbh-office-card"}'])
def test_a_wrong_office_card_is_named_and_the_rest_holds(folder, policy, content):
    if content is not None:
        policy.with_name("office.kbhoffice").write_text(content, "utf-8")
    policy.write_text('office_card = "office.kbhoffice"\nretention_days = 7\n')
    settings = load_settings(folder, policy)
    assert settings.office_card is None
    assert settings.retention_days == 7
    assert problems(settings) == [("policy.toml", "office_card")]


def test_an_altered_office_card_is_refused(folder, policy):
    changed = card().to_text().replace("Nørrebro", "Vesterbro")
    policy.with_name("office.kbhoffice").write_text(changed, "utf-8")
    policy.write_text('office_card = "office.kbhoffice"\n')
    assert problems(load_settings(folder, policy)) == [("policy.toml", "office_card")]


@pytest.mark.parametrize(
    "wrong",
    [
        "retention_days = 0",
        "retention_days = true",
        'retention_days = "14"',
        "municipality = 101",
        'municipality = "1010"',
        'centres = "avnstrup"',
        "centres = [1]",
        'language = "tlh"',
        f'office_name = "{"x" * 201}"',
        "office_card = 1",
        "idle_minutes = 31",
        'mode = "dark"',
        "no_such = 1",
    ],
)
def test_a_wrong_value_is_named_and_the_default_holds(folder, policy, wrong):
    policy.write_text(wrong)
    settings = load_settings(folder, policy)
    assert problems(settings) == [("policy.toml", wrong.split()[0])]
    assert settings == Settings(problems=settings.problems)


def test_a_file_that_is_no_toml_is_named_with_its_line(folder, policy):
    policy.write_text("retention_days = 7\nidle minutes\n")
    (problem,) = load_settings(folder, policy).problems
    assert (problem.place, problem.key) == ("policy.toml", "")
    assert problem.text == "Linje 2 er ikke skrevet, som TOML kræver."


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a = '''", b"\x00"])
def test_a_file_that_is_no_text_is_named(folder, policy, content):
    policy.write_bytes(content)
    assert problems(load_settings(folder, policy)) == [("policy.toml", "")]


def test_a_folder_in_place_of_the_file_is_named(folder, policy):
    policy.mkdir()
    assert problems(load_settings(folder, policy)) == [("policy.toml", "")]


def test_choices_are_kept_beside_earlier_ones(folder, policy):
    save_choices(folder, mode="dark", text_percent=150)
    save_choices(folder, text_percent=125)
    settings = load_settings(folder, policy)
    assert (settings.mode, settings.text_percent) == ("dark", 125)
    assert settings.source("mode") is Source.PERSON
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]


def test_a_choice_that_makes_no_sense_is_refused_with_its_field(folder):
    with pytest.raises(InputError) as caught:
        save_choices(folder, text_percent=400)
    assert caught.value.field == "text_percent"
    assert not folder.exists()


def test_a_damaged_file_of_choices_is_named_and_replaced_by_the_next_choice(folder, policy):
    folder.mkdir()
    (folder / FILE_NAME).write_text("mode = dark")
    assert problems(load_settings(folder, policy)) == [(FILE_NAME, "")]
    save_choices(folder, mode="dark")
    assert load_settings(folder, policy).mode == "dark"


def test_a_folder_that_can_not_be_written_is_an_error_for_the_person(tmp_path):
    (tmp_path / "vault").write_text("in the way")
    with pytest.raises(StorageError):
        save_choices(tmp_path / "vault", mode="dark")


def test_the_person_can_lock_sooner_than_it_demands_but_never_later(folder, policy):
    policy.write_text("idle_minutes = 10")
    save_choices(folder, idle_minutes=3)
    settings = load_settings(folder, policy)
    assert (settings.idle_minutes, settings.longest_idle_minutes) == (3, 10)
    save_choices(folder, idle_minutes=30)
    settings = load_settings(folder, policy)
    assert (settings.idle_minutes, settings.problems) == (10, ())


def test_the_person_can_not_decide_what_it_decides(folder, policy):
    folder.mkdir()
    (folder / FILE_NAME).write_text("retention_days = 90")
    settings = load_settings(folder, policy)
    assert settings.retention_days == 14
    assert problems(settings) == [(FILE_NAME, "retention_days")]


def test_a_language_chosen_by_it_is_only_a_suggestion(folder, policy):
    policy.write_text('language = "en"')
    assert load_settings(folder, policy).language == "en"
    save_choices(folder, language="da")
    assert load_settings(folder, policy).language == "da"


def test_a_wrong_value_is_named_with_its_line(folder, policy):
    policy.write_text('# IT\nmunicipality = "0201"\n\nretention_days = 900\n')
    (problem,) = load_settings(folder, policy).problems
    assert (problem.key, problem.line) == ("retention_days", 4)


def test_relative_names_start_beside_the_policy_file(folder, policy):
    policy.write_text('update_folder = "updates"\n')
    assert load_settings(folder, policy).update_folder == str(policy.parent / "updates")


def registry(**keys):
    """A registry with these values below the keys."""
    found = {GROUP_POLICY: as_policy(keys.get("policy", {}))}
    found[PROVISIONING] = as_policy(keys.get("installer", {}))
    return found.__getitem__


def test_an_office_key_is_a_card_in_one_word(folder, policy):
    office = card()
    policy.write_text(f'office_key = "{office.to_key()}"\n')
    settings = load_settings(folder, policy)
    assert settings.office_card == office
    assert settings.source("office_card") is Source.POLICY
    assert "\n" not in office.to_key()


@pytest.mark.parametrize(
    "harm", [lambda k: k[:-9], lambda k: k[11:], lambda _k: "kbhoffice1:", str.upper]
)
def test_a_cut_office_key_is_refused(folder, policy, harm):
    policy.write_text(f'office_key = "{harm(card().to_key())}"\n')
    assert problems(load_settings(folder, policy)) == [("policy.toml", "office_key")]


def test_group_policy_wins_over_the_file_and_the_file_over_the_installer(folder, policy):
    policy.write_text('office_name = "Fra filen"\nretention_days = 7\n')
    read = registry(
        installer={"OfficeKey": card().to_key(), "OfficeName": "Fra installationen"},
        policy={"RetentionDays": 30, "Centres": "avnstrup, jelling", "Language": ""},
    )
    settings = load_settings(folder, policy, read)
    assert settings.office_card is not None
    assert (settings.office_name, settings.retention_days) == ("Fra filen", 30)
    assert settings.centres == ("avnstrup", "jelling")
    assert settings.language == "da"
    assert [settings.source(k).value for k in ("office_card", "office_name", "retention_days")] == [
        "installer",
        "policy",
        "group_policy",
    ]


def test_a_stronger_source_of_it_may_lengthen_what_a_weaker_one_set(folder, policy):
    policy.write_text("idle_minutes = 3")
    read = registry(policy={"IdleMinutes": 20})
    assert load_settings(folder, policy, read).idle_minutes == 20


def test_a_wrong_value_in_the_registry_is_named_with_its_key(folder, policy):
    read = registry(policy={"RetentionDays": "seven", "Nonsense": 1})
    assert problems(load_settings(folder, policy, read)) == [
        (rf"HKLM\{GROUP_POLICY}", "retention_days"),
        (rf"HKLM\{GROUP_POLICY}", "Nonsense"),
    ]


def test_the_policy_lies_where_administrators_write():
    assert policy_path().is_absolute()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_name_survives_the_file(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("vault")
    save_choices(folder, last_user=name)
    settings = load_settings(folder, folder / "none.toml")
    assert (settings.last_user, settings.problems) == (name.strip(), ())
