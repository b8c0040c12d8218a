"""Which vertices of a registered skin the skull predictor looks at, and how much they count."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.training.face_points import FacePoints
from core.training.sampling_points import spread_points

FACE_VERTICES, OTHER_VERTICES = 620, 280
"""Skin vertices looked at: on the face, where bone lies close, and elsewhere."""
OTHER_POSE_WEIGHT = 0.15
"""Back of head and neck hardly count for the pose: scans rarely show them well."""


@dataclass(frozen=True, eq=False)
class LookedAt:
    """The skin vertices that the predictor conditions on.

    Attributes
    ----------
    index : (k,) int64
        Template skin vertices.
    weight : (k,) float64
        For the pose.
    """

    index: IntArray
    weight: FloatArray


def choose_vertices(skin: Mesh, points: FacePoints, pocket: IntArray) -> LookedAt:
    """Choose the skin vertices to look at: spread evenly, denser on the face, no ears.

    Parameters
    ----------
    skin : Mesh
        Template skin.
    points : FacePoints
        Its landmarks.
    pocket : (p,) int64
        Vertices inside the mouth, left out.

    Returns
    -------
    LookedAt
        Face first.
    """
    even = points.symmetric()
    vertices, chin, ear = skin.vertices, even.multipie[8], even.tragion_left
    usable = np.ones(len(vertices), dtype=bool)
    usable[pocket] = False
    is_ear = (np.abs(vertices[:, 0]) > ear[0] - 1.0) & (np.abs(vertices[:, 1]) < 45.0)
    usable &= ~(is_ear & (vertices[:, 2] < 14.0)) & (vertices[:, 1] > chin[1] - 12.0)
    brow = even.multipie[24][1]
    face = usable & (vertices[:, 2] > 18.0) & (vertices[:, 1] < brow + 25.0)
    on_face = spread_points(vertices, np.flatnonzero(face), FACE_VERTICES)
    elsewhere = spread_points(vertices, np.flatnonzero(usable & ~face), OTHER_VERTICES)
    weight = np.repeat([1.0, OTHER_POSE_WEIGHT], [len(on_face), len(elsewhere)])
    return LookedAt(np.concatenate([on_face, elsewhere]), weight)
