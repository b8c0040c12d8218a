"""Another person beside the open head: parts are copied from them, or blended with them.

How far a part is on its way is told from its code: one that lies on the way from the own shape to
the other person's is that share of it, and one that was suited to the face is remembered. So undo,
redo and other edits need no bookkeeping.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.part_requests import BlendPart, CopyFrom, FoundEdit, ReadPerson
from app.session import Session
from core.document.edits import BlendParts, Person
from core.document.person_edits import SIZE
from core.document.side_edits import on_side
from core.document.sides import seen_from
from core.document.state import FaceState
from core.geometry.sides import Side

_SAME = 1e-6
"""Standard deviations; codes that differ by less are one."""

Code = tuple[float, ...]


class OtherPerson(QObject):
    """The person whose parts are mixed into the open head.

    Parameters
    ----------
    session : Session
        Takes the edits.
    parent : QObject, optional
        Owner.
    """

    changed = Signal()
    """Another person, or none; read again."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._own: dict[str, Code] = {}
        """Where the way to the other person begins, by part, and of the size."""
        self._suited: dict[tuple[str, Code], float] = {}
        """Share of the way of every code that was found by suiting a part to the face."""
        self.person: Person | None = None
        self.side: Side | None = None
        """The side of the face that takes what is blended and copied; None for both."""
        session.document_changed.connect(self.forget)
        session.wishes.coming.connect(self._remember)

    def read_from(self, path: Path) -> None:
        """Blend with the person in a project from now on."""
        self._session.perform(ReadPerson(path), self.use)

    def use(self, person: Person) -> None:
        """Blend with a person from now on."""
        self.person, self._own, self._suited = person, {}, {}
        self.changed.emit()

    def forget(self) -> None:
        """Blend with nobody; what was blended stays."""
        self.person, self._own, self._suited = None, {}, {}
        self.changed.emit()

    def use_side(self, side: Side | None) -> None:
        """Blend and copy on one side of the face from now on, or on both by None."""
        self.side, self._own, self._suited = side, {}, {}
        self.changed.emit()

    def copy_from(self, source: Path | Person, part: str) -> None:
        """Give a part another person's shape, suited to the face around it.

        Parameters
        ----------
        source : Path or Person
            A project, or the person.
        part : str
            Of `core.geometry.template.PARTS`.
        """
        state = self._session.state
        if state is not None:
            request = CopyFrom(state, part, source, self.side)
            self._session.perform(request, self._session.apply)

    def _remember(self, found: FoundEdit) -> None:
        """Take note of the code that a part is about to have."""
        state, wish = self._session.state, found.wish
        if state is not None and isinstance(wish, BlendPart):
            done = seen_from(found.edit.apply(state), self.side)
            self._suited[wish.part, done.codes[wish.part]] = wish.share

    def shares(self, state: FaceState) -> Mapping[str, float]:
        """Return how far each part, and the size, is on the way to the other person, 0 to 1.

        Parameters
        ----------
        state : FaceState
            The document. What is not on the way starts a new one.

        Returns
        -------
        mapping of str to float
            By part, and `SIZE`; empty while there is nobody.
        """
        if self.person is None:
            return {}
        seen = seen_from(state, self.side)
        here: dict[str, Code] = {**seen.codes, SIZE: (state.size,)}
        there: dict[str, Code] = {**self.person.codes, SIZE: (self.person.size,)}
        found = {}
        for key, code in here.items():
            share = self._suited.get((key, code))
            if share is None:
                share = _share_of_way(self._own.setdefault(key, code), there[key], code)
            if share is None:
                self._own[key], share = code, 0.0
            found[key] = share
        return found

    def blend(self, share: float, *, dragging: bool) -> None:
        """Move the whole head with its size towards the other person, or back.

        Parameters
        ----------
        share : float
            0 for the own shape, 1 for the other person's; locked parts stay.
        dragging : bool
            Whether the hand still moves.
        """
        state, person = self._session.state, self.person
        if state is None or person is None:
            return
        self.shares(state)
        codes = {key: code for key, code in self._own.items() if key != SIZE}
        own = Person("the face before", state.bundle, codes, self._own[SIZE][0])
        edit = on_side(BlendParts.whole(own, person, share, state.locked), self.side)
        self._session.apply(edit, dragging=dragging)

    def blend_part(self, part: str, share: float, *, dragging: bool) -> None:
        """Move one part towards the other person, suited to the face around it, or back.

        Parameters
        ----------
        part : str
            Of `core.geometry.template.PARTS`.
        share : float
            0 for the own shape, 1 for the other person's.
        dragging : bool
            Whether the hand still moves; the session's wishes are to be settled then.
        """
        state, person = self._session.state, self.person
        if state is None or person is None:
            return
        self.shares(state)
        own = self._own[part]
        self._session.wishes.ask(
            lambda start: BlendPart(start, part, own, person, share, self.side), dragging=dragging
        )


def _share_of_way(start: Code, end: Code, here: Code) -> float | None:
    """Return how far a code is from one to another, 0 to 1; None where it is not on the way."""
    way, gone = np.subtract(end, start), np.subtract(here, start)
    length = float(way @ way)
    share = 0.0 if length < _SAME**2 else float(gone @ way) / length
    if not -_SAME <= share <= 1.0 + _SAME or np.abs(gone - share * way).max() > _SAME:
        return None
    return min(max(share, 0.0), 1.0)
