"""Closed shapes with known sizes, for tests."""

import numpy as np
import trimesh

from core.geometry.mesh import Mesh


def sphere(
    radius: float = 100.0, subdivisions: int = 3, centre: tuple[float, ...] = (0, 0, 0)
) -> Mesh:
    """Return a sphere of triangles, wound outward, all vertices exactly at the radius."""
    made = trimesh.creation.icosphere(subdivisions=subdivisions, radius=radius)
    return Mesh(np.asarray(made.vertices) + np.asarray(centre), np.asarray(made.faces))


def cap(radius: float = 100.0) -> Mesh:
    """Return the front part of a sphere: an open surface, like a scan of a face."""
    whole = sphere(radius)
    front = (whole.vertices[whole.faces][:, :, 2] > -0.2 * radius).all(axis=1)
    return Mesh(whole.vertices, whole.faces[front])


def textured_grid(size: int = 12, spacing: float = 20.0) -> Mesh:
    """Return a square sheet with texture coordinates that a seam tears apart in the middle."""
    column, row = np.meshgrid(np.arange(size), np.arange(size))
    vertices = spacing * np.stack([column, row, np.sin(column)], axis=-1).reshape(-1, 3)
    corner = (row[:-1, :-1] * size + column[:-1, :-1]).ravel()
    first = np.stack([corner, corner + 1, corner + size + 1], axis=1)
    second = np.stack([corner, corner + size + 1, corner + size], axis=1)
    faces = np.concatenate([first, second])
    left = (vertices[faces][:, :, 0].max(axis=1) <= spacing * (size // 2))[:, None]
    plain = vertices[:, :2] / (spacing * size)
    uv = np.concatenate([plain, plain + (1.0, 0.0)])
    return Mesh(vertices, faces, uv, np.where(left, faces, faces + len(vertices)))


def volume(mesh: Mesh) -> float:
    """Return the volume that a closed mesh encloses; negative when it is wound inward."""
    return float(np.linalg.det(mesh.vertices[mesh.faces]).sum() / 6.0)
