"""What is drawn of measures and landmarks, and which of their points can be dragged."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from app.face_measures import FaceMeasures, mark_key
from app.session import Session
from app.translation import number
from app.viewport.head_view import HeadView
from app.viewport.mark_drawing import Label, MarkDrawing
from app.viewport.tools.mark_tool import Handle, MarkTool
from app.viewport.tools.surface_picker import SurfacePicker
from core.arrays import FloatArray
from core.document.mark_edits import landmark_title
from core.geometry.asymmetry import Asymmetry
from core.geometry.mark_meter import MeasuredMark, value_text
from core.geometry.surface_points import BODIES, SurfacePoint, places

_HALF_LINE_MM = 75.0
_BEFORE_MM = 4.0
"""Lines of the thirds stand so far before their landmarks."""


class MarkScene:
    """Draws the marks of the head that is shown; the caller asks for a frame.

    Parameters
    ----------
    session : Session
        The document.
    view : HeadView
        Is drawn in.
    picker : SurfacePicker
        Has the surfaces.
    measures : FaceMeasures
        Has the landmarks.
    tool : MarkTool
        Gets the points that can be dragged.
    """

    def __init__(
        self,
        session: Session,
        view: HeadView,
        picker: SurfacePicker,
        measures: FaceMeasures,
        tool: MarkTool,
    ) -> None:
        self._session, self._view = session, view
        self._picker, self._measures, self._tool = picker, measures, tool
        self.drawing = MarkDrawing(view.renderer)

    def draw(
        self,
        marks: Sequence[MeasuredMark],
        pending: Sequence[SurfacePoint],
        *,
        landmarks: bool,
        thirds: bool,
        plane: Asymmetry | None,
    ) -> None:
        """Draw everything anew.

        Parameters
        ----------
        marks : sequence of MeasuredMark
            Placed measures.
        pending : sequence of SurfacePoint
            Points of the measure that is being placed.
        landmarks, thirds : bool
            Whether they are shown.
        plane : Asymmetry or None
            Whose plane of symmetry is drawn with the thirds.
        """
        straight = [mark.line for mark in marks if not mark.trace]
        lying = [mark.line for mark in marks if mark.trace]
        dots = [mark.points for mark in marks]
        labels = [Label(value_text(mark), mark.anchor) for mark in marks]
        bodies = self._picker.bodies
        if pending and all(point.body in bodies for point in pending):
            there = places(pending, bodies)
            dots.append(there)
            straight.append(there)
        if thirds:
            lines, names = third_lines(self._measures.landmarks("skin"), plane)
            straight += lines
            labels += names
        points = np.concatenate(dots) if dots else np.zeros((0, 3))
        ratio = self._view.devicePixelRatioF()
        self.drawing.show_measures(straight, lying, points, labels, ratio)
        handles = [handle for mark in marks for handle in _handles(mark)]
        handles += self._draw_landmarks(shown=landmarks)
        self._tool.set_handles(handles)

    def _draw_landmarks(self, *, shown: bool) -> list[Handle]:
        handles: list[Handle] = []
        own: list[FloatArray] = []
        moved: list[FloatArray] = []
        state = self._session.state
        for body in BODIES if shown and state is not None else ():
            if body not in self._picker.wanted:
                continue
            for name, place in self._measures.landmarks(body).items():
                key = mark_key(name, body)
                (moved if key in state.landmarks else own).append(place)
                handles.append(Handle(f"landmark:{key}", landmark_title(key), place, body))
        self.drawing.show_landmarks(*(np.reshape(one, (-1, 3)) for one in (own, moved)))
        return handles

    def hover(self, handle: Handle | None) -> None:
        """Show the name of the point under the mouse; None for none."""
        named = handle is not None and handle.key.startswith("landmark:")
        label = Label(handle.title if named else "", handle.place) if handle is not None else None
        if self.drawing.show_hot(label, self._view.devicePixelRatioF()):
            self._view.request_frame()


def _handles(mark: MeasuredMark) -> list[Handle]:
    title = mark.measure.title
    return [
        Handle(f"measure:{index}:{title}", title, place, point.body)
        for index, (place, point) in enumerate(zip(mark.points, mark.measure.points, strict=True))
    ]


def third_lines(
    landmarks: dict[str, FloatArray], plane: Asymmetry | None
) -> tuple[list[FloatArray], list[Label]]:
    """Return the borders of the facial thirds and the trace of the plane of symmetry.

    Parameters
    ----------
    landmarks : dict of str to (3,) float64
        Of the skin, mm.
    plane : Asymmetry or None
        Whose plane is drawn.

    Returns
    -------
    lines : list of (2, 3) float64
        mm.
    labels : list of Label
        Height of each third.
    """
    names = [one for one in ("glabella", "subnasale", "menton") if one in landmarks]
    lines, labels = [], []
    for name in names:
        _, up, out = landmarks[name]
        ends = [[side * _HALF_LINE_MM, up, out + _BEFORE_MM] for side in (-1.0, 1.0)]
        lines.append(np.array(ends))
    for high, low in pairwise(landmarks[name] for name in names):
        middle = np.array([_HALF_LINE_MM + 6.0, (high[1] + low[1]) / 2.0, max(high[2], low[2])])
        labels.append(Label(f"{number(high[1] - low[1], '.1f')} mm", middle))
    if plane is not None and names:
        trace = []
        for name, beyond in ((names[0], 60.0), (names[-1], -15.0)):
            place = landmarks[name] + np.array([0.0, beyond, _BEFORE_MM])
            trace.append(place - float((place - plane.origin) @ plane.normal) * plane.normal)
        lines.append(np.stack(trace))
    return lines, labels
