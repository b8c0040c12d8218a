"""A chart of the face: columns of azimuth, rows of elevation, torn open along the lips.

Seen from a point inside the head every direction meets the outer skin once, so a grid of directions
is a grid of skin without nostrils, lids or folds of the lips. One row runs along the lip line and
is there twice: once for the upper lip, once for the lower. The grid is mirror-symmetric.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.interpolate import RectBivariateSpline

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.steps import cubic_step
from core.models.lips import LIP_LINE, LIP_SCALE

CENTRE = np.array([0.0, -30.0, -10.0])
"""From where the template's head is looked at, head frame, mm."""
WIDEST = 74.0
"""Columns reach from the front to this azimuth, degrees: just before the ears."""
LOWEST, HIGHEST = -62.0, 38.0
"""Rows reach from the upper neck to above the brows, degrees of elevation."""
MOUTH_HALF = 23.5
"""Half the width over which the lips part, mm: to the corners of the mouth."""
_MOUTH_AT = 98.6
"""How far before the centre the corners of the mouth lie, mm."""
_BEYOND = 1.8
"""At this many half-widths of the mouth both lips have become one skin."""


@dataclass(frozen=True)
class Resolution:
    """How fine a mesh of the face is.

    Attributes
    ----------
    mouth : int
        Columns from the midline to a corner of the mouth.
    side : int
        Columns from there to the ear.
    below, above : int
        Rows below and above the lip line.
    layers : int
        Of prisms between bone and skin.
    """

    mouth: int
    side: int
    below: int
    above: int
    layers: int

    @property
    def tets(self) -> int:
        """Number of tetrahedra: six for each cell of each layer."""
        return 12 * (self.mouth + self.side) * (self.below + self.above) * self.layers


RESOLUTIONS = {
    20_000: Resolution(mouth=6, side=16, below=17, above=21, layers=2),
    60_000: Resolution(mouth=9, side=23, below=23, above=29, layers=3),
    150_000: Resolution(mouth=12, side=31, below=33, above=40, layers=4),
}
"""By the number of tetrahedra that people ask for."""


