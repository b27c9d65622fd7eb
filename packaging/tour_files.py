"""Questions answered with files, and pictures that a form shows."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPen
from PySide6.QtTest import QTest

from kbh_desktop.ids import InterviewId
from ui.interviews.controls.attached import FileControl
from ui.interviews.controls.pictures import as_png
from ui.interviews.controls.signature import SignaturePad
from ui.interviews.page import InterviewPage

if TYPE_CHECKING:
    from tour import Tour

_SECTION = "/data/papers"
_FORM = """
| survey | | | | | | | |
| | type | name | label::Dansk (da) | label::العربية (ar) | appearance | media::image | |
| | begin_group | travel | Vejen til arbejde | الطريق إلى العمل | | | |
| | select_one ways | way | Hvordan kommer du til arbejde? | كيف تذهب إلى العمل؟ | | way.png | |
| | text | why | Hvorfor? | لماذا؟ | | | |
| | end_group | | | | | | |
| | begin_group | papers | Papirer og underskrift | الأوراق والتوقيع | | | |
| | image | diploma | Tag et foto af eksamensbeviset | صورة الشهادة | | | |
| | audio | voice | Optag, hvordan navnet udtales | تسجيل نطق الاسم | | | |
| | file | letter | Brevet fra Udlændingestyrelsen | الرسالة | | | |
| | image | signed | Underskriv, at oplysningerne er rigtige | وقّع هنا | signature | | |
| | end_group | | | | | | |
| choices | | | | | |
| | list_name | name | label::Dansk (da) | label::العربية (ar) | media::image |
| | ways | bus | Bus | حافلة | bus.png |
| | ways | bike | Cykel | دراجة | bike.png |
| | ways | foot | Til fods | سيرا على الأقدام | |
| settings | | | |
| | form_title | form_id | version | default_language |
| | Papirer | papers | 1 | Dansk (da) |
"""


def _interview(tour: "Tour") -> InterviewId:
    """Begin an interview by a form with pictures, once."""
    person, app = tour.person, tour.app
    for known in app.interviews.for_person(person):
        if known.form_id == "papers":
            return known.id
    folder = tour.folder / "papers"
    media = folder / "papers-media"
    media.mkdir(parents=True, exist_ok=True)
    (folder / "papers.md").write_text(_FORM, "utf-8")
    (media / "bus.png").write_bytes(as_png(_drawn("#2f6f9f", wheels=2)))
    (media / "bike.png").write_bytes(as_png(_drawn("#3c7d4f", wheels=2, body=False)))
    (media / "way.png").write_bytes(as_png(_drawn("#b5651d", wheels=3)))
    app.interviews.publish(folder / "papers.md")
    return app.interviews.start(person, "papers").id


def _page(tour: "Tour", section: str = _SECTION) -> InterviewPage:
    page = tour.go("interview", _interview(tour))
    if not isinstance(page, InterviewPage):
        raise TypeError(page)
    page.open_section(section)
    tour.settle()
    return page


def _empty(tour: "Tour") -> None:
    page = _page(tour)
    pad = page.findChildren(SignaturePad)[0]
    page.go_to(page.interview.view(_SECTION)[-1].key)
    _sign(pad)
    tour.settle()


def _answered(tour: "Tour") -> None:
    page = _page(tour)
    photo, _voice, letter = page.findChildren(FileControl)
    photo.take_content(as_png(_diploma()), "")
    letter.take_content(b"%PDF-1.7 " + bytes(48_000), "brev.pdf")
    tour.settle()
    tour.settle()
    page.go_to(page.interview.view(_SECTION)[0].key)


def _shown(tour: "Tour") -> None:
    page = _page(tour, "/data/travel")
    page.go_to(page.interview.view("/data/travel")[0].key)


def _citizen(tour: "Tour") -> None:
    page = _page(tour, "/data/travel")
    page.go_to(page.interview.view("/data/travel")[0].key)
    page.commands()[0].run()
    tour.settle()


def _sign(pad: SignaturePad) -> None:
    """Draw something like a name."""
    start = QPointF(70, 120)
    strokes = (
        [(0, 0), (20, -70), (40, 0), (8, -25), (34, -25)],
        [(60, 0), (66, -28), (80, -4), (94, -30), (106, 0), (120, -22), (140, -2), (180, -12)],
        [(90, -60), (92, -58)],
    )
    for stroke in strokes:
        points = [(start + QPointF(*point)).toPoint() for point in stroke]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(pad, point)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])


def _drawn(color: str, *, wheels: int, body: bool = True) -> QImage:
    """Return a simple vehicle."""
    image = QImage(480, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#f3efe6"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), 14))
    if body:
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(QRectF(60, 70, 360, 130), 24, 24)
    else:
        painter.drawPolyline([QPointF(130, 220), QPointF(230, 110), QPointF(340, 220)])
    painter.setBrush(QColor("#333333"))
    for wheel in range(wheels):
        painter.drawEllipse(QPointF(130 + wheel * 210 / max(1, wheels - 1), 220), 38, 38)
    painter.end()
    return image


def _diploma() -> QImage:
    image = QImage(1_600, 1_100, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paper = QLinearGradient(0, 0, 1_600, 1_100)
    paper.setColorAt(0, QColor("#fbf7ec"))
    paper.setColorAt(1, QColor("#e9dfc4"))
    painter.fillRect(image.rect(), paper)
    painter.setPen(QPen(QColor("#8a6d3b"), 18))
    painter.drawRect(60, 60, 1_480, 980)
    painter.setPen(QPen(QColor("#5c4a2a"), 10))
    for line, width in enumerate((900, 1_200, 1_200, 700)):
        painter.drawLine(200, 300 + line * 150, 200 + width, 300 + line * 150)
    painter.end()
    return image


FILES: Mapping[str, Callable[["Tour"], object]] = {
    "files-signature": _empty,
    "files-answered": _answered,
    "files-form-pictures": _shown,
    "files-citizen": _citizen,
}
