"""What known bone does to an inferred skull: the posterior of codes and of what they lack, at once.

People differ from the model by more than its codes say. That difference is a smooth random field
over the bone: it has the deviation that every vertex is given for it, and fades over a length. A
known point tells of both codes and field, so that bone near it is known better than the codes alone
could say. Teeth of an intraoral scan come without a place in the head: then only their shape
counts, and the six motions of a rigid body are left free.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.linalg

from core.arrays import FloatArray, IntArray
from core.document.state import KnownBone, KnownPoint
from core.errors import EditError
from core.models.skull_posterior import SkullPrediction

FIELD_LENGTH = 20.0
"""Over about this length the unmodelled difference is alike, mm: neighbouring tissue depths are
correlated over a few centimetres."""
LEAST_FREE_POINTS = 4
"""Fewer points than this have hardly a shape once they may move as a rigid body."""
WAVES = 512
"""Random waves of which a drawn field is made."""
CHUNK = 2048
"""Vertices whose deviation is found at once."""


@dataclass(frozen=True, eq=False)
class Narrowing:
    """A posterior of the skull, narrowed by known bone.

    Attributes
    ----------
    prior : SkullPrediction
        From the skin alone.
    unmodelled : float
        Deviation per axis that the codes lack, head frame, mm.
    known : tuple of KnownBone
        Places in the head frame, mm.
    """

    prior: SkullPrediction
    unmodelled: float
    known: tuple[KnownBone, ...]

    def __post_init__(self) -> None:
        count = len(self.prior.predictor.skull_mean)
        for bone in self.known:
            if any(vertex >= count for point in bone.points for vertex in point.vertices):
                raise EditError(
                    f"Known bone {bone.title!r} belongs to another skull; remove it and give it "
                    "again."
                )

    @cached_property
    def prediction(self) -> SkullPrediction:
        """The posterior of the codes."""
        seen = self._seen
        noise = seen.covariance - seen.rows @ self.prior.covariance @ seen.rows.T
        return self.prior.observed(seen.rows, seen.wanted, noise)

    @cached_property
    def vertices(self) -> FloatArray:
        """Posterior mean of the bone, (N_skull, 3) mm, head frame."""
        model, pose, seen = self.prior.predictor, self.prior.pose, self._seen
        if not len(seen.rows):
            return self.prior.vertices
        moved = model.bone(self.prediction.codes)
        pull = (seen.sides.T @ seen.weights).reshape(-1, 3)
        return pose.inverse().apply(moved + self._kernel(model.skull_mean) @ pull)

    @cached_property
    def std_mm(self) -> FloatArray:
        """Posterior standard deviation along the bone's normal, (N_skull,) mm."""
        model = self.prior.predictor
        along, normals = model.along_normals.astype(np.float64), model.skull_normals
        codes = self.prior.covariance
        before = ((along @ np.linalg.cholesky(codes)) ** 2).sum(axis=1)
        variance = before + model.skull_variance + self._field_variance
        seen = self._seen
        if len(seen.rows):
            crossed = codes @ seen.rows.T
            for start in range(0, len(along), CHUNK):
                part = slice(start, start + CHUNK)
                kernel = self._kernel(model.skull_mean[part])
                field = (kernel[:, :, None] * normals[part][:, None, :]).reshape(len(kernel), -1)
                told = along[part] @ crossed + field @ seen.sides.T
                variance[part] -= seen.explained(told)
        deviation: FloatArray = np.sqrt(np.maximum(variance, 1e-6)) / self.prior.pose.scale
        return deviation

    def measure_deviation(self, vertices: IntArray, gradient: FloatArray) -> float:
        """Return the standard deviation of a measure of a few vertices.

        Parameters
        ----------
        vertices : (k,) int64
            On which the measure depends.
        gradient : (k, 3) float64
            How it changes with each, head frame, units per mm.

        Returns
        -------
        float
            In the measure's unit; to first order.
        """
        model, pose, seen = self.prior.predictor, self.prior.pose, self._seen
        turned = gradient @ pose.rotation.T / pose.scale
        row = np.einsum("nk,nkq->q", turned, model.skull_basis[vertices])
        places = model.skull_mean[vertices]
        within = _alike(places, places) * self._field_variance
        variance = row @ self.prior.covariance @ row
        variance += float(np.einsum("ia,ij,ja->", turned, within, turned))
        variance += float((turned**2).sum(axis=1) @ model.skull_variance[vertices])
        if len(seen.rows):
            field = np.einsum("ia,ij->ja", turned, self._kernel(places)).reshape(-1)
            told = seen.rows @ (self.prior.covariance @ row) + seen.sides @ field
            variance -= float(seen.explained(told[None])[0])
        return float(np.sqrt(max(float(variance), 0.0)))

    def samples(self, count: int, seed: int = 0) -> FloatArray:
        """Return skulls as likely as the posterior says, unmodelled difference included.

        Parameters
        ----------
        count : int
            How many.
        seed : int
            Same seed, same skulls.

        Returns
        -------
        (count, N_skull, 3) float64
            Head frame, mm.

        Notes
        -----
        A draw of the prior is moved by what the known points would have told of it (Matheron's
        rule); the field is drawn as random waves (Rahimi and Recht, 2007).
        """
        model, pose, seen = self.prior.predictor, self.prior.pose, self._seen
        generator = np.random.default_rng(seed)
        root = np.linalg.cholesky(self.prior.covariance)
        drawn = []
        for _ in range(count):
            codes = self.prior.codes + root @ generator.standard_normal(len(root))
            field = self._drawn_field(generator)
            vertices = model.bone(codes) + field(model.skull_mean)
            if len(seen.rows):
                own = seen.rows @ codes + seen.sides @ field(seen.anchors).reshape(-1)
                own += generator.standard_normal(len(own)) @ seen.noise_root.T
                weights = seen.solve(seen.wanted - own)
                pull = (seen.sides.T @ weights).reshape(-1, 3)
                vertices += model.bone(self.prior.covariance @ (seen.rows.T @ weights))
                vertices -= model.skull_mean
                vertices += self._kernel(model.skull_mean) @ pull
            drawn.append(pose.inverse().apply(vertices))
        return np.array(drawn)

    def _drawn_field(self, generator: np.random.Generator) -> "_Waves":
        return _Waves(
            generator.standard_normal((3, WAVES)) / FIELD_LENGTH,
            generator.uniform(0.0, 2.0 * np.pi, WAVES),
            generator.standard_normal((WAVES, 3)) * np.sqrt(2.0 * self._field_variance / WAVES),
        )

    @property
    def _field_variance(self) -> float:
        return float((self.unmodelled * self.prior.pose.scale) ** 2)

    def _kernel(self, places: FloatArray) -> FloatArray:
        """Return the field's covariance (n, m) between places (n, 3) and the known points."""
        return _alike(places, self._seen.anchors) * self._field_variance

    @cached_property
    def _seen(self) -> "_Seen":
        known = [one for one in self.known if one.posed or len(one.points) >= LEAST_FREE_POINTS]
        return _Seen.of(self.prior, known, self._field_variance)


