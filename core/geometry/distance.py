"""Distances between points and surfaces, and between surfaces.

Queries run in small chunks, because libigl holds Python's global lock during each call and a
window on another thread must stay alive.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.normals import face_areas

if TYPE_CHECKING:
    pass

CHUNK = 4096
"""Queries per call into libigl: some 15 ms near a surface of 80 000 triangles."""

INSIDE = 0.5
"""Winding number above which a point counts as inside."""


class SurfaceDistance:
    """Distances to one surface; builds its search trees once.

    Parameters
    ----------
    mesh : Mesh
        At least one triangle, finite vertices.

    Raises
    ------
    ValueError
        When the mesh has no triangles or a vertex is not finite.
    """

    def __init__(self, mesh: Mesh) -> None:
        if mesh.face_count == 0:
            raise ValueError("a surface without triangles has no distance")
        if not np.isfinite(mesh.vertices).all():
            raise ValueError("a surface with vertices that are not finite has no distance")
        import igl  # loads much of SciPy: not before it is needed

        self._mesh = mesh
        self._tree = igl.AABB()
        self._tree.init(mesh.vertices, mesh.faces)
        self._winding: igl.FastWindingNumberBVH | None = None

    @property
    def mesh(self) -> Mesh:
        """The surface."""
        return self._mesh

    def unsigned(self, points: FloatArray) -> tuple[FloatArray, FloatArray, IntArray]:
        """Return how far points are from the surface, and where it is nearest.

        Parameters
        ----------
        points : (k, 3) float64
            In the surface's unit and frame.

        Returns
        -------
        distance : (k,) float64
            Not negative.
        closest : (k, 3) float64
            Nearest points of the surface.
        face : (k,) int64
            The triangles on which they lie.
        """
        queries = np.ascontiguousarray(points, dtype=np.float64).reshape(-1, 3)
        squared = np.zeros(len(queries))
        face = np.zeros(len(queries), dtype=np.int64)
        closest = np.zeros((len(queries), 3))
        for start in range(0, len(queries), CHUNK):
            part = slice(start, start + CHUNK)
            squared[part], face[part], closest[part] = self._tree.squared_distance(
                self._mesh.vertices, self._mesh.faces, queries[part]
            )
        return np.sqrt(np.maximum(squared, 0.0)), closest, face

    def signed(self, points: FloatArray) -> FloatArray:
        """Return signed distances, negative inside.

        Inside is where the surface winds around a point by more than half a turn, so that small
        holes and self-intersections do no harm; triangles must be wound outward.

        Parameters
        ----------
        points : (k, 3) float64
            In the surface's unit and frame.

        Returns
        -------
        (k,) float64
            Distance, negative inside.
        """
        queries = np.ascontiguousarray(points, dtype=np.float64).reshape(-1, 3)
        distance, _, _ = self.unsigned(queries)
        return np.where(self.winding_number(queries) > INSIDE, -distance, distance)

    def winding_number(self, points: FloatArray) -> FloatArray:
        """Return how often the surface winds around points: about 1 inside, 0 outside.

        Parameters
        ----------
        points : (k, 3) float64
            In the surface's unit and frame.

        Returns
        -------
        (k,) float64
            Generalised winding number, good to about 0.01 away from the surface.

        Notes
        -----
        Barill et al., "Fast winding numbers for soups and clouds", ACM TOG 2018, by libigl.
        """
        if self._winding is None:
            import igl

            self._winding = igl.FastWindingNumberBVH()
            self._winding.init(self._mesh.vertices, self._mesh.faces)
        queries = np.ascontiguousarray(points, dtype=np.float64).reshape(-1, 3)
        number = np.zeros(len(queries))
        for start in range(0, len(queries), CHUNK):
            part = slice(start, start + CHUNK)
            number[part] = self._winding.winding_number(queries[part])
        return number


@dataclass(frozen=True, eq=False)
class SurfaceSample:
    """Points drawn from a surface.

    Attributes
    ----------
    points : (k, 3) float64
        Positions.
    face : (k,) int64
        The triangle of each.
    barycentric : (k, 3) float64
        Weights of the triangle's corners, not negative, sum one.
    """

    points: FloatArray
    face: IntArray
    barycentric: FloatArray


def sample_surface(mesh: Mesh, count: int, seed: int = 0) -> SurfaceSample:
    """Draw points evenly by area.

    Parameters
    ----------
    mesh : Mesh
        A surface with some area.
    count : int
        How many points.
    seed : int
        Same seed, same points.

    Returns
    -------
    SurfaceSample
        The points, their triangles and their places in them.

    Raises
    ------
    ValueError
        When the surface has no area.

    Notes
    -----
    Uniform in a triangle by square-root warping: Osada et al., "Shape distributions", ACM TOG
    2002, section 3.2.
    """
    area = face_areas(mesh.vertices, mesh.faces)
    total = np.cumsum(area)
    if not total.size or not total[-1] > 0:
        raise ValueError("a surface without area cannot be sampled")
    random = np.random.default_rng(seed)
    face = np.searchsorted(total, random.random(count) * total[-1], side="right")
    face = np.minimum(face, mesh.face_count - 1)
    root = np.sqrt(random.random(count))
    share = random.random(count)
    barycentric = np.stack([1.0 - root, root * (1.0 - share), root * share], axis=1)
    points = np.einsum("kc,kcd->kd", barycentric, mesh.vertices[mesh.faces[face]])
    return SurfaceSample(points, face.astype(np.int64), barycentric)


def directed_distances(source: Mesh, target: Mesh, samples: int, seed: int = 0) -> FloatArray:
    """Return the distances from points drawn evenly from one surface to another.

    Parameters
    ----------
    source, target : Mesh
        In one unit and frame.
    samples : int
        How many points.
    seed : int
        Same seed, same points.

    Returns
    -------
    (samples,) float64
        Unsigned distances.
    """
    return SurfaceDistance(target).unsigned(sample_surface(source, samples, seed).points)[0]


def symmetric_chamfer(a: Mesh, b: Mesh, samples: int = 50_000, seed: int = 0) -> float:
    """Return the mean distance between two surfaces, both ways averaged.

    Parameters
    ----------
    a, b : Mesh
        In one unit and frame.
    samples : int
        Points drawn from each surface.
    seed : int
        Same seed, same points.

    Returns
    -------
    float
        Half the sum of the two mean point-to-surface distances (not squared), in the unit of the
        surfaces.
    """
    there = directed_distances(a, b, samples, seed).mean()
    back = directed_distances(b, a, samples, seed + 1).mean()
    return float(0.5 * (there + back))


def hausdorff(a: Mesh, b: Mesh, samples: int = 0, seed: int = 0) -> float:
    """Return the largest distance from either surface to the other.

    Parameters
    ----------
    a, b : Mesh
        In one unit and frame; every vertex belongs to a triangle.
    samples : int
        Points drawn from each surface in addition to its vertices.
    seed : int
        Same seed, same points.

    Returns
    -------
    float
        Over all vertices and samples: never more than the exact distance.
    """
    largest = 0.0
    for source, target in ((a, b), (b, a)):
        points = source.vertices
        if samples:
            points = np.concatenate([points, sample_surface(source, samples, seed).points])
        largest = max(largest, float(SurfaceDistance(target).unsigned(points)[0].max()))
    return largest
