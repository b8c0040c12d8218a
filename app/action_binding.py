"""Turns the records of `app.actions` into Qt's actions and menus."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from app.actions import MENUS, Action, ordered
from app.translation import tr

ActionsByKey = dict[str, list[QAction]]


def make_actions(
    records: tuple[Action, ...], parent: QObject, owners: Mapping[str, QObject]
) -> ActionsByKey:
    """Return an action for every record.

    Parameters
    ----------
    records : tuple of Action
        Of the window and its desks.
    parent : QObject
        Owns the actions.
    owners : mapping of str to QObject
        Who has the methods, by the name that records use.

    Returns
    -------
    dict of str to list of QAction
        By key; the record is the action's data.
    """
    made: ActionsByKey = {}
    for record in ordered(records):
        title = tr(record.title)
        action = QAction(title, parent)
        action.setShortcut(record.shortcut)
        action.setCheckable(record.checkable)
        tip = tr(record.tip) or title.replace("&", "").rstrip("…")
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} ({key})" if key else tip)
        action.setIconText(tr(record.tool or record.title))
        action.setData(record)
        slot = getattr(owners[record.owner], record.key)
        if record.checkable:
            action.toggled.connect(slot)
        else:
            action.triggered.connect(partial(call, slot, record.argument))
        made.setdefault(record.key, []).append(action)
    return made


def fill_menus(bar: QMenuBar, actions: ActionsByKey) -> dict[str, QMenu]:
    """Put the actions into menus.

    Parameters
    ----------
    bar : QMenuBar
        Gets the menus.
    actions : dict of str to list of QAction
        From `make_actions`.

    Returns
    -------
    dict of str to QMenu
        By title.
    """
    menus = {title: bar.addMenu(tr(title)) for title in MENUS}
    for group in actions.values():
        for action in group:
            record = action.data()
            if record.starts_group and not menus[record.menu].isEmpty():
                menus[record.menu].addSeparator()
            menus[record.menu].addAction(action)
    return menus


def call(slot: Callable[..., None], argument: Any, *_: object) -> None:
    """Call an action's method without what Qt adds.

    Parameters
    ----------
    slot : callable
        The method.
    argument : Any
        Handed over, unless it is empty.
    """
    if argument:
        slot(argument)
    else:
        slot()
