"""What docks are made of: a quiet title and pages under tabs."""

from collections.abc import Callable

from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QTabWidget, QWidget

_PADDING = 20
"""Of a tab beside its text, logical pixels."""


def dock_title(title: str, parent: QWidget) -> QLabel:
    """Return the title of a dock, in small capitals of the theme's faint colour."""
    # Python would write Masse for Maße.
    label = QLabel(title.replace("ß", "ẞ").upper(), parent)
    label.setObjectName("title")
    return label


def layout_of(window: QMainWindow) -> tuple[str, str]:
    """Return where a window and its docks stand, as text to be kept.

    Parameters
    ----------
    window : QMainWindow
        As it is.

    Returns
    -------
    geometry, layout : str
        For `app.settings.Settings.with_layout`.
    """
    kept = window.saveGeometry(), window.saveState()
    geometry, layout = (bytes(one.toHex().data()).decode() for one in kept)
    return geometry, layout


class Book(QTabWidget):
    """Pages under tabs; where their titles do not fit, only the open page's is written out.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self._icons: dict[int, QIcon] = {}
        self.currentChanged.connect(self._write_titles)

    def set_icons(self, find: Callable[[str], QIcon]) -> None:
        """Take the icons of the pages.

        Parameters
        ----------
        find : callable
            Returns the icon of a page's key.
        """
        self._icons = {at: find(self.tabBar().tabData(at)) for at in range(self.count())}
        self._write_titles()

    def add(self, key: str, title: str, page: QWidget) -> None:
        """Put a page behind the others.

        Parameters
        ----------
        key : str
            By which the page is found, whatever the language.
        title : str
            On the tab.
        page : QWidget
            What is shown.
        """
        index = self.addTab(page, title)
        self.tabBar().setTabData(index, key)
        self.tabBar().setAccessibleTabName(index, title)
        self.setTabToolTip(index, title)
        self._write_titles()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write out as many titles as fit."""
        super().resizeEvent(event)
        self._write_titles()

    def _write_titles(self) -> None:
        bar = self.tabBar()
        seen = [at for at in range(self.count()) if bar.isTabVisible(at)]
        measure = bar.fontMetrics().horizontalAdvance
        wide = sum(measure(self.tabToolTip(at)) + _PADDING for at in seen)
        brief = wide > self.width() and bool(self._icons)
        for at in range(self.count()):
            hidden = brief and at != self.currentIndex()
            title, picture = (
                ("", self._icons.get(at, QIcon())) if hidden else (self.tabToolTip(at), QIcon())
            )
            if bar.tabText(at) != title:
                bar.setTabText(at, title)
            if bar.tabIcon(at).isNull() != picture.isNull() or hidden:
                bar.setTabIcon(at, picture)


def tabs(*pages: tuple[str, str, QWidget]) -> Book:
    """Return pages under tabs.

    Parameters
    ----------
    pages : tuple of (str, str, QWidget)
        Key, title and widget, in order.

    Returns
    -------
    Book
        The first page is shown.
    """
    book = Book()
    for key, title, page in pages:
        book.add(key, title, page)
    return book
