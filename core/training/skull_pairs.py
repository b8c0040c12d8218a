"""Learns the skull's statistics anew from real pairs of skin and skull, few or many.

What the bundle knows is the prior of a normal model of skin, skull and size: a mean and a
covariance that count as so many people. Pairs add to both (the normal-inverse-Wishart rule), so
that a few shift the model carefully and hundreds replace it: then it is the probabilistic principal
components of the pairs alone, the AutoSkull paper's own data vector. How much the prior counts is
decided by people left out. Bone that a CT did not show is filled by the posterior given what it
did.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray, IntArray
from core.document.cohort_pair import CohortPair
from core.errors import ScanError
from core.geometry.normals import vertex_normals
from core.geometry.transforms import Similarity, fit_similarity
from core.models.skull import LEAST_TRUST, SkullPredictor
from core.monitor import Monitor

PRIOR_PEOPLE = ((1.0, 16.0), (1.0, 256.0), (16.0, 16.0), (16.0, 256.0), (256.0, 256.0))
"""How many people the bundle's mean, and its covariance, may count as."""
LEAST_PAIRS = 2
"""One pair cannot be left out and learned from."""
FOLDS = 10
"""Rounds of leaving people out at most; fewer pairs are left out one by one."""
SKIN_EMPHASIS = 6.0
"""How much more the skin counts than the bone when components are chosen, as in the bundle's."""
SEEN = 0.5
"""Bone of more trust than this was seen by the CT."""
SEEN_DEVIATION = 0.5
"""How well it was, mm."""
FILLING_POINTS = 300
"""Points seen that fill the rest."""
COVER_90 = 1.6449
"""A normal variable lies within these many deviations with probability 0.9."""


@dataclass(frozen=True, eq=False)
class PairTraining:
    """What was learned from pairs.

    Attributes
    ----------
    predictor : SkullPredictor
        Learned from all pairs.
    report : mapping of str to float
        ``pairs``, how many people the bundle's mean and covariance count as, and on people left
        out, where the CT showed bone: mean distance of corresponding vertices before and after, mm,
        and the share of vertices within the 90 % interval after.
    """

    predictor: SkullPredictor
    report: dict[str, float]


def train_on_pairs(
    base: SkullPredictor, faces: IntArray, pairs: Sequence[CohortPair], monitor: Monitor
) -> PairTraining:
    """Learn a predictor from the bundle's own and real pairs.

    Parameters
    ----------
    base : SkullPredictor
        The bundle's.
    faces : (t, 3) int64
        Triangles of its template skull.
    pairs : sequence of CohortPair
        Of the same bundle, at least `LEAST_PAIRS`.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    PairTraining
        With what people left out say.

    Raises
    ------
    ScanError
        When there are too few pairs.
    CancelledError
        When the monitor was cancelled.
    """
    if len(pairs) < LEAST_PAIRS:
        raise ScanError(
            f"{len(pairs)} pair cannot tell how much to believe it: add at least "
            f"{LEAST_PAIRS} by 'nasion cohort add'."
        )
    monitor.report(0.0, "Filling what the CTs did not show")
    learner = _Learner.of(base, faces, pairs)
    everyone = np.arange(len(pairs))
    folds = np.array_split(everyone, min(FOLDS, len(pairs)))
    before = _Judged.of([_judge(base, pair) for pair in pairs])
    tried: list[tuple[Prior, _Judged]] = []
    for number, people in enumerate(PRIOR_PEOPLE):
        found = []
        for fold in folds:
            monitor.report(0.1 + 0.8 * number / len(PRIOR_PEOPLE), "Leaving people out")
            learned = learner.learn(np.setdiff1d(everyone, fold), people)
            found += [_judge(learned, pairs[int(row)]) for row in fold]
        tried.append((people, _Judged.of(found)))
    people, best = min(tried, key=lambda one: one[1].error)
    unmodelled = best.missing_deviation()
    predictor = replace(learner.learn(everyone, people), unmodelled=unmodelled)
    monitor.report(1.0, "Learned")
    report = {
        "pairs": float(len(pairs)),
        "pairs_prior_mean_people": people[0],
        "pairs_prior_covariance_people": people[1],
        "pairs_left_out_error_before": before.error,
        "pairs_left_out_error": best.error,
        "pairs_left_out_coverage_90": best.coverage(unmodelled),
        "pairs_unmodelled_deviation": unmodelled,
    }
    return PairTraining(predictor, report)


Prior = tuple[float, float]
"""How many people the bundle's mean and covariance count as."""


@dataclass(frozen=True, eq=False)
class _Judged:
    """People left out: mean error, and distances along the normal with what was stated."""

    error: float
    along: FloatArray
    stated: FloatArray

    @classmethod
    def of(cls, people: Sequence[tuple[FloatArray, FloatArray, FloatArray]]) -> "_Judged":
        apart, along, stated = (np.concatenate(part) for part in zip(*people, strict=True))
        return cls(float(apart.mean()), along, stated)

    def coverage(self, unmodelled: float) -> float:
        """Return the share of vertices within the 90 % interval with a deviation added."""
        stated = np.hypot(self.stated, unmodelled)
        return float((self.along < COVER_90 * stated).mean())

    def missing_deviation(self) -> float:
        """Return the deviation to be added for the 90 % interval to hold nine tenths, mm."""
        low, high = 0.0, float(self.along.max(initial=0.0))
        for _ in range(40):
            middle = 0.5 * (low + high)
            low, high = (middle, high) if self.coverage(middle) < 0.9 else (low, middle)
        return high


