"""However laptops enter and exchange it, a card says the same, says all of it, and says it once."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.competences import answers
from kbh_desktop.competences.anonymous import anonymous_profile
from kbh_desktop.competences.composing import card_of
from kbh_desktop.competences.items import CHOSEN, FIELDS, NAMING, Item
from kbh_desktop.competences.leaving import competence_profile, cv_draft
from kbh_desktop.competences.merging import EVIDENCE, merged
from kbh_desktop.people.model import Person

TODAY = date(2026, 11, 24)
SECRET = "xqzHEMMELIGTxqz"
NAMES = {
    "skill": ("Lave varm mad", "lave VARM mad", "Cook hot meals", "Svejse", "Jonglere"),
    "work": ("kok", "KOK", "murer", "gik på line"),
}
VALUES = {
    "level": ("1", "2", "3"),
    "years": ("0", "7", "40"),
    "last_used": ("1999", "2020"),
    "sources": ("home", "job", "home job"),
    "evidence": EVIDENCE,
    "began": ("2010", "2010-05", "2011-01-01"),
    "ended": ("2015", "2016-02"),
    "lasts": ("yes", "no"),
    "country": ("SYR", "DNK"),
    "tasks": ("Suppe", "Brød"),
    "code": ("",),
    "uri": ("", "urn:a", "urn:b"),
}


@st.composite
def items(draw, kind):
    names = sorted(set(FIELDS[kind]) & VALUES.keys())
    told = draw(st.fixed_dictionaries({}, optional={n: st.sampled_from(VALUES[n]) for n in names}))
    told[NAMING[kind]] = draw(st.sampled_from(NAMES[kind]))
    return Item(
        id=draw(st.uuids()).hex,
        kind=kind,
        values={name: value for name, value in told.items() if value},
        interview_id=draw(st.sampled_from(["", "i1"])),
        added_at=draw(st.sampled_from(["2026-01-01T10:00:00", "2026-01-02T10:00:00"])),
    )


SKILLS = st.lists(items("skill"), max_size=6, unique_by=lambda item: item.id)
WORK = st.lists(items("work"), max_size=6, unique_by=lambda item: item.id)


def said(lines):
    return [(line.ids, line.values, line.differs) for line in lines]


@given(SKILLS, st.randoms())
def test_the_order_in_which_laptops_are_heard_does_not_matter(entered, random):
    shuffled = entered.copy()
    random.shuffle(shuffled)
    assert said(merged("skill", shuffled)) == said(merged("skill", entered))


@given(SKILLS)
def test_every_entry_is_part_of_one_line(entered):
    lines = merged("skill", entered)
    ids = [item_id for line in lines for item_id in line.ids]
    assert sorted(ids) == sorted(item.id for item in entered)


@given(SKILLS)
def test_what_was_made_one_is_not_made_less(entered):
    """No line says less than any of the entries it is made of, and it tells where they differ."""
    for line in merged("skill", entered):
        for item in line.items:
            assert line.values.keys() >= item.values.keys()
            assert int(line.get("level") or 0) >= int(item.get("level") or 0)
            assert set(line.get("sources").split()) >= set(item.get("sources").split())
        for name in ("level", "years", "evidence"):
            told = {item.get(name) for item in line.items} - {""}
            assert (name in line.differs) == (len(told) > 1)


@given(SKILLS)
def test_making_one_again_changes_nothing(entered):
    lines = merged("skill", entered)
    again = [Item(line.id, "skill", line.values, added_at=line.items[0].added_at) for line in lines]
    assert [line.values for line in merged("skill", again)] == [line.values for line in lines]


@given(SKILLS)
def test_two_lines_never_share_a_name_or_an_address(entered):
    lines = merged("skill", entered)
    for name in ("name", "uri"):
        seen = [
            {item.get(name).casefold() for item in line.items if item.get(name)} for line in lines
        ]
        assert sum(map(len, seen)) == len(set().union(*seen))


@given(WORK)
def test_no_job_is_lost_and_none_counts_twice(entered):
    card = card_of("p", entered, TODAY)
    ids = [item_id for work in card.occupations for item_id in work.ids]
    assert sorted(ids) == sorted(item.id for item in entered)
    whole = card.experience_months
    again = [
        *entered,
        *(Item(i.id[::-1], i.kind, i.values, "", i.added_at) for i in entered),
    ]
    assert card_of("p", again, TODAY).experience_months == whole


@given(WORK, SKILLS)
def test_what_a_card_answers_is_told_as_the_same_card(work, skills):
    """A new interview that begins with the card and is saved leaves the card as it was."""
    card = card_of("p", [*work, *skills], TODAY)
    known = answers.known([*work, *skills])
    stored = dict(known.answers) | {
        f"/data/{repeat}[~{instance}]/{name}": value
        for repeat, rows in known.rows.items()
        for instance, told in rows
        for name, value in told.items()
    }
    told = answers.told(stored, "p", "i2")
    lines = {item.id for item in told.values() if item.kind in ("work", "skill")}
    assert lines <= {
        *(work.id for work in card.occupations),
        *(skill.id for skill in card.skills),
    }
    again = card_of("p", told.values(), TODAY)
    assert sorted((w.title, w.began, w.country) for w in again.occupations) == sorted(
        (w.title, w.began, w.country) for w in card.occupations
    )
    assert {(s.name, s.level, s.years) for s in again.skills} == {
        (s.name, s.level, s.years) for s in card.skills
    }


TYPED = st.text(max_size=20).map(lambda text: f"{SECRET} {text}")
FREE = {
    "work": ("title", "tasks", "tools", "industry"),
    "skill": ("name",),
    "certificate": ("name",),
    "education": ("title", "original_title"),
    "placement": ("workplace", "tasks", "remarks", "given_by", "danish", "next_to_learn"),
    "goals": ("first", "second"),
}


@st.composite
def typed_items(draw):
    """Entries whose every free text holds the secret, besides what lists offer."""
    kind = draw(st.sampled_from(sorted(FREE)))
    values = {name: draw(TYPED) for name in FREE[kind]}
    if kind == "work":
        values |= {"began": "2010-03-07", "ended": "2014", "country": "SYR", "code": "5120"}
    if kind == "education":
        values |= {"level": "6", "field": "09", "country": "SYR", "began": "2003"}
    return Item(draw(st.uuids()).hex, kind, values, added_at="2026")


@given(st.lists(typed_items(), max_size=8, unique_by=lambda item: item.id))
def test_nothing_that_was_typed_reaches_a_company(entered):
    person = Person(id="p" * 32)
    profile = anonymous_profile(card_of(person.id, entered, TODAY), TODAY)
    text = repr(profile)
    assert SECRET not in text
    for telling in ("Syrien", "SYR", "2010", "2014", "2003", person.id):
        assert telling not in text


CONFIDENTIAL = (
    "udl_nr",
    "cpr",
    "citizenships",
    "residence_basis",
    "decision_date",
    "entry_date",
    "civil_status",
    "mother_tongues",
    "notes",
    "birth_date",
    "centre",
)


@given(st.lists(typed_items(), max_size=4, unique_by=lambda item: item.id))
def test_no_confidential_field_of_a_person_leaves_with_a_card(entered):
    person = Person(id="p", given_name="Amina", **{name: f"K2{name}K2" for name in CONFIDENTIAL})
    card = card_of(person.id, entered, TODAY)
    for made in (
        cv_draft(card, person, TODAY),
        competence_profile(card, person, TODAY),
        anonymous_profile(card, TODAY),
    ):
        everything = repr([getattr(made, name) for name in type(made).__slots__])
        assert not any(f"K2{name}K2" in everything for name in CONFIDENTIAL)


SENSITIVE = st.sampled_from(
    ["i1_matters", "i2_difficult", "c4_cpr", "d1_household", "e1_mother_tongues", "j5_excluded"]
)


@given(st.dictionaries(SENSITIVE, TYPED))
def test_only_questions_of_the_list_are_ever_read(answered):
    stored = {f"/data/{name}": value for name, value in answered.items()}
    stored |= {f"/data/g2_jobs[~a]/{name}": value for name, value in answered.items()}
    assert answers.told(stored, "p", "i") == {}
    assert answers.NAMES.isdisjoint(answered)


def test_a_chosen_title_keeps_where_it_was_chosen_from():
    assert set(CHOSEN) <= set(FIELDS["work"]) & set(FIELDS["skill"])
