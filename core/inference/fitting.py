"""From a scan or a registered template to codes, expression, size and pose.

The displacement of the template is linear in the codes, so the best head for given partners on the
scan is a regularised linear problem: the distances of vertices to the tangent planes of their
partners, with the population's joint normal distribution as prior and expressions between zero and
one, which are exponentially rarer the stronger they are (the maximum a posteriori estimate).
Sizes and poses are found with it; alternating with the search for partners gives the fit.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import scipy.sparse as sparse
from scipy.sparse.linalg import splu
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray, IntArray
from core.bundles.bundle import Bundle
from core.geometry.topology import neighbour_means
from core.geometry.transforms import Similarity, fit_similarity
from core.inference.bounded import minimise_bounded
from core.inference.expression_prior import ExpressionPrior
from core.inference.head_basis import HeadBasis
from core.inference.lip_contact import contact_precision

NOISE_MM = 0.4
"""Deviation of a vertex from the best codes: registration error and own detail, mm."""
VOICES = 600.0
"""Vertices that count as independent: neighbours repeat each other, and the prior keeps a say."""
ROUNDS = 4
"""Alternations of pose and codes; the change is below 0.01 mm after three."""
USED = 5000
"""Vertices that are looked at; more cost time and change nothing."""
JAW, DROPPED = "jawOpen", 0.5
"""A mouth that is wide open is found from a dropped jaw only."""
OWN_SHARE = 0.4
"""Share of a code's variance that is its own while fitting: people from outside the population are
no mixtures of its heads. Of 0.05, 0.25 and 0.4 the last left least on the four real scans at hand,
by 0.04 to 0.1 mm."""
MOST_UNUSUAL = 5.0
"""No component is farther from the mean, standard deviations."""
DETAIL_STIFFNESS = 0.6
"""How strongly neighbouring residuals are tied: removes the scanner's noise, keeps the person's."""
DECAY = 2.0e-3
"""How strongly residuals without data are drawn to zero, so that they fade over about 20 mm."""


@dataclass(frozen=True, eq=False)
class CodeFit:
    """Result of a code fit.

    Attributes
    ----------
    codes : (K,) float64
        All part codes, standard deviations.
    expression : (E,) float64
        Weights of the expressions, 0 to 1.
    size : float
        Relative head size.
    pose : Similarity
        Rigid motion that takes what was fitted into the model's head frame.
    vertices : (n, 3) float64
        The model's head with these codes, head frame, mm.
    """

    codes: FloatArray
    expression: FloatArray
    size: float
    pose: Similarity
    vertices: FloatArray

    @property
    def in_place(self) -> FloatArray:
        """The head's vertices where the fitted thing lies, (n, 3) mm."""
        return self.pose.inverse().apply(self.vertices)


@dataclass(frozen=True, eq=False)
class Planes:
    """Where template vertices should be, each along one direction only.

    Attributes
    ----------
    rows : (m,) int64
        Template vertices.
    normals : (m, 3) float64
        Unit directions along which the distance counts.
    places : (m, 3) float64
        Points of the planes, mm.
    weights : (m,) float64
        0 to 1.
    """

    rows: IntArray
    normals: FloatArray
    places: FloatArray
    weights: FloatArray


