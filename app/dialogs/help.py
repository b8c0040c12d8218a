"""What the help menu says."""

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.translation import mark, tr

ABOUT = mark(
    "Anatomical face editing: load a head scan, see its skull, edit it, export it. "
    "It works offline; no scan leaves this machine.<br><br>The skull is an estimate from "
    "statistics, not a medical image; do not plan treatment on it."
)

_MOUSE = mark(
    "<p>In the view: drag to turn, Shift and drag to move, wheel to zoom.<br>"
    "On a slider: double-click to reset, arrow keys for small steps.<br>"
    "In a box: type 36, 36.0 mm or 3.6 cm and press Enter.<br>"
    "Brush (B): drag on the skin to thicken it, with Shift to thin it; [ and ] set its radius.<br>"
    "Performance: space plays and pauses in the view and on the timeline; there the arrow keys go "
    "by frames.</p>"
)

_ROWS = 23
"""Of a column."""


def shortcuts(menus: Mapping[str, Mapping[str, str]]) -> str:
    """Return the keys of all actions and what the mouse does, as HTML in columns.

    Parameters
    ----------
    menus : mapping of str to (mapping of str to str)
        By title of the menu: keys by title of the action.
    """
    columns: list[list[str]] = [[]]
    height = 0
    for title, keys in menus.items():
        # Whole menus, as many to a column as a small laptop's screen is tall.
        if keys and height and height + len(keys) + 1 > _ROWS:
            columns.append([])
            height = 0
        if keys:
            columns[-1].append(_block(title, keys))
            height += len(keys) + 1
    cells = "".join(
        f"<td style='padding-right:28px'><table>{''.join(part)}</table></td>" for part in columns
    )
    return f"<table><tr>{cells}</tr></table>{tr(_MOUSE)}"


class ShortcutsDialog(QDialog):
    """Shows keys and mouse, as wide as they are and no taller than the screen.

    Parameters
    ----------
    text : str
        From `shortcuts`.
    parent : QWidget
        Over which it is shown.
    """

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard and mouse"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setMargin(8)
        area = QScrollArea(self)
        area.setAccessibleName(tr("Keyboard and mouse"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(label)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok, self)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setIcon(QIcon())
        ok.setDefault(True)
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)
        wanted, screen = label.sizeHint(), parent.screen().availableSize()
        self.resize(
            min(wanted.width() + 48, screen.width()),
            min(wanted.height() + 72, screen.height() - 60),
        )


def _native(key: str) -> str:
    """Return a shortcut as menus write it, in the language and for the system."""
    return escape(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))


def _block(title: str, keys: Mapping[str, str]) -> str:
    rows = "".join(
        f"<tr><td style='white-space:nowrap'>{name.replace('&', '')}</td>"
        f"<td style='white-space:nowrap; padding-left:14px'>{_native(key)}</td></tr>"
        for name, key in keys.items()
    )
    head = f"<tr><td colspan='2' style='padding-top:4px'><b>{title.replace('&', '')}</b></td></tr>"
    return head + rows
