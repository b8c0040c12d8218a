"""The source skull: where its bones part, which of it is teeth, and its named points.

The source (``skull_template/skull.ply`` of the shared data folder, CC BY 3.0) is one closed
surface in an arbitrary unit, +y up and +z to the front, with the mandible fused to the cranium at
the teeth and at the joints. All positions here were read off sections of that one file by us.
"""

from dataclasses import dataclass
from pathlib import Path

import manifold3d
import numpy as np
import trimesh

from core.arrays import FloatArray, IntArray
from core.errors import ScanError
from core.geometry.mesh import Mesh

CRANIUM, MANDIBLE, UPPER_TEETH, LOWER_TEETH = range(4)
"""Indices into `core.geometry.template.SKULL_LABELS`."""

OCCLUSAL_PROFILE = np.array(
    [
        [2.55, -3.655],
        [3.0, -3.735],
        [3.5, -3.82],
        [4.1, -3.91],
        [4.6, -3.95],
        [4.85, -4.06],
        [5.5, -4.16],
    ]
)
"""(z, y) of the biting line from behind the third molar to before the incisors."""
OCCLUSAL_GAP = 0.03
"""Height cut out between the teeth: about half a millimetre, so that the arches part."""
OCCLUSAL_HALF_WIDTH = 2.1
"""The cut spans the dental arches and stays medial to the rami."""
JOINT_BOX = np.array([[3.03, -1.40, -0.31], [4.0, -1.28, 0.90]])
"""Lower and upper corner of the slab that frees the left condyle: a joint space of 1.5 mm."""
UPPER_GUM_PROFILE = np.array([[2.5, -3.30], [3.5, -3.36], [4.3, -3.45], [4.8, -3.52], [5.6, -3.52]])
"""(z, y) of the upper teeth's necks."""
LOWER_GUM_PROFILE = np.array([[2.5, -4.02], [3.5, -4.28], [4.2, -4.56], [4.8, -4.68], [5.6, -4.70]])
"""(z, y) of the lower teeth's necks."""
TEETH_BACK = 2.68
"""Teeth begin before this z; behind it lie tuberosity and ramus."""


@dataclass(frozen=True, eq=False)
class SourceSkull:
    """The source with its bones parted.

    Attributes
    ----------
    mesh : Mesh
        Cranium, then mandible; each closed; unit of the file.
    labels : (n,) int64
        Index into `core.geometry.template.SKULL_LABELS` per vertex.
    """

    mesh: Mesh
    labels: IntArray


def read_source_skull(path: Path) -> Mesh:
    """Read the source surface.

    Parameters
    ----------
    path : Path
        The file ``skull.ply``.

    Returns
    -------
    Mesh
        As stored.

    Raises
    ------
    ScanError
        When the file is absent.
    """
    if not path.is_file():
        raise ScanError(f"The source skull {path} is missing; name its folder with --data.")
    loaded = trimesh.load(path, process=False)
    return Mesh(np.asarray(loaded.vertices), np.asarray(loaded.faces))


def _occlusal_slab() -> manifold3d.Manifold:
    below = OCCLUSAL_PROFILE - [0.0, 0.5 * OCCLUSAL_GAP]
    above = OCCLUSAL_PROFILE + [0.0, 0.5 * OCCLUSAL_GAP]
    outline = manifold3d.CrossSection([np.vstack([below, above[::-1]])])
    slab = manifold3d.Manifold.extrude(outline, 2.0 * OCCLUSAL_HALF_WIDTH)
    to_skull = [[0, 0, 1, -OCCLUSAL_HALF_WIDTH], [0, 1, 0, 0], [1, 0, 0, 0]]
    return slab.transform(np.array(to_skull, dtype=np.float64))


def _joint_slab(side: float) -> manifold3d.Manifold:
    corners = JOINT_BOX * [side, 1.0, 1.0]
    low, high = corners.min(axis=0), corners.max(axis=0)
    return manifold3d.Manifold.cube(tuple(high - low)).translate(tuple(low))


def part_source_skull(source: Mesh) -> SourceSkull:
    """Cut the mandible free and label the bones.

    Parameters
    ----------
    source : Mesh
        The closed source surface.

    Returns
    -------
    SourceSkull
        Cranium and mandible as closed surfaces.

    Raises
    ------
    ScanError
        When the surface is not closed or does not fall into two bones.
    """
    solid = manifold3d.Manifold(
        manifold3d.Mesh(source.vertices.astype(np.float32), source.faces.astype(np.uint32))
    )
    if solid.status() != manifold3d.Error.NoError:
        raise ScanError(f"The source skull is not a closed surface: {solid.status()}.")
    freed = solid - _occlusal_slab() - _joint_slab(1.0) - _joint_slab(-1.0)
    pieces = sorted(freed.decompose(), key=lambda piece: -float(piece.volume()))
    if len(pieces) < 2 or pieces[1].bounding_box()[1] > -5.0:
        raise ScanError("The source skull's mandible could not be cut free; was the file changed?")
    meshes = [piece.to_mesh() for piece in pieces[:2]]
    vertices = [np.asarray(mesh.vert_properties)[:, :3].astype(np.float64) for mesh in meshes]
    faces = [np.asarray(mesh.tri_verts).astype(np.int64) for mesh in meshes]
    faces[1] = faces[1] + len(vertices[0])
    joined = Mesh(np.vstack(vertices), np.vstack(faces))
    bone = np.repeat([CRANIUM, MANDIBLE], [len(part) for part in vertices])
    return SourceSkull(joined, label_teeth(joined.vertices, bone))


def label_teeth(vertices: FloatArray, bone: IntArray) -> IntArray:
    """Mark the teeth of each bone.

    Parameters
    ----------
    vertices : (n, 3) float64
        Positions in the source's frame.
    bone : (n,) int64
        `CRANIUM` or `MANDIBLE` per vertex.

    Returns
    -------
    (n,) int64
        With `UPPER_TEETH` and `LOWER_TEETH` set between the necks and the biting line.
    """
    height, depth = vertices[:, 1], vertices[:, 2]
    upper_neck = np.interp(depth, UPPER_GUM_PROFILE[:, 0], UPPER_GUM_PROFILE[:, 1])
    lower_neck = np.interp(depth, LOWER_GUM_PROFILE[:, 0], LOWER_GUM_PROFILE[:, 1])
    in_arch = (depth > TEETH_BACK) & (np.abs(vertices[:, 0]) < OCCLUSAL_HALF_WIDTH)
    labels = bone.copy()
    labels[(bone == CRANIUM) & in_arch & (height < upper_neck)] = UPPER_TEETH
    labels[(bone == MANDIBLE) & in_arch & (height > lower_neck)] = LOWER_TEETH
    return labels
