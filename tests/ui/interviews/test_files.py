"""Signature, photo, sound and file as answers."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from kbh_desktop.attachments.model import MOST_BYTES
from kbh_desktop.errors import InputError
from kbh_desktop.interviews.model import MASKED
from kbh_desktop.xforms.states import View
from ui.interviews.controls.attached import AudioControl, FileControl
from ui.interviews.controls.factory import ControlTools, make_control
from ui.interviews.controls.files import FilesInHand
from ui.interviews.controls.photo import PhotoControl
from ui.interviews.controls.pictures import MOST_PIXELS, prepared, preview, turned
from ui.interviews.controls.signature import SignatureControl, SignaturePad


def view_of(type_="image", appearance="", **changed):
    plain = dict.fromkeys(("label_other", "hint", "hint_other", "guidance", "value", "display"), "")
    plain |= dict.fromkeys(("required_message", "error", "sensitivity"), "")
    return View(
        **plain
        | {
            "key": "/data/answer",
            "ref": "/data/answer",
            "kind": "question",
            "type": type_,
            "appearance": appearance,
            "depth": 0,
            "label": "Må vi dele dit CV?",
            "choices": (),
            "required": False,
            "readonly": False,
            "valid": True,
            "relevant": True,
            "media": {},
            "parameters": {},
        }
        | changed
    )


def photo(size=(3_000, 1_500), *, exif=True, color="red", form="JPEG"):
    picture = Image.new("RGB", size, color)
    written = io.BytesIO()
    about = Image.Exif()
    if exif:
        about[0x010F] = "Canon of a caseworker"
        about[0x0112] = 6  # lies on its side
        about.get_ifd(0x8825)[2] = (55.0, 40.0, 12.0)
    picture.save(written, form, exif=about, comment=b"taken at the centre")
    return written.getvalue()


@pytest.fixture
def made(qtbot):
    """Return a control for a view, what it answered, and its files."""

    def make(type_, appearance="", **changed):
        files, said = FilesInHand(), []
        tools = ControlTools(lambda: None, {}, files=files)
        view = view_of(type_, appearance, **changed)
        control = make_control(view, tools)
        qtbot.addWidget(control)
        control.show_view(view)
        control.answered.connect(said.append)
        control.show()
        return control, said, files

    return make


def buttons(control):
    return {
        b.accessibleName(): b for b in control.findChildren(QPushButton) if b.isVisibleTo(control)
    }


def draw(pad: SignaturePad, *points):
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(pad, QPoint(*point))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[-1]))


def ink(content: bytes) -> int:
    picture = QImage.fromData(content).convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(byte < 128 for byte in bytes(picture.constBits()))


@pytest.mark.parametrize(
    ("type_", "appearance", "control"),
    [
        ("image", "", PhotoControl),
        ("image", "annotate", PhotoControl),
        ("image", "signature", SignatureControl),
        ("image", "draw", SignatureControl),
        ("audio", "", AudioControl),
        ("video", "", FileControl),
        ("file", "", FileControl),
    ],
)
def test_each_kind_of_file_has_its_control(made, type_, appearance, control):
    assert type(made(type_, appearance)[0]) is control


def test_a_drawn_signature_is_kept_as_a_picture(made):
    control, said, files = made("image", "signature")
    pad = control.findChild(SignaturePad)
    draw(pad, (60, 120), (140, 60), (220, 130))
    buttons(control)["Brug underskriften"].click()
    (name,) = said
    assert name.startswith("signature-")
    assert name.endswith(".png")
    assert ink(files.read(name)) > 500
    assert "Skriv under igen" in buttons(control)


def test_strokes_are_taken_back_one_by_one_and_all(made):
    control, said, _files = made("image", "signature")
    pad = control.findChild(SignaturePad)
    draw(pad, (60, 120), (140, 60))
    draw(pad, (60, 60), (140, 120))
    QTest.keyClick(pad, Qt.Key.Key_Backspace)
    assert not pad.is_empty
    buttons(control)["Fortryd streg"].click()
    assert pad.is_empty
    draw(pad, (60, 120), (140, 60))
    buttons(control)["Ryd"].click()
    assert pad.is_empty
    control.flush()
    assert said == []


def test_a_name_can_be_typed_instead_with_the_keyboard_alone(made):
    control, said, files = made("image", "signature")
    control.focus_field()
    QTest.keyClick(QApplication.focusWidget() or control.field(), Qt.Key.Key_Tab)
    line = control._name
    QTest.keyClicks(line, "Amina Al-Hassan med et meget langt navn der skal passe")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert ink(files.read(said[0])) > 500


def test_a_signature_is_kept_when_the_question_is_left(made):
    control, said, _files = made("image", "signature")
    draw(control.findChild(SignaturePad), (60, 120), (140, 60))
    control.flush()
    control.flush()
    assert len(said) == 1


def test_signing_again_takes_the_answer_back(made):
    control, said, _files = made("image", "signature")
    draw(control.findChild(SignaturePad), (60, 120), (140, 60))
    control.flush()
    buttons(control)["Skriv under igen"].click()
    assert said[1:] == [""]
    assert control.findChild(SignaturePad).isVisibleTo(control)


def test_a_signature_that_may_not_be_read_is_not_shown(made):
    control, _said, _files = made("image", "signature", value=MASKED, readonly=True)
    assert buttons(control) == {}
    assert not control.findChild(SignaturePad).isVisibleTo(control)


def test_a_photo_loses_place_and_camera_and_becomes_small_and_upright():
    kept = prepared(photo())
    assert b"Canon" not in kept
    assert b"taken at" not in kept
    picture = Image.open(io.BytesIO(kept))
    assert picture.size == (1_000, 2_000)
    assert dict(picture.getexif()) == {}


def test_a_small_photo_stays_as_large_as_it_was():
    assert Image.open(io.BytesIO(prepared(photo((300, 200), exif=False)))).size == (300, 200)


def test_what_one_sees_through_becomes_paper():
    written = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(written, "PNG")
    picture = Image.open(io.BytesIO(prepared(written.getvalue())))
    assert picture.convert("L").getextrema()[0] > 250


def test_turning_a_photo_four_times_brings_it_back():
    first = prepared(photo((300, 200), exif=False))
    quarter = turned(first)
    assert Image.open(io.BytesIO(quarter)).size == (200, 300)
    assert Image.open(io.BytesIO(turned(turned(turned(quarter))))).size == (300, 200)


def test_what_is_no_picture_is_refused_in_words():
    with pytest.raises(InputError, match="ikke et billede"):
        prepared(b"%PDF-1.7")


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_read():
    side = int(MOST_PIXELS**0.5) + 200
    header = b"BM" + bytes(12) + (40).to_bytes(4, "little")
    header += side.to_bytes(4, "little") * 2 + b"\1\0\x18\0" + bytes(24)
    with pytest.raises(InputError, match="for stort"):
        prepared(header)
    assert preview(header, QSize(10, 10)).isNull()


def test_a_photo_from_a_file_is_shown_turned_and_removed(made, qtbot, tmp_path):
    control, said, files = made("image")
    path = tmp_path / "pas.jpg"
    path.write_bytes(photo())
    control.take_path(path)
    qtbot.waitUntil(lambda: bool(said))
    first = files.read(said[0])
    qtbot.waitUntil(lambda: "Drej" in buttons(control))
    buttons(control)["Drej"].click()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert files.read(said[1]) != first
    buttons(control)["Fjern"].click()
    assert said[2] == ""
    assert "Drej" not in buttons(control)


def test_a_photo_is_pasted_and_dropped(made, qtbot, tmp_path):
    control, said, _files = made("image")
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    data = QMimeData()
    data.setImageData(picture)
    assert control.take_mime(data)
    qtbot.waitUntil(lambda: len(said) == 1)
    path = tmp_path / "pas.jpg"
    path.write_bytes(photo())
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    assert control.take_mime(dropped)
    qtbot.waitUntil(lambda: len(said) == 2)


def test_pasting_words_says_that_there_is_no_picture(made, qtbot):
    control, said, _files = made("image")
    QApplication.clipboard().setText("ord")
    with qtbot.waitSignal(control.refused) as refused:
        buttons(control)["Sæt ind"].click()
    assert "udklipsholderen" in refused.args[0]
    assert said == []


def test_a_damaged_photo_is_refused_and_the_question_stays(made, qtbot, tmp_path):
    control, said, _files = made("image")
    path = tmp_path / "pas.jpg"
    path.write_bytes(b"not a photo")
    with qtbot.waitSignal(control.refused) as refused:
        control.take_path(path)
    assert "ikke et billede" in refused.args[0]
    assert said == []


@pytest.mark.parametrize("type_", ["audio", "file"])
def test_a_file_is_kept_under_its_kind(made, tmp_path, type_):
    control, said, files = made(type_)
    path = tmp_path / "samtale.m4a"
    path.write_bytes(b"sound" * 100)
    control.take_path(path)
    assert said[0].startswith(f"{type_}-")
    assert said[0].endswith(".m4a")
    assert files.read(said[0]) == b"sound" * 100


def test_a_file_that_is_too_large_or_gone_is_refused_in_words(made, qtbot, tmp_path):
    control, said, _files = made("file")
    path = tmp_path / "film.mp4"
    with path.open("wb") as out:
        out.truncate(MOST_BYTES + 1)
    for wrong, words in ((path, "Højst 20 MB"), (tmp_path / "borte", "borte")):
        with qtbot.waitSignal(control.refused) as refused:
            control.take_path(wrong)
        assert words.casefold() in refused.args[0].casefold()
    assert said == []


def test_a_locked_answer_can_not_be_changed(made):
    control, _said, _files = made("image", value="photo-1.jpg", readonly=True)
    assert buttons(control) == {}
    assert not control.acceptDrops()


def test_what_has_not_arrived_is_said(made):
    control, _said, _files = made("file", value="file-0123456789abcdef.pdf")
    assert "Her er ingen fil" in control._about.text()


def test_everything_that_takes_the_keyboard_has_a_name(made):
    for type_, appearance in (("image", ""), ("image", "signature"), ("audio", ""), ("file", "")):
        control = made(type_, appearance)[0]
        for child in control.findChildren(QPushButton) + control.findChildren(SignaturePad):
            assert child.accessibleName()
