"""Answers that are files: chosen, dropped or pasted, shown by what they are, and removed."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget

from kbh_desktop.attachments.model import MOST_BYTES, Kind, check_size, type_of
from kbh_desktop.errors import KbhError
from kbh_desktop.i18n import _
from kbh_desktop.interviews.model import MASKED
from kbh_desktop.xforms.states import View
from ui.interviews.controls.control import Control
from ui.interviews.controls.files import Files
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import Text


class FileControl(Control):
    """Any file: the answer is the name it is kept under."""

    kind: Kind = "file"
    pattern = ""
    """Which files the dialog offers; empty for all."""

    def __init__(self, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._key = ""
        self._value = ""
        self._about = Text("", "Muted", wrap=True)
        self._choose = Button(self.choose_words(), self._ask, icon="paperclip")
        self._remove = QuietButton(_("Remove"), self._taken_off, icon="trash-2")
        self._buttons = QWidget()
        self._row = FlowLayout(self._buttons, spacing=8)
        self._row.addWidget(self._choose)
        self._row.addWidget(self._remove)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._about)
        self._column.addWidget(self._buttons)
        self.setAcceptDrops(True)

    def choose_words(self) -> str:
        """Return what stands on the button."""
        return _("Choose a file …")

    def empty_words(self) -> str:
        """Return what is said while there is no answer."""
        return _("Choose a file, or drop one here. At most {most} MB.").format(
            most=MOST_BYTES // 1_000_000
        )

    def field(self) -> QWidget:
        """Return the button that asks for a file."""
        return self._choose

    def show_view(self, view: View, /) -> None:
        """Show which file is the answer."""
        self._key = view.key
        for button in (self._choose, self._remove):
            button.setAccessibleDescription(view.label)
        self._buttons.setVisible(not view.readonly)
        self.setAcceptDrops(not view.readonly)
        self._value = "" if view.value == MASKED else view.value
        self._remove.setVisible(bool(self._value))
        self._show_answer()

    def take(self, content: bytes, media_type: str) -> None:
        """Keep a file and answer with its name; say in words why it can't be kept."""
        try:
            name = self._files.keep(self._key, content, self.kind, media_type)
        except KbhError as error:
            self.refused.emit(str(error))
            return
        self._say(name)

    def take_path(self, path: Path) -> None:
        """Take the file at `path`."""
        try:
            check_size(path.stat().st_size)
            content = path.read_bytes()
        except KbhError as error:
            self.refused.emit(str(error))
            return
        except OSError:
            self.refused.emit(_("The file {name} can't be read.").format(name=path.name))
            return
        self.take_content(content, path.name)

    def take_content(self, content: bytes, file_name: str) -> None:
        """Take what was chosen; a subclass may change it first."""
        self.take(content, type_of(file_name))

    def take_mime(self, data: QMimeData) -> bool:
        """Take what was dropped or pasted; return whether it was a file."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.take_path(paths[0])
        return bool(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files be dropped."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the dropped file."""
        if self.take_mime(event.mimeData()):
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste a file with the usual keys, go on with Enter."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_mime(QApplication.clipboard().mimeData())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._value:
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _show_answer(self) -> None:
        if not self._value:
            self._about.setText(self.empty_words())
            return
        try:
            size = len(self._files.read(self._value))
        except KbhError as error:
            self._about.setText(f"{self._value} · {error}")
            return
        self._about.setText(
            _("{name} · {size} kB, kept in the vault").format(
                name=self._value, size=f"{-(-size // 1_000):,}".replace(",", ".")
            )
        )

    def _ask(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(
            self.window(), self.choose_words(), "", self.pattern
        )
        if path:
            self.take_path(Path(path))

    def _taken_off(self) -> None:
        self._say("")
        self._choose.setFocus()

    def _say(self, value: str) -> None:
        self._value = value
        self._remove.setVisible(bool(value))
        self._show_answer()
        self.answered.emit(value)


class AudioControl(FileControl):
    """Sound from a file; this edition of the program can't record."""

    kind: Kind = "audio"

    def __init__(self, files: Files, parent: QWidget | None = None) -> None:
        self.pattern = _("Sound") + " (*.mp3 *.m4a *.ogg *.oga *.opus *.wav *.weba *.amr *.flac)"
        super().__init__(files, parent)

    def choose_words(self) -> str:
        """Return what stands on the button."""
        return _("Choose a sound file …")

    def empty_words(self) -> str:
        """Return that recording is for another device."""
        return _(
            "This program can't record. Record with a phone or a recorder, then choose the file "
            "or drop it here. At most {most} MB."
        ).format(most=MOST_BYTES // 1_000_000)
