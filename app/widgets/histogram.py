"""A histogram of signed distances in the colours of their scale."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import DARK, Theme
from app.translation import number, tr
from core.arrays import FloatArray

_HEIGHT = 108
_FOOT = 18
_SIDE = 4


class Histogram(QWidget):
    """Shows how signed distances are spread.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edges, self._shares = np.array([-1.0, 1.0]), np.zeros(1)
        self._colours = np.zeros((1, 3))
        self._mean: float | None = None
        self._theme: Theme = DARK
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Histogram of the difference"))

    def set_theme(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self.update()

    def show_shares(
        self, edges: FloatArray, shares: FloatArray, colours: FloatArray, mean: float | None
    ) -> None:
        """Show a histogram.

        Parameters
        ----------
        edges : (n + 1,) float64
            mm.
        shares : (n,) float64
            Of the area, 0 to 1.
        colours : (n, 3) float64
            Of the bars, 0 to 1.
        mean : float or None
            Marked by a line, mm.
        """
        self._edges, self._shares, self._colours, self._mean = edges, shares, colours, mean
        told = tr("Histogram of the difference from {low:g} to {high:g} mm; mean {mean:+.2f} mm")
        self.setToolTip(told.format(low=edges[0], high=edges[-1], mean=mean or 0.0))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw bars over an axis with its ends, zero and the mean."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self.width() - 2.0 * _SIDE, float(self.height() - _FOOT - 4)
        top = float(self._shares.max(initial=0.0)) or 1.0
        step = wide / len(self._shares)
        # Bars around zero are nearly white: an outline keeps them apart from a light panel.
        painter.setPen(QPen(QColor(theme.faint), 0.6))
        for index, (share, colour) in enumerate(zip(self._shares, self._colours, strict=True)):
            tall = high * float(share) / top
            painter.setBrush(QColor.fromRgbF(*(float(one) for one in colour)))
            left = _SIDE + index * step
            painter.drawRect(QRectF(left, 4.0 + high - tall, max(step - 1.0, 1.0), tall))
        base = 4.0 + high
        painter.setPen(QPen(QColor(theme.faint), 1.0))
        painter.drawLine(QPointF(_SIDE, base), QPointF(_SIDE + wide, base))
        if self._mean is not None:
            at = self._place(self._mean, wide)
            painter.setPen(QPen(QColor(theme.text), 1.0, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(at, 2.0), QPointF(at, base))
        self._write_axis(painter, wide)

    def _write_axis(self, painter: QPainter, wide: float) -> None:
        painter.setPen(QColor(self._theme.faint))
        foot = QRectF(_SIDE, self.height() - _FOOT, wide, _FOOT)
        low, high = float(self._edges[0]), float(self._edges[-1])
        for value, side in (
            (low, Qt.AlignmentFlag.AlignLeft),
            (0.5 * (low + high), Qt.AlignmentFlag.AlignHCenter),
            (high, Qt.AlignmentFlag.AlignRight),
        ):
            unit = " mm" if value == high else ""
            spec = "+g" if value else "g"
            painter.drawText(foot, side | Qt.AlignmentFlag.AlignVCenter, number(value, spec) + unit)

    def _place(self, value: float, wide: float) -> float:
        low, high = float(self._edges[0]), float(self._edges[-1])
        share = min(max((value - low) / (high - low), 0.0), 1.0)
        return _SIDE + share * wide
