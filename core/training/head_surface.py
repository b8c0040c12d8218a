"""The watertight mean head: eyes closed over by eyeballs, mouth closed, neck cut and capped.

The population's face is an open sheet with four holes (eyes, mouth, bust). Holes are capped inside
the head, the eyeballs' hulls are united with it and the neck is cut by a plane, all as exact
Boolean operations on meshes, so that the signed distance is that of one closed surface.
"""

from dataclasses import dataclass

import manifold3d
import numpy as np
import trimesh

from core.arrays import FloatArray, IntArray
from core.errors import ScanError
from core.evaluation.ict import (
    EYEBALL_VERTICES,
    HEAD_FACES,
    HEAD_VERTICES,
    IctPopulation,
    triangles,
)
from core.geometry.mesh import Mesh

NECK_HEIGHT = -114.0
"""The neck is cut this far below the ears, mm: under the larynx, above the shoulders."""
NECK_SLOPE = 0.155
"""The cut falls by this per millimetre towards the front, as a neck does."""
EYE_CAP_DEPTH = 8.0
"""Caps of the eye openings are pushed into the eyeballs by this, mm."""


@dataclass(frozen=True, eq=False)
class HeadSurface:
    """The closed mean head and where each of its points comes from.

    Attributes
    ----------
    mesh : Mesh
        Watertight, outward, head frame, mm.
    sheet_faces : (m, 3) int64
        Triangles of the population's own vertices that form the visible surface, neck cap aside.
    """

    mesh: Mesh
    sheet_faces: IntArray


def boundary_loops(faces: IntArray) -> list[IntArray]:
    """Return the ordered vertex loops along the open borders of a mesh.

    Parameters
    ----------
    faces : (m, 3) int64
        Consistently wound triangles.

    Returns
    -------
    list of (k,) int64
        Each in the direction opposite to its triangles, so that fans over it are wound alike.
    """
    edges = np.vstack([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    present = {(int(a), int(b)) for a, b in edges}
    following = {b: a for a, b in present if (b, a) not in present}
    loops = []
    while following:
        start, current = following.popitem()
        loop = [start]
        while current != start:
            loop.append(current)
            current = following.pop(current)
        loops.append(np.array(loop))
    return loops


def _solid(vertices: FloatArray, faces: IntArray) -> manifold3d.Manifold:
    mesh = manifold3d.Mesh(vertices.astype(np.float32), faces.astype(np.uint32))
    solid = manifold3d.Manifold(mesh)
    if solid.status() != manifold3d.Error.NoError:
        raise ScanError(f"The population's head is not a closed surface: {solid.status()}.")
    return solid


def close_sheet(vertices: FloatArray, faces: IntArray) -> tuple[FloatArray, IntArray]:
    """Cap every hole of the face-and-neck sheet with a fan.

    Parameters
    ----------
    vertices : (n, 3) float64
        Head frame, mm.
    faces : (m, 3) int64
        The sheet.

    Returns
    -------
    vertices : (n + holes, 3) float64
        With one new centre per hole; centres of the eye holes lie inside the eyeballs.
    faces : (k, 3) int64
        Closed.
    """
    centres, fans = [], []
    for number, loop in enumerate(boundary_loops(faces)):
        centre = vertices[loop].mean(axis=0)
        is_eye = abs(centre[0]) > 10 and centre[1] > 0
        centres.append(centre - np.array([0, 0, EYE_CAP_DEPTH if is_eye else 0.0]))
        tip = np.full(len(loop), len(vertices) + number)
        fans.append(np.stack([loop, np.roll(loop, -1), tip], axis=1))
    return np.vstack([vertices, np.array(centres)]), np.vstack([faces, *fans])


def build_head_surface(population: IctPopulation) -> HeadSurface:
    """Make the watertight mean head.

    Parameters
    ----------
    population : IctPopulation
        In the head frame.

    Returns
    -------
    HeadSurface
        Closed surface, and the open sheet on the population's vertices.

    Raises
    ------
    ScanError
        When a Boolean operation finds the data not closed.
    """
    mean = population.mean
    sheet = triangles(population.quads[:HEAD_FACES])
    solid = _solid(*close_sheet(mean[:HEAD_VERTICES], sheet))
    for piece in EYEBALL_VERTICES:
        hull = trimesh.convex.convex_hull(mean[piece])
        solid = solid + _solid(np.asarray(hull.vertices), np.asarray(hull.faces))
    normal = np.array([0.0, 1.0, NECK_SLOPE])
    length = float(np.linalg.norm(normal))
    solid = solid.trim_by_plane(tuple(normal / length), NECK_HEIGHT / length)
    largest = max(solid.decompose(), key=lambda piece: float(piece.volume()))
    result = largest.to_mesh()
    mesh = Mesh(np.asarray(result.vert_properties)[:, :3], np.asarray(result.tri_verts))
    above = (mean[sheet] @ normal > NECK_HEIGHT - 6.0).any(axis=1)
    return HeadSurface(mesh, sheet[above])
