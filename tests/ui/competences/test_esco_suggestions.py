"""What ESCO knows of an occupation on the card is offered beside it."""

import zipfile

from PySide6.QtCore import Qt

from ui.background import busy


def test_what_an_occupation_of_esco_asks_for_is_suggested(qtbot, app, person, shown, tmp_path):
    with zipfile.ZipFile(tmp_path / "ESCO - v1.2.0 - en.zip", "w") as pack:
        head = "conceptUri,iscoGroup,preferredLabel,altLabels\n"
        pack.writestr("occupations_en.csv", f"{head}urn:o:1,8122,anodising operator,\n")
        pack.writestr("skills_en.csv", f"{head}urn:s:1,,rack parts,\nurn:s:2,,rinse parts,\n")
        related = "occupationUri,relationType,skillUri\n"
        related += "urn:o:1,essential,urn:s:1\nurn:o:1,optional,urn:s:2\n"
        pack.writestr("occupationSkillRelations.csv", related)
    app.esco.import_(tmp_path / "ESCO - v1.2.0 - en.zip")
    app.competences.add(person, "work", title="anodising operator", code="8122", uri="urn:o:1")
    page = shown()
    rows = page.suggestions.list.hits.rows
    assert [(row.title, row.label) for row in rows if row.origin.get("uri")] == [
        ("rack parts", "ESCO en")
    ]
    page.suggestions.list.point_at(len(rows) - 1)
    qtbot.keyClick(page.suggestions.list, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not busy())
    (skill,) = [each for each in app.competences.card(person).skills if each.uri]
    assert (skill.name, skill.uri, skill.level) == ("rack parts", "urn:s:1", 2)
    assert "rack parts" not in [row.title for row in page.suggestions.list.hits.rows]
