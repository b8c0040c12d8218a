"""Bone beneath a skin, followed while both move: only what may have come near is looked at.

Where skin and bone were is kept by cells of neighbouring vertices. From one place of the skin to
one of the bone the distance cannot shrink by more than the two moved against each other, and how
far the vertices of a cell moved at most is known at once; so most bone is clear for certain without
a search. What was found at the last step serves the next; what was found at the beginning serves
bone that lies deep.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.clearance import Asked, Clearance
from core.geometry.mesh import Mesh
from core.geometry.skin_room import Judged, SkinRoom
from core.geometry.triangle_plan import plan_of

CELL = 24.0
"""Width of the cells on the template, mm."""
DEEP = 30.0
"""Rooms of deep bone are known at the beginning up to about this, mm."""
CLOSE = 24.0
"""Cells nearer to each other than this are bounded by the room, others by their distance, mm."""
REGION = 9.0
"""Skin that may be this near to the cell of a bone vertex is searched for it, mm: more than any
distance that is wanted exactly."""

AFRESH = 6
"""How far cells are apart is measured every so many steps; between, it is bounded."""
FELT = 6.0
"""Skin beside bone in cells this near to those asked about is searched as well, mm."""
ROUNDING = 1e-4
"""Of the products by which motions are compared, mm."""


@dataclass(frozen=True, eq=False)
class Cells:
    """Which vertices of a skin and its bone are neighbours; found once per template.

    Attributes
    ----------
    skin, bone : _Group
        Cells of each.
    wide : _Group
        Cells of the skin, with all corners of triangles that have one in them.
    """

    skin: "_Group"
    bone: "_Group"
    wide: "_Group"

    @classmethod
    def of(cls, skin: Mesh, bone: FloatArray) -> Self:
        """_Group the vertices of a template.

        Parameters
        ----------
        skin : Mesh
            Its skin, mm.
        bone : (n, 3) float64
            Its bone, mm.

        Returns
        -------
        Cells
            For every head on that template.
        """
        mine = _Group.of(skin.vertices)
        return cls(mine, _Group.of(bone), mine.with_triangles(skin.faces))


class ClearanceAlong:
    """A skin and the bone beneath it, from which others differ little.

    Parameters
    ----------
    cells : Cells
        Of their template.
    clearance : Clearance
        Of the skin; was asked about the bone.
    """

    def __init__(self, cells: Cells, clearance: Clearance) -> None:
        self._cells, self._inward = cells, clearance.inward
        skin, known = clearance.skin, clearance.known
        self._last = _Step(np.array(skin.vertices), known.bone, clearance.deep(DEEP))
        corners = skin.vertices[skin.faces]
        across = corners - corners[:, [1, 2, 0]]
        self._apart = float(np.sqrt(np.einsum("fck,fck->fc", across, across).max() / 3.0))
        """No place of the skin is farther than this from a vertex of its triangle, mm."""
        boxes = cells.bone.boxes(known.bone)
        self._between = _gaps(boxes, cells.skin.boxes(skin.vertices))
        """How far apart the cells are at least, (b, s) mm."""
        self._beside = _gaps(boxes, boxes) < FELT
        self._steps = 0

    def beneath(self, skin: Mesh, bone: FloatArray) -> "MovedClearance":
        """Return what tells the clearance of moved bone from a moved skin.

        Parameters
        ----------
        skin : Mesh
            The same triangles, elsewhere.
        bone : (n, 3) float64
            The same bone, elsewhere, mm.

        Returns
        -------
        MovedClearance
            Answers as `Clearance` does, for this bone and whatever it is pushed to.
        """
        against = self._last.against(self._cells, skin.vertices, bone)
        room = self._least(against)
        self._between = self._between - against
        cell = self._cells.bone.cell
        near = self._between - self._apart < REGION
        region = _Region(self._cells.skin, cell, near, self._beside)
        self._last = _Step(np.array(skin.vertices), np.array(bone), room)
        return MovedClearance(skin, self._inward, Asked(np.array(bone), np.array(room)), region)

    def _least(self, against: FloatArray) -> FloatArray:
        """Return how much room each bone vertex has at least after a motion, (n,) mm."""
        close = self._between < CLOSE
        nearing = np.where(close, against, 0.0).max(axis=1)
        rest = np.where(close, np.inf, self._between - self._apart - against).min(axis=1)
        cell = self._cells.bone.cell
        return np.asarray(np.minimum(self._last.room - nearing[cell], rest[cell]))

    def note(self, clearance: "MovedClearance") -> None:
        """Take note of what a clearance found; the next one begins there.

        Parameters
        ----------
        clearance : MovedClearance
            From the last call of `beneath`.
        """
        known = clearance.known
        pushed = known.bone - self._last.bone
        self._last = _Step(self._last.skin, known.bone, known.room)
        self._between = self._between - float(np.sqrt((pushed**2).sum(axis=1).max(initial=0.0)))
        self._steps += 1
        if self._steps % AFRESH == 0:
            boxes = self._cells.bone.boxes(known.bone)
            here = _gaps(boxes, self._cells.skin.boxes(clearance.skin.vertices))
            self._between = np.maximum(here, self._between)


class MovedClearance(Clearance):
    """A clearance that knows beforehand what cannot be near, and searches only beside the rest.

    Parameters
    ----------
    skin : Mesh
        Closed, outward wound, mm.
    inward : (N_skin, 3) float64
        The way into the head at each vertex of the skin.
    known : Asked
        The bone and how much room it has at least.
    region : _Region
        Which skin may be near which bone.
    """

    spare = 2.0

    def __init__(self, skin: Mesh, inward: FloatArray, known: Asked, region: "_Region") -> None:
        super().__init__(skin, inward)
        self._asked, self._region = known, region
        self._cells = np.zeros(region.near.shape[0], dtype=bool)
        self._part: SkinRoom | None = None

    def _look(
        self, rows: IntArray, bone: FloatArray, known: float, *, sides: bool
    ) -> tuple[FloatArray, Judged]:
        wanted = np.zeros(len(self._cells), dtype=bool)
        wanted[self._region.cell[rows]] = True
        if self._part is None or (wanted & ~self._cells).any():
            # With the cells beside them, where pushes will be felt.
            self._cells |= self._region.beside[wanted].any(axis=0)
            only = self._region.triangles(self.skin.faces, self._cells)
            self._part = SkinRoom(self.skin, lambda: self.inward, only)
        return self._part.look(bone, known, sides=sides)


@dataclass(frozen=True, eq=False)
class _Region:
    """Which cells of the skin may be near (b, s) those of the bone; which of these are neighbours.

    With the cell of each bone vertex (n,); neighbours are (b, b).
    """

    skin: "_Group"
    cell: IntArray
    near: BoolArray
    beside: BoolArray

    def triangles(self, faces: IntArray, wanted: BoolArray) -> IntArray:
        """Return the triangles that may be near bone of the wanted cells."""
        chosen = np.asarray(self.near[wanted].any(axis=0), dtype=bool)
        return plan_of(faces).around(np.flatnonzero(chosen[self.skin.cell]))


@dataclass(frozen=True, eq=False)
class _Step:
    """Where skin and bone were, and how much room each bone vertex had at least, mm."""

    skin: FloatArray
    bone: FloatArray
    room: FloatArray

    def against(self, cells: Cells, skin: FloatArray, bone: FloatArray) -> FloatArray:
        """Return how far cells of bone and skin moved against each other at most, (b, s) mm."""
        ours, stray = cells.bone.motion(bone - self.bone)
        theirs, off = cells.wide.motion(skin - self.skin)
        squared = (ours**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1) - 2.0 * ours @ theirs.T
        moved: FloatArray = np.sqrt(np.maximum(squared, 0.0)) + stray[:, None] + off[None]
        return moved + ROUNDING


@dataclass(frozen=True, eq=False)
class _Group:
    """Vertices in cells of space.

    Attributes
    ----------
    cell : (n,) int64
        Of each vertex.
    order : (k,) int64
        Vertices, cell after cell.
    starts : (c,) int64
        Where each cell's begin.
    """

    cell: IntArray
    order: IntArray
    starts: IntArray

    @classmethod
    def of(cls, vertices: FloatArray) -> Self:
        """_Group vertices (n, 3) by cubes of space, mm."""
        places = np.floor(vertices / CELL).astype(np.int64)
        _, cell = np.unique(places, axis=0, return_inverse=True)
        cell = cell.ravel()
        order = np.argsort(cell, kind="stable")
        return cls(cell, order, np.searchsorted(cell[order], np.arange(cell.max() + 1)))

    def with_triangles(self, faces: IntArray) -> "_Group":
        """Return the same cells with all corners of triangles (m, 3) that have one in them."""
        pairs = np.zeros((len(self.starts), len(self.cell)), dtype=bool)
        for corner in range(3):
            pairs[self.cell[faces[:, corner]][:, None], faces] = True
        cell, order = np.nonzero(pairs)
        return _Group(self.cell, order, np.searchsorted(cell, np.arange(len(self.starts))))

    def motion(self, moved: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the mean (c, 3) of motions (n, 3), and how far any strays from it (c,)."""
        count = np.diff(np.append(self.starts, len(self.order)))
        listed = moved[self.order]
        mean = np.add.reduceat(listed, self.starts) / count[:, None]
        stray = listed - np.repeat(mean, count, axis=0)
        squared = np.maximum.reduceat(np.einsum("ik,ik->i", stray, stray), self.starts)
        return mean, np.sqrt(squared)

    def boxes(self, vertices: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the lowest and highest corners of cells of vertices (n, 3), each (c, 3)."""
        listed = vertices[self.order]
        low = np.minimum.reduceat(listed, self.starts)
        return low, np.maximum.reduceat(listed, self.starts)


def _gaps(
    boxes: tuple[FloatArray, FloatArray], others: tuple[FloatArray, FloatArray]
) -> FloatArray:
    """Return how far each box, by its lowest and highest corner, is from each of others, mm."""
    (least, most), (low, high) = boxes, others
    squared = np.zeros((len(least), len(low)))
    for axis in range(3):
        gap = np.maximum(
            np.subtract.outer(least[:, axis], high[:, axis]),
            np.subtract.outer(low[:, axis], most[:, axis]).T,
        )
        squared += np.maximum(gap, 0.0, out=gap) ** 2
    return np.asarray(np.sqrt(squared))
