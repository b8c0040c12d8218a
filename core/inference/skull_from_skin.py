"""Infers the skull beneath a fitted skin, inside it.

That bone lies under skin is an observation like any other: where the likeliest bone would come
too near, the posterior is conditioned on its keeping clear, which moves all bone that goes with
it. What is left after that, tenths of a millimetre, is pushed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.document.state import KnownBone, KnownPoint
from core.errors import EditError
from core.geometry.clearance import (
    FOLD_SMOOTHING,
    SMALLEST_CLEARANCE,
    Clearance,
    clear_skin,
    outer_skin,
)
from core.geometry.mesh import Mesh
from core.geometry.template import SKULL_LABELS, Template
from core.geometry.thickness import anatomy_normals
from core.geometry.transforms import Similarity
from core.inference.narrowing import Narrowing
from core.models.skull import SkullPredictor
from core.models.skull_posterior import SkullPrediction
from core.monitor import stop_if_cancelled

CLEARANCE_ROUNDS = 3
"""Conditionings on the clearance; what is left is pushed."""
CLEARANCE_POINTS = 48
"""Vertices that are conditioned on in one round: their neighbours follow."""
CLEARANCE_DEVIATION = 1.0
"""How exactly the clearance is asked for, mm: registered skin is no more exact."""
LARGEST_MOVE = 4.0
"""One round asks for no more than this, mm: the posterior is only locally straight."""
WORTH_ASKING = 1.0
"""Less than this lacking is left to the push, mm."""
BELIEVED = 0.5
"""Skin of more trust than this judges the bone; the rest of it follows the model, not the scan."""
PROXY_STEP = 4
"""Every so manieth vertex is judged in these rounds: bone between them follows; the push judges
all."""
POINT_DISTANCE = 8.0
"""Points conditioned on lie this far apart at least, mm."""
JAW_LABELS = tuple(SKULL_LABELS.index(name) for name in ("mandible", "lower_teeth"))
"""What the mandible carries along."""


@dataclass(frozen=True, eq=False)
class SkullEstimate:
    """A person's inferred skull.

    Attributes
    ----------
    mesh : Mesh
        On the template skull's topology, head frame, mm.
    labels : (N_skull,) int64
        Index into `core.geometry.template.SKULL_LABELS`.
    given_std : (N_skull,) float64 or None
        Standard deviation along the bone's normal, mm; None where the posterior tells it.
    narrowing : Narrowing or None
        The posterior behind it, with all bone that is known.
    outer_skin : Mesh or None
        What the bone is kept inside of.
    """

    mesh: Mesh
    labels: IntArray
    given_std: FloatArray | None
    narrowing: Narrowing | None = None
    outer_skin: Mesh | None = None

    @cached_property
    def std_mm(self) -> FloatArray:
        """Standard deviation along the bone's normal, (N_skull,) mm; found when first asked for."""
        if self.given_std is not None:
            return self.given_std
        return self._posterior()[0].std_mm

    @property
    def prediction(self) -> SkullPrediction | None:
        """The posterior of the codes, narrowed by what is known."""
        return None if self.narrowing is None else self.narrowing.prediction

    def condition(
        self, vertices: IntArray, points: FloatArray, deviation: FloatArray | float = 1.0
    ) -> "SkullEstimate":
        """Return the estimate once points of the bone are known: palpated, teeth, a partial CT.

        Parameters
        ----------
        vertices : (m,) int64
            Skull vertices.
        points : (m, 3) float64
            Where they lie, head frame, mm.
        deviation : (m,) float64 or float
            How well each is known, mm.

        Returns
        -------
        SkullEstimate
            Nearer to the points and surer around them, at once.

        Raises
        ------
        EditError
            When this estimate carries no posterior.
        """
        errors = np.broadcast_to(np.asarray(deviation, dtype=np.float64), (len(vertices),))
        bones = [
            KnownBone(
                f"{error:g}",
                tuple(
                    KnownPoint((int(vertex),), (float(x), float(y), float(z)))
                    for vertex, (x, y, z) in zip(
                        vertices[errors == error], points[errors == error], strict=True
                    )
                ),
                float(error),
            )
            for error in np.unique(errors)
        ]
        return self.with_known(bones)

    def with_known(self, known: Sequence[KnownBone]) -> "SkullEstimate":
        """Return the estimate once bone is known, in the words of the document.

        Parameters
        ----------
        known : sequence of KnownBone
            Added to what is known already; places in the head frame, mm.

        Returns
        -------
        SkullEstimate
            Nearer to it and surer around it, still inside the skin.

        Raises
        ------
        EditError
            When this estimate carries no posterior, or it names vertices that the skull lacks.
        """
        if not known:
            return self
        narrowing, skin = self._posterior()
        narrowed = replace(narrowing, known=(*narrowing.known, *known))
        return _estimate(narrowed, self.mesh, self.labels, skin)

    def samples(self, count: int, seed: int = 0) -> FloatArray:
        """Return skulls that the skin allows.

        Parameters
        ----------
        count : int
            How many.
        seed : int
            Same seed, same skulls.

        Returns
        -------
        (count, N_skull, 3) float64
            Head frame, mm; each kept inside the skin.

        Raises
        ------
        EditError
            When this estimate carries no posterior.
        """
        narrowing, skin = self._posterior()
        drawn = narrowing.samples(count, seed)
        return np.array([clear_skin(self.mesh.with_vertices(v), skin).vertices for v in drawn])

    def distance(self, first: int, second: int) -> tuple[float, float]:
        """Return a distance on the bone and how sure it is.

        Parameters
        ----------
        first, second : int
            Skull vertices.

        Returns
        -------
        length, deviation : float
            mm.
        """
        across = self.mesh.vertices[first] - self.mesh.vertices[second]
        length = float(np.linalg.norm(across))
        if length == 0.0:
            return 0.0, 0.0
        narrowing, _ = self._posterior()
        gradient = np.array([across, -across]) / length
        return length, narrowing.measure_deviation(np.array([first, second]), gradient)

    def _posterior(self) -> tuple[Narrowing, Mesh]:
        if self.narrowing is None or self.outer_skin is None:
            raise EditError("This skull was not inferred from a skin; infer it again to ask this.")
        return self.narrowing, self.outer_skin

    def with_jaw(self, motion: Similarity) -> "SkullEstimate":
        """Return the skull with the mandible and its teeth moved.

        Parameters
        ----------
        motion : Similarity
            Rigid, head frame, mm.

        Returns
        -------
        SkullEstimate
            Everything else is as it was.
        """
        jaw = np.isin(self.labels, JAW_LABELS)
        vertices = np.where(jaw[:, None], motion.apply(self.mesh.vertices), self.mesh.vertices)
        return replace(self, mesh=self.mesh.with_vertices(vertices))


