"""The camera: standard views, turning, moving, zooming, with or without perspective.

The scale of a view without perspective always follows the camera's distance, so that switching
changes nothing in the plane of the head's middle, and the scale bar is true in both.
"""

from typing import Any

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from app.viewport.views import VIEW_ANGLE_DEGREES, View, place_camera
from core.arrays import FloatArray

_STEEPEST = 89.0
"""Degrees above or below the horizon at which turning ends, so that up stays up."""
_NEAREST, _FARTHEST = 20.0, 20_000.0
"""Distances of the camera from what it looks at, mm."""


class Eye:
    """Moves the camera of one scene; the caller asks for a frame.

    Parameters
    ----------
    renderer : vtkRenderer
        Has the camera.
    """

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        self._camera.SetViewAngle(VIEW_ANGLE_DEGREES)

    @property
    def _camera(self) -> Any:
        return self._renderer.GetActiveCamera()

    # --- where it stands ----------------------------------------------------------------------

    def look_from(self, view: View, points: FloatArray, aspect: float) -> None:
        """Take a standard view.

        Parameters
        ----------
        view : View
            From where.
        points : (n, 3) float64
            What must be seen, mm.
        aspect : float
            Width of the picture over its height.
        """
        place = place_camera(view, points, aspect)
        self.aim(place.position, place.middle, place.up)

    def aim(self, position: Any, middle: Any, up: Any) -> None:
        """Put the camera somewhere.

        Parameters
        ----------
        position, middle, up : (3,) float64
            Head frame, mm.
        """
        camera = self._camera
        camera.SetPosition(*position)
        camera.SetFocalPoint(*middle)
        camera.SetViewUp(*up)
        camera.SetParallelScale(self.distance * np.tan(np.radians(camera.GetViewAngle() / 2.0)))
        self._renderer.ResetCameraClippingRange()

    def place(self) -> dict[str, Any]:
        """Return where the camera stands, as JSON values in mm."""
        camera = self._camera
        return {
            "position": list(camera.GetPosition()),
            "middle": list(camera.GetFocalPoint()),
            "up": list(camera.GetViewUp()),
            "parallel": self.parallel,
        }

    def restore(self, place: Any) -> bool:
        """Put the camera where `place` said; return whether that could be understood."""
        try:
            vectors = [np.array(place[key], dtype=float) for key in ("position", "middle", "up")]
        except (TypeError, KeyError, ValueError):
            return False
        if not all(one.shape == (3,) and np.isfinite(one).all() for one in vectors):
            return False
        if np.linalg.norm(vectors[0] - vectors[1]) < 1.0 or not vectors[2].any():
            return False
        self.set_parallel(place.get("parallel") is True)
        self.aim(*vectors)
        return True

    @property
    def middle(self) -> FloatArray:
        """What it looks at, (3,) mm."""
        return np.array(self._camera.GetFocalPoint())

    @property
    def distance(self) -> float:
        """From the camera to what it looks at, mm."""
        return float(np.linalg.norm(np.array(self._camera.GetPosition()) - self.middle))

    @property
    def parallel(self) -> bool:
        """Whether there is no perspective."""
        return bool(self._camera.GetParallelProjection())

    def set_parallel(self, parallel: bool) -> None:  # noqa: FBT001
        """Look without perspective, or with it."""
        self._camera.SetParallelProjection(parallel)
        self._renderer.ResetCameraClippingRange()

    def axes(self) -> FloatArray:
        """Return unit vectors (3, 3): right and up in the picture, towards the camera."""
        forward = np.array(self._camera.GetPosition()) - self.middle
        forward = forward / np.linalg.norm(forward)
        right = np.cross(self._camera.GetViewUp(), forward)
        right = right / np.linalg.norm(right)
        return np.stack([right, np.cross(forward, right), forward])

    def millimetres_per_pixel(self, height: float) -> float:
        """Return the length of a pixel at the head's middle.

        Parameters
        ----------
        height : float
            Of the picture, pixels.
        """
        half = self.distance * np.tan(np.radians(self._camera.GetViewAngle() / 2.0))
        return float(2.0 * half / max(height, 1.0))

    # --- how it moves -------------------------------------------------------------------------

    def turn(self, round_degrees: float, up_degrees: float = 0.0) -> None:
        """Go round the head, which stays upright.

        Parameters
        ----------
        round_degrees : float
            To the subject's left.
        up_degrees : float
            Towards the crown.
        """
        towards = self.axes()[2]
        height = np.degrees(np.arcsin(np.clip(towards[1], -1.0, 1.0))) + up_degrees
        height = np.radians(np.clip(height, -_STEEPEST, _STEEPEST))
        flat = towards if abs(towards[1]) < np.sin(np.radians(_STEEPEST)) else self._level()
        side = np.arctan2(flat[0], flat[2]) + np.radians(round_degrees)
        level = np.cos(height)
        towards = np.array([level * np.sin(side), np.sin(height), level * np.cos(side)])
        middle = self.middle
        up = np.array([0.0, 1.0, 0.0]) - towards[1] * towards
        self.aim(middle + self.distance * towards, middle, up / np.linalg.norm(up))

    def _level(self) -> FloatArray:
        """Return where the camera would stand after coming down from straight above or below."""
        right, up, towards = self.axes()
        down: FloatArray = -up if towards[1] > 0 else up
        return down if np.hypot(down[0], down[2]) > 1e-6 else np.cross(right, [0.0, 1.0, 0.0])

    def move(self, right: float, up: float) -> None:
        """Move sideways.

        Parameters
        ----------
        right, up : float
            Of the picture's content, mm.
        """
        base = self.axes()
        shift = -right * base[0] - up * base[1]
        position = np.array(self._camera.GetPosition()) + shift
        self.aim(position, self.middle + shift, base[1])

    def zoom(self, share: float) -> None:
        """Come nearer or go away.

        Parameters
        ----------
        share : float
            Of the distance that is left; below one comes nearer.
        """
        middle = self.middle
        distance = float(np.clip(self.distance * share, _NEAREST, _FARTHEST))
        base = self.axes()
        self.aim(middle + distance * base[2], middle, base[1])

    # --- from the picture into space ----------------------------------------------------------

    def ray(self, x: float, y: float) -> tuple[FloatArray, FloatArray]:
        """Return the line of sight through a place in the picture.

        Parameters
        ----------
        x, y : float
            Device pixels from the lower left corner.

        Returns
        -------
        origin, direction : (3,) float64
            Before everything that is seen, mm, and a unit direction.
        """
        near = self._world(x, y, 0.0)
        if self.parallel:
            return near, -self.axes()[2]
        eye = np.array(self._camera.GetPosition())
        ahead = near - eye
        return eye, ahead / np.linalg.norm(ahead)

    def pixel(self, place: FloatArray) -> FloatArray:
        """Return where a place in space is seen, (2,) device pixels from the lower left corner."""
        self._renderer.SetWorldPoint(*place, 1.0)
        self._renderer.WorldToDisplay()
        return np.array(self._renderer.GetDisplayPoint()[:2])

    def pixels(self, places: FloatArray) -> FloatArray:
        """Return where many places in space are seen.

        Parameters
        ----------
        places : (n, 3) float64
            mm.

        Returns
        -------
        (n, 3) float64
            Device pixels from the lower left corner, and the depth, which grows away from the eye.
        """
        width, height = self._renderer.GetSize()
        matrix = self._camera.GetCompositeProjectionTransformMatrix(
            max(width, 1) / max(height, 1), 0.0, 1.0
        )
        rows = np.array([[matrix.GetElement(i, j) for j in range(4)] for i in range(4)])
        seen = np.c_[places, np.ones(len(places))] @ rows.T
        seen = seen[:, :3] / np.where(np.abs(seen[:, 3:]) > 1e-12, seen[:, 3:], 1e-12)
        scale = np.array([width / 2.0, height / 2.0, 1.0])
        return np.asarray((seen + [1.0, 1.0, 0.0]) * scale)

    def _world(self, x: float, y: float, depth: float) -> FloatArray:
        self._renderer.SetDisplayPoint(x, y, depth)
        self._renderer.DisplayToWorld()
        point = np.array(self._renderer.GetWorldPoint())
        return np.asarray(point[:3] / point[3])
