"""The jaw of a person: its rigid motion in each shape, and how far each skin vertex follows.

With the motions held the weights are a sparse linear problem, with the weights held each motion is
a small Gauss-Newton one; a few alternations settle both. Bone beneath speaks for its own weight,
the louder the thinner the tissue is.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.transforms import Similarity
from core.inference.aim_constraints import BoneConstraints
from core.inference.aim_fill import SmoothFill, mirrored_values
from core.inference.aim_solver import further, jaw_columns, jaw_precision
from core.models.aim_person import motion_twist, twist_motion
from core.models.anatomy import blend_skinned, settled_weights
from core.monitor import Monitor

OFFSET_MM = 8.0
"""Deviation of an expression's own offsets where the jaw moves, mm."""
BOUND, USUAL_DEPTH = 0.12, 8.0
"""Deviation of the weight from the bone's beneath tissue of the usual thickness, mm."""
STIFFNESS = 120.0
"""How strongly weights of neighbours are tied, beside the precision of what is known of them."""
DRAWN = 0.3
"""Precision with which weights are drawn to none."""
ROUNDS = 6
"""Gauss-Newton steps of a motion."""
ALTERNATIONS = 3
"""Of motions and weights."""
FIRM = 0.5
"""Skin of this weight at least tells how the jaw moved."""
OUTLIER_MM = 1.0
"""Distances beyond this count less and less: they are expression, not jaw."""
STILL_MM = 0.3
"""A motion that moves the jaw's skin less than this on average, mm, is none."""


@dataclass(frozen=True, eq=False)
class JawProblem:
    """What is known of a person's jaw.

    Attributes
    ----------
    rest : (n, 3) float64
        Skin at rest, mm.
    template : Mesh
        The template's skin: triangles and mirror images.
    found : BoneConstraints
        Which bone lies beneath, and how deep.
    """

    rest: FloatArray
    template: Mesh
    found: BoneConstraints

    def weights(self, shapes: FloatArray, twists: FloatArray) -> FloatArray:
        """Return the jaw weights that explain shapes best.

        Parameters
        ----------
        shapes : (S, n, 3) float64
            Skins, mm.
        twists : (S, 6) float64
            Jaw motion of each.

        Returns
        -------
        (n,) float64
            0 to 1, smooth, mirror-symmetric.
        """
        depth = np.maximum(self.found.depth, 1.0) / USUAL_DEPTH
        precision = np.where(self.found.known, (BOUND * depth) ** -2, DRAWN)
        wanted = precision * np.where(self.found.known, self.found.jaw, 0.0)
        for shape, twist in zip(shapes, twists, strict=True):
            if not twist.any():
                continue
            moved = twist_motion(twist).apply(self.rest) - self.rest
            precision = precision + (moved**2).sum(axis=1) / OFFSET_MM**2
            wanted = wanted + ((shape - self.rest) * moved).sum(axis=1) / OFFSET_MM**2
        smooth = SmoothFill(self.template)(precision, wanted / precision, STIFFNESS)
        return settled_weights(0.5 * (smooth + mirrored_values(self.template, smooth)))

    def motion(self, shape: FloatArray, jaw: FloatArray) -> FloatArray:
        """Return the rigid jaw motion in one shape.

        Parameters
        ----------
        shape : (n, 3) float64
            Skin, mm.
        jaw : (n,) float64
            Jaw weights.

        Returns
        -------
        (6,) float64
            Twist; zero where the jaw keeps still.
        """
        firm = jaw > FIRM
        rest, weight, target = self.rest[firm], jaw[firm], shape[firm]
        motion = Similarity.identity()
        prior = np.diag(OUTLIER_MM**2 * jaw_precision())
        for _ in range(ROUNDS):
            left = target - blend_skinned(rest, weight, motion)
            trust = 1.0 / (1.0 + (left**2).sum(axis=1) / OUTLIER_MM**2)
            ahead = jaw_columns(motion.apply(rest), weight)
            matrix = np.einsum("n,nda,ndb->ab", trust, ahead, ahead) + prior
            right = np.einsum("n,nda,nd->a", trust, ahead, left)
            right -= prior @ motion_twist(motion)
            motion = further(motion, np.linalg.solve(matrix, right))
        moved = np.linalg.norm(motion.apply(rest) - rest, axis=1)
        return motion_twist(motion) if moved.mean() > STILL_MM else np.zeros(6)

    def learn(
        self, shapes: FloatArray, monitor: Monitor | None = None
    ) -> tuple[FloatArray, FloatArray]:
        """Return weights and motions found together.

        Parameters
        ----------
        shapes : (S, n, 3) float64
            Skins, mm.
        monitor : Monitor, optional
            Progress and cancellation.

        Returns
        -------
        jaw : (n,) float64
            Weights.
        twists : (S, 6) float64
            Motions.
        """
        twists = np.zeros((len(shapes), 6))
        jaw = self.weights(shapes, twists)
        watch = monitor or Monitor()
        for number in range(ALTERNATIONS):
            watch.report(number / ALTERNATIONS, "Learning the jaw")
            if not (jaw > FIRM).any():
                break
            twists = np.array([self.motion(shape, jaw) for shape in shapes])
            jaw = self.weights(shapes, twists)
        return jaw, twists
