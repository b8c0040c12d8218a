"""Where lips, eyes, brows, hair and beard are on the template, as smooth distances.

Curves run through the template's own landmarks; what has no landmark (hairline, beard) is an
ordinary one, in mm of the mean head.
"""

from collections.abc import Mapping

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import FloatArray, IntArray

USUAL_BROW = 11.5
"""How high brows begin over the edge of the lid, mm."""


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
        across = np.abs(points[:, 0])
        first, last = self._brow_ends()
        share = np.clip((across - first) / (last - first), 0.0, 1.0)
        half = width * (1.0 - 0.75 * share**2)
        inside = np.minimum(
            half - np.abs(points[:, 1] - self._brow_line(share, height)),
            np.minimum(across - first, last - across),
        )
        return np.where(points[:, 2] > 40.0, inside, -9.0)

    def brow_marks(self, points: FloatArray) -> IntArray:
        """Return which points lie best along ordinary brows, as Multi-PIE orders them.

        Parameters
        ----------
        points : (n, 3) float64
            Template, mm.

        Returns
        -------
        (10,) int64
            From the outer end of the right brow to that of the left.
        """
        first, last = self._brow_ends()
        share = np.array([1.0, 0.75, 0.5, 0.25, 0.0])
        half = np.column_stack([first + share * (last - first), self._brow_line(share, USUAL_BROW)])
        wanted = np.vstack([half * [-1.0, 1.0], half[::-1]])
        front = np.flatnonzero(points[:, 2] > 40.0)
        _, nearest = cKDTree(points[front, :2]).query(wanted)
        marks: IntArray = front[nearest]
        return marks

    def _brow_ends(self) -> tuple[float, float]:
        """Return how far from the middle a brow begins and ends, mm."""
        return (
            float(self._middle("endocanthion")[0]) - 5.0,
            float(self._middle("exocanthion")[0]) + 7.0,
        )

    def _brow_line(self, share: FloatArray, height: float) -> FloatArray:
        """Return how high the middle of a brow runs, mm, from its inner to its outer end."""
        bow = 5.5 * np.sin(np.pi * share**1.4 * 0.85) - 3.0 * share**3
        line: FloatArray = self._middle("palpebrale_superius")[1] + height + bow
        return line

    def mouth(self, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return how far behind the lips points lie, and how high between them.

        The template's lips bend inward to a row of triangles that an open mouth stretches: what is
        seen between the lips is painted there.

        Parameters
        ----------
        points : (n, 3) float64
            Template, mm.

        Returns
        -------
        inside : (n,) float64
            mm; negative before the row.
        height : (n,) float64
            From 0 at the lower lip to 1 at the upper.
        """
        middle, corner = self._at["stomion"], self._middle("cheilion")
        across = points[:, 0] - middle[0]
        inside = middle[2] - 6.0 - 0.0125 * across**2 - points[:, 2]
        height = (points[:, 1] - middle[1] + 0.8) / 1.7
        between = (np.abs(height - 0.5) < 1.5) & (np.abs(across) < 0.85 * corner[0])
        return np.where(between, inside, -9.0), np.clip(height, 0.0, 1.0)

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
