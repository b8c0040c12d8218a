"""How the evaluation's actors move: skin carried by a turning jaw, soft tissue that is not linear.

None of it is AIM's own form. Skin between cranium and mandible turns by a share of the jaw's angle
about the jaw's own axis (AIM blends the two ends of the way); how large the share is follows from
distances to the bones; muscles move skin before the jaw carries it (AIM adds expressions after);
their way from rest to full activation is curved; squeezed skin bulges with the square of the
squeeze; and pairs of activations have shapes of their own.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse
import torch
from scipy.spatial import cKDTree
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.thickness import anatomy_normals, neighbour_average
from core.geometry.transforms import Similarity
from core.models.lips import lip_height, lip_window

GLIDE = np.array([0.0, -0.11, 0.19])
"""The condyles slide down and forward along the articular slope while the jaw opens, mm a degree:
some 5 mm at 25 degrees."""
PROTRUSION = np.array([0.0, -0.26, 0.97])
"""Direction in which the jaw is advanced, along the same slope."""
FOLLOW_POWER = 3.0
"""Skin belongs to the nearer bone by this power of the distances."""
FOLLOW_ROUNDS = 40
"""Averagings over neighbours that blend the two bones' skin: some 8 mm."""
NECK = (16.0, 22.0)
"""Skin farther than the first from the mandible follows it less, fading over the second, mm."""
BULGE_MM = 22.0
"""Outward move for a squeeze of one (area gone), before squaring's scale; see `bulge`."""
BULGE_SCALE = 0.25
"""Squeeze (share of area) at which the square reaches `BULGE_MM` times itself."""
BULGE_MOST = 3.0
"""Skin bulges no farther, mm."""
WAVES = 96
"""Plane waves that a random field is the sum of."""


@dataclass(frozen=True)
class JawPose:
    """What a jaw does.

    Attributes
    ----------
    open_deg : float
        Turn about the axis through both condyles; positive opens.
    yaw_deg : float
        Turn about the vertical through the condyle of the side it goes to; positive to the left.
    forward_mm : float
        Advance along the articular slope.
    """

    open_deg: float = 0.0
    yaw_deg: float = 0.0
    forward_mm: float = 0.0