@dataclass(frozen=True, eq=False)
class _Seen:
    """Everything known as one linear measure of codes and field.

    Attributes
    ----------
    anchors : (m, 3) float64
        Where the known points lie on the mean skull, mm.
    sides : (r, 3 m) float64
        Which mixtures of their coordinates are known.
    rows : (r, q) float64
        How those depend on the codes.
    wanted, weights : (r,) float64
        What was measured, relative to the mean skull, and how strongly each pulls.
    covariance, noise_root : (r, r) float64
        Of the measures before they were made; root of that of their errors.
    """

    anchors: FloatArray
    sides: FloatArray
    rows: FloatArray
    wanted: FloatArray
    weights: FloatArray
    covariance: FloatArray
    noise_root: FloatArray

    @classmethod
    def of(
        cls, prior: SkullPrediction, known: Sequence[KnownBone], field_variance: float
    ) -> "_Seen":
        """Return what is known, in the frame of the mean skull."""
        size = len(prior.codes)
        points = [point for bone in known for point in bone.points]
        if not points:
            none = np.zeros(0)
            return cls(np.zeros((0, 3)), np.zeros((0, 0)), np.zeros((0, size)), none, none,
                       *[np.zeros((0, 0))] * 2)  # fmt: skip
        means = [_mean_of(prior, point) for point in points]
        anchors = np.array([anchor for anchor, _, _ in means])
        basis = np.array([moves for _, moves, _ in means]).reshape(-1, size)
        places = prior.pose.apply(np.array([point.place for point in points]))
        error = np.concatenate([[bone.deviation] * len(bone.points) for bone in known])
        left = np.array([variance for _, _, variance in means])
        own = np.repeat((error * prior.pose.scale) ** 2 + left, 3)
        ends = np.cumsum([0, *[len(bone.points) for bone in known]])
        groups = zip(known, ends[:-1], ends[1:], strict=True)
        sides = scipy.linalg.block_diag(
            *[_sides(places[first:last], posed=bone.posed) for bone, first, last in groups]
        )
        rows = sides @ basis
        wanted = sides @ (places - anchors).reshape(-1)
        noise = (sides * own) @ sides.T
        field = np.kron(field_variance * _alike(anchors, anchors), np.eye(3))
        covariance = rows @ prior.covariance @ rows.T + sides @ field @ sides.T + noise
        weights = np.linalg.solve(covariance, wanted - rows @ prior.codes)
        root = np.linalg.cholesky(noise)
        return cls(anchors, sides, rows, wanted, weights, covariance, root)

    @cached_property
    def _root(self) -> FloatArray:
        return np.asarray(np.linalg.cholesky(self.covariance), dtype=np.float64)

    def explained(self, told: FloatArray) -> FloatArray:
        """Return the variance (k,) that the measures take from values of covariance (k, r)."""
        solved: FloatArray = scipy.linalg.solve_triangular(self._root, told.T, lower=True)
        variance: FloatArray = (solved**2).sum(axis=0)
        return variance

    def solve(self, measures: FloatArray) -> FloatArray:
        """Return the inverse covariance times measures (r,)."""
        solved: FloatArray = scipy.linalg.cho_solve((self._root, True), measures)
        return solved


