"""Pictures and sounds of a form come with its workbook and are kept with the form."""

import zipfile
from pathlib import Path

import pytest

from kbh_desktop.attachments.model import MOST_BYTES, form_owner
from kbh_desktop.errors import FormError, NotFoundError
from kbh_desktop.interviews import form_media
from kbh_desktop.interviews.answer_files import AnswerFiles
from kbh_desktop.interviews.form_media import media_beside, unpacked

FORM = """
| survey | | | | | |
| | type | name | label | media::image | bind::kbh:class |
| | begin_group | all | Alt | | |
| | select_one ways | way | Hvordan kommer du? | way.png | |
| | image | photo | Foto | | |
| | image | wound | Foto af skaden | | K3 |
| | end_group | | | | |
| choices | | | | |
| | list_name | name | label | media::image |
| | ways | bus | Bus | bus.png |
| settings | | | | |
| | form_title | form_id | version | namespaces |
| | Vejen | way | 1 | kbh="urn:kbh:forms" |
"""
PICTURE, OTHER = b"picture", b"another picture"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    folder = tmp_path / "form"
    (folder / "way-media").mkdir(parents=True)
    (folder / "way.md").write_text(FORM, "utf-8")
    for name, content in (("way.png", PICTURE), ("bus.png", OTHER), ("notes.txt", b"no medium")):
        (folder / "way-media" / name).write_bytes(content)
    return folder / "way.md"


@pytest.fixture
def zipped(workbook: Path) -> Path:
    path = workbook.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sorted(workbook.parent.rglob("*")):
            if one.is_file() and one != path:
                archive.write(one, f"form/{one.relative_to(workbook.parent)}")
    return path


def test_media_beside_a_workbook_are_found(workbook):
    assert media_beside(workbook) == {"way.png": PICTURE, "bus.png": OTHER}
    assert media_beside(workbook.with_name("other.md")) == {}


def test_a_zip_holds_the_workbook_and_its_media(zipped):
    with unpacked(zipped) as (path, media):
        assert path.read_text("utf-8") == FORM
        assert media == {"way.png": PICTURE, "bus.png": OTHER}


def test_a_zip_that_holds_no_workbook_or_two_is_refused(tmp_path):
    path = tmp_path / "form.zip"
    for names in ((), ("a.xlsx", "b.md")):
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, b"x")
        with pytest.raises(FormError, match=f"den indeholder {len(names)}"), unpacked(path):
            pass


def test_what_is_no_zip_is_refused_in_words(tmp_path):
    path = tmp_path / "form.zip"
    path.write_bytes(b"no zip")
    with pytest.raises(FormError, match="kan ikke læses"), unpacked(path):
        pass


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "form.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("form.md", FORM)
        archive.writestr("form-media/a.png", bytes(MOST_BYTES + 1))
    with pytest.raises(FormError, match="større end 20 MB"), unpacked(path):
        pass


def test_too_many_files_are_refused(workbook, monkeypatch):
    monkeypatch.setattr(form_media, "MOST_FILES", 1)
    with pytest.raises(FormError, match="for mange"):
        media_beside(workbook)


def test_a_published_form_keeps_its_media(office, amal, workbook):
    app = office.app
    app.interviews.publish(workbook)
    opened = app.interviews.open(app.interviews.start(amal, "way").id)
    files = AnswerFiles(opened, app.attachments)
    assert (files.media("way.png"), files.media("bus.png")) == (PICTURE, OTHER)
    assert files.media("missing.png") is None
    (view,) = [one for one in opened.view(0) if one.type == "select_one"]
    assert (view.media, view.choices[0].media) == ({"image": "way.png"}, {"image": "bus.png"})


def test_publishing_again_takes_the_newest_pictures(office, workbook, zipped):
    app = office.app
    app.interviews.publish(workbook)
    picture = workbook.parent / "way-media/way.png"
    owner = form_owner("way", "1")
    for content, source in ((b"newer", workbook), (PICTURE, zipped)):
        picture.write_bytes(content)
        app.interviews.publish(source)
        kept = app.attachments.of_owner(owner)
        assert sorted(one.name for one in kept) == ["bus.png", "way.png"]
        assert app.attachments.read(app.attachments.named(owner, "way.png").id) == content


def test_an_answer_is_the_name_of_its_file(office, amal, workbook):
    app = office.app
    app.interviews.publish(workbook)
    interview = app.interviews.start(amal, "way")
    opened = app.interviews.open(interview.id)
    files = AnswerFiles(opened, app.attachments)
    keys = {view.label: view.key for view in opened.view(0)}
    for label in ("Foto", "Foto af skaden"):
        name = files.keep(keys[label], label.encode(), "photo", "image/jpeg")
        opened.answer(keys[label], name)
        assert files.read(name) == label.encode()
    assert files.about(opened.value(keys["Foto af skaden"])).is_sealed
    assert not files.about(opened.value(keys["Foto"])).is_sealed
    assert len(files.all()) == 2
    without = app.interviews.open_without_health(interview.id)
    assert list(AnswerFiles(without, app.attachments).all().values()) == [b"Foto"]
    with pytest.raises(NotFoundError):
        files.read("photo-0000000000000000.jpg")
