"""Actors: people whose every face is known, for measuring what explains unseen ones.

An actor has a resting skin, a skull, the population's expressions in a dialect of his own and the
soft tissue of `core.evaluation.aim_tissue`. The same tissue makes the shapes that models may learn
from and the frames that they have not seen, as one real person's scans would; only the frames wear
bumps that no shape explains. A model with the population's expressions, or linear in its weights,
does not hold these faces by construction, and neither does AIM.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.bundles.bundle import Bundle
from core.evaluation.aim_tissue import (
    Bulge,
    Condyles,
    JawPose,
    follow_weights,
    smooth_noise,
)
from core.geometry.mesh import Mesh
from core.geometry.thickness import anatomy_normals
from core.geometry.transforms import Similarity
from core.inference.skull_from_skin import JAW_LABELS, SkullEstimate

Activations = Mapping[str, float]
"""Weights of the population's expressions by name, 0 to 1; what is left out is 0."""

JAW_AT_FULL = {
    "jawOpen": JawPose(open_deg=25.0),
    "jawLeft": JawPose(yaw_deg=4.0),
    "jawRight": JawPose(yaw_deg=-4.0),
    "jawForward": JawPose(forward_mm=6.0),
}
"""What these expressions do to the mandible at full activation."""
DIALECT = 0.2
"""Deviation by which a person's expression differs from the population's, of its displacement."""
DIALECT_GRAIN, PATH_GRAIN, CORRECTIVE_GRAIN = 28.0, 28.0, 14.0
"""Of the random fields behind them, mm."""
CURVED = 0.35
"""Deviation of how far ahead or behind skin is on its way to full activation; see `Actor.moves`."""
LIFTED = 0.25
"""The same across the way, outwards."""
CORRECTIVES = 80
"""Pairs of expressions with a shape of their own."""
CORRECTIVE_MM = 1.0
"""Deviation of that shape where both move the skin most, both at full activation."""
LEAST_OVERLAP = 0.15
"""Pairs move the same skin by at least this cosine of the lengths of their displacements."""
BUMP_MM, BUMP_WIDTHS, BUMPS = 0.4, (6.0, 14.0), 5
"""Deviation of the height, range of the widths and number of a frame's own bumps, mm."""


@dataclass(frozen=True, eq=False)
class Face:
    """One face of an actor.

    Attributes
    ----------
    skin : (N_skin, 3) float64
        True skin, head frame, mm.
    jaw : Similarity
        True motion of the mandible.
    """

    skin: FloatArray
    jaw: Similarity


