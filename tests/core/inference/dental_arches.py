"""Intraoral scans made from the teeth and gums of the ICT face model, with the gum line known.

What a scanner sees of both surfaces is kept: triangles that are in sight from the bite.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import trimesh
from scipy.spatial import cKDTree

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.rays import SurfaceRays
from core.geometry.repair import compact

_COUNTS = (
    191, 186, 191, 123, 165, 96, 76, 76, 76, 76, 96, 165, 123, 191, 186, 191,
    179, 176, 212, 138, 127, 90, 94, 86, 86, 94, 90, 127, 138, 212, 176, 179,
)  # fmt: skip
_STARTS = 17039 + np.concatenate([[0], np.cumsum(_COUNTS)])
_GUM_FACES, _TEETH_FACES = slice(14034, 17006), slice(17006, 21496)
_SHOWN_GUM = 5.0
_VIEWS, _LEAST_VIEWS = 60, 4
_ROOT_TIPS, _AT_GUM = 13.0, 1.0


@dataclass(frozen=True, eq=False)
class DentalArch:
    """A scan and where the gum meets each tooth: centres (14, 3), from the right molar, mm."""

    scan: Mesh
    centres: FloatArray
    line: FloatArray


def _part(vertices: FloatArray, faces: IntArray, times: int) -> tuple[FloatArray, IntArray]:
    used, inverse = np.unique(faces, return_inverse=True)
    points, triangles = vertices[used], inverse.reshape(-1, 3)
    for _ in range(times):
        points, triangles = trimesh.remesh.subdivide(points, triangles)
    return np.asarray(points), np.asarray(triangles)


def dental_arch(
    folder: Path, arch: str, missing: tuple[int, ...] = (), seed: int = 0
) -> DentalArch:
    """Return the scan of one arch of a drawn person; `missing` counts teeth from 0 to 13."""
    with np.load(folder / "ict_facekit.npz") as data:
        drawn = np.random.default_rng(seed).standard_normal(len(data["identity"]))
        vertices = data["mean"] + np.einsum("i,ink->nk", drawn, data["identity"])
        quads = np.asarray(data["faces"], dtype=np.int64)
    triangles = [
        np.vstack([quads[part][:, :3], quads[part][quads[part][:, 3] >= 0][:, [0, 2, 3]]])
        for part in (_GUM_FACES, _TEETH_FACES)
    ]
    first, other = (0, 16) if arch == "upper" else (16, 0)
    # The file goes from the subject's left to the right; third molars are left out of the count.
    teeth = [first + 14 - k for k in range(14)]
    kept = [tooth for k, tooth in enumerate(teeth) if k not in missing]
    pieces = [_part(vertices, triangles[0], 2)]
    for tooth in kept:
        own = (triangles[1] >= _STARTS[tooth]) & (triangles[1] < _STARTS[tooth + 1])
        pieces.append(_part(vertices, triangles[1][own.all(axis=1)], 1))
    starts = np.cumsum([0, *[len(points) for points, _ in pieces]])
    points = np.vstack([piece for piece, _ in pieces])
    faces = np.vstack([f + s for (_, f), s in zip(pieces, starts, strict=False)])
    is_tooth = np.arange(len(points)) >= starts[1]
    near = cKDTree(points[is_tooth]).query(points)[0] < _SHOWN_GUM
    sides = [vertices[_STARTS[k] : _STARTS[k + 16]] for k in (first, other)]
    away = [cKDTree(side).query(points)[0] for side in sides]
    used = near & (is_tooth | (away[0] + 1.0 < away[1]))
    faces = faces[used[faces].all(axis=1)]
    seen = _seen(Mesh(points, faces), -1.0 if arch == "upper" else 1.0)
    gum = cKDTree(points[: starts[1]])
    rings = {
        tooth: _ring(points, f + s, seen, gum)
        for tooth, (_, f), s in zip(kept, pieces[1:], starts[1:], strict=False)
    }
    line = np.vstack(list(rings.values()))
    edge = vertices[_STARTS[first] : _STARTS[first + 16], 1]
    bite = edge.min() if arch == "upper" else edge.max()
    near_bite = {k: ring[np.abs(ring[:, 1] - bite) < _ROOT_TIPS] for k, ring in rings.items()}
    centres = [near_bite[t].mean(axis=0) if t in near_bite else np.full(3, np.nan) for t in teeth]
    return DentalArch(
        Mesh(*compact(points, faces[seen[faces].all(axis=1)])), np.array(centres), line
    )


def _ring(points: FloatArray, faces: IntArray, seen: np.ndarray, gum: cKDTree) -> FloatArray:
    """Return where a tooth goes out of sight at the gum, not at its neighbour."""
    edges = np.vstack([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    edges = np.unique(np.sort(edges, axis=1), axis=0)
    ring = points[edges[seen[edges].sum(axis=1) == 1]].mean(axis=1)
    return ring[gum.query(ring)[0] < _AT_GUM]


def _seen(surface: Mesh, bite: float) -> np.ndarray:
    rays, normals = SurfaceRays(surface), vertex_normals(surface.vertices, surface.faces)
    step = np.arange(_VIEWS) + 0.5
    height, turn = step / _VIEWS, np.pi * (1.0 + np.sqrt(5.0)) * step
    radius = np.sqrt(1.0 - height**2)
    views = np.column_stack([radius * np.cos(turn), bite * height, radius * np.sin(turn)])
    count = np.zeros(surface.vertex_count)
    for view in views:
        towards = np.broadcast_to(view, surface.vertices.shape)
        free = ~np.isfinite(rays.distance(surface.vertices + 0.15 * normals, towards))
        count += free & (normals @ view > 0.0)
    return count >= _LEAST_VIEWS
