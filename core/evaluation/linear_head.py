"""The linear baseline: principal components of whole heads put together from several people.

Its components mix all parts, as a morphable model's do, but it learns from the same composites as
the other models and has as many coefficients. The covariance of the composites is known in closed
form, since the population is linear, so nothing has to be sampled.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.geometry.similarity import without_similarity
from core.geometry.template import PARTS
from core.models.windows import part_weights_array

COMPONENTS = 244
"""As many as our part codes have together."""
COMPOSITES = 0.5
"""Share of heads whose nose, eyes and mouth each come from either of two people."""


def composite_correlation(share: float) -> FloatArray:
    """Return how often two parts of a drawn head come from the same person.

    Parameters
    ----------
    share : float
        Share of composites: there each small part is the receiver's or the donor's, evenly,
        and the remainder the receiver's.

    Returns
    -------
    (4, 4) float64
        In the order of `PARTS`; one on the diagonal, the same everywhere else.
    """
    together = 1.0 - 0.5 * share
    correlation: FloatArray = np.full((len(PARTS), len(PARTS)), together)
    np.fill_diagonal(correlation, 1.0)
    return correlation


def windowed_modes(
    points: FloatArray, modes: FloatArray, importance: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return how each part moves with each person it may come from.

    Parameters
    ----------
    points : (n, 3) float64
        Mean shape, mm.
    modes : (m, n, 3) float64
        Displacement per standard-normal coefficient, mm; pose and size are taken out.
    importance : (n,) float64
        Importance of each point.

    Returns
    -------
    moves : (4, m, 3 n) float64
        Displacement weighed by each part's window, mm.
    growth : (m,) float64
        Relative size per coefficient.
    """
    shape, growth = without_similarity(points, modes, importance)
    windows = part_weights_array(np.array(points))
    moves: FloatArray = np.stack(
        [(shape * window[:, None]).reshape(len(modes), -1) for window in windows]
    )
    return moves, growth


@dataclass(frozen=True, eq=False)
class LinearHead:
    """Mean and components.

    Attributes
    ----------
    mean : (n, 3) float64
        mm.
    components : (k, n, 3) float64
        Displacement per standard deviation, mm.
    encoding : (k, 4 m) float64
        From the population's coefficients of the four parts, one part after the other, to
        coefficients of the components.
    growth : (k,) float64
        Expected change of the relative size per coefficient of a component.
    """

    mean: FloatArray
    components: FloatArray
    encoding: FloatArray
    growth: FloatArray

    @classmethod
    def build(
        cls,
        points: FloatArray,
        modes: FloatArray,
        importance: FloatArray,
        count: int = COMPONENTS,
        share: float = COMPOSITES,
    ) -> "LinearHead":
        """Find the principal components of composites.

        Parameters
        ----------
        points : (n, 3) float64
            Mean shape, mm.
        modes : (m, n, 3) float64
            Displacement per standard-normal coefficient of a person, mm.
        importance : (n,) float64
            Importance of each point.
        count : int
            Components to keep; fewer when the heads have fewer.
        share : float
            Share of composites.

        Returns
        -------
        LinearHead
            Components in falling order.
        """
        windowed, growth = windowed_modes(points, modes, importance)
        correlation = composite_correlation(share)
        level, way = np.linalg.eigh(correlation)
        root = (way * np.sqrt(np.maximum(level, 0.0))) @ way.T
        person = np.eye(len(modes))
        spread = np.kron(root, person) @ windowed.reshape(len(PARTS) * len(modes), -1)
        scale = np.repeat(np.sqrt(importance / importance.sum()), 3)
        heavy = spread * scale
        values, vectors = np.linalg.eigh(heavy @ heavy.T)
        order = np.argsort(values)[::-1][:count]
        order = order[values[order] > 1e-9 * values.max()]
        turned = vectors[:, order].T
        encoding = turned @ np.kron(np.linalg.pinv(root), person)
        # The size is the receiver's, whose the remainder is.
        expected = encoding @ np.kron(correlation[:, -1], growth)
        return cls(points, (turned @ spread).reshape(len(order), -1, 3), encoding, expected)
