"""Where lips, eyes, brows, hair and beard are on the template, as smooth distances.

Curves run through the template's own landmarks; what has no landmark (hairline, beard) is an
ordinary one, in mm of the mean head.
"""

from collections.abc import Mapping

import numpy as np

from core.arrays import FloatArray


class FaceMap:
    """Where lips, eyes, brows and hair are on the template.

    Parameters
    ----------
    vertices : (n, 3) float64
        Of the template's skin, mm.
    landmarks : mapping of str to int
        Their vertices.
    """

    def __init__(self, vertices: FloatArray, landmarks: Mapping[str, int]) -> None:
        self._at = {name: vertices[index] for name, index in landmarks.items()}

    def _middle(self, name: str) -> FloatArray:
        left, right = self._at[f"{name}_left"], self._at[f"{name}_right"]
        middle: FloatArray = 0.5 * (left + right * np.array([-1.0, 1.0, 1.0]))
        return middle

    def eye_opening(self, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return how far inside the opening of the lids points lie, and how far from its middle.

        Parameters
        ----------
        points : (n, 3) float64
            Template, mm.

        Returns
        -------
        inside, middle : (n,) float64
            mm; `inside` is negative outside the opening.
        """
        inner, outer = self._middle("endocanthion"), self._middle("exocanthion")
        upper, lower = self._middle("palpebrale_superius"), self._middle("palpebrale_inferius")
        across = np.abs(points[:, 0])
        share = np.clip((across - inner[0]) / (outer[0] - inner[0]), 0.0, 1.0)
        line = inner[1] + share * (outer[1] - inner[1])
        arch = 4.0 * share * (1.0 - share)
        middle_line = 0.5 * (inner[1] + outer[1])
        top = line + arch**0.75 * (upper[1] - middle_line)
        foot = line + arch**0.75 * (lower[1] - middle_line)
        inside = np.minimum(top - points[:, 1], points[:, 1] - foot)
        front = points[:, 2] > outer[2] - 6.0
        beyond = (across > inner[0]) & (across < outer[0]) & front
        inside = np.where(beyond, inside, -9.0)
        centre = np.array([0.5 * (inner[0] + outer[0]), 0.5 * (upper[1] + lower[1])])
        away = np.hypot(across - centre[0], points[:, 1] - centre[1])
        return inside, away

    def lips(self, points: FloatArray) -> FloatArray:
        """Return how far inside the red of the lips (n, 3) points lie, mm."""
        corner = self._middle("cheilion")
        peak, dip = self._middle("crista_philtri"), self._at["labiale_superius"]
        foot = self._at["labiale_inferius"]
        across = np.abs(points[:, 0])
        x = [0.0, peak[0], 0.62 * corner[0], corner[0]]
        top = np.interp(
            across, x, [dip[1], peak[1] + 0.3, 0.55 * peak[1] + 0.45 * corner[1], corner[1]]
        )
        below = np.interp(
            across,
            [0.0, 0.45 * corner[0], corner[0]],
            [foot[1], 0.8 * foot[1] + 0.2 * corner[1], corner[1]],
        )
        inside = np.minimum(top - points[:, 1], points[:, 1] - below)
        return np.where((across < corner[0]) & (points[:, 2] > corner[2] - 18.0), inside, -9.0)

    def brow(self, points: FloatArray, height: float, width: float) -> FloatArray:
        """Return how far inside brows (n, 3) points lie, mm; `height` over lids, half `width`."""
        inner, outer = self._middle("endocanthion"), self._middle("exocanthion")
        upper = self._middle("palpebrale_superius")
        across = np.abs(points[:, 0])
        first, last = inner[0] - 5.0, outer[0] + 7.0
        share = np.clip((across - first) / (last - first), 0.0, 1.0)
        line = upper[1] + height + 5.5 * np.sin(np.pi * share**1.4 * 0.85) - 3.0 * share**3
        half = width * (1.0 - 0.75 * share**2)
        inside = np.minimum(
            half - np.abs(points[:, 1] - line), np.minimum(across - first, last - across)
        )
        return np.where(points[:, 2] > 40.0, inside, -9.0)

    def hair(self, points: FloatArray) -> FloatArray:
        """Return how far above an ordinary hairline (n, 3) points lie, mm."""
        x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
        ear = (x > 66.0) & (np.abs(z + 4.0) < 26.0) & (np.abs(y - 2.0) < 42.0)
        line = np.interp(
            z,
            [-70.0, -20.0, 8.0, 32.0, 62.0, 84.0, 98.0],
            [-62.0, -42.0, -4.0, 26.0, 62.0, 82.0, 88.0],
        )
        return np.where(ear, -30.0, y - line)

    def beard(self, points: FloatArray) -> FloatArray:
        """Return how far inside an ordinary beard (n, 3) points lie, mm."""
        nose = self._at["subnasale"]
        side = np.interp(points[:, 2], [20.0, 45.0, 75.0, 95.0], [0.0, -20.0, -38.0, nose[1] - 3.0])
        inside = np.minimum(side - points[:, 1], points[:, 1] + 112.0)
        return np.where(points[:, 2] > 12.0, inside, -9.0)
