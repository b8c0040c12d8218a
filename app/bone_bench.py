"""Makes the inferred skull ready to be drawn: shaded, and with what it can be coloured by.

That is its deviation and, where a CT shows the real one, the difference to it. Worker thread only.
"""

from typing import TYPE_CHECKING

import numpy as np

from app.shading import openness
from app.surfaces import ColourBy, Surface, surface_from

if TYPE_CHECKING:
    from core.document.real_skull import RealSkull
    from core.evaluation.ct_comparison import SkullComparison
    from core.inference.skull_from_skin import SkullEstimate


class BoneBench:
    """Remembers the real skull and the last comparison with it."""

    def __init__(self) -> None:
        self._real: RealSkull | None = None
        self._compared: tuple[SkullEstimate, SkullComparison] | None = None

    @property
    def real(self) -> "RealSkull | None":
        """The real skull of the open case, where it has one."""
        return self._real

    def use(self, real: "RealSkull | None") -> None:
        """Compare with another real skull from now on.

        Parameters
        ----------
        real : RealSkull or None
            Head frame, mm.
        """
        self._real, self._compared = real, None

    def compare(self, estimate: "SkullEstimate") -> "SkullComparison | None":
        """Return how far an inferred skull is from the real one.

        Parameters
        ----------
        estimate : SkullEstimate
            The inferred skull.

        Returns
        -------
        SkullComparison or None
            None without a CT. Asking again of the same estimate costs nothing.
        """
        if self._real is None:
            return None
        if self._compared is None or self._compared[0] is not estimate:
            from core.evaluation.ct_comparison import compare_with_ct

            found = compare_with_ct(estimate.mesh, estimate.labels, estimate.std_mm, self._real)
            self._compared = (estimate, found)
        return self._compared[1]

    def surface(self, estimate: "SkullEstimate", compared: "SkullComparison | None") -> Surface:
        """Return an inferred skull ready to be drawn.

        Parameters
        ----------
        estimate : SkullEstimate
            The inferred skull.
        compared : SkullComparison or None
            From `compare`.

        Returns
        -------
        Surface
            With what it can be coloured by.
        """
        values = {ColourBy.UNCERTAINTY: np.asarray(estimate.std_mm, dtype=np.float64)}
        if compared is not None:
            values[ColourBy.DIFFERENCE] = compared.signed
        shade = openness(estimate.mesh).astype(np.float32)
        return surface_from(estimate.mesh, shade, values)


def deviation_told(estimate: "SkullEstimate") -> tuple[float, float, float]:
    """Return mean, least and largest standard deviation of a skull, mm.

    Parameters
    ----------
    estimate : SkullEstimate
        The inferred skull.

    Returns
    -------
    (float, float, float)
        Over all vertices.
    """
    std = estimate.std_mm
    return float(np.mean(std)), float(np.min(std)), float(np.max(std))
