"""What a form shows beside its words: pictures, and word of sound and film."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.xforms.markdown import to_plain
from kbh_desktop.xforms.states import ChoiceView, View
from ui.interviews.controls.files import Media
from ui.interviews.controls.pictures import preview
from ui.theme import theme
from ui.widgets.text import Text

QUESTION_PX = QSize(480, 260)
CHOICE_PX = 72
"""The longest side of a choice's picture, in logical pixels."""
_PICTURES = ("image", "big-image")
_NOT_PLAYED = ("audio", "video")


class QuestionMedia(QWidget):
    """The picture of a question with its words as alternative text; hidden without one."""

    def __init__(self, media: Media, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._media = media
        self._shown: Mapping[str, str] = {}
        self._picture = QLabel()
        self._words = Text("", "Muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._words)
        self.hide()

    def show_view(self, view: View) -> None:
        """Show what belongs to the question."""
        self._picture.setAccessibleName(_("Picture: {words}").format(words=to_plain(view.label)))
        if view.media == self._shown:
            return
        self._shown = view.media
        pixmap = picture_of(view.media, self._media, QUESTION_PX, self.devicePixelRatioF())
        self._picture.setPixmap(pixmap)
        self._picture.setVisible(not pixmap.isNull())
        words = "\n".join(_lacking(view.media, self._media))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.setVisible(not pixmap.isNull() or bool(words))


def picture_of(named: Mapping[str, str], media: Media, box: QSize, ratio: float) -> QPixmap:
    """Return the picture named there, fitted into `box` (logical pixels); empty without one."""
    for kind in _PICTURES:
        content = media(named[kind]) if kind in named else None
        if content:
            return preview(content, QSize(theme.px(box.width()), theme.px(box.height())), ratio)
    return QPixmap()


def choice_picture(choice: ChoiceView, media: Media, ratio: float) -> QPixmap:
    """Return the picture of a choice, empty without one."""
    return picture_of(choice.media, media, QSize(CHOICE_PX, CHOICE_PX), ratio)


def show_choice_pictures(control: QWidget, view: View, media: Media) -> None:
    """Put the pictures of the choices on their buttons; their words stay beside them."""
    if not any(choice.media for choice in view.choices):
        return
    choices = {choice.label: choice for choice in view.choices}
    for button in control.findChildren(QAbstractButton):
        choice = choices.get(button.accessibleName())
        if choice is not None and button.icon().isNull():
            pixmap = choice_picture(choice, media, control.devicePixelRatioF())
            button.setIcon(QIcon(pixmap))
            button.setIconSize(QSize(theme.px(CHOICE_PX), theme.px(CHOICE_PX)))
            button.setMinimumHeight(theme.px(CHOICE_PX + 16))


def _lacking(named: Mapping[str, str], media: Media) -> list[str]:
    """Return what is said of media that can't be shown."""
    lines = [
        _("A sound or film belongs to this question ({name}); it can't be played here.").format(
            name=named[kind]
        )
        for kind in _NOT_PLAYED
        if kind in named
    ]
    lines += [
        _("The picture {name} is not on this device.").format(name=named[kind])
        for kind in _PICTURES
        if kind in named and media(named[kind]) is None
    ]
    return lines