@dataclass(frozen=True, eq=False)
class Condyles:
    """A person's jaw joints.

    Attributes
    ----------
    left, right : (3,) float64
        Tops of the condyles, head frame, mm.
    """

    left: FloatArray
    right: FloatArray

    def motion(self, pose: JawPose) -> Similarity:
        """Return the mandible's rigid motion.

        Parameters
        ----------
        pose : JawPose
            What it does.

        Returns
        -------
        Similarity
            Rigid, head frame, mm.
        """
        rotations, moves = self.carried(pose, np.ones(1))
        return Similarity(1.0, rotations[0], moves[0])

    def carried(self, pose: JawPose, share: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return how skin moves that follows the jaw by a share of its angles.

        Parameters
        ----------
        pose : JawPose
            What the jaw does.
        share : (n,) float64
            0 with the cranium, 1 with the mandible.

        Returns
        -------
        rotation : (n, 3, 3) float64
            Of each point, about the head frame's origin.
        move : (n, 3) float64
            After the rotation, mm.
        """
        axis = self.left - self.right
        axis = axis / np.linalg.norm(axis)
        middle = 0.5 * (self.left + self.right)
        opening = Rotation.from_rotvec(np.radians(pose.open_deg) * share[:, None] * axis)
        pivot = self.left if pose.yaw_deg > 0 else self.right
        upright = np.array([0.0, 1.0, 0.0])
        turning = Rotation.from_rotvec(np.radians(pose.yaw_deg) * share[:, None] * upright)
        slide = pose.open_deg * GLIDE + pose.forward_mm * PROTRUSION
        first, second = opening.as_matrix(), turning.as_matrix()
        move = middle - first @ middle + share[:, None] * slide
        moved: FloatArray = np.einsum("nij,nj->ni", second, move - pivot) + pivot
        return second @ first, moved


def follow_weights(template: Mesh, skin: Mesh, cranium: FloatArray, jaw: FloatArray) -> FloatArray:
    """Return how far skin follows the jaw.

    Parameters
    ----------
    template : Mesh
        The template's skin, which tells upper from lower lip.
    skin : Mesh
        The person's, at rest, mm.
    cranium, jaw : (n, 3), (m, 3) float64
        The person's bones with their teeth, mm.

    Returns
    -------
    (N_skin,) float64
        0 to 1.
    """
    to_cranium = cKDTree(cranium).query(skin.vertices)[0] ** FOLLOW_POWER
    from_jaw = cKDTree(jaw).query(skin.vertices)[0]
    to_jaw = from_jaw**FOLLOW_POWER
    share = to_cranium / np.maximum(to_cranium + to_jaw, 1e-9)
    points = torch.tensor(template.vertices)
    lips = lip_window(points).numpy()
    lower = (lip_height(points).numpy() < 0.0).astype(np.float64)
    share = (1.0 - lips) * share + lips * lower
    averaging = neighbour_average(skin)
    for _ in range(FOLLOW_ROUNDS):
        share = averaging @ share
    start, width = NECK
    fading: FloatArray = share * np.exp(-0.5 * (np.maximum(from_jaw - start, 0.0) / width) ** 2)
    return fading


def smooth_noise(points: FloatArray, grain: float, columns: int, seed: list[int]) -> FloatArray:
    """Return smooth random fields of unit deviation.

    Parameters
    ----------
    points : (n, 3) float64
        Where, mm.
    grain : float
        Standard deviation of the fields' Gaussian correlation, mm.
    columns : int
        How many fields.
    seed : list of int
        Same seed, same fields.

    Returns
    -------
    (n, columns) float64
        Sums of plane waves of random frequency (Rahimi and Recht, "Random features for large-scale
        kernel machines", NIPS 2007): continuous in space, whatever the mesh.
    """
    random = np.random.default_rng(seed)
    phases = points @ random.normal(0.0, 1.0 / grain, (3, WAVES)) + random.uniform(
        0.0, 2.0 * np.pi, WAVES
    )
    fields: FloatArray = np.cos(phases) @ random.normal(0.0, np.sqrt(2.0 / WAVES), (WAVES, columns))
    return fields


class Bulge:
    """Squeezed skin goes outwards.

    Parameters
    ----------
    skin : Mesh
        At rest, mm.
    """

    def __init__(self, skin: Mesh) -> None:
        self._skin = skin
        self._averaging = neighbour_average(skin)
        self._outward = anatomy_normals(skin)
        self._areas = _face_areas(skin.vertices, skin)
        corners = skin.faces.ravel()
        spread = (np.repeat(self._areas, 3), (corners, np.arange(len(corners)) // 3))
        size = (skin.vertex_count, len(skin.faces))
        onto = scipy.sparse.csr_array(spread, shape=size)
        total = np.maximum(np.asarray(onto.sum(axis=1)).ravel(), 1e-9)
        self._onto = scipy.sparse.diags_array(1.0 / total) @ onto

    def __call__(self, moves: FloatArray) -> FloatArray:
        """Return the bulge that displacements bring.

        Parameters
        ----------
        moves : (n, 3) float64
            Of the skin, without the jaw, mm.

        Returns
        -------
        (n, 3) float64
            Outward, mm; with the square of the share of area that is lost.
        """
        areas = _face_areas(self._skin.vertices + moves, self._skin)
        squeeze = self._onto @ np.maximum(1.0 - areas / np.maximum(self._areas, 1e-9), 0.0)
        for _ in range(8):
            squeeze = self._averaging @ squeeze
        amount = BULGE_MM * squeeze**2 / BULGE_SCALE
        outward: FloatArray = BULGE_MOST * np.tanh(amount / BULGE_MOST)[:, None] * self._outward
        return outward


def _face_areas(vertices: FloatArray, skin: Mesh) -> FloatArray:
    corner = vertices[skin.faces]
    across = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    areas: FloatArray = 0.5 * np.linalg.norm(across, axis=1)
    return areas
