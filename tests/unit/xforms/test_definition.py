"""An XForm becomes a form; what is hostile or damaged is refused in words."""

import pytest

from kbh_desktop.errors import FormError
from kbh_desktop.xforms.definition import (
    Group,
    Question,
    Repeat,
    language_code,
    load_form,
)
from tests.xforms_world import begin, form, survey

NAMESPACES = (
    'xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa" xmlns:kbh="urn:kbh:forms"'
)


def xform(instance: str = "<a/>", binds: str = "", body: str = '<input ref="/data/a"/>') -> bytes:
    return (
        f"<h:html {NAMESPACES}><h:head><h:title>T</h:title><model>"
        f'<instance><data id="f" version="2">{instance}</data></instance>{binds}'
        f"</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


def test_a_form_knows_its_id_version_title_and_languages() -> None:
    loaded = form(
        "| survey |\n| | type | name | label::Dansk (da) | label::العربية (ar) |\n"
        "| | text | a | Navn | اسم |\n"
        "| settings |\n| | form_id | version | form_title | default_language |\n"
        "| | f | 3 | Samtale | Dansk (da) |\n"
    )
    assert (loaded.id, loaded.version, loaded.title) == ("f", "3", "Samtale")
    assert loaded.languages == ("Dansk (da)", "العربية (ar)")
    assert loaded.default_language == "Dansk (da)"
    assert loaded.language_for("ar") == "العربية (ar)"
    assert loaded.language_for("العربية (ar)") == "العربية (ar)"
    assert loaded.language_for("so") is None


def test_a_language_without_a_code_is_its_own_code() -> None:
    assert [language_code(name) for name in ("Dansk (da)", "so", "Kurmanji (kmr) ")] == [
        "da",
        "so",
        "kmr",
    ]


def test_sections_are_the_groups_at_the_top_and_loose_questions_come_first() -> None:
    loaded = form(
        survey(
            "begin_group | g | G",
            "text | a | A",
            "end_group | |",
            "text | loose | L",
            "begin_repeat | r | R",
            "text | b | B",
            "end_repeat | |",
            "hidden | h |",
        )
    )
    assert [(section.ref, section.name) for section in loaded.sections] == [
        ("/data", ""),
        ("/data/g", "g"),
        ("/data/r", "r"),
    ]
    assert isinstance(loaded.node("/data/g"), Group)
    assert isinstance(loaded.node("/data/r"), Repeat)
    assert isinstance(loaded.node("/data/r/b"), Question)
    assert loaded.section_of["/data/r/b"] == "/data/r"
    with pytest.raises(FormError, match="intet spørgsmål /data/zz"):
        loaded.node("/data/zz")


def test_types_are_those_of_xlsform() -> None:
    rows = {
        "text": "text | a | A",
        "integer": "integer | a | A",
        "decimal": "decimal | a | A",
        "date": "date | a | A",
        "time": "time | a | A",
        "dateTime": "datetime | a | A",
        "note": "note | a | A",
        "trigger": "acknowledge | a | A",
        "image": "image | a | A",
        "audio": "audio | a | A",
        "file": "file | a | A",
        "range": "range | a | A",
        "hidden": "hidden | a |",
        "start": "start | a |",
        "end": "end | a |",
        "today": "today | a |",
        "username": "username | a |",
        "deviceid": "deviceid | a |",
    }
    for kind, row in rows.items():
        question = form(survey(row, "text | z | Z")).node("/data/a")
        assert isinstance(question, Question)
        assert question.type == kind


def test_sensitivity_is_handed_down_from_the_nearest_group() -> None:
    binds = (
        '<bind nodeset="/data/g" kbh:class="K2"/><bind nodeset="/data/g/b" kbh:class="K3"/>'
        '<bind nodeset="/data/g/c" kbh:class="K9"/>'
    )
    body = "".join(f'<input ref="/data/{ref}"/>' for ref in ("a", "g/b", "g/c"))
    loaded = load_form(xform("<a/><g><b/><c/></g>", binds, body))
    found = {ref: element.sensitivity for ref, element in loaded.elements.items()}
    assert found == {"/data/a": "K1", "/data/g": "K2", "/data/g/b": "K3", "/data/g/c": "K2"}


def test_choices_inside_a_question_and_relative_binds_are_read() -> None:
    body = (
        '<select1 ref="/data/a"><label>A</label>'
        "<item><label>One</label><value>1</value></item>"
        "<item><label>Two</label><value>2</value></item></select1>"
    )
    session = begin(load_form(xform(binds='<bind nodeset="a" required="true()"/>', body=body)))
    view = session.view(0, ("", None))[0]
    assert [(choice.value, choice.label) for choice in view.choices] == [("1", "One"), ("2", "Two")]
    assert view.required
    session.set("/data/a", "2")
    assert session.display("/data/a") == "Two"


def test_a_repeat_without_a_template_grows_from_its_first_instance() -> None:
    body = (
        '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/b"/></repeat></group>'
    )
    session = begin(load_form(xform("<r><b>d</b></r><r><b>d</b></r>", body=body)))
    session.add("/data/r")
    values = [session.state(f"/data/r[{place}]/b").value for place in (1, 2, 3)]
    assert values == ["d", "d", "d"]


def test_a_repeat_held_fixed_has_no_buttons() -> None:
    body = (
        '<group ref="/data/r"><repeat nodeset="/data/r" jr:noAddRemove="true()">'
        '<input ref="/data/r/b"/></repeat></group>'
    )
    session = begin(load_form(xform("<r><b/></r>", body=body)))
    assert not any(view.can_add or view.can_remove for view in session.view(0, ("", None)))


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (b"", "XML kan ikke læses"),
        (b"<a>", "linje 1"),
        (b"\x00\x01", "XML kan ikke læses"),
        (b"<a/>", "ingen XForm|ikke en XForm"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "dokumenttype"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "dokumenttype"),
        (b"<a>" * 200 + b"</a>" * 200, "for mange elementer"),
        (b"<?xml version='1.0' encoding='klingon'?><a/>", "XML kan ikke læses"),
        (b" " * 20_000_001, "20 MB"),
        (xform(binds='<bind nodeset="/data/a" relevant="nope("/>'), "/data/a"),
        (xform(body="<input/>"), "ingen reference"),
        (xform().replace(b"<data id", b"<!--").replace(b"</data>", b"-->"), "kan ikke|intet"),
    ],
)
def test_what_is_no_form_is_refused_in_words(xml: bytes, message: str) -> None:
    with pytest.raises(FormError, match=message):
        load_form(xml)


def test_a_billion_laughs_are_refused_at_once() -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(20))
    bomb = f'<!DOCTYPE a [<!ENTITY a0 "ha">{entities}]><a>&a20;</a>'.encode()
    with pytest.raises(FormError):
        load_form(bomb)
