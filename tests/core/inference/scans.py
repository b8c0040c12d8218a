"""Scans made of the shipped template's face and of things that are none, in known poses."""

from pathlib import Path

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray, IntArray
from core.bundles.loader import load_bundle
from core.geometry.mesh import Mesh
from core.geometry.scan import Scan
from core.geometry.template import Template
from core.geometry.transforms import Similarity
from core.units import guess_unit


def shipped_template() -> Template:
    return load_bundle().template


def scan_of(vertices: FloatArray, faces: IntArray, name: str = "made.ply") -> Scan:
    """Return a scan whose unit is guessed as a loaded one's is."""
    finite = vertices[np.isfinite(vertices).all(axis=1)]
    unit, factor = guess_unit(float(np.linalg.norm(np.ptp(finite, axis=0))))
    return Scan(Mesh(vertices, faces), Path(name), "", unit, factor)


def some_pose(seed: int, scale: float = 1.0) -> Similarity:
    random = np.random.default_rng(seed)
    turn = Rotation.random(random_state=seed).as_matrix()
    return Similarity(scale, turn, 300.0 * scale * random.normal(size=3))


def cut(mesh: Mesh, keep: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> Mesh:
    """Return the triangles whose corners are all kept."""
    return Mesh(mesh.vertices, mesh.faces[keep[mesh.faces].all(axis=1)])


def sphere(radii: FloatArray, rings: int = 48) -> Mesh:
    """Return an ellipsoid as a closed band of triangles."""
    polar = np.linspace(0.02, np.pi - 0.02, rings)
    round_about = np.linspace(0.0, 2.0 * np.pi, 2 * rings, endpoint=False)
    height, angle = np.meshgrid(polar, round_about, indexing="ij")
    points = np.stack(
        [np.sin(height) * np.cos(angle), np.cos(height), np.sin(height) * np.sin(angle)], axis=-1
    )
    return Mesh(points.reshape(-1, 3) * radii, _band(rings, 2 * rings))


def _band(rows: int, columns: int) -> IntArray:
    row, column = np.meshgrid(np.arange(rows - 1), np.arange(columns), indexing="ij")
    here = row * columns + column
    beside = row * columns + (column + 1) % columns
    upper = np.stack([here, beside, here + columns], axis=-1).reshape(-1, 3)
    lower = np.stack([beside, beside + columns, here + columns], axis=-1).reshape(-1, 3)
    return np.vstack([upper, lower])


def lump(seed: int) -> Mesh:
    """Return a ball with forty bumps and dents at random."""
    random = np.random.default_rng(seed)
    ball = sphere(np.ones(3), rings=72)
    height = np.zeros(ball.vertex_count)
    for _ in range(40):
        centre = random.normal(size=3)
        near = ball.vertices @ (centre / np.linalg.norm(centre)) - 1.0
        height += (
            random.normal() * random.uniform(5.0, 25.0) * np.exp(near * random.uniform(5.0, 150.0))
        )
    return Mesh(ball.vertices * (100.0 + height)[:, None], ball.faces)


def joined(*meshes: Mesh) -> Mesh:
    starts = np.cumsum([0] + [mesh.vertex_count for mesh in meshes[:-1]])
    return Mesh(
        np.vstack([mesh.vertices for mesh in meshes]),
        np.vstack([mesh.faces + start for mesh, start in zip(meshes, starts, strict=True)]),
    )


def box(low: tuple[float, float, float], high: tuple[float, float, float], steps: int = 10) -> Mesh:
    """Return a box with every side cut into squares of two triangles."""
    grid = np.linspace(0.0, 1.0, steps + 1)
    first, second = (values.ravel() for values in np.meshgrid(grid, grid, indexing="ij"))
    row, column = np.meshgrid(np.arange(steps), np.arange(steps), indexing="ij")
    here = (row * (steps + 1) + column).ravel()
    up, beside = here + steps + 1, here + 1
    faces = np.vstack([np.stack([here, up, beside], 1), np.stack([up, up + 1, beside], 1)])
    sides = []
    for axis in range(3):
        for level in (0.0, 1.0):
            points = np.empty((len(first), 3))
            points[:, axis] = level
            points[:, (axis + 1) % 3], points[:, (axis + 2) % 3] = first, second
            placed = np.array(low) + points * (np.array(high) - np.array(low))
            sides.append(Mesh(placed, faces if level == 1.0 else faces[:, ::-1]))
    return joined(*sides)


def chair(size: float = 1.0) -> Mesh:
    """Return a seat, a back and four legs, some 450 by 950 mm."""
    legs = [
        box((x - 20, 0, z - 20), (x + 20, 450, z + 20)) for x in (-200, 200) for z in (-200, 200)
    ]
    seat, back = box((-225, 430, -225), (225, 470, 225)), box((-225, 450, -225), (225, 950, -185))
    chair = joined(seat, back, *legs)
    return Mesh(size * chair.vertices, chair.faces)
