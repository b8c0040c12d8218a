"""The surface of a head: from the template's surroundings, else by the search of any field.

The first fine surface of a bundle waits until the template's surroundings are learnt, some seconds;
that work is kept when it is cancelled, and goes on at the next call.
"""

import contextlib

import numpy as np
import torch

from core.arrays import FloatArray, IntArray
from core.bundles.bundle import Bundle
from core.geometry.grid import RegularGrid
from core.geometry.shell_volume import Volume, further_nodes
from core.geometry.slabs import SlabMemory, closed_mesh, unsampled
from core.inference.band_file import (
    band_key,
    cached_file,
    read_record,
    shipped_file,
    write_record,
)
from core.inference.band_learner import BandLearner
from core.inference.band_survey import BandRecord
from core.inference.device import by_pieces
from core.inference.extraction import Extraction, extract_on
from core.inference.fast_head import MESSAGE
from core.inference.field_sampler import FieldSampler
from core.inference.near_surface import shell_of
from core.inference.shell import Shell
from core.inference.template_band import TemplateBand
from core.models.bound_head import BoundHead
from core.models.parts import PartsModel
from core.monitor import Monitor

TRIALS = 6
"""Drawn heads, every other one with an expression, that show where displacements are fine."""
FIRST_TRIAL = 100
"""Seed of the first of them."""
MOVED_SHARE = 0.2
"""Part of the expression shapes that a trial mixes."""
SEARCHED = 128
"""A surface this coarse is found sooner by the search than after learning."""
MOST_MISSING = 40_000
"""Where more nodes than this are missing beside the surface, it is searched for anew."""
ROUNDS = 6
"""The same where so often nodes that tell the sign of their row turned out to lie elsewhere."""


class HeadSurfaces:
    """Extracts heads of one bundle.

    Parameters
    ----------
    bundle : Bundle
        Supplies template, population and slope bound.
    parts : PartsModel
        Its networks, on their device.
    device : torch.device
        Where they are.
    """

    def __init__(self, bundle: Bundle, parts: PartsModel, device: torch.device) -> None:
        self._bundle = bundle
        self._parts = parts
        self._device = device
        self._learner = BandLearner(parts, bundle.template.skin.vertices, device)
        self._band: TemplateBand | None = None
        self._last: Shell | None = None
        self._slabs = SlabMemory()

    def learn(self, monitor: Monitor) -> TemplateBand:
        """Return the template's surroundings, learning them at the first call.

        Parameters
        ----------
        monitor : Monitor
            Progress and cancellation.

        Returns
        -------
        TemplateBand
            The same at every call.

        Raises
        ------
        CancelledError
            When the monitor was cancelled; what was learnt until then is kept.
        """
        if self._band is None:
            record = self.record()
            watch = monitor
            if record is None:
                record = self.survey(monitor.part(0.0, 0.8))
                # A cache that cannot be written costs time, not work.
                with contextlib.suppress(OSError):
                    write_record(cached_file(self._bundle), record, band_key(self._bundle))
                watch = monitor.part(0.8, 1.0)
            self._band = self._learner.learn(record, watch)
        return self._band

    def forget(self) -> None:
        """Forget the last surface: the next one is made from nothing."""
        self._last, self._slabs = None, SlabMemory()

    def record(self) -> BandRecord | None:
        """Return the survey that was kept for this bundle, with it or on this machine.

        Returns
        -------
        BandRecord or None
            None where there is none, or only a damaged or outdated one.
        """
        key = band_key(self._bundle)
        found = read_record(shipped_file(self._bundle), key)
        return found or read_record(cached_file(self._bundle), key)

    def survey(self, monitor: Monitor) -> BandRecord:
        """Search the template's surroundings; some ten seconds.

        Parameters
        ----------
        monitor : Monitor
            Progress and cancellation; what was found until then is kept.

        Returns
        -------
        BandRecord
            The same for the same bundle.
        """
        return self._learner.survey([self._trial(n) for n in range(TRIALS)], monitor)

    def extract(
        self, head: BoundHead, bounds: FloatArray, resolution: int, monitor: Monitor
    ) -> Extraction:
        """Return the zero surface of a head.

        Parameters
        ----------
        head : BoundHead
            Of this bundle.
        bounds : (2, 3) float64
            The box to look in, mm.
        resolution : int
            Least samples along the box's longest side; the grid is `RegularGrid.steady`.
        monitor : Monitor
            Progress and cancellation.

        Returns
        -------
        Extraction
            Watertight, with its costs.

        Raises
        ------
        BundleError
            When the field gives no number.
        DeviceError
            When the device's memory is full.
        CancelledError
            When the monitor was cancelled.
        """
        grid, watch = RegularGrid.steady(bounds, resolution), monitor
        if self._band is None:
            if resolution <= SEARCHED:
                return self._searched(head, grid, monitor)
            self.learn(monitor.part(0.0, 0.7))
            watch = monitor.part(0.7, 1.0)
        with by_pieces(self._device) as hands:
            return self._found(head, grid, watch, hands)

    def _found(self, head: BoundHead, grid: RegularGrid, watch: Monitor, hands: int) -> Extraction:
        shell = shell_of(head, self.learn(watch), grid, watch.part(0.0, 0.7), self._last)
        closed = self._closed(shell, watch.part(0.7, 0.9), hands)
        if closed is None:
            return self._searched(head, grid, watch)
        watch.report(0.9, "Making triangles")
        mesh = closed_mesh(closed.known, watch, self._slabs, hands)
        self._last = closed
        watch.report(1.0, "Surface ready")
        return Extraction(mesh, closed.samples)

    def _searched(self, head: BoundHead, grid: RegularGrid, monitor: Monitor) -> Extraction:
        return extract_on(
            head,
            grid,
            lipschitz=self._bundle.manifest.lipschitz,
            monitor=monitor,
            device=self._device,
        )

    def _closed(self, shell: Shell, monitor: Monitor, hands: int) -> Shell | None:
        """Sample what is missing beside the surface; None where it is too much."""
        sampler = FieldSampler(shell.fast.head, self._device, None)
        monitor.report(0.1, MESSAGE)

        def evaluate(nodes: IntArray, watch: Monitor) -> Volume:
            return sampler(0, shell.grid, nodes, watch)

        watch, found = monitor.part(0.1, 0.1), shell
        for _ in range(ROUNDS):
            known, exact = found.known, found.exact
            missing = unsampled(known, exact, watch, self._slabs, hands)
            taken = further_nodes(known, exact, missing, evaluate, MOST_MISSING, watch)
            if taken is None:
                return None
            turned, found = found.turned_by(*taken), found.with_sampled(*taken)
            if not turned:
                return found
        return None

    def _trial(self, number: int) -> BoundHead:
        """Return a drawn head."""
        random = np.random.default_rng(number)
        codes, size = self._bundle.statistics.sample(FIRST_TRIAL + number)
        count = len(self._bundle.manifest.expression_names)
        weights = random.random(count) * (random.random(count) < MOVED_SHARE) * (number % 2)
        tensors = {
            part: torch.tensor(code, dtype=torch.float32, device=self._device)
            for part, code in codes.items()
        }
        expression = torch.tensor(weights, dtype=torch.float32, device=self._device)
        with torch.inference_mode():
            return self._parts.bind(tensors, size, None, expression)
