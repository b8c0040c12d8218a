"""What facial soft tissue is made of: stiffness by layer, and how each material answers strain.

Where bone alone moves, mostly ratios of stiffness matter: twice as stiff everywhere moves alike,
but for lips that teeth draw back. So the ratios are what `core.simulation.theatre` varies to tell
how much of an answer is a guess.
"""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from core.arrays import FloatArray

MUSCLE = 10.7
"""Young's modulus of muscle at rest, kPa: masseter, 10.67 +- 1.77 in 140 adults by shear waves (Int
J Environ Res Public Health 2021, 18(17) 9371). Buccinator 5.8-13.8 (Stepanova et al. 2023), major
zygomatic about 15 (Ternifi et al. 2019)."""
FAT = 2.3
"""Of fat, kPa: three times the shear modulus 0.752 of human fat at rest (J Mech Behav Biomed Mater
2023, magnetic resonance); pigs' 1.6 (Sims et al. 2010)."""
SKIN = 30.0
"""Of skin with the fat that goes with it, kPa. Published moduli of skin reach from 5 to 140 000, by
method and place (Mechanical behaviour of skin: a review): so this is a choice."""
LIP_PRESSURE = 0.27
"""Resting pressure of lips and cheeks on the upper teeth, kPa: the mean of incisor, canine and
first molar (1.96, 5.00, 1.28 g/cm^2) of 38 adults (Lip and cheek resting pressure on the maxillary
dentition, Orthodontic Waves 2008)."""


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
    young: tuple[float, ...] = (MUSCLE, FAT, SKIN)

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
    drawn : float
        The strongest pull with which lips and cheeks follow teeth that go back, kPa: no more than
        they press on them at rest, for nothing glues them.
    foundation : float
        Spring that holds tissue with no bone beneath where it was, kPa/mm.
    contact : float
        Penalty against lips that pass through each other, kPa/mm.
    """

    layers: TissueLayers = field(default_factory=TissueLayers)
    poisson: float = 0.49
    sliding: float = 40.0
    drawn: float = LIP_PRESSURE
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
