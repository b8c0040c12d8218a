"""A photograph with a head over it, and the outlines of the face as seen and as fitted."""

from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.widgets.face_outline import NAMED
from app.widgets.photo_canvas import HALO, PhotoCanvas
from core.arrays import FloatArray


class FitCanvas(PhotoCanvas):
    """Shows how well a head fits its photograph.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: FloatArray | None = None
        self._fitted: FloatArray | None = None
        self._lines = False

    @property
    def fitted(self) -> FloatArray | None:
        """Where the head's landmarks fall, (m, 2) pixels; None where that is not known."""
        return self._fitted

    def set_outlines(self, seen: FloatArray | None, fitted: FloatArray | None) -> None:
        """Take the landmarks of the photograph and of the head, (m, 2) pixels."""
        self._seen, self._fitted = seen, fitted
        self.update()

    def show_outlines(self, shown: bool) -> None:  # noqa: FBT001
        """Draw the outlines, or not."""
        self._lines = shown
        self.update()

    def paint_over(self, painter: QPainter) -> None:
        """Draw the outlines: light as seen, in the accent as fitted."""
        if not self._lines:
            return
        pairs = ((self._seen, QColor(255, 255, 255)), (self._fitted, QColor(self._theme.accent)))
        for places, colour in pairs:
            if places is not None and len(places) >= NAMED:
                path = self.outline(places)
                for pen in (QPen(HALO, 3.0), QPen(colour, 1.4)):
                    painter.setPen(pen)
                    painter.drawPath(path)
