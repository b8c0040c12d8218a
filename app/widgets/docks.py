"""What docks are made of: a quiet title and pages under tabs."""

from PySide6.QtWidgets import QLabel, QTabWidget, QWidget


def dock_title(title: str, parent: QWidget) -> QLabel:
    """Return the title of a dock, in small capitals of the theme's faint colour."""
    label = QLabel(title.upper(), parent)
    label.setObjectName("title")
    return label


def tabs(*pages: tuple[str, str, QWidget]) -> QTabWidget:
    """Return pages under tabs.

    Parameters
    ----------
    pages : tuple of (str, str, QWidget)
        Key, title and widget, in order.

    Returns
    -------
    QTabWidget
        The first page is shown.
    """
    book = QTabWidget()
    book.setDocumentMode(True)
    for key, title, page in pages:
        add_page(book, key, title, page)
    return book


def add_page(book: QTabWidget, key: str, title: str, page: QWidget) -> None:
    """Put a page behind the others.

    Parameters
    ----------
    book : QTabWidget
        Gets the page.
    key : str
        By which the page is found, whatever the language.
    title : str
        On the tab.
    page : QWidget
        What is shown.
    """
    book.tabBar().setTabData(book.addTab(page, title), key)