def _judge(
    predictor: SkullPredictor, pair: CohortPair
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return errors where the CT showed bone: apart, along the normal, and deviations, mm."""
    found = predictor.predict(pair.skin, pair.skin_trust)
    seen = pair.skull_trust > SEEN
    off = (pair.skull - found.vertices)[seen]
    normals = (predictor.skull_normals @ found.pose.rotation)[seen]
    return np.linalg.norm(off, axis=1), np.abs((off * normals).sum(axis=1)), found.std_mm[seen]


@dataclass(frozen=True, eq=False)
class _Learner:
    """The bundle's causes and the pairs' offsets from its mean, side by side."""

    base: SkullPredictor
    faces: IntArray
    skin: FloatArray
    skull: FloatArray
    size: FloatArray
    scale: float
    gram: FloatArray

    @classmethod
    def of(cls, base: SkullPredictor, faces: IntArray, pairs: Sequence[CohortPair]) -> "_Learner":
        rows = [_offsets(base, pair) for pair in pairs]
        skin = np.concatenate(
            [base.skin_basis, np.stack([row[0] for row in rows], axis=2)], axis=2
        ).reshape(-1, base.skin_basis.shape[2] + len(pairs))
        skull = np.concatenate(
            [base.skull_basis, np.stack([row[1] for row in rows], axis=2)], axis=2
        ).reshape(-1, skin.shape[1])
        size = np.concatenate([base.size_basis, [row[2] for row in rows]])
        scale = SKIN_EMPHASIS * np.sqrt(len(skull) / len(skin))
        gram = scale**2 * skin.T @ skin + skull.T @ skull
        return cls(base, faces, skin, skull, size, float(scale), gram)

    def learn(self, rows: IntArray, people: Prior) -> SkullPredictor:
        """Return the predictor of some of the pairs, the bundle counting as so many people."""
        base, codes = self.base, self.base.skin_basis.shape[2]
        mix, mean = self._mixture(rows, people)
        values, turned = np.linalg.eigh(mix.T @ self.gram @ mix)
        kept = mix @ turned[:, np.argsort(-values)[:codes]]
        left = mix @ turned[:, np.argsort(-values)[codes:]]
        skull_mean = base.skull_mean + (self.skull @ mean).reshape(base.skull_mean.shape)
        normals = vertex_normals(skull_mean, self.faces)
        share = people[1] / (people[1] + len(rows))
        lost = (self.skull @ left).reshape(len(skull_mean), 3, -1)
        along = np.einsum("nkq,nk->nq", lost, normals)
        return replace(
            base,
            skin_mean=base.skin_mean + (self.skin @ mean).reshape(base.skin_mean.shape),
            skin_basis=(self.skin @ kept).reshape(*base.skin_mean.shape, -1),
            skin_variance=share * base.skin_variance
            + float(((self.skin @ left) ** 2).sum()) / len(self.skin),
            size_basis=self.size @ kept,
            size_variance=share * base.size_variance
            + float(((self.size @ left) ** 2).sum())
            + 1e-4,
            skull_mean=skull_mean,
            skull_normals=normals,
            skull_basis=(self.skull @ kept).reshape(*skull_mean.shape, -1),
            skull_variance=share * base.skull_variance + (along**2).sum(axis=1),
        )

    def _mixture(self, rows: IntArray, people: Prior) -> tuple[FloatArray, FloatArray]:
        """Return causes (columns, q) and mean shift (columns,) as mixtures of the columns.

        Notes
        -----
        Posterior mean and expected covariance of a normal under a normal-inverse-Wishart prior
        (Gelman et al., "Bayesian Data Analysis", section 3.6).
        """
        codes, count = self.base.skin_basis.shape[2], len(rows)
        of_mean, of_covariance = people
        total = of_covariance + count
        columns = len(self.gram)
        mean = np.zeros(columns)
        mean[codes + rows] = 1.0 / count
        own = np.zeros((columns, codes))
        own[:codes] = np.sqrt(of_covariance / total) * np.eye(codes)
        apart = np.zeros((columns, count))
        apart[codes + rows, np.arange(count)] = 1.0
        apart = (apart - mean[:, None]) / np.sqrt(total)
        shift = np.sqrt(of_mean * count / (of_mean + count) / total) * mean[:, None]
        return np.hstack([own, apart, shift]), mean * count / (of_mean + count)


def _offsets(base: SkullPredictor, pair: CohortPair) -> tuple[FloatArray, FloatArray, float]:
    """Return a person's posed skin and skull less the bundle's mean, and logarithm of size."""
    trust = np.maximum(pair.skin_trust[base.skin_index], LEAST_TRUST)
    skin = pair.skin[base.skin_index]
    pose: Similarity = fit_similarity(skin, base.skin_mean, base.skin_weight * trust)
    found = base.predict(pair.skin, pair.skin_trust)
    seen = np.flatnonzero(pair.skull_trust > SEEN)
    if len(seen):
        chosen = seen[:: max(1, len(seen) // FILLING_POINTS)]
        found = found.condition(chosen, pair.skull[chosen], SEEN_DEVIATION)
    believed = pair.skull_trust[:, None]
    whole = believed * pair.skull + (1.0 - believed) * found.vertices
    skull_trust = trust[:, None]
    expected = base.skin_mean + base.skin_basis @ found.codes
    shown = skull_trust * pose.apply(skin) + (1.0 - skull_trust) * expected
    return shown - base.skin_mean, pose.apply(whole) - base.skull_mean, -float(np.log(pose.scale))