class Actor:
    """One person.

    Parameters
    ----------
    name : str
        As in the table.
    bundle : Bundle
        Supplies template and landmarks.
    resting : Mesh
        The person's skin at rest on the template's topology, head frame, mm.
    skull : SkullEstimate
        The true skull at rest.
    expressions : mapping of str to (N_skin, 3) float
        The population's on this person, displacement at full weight, mm.
    seed : int
        Of the person's dialect and tissue.
    """

    def __init__(
        self,
        name: str,
        bundle: Bundle,
        resting: Mesh,
        skull: SkullEstimate,
        expressions: Mapping[str, FloatArray],
        seed: int,
    ) -> None:
        template = bundle.template
        self.name, self.resting, self.skull = name, resting, skull
        self.names = tuple(expressions)
        self.seed = seed
        bone, jaw = skull.mesh.vertices, np.isin(skull.labels, JAW_LABELS)
        places = (template.skull_landmarks[f"condylion_{side}"] for side in ("left", "right"))
        self.condyles = Condyles(*(bone[place] for place in places))
        self.follow = follow_weights(template.skin, resting, bone[~jaw], bone[jaw])
        self._outward = anatomy_normals(resting)
        self._bulge = Bulge(resting)
        self._own = self._dialect(expressions)
        self._ahead, self._lift = (
            deviation * smooth_noise(resting.vertices, PATH_GRAIN, len(self.names), [seed, at])
            for at, deviation in ((1, CURVED), (2, LIFTED))
        )
        self._pairs = self._correctives()

    def _dialect(self, expressions: Mapping[str, FloatArray]) -> FloatArray:
        """Return the muscles' displacements without the jaw's, (E, N_skin, 3) mm."""
        rest, count = self.resting.vertices, len(expressions)
        longer, lifted = (
            DIALECT * smooth_noise(rest, DIALECT_GRAIN, count, [self.seed, 5 + at]).T[..., None]
            for at in range(2)
        )
        own = np.empty((count, *rest.shape))
        for number, (name, move) in enumerate(expressions.items()):
            posed = rest + move
            if name in JAW_AT_FULL:
                posed = self._carried_back(posed, JAW_AT_FULL[name])
            muscle = posed - rest
            size = np.linalg.norm(muscle, axis=1, keepdims=True)
            own[number] = (1.0 + longer[number]) * muscle + lifted[number] * size * self._outward
        return own

    def _correctives(self) -> list[tuple[int, int, FloatArray]]:
        """Return pairs of expressions and their shapes, (N_skin, 3) mm."""
        length = np.linalg.norm(self._own, axis=2)
        scaled = length / np.maximum(np.linalg.norm(length, axis=1, keepdims=True), 1e-9)
        overlap = np.triu(scaled @ scaled.T, 1)
        first, second = np.nonzero(overlap > LEAST_OVERLAP)
        drawn = np.random.default_rng([self.seed, 3]).permutation(len(first))[:CORRECTIVES]
        fields = smooth_noise(
            self.resting.vertices, CORRECTIVE_GRAIN, 3 * len(drawn), [self.seed, 4]
        ).reshape(-1, len(drawn), 3)
        pairs = []
        for at, (i, j) in enumerate(zip(first[drawn], second[drawn], strict=True)):
            both = np.sqrt(length[i] * length[j])
            window = both / max(float(both.max()), 1e-9)
            pairs.append((int(i), int(j), CORRECTIVE_MM * window[:, None] * fields[:, at]))
        return pairs

    def moves(self, activations: Activations) -> FloatArray:
        """Return what muscles and soft tissue do to the skin, before the jaw carries it.

        Parameters
        ----------
        activations : mapping of str to float
            By expression.

        Returns
        -------
        (N_skin, 3) float64
            mm. Every point reaches full activation by a way of its own: at activation a it has gone
            the share a + c a (1 - a), and is lifted by l a (1 - a) of the way.
        """
        weights = np.array([activations.get(name, 0.0) for name in self.names])
        moved = np.zeros_like(self.resting.vertices)
        for number in np.flatnonzero(weights):
            weight, own = weights[number], self._own[number]
            bend = weight * (1.0 - weight)
            share = weight + bend * self._ahead[:, number]
            size = np.linalg.norm(own, axis=1)
            lift = bend * self._lift[:, number] * size
            moved += share[:, None] * own + lift[:, None] * self._outward
        for i, j, shape in self._pairs:
            if weights[i] and weights[j]:
                moved += weights[i] * weights[j] * shape
        return moved + self._bulge(moved)

    def jaw_pose(self, activations: Activations, extra: JawPose | None = None) -> JawPose:
        """Return what the jaw does.

        Parameters
        ----------
        activations : mapping of str to float
            By expression.
        extra : JawPose, optional
            Beside what the expressions do: jaws are free of faces.

        Returns
        -------
        JawPose
            Their sum; a jaw opens no wider than 30 degrees and never closes through itself.
        """
        poses = [(activations.get(name, 0.0), full) for name, full in JAW_AT_FULL.items()]
        poses.append((1.0, extra or JawPose()))
        opened = sum(weight * pose.open_deg for weight, pose in poses)
        yaw = sum(weight * pose.yaw_deg for weight, pose in poses)
        forward = sum(weight * pose.forward_mm for weight, pose in poses)
        return JawPose(float(np.clip(opened, 0.0, 30.0)), yaw, forward)

    def face(
        self,
        activations: Activations,
        extra: JawPose | None = None,
        bumps: FloatArray | None = None,
    ) -> Face:
        """Return a face.

        Parameters
        ----------
        activations : mapping of str to float
            By expression.
        extra : JawPose, optional
            Of the jaw, beside the expressions.
        bumps : (N_skin,) float64, optional
            Outward, mm.

        Returns
        -------
        Face
            Neutral and at rest for no activations.
        """
        skin = self.resting.vertices + self.moves(activations)
        if bumps is not None:
            skin = skin + bumps[:, None] * self._outward
        pose = self.jaw_pose(activations, extra)
        rotation, move = self.condyles.carried(pose, self.follow)
        posed = np.einsum("nij,nj->ni", rotation, skin) + move
        return Face(posed, self.condyles.motion(pose))

    def bumps(self, random: np.random.Generator, face_mask: BoolArray) -> FloatArray:
        """Draw local bumps that no activation explains.

        Parameters
        ----------
        random : numpy.random.Generator
            Where they lie, how high and how wide they are.
        face_mask : (N_skin,) bool
            Where they may lie.

        Returns
        -------
        (N_skin,) float64
            mm.
        """
        centres = self.resting.vertices[random.choice(np.flatnonzero(face_mask), BUMPS)]
        heights = BUMP_MM * random.normal(size=BUMPS)
        widths = random.uniform(*BUMP_WIDTHS, BUMPS)
        offsets = self.resting.vertices[:, None] - centres
        squared = (offsets**2).sum(axis=2) / widths**2
        total: FloatArray = np.exp(-0.5 * squared) @ heights
        return total

    def skull_of(self, face: Face) -> Mesh:
        """Return the true skull beneath a face.

        Parameters
        ----------
        face : Face
            Of this actor.

        Returns
        -------
        Mesh
            Its mandible moved, mm.
        """
        return self.skull.with_jaw(face.jaw).mesh

    def _carried_back(self, posed: FloatArray, pose: JawPose) -> FloatArray:
        rotation, move = self.condyles.carried(pose, self.follow)
        back: FloatArray = np.einsum("nji,nj->ni", rotation, posed - move)
        return back
