import pytest

from kbh_desktop.documents.text.breaks import letters, tokens


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hej med dig", ["Hej", " ", "med", " ", "dig"]),
        ("mødet kl. 8.30 er", ["mødet", " ", "kl. 8.30", " ", "er"]),
        ("40 % af § 7", ["40 %", " ", "af", " ", "§ 7"]),
        ("social- og sundhed", ["social-", " ", "og", " ", "sundhed"]),
        ("Fast-Track", ["Fast-", "Track"]),
        ("2010–2016", ["2010–2016"]),
        ("borger/kommune", ["borger/", "kommune"]),
        ("ሰላም፡ዓለም", ["ሰላም፡", "ዓለም"]),
        ("12\xa0kr.", ["12\xa0kr."]),
        ("漢字", ["漢", "字"]),
        ("مرحبا، يا صديقي", ["مرحبا،", " ", "يا", " ", "صديقي"]),
    ],
)
def test_lines_may_end_where_the_language_allows_it(text: str, parts: list[str]):
    assert [token.text for token in tokens(text)] == parts


def test_marks_and_joiners_stay_with_their_letter():
    assert list(letters("e\u0301x\u200dy")) == ["e\u0301", "x\u200dy"]
