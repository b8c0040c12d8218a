"""Which point of a scan belongs to which point of the template, and how far that can be believed.

A partner counts little when it is far, faces another way or lies on the rim of what was scanned:
so hair, shoulders, tubes and missing backs drop out by themselves.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.distance import SurfaceDistance, sample_surface
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.topology import boundary_edges

SLIDING = 0.15
"""Share of a gap along the surface that is closed at once: partners must be free to slide."""


@dataclass(frozen=True, eq=False)
class Partners:
    """Where points of the template should go.

    Attributes
    ----------
    places : (n, 3) float64
        Wanted positions, mm: on the tangent plane of the partner, mostly straight ahead.
    weights : (n,) float64
        0 (no partner) to 1.
    distance : (n,) float64
        To the partner, mm.
    normals : (n, 3) float64
        Of the scan there.
    """

    places: FloatArray
    weights: FloatArray
    distance: FloatArray
    normals: FloatArray


def _interpolated(values: FloatArray, mesh: Mesh, face: IntArray, points: FloatArray) -> FloatArray:
    """Return unit normals at points on triangles from those at the corners."""
    rows = barycentric(mesh, face, points)
    normal = np.einsum("kc,kcd->kd", rows, values[mesh.faces[face]])
    unit: FloatArray = normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    return unit


def barycentric(mesh: Mesh, face: IntArray, points: FloatArray) -> FloatArray:
    """Return the barycentric coordinates of points on triangles.

    Parameters
    ----------
    mesh : Mesh
        The surface.
    face : (k,) int64
        A triangle per point.
    points : (k, 3) float64
        On (or beside) the triangles.

    Returns
    -------
    (k, 3) float64
        Not negative, sum one.
    """
    corner = mesh.vertices[mesh.faces[face]]
    first, second = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    offset = points - corner[:, 0]
    aa, ab, bb = ((first * first).sum(1), (first * second).sum(1), (second * second).sum(1))
    ao, bo = (first * offset).sum(1), (second * offset).sum(1)
    area = np.maximum(aa * bb - ab * ab, 1e-12)
    u = np.clip((bb * ao - ab * bo) / area, 0.0, 1.0)
    v = np.clip((aa * bo - ab * ao) / area, 0.0, 1.0)
    rows = np.stack([np.maximum(1.0 - u - v, 0.0), u, v], axis=1)
    scaled: FloatArray = rows / rows.sum(axis=1, keepdims=True)
    return scaled


def _belief(
    distance: FloatArray, facing: FloatArray, tolerance: float, least_facing: float
) -> FloatArray:
    # Tukey's weight: beyond two and a half tolerances a partner has no say at all.
    inside = np.clip(1.0 - (distance / (2.5 * tolerance)) ** 2, 0.0, None) ** 2
    turned = np.clip((facing - least_facing) / (0.9 - least_facing), 0.0, 1.0)
    belief: FloatArray = inside * turned
    return belief


class ScanPartners:
    """Finds partners on one scan.

    Parameters
    ----------
    scan : Mesh
        Clean, head frame, mm.
    samples : int
        Points of the scan that look for partners on the template.
    reach : (2, 3) float64
        Box in which those points are taken, mm.
    """

    def __init__(self, scan: Mesh, samples: int, reach: FloatArray) -> None:
        self._scan = scan
        self._distance = SurfaceDistance(scan)
        self._normals = vertex_normals(scan.vertices, scan.faces)
        rim = np.zeros(scan.vertex_count, dtype=bool)
        rim[boundary_edges(scan.faces).ravel()] = True
        self._on_rim: BoolArray = np.asarray(rim[scan.faces].any(axis=1))
        centres = scan.vertices[scan.faces].mean(axis=1)
        inside = np.all((centres > reach[0]) & (centres < reach[1]), axis=1)
        used = inside & ~self._on_rim
        near = Mesh(scan.vertices, scan.faces[used] if used.any() else scan.faces)
        drawn = sample_surface(near, samples, seed=1)
        self._points = drawn.points
        self._point_normals = _interpolated(self._normals, near, drawn.face, drawn.points)

    def of_template(self, template: Mesh, tolerance: float, least_facing: float = 0.4) -> Partners:
        """Return a partner on the scan for every vertex of the template.

        Parameters
        ----------
        template : Mesh
            As it stands now, mm.
        tolerance : float
            Distance that is still quite likely, mm.
        least_facing : float
            Cosine between normals below which a partner is refused.

        Returns
        -------
        Partners
            One per vertex.
        """
        distance, closest, face = self._distance.unsigned(template.vertices)
        normal = _interpolated(self._normals, self._scan, face, closest)
        own = vertex_normals(template.vertices, template.faces)
        facing = np.einsum("nd,nd->n", normal, own)
        weight = _belief(distance, facing, tolerance, least_facing)
        weight = np.where(self._on_rim[face], 0.0, weight)
        return Partners(_ahead(template.vertices, closest, normal), weight, distance, normal)

    def of_scan(
        self, template: Mesh, tolerance: float, least_facing: float = 0.4
    ) -> tuple[sparse.csr_array, Partners]:
        """Return a partner on the template for points of the scan.

        Parameters
        ----------
        template : Mesh
            As it stands now, mm.
        tolerance : float
            Distance that is still quite likely, mm.
        least_facing : float
            Cosine between normals below which a partner is refused.

        Returns
        -------
        rows : (k, N_skin) sparse
            The partners as weighted means of template vertices.
        partners : Partners
            Where those means should go.
        """
        distance, closest, face = SurfaceDistance(template).unsigned(self._points)
        own = vertex_normals(template.vertices, template.faces)
        facing = np.einsum(
            "nd,nd->n", _interpolated(own, template, face, closest), self._point_normals
        )
        weight = _belief(distance, facing, tolerance, least_facing)
        share = barycentric(template, face, closest)
        rows = sparse.csr_array(
            (
                share.ravel(),
                (np.repeat(np.arange(len(face)), 3), template.faces[face].ravel()),
            ),
            shape=(len(face), template.vertex_count),
        )
        ahead = _ahead(closest, self._points, self._point_normals)
        return rows, Partners(ahead, weight, distance, self._point_normals)


def _ahead(start: FloatArray, end: FloatArray, normal: FloatArray) -> FloatArray:
    gap = end - start
    across = np.einsum("nd,nd->n", gap, normal)[:, None] * normal
    wanted: FloatArray = start + across + SLIDING * (gap - across)
    return wanted
