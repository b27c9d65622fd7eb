"""What people agreed to: said, taken back, disputed; and every way out asks."""

from datetime import date, timedelta

import pytest

from kbh_desktop.competences.esco import Esco
from kbh_desktop.competences.service import CompetenceService
from kbh_desktop.consent.model import Statement, Way, after_answer, cautious
from kbh_desktop.consent.purposes import purpose, purposes, text_version
from kbh_desktop.consent.service import ConsentService
from kbh_desktop.errors import ConsentError, InputError, NotAllowedError, NotFoundError
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import Role
from tests.casework_world import open_casework, people_service, user


@pytest.fixture
def database(tmp_path, clock):
    database = open_casework(tmp_path, clock)
    yield database
    database.close()


@pytest.fixture
def people(database, clock):
    return people_service(database, clock)


@pytest.fixture
def consents(database, clock):
    return ConsentService(database, clock, user())


@pytest.fixture
def amina(people):
    return people.register(given_name="Amina").id


def statement(said, interview=""):
    return Statement("1", said, date(2026, 4, 16), "form", "Ane", "", "ar", "1", interview)


def test_nothing_is_agreed_to_before_it_was_asked(consents, amina):
    found = consents.consents(amina)
    assert [each.purpose for each in found] == [each.key for each in purposes()]
    assert {each.said for each in found} == {""}
    decision = consents.may_share(amina, Way.CV)
    assert (decision.may, decision.was_asked) == (True, False)


def test_a_withdrawal_closes_the_ways_that_rest_on_it_and_no_other(consents, amina):
    consents.give(amina, "employers", how="paper")
    consents.withdraw(amina, "employers", how="spoken", language="ar")
    for way in Way:
        assert consents.may_share(amina, way).may == (way not in purpose("employers").stops)


def test_the_sentence_names_the_consent_the_day_and_the_way_forward(consents, amina):
    consents.withdraw(amina, "employers", how="spoken")
    with pytest.raises(ConsentError, match="16-04-2026") as caught:
        consents.require(amina, Way.CV)
    assert purpose("employers").title in str(caught.value)


def test_what_was_asked_again_may_leave_again(consents, amina):
    consents.withdraw(amina, "employers", how="spoken")
    consents.give(amina, "employers", how="paper")
    assert consents.may_share(amina, Way.CV).may
    assert len(consents.consent(amina, "employers").statements) == 2


def test_every_word_keeps_the_version_and_language_of_its_text(consents, amina):
    said = consents.withdraw(amina, "volunteers", how="spoken", language="ti").counting
    assert (said.language, said.text_version, said.taken_by) == ("ti", text_version(), "Ane")


def test_a_day_to_come_is_refused(consents, amina):
    with pytest.raises(InputError) as caught:
        consents.give(amina, "employers", how="paper", on=consents.today() + timedelta(days=1))
    assert caught.value.field == "on"


def test_unknown_purposes_and_people_are_said(consents, amina):
    with pytest.raises(NotFoundError):
        consents.give(amina, "horoscope", how="paper")
    with pytest.raises(NotFoundError):
        consents.give("nobody", "employers", how="paper")


def test_leaders_see_no_consents(database, clock, amina):
    with pytest.raises(NotAllowedError):
        ConsentService(database, clock, user("Leo", Role.LEADER)).consents(amina)


def test_it_is_logged_without_content(database, clock, consents, amina):
    from kbh_desktop.audit.service import AuditLog

    consents.withdraw(amina, "employers", how="spoken", language="ar")
    entry = AuditLog(database, clock, user()).entries(1)[0]
    assert entry.deed.action == AuditAction.WITHDRAW_CONSENT
    assert (entry.deed.person_id, entry.deed.subject, entry.reason) == (amina, "employers", "")


def test_files_of_a_card_ask_first(database, clock, people, consents, amina):
    cards = CompetenceService(database, clock, user(), people, Esco(database))
    consents.withdraw(amina, "employers", how="spoken")
    consents.withdraw(amina, "volunteers", how="spoken")
    for draft in ("cv", "profile", "anonymous"):
        assert not cards.may_leave(amina, draft).may
        with pytest.raises(ConsentError):
            cards.exported(amina, draft)
    for how in ("json", "xml"):
        with pytest.raises(ConsentError):
            cards.europass(amina, how)


def test_every_draft_of_a_card_is_a_way(database):
    from typing import get_args

    from kbh_desktop.competences.service import Draft

    assert {Way(each) for each in get_args(Draft)} == {Way.CV, Way.PROFILE, Way.ANONYMOUS}


def test_every_way_is_closed_by_some_consent():
    assert {way for each in purposes() for way in each.stops} == set(Way)


def test_every_text_stands_in_danish_english_and_arabic():
    for each in purposes():
        for texts in (each.titles, each.texts, each.meanings):
            assert {"da", "en", "ar"} <= texts.keys()
            assert all(text.strip() for text in texts.values())


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        (("given", "withdrawn"), "withdrawn"),
        (("declined", "given"), "declined"),
        (("given", ""), ""),
        (("given",), "given"),
        ((), ""),
    ],
)
def test_the_cautious_word_counts(said, counts):
    assert cautious(said) == counts


@pytest.mark.parametrize(
    ("earlier", "answer", "counts"),
    [
        ("", "yes", "given"),
        ("", "no", "declined"),
        ("", "not_asked", ""),
        ("given", "no", "withdrawn"),
        ("given", "not_asked", "given"),
        ("withdrawn", "no", "withdrawn"),
        ("withdrawn", "yes", "given"),
        ("declined", "", "declined"),
    ],
)
def test_an_answer_counts_beside_what_another_day_said(earlier, answer, counts):
    before = [statement(earlier, "first")] if earlier else []
    assert after_answer(before, "second", answer) == counts


def test_a_slip_within_one_interview_is_no_withdrawal():
    slip = [statement("given", "same")]
    assert after_answer(slip, "same", "no") == "declined"
    assert after_answer(slip, "same", "") == ""
