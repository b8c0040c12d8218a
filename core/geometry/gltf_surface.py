"""One surface of a glTF file: its triangles, normals, texture places and material."""

from typing import Any

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.gltf_builder import ARRAY_BUFFER, GltfBuilder
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals

METRES_PER_MM = 1e-3
_LINEAR_COLOURS = {"skin": (0.787, 0.469, 0.347), "bone": (0.923, 0.847, 0.673)}
"""Linear, as glTF wants them."""


def surface_of(builder: GltfBuilder, mesh: Mesh, scale: float) -> dict[str, Any]:
    """Add a surface and return its primitive, without a material.

    Parameters
    ----------
    builder : GltfBuilder
        Gets the numbers.
    mesh : Mesh
        Where a vertex has several texture places it is written once for each: the first in the
        vertex's own place, the others behind all vertices.
    scale : float
        Metres per unit of the mesh.

    Returns
    -------
    dict
        With attributes and indices.
    """
    normals = vertex_normals(mesh.vertices, mesh.faces)
    # A normal must have length one (3.7.2.1), also where no triangle gives it.
    normals[~normals.any(axis=1)] = (0.0, 0.0, 1.0)
    rows, faces, places = np.arange(mesh.vertex_count), mesh.faces, None
    if mesh.uv is not None and mesh.uv_faces is not None:
        rows, faces, places = split_at_seams(mesh)
    attributes = {
        "POSITION": builder.floats(mesh.vertices[rows] * scale, target=ARRAY_BUFFER, bounds=True),
        "NORMAL": builder.floats(normals[rows], target=ARRAY_BUFFER),
    }
    if places is not None:
        # Pictures begin at their upper edge (3.8.3), OBJ's at the lower one.
        upright = np.column_stack([places[:, 0], 1.0 - places[:, 1]])
        attributes["TEXCOORD_0"] = builder.floats(upright, target=ARRAY_BUFFER)
    return {"attributes": attributes, "indices": builder.triangles(faces, len(rows))}


def split_at_seams(mesh: Mesh) -> tuple[IntArray, IntArray, FloatArray]:
    """Give every vertex one texture place by writing it once for each that it has.

    Parameters
    ----------
    mesh : Mesh
        With texture coordinates.

    Returns
    -------
    rows : (k,) int64
        Which vertex each written one is; the mesh's own vertices come first, in their order.
    faces : (m, 3) int64
        Triangles over the written ones.
    uv : (k, 2) float64
        One place each; zero for vertices without a triangle.
    """
    if mesh.uv is None or mesh.uv_faces is None:
        raise ValueError("the mesh has no texture coordinates")
    vertex, place = mesh.faces.ravel(), mesh.uv_faces.ravel()
    pairs, inverse = np.unique(np.column_stack([vertex, place]), axis=0, return_inverse=True)
    first = np.ones(len(pairs), dtype=np.bool_)
    first[1:] = pairs[1:, 0] != pairs[:-1, 0]
    number = np.empty(len(pairs), dtype=np.int64)
    number[first] = pairs[first, 0]
    number[~first] = mesh.vertex_count + np.arange(int((~first).sum()))
    rows = np.concatenate([np.arange(mesh.vertex_count), pairs[~first, 0]])
    uv = np.zeros((len(rows), 2))
    uv[number] = mesh.uv[pairs[:, 1]]
    return rows, number[inverse.ravel()].reshape(-1, 3), uv


def material(name: str, picture: int | None = None) -> dict[str, Any]:
    """Return a material.

    Parameters
    ----------
    name : str
        ``skin`` or ``bone``.
    picture : int, optional
        Place of a texture; its own colours are then shown as they are.

    Returns
    -------
    dict
        As it stands in the file.
    """
    colour = _LINEAR_COLOURS[name] if picture is None else (1.0, 1.0, 1.0)
    look: dict[str, Any] = {
        "baseColorFactor": [*colour, 1.0],
        "metallicFactor": 0.0,
        "roughnessFactor": 0.6,
    }
    if picture is not None:
        look["baseColorTexture"] = {"index": picture}
    return {"name": name.capitalize(), "pbrMetallicRoughness": look}
