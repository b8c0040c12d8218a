"""A line across the view: the open face is drawn on its left, another on its right.

A plane through the eye and the line cuts both, so that the cut stays on the line however the camera
turns; the line is a widget that is dragged.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget
from vtkmodules.vtkCommonDataModel import vtkPlane

from app.theme import Theme
from app.translation import tr
from app.viewport.head_view import HeadView
from app.viewport.layer import SurfaceLayer
from core.arrays import FloatArray

_WIDTH = 26
_KNOB = 11.0
_STEP = 0.02
"""Of the view's width by an arrow key."""
_NEAR, _FAR = 0.1, 0.9
"""Depths of the display at which points of the cutting plane are taken."""


class WipeLine(QWidget):
    """The line with its knob; told by `moved` of its owner.

    Parameters
    ----------
    owner : Wipe
        Moves when it is dragged.
    parent : QWidget
        The view.
    """

    def __init__(self, owner: "Wipe", parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = owner
        self.colour = QColor("white")
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Line between the compared faces"))
        self.setToolTip(tr("Drag to wipe; arrow keys move it too"))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            place = self.mapToParent(event.position().toPoint()).x()
            self._owner.move(place / max(self.parentWidget().width(), 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrow keys."""
        steps = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}
        if event.key() in steps:
            self._owner.move(self._owner.share + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the line and a knob with two arrows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2.0, self.height() / 2.0)
        painter.setPen(QPen(QColor(0, 0, 0, 90), 4.0))
        painter.drawLine(QPointF(middle.x(), 0.0), QPointF(middle.x(), self.height()))
        painter.setPen(QPen(self.colour, 2.0))
        painter.drawLine(QPointF(middle.x(), 0.0), QPointF(middle.x(), self.height()))
        painter.setBrush(self.colour)
        painter.drawEllipse(QRectF(middle.x() - _KNOB, middle.y() - _KNOB, 2 * _KNOB, 2 * _KNOB))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white") if self.colour.lightness() < 140 else QColor("black"))
        for way in (-1.0, 1.0):
            tip = middle + QPointF(way * 7.5, 0.0)
            base = middle + QPointF(way * 3.0, 0.0)
            painter.drawPolygon(
                QPolygonF([tip, base + QPointF(0.0, 4.0), base - QPointF(0.0, 4.0)])
            )


class Wipe(QObject):
    """Cuts layers of a view at a line.

    Parameters
    ----------
    view : HeadView
        In which the line stands.
    """

    def __init__(self, view: HeadView) -> None:
        super().__init__(view)
        self._view = view
        self.share = 0.5
        """Where the line stands: 0 at the left of the view, 1 at the right."""
        self.line = WipeLine(self, view)
        self.line.hide()
        self._left, self._right = vtkPlane(), vtkPlane()
        self._cut: list[tuple[SurfaceLayer, vtkPlane]] = []
        self._observer = view.renderer.AddObserver("StartEvent", self._follow)
        view.installEventFilter(self)

    def use(
        self, left: Sequence[SurfaceLayer], right: Sequence[SurfaceLayer], *, wiped: bool
    ) -> None:
        """Cut layers, or leave them whole.

        Parameters
        ----------
        left, right : sequence of SurfaceLayer
            What is drawn on either side of the line.
        wiped : bool
            Whether there is a line.
        """
        for layer, plane in self._cut:
            layer.clip(plane, None)
        self._cut = []
        if wiped:
            self._cut = [(one, self._left) for one in left] + [(one, self._right) for one in right]
        for layer, plane in self._cut:
            layer.clip(None, plane)
        self.line.setVisible(wiped)
        self._place()

    def move(self, share: float) -> None:
        """Put the line elsewhere, 0 to 1."""
        self.share = min(max(share, 0.02), 0.98)
        self._place()
        self._view.request_frame()

    def set_theme(self, theme: Theme) -> None:
        """Draw the line in a theme's accent."""
        self.line.colour = QColor(theme.accent)
        self.line.update()

    def shut(self) -> None:
        """Stop following the camera."""
        self._view.renderer.RemoveObserver(self._observer)
        self.use((), (), wiped=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the line as high as the view."""
        if watched is self._view and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        left = round(self.share * self._view.width()) - _WIDTH // 2
        self.line.setGeometry(left, 0, _WIDTH, self._view.height())
        self.line.raise_()

    def _follow(self, *_: Any) -> None:
        """Turn the planes to where the camera stands now."""
        if not self._cut:
            return
        width, height = self._view.renderer.GetSize()
        column = self.share * width
        foot = self._world(column, 0.0, _NEAR)
        across = np.cross(
            self._world(column, height, _NEAR) - foot, self._world(column, 0.0, _FAR) - foot
        )
        across /= max(float(np.linalg.norm(across)), 1e-12)
        if across @ (self._world(column - 1.0, 0.0, _NEAR) - foot) < 0.0:
            across = -across
        for plane, normal in ((self._left, across), (self._right, -across)):
            plane.SetOrigin(*foot)
            plane.SetNormal(*normal)

    def _world(self, x: float, y: float, depth: float) -> FloatArray:
        renderer = self._view.renderer
        renderer.SetDisplayPoint(x, y, depth)
        renderer.DisplayToWorld()
        place = np.array(renderer.GetWorldPoint())
        return place[:3] / place[3]
