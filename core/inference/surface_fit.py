"""Fits the population to a scan: partners and codes in turn, from far to near."""

from collections.abc import Callable

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.inference.correspondence import ScanPartners
from core.inference.fitting import CodeFit, CodeFitter, Planes
from core.monitor import Monitor

Watcher = Callable[[FloatArray], None]
"""Is shown the surface while it converges, (N_skin, 3) in mm."""

FIRST = ((8.0, 0.02), (8.0, 0.05), (6.0, 0.1), (6.0, 0.2), (5.0, 0.3))
"""Tolerance (mm) and say of the scan in the rounds up to the first result: a scan believed too
early drags the mouth into the fold beneath it."""
CLOSER = ((4.0, 0.5), (4.0, 0.7), (3.0, 1.0), (3.0, 1.0), (2.5, 1.0), (2.0, 1.0), (2.0, 1.0))
"""Of the rounds after it."""
FARTHEST = 10.0
"""Points of the scan farther away are not the face's when starts are compared, mm."""
STEADY_MM = 0.02
"""The last tolerance is repeated until vertices move less than this on average, mm."""
MOST_ROUNDS = 8
"""Repetitions at the last tolerance at most."""


class PopulationPrior:
    """The population as registration follows it, keeping what it found (`ShapePrior`).

    Parameters
    ----------
    fitter : CodeFitter
        The population.
    skin : Mesh
        Template skin.
    size : float, optional
        Holds the relative head size.
    first : callable, optional
        Receives the first usable result.
    watch : callable, optional
        Receives the surface (N_skin, 3) of every round, mm, in the scan's place.

    Attributes
    ----------
    fit : CodeFit or None
        The head that was last followed.
    """

    def __init__(
        self,
        fitter: CodeFitter,
        skin: Mesh,
        *,
        size: float | None = None,
        first: Callable[[CodeFit], None] | None = None,
        watch: Watcher | None = None,
    ) -> None:
        self._fitter = fitter
        self._skin = skin
        self._size = size
        self._first = first
        self._watch = watch
        self.fit: CodeFit | None = None

    def follow(
        self, partners: ScanPartners, vertices: FloatArray, say: FloatArray, monitor: Monitor
    ) -> FloatArray:
        """Return the population's closest head, in the scan's place; see `ShapePrior`.

        Parameters
        ----------
        partners : ScanPartners
            The scan.
        vertices : (N_skin, 3) float64
            The template moved, turned and scaled onto it, mm.
        say : (N_skin,) float64
            Weight of each vertex.
        monitor : Monitor
            Progress and cancellation.

        Returns
        -------
        (N_skin, 3) float64
            mm, in the frame of `vertices`.
        """
        self.fit = fit_surface(
            self._fitter,
            self._skin,
            partners,
            self._fitter.start(vertices, size=self._size),
            say,
            monitor,
            hold_size=self._size is not None,
            first=self._first,
            watch=self._watch,
        )
        return self.fit.in_place


def fit_surface(
    fitter: CodeFitter,
    skin: Mesh,
    partners: ScanPartners,
    start: CodeFit,
    say: FloatArray,
    monitor: Monitor,
    *,
    hold_size: bool = False,
    first: Callable[[CodeFit], None] | None = None,
    watch: Watcher | None = None,
) -> CodeFit:
    """Return the most likely head on a scan.

    Parameters
    ----------
    fitter : CodeFitter
        The population.
    skin : Mesh
        Template skin; its triangles are used.
    partners : ScanPartners
        The scan.
    start : CodeFit
        Roughly in place.
    say : (n,) float64
        Weight of each template vertex.
    monitor : Monitor
        Progress and cancellation.
    hold_size : bool
        Whether the size stays.
    first : callable, optional
        Receives the first usable result.
    watch : callable, optional
        Receives the surface of every round.

    Returns
    -------
    CodeFit
        In the scan's frame.
    """
    begun = [start, fitter.with_open_jaw(start)]
    found = []
    for number, fit in enumerate(fit for fit in begun if fit is not None):
        monitor.report(0.15 * number, "Finding the closest head")
        for tolerance, belief in FIRST:
            fit = _round(fitter, skin, partners, fit, say, tolerance, belief, hold_size=hold_size)
        found.append(fit)
    fit = min(found, key=lambda fit: _miss(skin, partners, fit))
    if first is not None:
        first(fit)
    show = watch or _unwatched
    for number, (tolerance, belief) in enumerate(CLOSER):
        monitor.report(0.3 + 0.5 * number / len(CLOSER), "Finding the closest head")
        show(fit.in_place)
        fit = _round(fitter, skin, partners, fit, say, tolerance, belief, hold_size=hold_size)
    for number in range(MOST_ROUNDS):
        monitor.report(0.8 + 0.2 * number / MOST_ROUNDS, "Finding the closest head")
        before = fit.in_place
        fit = _round(fitter, skin, partners, fit, say, *CLOSER[-1], hold_size=hold_size)
        if np.linalg.norm(fit.in_place - before, axis=1).mean() < STEADY_MM:
            break
    return fit


def _unwatched(_: FloatArray) -> None:
    """Show a surface to nobody."""


def _miss(skin: Mesh, partners: ScanPartners, fit: CodeFit) -> float:
    """Return how far the scan lies from a head, points beyond it counting no more than that."""
    _, back = partners.of_scan(skin.with_vertices(fit.in_place), FIRST[-1][0])
    return float(np.minimum(back.distance, FARTHEST).mean())


def _round(
    fitter: CodeFitter,
    skin: Mesh,
    partners: ScanPartners,
    fit: CodeFit,
    say: FloatArray,
    tolerance: float,
    belief: float,
    *,
    hold_size: bool,
) -> CodeFit:
    found = partners.of_template(skin.with_vertices(fit.in_place), tolerance)
    weight = belief * found.weights * say
    rows = fitter.used[weight[fitter.used] > 0.0]
    if len(rows) == 0:
        return fit
    planes = Planes(rows, found.normals[rows], found.places[rows], weight[rows])
    return fitter.improve(fit, planes, hold_size=hold_size)
