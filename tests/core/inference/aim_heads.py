"""A skull inside a skin in closed form: two spheres, the lower half of the bone being the jaw."""

from dataclasses import dataclass

import numpy as np
import trimesh

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh

SKIN_RADIUS, BONE_RADIUS = 90.0, 80.0


@dataclass(frozen=True, eq=False)
class Spheres:
    """Concentric skin and bone, mm; bone below y = -20 is the mandible."""

    skin: Mesh
    bone: Mesh
    labels: IntArray
    directions: FloatArray


def spheres() -> Spheres:
    """Return the two spheres."""
    skin = trimesh.creation.icosphere(subdivisions=4)
    bone = trimesh.creation.icosphere(subdivisions=5)
    directions = np.asarray(skin.vertices, dtype=np.float64)
    vertices = BONE_RADIUS * np.asarray(bone.vertices, dtype=np.float64)
    return Spheres(
        Mesh(SKIN_RADIUS * directions, np.asarray(skin.faces, dtype=np.int64)),
        Mesh(vertices, np.asarray(bone.faces, dtype=np.int64)),
        (vertices[:, 1] < -20.0).astype(np.int64),
        directions,
    )
