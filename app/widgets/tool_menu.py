"""A menu at a small button: a click does the usual, holding it shows the rest."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton


def add_menu(
    button: QToolButton, entries: tuple[tuple[str, Callable[[], None]], ...], *, at_once: bool
) -> list[QAction]:
    """Give a button a menu.

    Parameters
    ----------
    button : QToolButton
        Gets it.
    entries : tuple of (str, callable)
        Titles and what they do.
    at_once : bool
        Whether a click shows the menu; otherwise it does what the button does.

    Returns
    -------
    list of QAction
        In order.
    """
    menu = QMenu(button)
    actions = []
    for title, act in entries:
        action = menu.addAction(title)
        action.triggered.connect(lambda _=False, act=act: act())
        actions.append(action)
    button.setMenu(menu)
    mode = QToolButton.ToolButtonPopupMode
    button.setPopupMode(mode.InstantPopup if at_once else mode.DelayedPopup)
    button.setStyleSheet("QToolButton::menu-indicator { image: none; width: 0; }")
    button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    button.customContextMenuRequested.connect(lambda place: menu.popup(button.mapToGlobal(place)))
    return actions
