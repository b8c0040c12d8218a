"""What a skull's posterior owes to the skin's basis and trust alone: a moving skin asks only this.

Inferring codes from a skin is solving a system of their number. Its matrix does not depend on the
skin but for the noise; with the eigenvectors at hand a new skin costs a few products.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray

CORRELATED_VERTICES = 4.0
"""Neighbouring skin vertices err together when a scan is registered; this many count as one."""


@dataclass(frozen=True, eq=False)
class SkinAgreement:
    """The codes' information from a skin, diagonal but for one row.

    The information on the codes, for noise v, is ``I + G / v + u u^T / t``: with the eigenvectors
    of G it is diagonal but for the size's one row, which Sherman and Morrison's formula takes in.

    Attributes
    ----------
    basis : (3 k, q) float64
        Of the skin, in the frame of the eigenvectors of G.
    seen : (3 k,) float64
        Trust per coordinate.
    strength : (q,) float64
        Eigenvalues of G.
    turn : (q, q) float64
        Eigenvectors, a column each.
    size : (q,) float64
        u in the same frame.
    size_variance : float
        t.
    """

    basis: FloatArray
    seen: FloatArray
    strength: FloatArray
    turn: FloatArray
    size: FloatArray
    size_variance: float

    @classmethod
    def of(
        cls, skin_basis: FloatArray, size_basis: FloatArray, size_variance: float, seen: FloatArray
    ) -> "SkinAgreement":
        """Take the sums over the skin.

        Parameters
        ----------
        skin_basis : (k, 3, q) float64
            Movement of the vertices that are looked at per unit code, mm.
        size_basis : (q,) float64
            Logarithm of head size per unit code.
        size_variance : float
            What the codes leave of it.
        seen : (k,) float64
            Trust, above zero.

        Returns
        -------
        SkinAgreement
            Ready to be asked.
        """
        basis, trust = skin_basis.reshape(3 * len(seen), -1), np.repeat(seen, 3)
        strength, turn = np.linalg.eigh((basis * trust[:, None]).T @ basis)
        return cls(basis @ turn, trust, strength, turn, size_basis @ turn, size_variance)

    def codes(self, offset: FloatArray, shrink: float, variance: float) -> tuple[FloatArray, float]:
        """Return the codes' mean for a noise, and what it leaves.

        Parameters
        ----------
        offset : (3 k,) float64
            The skin less its mean, mm.
        shrink : float
            Logarithm of the scale that brought it to the mean's size.
        variance : float
            Of the skin's noise per axis, square mm.

        Returns
        -------
        codes : (q,) float64
            Posterior mean.
        left : float
            Variance per axis that they leave of the skin, square mm.
        """
        noise = CORRELATED_VERTICES * variance
        pull = (self.seen * offset) @ self.basis / noise - self.size * shrink / self.size_variance
        least, row = self._solved(noise)
        found = pull * least - row * (row @ pull)
        left = float(self.seen @ (offset - self.basis @ found) ** 2 / self.seen.sum())
        return self.turn @ found, left

    def covariance(self, variance: float) -> FloatArray:
        """Return the codes' posterior covariance.

        Parameters
        ----------
        variance : float
            Of the skin's noise per axis, square mm.

        Returns
        -------
        (q, q) float64
            Symmetric.
        """
        least, row = self._solved(CORRELATED_VERTICES * variance)
        turned = self.turn @ row
        return np.asarray((self.turn * least) @ self.turn.T - np.outer(turned, turned))

    def _solved(self, noise: float) -> tuple[FloatArray, FloatArray]:
        """Return the inverse information: a diagonal (q,), and the row whose square it loses."""
        least = 1.0 / (1.0 + self.strength / noise)
        row = least * self.size
        return least, row / np.sqrt(self.size_variance + self.size @ row)
