"""Every control has a name, is reached by keys, and shows its text whole, in both languages."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.dialogs.messages import ask_about_changes
from app.dialogs.photo import PhotoDialog
from app.main_window import MainWindow
from app.theme import DARK
from app.translation import LANGUAGES, install
from app.widgets.docks import Book
from app.widgets.short_label import ShortLabel
from app.widgets.timeline import Timeline
from app.widgets.value_slider import ValueSlider
from tests.app.studio import open_window

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QTextEdit,
    Timeline, ValueSlider,
)  # fmt: skip
WRITTEN = (QCheckBox, QPushButton, QToolButton)
SLACK = 2
"""Logical pixels by which a text may be wider than its place: rounding."""
DIALOGS = (
    "export", "save_screenshot", "export_blendshapes", "find_command", "change_settings",
    "show_guide", "show_shortcuts", "recover_work", "save_report", "share_copy",
)  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[MainWindow]:
    install(request.param)
    try:
        with open_window(qtbot) as opened:
            opened.resize(1366, 768)
            yield opened
    finally:
        install("en")


def inner(widget: QWidget) -> bool:
    """Return whether Qt made it as a part of another control."""
    parent = widget.parentWidget()
    made = isinstance(widget, QHeaderView) or widget.objectName().startswith("qt_")
    within = (QAbstractSpinBox, QComboBox, QLineEdit, QAbstractItemView)
    while parent is not None and not made:
        made = isinstance(parent, within)
        parent = parent.parentWidget()
    return made


def controls(root: QWidget) -> list[QWidget]:
    found = [one for one in root.findChildren(QWidget) if isinstance(one, CONTROLS)]
    return [one for one in found if not inner(one)]


def name_of(control: QWidget, labels: dict[int, str]) -> str:
    text = control.text() if isinstance(control, QAbstractButton) else ""
    return control.accessibleName() or text or labels.get(id(control), "")


def buddies(root: QWidget) -> dict[int, str]:
    pairs = ((label.buddy(), label.text()) for label in root.findChildren(QLabel))
    return {id(buddy): text for buddy, text in pairs if buddy is not None}


def shown(widget: QWidget) -> str:
    chain = []
    step: QWidget | None = widget
    while step is not None:
        chain.append(step.objectName() or type(step).__name__)
        step = step.parentWidget()
    return " < ".join(chain[:5])


def nameless(root: QWidget) -> list[str]:
    labels = buddies(root)
    return [shown(one) for one in controls(root) if not name_of(one, labels).strip()]


def unreachable(root: QWidget) -> list[str]:
    """Return the controls that no key comes to; buttons in a toolbar have their menu entries."""
    return [
        f"{shown(one)}: {one.toolTip() or getattr(one, 'text', str)()}"
        for one in controls(root)
        if one.focusPolicy() == Qt.FocusPolicy.NoFocus and "tools" not in shown(one)
    ]


def clipped(root: QWidget) -> list[str]:
    """Return the texts that are wider than their place."""
    found = []
    for one in root.findChildren(QWidget):
        if not one.isVisible() or inner(one) or isinstance(one, ShortLabel):
            continue
        written = isinstance(one, WRITTEN) and bool(one.text())
        label = isinstance(one, QLabel) and not one.wordWrap() and bool(one.text())
        if (written or label) and one.sizeHint().width() > one.width() + SLACK:
            found.append(f"{one.text()!r}: {one.sizeHint().width()} > {one.width()} {shown(one)}")
    return found


def opened_beside(window: MainWindow) -> list[QWidget]:
    QApplication.processEvents()
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]


def test_window_and_dialogs_can_be_read_and_used_by_keys(window: MainWindow) -> None:
    faults = {"no name": nameless(window), "no key": unreachable(window), "clipped": []}
    for book in window.findChildren(Book):
        for index in range(book.count()):
            book.setCurrentIndex(index)
            QApplication.processEvents()
            faults["clipped"] += clipped(window)
    for key in DIALOGS:
        for action in window.actions_by_key.get(key, []):
            if action.isEnabled():
                action.trigger()
    ask_about_changes(window, "anna.nasion", lambda _: None)
    PhotoDialog(DARK, window).show()
    for dialog in opened_beside(window):
        faults["no name"] += nameless(dialog)
        faults["no key"] += unreachable(dialog)
        faults["clipped"] += clipped(dialog)
        dialog.close()
    told = {kind: sorted(set(found)) for kind, found in faults.items() if found}
    assert not told, "\n".join(f"{kind}: {one}" for kind, found in told.items() for one in found)
