"""Finds how a head stands in every frame of a recording, whatever it does with its face.

A head turns and speaks at once, so the pose is found together with the expression: the distances
of the person's skin to the tangent planes of the frame are linear in the weights and in a small
motion. The frame before is where the next one starts.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import BoolArray, FloatArray
from core.geometry.mesh import Mesh
from core.geometry.transforms import Similarity, fit_similarity
from core.inference.bounded import minimise_bounded
from core.inference.correspondence import Partners, ScanPartners
from core.inference.performance_player import Puppet

FIRST_ROUNDS = (10.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.5, 2.0, 2.0, 2.0)
"""Tolerances of partners in the first frame, mm."""
NEXT_ROUNDS = (5.0, 4.0, 3.0, 2.5, 2.0, 2.0)
"""In the others: a head moves by millimetres from frame to frame."""
NOISE_MM = 0.4
"""Deviation of a vertex from the best expression, mm."""
VOICES = 600.0
"""Vertices that count as independent."""
USUAL_WEIGHT = 0.4
"""Deviation of a weight from zero."""
LEAST_SEEN = 0.25
"""Share of the face that must lie on the frame; less means that the head was lost."""
STEADY_MM = 0.1
"""Vertices that no expression moves by more tell the pose of frames in correspondence, mm."""


@dataclass(frozen=True, eq=False)
class Stand:
    """How a head stands in a frame.

    Attributes
    ----------
    pose : Similarity
        From the frame's own coordinates to the head frame, mm.
    weights : (E,) float64
        Of the expressions, 0 to 1.
    seen : float
        Share of the face that lies on the frame, 0 to 1.
    """

    pose: Similarity
    weights: FloatArray
    seen: float

    @property
    def lost(self) -> bool:
        """Whether hardly any of the face was found."""
        return self.seen < LEAST_SEEN


class Tracker:
    """Follows one person through a recording.

    Parameters
    ----------
    puppet : Puppet
        The person.
    face : (N_skin,) bool
        The vertices that are looked at: the face, without the inside of the mouth.
    """

    def __init__(self, puppet: Puppet, face: BoolArray) -> None:
        self._puppet = puppet
        self._rows = np.flatnonzero(face)
        count = len(puppet.names)
        self._moves = puppet.moves.reshape(-1, 3, count)[self._rows]
        reach = np.linalg.norm(puppet.moves.reshape(-1, 3, count), axis=1).max(axis=1)
        self._steadiness = 1.0 / (reach.astype(np.float64) + STEADY_MM) ** 4

    def follow(
        self,
        frame: Mesh,
        start: Similarity,
        weights: FloatArray,
        rounds: tuple[float, ...] = NEXT_ROUNDS,
        *,
        free_scale: bool = False,
    ) -> Stand:
        """Return how the head stands in a frame of any topology.

        Parameters
        ----------
        frame : Mesh
            Clean, in its own coordinates.
        start : Similarity
            Nearly its pose.
        weights : (E,) float64
            Nearly its expression.
        rounds : tuple of float
            Tolerances of partners, mm.
        free_scale : bool
            Whether the frame's unit is not known, so that the scale is found too.

        Returns
        -------
        Stand
            Better.
        """
        placed = frame.with_vertices(start.apply(frame.vertices))
        skin = self._puppet.skin.vertices
        reach = np.stack([skin.min(axis=0) - 20.0, skin.max(axis=0) + 20.0])
        partners = ScanPartners(placed, 1, reach)
        motion, found = Similarity.identity(), weights
        say = np.zeros(len(self._rows))
        for tolerance in rounds:
            posed = self._puppet.skin.with_vertices(motion.apply(self._puppet.posed_skin(found)))
            near = partners.of_template(posed, tolerance)
            say = near.weights[self._rows]
            if say.mean() < LEAST_SEEN:
                break
            motion, found = self._step(motion, posed.vertices[self._rows], near, free_scale)
        return Stand(motion.inverse().after(start), found, float(say.mean()))

    def _step(
        self,
        motion: Similarity,
        posed: FloatArray,
        near: Partners,
        free_scale: bool,  # noqa: FBT001
    ) -> tuple[Similarity, FloatArray]:
        """Return a better motion of the person onto the frame, and better weights."""
        normals, say = near.normals[self._rows], near.weights[self._rows]
        turned = (normals @ motion.rotation).astype(np.float32)
        columns = motion.scale * np.einsum("ned,nd->ne", self._moves.transpose(0, 2, 1), turned)
        rest = motion.apply(self._puppet.skin.vertices[self._rows])
        gap = ((near.places[self._rows] - rest) * normals).sum(axis=1)
        growth = (posed * normals).sum(axis=1, keepdims=True)
        system = np.hstack([columns.astype(np.float64), np.cross(posed, normals), normals, growth])
        heard = min(1.0, VOICES / max(float(say.sum()), 1.0)) / NOISE_MM**2
        heavy = system * (heard * say)[:, None]
        matrix, right = heavy.T @ system, heavy.T @ gap
        count = columns.shape[1]
        firmness = np.full(len(right), 1e-6)
        firmness[:count] = 1.0 / USUAL_WEIGHT**2
        firmness[-1] = 1e-6 if free_scale else 1e12
        matrix[np.diag_indices_from(matrix)] += firmness
        low, high = np.full(len(right), -np.inf), np.full(len(right), np.inf)
        low[:count], high[:count] = 0.0, 1.0
        solved = minimise_bounded(matrix, right, low, high)
        turn = Rotation.from_rotvec(solved[count : count + 3]).as_matrix()
        change = Similarity(1.0 + solved[-1], turn, solved[count + 3 : count + 6])
        return change.after(motion), solved[:count]

    def pose_of_vertices(self, vertices: FloatArray, *, free_scale: bool) -> Similarity:
        """Return the pose of a frame in the template's topology.

        Parameters
        ----------
        vertices : (N_skin, 3) float64
            In the frame's own coordinates.
        free_scale : bool
            Whether its unit is not known.

        Returns
        -------
        Similarity
            To the head frame, mm; told by what no expression moves.
        """
        return fit_similarity(
            vertices, self._puppet.skin.vertices, self._steadiness, with_scale=free_scale
        )