@dataclass(frozen=True, eq=False)
class FaceChart:
    """The grid and where its nodes look.

    Attributes
    ----------
    azimuth : (columns,) float64
        Degrees, to the subject's left.
    level : (rows,) float64
        -1 at the lowest row, 0 along the lips, 1 at the highest.
    grid : (2, rows, columns) int64
        Node at each place as seen from above and from below the lip line; the two differ at the
        parted lips alone. Rows below the line are asked of the second, others of the first.
    directions : (nodes, 3) float64
        Unit vectors from `CENTRE`.
    triangles : (cells, 3) int64
        Over the nodes, counter-clockwise from outside.
    rank : (nodes,) int64
        An order that the mirror keeps.
    lips : (k, 2) int64
        Nodes of the upper and the lower lip that face each other.
    border : (nodes,) bool
        Nodes on the chart's outer border.
    """

    azimuth: FloatArray
    level: FloatArray
    grid: IntArray
    directions: FloatArray
    triangles: IntArray
    rank: IntArray
    lips: IntArray
    border: BoolArray

    @classmethod
    def of(cls, resolution: Resolution) -> "FaceChart":
        """Build the chart of a resolution.

        Parameters
        ----------
        resolution : Resolution
            How many columns and rows.

        Returns
        -------
        FaceChart
            The same for every head.
        """
        azimuth, level = _columns(resolution), _rows(resolution)
        rows, columns = len(level), len(azimuth)
        zero = resolution.below
        corner = np.degrees(np.arctan2(MOUTH_HALF, _MOUTH_AT))
        torn = np.abs(azimuth) < corner - 1e-6
        plain = np.arange(rows * columns, dtype=np.int64).reshape(rows, columns)
        grid = np.stack([plain, plain])
        grid[1, zero, torn] = rows * columns + np.arange(int(torn.sum()))
        across = np.tile(azimuth, rows)
        along = np.repeat(level, columns)
        across = np.concatenate([across, azimuth[torn]])
        along = np.concatenate([along, np.zeros(int(torn.sum()))])
        border = np.zeros(len(across), dtype=bool)
        border[np.concatenate([plain[0], plain[-1], plain[:, 0], plain[:, -1]])] = True
        upper, lower = grid[0, zero, torn], grid[1, zero, torn]
        directions = unit_directions(across, elevation_of(across, along))
        return cls(
            azimuth,
            level,
            grid,
            directions,
            _triangles(grid, zero, columns),
            _mirrored_rank(along, across, lower),
            np.stack([upper, lower], axis=1),
            border,
        )

    @property
    def count(self) -> int:
        """Number of nodes."""
        return len(self.directions)

    @property
    def lip_row(self) -> int:
        """Row of the lip line."""
        return int(np.argmin(np.abs(self.level)))

    @cached_property
    def azimuth_of(self) -> FloatArray:
        """Azimuth of each node, (nodes,) degrees."""
        found = np.empty(self.count)
        for side in self.grid:
            found[side] = self.azimuth
        return found

    @cached_property
    def cells(self) -> FloatArray:
        """Column and row of each node, (nodes, 2)."""
        found = np.empty((self.count, 2))
        for side in self.grid:
            rows, columns = np.indices(side.shape)
            found[side.ravel()] = np.stack([columns.ravel(), rows.ravel()], axis=1)
        return found

    @cached_property
    def mirror(self) -> IntArray:
        """The node on the other side of the face of each node, (nodes,)."""
        found = np.empty(self.count, dtype=np.int64)
        for side in self.grid:
            found[side] = side[:, ::-1]
        return found

    def spread(self, values: FloatArray, places: FloatArray, side: FloatArray) -> FloatArray:
        """Return smooth values at any places of the template.

        Parameters
        ----------
        values : (nodes, 3) float64
            At the chart's nodes.
        places : (n, 3) float64
            Template coordinates, mm.
        side : (n,) float64
            Positive on the upper lip's side of the lip line, negative on the lower's.

        Returns
        -------
        (n, 3) float64
            Bicubic, the lips apart; zero outside the chart.
        """
        azimuth, elevation = angles_of(places)
        level = level_of(azimuth, elevation)
        known = (np.abs(azimuth) <= WIDEST) & (np.abs(level) <= 1.0)
        known &= (places - CENTRE) @ np.array([0.0, 0.0, 1.0]) > 0.0
        corner = np.degrees(np.arctan2(MOUTH_HALF, _MOUTH_AT))
        together = cubic_step((np.abs(azimuth) / corner - 1.0) / (_BEYOND - 1.0))
        found = np.zeros((len(places), 3))
        at = np.clip(azimuth, -WIDEST, WIDEST), np.clip(level, -1.0, 1.0)
        zero = self.lip_row
        for axis in range(3):
            upper, lower = values[self.grid[0], axis], values[self.grid[1], axis]
            whole = self._read(slice(None), upper, at)
            above = self._read(slice(zero, None), upper, (at[0], np.maximum(at[1], 0.0)))
            below = self._read(slice(None, zero + 1), lower, (at[0], np.minimum(at[1], 0.0)))
            parted = np.where(side >= 0.0, above, below)
            found[:, axis] = np.where(known, parted + together * (whole - parted), 0.0)
        return found

    def _read(
        self, rows: slice, values: FloatArray, at: tuple[FloatArray, FloatArray]
    ) -> FloatArray:
        spline = RectBivariateSpline(self.level[rows], self.azimuth, values[rows])
        read: FloatArray = spline.ev(at[1], at[0])
        return read


def unit_directions(azimuth: FloatArray, elevation: FloatArray) -> FloatArray:
    """Return unit vectors of angles.

    Parameters
    ----------
    azimuth, elevation : (n,) float64
        Degrees.

    Returns
    -------
    (n, 3) float64
        Head frame.
    """
    across, up = np.radians(azimuth), np.radians(elevation)
    return np.stack([np.cos(up) * np.sin(across), np.sin(up), np.cos(up) * np.cos(across)], axis=1)


