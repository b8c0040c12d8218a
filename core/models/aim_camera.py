"""Cameras that landmarks are seen by: where a point falls, and how that changes with the point.

Camera frame: +x right, +y down in the picture, +z away from the camera; mm. Pictures in pixels.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from core.arrays import FloatArray

NEAREST = 1.0
"""Points nearer to a pinhole than this are taken to be there, mm."""


class Camera(Protocol):
    """What landmarks are fitted through."""

    @property
    def scaled(self) -> bool:
        """Whether the distance to the head only shows as a scale, which is then found."""

    def project(self, points: FloatArray) -> FloatArray:
        """Return where points fall.

        Parameters
        ----------
        points : (n, 3) float64
            Camera frame, mm.

        Returns
        -------
        (n, r) float64
            Pixels.
        """

    def slope(self, points: FloatArray) -> FloatArray:
        """Return how the places change with the points.

        Parameters
        ----------
        points : (n, 3) float64
            Camera frame, mm.

        Returns
        -------
        (n, r, 3) float64
            Pixels per mm.
        """


@dataclass(frozen=True)
class PinholeCamera:
    """A camera with perspective.

    Attributes
    ----------
    focal : float
        Focal length, pixels.
    centre : tuple of 2 float
        Principal point, pixels.
    """

    focal: float
    centre: tuple[float, float] = (0.0, 0.0)

    @property
    def scaled(self) -> bool:
        """Whether the scale is found: no, the distance shows by itself."""
        return False

    def project(self, points: FloatArray) -> FloatArray:
        """Return where points fall, pixels; see `Camera.project` for `points`."""
        depth = np.maximum(points[:, 2:], NEAREST)
        place: FloatArray = self.focal * points[:, :2] / depth + np.array(self.centre)
        return place

    def slope(self, points: FloatArray) -> FloatArray:
        """Return pixels per mm; see `Camera.slope` for `points`."""
        depth = np.maximum(points[:, 2], NEAREST)
        slope = np.zeros((len(points), 2, 3))
        slope[:, 0, 0] = slope[:, 1, 1] = self.focal / depth
        slope[:, :, 2] = -self.focal * points[:, :2] / depth[:, None] ** 2
        return slope


@dataclass(frozen=True)
class OrthographicCamera:
    """A camera far away: no perspective, one scale for the whole head.

    Attributes
    ----------
    centre : tuple of 2 float
        Where the camera frame's axis falls, pixels.
    """

    centre: tuple[float, float] = (0.0, 0.0)

    @property
    def scaled(self) -> bool:
        """Whether the scale is found: yes."""
        return True

    def project(self, points: FloatArray) -> FloatArray:
        """Return where points fall, pixels; see `Camera.project` for `points`."""
        place: FloatArray = points[:, :2] + np.array(self.centre)
        return place

    def slope(self, points: FloatArray) -> FloatArray:
        """Return pixels per mm; see `Camera.slope` for `points`."""
        return np.broadcast_to(np.eye(3)[:2], (len(points), 2, 3)).copy()


@dataclass(frozen=True)
class PositionSensor:
    """Sees positions themselves: landmarks in space, mm in place of pixels."""

    @property
    def scaled(self) -> bool:
        """Whether the scale is found: no."""
        return False

    def project(self, points: FloatArray) -> FloatArray:
        """Return the points, mm; see `Camera.project` for `points`."""
        return points

    def slope(self, points: FloatArray) -> FloatArray:
        """Return the identity; see `Camera.slope` for `points`."""
        return np.broadcast_to(np.eye(3), (len(points), 3, 3)).copy()
