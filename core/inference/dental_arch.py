"""Finds the dental arch in an intraoral scan: which way it bites, which way is front, its unit.

The scan may lie anyhow. What can be scanned faces the bite, so the surface's summed normals tell
up; biting edges lie in a plane; and the horseshoe is open at the back. The same is found of the
teeth that the skull makes likely, and laying one frame on the other brings the scan to the head.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.errors import AlignmentError
from core.geometry.distance import sample_surface
from core.geometry.mesh import Mesh
from core.geometry.transforms import Similarity

UNITS_MM = (1.0, 10.0, 25.4, 1000.0)
"""Millimetres per unit of files that are met: mm, cm, inch, m."""
LONGEST_MM = (35.0, 130.0)
"""Longest side of a scan of one arch, with or without a base."""
SAMPLES = 40_000
SECTORS = 72
"""Directions around the middle of the arch in which its biting edge is looked for."""
LOWER_BY = 7.0
"""A sector whose highest point lies this much below the biting plane holds no tooth, mm."""
ROUNDS = 6
SHELL = 0.12
"""Length of the mean normal from which on a scan is a shell that faces the bite; a model with a
base is closed, and its normals cancel."""
GAP_DEGREES = (30.0, 200.0)
"""The horseshoe's opening as seen from its middle."""
WIDTHS_MM, DEPTHS_MM = (38.0, 82.0), (22.0, 75.0)
"""Of the arch over its biting edges."""
ROUGH_MM = 3.0
"""Biting edges lie in a plane within this, root mean square."""


@dataclass(frozen=True, eq=False)
class ArchFrame:
    """A dental arch in its own axes.

    Attributes
    ----------
    to_arch : Similarity
        Into the arch's axes, mm: +y towards the bite, +z to the front, +x to the subject's left
        in the lower and to the right in the upper arch, so that the axes are right-handed; origin
        between the rearmost teeth in the biting plane.
    points, normals : (n, 3) float64
        Of the surface, in these axes.
    confidence : float
        0 to 1: how much it looks like a dental arch.
    """

    to_arch: Similarity
    points: FloatArray
    normals: FloatArray
    confidence: float


def find_arch(scan: Mesh, name: str, bite: FloatArray | None = None) -> ArchFrame:
    """Find the arch in a scan of one jaw's teeth.

    Parameters
    ----------
    scan : Mesh
        In the file's unit, wound outward; a shell, or a model with a base.
    name : str
        For messages.
    bite : (3,) float64, optional
        Roughly the direction of the bite, where it is known; the unit is then millimetres.

    Returns
    -------
    ArchFrame
        Its own axes.

    Raises
    ------
    AlignmentError
        When it does not look like a dental arch.
    """
    unit = unit_of(scan, name) if bite is None else 1.0
    drawn = sample_surface(scan.with_vertices(scan.vertices * unit), SAMPLES, seed=1)
    corner = scan.vertices[scan.faces[drawn.face]]
    normals = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-30)
    found = _arch_along(drawn.points, _bite(drawn.points, normals) if bite is None else bite)
    if found is None:
        raise AlignmentError(
            f"{name} does not look like a dental arch: choose a scan of one jaw's teeth, all "
            "around."
        )
    pose, confidence = found
    to_arch = pose.after(Similarity(unit, np.eye(3), np.zeros(3)))
    return ArchFrame(to_arch, pose.apply(drawn.points), normals @ pose.rotation.T, confidence)


def unit_of(scan: Mesh, name: str) -> float:
    """Return millimetres per unit of an intraoral scan, by its size.

    Parameters
    ----------
    scan : Mesh
        In the file's unit.
    name : str
        For messages.

    Returns
    -------
    float
        Of `UNITS_MM`.

    Raises
    ------
    AlignmentError
        When no unit makes it as large as a dental arch.
    """
    longest = float(np.ptp(scan.vertices, axis=0).max()) if scan.face_count else 0.0
    low, high = LONGEST_MM
    for unit in UNITS_MM:
        if low <= longest * unit <= high:
            return unit
    raise AlignmentError(
        f"{name} is {longest:.4g} units long, which is no dental arch in any unit: choose the scan "
        "of one jaw's teeth."
    )


def _bite(points: FloatArray, normals: FloatArray) -> FloatArray:
    """Return the direction that may be that of the bite."""
    mean = normals.mean(axis=0)
    length = float(np.linalg.norm(mean))
    if length > SHELL:
        return np.asarray(mean / length)
    flat = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)[2][2]
    # The base is a plane: hardly any normal is far from its own.
    return min((flat, -flat), key=lambda up: _flatness(points, normals, up))


