"""What fitting photographs needs from outside: a picture, and networks."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from core.arrays import FloatArray, IntArray
from core.models.landmark_net import LandmarkNet
from core.models.photo_encoder import FaceEncoder


class Picture(Protocol):
    """A photograph as the fit needs it; `core.imaging.photo_file.Photo` is one."""

    @property
    def name(self) -> str:
        """For people."""
        ...

    @property
    def picture(self) -> npt.NDArray[np.uint8]:
        """sRGB, upright, (h, w, 3)."""
        ...

    @property
    def focal(self) -> float | None:
        """Focal length, pixels; None where the camera noted none."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """What reading it found worth saying, a sentence each."""
        ...

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the picture (x, y), pixels."""
        ...


class Nets(Protocol):
    """Networks for photographs; `core.bundles.photo_nets.PhotoNets` is one."""

    @property
    def vertices(self) -> IntArray:
        """Template vertices of the landmarks, the first 68 as Multi-PIE orders them."""
        ...

    @property
    def wide(self) -> LandmarkNet:
        """Finds them in crops that lie anyhow."""
        ...

    @property
    def close(self) -> LandmarkNet:
        """Finds them in crops that are set upright."""
        ...

    @property
    def coarse(self) -> FaceEncoder | None:
        """Of the second method; None while there is none."""
        ...

    @property
    def hybrid(self) -> FaceEncoder | None:
        """Of the third method; None while there is none."""
        ...

    @property
    def colour_mean(self) -> FloatArray:
        """Linear RGB of the mean face on the template, (n, 3)."""
        ...

    @property
    def colour_modes(self) -> FloatArray:
        """How colours vary, per standard deviation, (c, n, 3)."""
        ...