def _mean_of(prior: SkullPrediction, point: KnownPoint) -> tuple[FloatArray, FloatArray, float]:
    """Return a point on the mean skull, how codes move it, and the variance that they leave."""
    at, model = np.array(point.vertices), prior.predictor
    left = float(model.skull_variance[at].mean()) / len(at)
    return model.skull_mean[at].mean(axis=0), model.skull_basis[at].mean(axis=0), left


def _sides(places: FloatArray, *, posed: bool) -> FloatArray:
    """Return which mixtures of points' coordinates are known: all, or those of their shape."""
    if posed:
        return np.eye(3 * len(places))
    offset = places - places.mean(axis=0)
    moves = [np.tile(axis, (len(places), 1)) for axis in np.eye(3)]
    turns = [np.cross(axis, offset) for axis in np.eye(3)]
    motions = np.array([one.reshape(-1) for one in (*moves, *turns)])
    shape: FloatArray = scipy.linalg.null_space(motions).T
    return shape


def _alike(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the field's correlation (n, m) between places (n, 3) and (m, 3), mm."""
    squared = (first**2).sum(axis=1)[:, None] + (second**2).sum(axis=1) - 2.0 * first @ second.T
    correlation: FloatArray = np.exp(-0.5 * np.maximum(squared, 0.0) / FIELD_LENGTH**2)
    return correlation


@dataclass(frozen=True, eq=False)
class _Waves:
    """A smooth random field."""

    frequencies: FloatArray
    phases: FloatArray
    heights: FloatArray

    def __call__(self, places: FloatArray) -> FloatArray:
        values: FloatArray = np.cos(places @ self.frequencies + self.phases) @ self.heights
        return values
