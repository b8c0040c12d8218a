"""An analytic head in closed form: what `tests.app.fakes` is made of.

The skin is star-shaped about a centre; every field is a function of the direction from there.
"""

import numpy as np
import trimesh
from scipy.spatial import cKDTree

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.template import PARTS, Template

COMPONENTS = 8
"""Components per part of the fake."""

CENTRE = np.array([0.0, 2.0, 4.0])
SEMI_AXES = np.array([75.0, 122.0, 98.0])
STEP_MM = 2.0
"""Displacement of one standard deviation of one component."""

LANDMARK_POSITIONS = {
    "glabella": (0.0, 30.0, 98.0),
    "nasion": (0.0, 18.6, 97.8),
    "pronasale": (0.0, -16.0, 119.3),
    "subnasale": (0.0, -31.2, 103.4),
    "alare_left": (17.0, -23.0, 98.0),
    "alare_right": (-17.0, -23.0, 98.0),
    "labiale_superius": (0.0, -44.1, 105.4),
    "stomion": (0.0, -52.2, 99.3),
    "labiale_inferius": (0.0, -62.9, 101.4),
    "cheilion_left": (25.3, -53.6, 88.3),
    "cheilion_right": (-25.3, -53.6, 88.3),
    "sublabiale": (0.0, -71.0, 95.0),
    "pogonion": (0.0, -83.0, 96.0),
    "gnathion": (0.0, -94.1, 88.5),
    "endocanthion_left": (18.4, 14.6, 82.1),
    "endocanthion_right": (-18.4, 14.6, 82.1),
    "exocanthion_left": (44.6, 16.7, 76.3),
    "exocanthion_right": (-44.6, 16.7, 76.3),
    "zygion_left": (68.0, -8.0, 35.0),
    "zygion_right": (-68.0, -8.0, 35.0),
    "gonion_left": (52.0, -68.0, 20.0),
    "gonion_right": (-52.0, -68.0, 20.0),
    "tragion_left": (74.0, 0.0, 0.0),
    "tragion_right": (-74.0, 0.0, 0.0),
}
"""Where named points lie, mm in the head frame; the nearest template vertex carries the name."""

_BUMPS = (
    # position it points at, height mm, width as chord on the unit sphere
    ((0.0, -14.0, 119.0), 17.0, 0.13),
    ((0.0, 6.0, 108.0), 7.0, 0.10),
    ((0.0, -52.0, 104.0), 9.0, 0.22),
    ((0.0, -86.0, 92.0), 15.0, 0.26),
    ((31.0, 15.0, 80.0), -6.0, 0.16),
    ((-31.0, 15.0, 80.0), -6.0, 0.16),
    ((0.0, 32.0, 98.0), 3.0, 0.35),
)

_REGION_CENTRES = {
    "forehead": (0.0, 60.0, 90.0),
    "brow_left": (30.0, 32.0, 88.0),
    "brow_right": (-30.0, 32.0, 88.0),
    "temple_left": (66.0, 35.0, 45.0),
    "temple_right": (-66.0, 35.0, 45.0),
    "cheek_left": (48.0, -25.0, 72.0),
    "cheek_right": (-48.0, -25.0, 72.0),
    "malar_left": (58.0, -2.0, 60.0),
    "malar_right": (-58.0, -2.0, 60.0),
    "jaw_left": (55.0, -60.0, 40.0),
    "jaw_right": (-55.0, -60.0, 40.0),
    "upper_lip": (0.0, -40.0, 104.0),
    "lower_lip": (0.0, -66.0, 99.0),
    "chin": (0.0, -88.0, 90.0),
}

_PART_CENTRES = {
    "nose": ((0.0, -8.0, 110.0),),
    "eyes": ((31.0, 17.0, 80.0), (-31.0, 17.0, 80.0)),
    "mouth": ((0.0, -53.0, 102.0),),
}


def _direction(position: tuple[float, float, float]) -> FloatArray:
    offset = np.asarray(position) - CENTRE
    return offset / np.linalg.norm(offset)


def _bump(directions: FloatArray, position: tuple[float, float, float], width: float) -> FloatArray:
    distance = np.linalg.norm(directions - _direction(position), axis=1)
    return np.exp(-0.5 * (distance / width) ** 2)