def angles_of(places: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return azimuth and elevation of places as seen from the centre.

    Parameters
    ----------
    places : (n, 3) float64
        Template coordinates, mm.

    Returns
    -------
    azimuth, elevation : (n,) float64
        Degrees.
    """
    seen = places - CENTRE
    azimuth = np.degrees(np.arctan2(seen[:, 0], seen[:, 2]))
    return azimuth, np.degrees(np.arctan2(seen[:, 1], np.hypot(seen[:, 0], seen[:, 2])))


def lip_elevation(azimuth: FloatArray) -> FloatArray:
    """Return how high the lip line lies, continued to the sides at its corners' height.

    Parameters
    ----------
    azimuth : (n,) float64
        Degrees.

    Returns
    -------
    (n,) float64
        Degrees.
    """
    # The lips bulge: in the middle they lie ten millimetres farther out than at the corners.
    x = np.clip(np.abs(_MOUTH_AT * np.tan(np.radians(np.clip(azimuth, -60.0, 60.0)))), 0.0, 25.0)
    share = np.clip(x / LIP_SCALE, 0.0, 1.0) ** 2
    height = np.polynomial.polynomial.polyval(share, np.array(LIP_LINE))
    outwards = 108.2 - (108.2 - 101.4) * share
    line: FloatArray = np.degrees(np.arctan2(height - CENTRE[1], outwards))
    return line


def elevation_of(azimuth: FloatArray, level: FloatArray) -> FloatArray:
    """Return elevation of levels.

    Parameters
    ----------
    azimuth, level : (n,) float64
        Degrees; -1 at the lowest row, 0 along the lips, 1 at the highest.

    Returns
    -------
    (n,) float64
        Degrees.
    """
    line = lip_elevation(azimuth)
    return np.where(level >= 0.0, line + level * (HIGHEST - line), line + level * (line - LOWEST))


def level_of(azimuth: FloatArray, elevation: FloatArray) -> FloatArray:
    """Return the level of elevations: the way back from `elevation_of`.

    Parameters
    ----------
    azimuth, elevation : (n,) float64
        Degrees.

    Returns
    -------
    (n,) float64
        -1 at the lowest row, 0 along the lips, 1 at the highest.
    """
    line = lip_elevation(azimuth)
    off = elevation - line
    return np.where(off >= 0.0, off / (HIGHEST - line), off / (line - LOWEST))


def _columns(resolution: Resolution) -> FloatArray:
    corner = float(np.degrees(np.arctan2(MOUTH_HALF, _MOUTH_AT)))
    inner = np.linspace(0.0, corner, resolution.mouth + 1)
    outer = corner + (WIDEST - corner) * _graded(resolution.side, inner[1], WIDEST - corner)
    half = np.concatenate([inner, outer])
    return np.concatenate([-half[:0:-1], half])


def _rows(resolution: Resolution) -> FloatArray:
    line = float(lip_elevation(np.zeros(1))[0])
    finest = 0.62 * (HIGHEST - LOWEST) / (resolution.above + resolution.below)
    above = _graded(resolution.above, finest, HIGHEST - line)
    below = _graded(resolution.below, finest, line - LOWEST)
    return np.concatenate([-below[::-1], [0.0], above])


def _graded(count: int, first: float, length: float) -> FloatArray:
    """Return steps from near zero to one of which the first is so long and the rest grow evenly."""
    growth = max((length / count - first) * 2.0 / (count - 1), 0.0) if count > 1 else 0.0
    steps = first + growth * np.arange(count)
    ends: FloatArray = np.cumsum(steps) / steps.sum()
    return ends


def _triangles(grid: IntArray, zero: int, columns: int) -> IntArray:
    pieces = []
    for row in range(grid.shape[1] - 1):
        side = grid[0] if row >= zero else grid[1]
        a, b = side[row, :-1], side[row, 1:]
        d, c = side[row + 1, :-1], side[row + 1, 1:]
        left = np.arange(columns - 1) >= (columns - 1) // 2
        first = np.where(left[:, None], np.stack([a, b, c], 1), np.stack([a, b, d], 1))
        second = np.where(left[:, None], np.stack([a, c, d], 1), np.stack([b, c, d], 1))
        pieces += [first, second]
    return np.concatenate(pieces)


def _mirrored_rank(level: FloatArray, azimuth: FloatArray, lower: IntArray) -> IntArray:
    copied = np.zeros(len(level))
    copied[lower] = 1.0
    order = np.lexsort((azimuth, np.round(np.abs(azimuth), 9), copied, level))
    rank = np.empty(len(level), dtype=np.int64)
    rank[order] = np.arange(len(level))
    return rank
