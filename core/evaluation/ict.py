"""The population of training and evaluation: the ICT Face Model Light, in the head frame.

Reads ``ict_facekit.npz`` of the shared data folder (MIT, (c) 2020 USC Institute for Creative
Technologies). Nothing of it is shipped: the bundle holds what our networks and statistics learned.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.arrays import FloatArray, IntArray
from core.errors import ScanError
from core.geometry.transforms import Similarity

FACE_VERTICES = 9409
"""Vertices 0-9408 are the face, ears included."""
HEAD_VERTICES = 11248
"""Vertices 0-11247 are face, head and neck."""
HEAD_FACES = 11144
"""Faces 0-11143 lie on face, head and neck."""
EYEBALL_VERTICES = (slice(21451, 23021), slice(23021, 24591))
EYEBALL_FACES = slice(21496, 24691)

MULTI_PIE = np.array(
    [1225, 1888, 1052, 367, 1719, 1722, 2199, 1447, 966, 3661, 4390, 3927, 3924, 2608, 3272, 4088]
    + [3443, 268, 493, 1914, 2044, 1401, 3615, 4240, 4114, 2734, 2509, 978, 4527, 4942, 4857, 1140]
    + [2075, 1147, 4269, 3360, 1507, 1542, 1537, 1528, 1518, 1511, 3742, 3751, 3756, 3721, 3725]
    + [3732, 5708, 5695, 2081, 0, 4275, 6200, 6213, 6346, 6461, 5518, 5957, 5841, 5702, 5711, 5533]
    + [6216, 6207, 6470, 5517, 5966]
)
"""Vertices of the 68 Multi-PIE landmarks."""

TRAGION_LEFT = 7328
"""The notch above the left tragus, picked on a render of the mean head."""
ORBITALE_DROP = 18.0
"""Orbitale lies about this far below the pupil (half a bony orbit's height of 35 mm), mm."""


@dataclass(frozen=True, eq=False)
class IctPopulation:
    """The linear model in the head frame.

    Attributes
    ----------
    mean : (26719, 3) float64
        Mean head, mm.
    identity : (100, 26719, 3) float64
        Modes scaled by their standard deviation, mm.
    expression : (57, 26719, 3) float64
        Offsets of the expression shapes at full weight, mm.
    expression_names : tuple of str
        ARKit's names, left and right as ``_L`` and ``_R``.
    quads : (26384, 4) int64
        Faces; -1 in the last column marks a triangle.
    to_head : Similarity
        ICT coordinates to head frame (rigid).
    """

    mean: FloatArray
    identity: FloatArray
    expression: FloatArray
    expression_names: tuple[str, ...]
    quads: IntArray
    to_head: Similarity

    def heads(self, codes: FloatArray, weights: FloatArray | None = None) -> FloatArray:
        """Return the vertices of identities.

        Parameters
        ----------
        codes : (n, 100) float64
            Standard-normal identity codes.
        weights : (n, 57) float64, optional
            Of the expression shapes; neutral otherwise.

        Returns
        -------
        (n, 26719, 3) float64
            Head frame of the mean head, mm.
        """
        heads: FloatArray = self.mean + np.tensordot(codes, self.identity, axes=1)
        if weights is not None:
            heads = heads + np.tensordot(weights, self.expression, axes=1)
        return heads


def triangles(quads: IntArray) -> IntArray:
    """Split quads (or marked triangles) into triangles.

    Parameters
    ----------
    quads : (n, 4) int64
        -1 in the last column marks a triangle.

    Returns
    -------
    (m, 3) int64
        Triangles with the winding of their quads.
    """
    four = quads[quads[:, 3] >= 0]
    three = quads[quads[:, 3] < 0][:, :3]
    return np.vstack([four[:, [0, 1, 2]], four[:, [0, 2, 3]], three])


def head_frame(mean: FloatArray) -> Similarity:
    """Return the rigid motion from ICT coordinates to the head frame.

    Parameters
    ----------
    mean : (26719, 3) float64
        Mean head, symmetric about x = 0.

    Returns
    -------
    Similarity
        Tragia's midpoint to the origin, tragion-orbitale plane horizontal.
    """
    tragion = mean[TRAGION_LEFT]
    pupil_height = np.mean([mean[piece, 1].mean() for piece in EYEBALL_VERTICES])
    pupil_depth = np.mean([mean[piece, 2].max() for piece in EYEBALL_VERTICES])
    forward = np.array([pupil_depth - tragion[2], pupil_height - ORBITALE_DROP - tragion[1]])
    angle = np.arctan2(forward[1], forward[0])
    cosine, sine = np.cos(angle), np.sin(angle)
    rotation = np.array([[1, 0, 0], [0, cosine, -sine], [0, sine, cosine]])
    return Similarity(1.0, rotation, -rotation @ np.array([0.0, tragion[1], tragion[2]]))


def load_population(data: Path) -> IctPopulation:
    """Read the population.

    Parameters
    ----------
    data : Path
        The shared data folder.

    Returns
    -------
    IctPopulation
        In the head frame.

    Raises
    ------
    ScanError
        When the file is absent.
    """
    path = data / "ict_facekit" / "ict_facekit.npz"
    if not path.is_file():
        raise ScanError(f"The training population {path} is missing; name its folder with --data.")
    with np.load(path, allow_pickle=False) as archive:
        mean = archive["mean"].astype(np.float64)
        identity = archive["identity"].astype(np.float64)
        expression = archive["expression"].astype(np.float64)
        names = tuple(str(name) for name in archive["expression_names"])
        quads = archive["faces"].astype(np.int64)
    to_head = head_frame(mean)
    turn = to_head.rotation.T
    return IctPopulation(
        to_head.apply(mean), identity @ turn, expression @ turn, names, quads, to_head
    )