def base_radius(directions: FloatArray) -> FloatArray:
    """Return the mean head's radius, mm (n,), along unit directions (n, 3)."""
    radius = 1.0 / np.linalg.norm(directions / SEMI_AXES, axis=1)
    for position, height, width in _BUMPS:
        radius = radius + height * _bump(directions, position, width)
    return radius


def part_weights(directions: FloatArray) -> FloatArray:
    """Return smooth weights (4, n) that sum to one, in the order of `PARTS`."""
    near = [
        sum(_bump(directions, centre, 0.2) for centre in _PART_CENTRES[part]) for part in PARTS[:3]
    ]
    weights = np.vstack([*near, np.full(len(directions), 0.15)])
    return weights / weights.sum(axis=0)


def region_weights(directions: FloatArray) -> dict[str, FloatArray]:
    """Return the smooth weight (n,) of every thickness region."""
    return {name: _bump(directions, at, 0.18) for name, at in _REGION_CENTRES.items()}


def component_fields(directions: FloatArray) -> FloatArray:
    """Return the displacement of one unit of every component: (4, COMPONENTS, n, 3), mm."""
    x, y, z = directions.T
    zero = np.zeros_like(x)
    lateral = np.tanh(8.0 * x)
    modes = [
        directions,
        np.stack([lateral, zero, zero], axis=1),
        np.stack([zero, np.ones_like(x), zero], axis=1),
        np.stack([zero, zero, np.ones_like(x)], axis=1),
        np.stack([zero, np.tanh(8.0 * y), zero], axis=1),
        directions * np.sin(9.0 * x)[:, None],
        directions * np.sin(9.0 * y)[:, None],
        directions * np.cos(9.0 * z)[:, None],
    ]
    stacked = STEP_MM * np.stack(modes)
    return part_weights(directions)[:, None, :, None] * stacked[None]


def tissue_depth(directions: FloatArray) -> FloatArray:
    """Return the mean soft-tissue depth (n,), mm; NaN where the fake has no bone (the neck)."""
    depth = 5.0 + 9.0 * _bump(directions, (0.0, -55.0, 80.0), 0.5)
    return np.where(directions[:, 1] < -0.86, np.nan, depth)


def sphere(subdivisions: int) -> tuple[FloatArray, IntArray]:
    """Return unit directions (n, 3) and the triangles over them."""
    ball = trimesh.creation.icosphere(subdivisions=subdivisions)
    directions = np.asarray(ball.vertices, dtype=np.float64)
    directions = directions / np.linalg.norm(directions, axis=1, keepdims=True)
    return directions, np.asarray(ball.faces, dtype=np.int64)


def skull_vertices(directions: FloatArray) -> IntArray:
    """Return which directions have bone beneath them."""
    return np.flatnonzero(np.isfinite(tissue_depth(directions)))


def analytic_template(directions: FloatArray, faces: IntArray) -> Template:
    """Return the labelled template over unit directions (n, 3) and triangles (m, 3)."""
    points = CENTRE + base_radius(directions)[:, None] * directions
    tree = cKDTree(points)
    landmarks = {name: int(tree.query(at)[1]) for name, at in LANDMARK_POSITIONS.items()}
    kept = skull_vertices(directions)
    renumbered = np.full(len(points), -1)
    renumbered[kept] = np.arange(len(kept))
    skull_faces = renumbered[faces]
    skull_faces = skull_faces[(skull_faces >= 0).all(axis=1)]
    depth = tissue_depth(directions)[kept]
    skull = Mesh(points[kept] - depth[:, None] * directions[kept], skull_faces)
    x, y, z = skull.vertices.T
    labels = np.zeros(len(kept), dtype=np.int64)
    labels[(y < -40.0) & (z > -5.0)] = 1
    front = (np.abs(x) < 22.0) & (z > 60.0)
    labels[front & (y > -52.0) & (y < -44.0)] = 2
    labels[front & (y <= -52.0) & (y > -60.0)] = 3
    mask = (points[:, 2] > 28.0) & (points[:, 1] > -100.0) & (points[:, 1] < 72.0)
    return Template(
        skin=Mesh(points, faces),
        part_weights=part_weights(directions),
        face_mask=mask,
        regions=region_weights(directions),
        landmarks=landmarks,
        skull=skull,
        skull_labels=labels,
        skull_landmarks={"nasion": int(np.argmax(z))},
    )
