"""A photo from a file, the clipboard or by drag and drop, made small before it is kept."""

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kbh_desktop.attachments.model import Kind
from kbh_desktop.errors import KbhError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.states import View
from ui.background import run_in_background
from ui.interviews.controls.attached import FileControl
from ui.interviews.controls.files import Files
from ui.interviews.controls.pictures import JPEG, as_png, prepared, preview, turned
from ui.theme import theme
from ui.widgets.buttons import QuietButton

_PREVIEW = QSize(420, 280)


class PhotoControl(FileControl):
    """Shows the photo; it can be turned, pasted over and removed.

    Before it is kept it is made at most 2000 pixels long and loses place, time and camera.
    """

    kind: Kind = "photo"

    def __init__(self, files: Files, parent: QWidget | None = None) -> None:
        self.pattern = _("Pictures") + " (*.jpg *.jpeg *.png *.webp *.gif *.bmp)"
        super().__init__(files, parent)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._picture.hide()
        self._column.insertWidget(0, self._picture)
        self._turn = QuietButton(_("Turn"), self._turned, icon="rotate-cw")
        self._paste = QuietButton(_("Paste"), self._pasted, icon="clipboard-paste")
        self._row.addWidget(self._turn)
        self._row.addWidget(self._paste)

    def choose_words(self) -> str:
        """Return what stands on the button."""
        return _("Choose a photo …")

    def empty_words(self) -> str:
        """Return the ways to give a photo."""
        return _(
            "Choose a photo, drop one here or paste one with Ctrl+V. It is made smaller, and where "
            "and when it was taken is removed."
        )

    def show_view(self, view: View, /) -> None:
        """Show the photo that is the answer."""
        self._picture.setAccessibleName(_("Photo: {question}").format(question=view.label))
        super().show_view(view)

    def take_content(self, content: bytes, file_name: str) -> None:
        """Make the photo ready in the background, then keep it."""
        del file_name  # a photo is told by its content
        self._about.setText(_("The photo is being made ready …"))
        run_in_background(self, lambda: prepared(content), self._ready, self._failed)

    def take_mime(self, data: QMimeData) -> bool:
        """Take a file, or a picture that lies on the clipboard."""
        if super().take_mime(data):
            return True
        picture = data.imageData()
        if isinstance(picture, QImage) and not picture.isNull():
            self.take_content(as_png(picture), "")
            return True
        return False

    def _show_answer(self) -> None:
        super()._show_answer()
        shown = self._pixmap()
        self._turn.setVisible(shown)
        self._picture.setVisible(shown)

    def _pixmap(self) -> bool:
        """Show the photo; return whether it is here."""
        if not self._value:
            return False
        try:
            content = self._files.read(self._value)
        except KbhError:
            return False
        box = QSize(theme.px(_PREVIEW.width()), theme.px(_PREVIEW.height()))
        self._picture.setPixmap(preview(content, box, self.devicePixelRatioF()))
        return not self._picture.pixmap().isNull()

    def _turned(self) -> None:
        try:
            content = self._files.read(self._value)
        except KbhError as error:
            self.refused.emit(str(error))
            return
        run_in_background(self, lambda: turned(content), self._ready, self._failed)

    def _pasted(self) -> None:
        if not self.take_mime(QApplication.clipboard().mimeData()):
            self.refused.emit(_("There is no picture on the clipboard."))

    def _ready(self, content: bytes) -> None:
        self.take(content, JPEG)

    def _failed(self, error: Exception) -> None:
        self._show_answer()
        if not isinstance(error, KbhError):
            raise error
        self.refused.emit(str(error))
