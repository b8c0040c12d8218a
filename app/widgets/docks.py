"""What docks are made of: a quiet title and pages under tabs."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QTabWidget, QWidget


def dock_title(title: str, parent: QWidget) -> QLabel:
    """Return the title of a dock, in small capitals of the theme's faint colour."""
    label = QLabel(title.upper(), parent)
    label.setObjectName("title")
    return label


def tabs(pages: Mapping[str, QWidget]) -> QTabWidget:
    """Return pages under tabs.

    Parameters
    ----------
    pages : mapping of str to QWidget
        By title, in order.

    Returns
    -------
    QTabWidget
        The first page is shown.
    """
    book = QTabWidget()
    book.setDocumentMode(True)
    for title, page in pages.items():
        book.addTab(page, title)
    return book
