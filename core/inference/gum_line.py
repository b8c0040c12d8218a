"""Finds the gum line of a dental arch and a centre per tooth at its level.

Going down a crown's side, the surface first leans in and then, where the gum begins, out towards
the bite again: its normal turns upwards. That crease is followed along the arch, outside and
inside, as the path that turns most and jumps least (dynamic programming).
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import ndimage

from core.arrays import FloatArray, IntArray
from core.inference.dental_arch import ArchFrame
from core.models.teeth_curve import ARCH_DEGREE, TEETH, WIDTHS

STEP, RISE = 0.5, 0.5
"""Of the grid along the arch and up the teeth, mm."""
DEEPEST, HIGHEST = 18.0, 4.0
"""Reach of the grid below and above the biting plane, mm."""
CROWN_MM = (2.5, 13.0)
"""Of a crown from its edge to the gum."""
USUAL_CROWN, CROWN_SPREAD = 7.5, 4.0
"""Where the crease is sought first, mm: it may lie elsewhere if it is clear."""
PRIOR, JUMP = 0.12, 0.25
"""What an unusual height costs, per squared spread, and a jump, per mm: in turns of the normal."""
WINDOW = 1.5
"""The normal is compared over this much below and above, mm."""
LEAST_CROWN, GAP = 2.8, -4.0
"""A lower crown is a gap, as is one whose edge lies this low beneath the biting plane, mm."""
LEAST_COLUMNS = 0.4
"""Share of a tooth's width that must be seen."""
HALF_WIDTH = 7.0
"""Farther than this from the arch's middle line there are no teeth but cheek or tongue, mm."""
SIDES = {"outer": 1.0, "inner": -1.0}
BEHIND = 0.3
"""The arch is walked by the angle about a point this share of its depth before its end."""
MIDLINE = 3.0
"""The border between the middle teeth lies within this of the arch's own middle, mm."""
DIP, WIDTH_COST = 0.5, 0.04
"""Largest depth of a dip between teeth that counts, mm, and what a tooth a fifth wider or narrower
than usual costs, mm."""


@dataclass(frozen=True, eq=False)
class GumLine:
    """What an arch shows of its teeth.

    Attributes
    ----------
    centres : (TEETH, 3) float64
        A centre per tooth at the gum's level, in the arch's axes, mm, from -x to +x; NaN where a
        tooth is missing.
    line : (k, 3) float64
        The gum line, outside then inside, in the arch's axes, mm.
    clarity : float
        Mean turn of the normal across the line, 0 to 2.
    """

    centres: FloatArray
    line: FloatArray
    clarity: float

    @property
    def present(self) -> IntArray:
        """Which teeth are there."""
        return np.flatnonzero(np.isfinite(self.centres[:, 0]))


def find_gum_line(frame: ArchFrame, arch: str) -> GumLine:
    """Find the gum line and the tooth centres of an arch.

    Parameters
    ----------
    frame : ArchFrame
        From `core.inference.dental_arch.find_arch`.
    arch : str
        ``upper`` or ``lower``; tells the teeth's usual widths.

    Returns
    -------
    GumLine
        In the arch's axes.
    """
    walk = _Walk.along(frame.points)
    at, aside, outward = walk.of(frame.points)
    rows = np.clip(((frame.points[:, 1] + DEEPEST) / RISE).astype(int), 0, _rows() - 1)
    columns = np.clip((at / STEP).astype(int), 0, walk.columns - 1)
    near = np.abs(aside) < HALF_WIDTH
    tips = _tips(columns[near], frame.points[near, 1], walk.columns)
    lines, turns = {}, []
    for side, sign in SIDES.items():
        here = (sign * aside > 0.0) & (frame.points[:, 1] < tips[columns] + 0.5)
        here &= near & (sign * np.einsum("ij,ij->i", frame.normals, outward) > -0.35)
        turn = _turn(columns[here], rows[here], frame.normals[here, 1], walk.columns)
        path = _path(turn, tips)
        turns.append(turn[np.arange(len(path)), path].mean())
        lines[side] = _places(frame.points[here], columns[here], rows[here], path)
    teeth = _teeth(walk, frame.points, at, aside, tips, lines["outer"], arch)
    centres = np.full((TEETH, 3), np.nan)
    for tooth, (first, last) in enumerate(teeth):
        span = slice(max(first, 0), max(last, 0))
        outer, inner = lines["outer"][span], lines["inner"][span]
        both = np.isfinite(outer[:, 0]) & np.isfinite(inner[:, 0])
        if both.sum() < max(2.0, LEAST_COLUMNS * (last - first)):
            continue
        level = 0.5 * (outer[both] + inner[both])
        edge = tips[span][both]
        if np.median(edge) > GAP and np.median(edge - level[:, 1]) >= LEAST_CROWN:
            centres[tooth] = level.mean(axis=0)
    line = np.vstack([one[np.isfinite(one[:, 0])] for one in lines.values()])
    return GumLine(centres, line, float(np.mean(turns)))


