"""Another person beside the open head: parts are copied from them, or blended with them.

A blend is told from the codes alone: a part whose code lies on the way from the own shape to the
other person's is that share of the way. So undo, redo and other edits need no bookkeeping.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.requests import Person, ReadPerson
from app.session import Session
from core.document.control_spec import part_title
from core.document.edits import Edit, SetPart, SetSize, Several
from core.document.state import FaceState
from core.geometry.template import PARTS

_SAME = 1e-6
"""Standard deviations; codes that differ by less are one."""

_SIZE = "size"

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
        self.person: Person | None = None
        session.document_changed.connect(self.forget)

    def read_from(self, path: Path) -> None:
        """Blend with the person in a project from now on."""
        self._session.perform(ReadPerson(path), self.use)

    def use(self, person: Person) -> None:
        """Blend with a person from now on."""
        self.person, self._own = person, {}
        self.changed.emit()

    def forget(self) -> None:
        """Blend with nobody; what was blended stays."""
        self.person, self._own = None, {}
        self.changed.emit()

    def copy_from(self, path: Path, part: str) -> None:
        """Give a part the shape it has in a project."""
        self._session.perform(ReadPerson(path), lambda person: self._copy(person, part))

    def _copy(self, person: Person, part: str) -> None:
        title = f"{part_title(part)} of {person.name}"
        self._session.apply(SetPart(part, person.codes[part], title))

    def shares(self, state: FaceState) -> Mapping[str, float]:
        """Return how far each part, and the size, is on the way to the other person, 0 to 1.

        Parameters
        ----------
        state : FaceState
            The document. What is not on the way starts a new one.

        Returns
        -------
        mapping of str to float
            By part, and ``size``; empty while there is nobody.
        """
        if self.person is None:
            return {}
        here = {**state.codes, _SIZE: (state.size,)}
        there = {**self.person.codes, _SIZE: (self.person.size,)}
        found = {}
        for key, code in here.items():
            share = _share_of_way(self._own.setdefault(key, code), there[key], code)
            if share is None:
                self._own[key], share = code, 0.0
            found[key] = share
        return found

    def blend(self, parts: tuple[str, ...], share: float, *, dragging: bool) -> None:
        """Move parts towards the other person, or back.

        Parameters
        ----------
        parts : tuple of str
            Which; locked ones stay. All of them take the head's size along.
        share : float
            0 for the own shape, 1 for the other person's.
        dragging : bool
            Whether the hand still moves.
        """
        state, person = self._session.state, self.person
        if state is None or person is None:
            return
        self.shares(state)
        whole = set(parts) == set(PARTS)
        edits: list[Edit] = [
            SetPart(part, _between(self._own[part], person.codes[part], share))
            for part in parts
            if part not in state.locked
        ]
        if whole:
            edits.append(SetSize(_between(self._own[_SIZE], (person.size,), share)[0]))
        name = "Face" if whole else part_title(parts[0])
        title = f"{name} {100.0 * share:.0f} % {person.name}"
        key = f"blend:{'face' if whole else parts[0]}"
        self._session.apply(Several(tuple(edits), title, key), dragging=dragging)


def _between(start: Code, end: Code, share: float) -> Code:
    """Return the code that is a share of the way from one to another."""
    mixed = (1.0 - share) * np.array(start) + share * np.array(end)
    return tuple(float(value) for value in mixed)


def _share_of_way(start: Code, end: Code, here: Code) -> float | None:
    """Return how far a code is from one to another, 0 to 1; None where it is not on the way."""
    way, gone = np.subtract(end, start), np.subtract(here, start)
    length = float(way @ way)
    share = 0.0 if length < _SAME**2 else float(gone @ way) / length
    if not -_SAME <= share <= 1.0 + _SAME or np.abs(gone - share * way).max() > _SAME:
        return None
    return min(max(share, 0.0), 1.0)
