"""Fits a person's AIM to the frames of a recording, whichever topology they have."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.geometry.mesh import Mesh
from core.inference.aim_fit import fit_frames
from core.inference.aim_scans import fit_scans
from core.models.aim_person import FittedFrames, PersonAim
from core.monitor import Monitor


@dataclass(frozen=True, eq=False)
class AimFitter:
    """A `core.inference.performance_frames.FrameFitter`.

    Attributes
    ----------
    aim : PersonAim
        The person.
    """

    aim: PersonAim

    def fit(self, frames: Sequence[Mesh], monitor: Monitor, *, ordered: bool) -> FittedFrames:
        """Return the person's skin in every frame.

        Parameters
        ----------
        frames : sequence of Mesh
            In the head frame, mm.
        monitor : Monitor
            Progress and cancellation.
        ordered : bool
            Whether they have the template's vertices in its order.

        Returns
        -------
        FittedFrames
            With errors in mm.
        """
        if ordered:
            return fit_frames(self.aim, np.array([one.vertices for one in frames]), monitor)
        return fit_scans(self.aim, frames, monitor)
