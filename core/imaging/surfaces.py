"""Surfaces of a CT volume: the project's own flying edges, then fewer triangles."""

import fast_simplification
import numpy as np
from scipy import ndimage

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.grid import RegularGrid
from core.geometry.isosurface import Volume, flying_edges
from core.geometry.mesh import Mesh
from core.geometry.repair import compact, drop_degenerate_faces
from core.geometry.topology import face_components
from core.imaging.bone import Bone
from core.imaging.head_mask import HeadMask
from core.imaging.parting import PartedBone
from core.imaging.thresholds import Thresholds
from core.imaging.volume import CtVolume

SMOOTHING = 0.5
"""Width of the Gaussian over the skin's values, mm: less than a voxel, against noise and steps."""
SKIN_FACES = 150_000
SKULL_FACES = 250_000
"""Triangles that are kept: edges of about one voxel."""
LEAST_FACES = 200
"""Pieces of bone with fewer triangles are dropped: specks and single air cells."""
_SIMPLIFIED_SIZE = 300.0
_STEP_TO_OTHERS = 150.0
"""Bone of another part counts as this much below the threshold, HU: the cut lies between voxels."""


def skin_surface(volume: CtVolume, thresholds: Thresholds, head: HeadMask) -> Mesh:
    """Return the outer skin.

    Parameters
    ----------
    volume : CtVolume
        The values.
    thresholds : Thresholds
        Of this volume.
    head : HeadMask
        What belongs to the head.

    Returns
    -------
    Mesh
        One piece, mm, wound outward; open where the volume's border cuts the head.
    """
    values = np.minimum(volume.hounsfield, np.int16(thresholds.tissue)).astype(np.float32)
    values[head.solid & ~head.tissue] = thresholds.tissue
    beyond = ~head.solid & (values > thresholds.skin)
    values[beyond] = thresholds.air
    width = [SMOOTHING / step for step in reversed(volume.spacing)]
    values = ndimage.gaussian_filter(values, width, mode="nearest", output=values)
    surface = level_surface(np.float32(thresholds.skin) - values, volume)
    return fewer_faces(largest_piece_of(surface), SKIN_FACES)


def level_surface(values: Volume, volume: CtVolume) -> Mesh:
    """Return the zero surface of values over a volume's voxels.

    Parameters
    ----------
    values : (nz, ny, nx) float32
        Negative inside.
    volume : CtVolume
        Where the voxels lie.

    Returns
    -------
    Mesh
        mm in the volume's axes, wound outward.
    """
    depth, height, width = values.shape
    places = flying_edges(values, RegularGrid((0.0, 0.0, 0.0), 1.0, (width, height, depth)))
    surface = Mesh(volume.to_patient(places.vertices), places.faces)
    mirrored = np.linalg.det(volume.steps) < 0
    return surface.flipped() if mirrored else surface


def largest_piece_of(mesh: Mesh) -> Mesh:
    """Return the piece with the most triangles.

    Parameters
    ----------
    mesh : Mesh
        Any surface.

    Returns
    -------
    Mesh
        Without the other pieces and their vertices.
    """
    if mesh.face_count == 0:
        return mesh
    piece = face_components(mesh.faces, mesh.vertex_count)
    return Mesh(*compact(mesh.vertices, mesh.faces[piece == np.argmax(np.bincount(piece))]))


def without_small_pieces(mesh: Mesh, least_faces: int) -> Mesh:
    """Return the pieces that have enough triangles.

    Parameters
    ----------
    mesh : Mesh
        Any surface.
    least_faces : int
        Triangles that a piece must have.

    Returns
    -------
    Mesh
        Without the other pieces and their vertices.
    """
    if mesh.face_count == 0:
        return mesh
    piece = face_components(mesh.faces, mesh.vertex_count)
    large: BoolArray = np.bincount(piece) >= least_faces
    return Mesh(*compact(mesh.vertices, mesh.faces[large[piece]]))


def fewer_faces(mesh: Mesh, most: int) -> Mesh:
    """Return a surface with at most so many triangles.

    Parameters
    ----------
    mesh : Mesh
        mm.
    most : int
        Triangles wanted at most.

    Returns
    -------
    Mesh
        Simplified by quadric errors; the same mesh when it has few enough.
    """
    vertices: FloatArray = mesh.vertices
    faces: IntArray = mesh.faces
    if mesh.face_count <= most:
        return mesh
    low = vertices.min(axis=0)
    scale = _SIMPLIFIED_SIZE / float(np.linalg.norm(vertices.max(axis=0) - low))
    points, triangles = fast_simplification.simplify(
        (vertices - low) * scale, np.array(faces, order="C"), target_count=most
    )
    vertices = np.asarray(points, dtype=np.float64) / scale + low
    faces = drop_degenerate_faces(vertices, np.asarray(triangles, dtype=np.int64))
    return Mesh(*compact(vertices, faces))


def bone_surface(
    volume: CtVolume, thresholds: Thresholds, bone: Bone, parted: PartedBone, part: int
) -> Mesh:
    """Return the surface of one part of the bone.

    Parameters
    ----------
    volume : CtVolume
        Where the voxels lie.
    thresholds : Thresholds
        Of this volume.
    bone : Bone
        The values with streaks damped.
    parted : PartedBone
        Labels of its voxels.
    part : int
        `core.imaging.parting.CRANIUM` or another label.

    Returns
    -------
    Mesh
        mm, wound outward, with inner surfaces; empty when there is no such bone.
    """
    least = np.float32(thresholds.bone - _STEP_TO_OTHERS)
    values = bone.hounsfield.astype(np.float32)
    other = (values > thresholds.bone) & (parted.labels != part)
    values[other] = least
    surface = level_surface(np.float32(thresholds.bone) - values, volume)
    return without_small_pieces(surface, LEAST_FACES)
