"""A performance: how a face moves over time, as a plain value.

It belongs to no person: the weights drive the expressions of any head. What only the performing
person can show (every point's own movement) is kept beside it, in `core.inference`.
"""

from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray, frozen_floats
from core.errors import PerformanceError

FPS_LIMITS = (1.0, 240.0)
"""Frames a second that can be played."""


@dataclass(frozen=True, eq=False)
class Performance:
    """Weights of the expressions, frame by frame.

    Attributes
    ----------
    names : tuple of str
        The models' expressions that the weights belong to.
    fps : float
        Frames a second.
    weights : (F, E) float64
        0 (absent) to 1 (full).
    source : str
        Where it came from, for people.
    jaw : (F, 6) float64 or None
        How the mandible moved, where that was found: rotation vector (radians) and translation
        (mm) about the head frame's origin. Otherwise it follows from the weights.
    errors : (F,) float64 or None
        How far the face that was fitted lies from what was recorded, mm in the mean; NaN where it
        is not known. None where nothing was fitted.
    notes : tuple of str
        Sentences for the user about what was guessed, left out or is missing.

    Raises
    ------
    PerformanceError
        When there are no frames, or the numbers do not belong together.
    """

    names: tuple[str, ...]
    fps: float
    weights: FloatArray
    source: str = ""
    jaw: FloatArray | None = None
    errors: FloatArray | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(self.names))
        object.__setattr__(self, "fps", float(self.fps))
        object.__setattr__(self, "weights", frozen_floats(self.weights))
        what = self.source or "The performance"
        shape = self.weights.shape
        if len(shape) != 2 or shape[1] != len(self.names) or not shape[0]:
            raise PerformanceError(f"{what} holds no frames; record it again.")
        if not np.isfinite(self.weights).all():
            raise PerformanceError(f"{what} holds weights that are no numbers; record it again.")
        low, high = FPS_LIMITS
        if not low <= self.fps <= high:
            raise PerformanceError(
                f"{what} has {self.fps:.4g} frames a second; give {low:.0f} to {high:.0f}."
            )
        self._freeze("jaw", (shape[0], 6))
        self._freeze("errors", (shape[0],))

    def _freeze(self, name: str, shape: tuple[int, ...]) -> None:
        values = getattr(self, name)
        if values is None:
            return
        frozen = frozen_floats(values)
        if frozen.shape != shape:
            raise PerformanceError(
                f"{self.source or 'The performance'} has {shape[0]} frames but {name} for "
                f"{len(frozen)}; read it again."
            )
        object.__setattr__(self, name, frozen)

    @property
    def frame_count(self) -> int:
        """F."""
        return len(self.weights)

    @property
    def seconds(self) -> float:
        """From the first frame to the end of the last."""
        return self.frame_count / self.fps

    def frame_at(self, seconds: float) -> int:
        """Return which frame is seen at a time.

        Parameters
        ----------
        seconds : float
            From the beginning.

        Returns
        -------
        int
            From zero; the first or last one for times outside.
        """
        # A time that was made from a frame must give that frame whatever the rounding.
        frame = int(np.floor(seconds * self.fps + 1e-6))
        return min(max(frame, 0), self.frame_count - 1)

    def expression(self, frame: int) -> tuple[float, ...]:
        """Return the expression of a frame as a document holds it.

        Parameters
        ----------
        frame : int
            From zero.

        Returns
        -------
        tuple of float
            One weight per name, limited to 0 to 1.
        """
        return tuple(float(weight) for weight in np.clip(self.weights[frame], 0.0, 1.0))

    def at_rate(self, fps: float) -> "Performance":
        """Return the same frames played at another speed.

        Parameters
        ----------
        fps : float
            Frames a second, within `FPS_LIMITS`.

        Returns
        -------
        Performance
            Same frames.
        """
        return replace(self, fps=fps)
