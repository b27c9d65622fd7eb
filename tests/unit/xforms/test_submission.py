"""The finished form as ODK takes it, its entities, and the trace."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from kbh_desktop.errors import InputError
from kbh_desktop.xforms.publish import convert
from kbh_desktop.xforms.trace import trace
from tests.xforms_world import NOW, begin, form, survey

PERSON = (
    survey(
        "text | given | Fornavn | given_name |",
        "text | nick | Kaldenavn | called_name | ${given} != ''",
        "end | ended | | |",
        columns="type | name | label | save_to | relevant",
    )
    + "| entities |\n| | dataset | label |\n| | person | concat(${given}, '!') |\n"
)


def test_a_submission_is_the_relevant_answers_as_xml() -> None:
    session = begin(form(PERSON))
    session.set("/data/given", 'Åse & <"Bo">')
    root = ET.fromstring(session.submission(instance_id="uuid:1", instance_name="Navn"))
    assert root.attrib == {"id": "test", "version": "1"}
    assert root.findtext("given") == 'Åse & <"Bo">'
    assert root.findtext("meta/instanceID") == "uuid:1"
    assert root.findtext("ended") == "2026-04-16T12:02:03.456+00:00"
    entity = root.find("meta/entity")
    assert entity is not None
    assert entity.attrib["dataset"] == "person"
    session.set("/data/given", "")
    assert b"<nick" not in session.submission()


def test_entities_hold_what_save_to_names() -> None:
    session = begin(form(PERSON))
    session.set("/data/given", "Åse")
    session.set("/data/nick", "Ås")
    (entity,) = session.entities()
    assert (entity.dataset, entity.label) == ("person", "Åse!")
    assert entity.values == {"given_name": "Åse", "called_name": "Ås"}
    session.set("/data/given", "")
    assert session.entities()[0].values == {}


def test_an_entity_that_is_not_wanted_is_not_told() -> None:
    tables = (
        survey("text | a | A | f", columns="type | name | label | save_to")
        + "| entities |\n| | dataset | label | create_if |\n"
        "| | person | concat('x', ${a}) | ${a} = 'yes' |\n"
    )
    session = begin(form(tables))
    assert session.entities() == ()
    session.set("/data/a", "yes")
    assert session.entities()[0].values == {"f": "yes"}


def test_a_trace_tells_every_node_after_every_step(tmp_path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        survey(
            "integer | age | Alder |",
            "begin_repeat | job | Job |",
            "text | title | Titel | ${age} > 17",
            "end_repeat | | |",
            columns="type | name | label | relevant",
        )
        + "| settings |\n| | form_id | version |\n| | f | 9 |\n",
        "utf-8",
    )
    steps = [
        {"set": "/data/age", "value": "18"},
        {"add": "/data/job"},
        {"set": "/data/job[2]/title", "value": "kok"},
        {"remove": "/data/job[1]"},
        {"language": "English (en)"},
    ]
    told = trace(path, steps, now=NOW)
    assert (told["form"], told["version"]) == ("f", "9")
    assert [step["step"] for step in told["steps"]] == [0, 1, 2, 3, 4, 5]
    assert told["steps"][0]["nodes"][2] == {
        "ref": "/data/job[1]/title",
        "type": "text",
        "relevant": False,
        "required": False,
        "readonly": False,
        "valid": True,
        "value": "",
        "label": "Titel",
    }
    last = {node["ref"]: node["value"] for node in told["steps"][-1]["nodes"]}
    assert last["/data/job[1]/title"] == "kok"
    assert "/data/job[2]" not in last
    assert "<job><title>kok</title></job>" in told["submission"]
    assert trace(convert(path), steps, now=NOW) == told
    assert trace(path, steps, now=datetime(2030, 1, 1, tzinfo=UTC)) == told


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ({"set": "/data/zz", "value": "1"}, "Trin 1: Skemaet har intet spørgsmål"),
        ({"set": "/data/age", "value": "x"}, "Trin 1: “x” er ikke et helt tal."),
        ({"add": "/data/age"}, "Trin 1: Der kan ikke tilføjes"),
        ({"remove": "/data/age"}, "Trin 1: Dette kan ikke fjernes."),
        ({"jump": "x"}, "Trin 1: Et trin skal"),
        ({}, "Trin 1: Et trin skal"),
    ],
)
def test_a_step_that_cannot_be_done_is_named(tmp_path, step, message) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        survey("integer | age | Alder") + "| settings |\n| | form_id | version |\n| | f | 9 |\n"
    )
    with pytest.raises(InputError, match=message):
        trace(path, [step], now=NOW)
    path.with_suffix(".xml").write_bytes(convert(path))
    with pytest.raises(InputError, match=message):
        trace(path.with_suffix(".xml"), [step], now=NOW)
