"""Soft-tissue thickness: how far the bone lies beneath the skin, along smoothed skin normals.

Thickness is only told where it means something: where a ray from the skin meets bone that faces
it, within a bound. Elsewhere (eyes, nostrils, ears, neck) it is NaN, never a guess.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.normals import face_normals, vertex_normals
from core.geometry.rays import SurfaceRays
from core.geometry.topology import neighbour_means
from core.monitor import stop_if_cancelled

if TYPE_CHECKING:
    from scipy.sparse import csr_array

SMOOTHING_LENGTH = 8.0
"""Normals are averaged over about this radius, mm: wider than a lip's roll or a nostril's rim, so
that depths run towards the bone; narrower than a cheek."""
SMOOTHING_ROUNDS_LIMIT = 400
"""More averaging than this never helps; a bound for very fine meshes."""
LARGEST_THICKNESS = 45.0
"""Bone farther than this is not beneath the skin but across a cavity, mm."""
FACING_COSINE = 0.1
"""Bone must face the ray's origin by at least this cosine; grazing hits are left out."""
START_OFFSET = 0.05
"""Rays start this far inside the skin, mm, so that touching surfaces are not met at zero."""


def anatomy_normals(skin: Mesh, smoothing_length: float = SMOOTHING_LENGTH) -> FloatArray:
    """Return smoothed outward normals: the directions in which tissue thickens.

    Parameters
    ----------
    skin : Mesh
        Outward wound, mm.
    smoothing_length : float
        Standard deviation of the averaging over the surface, mm.

    Returns
    -------
    (n, 3) float64
        Unit length; the plain normal where averaging cancels out.

    Notes
    -----
    Rounds of averaging over neighbours, each a diffusion by half the mean squared edge length.
    """
    plain = vertex_normals(skin.vertices, skin.faces)
    averaging = neighbour_average(skin)
    normal = plain
    for _ in range(averaging_rounds(skin, smoothing_length)):
        stop_if_cancelled()
        normal = averaging @ normal
    length = np.linalg.norm(normal, axis=1, keepdims=True)
    unit: FloatArray = np.where(length > 0.1, normal / np.maximum(length, 0.1), plain)
    length = np.linalg.norm(unit, axis=1, keepdims=True)
    scaled: FloatArray = unit / np.maximum(length, 1e-12)
    return scaled


def averaging_rounds(mesh: Mesh, length: float) -> int:
    """Return how many rounds of `neighbour_average` spread values over a length.

    Parameters
    ----------
    mesh : Mesh
        Any triangles, mm.
    length : float
        Standard deviation of the averaging over the surface, mm.

    Returns
    -------
    int
        At most `SMOOTHING_ROUNDS_LIMIT`.
    """
    edges = np.vstack([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]], mesh.faces[:, [2, 0]]])
    squared = ((mesh.vertices[edges[:, 0]] - mesh.vertices[edges[:, 1]]) ** 2).sum(axis=1)
    rounds = int(np.ceil(length**2 / (0.25 * max(float(squared.mean()), 1e-9))))
    return min(rounds, SMOOTHING_ROUNDS_LIMIT)


def neighbour_average(mesh: Mesh) -> "csr_array":
    """Return the matrix that averages each vertex half with itself, half with its neighbours.

    Parameters
    ----------
    mesh : Mesh
        Any triangles, n vertices.

    Returns
    -------
    (n, n) sparse float64
        Rows sum to one, isolated vertices keep half.
    """
    return _averaging(mesh.faces.tobytes(), mesh.vertex_count)


@lru_cache(maxsize=4)
def _averaging(faces: bytes, count: int) -> "csr_array":
    """Return the matrix of a topology: people on one template share it."""
    from scipy.sparse import eye_array

    means = neighbour_means(np.frombuffer(faces, dtype=np.int64).reshape(-1, 3), count)
    return (0.5 * eye_array(count) + 0.5 * means).tocsr()


def soft_tissue_thickness(
    skin: Mesh,
    skull: Mesh,
    normals: FloatArray | None = None,
    largest: float = LARGEST_THICKNESS,
) -> FloatArray:
    """Return the distance from skin to bone along inverse normals.

    Parameters
    ----------
    skin, skull : Mesh
        Outward wound, same frame, mm.
    normals : (n, 3) float64, optional
        Unit directions per skin vertex; `anatomy_normals` of the skin when left out.
    largest : float
        Bone farther than this does not count, mm.

    Returns
    -------
    (n,) float64
        Millimetres; NaN where no bone lies beneath.
    """
    outward = anatomy_normals(skin) if normals is None else normals
    origins = skin.vertices - START_OFFSET * outward
    distance, triangle = SurfaceRays(skull).first_hits(origins, -outward)
    bone_normals = face_normals(skull.vertices, skull.faces)
    facing = (bone_normals[np.maximum(triangle, 0)] * outward).sum(axis=1)
    beneath = (triangle >= 0) & (distance < largest) & (facing > FACING_COSINE)
    return np.where(beneath, distance + START_OFFSET, np.nan)
