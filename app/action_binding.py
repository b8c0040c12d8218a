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


def share_mnemonics(menus: Mapping[str, QMenu]) -> None:
    """Let no two entries of a menu be reached by the same letter; called when all are there."""
    for menu in menus.values():
        entries = [action for action in menu.actions() if action.text()]
        titles = with_mnemonics([one.text() for one in entries])
        for action, title in zip(entries, titles, strict=True):
            action.setText(title)


def with_mnemonics(titles: list[str]) -> list[str]:
    """Return titles of one menu of which no two are reached by the same letter.

    Parameters
    ----------
    titles : list of str
        Those with a wish have ``&`` before the letter.

    Returns
    -------
    list of str
        The first to wish for a letter gets it; the others get a free one of theirs, if there is.
    """
    taken: set[str] = set()
    found: dict[int, int] = {}
    wishing = [at for at, title in enumerate(titles) if "&" in title]
    rest = [at for at in range(len(titles)) if at not in wishing]
    for at in wishing + rest:
        plain = titles[at].replace("&", "")
        wish = [titles[at].index("&")] if at in wishing else []
        starts = [i for i, c in enumerate(plain) if c.isalnum() and not plain[i - 1 : i].isalnum()]
        for place in (*wish, *starts, *range(len(plain))):
            letter = plain[place].lower()
            if letter.isalnum() and letter not in taken:
                taken.add(letter)
                found[at] = place
                break
    plain_titles = [title.replace("&", "") for title in titles]
    return [
        f"{title[: found[at]]}&{title[found[at] :]}" if at in found else title
        for at, title in enumerate(plain_titles)
    ]


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