class CodeFitter:
    """Fits heads; made once per bundle.

    Parameters
    ----------
    bundle : Bundle
        Whose components and statistics to use.

    Attributes
    ----------
    basis : HeadBasis
        How the template's vertices move.
    used : (m,) int64
        The vertices that are looked at.
    visible : (n,) bool
        False inside the mouth, which no scan is asked about.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._statistics = bundle.statistics
        self._names = bundle.manifest.expression_names
        self.basis = HeadBasis(bundle)
        hidden = np.zeros(len(self.basis.mean), dtype=bool)
        hidden[bundle.skull.pocket] = True
        seen = np.random.default_rng(0).permutation(np.flatnonzero(~hidden))
        self.used = np.sort(seen[:USED])
        self.visible = ~hidden
        self._mask = bundle.template.face_mask

    @cached_property
    def _precision(self) -> FloatArray:
        """The codes' prior, (K, K)."""
        return np.asarray(np.linalg.inv(self._statistics.covariance(OWN_SHARE)), dtype=np.float64)

    @cached_property
    def _expressions(self) -> ExpressionPrior:
        shapes = self.basis.moves[:, :, self.basis.components :]
        return ExpressionPrior.over(self._names, shapes, self._mask)

    @cached_property
    def _contact(self) -> FloatArray:
        """The prior that lips touch, (K + E, K + E)."""
        return contact_precision(self.basis.mean, self.basis.moves, ~self.visible)

    def surface(
        self, codes: FloatArray, size: float, expression: FloatArray | None = None
    ) -> FloatArray:
        """Return the template's vertices on a head; see `HeadBasis.surface`.

        Parameters
        ----------
        codes : (K,) float64
            All part codes.
        size : float
            Relative head size.
        expression : (e,) float64, optional
            Weights of the first e expressions.

        Returns
        -------
        (n, 3) float64
            Head frame, mm.
        """
        return self.basis.surface(codes, size, expression)

    def part_basis(self, part: str, vertices: IntArray) -> FloatArray:
        """Return how vertices move with one part's code; see `HeadBasis.part_basis`.

        Parameters
        ----------
        part : str
            Of `PARTS`.
        vertices : (n,) int64
            Which template vertices.

        Returns
        -------
        (n, k, 3) float64
            mm per standard deviation.
        """
        return self.basis.part_basis(part, vertices)

    def start(self, vertices: FloatArray, *, size: float | None = None) -> CodeFit:
        """Return the mean head, laid onto the template's vertices somewhere.

        Parameters
        ----------
        vertices : (n, 3) float64
            The template moved, turned and scaled, mm.
        size : float, optional
            Holds the relative size.

        Returns
        -------
        CodeFit
            With codes zero.
        """
        placed = fit_similarity(self.basis.mean, vertices, with_scale=size is None)
        found = placed.scale if size is None else size
        pose = Similarity(1.0, placed.rotation, placed.translation).inverse()
        none, calm = np.zeros(self.basis.components), np.zeros(self.basis.expressions)
        return CodeFit(none, calm, found, pose, self.surface(none, found))

    def with_open_jaw(self, fit: CodeFit) -> CodeFit | None:
        """Return a head with its jaw dropped, another place to start from.

        Parameters
        ----------
        fit : CodeFit
            Where things stand.

        Returns
        -------
        CodeFit or None
            None where the bundle knows no such expression.
        """
        if JAW not in self._names:
            return None
        expression = fit.expression.copy()
        expression[self._names.index(JAW)] = DROPPED
        vertices = self.surface(fit.codes, fit.size, expression)
        return replace(fit, expression=expression, vertices=vertices)

    def fit(self, vertices: FloatArray, trust: FloatArray, *, size: float | None = None) -> CodeFit:
        """Find the most likely head behind registered vertices.

        Parameters
        ----------
        vertices : (n, 3) float64
            Registered template, near the head frame, mm.
        trust : (n,) float64
            Zero where there was no data, one where it was good.
        size : float, optional
            Holds the relative size; otherwise it is found too.

        Returns
        -------
        CodeFit
            Codes, expression, size and the pose that was left.
        """
        placed = fit_similarity(self.basis.mean, vertices, trust, with_scale=size is None)
        fit = self.start(placed.apply(self.basis.mean), size=size)
        rows = self.used[trust[self.used] > 0.0]
        planes = Planes(
            np.repeat(rows, 3),
            np.tile(np.eye(3), (len(rows), 1)),
            np.repeat(vertices[rows], 3, axis=0),
            np.repeat(trust[rows], 3),
        )
        for _ in range(ROUNDS):
            fit = self.improve(fit, planes, hold_size=size is not None)
        return fit

    def improve(self, fit: CodeFit, planes: Planes, *, hold_size: bool = False) -> CodeFit:
        """Return the most likely head for given planes: one Gauss-Newton step, exact but for turns.

        Parameters
        ----------
        fit : CodeFit
            Where things stand.
        planes : Planes
            In the frame of what is fitted, mm.
        hold_size : bool
            Whether the size stays.

        Returns
        -------
        CodeFit
            Better.
        """
        count = self.basis.moves.shape[2]
        matrix, right = self._data_term(fit, planes)
        k = self.basis.components
        matrix[:k, :k] += self._precision
        matrix[:count, :count] += self._contact
        calm = np.arange(k, count)
        matrix[np.ix_(calm, calm)] += self._expressions.precision
        right[calm] -= self._expressions.slope
        expected, deviation = self._statistics.expected_size(fit.codes)
        certainty = 1e12 if hold_size else 1.0 / deviation**2
        matrix[count, count] += certainty
        right[count] += 0.0 if hold_size else certainty * (expected - fit.size)
        rest = np.arange(count + 1, count + 7)
        matrix[rest, rest] += 1e-3
        low, high = np.full(len(right), -np.inf), np.full(len(right), np.inf)
        low[calm], high[calm] = 0.0, self._expressions.highest
        low[:k], high[:k] = -MOST_UNUSUAL, MOST_UNUSUAL
        solved = minimise_bounded(matrix, right, low, high)
        turn, move = solved[count + 1 : count + 4], solved[count + 4 :]
        change = Similarity(1.0, Rotation.from_rotvec(turn).as_matrix(), move)
        codes, expression = solved[:k], solved[k:count]
        size = fit.size if hold_size else float(fit.size + solved[count])
        vertices = self.surface(codes, size, expression)
        return replace(
            fit,
            codes=codes,
            expression=expression,
            size=size,
            pose=change.after(fit.pose),
            vertices=vertices,
        )

    def _data_term(self, fit: CodeFit, planes: Planes) -> tuple[FloatArray, FloatArray]:
        """Return the normal equations of codes, expressions, growth, turn and move."""
        places = fit.pose.apply(planes.places)
        normals = planes.normals @ fit.pose.rotation.T
        moves = self.basis.moves[planes.rows]
        columns = fit.size * np.einsum("mdk,md->mk", moves, normals.astype(np.float32))
        shape = fit.vertices[planes.rows] / fit.size
        growth = (shape * normals).sum(axis=1, keepdims=True)
        turn = -np.cross(places, normals)
        system = np.hstack([columns.astype(np.float64), growth, turn, -normals])
        gap = ((places - fit.size * self.basis.mean[planes.rows]) * normals).sum(axis=1)
        heard = min(1.0, VOICES / max(float(planes.weights.sum()), 1.0))
        heavy = system * (planes.weights * heard / NOISE_MM**2)[:, None]
        return heavy.T @ system, heavy.T @ gap


def smooth_residual(residual: FloatArray, trust: FloatArray, faces: IntArray) -> FloatArray:
    """Return what codes leave over, smoothed where there is data and fading where there is none.

    Parameters
    ----------
    residual : (n, 3) float64
        Registered minus modelled vertices, mm.
    trust : (n,) float64
        Zero where there was no data.
    faces : (m, 3) int64
        The template's triangles.

    Returns
    -------
    (n, 3) float64
        mm.
    """
    count = len(residual)
    laplacian = sparse.eye_array(count) - neighbour_means(faces, count)
    data = sparse.diags_array(trust)
    system = data + DETAIL_STIFFNESS * (laplacian.T @ laplacian) + DECAY * sparse.eye_array(count)
    smooth: FloatArray = splu(system.tocsc()).solve(trust[:, None] * residual)
    return smooth
