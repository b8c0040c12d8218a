"""Soft-tissue thickness: how far the bone lies beneath the skin, along smoothed skin normals.

Thickness is only told where it means something: where a ray from the skin meets bone that faces
it, within a bound. Elsewhere (eyes, nostrils, ears, neck) it is NaN, never a guess.
"""

from functools import lru_cache
from math import lgamma, log
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
LEFT_OUT = 1e-6
"""Share of the averaging that may be left out."""
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
    normal = averaged(skin, plain, averaging_rounds(skin, smoothing_length))
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
    corners = mesh.vertices[mesh.faces]
    across = (corners - corners[:, [1, 2, 0]]).reshape(-1)
    squared = float(across @ across) / max(3 * mesh.face_count, 1)
    rounds = int(np.ceil(length**2 / (0.25 * max(squared, 1e-9))))
    return min(rounds, SMOOTHING_ROUNDS_LIMIT)


def averaged(mesh: Mesh, values: FloatArray, rounds: int) -> FloatArray:
    """Return values at the vertices after rounds of `neighbour_average`.

    Parameters
    ----------
    mesh : Mesh
        Any triangles, n vertices.
    values : (n, k) float64
        At its vertices.
    rounds : int
        How many.

    Returns
    -------
    (n, k) float64
        The same to 1e-6 of the largest value.

    Notes
    -----
    A round is (1 + M) / 2 with the neighbours' mean M. Its r-th power is a sum of Chebyshev's
    polynomials of M with binomial weights, of which the first 3.5 sqrt(r) count.
    """
    means = _means(mesh.faces.tobytes(), mesh.vertex_count)
    whole = lgamma(2 * rounds + 1) - 2.0 * rounds * log(2.0)
    chosen = [lgamma(rounds + k + 1) + lgamma(rounds - k + 1) for k in range(rounds + 1)]
    weight = 2.0 * np.exp(whole - np.array(chosen))
    weight[0] *= 0.5
    wanted = np.flatnonzero(np.cumsum(weight[::-1])[::-1] > LEFT_OUT)
    before, now = values, means @ values
    total: FloatArray = weight[0] * values
    for degree in wanted[1:]:
        stop_if_cancelled()
        total = total + weight[degree] * now
        before, now = now, 2.0 * (means @ now) - before
    return total


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

    return (0.5 * eye_array(count) + 0.5 * _means(faces, count)).tocsr()


@lru_cache(maxsize=4)
def _means(faces: bytes, count: int) -> "csr_array":
    return neighbour_means(np.frombuffer(faces, dtype=np.int64).reshape(-1, 3), count)


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
