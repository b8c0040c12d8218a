"""Carries bone along with what lies over it: each bone vertex follows the mean move around it.

The reach of the mean grows with the bone's depth, so that shallow bone keeps its distance from the
skin and deep bone follows only the large shape: no bone copies a dimple.
"""

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.training.face_points import FacePoints
from core.training.sampling_points import spread_points

CARRIERS = 1000
"""Skin points that carry the bone along: one per 8 mm."""
REACH_PER_DEPTH = 0.7
"""Standard deviation of the mean's reach, per depth of the bone. Chosen on drawn heads: with it the
tissue depth at the sites changes least (0.7 mm RMS) while the bone's shape stays smooth."""
LEAST_REACH = 8.0
"""The same for bone right under the skin, mm."""
NEGLIGIBLE = 1e-4
"""Weights below this share of the largest are left out."""


class BoneCarrier:
    """The linear map from moves of the skin to moves of the bone beneath.

    Parameters
    ----------
    skin : Mesh
        Template skin.
    skull : Mesh
        Template skull.
    points : FacePoints
        Landmarks of the template.
    """

    def __init__(self, skin: Mesh, skull: Mesh, points: FacePoints) -> None:
        self.indices = carrier_vertices(skin, points)
        places = skin.vertices[self.indices]
        depth = cKDTree(places).query(skull.vertices)[0]
        reach = np.maximum(LEAST_REACH, REACH_PER_DEPTH * depth)[:, None]
        squared = (
            (skull.vertices**2).sum(axis=1)[:, None]
            + (places**2).sum(axis=1)
            - 2.0 * skull.vertices @ places.T
        )
        weight = np.exp(-0.5 * (squared - (depth**2)[:, None]) / reach**2)
        weight[weight < NEGLIGIBLE] = 0.0
        self.map: FloatArray = weight / weight.sum(axis=1, keepdims=True)

    def carry(self, moves: FloatArray) -> FloatArray:
        """Return how the bone moves.

        Parameters
        ----------
        moves : (CARRIERS, ...) float64
            Of the carriers `indices`, any number of columns.

        Returns
        -------
        (N_skull, ...) float64
            Same unit.
        """
        flat = moves.reshape(len(moves), -1)
        carried: FloatArray = (self.map @ flat).reshape(len(self.map), *moves.shape[1:])
        return carried


def carrier_vertices(skin: Mesh, points: FacePoints) -> IntArray:
    """Return skin vertices that lie over bone: no ears, no nasal lobule, no lids, no low neck.

    Parameters
    ----------
    skin : Mesh
        Template skin.
    points : FacePoints
        Its landmarks.

    Returns
    -------
    (CARRIERS,) int64
        Spread evenly.
    """
    even = points.symmetric()
    vertices, face, ear = skin.vertices, even.multipie, even.tragion_left
    beside = np.abs(vertices[:, 0])
    is_ear = (beside > ear[0] - 3.0) & (np.abs(vertices[:, 1]) < 45.0) & (vertices[:, 2] < 14.0)
    lobule = np.linalg.norm(vertices - face[30], axis=1) < 27.0
    mirrored = np.column_stack([beside, vertices[:, 1:]])
    lids = np.linalg.norm(mirrored - even.pupil_left, axis=1) < 17.0
    low = vertices[:, 1] < face[8][1] - 8.0
    allowed = np.flatnonzero(~(is_ear | lobule | lids | low))
    return spread_points(vertices, allowed, CARRIERS)
