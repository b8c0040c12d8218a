"""A triangle mesh as an immutable value.

No cache, no lazy normals, no hidden mutation: functions in this folder take meshes or arrays and
return new ones.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from core.arrays import FloatArray, IntArray, frozen_floats, frozen_ints


@dataclass(frozen=True, eq=False)
class Mesh:
    """Triangles over vertices; counter-clockwise seen from outside.

    Attributes
    ----------
    vertices : (n, 3) float64
        Positions; millimetres wherever the mesh is not a raw scan.
    faces : (m, 3) int64
        Vertex indices.
    uv : (k, 2) float64 or None
        Texture coordinates as the file listed them.
    uv_faces : (m, 3) int64 or None
        For every face corner the index into `uv`.
    """

    vertices: FloatArray
    faces: IntArray
    uv: FloatArray | None = None
    uv_faces: IntArray | None = field(default=None)

    def __post_init__(self) -> None:
        object.__setattr__(self, "vertices", frozen_floats(self.vertices).reshape(-1, 3))
        object.__setattr__(self, "faces", frozen_ints(self.faces).reshape(-1, 3))
        if self.uv is not None:
            object.__setattr__(self, "uv", frozen_floats(self.uv).reshape(-1, 2))
        if self.uv_faces is not None:
            object.__setattr__(self, "uv_faces", frozen_ints(self.uv_faces).reshape(-1, 3))

    @property
    def vertex_count(self) -> int:
        """Number of vertices."""
        return int(self.vertices.shape[0])

    @property
    def face_count(self) -> int:
        """Number of triangles."""
        return int(self.faces.shape[0])

    def with_vertices(self, vertices: FloatArray) -> "Mesh":
        """Return the same triangles over moved vertices.

        Parameters
        ----------
        vertices : (n, 3) float64
            As many positions as this mesh has vertices.

        Returns
        -------
        Mesh
            Shares faces and texture coordinates with this one.
        """
        if np.shape(vertices) != self.vertices.shape:
            raise ValueError(f"expected {self.vertices.shape} positions, got {np.shape(vertices)}")
        return replace(self, vertices=vertices)

    def flipped(self) -> "Mesh":
        """Return the mesh with every triangle wound the other way."""
        uv_faces = None if self.uv_faces is None else self.uv_faces[:, ::-1]
        return replace(self, faces=self.faces[:, ::-1], uv_faces=uv_faces)
