"""Every way of finding a skull beneath a skin that is compared with ours, behind one signature.

All work on skins in the template's pose and size; what they give is brought back by the caller.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.transforms import Similarity
from core.models.skull import SkullPredictor
from core.models.teeth_curve import TeethRows
from core.training.anatomy import Anatomy, pose_of
from core.training.autoskull_training import AutoSkullTraining, train_autoskull
from core.training.cohort import Cohort
from core.training.looked_at import LookedAt
from core.training.skull_design import design_predictor
from core.training.skull_statistics import fit_predictor
from core.training.skull_training import on_own_vertices

REGRESSION_SKIN, REGRESSION_SKULL = 30, 30
"""Components of the linear regression from skin to skull."""
RIDGE = 1.0
"""Of that regression, square mm."""
TEETH_SAMPLES = 1500
"""Points per arch in the data vector: enough for the teeth to weigh against skin and skull."""


@dataclass(frozen=True, eq=False)
class Posed:
    """People in the template's pose and size.

    Attributes
    ----------
    poses : tuple of Similarity
        From each person to the template.
    skin : (m, N_skin, 3) float32
        mm.
    skull : (m, N_skull, 3) float32
        mm.
    trust : (m, N_skin) float64
        How far each skin vertex was seen.
    """

    poses: tuple[Similarity, ...]
    skin: FloatArray
    skull: FloatArray
    trust: FloatArray


Method = Callable[[Posed], FloatArray]
"""From people to their skulls (m, N_skull, 3), posed, mm."""


def pose_people(cohort: Cohort, anatomy: Anatomy, looked_at: LookedAt) -> Posed:
    """Bring whole people to the template's pose and size.

    Parameters
    ----------
    cohort : Cohort
        With all skin vertices kept.
    anatomy : Anatomy
        Gives the template.
    looked_at : LookedAt
        Vertices that pose.

    Returns
    -------
    Posed
        Everything seen.
    """
    poses = tuple(
        pose_of(skin.astype(np.float64), anatomy.skin, looked_at) for skin in cohort.skins
    )
    skin = [p.apply(s).astype(np.float32) for p, s in zip(poses, cohort.skins, strict=True)]
    skull = [p.apply(s).astype(np.float32) for p, s in zip(poses, cohort.skulls, strict=True)]
    trust = np.ones(cohort.skins.shape[:2])
    return Posed(poses, np.array(skin), np.array(skull), trust)


def build_methods(
    anatomy: Anatomy, looked_at: LookedAt, cohort: Cohort, people: Posed, teeth: TeethRows
) -> dict[str, Method]:
    """Train everything that is compared.

    Parameters
    ----------
    anatomy : Anatomy
        With the training heads only.
    looked_at : LookedAt
        Skin vertices that statistics look at.
    cohort : Cohort
        The training people, all skin vertices kept.
    people : Posed
        The same, posed.
    teeth : TeethRows
        Of the template skull.

    Returns
    -------
    dict of str to Method
        ``mean_skull``, ``warped_template``, ``regression``, ``ppca``, ``autoskull_published``
        (guess: the generic skull), ``autoskull`` and ``autoskull_plus`` (guess: ours), ``ours``.
    """
    index = looked_at.index
    mean = people.skull.mean(axis=0, dtype=np.float64)
    data = {"skin": people.skin[:, index], "skull": people.skull}
    seen = Cohort(cohort.skins[:, index], cohort.skulls, cohort.identity)
    everyone = np.ones(len(seen.identity), dtype=bool)
    own = LookedAt(np.arange(len(index)), looked_at.weight)
    mean_skin, pocket = anatomy.mean_head[index], anatomy.template.pocket
    ppca = fit_predictor(seen, everyone, own, anatomy.template.mesh, mean_skin, pocket)
    ours = on_own_vertices(design_predictor(anatomy, looked_at))
    guesses = _unseen_guesses(anatomy, looked_at, cohort, people)
    published = train_autoskull(data, AutoSkullTraining())
    corrected = train_autoskull(data, AutoSkullTraining(straight=True), guesses)
    with_teeth = {**data, "teeth": teeth_of(people.skull, teeth)}
    plus = train_autoskull(with_teeth, AutoSkullTraining(straight=True), guesses)

    def predicted(predictor: SkullPredictor) -> Method:
        return lambda posed: _predict(
            predictor, posed.poses, posed.skin[:, index], posed.trust[:, index]
        )

    return {
        "mean_skull": lambda posed: np.broadcast_to(mean, posed.skull.shape),
        "warped_template": lambda posed: warped(anatomy, posed),
        "regression": regression(data, index),
        "ppca": predicted(ppca),
        "autoskull_published": lambda posed: published.predict({"skin": posed.skin[:, index]}),
        "autoskull": lambda posed: corrected.predict(
            {"skin": posed.skin[:, index]}, predicted(ours)(posed)
        ),
        "autoskull_plus": lambda posed: plus.predict(
            {"skin": posed.skin[:, index], "teeth": teeth_of(posed.skull, teeth)},
            predicted(ours)(posed),
        ),
        "ours": predicted(ours),
    }


def _predict(
    predictor: SkullPredictor, poses: Sequence[Similarity], skins: FloatArray, trust: FloatArray
) -> FloatArray:
    """Return posed skulls; the predictor sees people in their own size, which is evidence."""
    found = [
        pose.apply(predictor.predict(pose.inverse().apply(skin.astype(np.float64)), seen).vertices)
        for pose, skin, seen in zip(poses, skins, trust, strict=True)
    ]
    return np.array(found)


def _unseen_guesses(
    anatomy: Anatomy, looked_at: LookedAt, cohort: Cohort, people: Posed
) -> FloatArray:
    """Return our skull of every training person by a predictor that has not seen their head."""
    index = looked_at.index
    guesses = np.empty(people.skull.shape)
    even = np.arange(len(anatomy.heads)) % 2 == 0
    for learnt in (even, ~even):
        seen = anatomy.with_heads(np.flatnonzero(learnt))
        predictor = on_own_vertices(design_predictor(seen, looked_at))
        rows = np.flatnonzero(~learnt[cohort.identity])
        poses = [people.poses[row] for row in rows]
        guesses[rows] = _predict(
            predictor, poses, people.skin[rows][:, index], people.trust[rows][:, index]
        )
    return guesses


def warped(anatomy: Anatomy, posed: Posed) -> FloatArray:
    """Return the template skull carried along by skins, tissue being of mean depth.

    Parameters
    ----------
    anatomy : Anatomy
        Template and carrier.
    posed : Posed
        People.

    Returns
    -------
    (m, N_skull, 3) float64
        The classical forensic way, inverted; mm.
    """
    carriers = anatomy.carrier.indices
    moves = posed.skin[:, carriers] - anatomy.skin.vertices[carriers]
    carried = [anatomy.carrier.carry(move.astype(np.float64)) for move in moves]
    return anatomy.template.mesh.vertices + np.array(carried)


def regression(data: Mapping[str, FloatArray], index: IntArray) -> Method:
    """Return the linear regression from components of the skin to those of the skull.

    Parameters
    ----------
    data : mapping of str to (m, k, 3) float64
        Posed training skins at `index` and skulls, mm.
    index : (k,) int64
        Skin vertices.

    Returns
    -------
    Method
        As OSSO does for bodies (Keller et al., CVPR 2022), with ridge.
    """
    skin_mean, skin_basis, codes = _components(data["skin"], REGRESSION_SKIN)
    skull_mean, skull_basis, wanted = _components(data["skull"], REGRESSION_SKULL)
    count = len(codes)
    gram = codes.T @ codes + RIDGE * count * np.eye(codes.shape[1])
    weights = np.linalg.solve(gram, codes.T @ wanted)

    def run(posed: Posed) -> FloatArray:
        flat = posed.skin[:, index].reshape(len(posed.skin), -1) - skin_mean
        skulls = skull_mean + (flat @ skin_basis) @ weights @ skull_basis.T
        found: FloatArray = skulls.reshape(len(flat), -1, 3)
        return found

    return run


def teeth_of(skulls: FloatArray, teeth: TeethRows) -> FloatArray:
    """Return the curves of the teeth of skulls (m, n, 3): (m, 2 * TEETH_SAMPLES, 3), mm."""
    return np.array([teeth.curves(skull.astype(np.float64), TEETH_SAMPLES) for skull in skulls])


def _components(points: FloatArray, count: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return mean, orthonormal components (d, q) and the codes (m, q), mm."""
    flat = points.reshape(len(points), -1).astype(np.float64)
    mean = flat.mean(axis=0)
    values, vectors = np.linalg.eigh((flat - mean) @ (flat - mean).T)
    kept = np.argsort(-values)[:count]
    root = np.sqrt(np.maximum(values[kept], 1e-9))
    basis = (flat - mean).T @ (vectors[:, kept] / root)
    return mean, basis, (flat - mean) @ basis
