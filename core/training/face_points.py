"""Points of a face that skull, tissue sites and regions are placed by, whatever the topology.

Everything anatomical in the training code is driven by the 68 Multi-PIE landmarks and the tragia,
never by vertex numbers, so that it can be rerun on another template skin of the same head.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray

MIRROR = np.array([-1.0, 1.0, 1.0])
"""Maps a point to its mirror image in the median plane."""
_MIRRORED_INDEX = np.array(
    [*range(16, -1, -1), *range(26, 16, -1), 27, 28, 29, 30, 35, 34, 33, 32, 31]
    + [45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40]
    + [54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55, 64, 63, 62, 61, 60, 67, 66, 65]
)


@dataclass(frozen=True, eq=False)
class FacePoints:
    """Landmark positions on one head, in the head frame.

    Attributes
    ----------
    multipie : (68, 3) float64
        The Multi-PIE landmarks, mm; the subject's right side first.
    tragion_left, tragion_right : (3,) float64
        The notches above the tragi, mm.
    """

    multipie: FloatArray
    tragion_left: FloatArray
    tragion_right: FloatArray

    def symmetric(self) -> "FacePoints":
        """Return the points averaged with their mirror images."""
        mirrored = self.multipie[_MIRRORED_INDEX] * MIRROR
        left = 0.5 * (self.tragion_left + self.tragion_right * MIRROR)
        return FacePoints(0.5 * (self.multipie + mirrored), left, left * MIRROR)

    @property
    def pupil_left(self) -> FloatArray:
        """Middle of the left eye's lid contour, mm."""
        middle: FloatArray = self.multipie[42:48].mean(axis=0)
        return middle

    @property
    def brow_height(self) -> float:
        """How far the inner brows lie above the nasion, mm."""
        return float(self.multipie[22, 1] - self.multipie[27, 1])
