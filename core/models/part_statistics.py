"""How the parts of real faces go together: the joint normal distribution of all part codes.

Each part's code is standard normal, but the codes of one person are correlated, since one set of
population coefficients c ~ N(0, I) makes them all: z = L c, size = 1 + g c.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.geometry.template import PARTS

OWN_VARIANCE = 0.05
"""Share of each code's variance that is its own: parts of real faces are not exact mixtures."""
SIZE_OWN_DEVIATION = 0.01
"""Deviation of the relative size that shape does not tell."""


@dataclass(frozen=True, eq=False)
class PartStatistics:
    """Joint distribution of part codes and size.

    Attributes
    ----------
    code_sizes : mapping of str to int
        Length of each part's code.
    loadings : (K, m) float64
        All codes, in the order of `PARTS`, from m standard-normal coefficients.
    growth : (m,) float64
        Relative size per coefficient.
    """

    code_sizes: Mapping[str, int]
    loadings: FloatArray
    growth: FloatArray

    def join(self, codes: Mapping[str, tuple[float, ...]]) -> FloatArray:
        """Return all codes as one vector.

        Parameters
        ----------
        codes : mapping of str to tuple of float
            Standard deviations; shorter codes are padded with zeros.

        Returns
        -------
        (K,) float64
            In the order of `PARTS`.
        """
        joined = [np.zeros(self.code_sizes[part]) for part in PARTS]
        for vector, part in zip(joined, PARTS, strict=True):
            code = codes[part][: len(vector)]
            vector[: len(code)] = code
        return np.concatenate(joined)

    def split(self, vector: FloatArray) -> dict[str, tuple[float, ...]]:
        """Return the codes per part; undoes `join`.

        Parameters
        ----------
        vector : (K,) float64
            All codes one after the other, in standard deviations.

        Returns
        -------
        dict of str to tuple of float
            Per part, in standard deviations.
        """
        cuts = np.cumsum([self.code_sizes[part] for part in PARTS])[:-1]
        pieces = np.split(np.asarray(vector, dtype=np.float64), cuts)
        return {
            part: tuple(float(c) for c in piece) for part, piece in zip(PARTS, pieces, strict=True)
        }

    def covariance(self, own: float = OWN_VARIANCE) -> FloatArray:
        """Return the covariance of all codes.

        Parameters
        ----------
        own : float
            Share of each code's variance that is its own, 0 to 1.

        Returns
        -------
        (K, K) float64
            In the order of `PARTS`.
        """
        shared = (1.0 - own) * (self.loadings @ self.loadings.T)
        return shared + own * np.eye(len(shared))

    def expected_size(self, vector: FloatArray) -> tuple[float, float]:
        """Return mean and deviation of the size of a head with these codes.

        Parameters
        ----------
        vector : (K,) float64
            All codes.

        Returns
        -------
        mean, deviation : float
            Relative size.
        """
        shared = (1.0 - OWN_VARIANCE) * (self.loadings @ self.growth)
        solved = np.linalg.solve(self.covariance(), shared)
        variance = float(self.growth @ self.growth - shared @ solved) + SIZE_OWN_DEVIATION**2
        return 1.0 + float(solved @ vector), float(np.sqrt(max(variance, 0.0)))

    def sample(self, seed: int) -> tuple[dict[str, tuple[float, ...]], float]:
        """Draw a person.

        Parameters
        ----------
        seed : int
            Same seed, same person.

        Returns
        -------
        codes : dict of str to tuple of float
            Per part.
        size : float
            Relative size.
        """
        coefficients = np.random.default_rng(seed).normal(size=self.loadings.shape[1])
        return self.split(self.loadings @ coefficients), 1.0 + float(self.growth @ coefficients)

    def sample_part(
        self, part: str, codes: Mapping[str, tuple[float, ...]], strength: float, seed: int
    ) -> tuple[float, ...]:
        """Draw another shape of one part that suits the others.

        Parameters
        ----------
        part : str
            Of `PARTS`.
        codes : mapping of str to tuple of float
            The head's codes.
        strength : float
            Zero gives the shape expected from the other parts, one the population's spread.
        seed : int
            Same seed, same shape.

        Returns
        -------
        tuple of float
            The part's new code.
        """
        owner = np.repeat(np.arange(len(PARTS)), [self.code_sizes[name] for name in PARTS])
        mine = owner == PARTS.index(part)
        covariance = self.covariance()
        gain = np.linalg.solve(covariance[np.ix_(~mine, ~mine)], covariance[np.ix_(~mine, mine)]).T
        mean = gain @ self.join(codes)[~mine]
        spread = covariance[np.ix_(mine, mine)] - gain @ covariance[np.ix_(~mine, mine)]
        value, vector = np.linalg.eigh(spread)
        noise = np.random.default_rng(seed).normal(size=len(value))
        draw = mean + strength * (vector @ (np.sqrt(np.maximum(value, 0.0)) * noise))
        return tuple(float(c) for c in draw)
