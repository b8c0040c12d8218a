"""The guide inside the program: sections on the left, text and pictures on the right."""

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from app.guide import SECTIONS, guide_folder, section_for, section_text
from app.theme import Theme
from app.translation import tr

_SIZE = 900, 680
_LIST_WIDTH = 190


class GuideWindow(QDialog):
    """Shows the guide beside the window; stays open while one works.

    Parameters
    ----------
    theme : Theme
        Its colours.
    parent : QWidget
        Over which it is shown.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Guide"))
        self.setModal(False)
        self.resize(*_SIZE)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Sections"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.addItems([tr(title) for title in SECTIONS.values()])
        self.text = QTextBrowser(self)
        self.text.setAccessibleName(tr("Text of the guide"))
        self.text.setOpenLinks(False)
        self.text.setSearchPaths([str(guide_folder())])
        self.text.document().setDocumentMargin(20.0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(10)
        layout.addWidget(self.list)
        layout.addWidget(self.text, 1)
        self.set_theme(theme)
        self.list.currentRowChanged.connect(self._show)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self.text.document().setDefaultStyleSheet(f"a {{ color: {theme.accent}; }}")

    @property
    def section(self) -> str:
        """The key of the section that is shown."""
        return list(SECTIONS)[max(0, self.list.currentRow())]

    def open_at(self, key: str) -> None:
        """Show the section about a page or dock and come to the front.

        Parameters
        ----------
        key : str
            Of a page or dock; any other key means the first section.
        """
        self.list.setCurrentRow(list(SECTIONS).index(section_for(key)))
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def _show(self, row: int) -> None:
        document = self.text.document()
        document.setBaseUrl(QUrl.fromLocalFile(f"{guide_folder()}/"))
        document.setMarkdown(section_text(list(SECTIONS)[row]))
        self.text.verticalScrollBar().setValue(0)
