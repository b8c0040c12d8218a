"""What can be measured on the head that is shown: landmarks, the table, placed measures.

Reads the document and the surfaces that the worker computed; knows no widgets. The work is small
arithmetic on a few dozen points, so it is done on the window's own thread.
"""

from collections.abc import Mapping

from app.session import Session
from core.arrays import FloatArray, IntArray
from core.document.state import FaceState
from core.geometry.cephalometry import BONE
from core.geometry.mark_meter import MarkMeter, MeasuredMark
from core.geometry.measure_rows import MeasureRow, landmark_places, measure_rows
from core.geometry.norms import Norm, load_norms
from core.geometry.surface_points import Body


class FaceMeasures:
    """Measures the head of a session.

    Parameters
    ----------
    session : Session
        The document.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._norms: tuple[Norm, ...] | None = None
        self._meter: MarkMeter | None = None
        self._bodies: dict[Body, FloatArray] = {}

    def use(
        self, bodies: Mapping[Body, FloatArray], faces: Mapping[Body, IntArray], *, moving: bool
    ) -> None:
        """Measure on these surfaces from now on.

        Parameters
        ----------
        bodies : mapping of str to (n, 3) float64
            Vertices of what is there, mm.
        faces : mapping of str to (m, 3) int64
            Their triangles.
        moving : bool
            Whether the hand still moves.
        """
        self._bodies = dict(bodies)
        if self._meter is None and faces:
            self._meter = MarkMeter(faces)
        state = self._session.state
        if self._meter is not None and state is not None and state.measures:
            self._meter.use(self._bodies, moving=moving)

    def forget(self) -> None:
        """Take note that another document, perhaps of another model, is open."""
        self._meter, self._bodies = None, {}

    def landmarks(self, body: Body) -> dict[str, FloatArray]:
        """Return the landmarks of skin or skull by plain names, (3,) mm each."""
        facts, state = self._session.facts, self._session.state
        vertices = self._bodies.get(body)
        if facts is None or state is None or vertices is None:
            return {}
        bone = body == "skull"
        known = facts.skull_landmarks if bone else facts.landmarks
        return landmark_places(vertices, known, state.landmarks, bone=bone)

    def rows(self) -> tuple[MeasureRow, ...]:
        """Return the table of the head as it is now; empty before there is one."""
        if self._norms is None:
            self._norms = load_norms()
        skin = self.landmarks("skin")
        return measure_rows(skin, self.landmarks("skull"), self._norms) if skin else ()

    def marks(self) -> tuple[MeasuredMark, ...]:
        """Return the placed measures whose surfaces are there, measured."""
        state = self._session.state
        if self._meter is None or state is None:
            return ()
        self._meter.use(self._bodies)
        found = (self._meter.measure(one) for one in state.measures)
        return tuple(mark for mark in found if mark is not None)

    def followed(self) -> tuple[MeasuredMark, ...]:
        """Return the placed measures as they follow a moving hand."""
        state = self._session.state
        if self._meter is None or state is None:
            return ()
        found = (self._meter.measure(one) for one in state.measures)
        return tuple(mark for mark in found if mark is not None)


def mark_key(name: str, body: Body) -> str:
    """Return the name of a landmark as the document keeps it."""
    return f"{BONE}{name}" if body == "skull" else name


def free_title(state: FaceState | None, title: str) -> str:
    """Return a title that no placed measure has yet, such as ``Area 2``.

    Parameters
    ----------
    state : FaceState or None
        The document.
    title : str
        What the number follows.
    """
    taken = set() if state is None else {one.title for one in state.measures}
    count = 1
    while f"{title} {count}" in taken:
        count += 1
    return f"{title} {count}"
