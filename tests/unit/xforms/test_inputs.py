"""What a person types is made into what is stored, or refused with a clear sentence."""

import pytest

from kbh_desktop.errors import InputError
from tests.xforms_world import begin, form, survey

TYPES = (
    survey(
        "text | text | T",
        "integer | whole | I",
        "decimal | part | D",
        "date | day | D",
        "time | clock | C",
        "datetime | moment | M",
        "select_one l | one | O",
        "select_multiple l | several | S",
        "rank l | order | R",
        "acknowledge | ok | OK",
        "note | note | N",
        "image | photo | P",
        "range | scale | S",
    )
    + "| choices |\n| | list_name | name | label |\n"
    "| | l | a | A |\n| | l | b | B |\n| | l | c | C |\n"
)


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("text", " som skrevet ", " som skrevet "),
        ("text", "a\x00b\x07c\nd", "abc\nd"),
        ("whole", " 007 ", "7"),
        ("whole", "-3", "-3"),
        ("whole", "+3", "3"),
        ("part", "2,50", "2.5"),
        ("part", "2.5", "2.5"),
        ("part", ",5", "0.5"),
        ("part", "-0,25", "-0.25"),
        ("part", "\N{MINUS SIGN}3", "-3"),
        ("part", "3,", "3"),
        ("part", "0012,0", "12"),
        ("day", "2026-04-16", "2026-04-16"),
        ("clock", "9:05", "09:05"),
        ("clock", "23:59:59.000", "23:59:59.000"),
        ("moment", "2026-04-16 14:02", "2026-04-16T14:02"),
        ("moment", "2026-04-16T14:02:00.000+02:00", "2026-04-16T14:02:00.000+02:00"),
        ("one", "b", "b"),
        ("several", "c a c", "a c"),
        ("order", "c a b", "c a b"),
        ("order", "c", "c"),
        ("ok", "OK", "OK"),
        ("scale", "10", "10"),
        ("photo", "1234.jpg", "1234.jpg"),
        ("day", "", None),
    ],
)
def test_what_is_typed_is_stored_in_one_way(name: str, typed: str, stored: str | None) -> None:
    session = begin(form(TYPES))
    session.set(f"/data/{name}", typed)
    assert session.answers().get(f"/data/{name}") == stored


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("text", "x" * 100_001, "Teksten er længere end 100000 tegn."),
        ("whole", "3,5", "“3,5” er ikke et helt tal."),
        ("whole", "tre", "“tre” er ikke et helt tal."),
        ("whole", "9" * 30, f"“{'9' * 30}” er ikke et helt tal."),
        ("part", "1.000,5", "“1.000,5” er ikke et tal."),
        ("part", "1e5", "“1e5” er ikke et tal."),
        ("part", "-", "“-” er ikke et tal."),
        ("day", "16-04-2026", "“16-04-2026” er ikke en dato."),
        ("day", "2026-02-30", "Datoen 2026-02-30 findes ikke."),
        ("clock", "25:00", "“25:00” er ikke et klokkeslæt."),
        ("clock", "ni", "“ni” er ikke et klokkeslæt."),
        ("moment", "2026-04-16", "“2026-04-16” er ikke en dato med klokkeslæt."),
        ("one", "z", "“z” er ikke blandt svarmulighederne."),
        ("one", "a b", "“a b” er ikke blandt svarmulighederne."),
        ("several", "a z", "“z” er ikke blandt svarmulighederne."),
        ("ok", "ja", "Dette kan kun bekræftes eller lades stå."),
        ("scale", "11", "11 ligger ikke mellem 1 og 10."),
        ("scale", "to", "“to” er ikke et helt tal."),
        ("note", "x", "Dette kan kun læses, ikke besvares."),
    ],
)
def test_what_cannot_be_an_answer_changes_nothing(name: str, typed: str, message: str) -> None:
    session = begin(form(TYPES))
    before = session.answers()
    with pytest.raises(InputError) as caught:
        session.set(f"/data/{name}", typed)
    assert (str(caught.value), caught.value.field) == (message, f"/data/{name}")
    assert session.answers() == before


def test_what_the_form_works_out_cannot_be_typed() -> None:
    session = begin(
        form(
            survey(
                "calculate | c | | 1 + 1",
                "text | a | A |",
                columns="type | name | label | calculation",
            )
        )
    )
    with pytest.raises(InputError, match="regner skemaet selv ud"):
        session.set("/data/c", "3")
    with pytest.raises(InputError, match="kun læses"):
        session.set("/data", "3")
