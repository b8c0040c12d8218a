"""What every feature of the window has in common, and what it sees of the window.

A desk brings its own actions, docks and pages; the window lists desks and knows none by name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from app.actions import Action
from app.files import Files
from app.panels.layers import LayersPanel
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.viewport.head_view import HeadView
from app.widgets.status import StatusLine


@dataclass(frozen=True)
class Studio:
    """What a desk may use of the window.

    Attributes
    ----------
    window : QMainWindow
        Over which is asked.
    session : Session
        The document.
    view : HeadView
        The 3D view.
    layers : LayersPanel
        How the layers look.
    files : Files
        Opens and saves.
    status : StatusLine
        Says what is drawn.
    actions : dict of str to list of QAction
        By key, of every desk; filled before `Desk.settle`.
    add_dock : callable
        ``add_dock(key, title, widget, area)`` returns a dock, which starts hidden.
    add_page : callable
        ``add_page(book, key, title, widget)`` puts a page at the end of the book ``edit`` (left,
        changes the face) or ``know`` (right, looks at it).
    show_page : callable
        Brings the page of a key to the front.
    settings : callable
        Returns what is remembered.
    remember : callable
        Keeps new settings on disk.
    """

    window: QMainWindow
    session: Session
    view: HeadView
    layers: LayersPanel
    files: Files
    status: StatusLine
    actions: dict[str, list[QAction]]
    add_dock: Callable[[str, str, QWidget, Qt.DockWidgetArea], QDockWidget]
    add_page: Callable[[str, str, str, QWidget], None]
    show_page: Callable[[str], None]
    settings: Callable[[], Settings]
    remember: Callable[[Settings], None]


class Desk(QObject):
    """A feature of the window.

    Parameters
    ----------
    studio : Studio
        Its surroundings; `actions` in it are empty until `settle`.
    """

    NAME: ClassVar[str]
    """The owner that its actions name."""
    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    """What it adds to menus; each key is a method of it."""
    SUFFIXES: ClassVar[frozenset[str]] = frozenset()
    """Suffixes of dropped files that it opens, in lower case."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio.window)
        self.studio = studio

    def settle(self) -> None:
        """Take a place in the window: docks, pages, signals. Called once, when all desks exist."""

    def refresh(self) -> None:
        """Enable and name the actions; called when the document or its history changed."""

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""

    def open_path(self, path: Path) -> None:
        """Open a dropped file with one of its suffixes."""

    def may_close(self) -> bool:
        """Return whether the window may close now; who says no asks, and closes it later."""
        return True

    def shut(self) -> None:
        """Stop whatever runs, before the session and the view close."""