def _rows() -> int:
    return int((DEEPEST + HIGHEST) / RISE)


@dataclass(frozen=True, eq=False)
class _Walk:
    """The arch's middle line, walked from -x to +x."""

    behind: float
    radius: np.polynomial.Polynomial
    angles: FloatArray
    lengths: FloatArray

    @classmethod
    def along(cls, points: FloatArray) -> "_Walk":
        """Return the middle of the biting surface, as radius by angle."""
        crest = points[points[:, 1] > -3.0]
        behind = BEHIND * float(np.quantile(crest[:, 2], 0.995))
        angle = np.arctan2(crest[:, 0], crest[:, 2] - behind)
        radius = np.hypot(crest[:, 0], crest[:, 2] - behind)
        first, last = np.quantile(angle, [0.005, 0.995])
        weight = np.ones(len(angle))
        for _ in range(4):
            line = np.polynomial.Polynomial.fit(angle, radius, 2 * ARCH_DEGREE, w=weight)
            weight = 1.0 / np.maximum(np.abs(radius - line(angle)), 1.5)
        fine = np.linspace(float(first), float(last), 600)
        walked = line(fine)[:, None] * np.column_stack([np.sin(fine), np.cos(fine)])
        steps = np.linalg.norm(np.diff(walked, axis=0), axis=1)
        return cls(behind, line, fine, np.concatenate([[0.0], np.cumsum(steps)]))

    @property
    def columns(self) -> int:
        """Of the grid along the arch."""
        return int(np.ceil(self.lengths[-1] / STEP)) + 1

    def of(self, points: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return how far along, how far outside (n,), mm, and outward directions (n, 3)."""
        x, z = points[:, 0], points[:, 2] - self.behind
        angle = np.clip(np.arctan2(x, z), self.angles[0], self.angles[-1])
        slope = self.radius.deriv()(angle)
        radius = self.radius(angle)
        sine, cosine = np.sin(angle), np.cos(angle)
        # Normal of the curve (r sin, r cos), turned outwards.
        ahead = np.column_stack([slope * sine + radius * cosine, slope * cosine - radius * sine])
        ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
        outward = np.column_stack([-ahead[:, 1], np.zeros(len(x)), ahead[:, 0]])
        away = np.column_stack([x - radius * sine, np.zeros(len(x)), z - radius * cosine])
        aside = np.einsum("ij,ij->i", away, outward)
        return np.interp(angle, self.angles, self.lengths), aside, outward


def _tips(columns: IntArray, heights: FloatArray, count: int) -> FloatArray:
    """Return the height of the biting edge per column, smoothed over gaps."""
    tips = np.full(count, -DEEPEST)
    np.maximum.at(tips, columns, heights)
    wide: FloatArray = ndimage.maximum_filter1d(tips, round(1.5 / STEP))
    return wide


def _turn(columns: IntArray, rows: IntArray, upward: FloatArray, count: int) -> FloatArray:
    """Return how much the normal turns to the bite from above to below each place of the grid."""
    shape = (count, _rows())
    total, number = np.zeros(shape), np.zeros(shape)
    np.add.at(total, (columns, rows), upward)
    np.add.at(number, (columns, rows), 1.0)
    # Neighbouring columns help each other over sparse points.
    total, number = (ndimage.gaussian_filter1d(one, 0.8 / STEP, axis=0) for one in (total, number))
    reach = round(WINDOW / RISE)
    sums, counts = (np.cumsum(np.pad(one, ((0, 0), (1, 0))), axis=1) for one in (total, number))
    turn = np.full(shape, -0.5)
    for row in range(reach, _rows() - reach):
        below = counts[:, row] - counts[:, row - reach]
        above = counts[:, row + reach] - counts[:, row]
        known = (below > 0.5) & (above > 0.5)
        low = (sums[:, row] - sums[:, row - reach]) / np.maximum(below, 0.5)
        high = (sums[:, row + reach] - sums[:, row]) / np.maximum(above, 0.5)
        turn[known, row] = (low - high)[known]
    return turn


def _path(turn: FloatArray, tips: FloatArray) -> IntArray:
    """Return the row per column: most turn, least jumps, crowns of about the usual height."""
    heights = (np.arange(turn.shape[1])) * RISE - DEEPEST
    crown = tips[:, None] - heights
    gain = turn - PRIOR * ((crown - USUAL_CROWN) / CROWN_SPREAD) ** 2
    gain[(crown < CROWN_MM[0]) | (crown > CROWN_MM[1])] = -5.0
    cost = JUMP * np.abs(heights[:, None] - heights) * min(1.0, STEP) / 0.5
    best, came = gain[0], []
    for column in gain[1:]:
        through = best[:, None] - cost
        came.append(np.argmax(through, axis=0))
        best = through.max(axis=0) + column
    path = [int(np.argmax(best))]
    for step in reversed(came):
        path.append(int(step[path[-1]]))
    return np.array(path[::-1], dtype=np.int64)


def _places(points: FloatArray, columns: IntArray, rows: IntArray, path: IntArray) -> FloatArray:
    """Return the mean of the points around the path in every column; NaN where there is none."""
    near = np.abs(rows - path[columns] + 0.5) <= 1.5
    count = np.bincount(columns[near], minlength=len(path))
    sums = [np.bincount(columns[near], points[near, k], minlength=len(path)) for k in range(3)]
    with np.errstate(invalid="ignore"):
        return np.stack(sums, axis=1) / np.where(count > 0, count, np.nan)[:, None]


def _teeth(
    walk: _Walk,
    points: FloatArray,
    at: FloatArray,
    aside: FloatArray,
    tips: FloatArray,
    outer: FloatArray,
    arch: str,
) -> list[tuple[int, int]]:
    """Return the columns of each tooth, borders where the outline draws in."""
    columns = np.clip((at / STEP).astype(int), 0, walk.columns - 1)
    gum = np.where(np.isfinite(outer[:, 1]), outer[:, 1], tips - USUAL_CROWN)
    height = points[:, 1]
    middle = (height > gum[columns] + 1.0) & (height < tips[columns] - 1.0) & (aside > 0.0)
    outline = np.full(walk.columns, np.nan)
    for column in np.unique(columns[middle]):
        outline[column] = np.quantile(aside[middle & (columns == column)], 0.9)
    dips = _dips(outline)
    centre = float(np.interp(0.0, np.sin(walk.angles) * walk.radius(walk.angles), walk.lengths))
    widths = np.array(WIDTHS[arch])
    best, found = -np.inf, np.zeros(TEETH + 1, dtype=np.int64)
    for shift in np.arange(-MIDLINE, MIDLINE + 0.1, STEP):
        start = int(np.clip(round((centre + shift) / STEP), 0, walk.columns - 1))
        right = _borders(dips[start:], widths)
        left = _borders(dips[start::-1], widths)
        score = right[0] + left[0] + dips[start] - 0.1 * (shift / MIDLINE) ** 2
        if score > best:
            best = score
            found = np.concatenate([start - left[1][::-1], [start], start + right[1]])
    return [(int(a), int(b)) for a, b in pairwise(found)]


def _dips(profile: FloatArray) -> FloatArray:
    """Return how far a profile lies beneath its surroundings, mm."""
    known = np.isfinite(profile)
    filled = np.interp(np.arange(len(profile)), np.flatnonzero(known), profile[known])
    calm = ndimage.gaussian_filter1d(filled, 0.6 / STEP, mode="nearest")
    wide = ndimage.uniform_filter1d(filled, round(8.0 / STEP), mode="nearest")
    below: FloatArray = np.clip(wide - calm, -DIP, DIP)
    return below


def _borders(dips: FloatArray, widths: FloatArray) -> tuple[float, IntArray]:
    """Return the best far borders of teeth of about these widths, one after another from column 0.

    Beyond the end of the arch there are no dips, and teeth have their usual widths.
    """
    reach = len(dips) + int(np.ceil(1.5 * widths.sum() / STEP))
    gain = np.zeros(reach)
    gain[: len(dips)] = dips
    best = np.full(reach, -np.inf)
    best[0] = 0.0
    came = []
    for width in widths:
        spans = np.arange(int(0.6 * width / STEP), int(1.6 * width / STEP) + 1)
        cost = WIDTH_COST * ((spans * STEP / width - 1.0) / 0.2) ** 2
        through = np.full((len(spans), reach), -np.inf)
        for row, span in enumerate(spans):
            through[row, span:] = best[: reach - span] - cost[row]
        chosen = np.argmax(through, axis=0)
        came.append(spans[chosen])
        best = through[chosen, np.arange(reach)] + gain
    end = int(np.argmax(best))
    borders = [end]
    for span in reversed(came[1:]):
        borders.append(int(borders[-1] - span[borders[-1]]))
    return float(best[end]), np.array(borders[::-1], dtype=np.int64)
