"""Every kind of slider that can be dragged, and the hand that drags it, for measuring delays."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.widgets.section import Section
from core.document.edits import Person
from core.errors import NasionError

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.widgets.value_row import ValueRow
    from app.widgets.value_slider import ValueSlider

PERIOD = 97.0
"""Steps of one way there and back: no whole part of a drag repeats another."""
REACH = 0.42
"""A slider is dragged to this share of its range on either side of its middle."""


class Hand(Protocol):
    """Drags something."""

    def press(self) -> None:
        """Take it."""

    def move(self, step: int) -> bool:
        """Move on; returns whether there is anything new to draw."""

    def release(self) -> None:
        """Let go."""


@dataclass(frozen=True)
class DragKind:
    """One kind of slider.

    Attributes
    ----------
    key : str
        What it is called in tables.
    page : str
        Of the window, on which it is.
    take : callable
        Returns the hand that drags it; None where the models have no such slider.
    glass : bool
        Whether the skull is seen through the skin meanwhile.
    """

    key: str
    page: str
    take: Callable[["MainWindow"], Hand | None]
    glass: bool = False


class SliderHand:
    """Drags a slider with events of the mouse.

    Parameters
    ----------
    slider : ValueSlider
        In a shown window.
    """

    def __init__(self, slider: "ValueSlider") -> None:
        self._slider = slider
        self._middle = slider.width() / 2.0

    def press(self) -> None:
        """Press where the handle is."""
        self._send(QEvent.Type.MouseButtonPress, self._slider.place_of(self._slider.value).x())

    def move(self, step: int) -> bool:
        """Go on; at the turning points two places are one value, and nothing is to be drawn."""
        before = self._slider.value
        along = REACH * self._slider.width() * np.sin(2.0 * np.pi * (step + 1) / PERIOD)
        self._send(QEvent.Type.MouseMove, self._middle + float(along))
        return self._slider.value != before

    def release(self) -> None:
        """Let go where it is."""
        self._send(QEvent.Type.MouseButtonRelease, self._middle)

    def _send(self, kind: QEvent.Type, x: float) -> None:
        send_mouse(self._slider, kind, QPointF(x, self._slider.height() / 2.0))


class BrushHand:
    """Paints across the face.

    Parameters
    ----------
    window : MainWindow
        Shown, with a head in it.
    """

    def __init__(self, window: "MainWindow") -> None:
        self._tool = window.anatomy.brush
        self._target = window.view.canvas
        self._middle = QPointF(self._target.rect().center())

    def press(self) -> None:
        """Begin a stroke in the middle of the view."""
        self._tool.set_active(True)
        send_mouse(self._target, QEvent.Type.MouseButtonPress, self._middle)
        if not self._tool.painting:
            raise NasionError("The brush met no skin; look at the face from the front first.")

    def move(self, step: int) -> bool:
        """Paint on, in a figure of eight."""
        angle = 2.0 * np.pi * (step + 1) / PERIOD
        reach = 0.12 * min(self._target.width(), self._target.height())
        way = QPointF(float(reach * np.sin(angle)), float(reach * np.sin(2.0 * angle)))
        send_mouse(self._target, QEvent.Type.MouseMove, self._middle + way)
        return True

    def release(self) -> None:
        """End the stroke."""
        send_mouse(self._target, QEvent.Type.MouseButtonRelease, self._middle)
        self._tool.set_active(False)


def send_mouse(target: QWidget, kind: QEvent.Type, place: QPointF) -> None:
    """Send an event of the left mouse button, as a hand would.

    Parameters
    ----------
    target : QWidget
        Gets it.
    kind : QEvent.Type
        Press, move or release.
    place : QPointF
        In the target, logical pixels.
    """
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind,
        place,
        QPointF(target.mapToGlobal(QPoint(round(place.x()), round(place.y())))),
        none if kind is QEvent.Type.MouseMove else left,
        none if kind is QEvent.Type.MouseButtonRelease else left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)


def _row(row: "ValueRow | None") -> Hand | None:
    """Return the hand for a row that is seen: what moves on the screen has to be painted too."""
    if row is None:
        return None
    above, columns = row.parentWidget(), []
    while above is not None:
        if isinstance(above, Section):
            above.header.setChecked(True)
        elif isinstance(above, QScrollArea):
            columns.append(above)
        above = above.parentWidget()
    # Unfolded rows get their places with the next events.
    QApplication.processEvents()
    for column in columns:
        column.ensureWidgetVisible(row)
    return SliderHand(row.slider)


def _part_code(window: "MainWindow") -> Hand | None:
    return _row(window.parts.rows.get("nose.1"))


def _size(window: "MainWindow") -> Hand | None:
    return _row(window.parts.rows.get("size"))


def _measure(window: "MainWindow") -> Hand | None:
    return _row(window.parts.sections["nose"].measures.get("nose.width"))


def _expression(window: "MainWindow") -> Hand | None:
    rows = window.expression.rows
    smile = [row for key, row in rows.items() if "smile" in key.lower()]
    return _row((smile or list(rows.values()) or [None])[0])


def _build(window: "MainWindow") -> Hand | None:
    row = window.anatomy.build.row
    return _row(row if row.isEnabled() else None)


def _thickness(window: "MainWindow") -> Hand | None:
    rows = window.anatomy.thickness.rows
    return _row(rows.get("cheek") or next(iter(rows.values()), None))


def _bone(window: "MainWindow") -> Hand | None:
    return _row(window.anatomy.bone.rows.get("chin.forward"))


def _jaw(window: "MainWindow") -> Hand | None:
    return _row(window.anatomy.bone.rows.get("mandible.open"))


def _whole_blend(window: "MainWindow") -> Hand | None:
    _meet_somebody(window)
    return _row(window.parts.likeness)


def _part_blend(window: "MainWindow") -> Hand | None:
    _meet_somebody(window)
    return _row(window.parts.sections["nose"].likeness)


def _meet_somebody(window: "MainWindow") -> None:
    """Blend with a person who differs from the open one in every part."""
    state = window.session.state
    if state is not None and window.parts.other.person is None:
        person = Person.of(state, "another")
        random = np.random.default_rng(0)
        codes = {
            part: tuple(float(x) for x in random.normal(0.0, 0.8, len(code)))
            for part, code in person.codes.items()
        }
        window.parts.other.use(replace(person, codes=codes))


DRAG_KINDS: tuple[DragKind, ...] = (
    DragKind("part code", "parts", _part_code),
    DragKind("part code, skull seen", "parts", _part_code, glass=True),
    DragKind("size", "parts", _size),
    DragKind("typed measure", "parts", _measure),
    DragKind("part blend", "parts", _part_blend),
    DragKind("whole-face blend", "parts", _whole_blend),
    DragKind("expression", "expression", _expression),
    DragKind("expression, skull seen", "expression", _expression, glass=True),
    DragKind("build", "anatomy", _build),
    DragKind("thickness", "anatomy", _thickness),
    DragKind("thickness, skull seen", "anatomy", _thickness, glass=True),
    DragKind("bone", "anatomy", _bone),
    DragKind("bone, skull seen", "anatomy", _bone, glass=True),
    DragKind("jaw", "anatomy", _jaw),
    DragKind("jaw, skull seen", "anatomy", _jaw, glass=True),
    DragKind("paint brush", "anatomy", BrushHand),
)
"""Every kind, in the order of tables."""
