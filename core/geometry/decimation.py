"""Fewer triangles for the same surface, and how far the result lies from it.

Edges are collapsed by quadric errors (Garland and Heckbert 1997) with the library
fast-simplification. Where that opens a closed surface, the collapses of the library manifold3d,
which keep it closed, take their place.
"""

from dataclasses import dataclass

import manifold3d
import numpy as np

from core.arrays import FloatArray, IntArray
from core.errors import ExportError
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.repair import simplified
from core.geometry.topology import is_watertight
from core.monitor import Monitor

FEWEST_TRIANGLES = 100
"""No head is left below this."""
_FIRST_TOLERANCE_MM = 0.2
_MOST_TRIALS = 14
_NEAR_ENOUGH = 0.92
"""Share of the triangles allowed at which the search for a tolerance ends."""


@dataclass(frozen=True)
class Reduction:
    """What became of a surface that lost triangles.

    Attributes
    ----------
    before, after : int
        Triangles.
    mean_mm, largest_mm : float
        Distance between both surfaces, both ways: from the vertices of each to the other.
    watertight : bool
        Whether the result is closed.
    """

    before: int
    after: int
    mean_mm: float
    largest_mm: float
    watertight: bool


def reduced(mesh: Mesh, triangles: int, monitor: Monitor | None = None) -> tuple[Mesh, Reduction]:
    """Return a surface with at most so many triangles; a closed one stays closed.

    Parameters
    ----------
    mesh : Mesh
        mm. Texture coordinates and colours are dropped.
    triangles : int
        The most that are wanted, at least `FEWEST_TRIANGLES`.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    mesh : Mesh
        The same where it has no more than that already.
    reduction : Reduction
        How far it is from the surface given.

    Raises
    ------
    ExportError
        When too few are asked for, or the surface cannot keep closed with so few.
    """
    watch = monitor or Monitor()
    if triangles < FEWEST_TRIANGLES:
        raise ExportError(
            f"A surface of {triangles} triangles shows no head; allow at least {FEWEST_TRIANGLES}."
        )
    closed = is_watertight(mesh.faces)
    if mesh.face_count <= triangles:
        return mesh, Reduction(mesh.face_count, mesh.face_count, 0.0, 0.0, closed)
    watch.report(0.0, "Reducing the triangles")
    made = Mesh(*simplified(mesh.vertices, mesh.faces, triangles))
    if closed and not is_watertight(made.faces):
        watch.report(0.3, "Reducing the triangles")
        made = _kept_closed(mesh.vertices, mesh.faces, triangles)
    if (closed and not is_watertight(made.faces)) or made.face_count > triangles:
        raise ExportError(
            f"The surface cannot be kept whole with {triangles:,} triangles; allow more of them."
        )
    watch.report(0.6, "Reducing the triangles")
    apart = np.concatenate(
        [
            SurfaceDistance(made).unsigned(mesh.vertices)[0],
            SurfaceDistance(mesh).unsigned(made.vertices)[0],
        ]
    )
    mean, largest = float(apart.mean()), float(apart.max())
    return made, Reduction(mesh.face_count, made.face_count, mean, largest, closed)


def _kept_closed(vertices: FloatArray, faces: IntArray, triangles: int) -> Mesh:
    """Return a closed surface with at most so many triangles, by collapses that keep it closed.

    The tolerance that leaves just so many is searched; triangles fall about as it grows.
    """
    body = manifold3d.Manifold(
        manifold3d.Mesh64(np.array(vertices), np.array(faces, dtype=np.uint64))
    )
    low, high, tolerance = 0.0, np.inf, _FIRST_TOLERANCE_MM
    kept = body
    for _ in range(_MOST_TRIALS):
        made = body.simplify(tolerance)
        count = max(made.num_tri(), 1)
        if 0 < made.num_tri() <= triangles:
            kept, high = made, tolerance
            if count >= _NEAR_ENOUGH * triangles:
                break
        else:
            low = tolerance
        aimed = tolerance * max(count / (0.97 * triangles), 0.1)
        inside = low < aimed < high
        tolerance = aimed if inside else (2.0 * low if np.isinf(high) else 0.5 * (low + high))
    mesh = kept.to_mesh64()
    return Mesh(
        np.asarray(mesh.vert_properties)[:, :3], np.asarray(mesh.tri_verts).astype(np.int64)
    )