def infer_skull(
    predictor: SkullPredictor,
    template: Template,
    skin_mesh: Mesh,
    trust: FloatArray | None = None,
) -> SkullEstimate:
    """Return the most likely skull beneath a skin, nowhere nearer to it than tissue allows.

    Parameters
    ----------
    predictor : SkullPredictor
        From the same bundle as the template.
    template : Template
        Gives the skull's triangles and labels.
    skin_mesh : Mesh
        The person's skin on the template's topology, head frame, mm.
    trust : (N_skin,) float64, optional
        0 to 1 per skin vertex: how far it was really seen.

    Returns
    -------
    SkullEstimate
        Teeth may stand in the pocket between the lips; everything else is inside the skin.
    """
    prediction = predictor.predict(skin_mesh.vertices, trust)
    stop_if_cancelled()
    skin = outer_skin(skin_mesh, predictor.pocket)
    stop_if_cancelled()
    clearance = Clearance(skin, inward_ways(template))
    seen = np.ones(skin.vertex_count, dtype=bool) if trust is None else trust > BELIEVED
    teeth = template.skull_labels >= SKULL_LABELS.index("upper_teeth")
    inside = _kept_inside(prediction, clearance, seen, ~teeth)
    stop_if_cancelled()
    narrowing = Narrowing(inside, predictor.unmodelled, ())
    return _estimate(narrowing, template.skull, template.skull_labels, skin, clearance)


@lru_cache(maxsize=2)
def inward_ways(template: Template) -> FloatArray:
    """Return the way into the head at each vertex of a template's skin.

    Parameters
    ----------
    template : Template
        Whose skin.

    Returns
    -------
    (N_skin, 3) float64
        Unit directions; people hardly differ in them.
    """
    return -anatomy_normals(template.skin, FOLD_SMOOTHING)


def _estimate(
    narrowing: Narrowing,
    triangles: Mesh,
    labels: IntArray,
    skin: Mesh,
    clearance: Clearance | None = None,
) -> SkullEstimate:
    stop_if_cancelled()
    bone = triangles.with_vertices(narrowing.vertices)
    cleared = clear_skin(bone, skin, SMALLEST_CLEARANCE, clearance=clearance)
    return SkullEstimate(cleared, labels, None, narrowing, skin)


def _kept_inside(
    prediction: SkullPrediction, clearance: Clearance, seen: BoolArray, bone: BoolArray
) -> SkullPrediction:
    """Return the posterior conditioned on the bone's clearance where the mean lacks it.

    Teeth are left to the push: open lips say nothing about them.
    """
    asked = np.flatnonzero(bone)[::PROXY_STEP]
    places = prediction.vertices[asked]
    at, lack, inward, nearest = clearance.lack(prediction.vertices)
    place = np.full(len(bone), -1)
    place[asked] = np.arange(len(asked))
    mine = place[at] >= 0
    at, lack, inward, nearest = place[at[mine]], lack[mine], inward[mine], nearest[mine]
    for number in range(CLEARANCE_ROUNDS):
        if number:
            places = prediction.shape(prediction.codes, asked)
            at, lack, inward, nearest = clearance.lack(places, among=asked)
        worth = seen[nearest] & (lack > WORTH_ASKING)
        at, lack, inward = at[worth], lack[worth], inward[worth]
        chosen = _worst(places[at], lack)
        if len(chosen) == 0:
            break
        moves = np.minimum(lack[chosen], LARGEST_MOVE)
        prediction = prediction.condition_along(
            asked[at[chosen]], inward[chosen], moves, CLEARANCE_DEVIATION
        )
    return prediction


def _worst(vertices: FloatArray, lack: FloatArray) -> IntArray:
    """Return which vertices lack most, apart from each other."""
    chosen: list[int] = []
    for vertex in np.argsort(-lack):
        near = np.linalg.norm(vertices[chosen] - vertices[vertex], axis=1)
        if not chosen or near.min() > POINT_DISTANCE:
            chosen.append(int(vertex))
        if len(chosen) == CLEARANCE_POINTS:
            break
    return np.array(chosen, dtype=np.int64)