def _flatness(points: FloatArray, normals: FloatArray, up: FloatArray) -> float:
    """Return the share of the surface near one end that faces straight there."""
    height = points @ up
    near = height > height.max() - 2.0
    return float((normals[near] @ up > 0.97).mean() * near.mean())


def _arch_along(points: FloatArray, up: FloatArray) -> tuple[Similarity, float] | None:
    """Return the pose of an arch that bites along a direction and how much it looks like one."""
    middle = points.mean(axis=0)
    for _ in range(ROUNDS):
        crest, gap = _crest(points, up, middle)
        if len(crest) < SECTORS // 3:
            return None
        middle = crest.mean(axis=0)
        flat = np.linalg.svd(crest - middle, full_matrices=False)[2][2]
        turned = flat * np.sign(flat @ up)
        if turned @ up < 0.5:
            return None
        up = turned
    crest, gap = _crest(points, up, middle)
    if len(crest) < SECTORS // 3 or gap is None:
        return None
    front = gap
    for _ in range(ROUNDS):
        front = _symmetric(crest, up, front)
    left = np.cross(up, front)
    axes = np.stack([left, up, front])
    own = (crest - middle) @ axes.T
    low, high = own.min(axis=0), own.max(axis=0)
    width, depth = high[0] - low[0], high[2] - low[2]
    rough = float(np.sqrt((own[:, 1] ** 2).mean()))
    if not (WIDTHS_MM[0] < width < WIDTHS_MM[1] and DEPTHS_MM[0] < depth < DEPTHS_MM[1]):
        return None
    if rough > ROUGH_MM:
        return None
    origin = np.array([0.5 * (low[0] + high[0]), 0.0, low[2]])
    mirrored = own * [-1.0, 1.0, 1.0] + [2.0 * origin[0], 0.0, 0.0]
    apart = np.linalg.norm(mirrored[:, None, ::2] - own[None, :, ::2], axis=2).min(axis=1)
    likeness = np.exp(-0.5 * (rough / 2.0) ** 2) * np.exp(-0.5 * (np.mean(apart) / 3.0) ** 2)
    return Similarity(1.0, axes, -(axes @ middle) - origin), float(likeness)


def _crest(
    points: FloatArray, up: FloatArray, middle: FloatArray
) -> tuple[FloatArray, FloatArray | None]:
    """Return the biting edge, a point per sector, and the direction away from its gap."""
    across = np.linalg.svd(up[None])[2][1:]
    offset = points - middle
    flat, height = offset @ across.T, offset @ up
    sector = ((np.arctan2(flat[:, 1], flat[:, 0]) / (2.0 * np.pi)) % 1.0 * SECTORS).astype(int)
    top = np.full(SECTORS, -np.inf)
    np.maximum.at(top, sector, height)
    biting = np.median(np.sort(top[np.isfinite(top)])[-SECTORS // 2 :]) if len(top) else 0.0
    filled = top > biting - LOWER_BY
    rows = []
    for one in np.flatnonzero(filled):
        here = np.flatnonzero(sector == one)
        highest = here[height[here] > top[one] - 1.0]
        rows.append(points[highest].mean(axis=0))
    gap, length = _longest_gap(filled)
    low, high = GAP_DEGREES
    if not low <= length * 360.0 / SECTORS <= high:
        return np.array(rows).reshape(-1, 3), None
    angle = 2.0 * np.pi * gap / SECTORS
    away = -(np.cos(angle) * across[0] + np.sin(angle) * across[1])
    return np.array(rows).reshape(-1, 3), away


def _longest_gap(filled: np.ndarray) -> tuple[float, int]:
    """Return middle and length (in sectors) of the longest run of empty ones around a circle."""
    best, length, run = 0.0, 0, 0
    for step, one in enumerate(np.concatenate([filled, filled])):
        run = 0 if one else run + 1
        if length < run <= len(filled):
            best, length = step - 0.5 * (run - 1) + 0.5, run
    return best, length


def _symmetric(crest: FloatArray, up: FloatArray, front: FloatArray) -> FloatArray:
    """Return the front direction about which the edge is most alike on both sides."""
    best, least = front, np.inf
    for degrees in np.arange(-12.0, 12.5, 2.0):
        angle = np.radians(degrees)
        turned = np.cos(angle) * front + np.sin(angle) * np.cross(up, front)
        side, ahead = crest @ np.cross(up, turned), crest @ turned
        side = side - 0.5 * (side.min() + side.max())
        own = np.column_stack([side, ahead])
        apart = np.linalg.norm(own[:, None] * [-1.0, 1.0] - own[None], axis=2).min(axis=1).mean()
        if apart < least - 1e-9:
            best, least = turned, apart
    return best / np.linalg.norm(best)
