"""Where air ends and bone begins in one volume, found from its own values.

Scanners differ and cone-beam devices are not calibrated, so nothing is taken from a table: the
peaks of air and soft tissue are found first, everything else lies between or above them.
"""

from dataclasses import dataclass, replace

import numpy as np

from core.errors import ScanError
from core.imaging.volume import CtVolume

HIGHEST_AIR = -600.0
"""Air above this means that the values are not Hounsfield units."""
TISSUE_ABOVE_AIR = (600.0, 1500.0)
"""Soft tissue lies this much above air, HU."""
SKIN_SHARE = 0.6
"""Skin begins at this share of the way from air to tissue: a little above half, because hair and
cushions lie below."""
BONE_SHARE = 0.2
"""Bone begins at this share of the way from soft tissue to bone's mean: thin walls of the face show
only a part of their density."""
BONE_RANGE = (150.0, 300.0)
"""Above soft tissue, HU; the adaptive threshold is kept in it."""
_BIN = 20.0
_LEAST_BONE = 1e-4


@dataclass(frozen=True)
class Thresholds:
    """Values that part one kind of matter from another, HU.

    Attributes
    ----------
    air, tissue : float
        Where air and soft tissue have their peaks.
    skin : float
        From here on it is tissue.
    bone : float
        From here on it is bone.
    """

    air: float
    tissue: float
    skin: float
    bone: float

    def asked(self, skin: float | None, bone: float | None) -> "Thresholds":
        """Return these with other beginnings of skin and bone.

        Parameters
        ----------
        skin, bone : float or None
            HU; None keeps what was found.

        Returns
        -------
        Thresholds
            In the order air, skin, tissue, bone.

        Raises
        ------
        ScanError
            When skin would not begin between air and tissue, or bone not above tissue.
        """
        skin = self.skin if skin is None else skin
        bone = self.bone if bone is None else bone
        if not self.air < skin < self.tissue < bone:
            raise ScanError(
                f"Skin from {skin:.0f} HU and bone from {bone:.0f} HU cannot be, because air is at "
                f"{self.air:.0f} HU and soft tissue at {self.tissue:.0f} HU: choose skin between "
                "them and bone above."
            )
        return replace(self, skin=skin, bone=bone)


def find_thresholds(volume: CtVolume) -> Thresholds:
    """Find the thresholds of a volume.

    Parameters
    ----------
    volume : CtVolume
        Of a head.

    Returns
    -------
    Thresholds
        By its own peaks.

    Raises
    ------
    ScanError
        When it has no air, no tissue or no bone where a CT has them.

    Notes
    -----
    Bone's mean is that of the upper class of Otsu's method above the soft tissue: Otsu, "A
    threshold selection method from gray-level histograms", IEEE Trans. SMC 9(1), 1979.
    """
    low, high = int(volume.hounsfield.min()), int(volume.hounsfield.max())
    edges = np.arange(low - _BIN, max(high, 2500) + 2 * _BIN, _BIN)
    count, edges = np.histogram(volume.hounsfield, edges)
    middle = 0.5 * (edges[:-1] + edges[1:])
    air = _peak(count, middle, low - _BIN, HIGHEST_AIR)
    tissue = _peak(count, middle, air + TISSUE_ABOVE_AIR[0], air + TISSUE_ABOVE_AIR[1])
    above = middle > tissue + 100.0
    if not np.isfinite(air + tissue) or count[above].sum() < _LEAST_BONE * count.sum():
        raise ScanError(
            "The values are not those of a CT of a head in Hounsfield units (air at -1000, water "
            "at 0): it may be an MR, a label map or a rescaled volume; export the CT itself."
        )
    bone = _upper_mean(count[above], middle[above])
    step = np.clip(BONE_SHARE * (bone - tissue), *BONE_RANGE)
    return Thresholds(
        air=air,
        tissue=tissue,
        skin=air + SKIN_SHARE * (tissue - air),
        bone=float(tissue + step),
    )


def _peak(count: np.ndarray, middle: np.ndarray, low: float, high: float) -> float:
    """Return the most frequent value of a range, or NaN when there is nothing."""
    inside = (middle >= low) & (middle <= high)
    if not count[inside].any():
        return float("nan")
    return float(middle[inside][np.argmax(count[inside])])


def _upper_mean(count: np.ndarray, middle: np.ndarray) -> float:
    """Return the mean of the upper of the two classes into which Otsu parts a histogram."""
    weight = np.cumsum(count) / count.sum()
    total = np.cumsum(count * middle) / count.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (total[-1] * weight - total) ** 2 / (weight * (1.0 - weight))
    split = int(np.nanargmax(np.where(np.isfinite(between), between, -1.0)))
    upper = slice(split + 1, None)
    return float(np.average(middle[upper], weights=count[upper]))
