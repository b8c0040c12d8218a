"""What facial soft tissue is made of: stiffness by layer, and how each material answers strain.

Where bone alone moves, only ratios of stiffness matter: twice as stiff everywhere moves alike. So
the ratios are what `core.evaluation.soft_tissue` varies to tell how much of an answer is a guess.
"""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from core.arrays import FloatArray


class Material(StrEnum):
    """How tissue answers strain."""

    LINEAR = "linear"
    COROTATED = "corotated"
    NEO_HOOKEAN = "neo-hookean"


@dataclass(frozen=True)
class TissueLayers:
    """Layers of soft tissue from the bone to the skin.

    Attributes
    ----------
    ends : tuple of float
        Where each layer ends, as a share of the way from the bone to the skin; the last is 1.
    young : tuple of float
        Young's modulus of each layer, kPa.
    """

    ends: tuple[float, ...] = (0.4, 0.8, 1.0)
    young: tuple[float, ...] = (6.2, 3.0, 30.0)

    def stiffness(self, low: float, high: float) -> float:
        """Return the mean modulus between two depths.

        Parameters
        ----------
        low, high : float
            Shares of the way from the bone to the skin, low below high.

        Returns
        -------
        float
            kPa, weighted by length.
        """
        starts = (0.0, *self.ends[:-1])
        overlap = [
            max(0.0, min(high, end) - max(low, start))
            for start, end in zip(starts, self.ends, strict=True)
        ]
        return float(np.dot(overlap, self.young) / sum(overlap))


@dataclass(frozen=True)
class Tissue:
    """Everything that is assumed of soft tissue.

    Attributes
    ----------
    layers : TissueLayers
        Muscle, fat, skin.
    poisson : float
        Poisson's ratio that tells the bulk modulus, of which all tissue has the same: it is mostly
        water. Below 0.5.
    sliding : float
        Spring that holds tissue on teeth and gums across the surface, kPa/mm; along it is free.
    foundation : float
        Spring that holds tissue with no bone beneath where it was, kPa/mm.
    contact : float
        Penalty against lips that pass through each other, kPa/mm.
    """

    layers: TissueLayers = field(default_factory=TissueLayers)
    poisson: float = 0.49
    sliding: float = 40.0
    foundation: float = 0.02
    contact: float = 100.0


def shear_modulus(young: FloatArray, poisson: float) -> FloatArray:
    """Return the shear modulus of isotropic tissue.

    Parameters
    ----------
    young : (m,) float64
        Young's moduli, kPa.
    poisson : float
        Poisson's ratio.

    Returns
    -------
    (m,) float64
        kPa.
    """
    return young / (2.0 * (1.0 + poisson))


def bulk_modulus(young: FloatArray, volumes: FloatArray, poisson: float) -> float:
    """Return the one bulk modulus of a body of several tissues.

    Parameters
    ----------
    young : (m,) float64
        Young's modulus of each element, kPa.
    volumes : (m,) float64
        Their volumes.
    poisson : float
        Poisson's ratio of the body's mean tissue.

    Returns
    -------
    float
        kPa.
    """
    mean = float(young @ volumes / volumes.sum())
    return mean / (3.0 * (1.0 - 2.0 * poisson))
