"""Drafted words of forms: told by the form, ticked off by people, drafts again when changed."""

from kbh_desktop.xforms.drafts import drafts, mark_of, wordings
from tests.forms_world import session, shipped

TIGRINYA = "ትግርኛ (ti)"


def views(reviewed=frozenset()):
    form = session("samtale1", reviewed=reviewed)
    return {view.key: view for view in form.view("/data/a_meeting", ("da", "ti"))}


def test_all_but_danish_and_english_are_drafts():
    form = shipped("samtale1")

    assert [len(drafts(form, one, frozenset())) > 500 for one in form.languages] == [
        False,
        False,
        *[True] * 6,
    ]


def test_a_draft_is_marked_until_all_its_words_were_found_right():
    assert views()["/data/a_meeting/a1_kind"].is_draft
    form = shipped("samtale1")
    label = {
        one.mark
        for one in wordings(form, TIGRINYA)
        if one.text_id == "/data/a_meeting/a1_kind:label"
    }
    choices = {
        one.mark for one in wordings(form, TIGRINYA) if one.text_id.startswith("interview_kind-")
    }

    assert views(frozenset(label))["/data/a_meeting/a1_kind"].is_draft
    assert not views(frozenset(label | choices))["/data/a_meeting/a1_kind"].is_draft


def test_changed_words_are_another_draft():
    assert mark_of(TIGRINYA, "Ja", "እወ") == mark_of("ti", "Ja", "እወ")
    assert mark_of(TIGRINYA, "Ja", "እወ") != mark_of(TIGRINYA, "Ja", "እወ!")
    assert mark_of(TIGRINYA, "Ja", "እወ") != mark_of(TIGRINYA, "Jo", "እወ")


def test_what_is_ticked_is_kept_and_may_be_taken_back(office):
    reviews = office.app.interviews.reviews
    first, second, third = (one.mark for one in wordings(shipped("samtale1"), TIGRINYA)[:3])

    reviews.review([first, second], TIGRINYA)
    reviews.review([second, third], TIGRINYA)
    assert reviews.reviewed() == {first, second, third}

    reviews.review([second], TIGRINYA, is_right=False)
    assert reviews.reviewed() == {first, third}
    reviews.review([second], TIGRINYA)
    assert reviews.reviewed() == {first, second, third}
