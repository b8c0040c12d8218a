"""Asks the networks near the template's skin, and goes on where it was stopped."""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from core.arrays import FloatArray
from core.inference.device import run_in_chunks
from core.inference.template_band import SIDES, BandModel, Features
from core.models.windows import part_weights
from core.monitor import Monitor

MESSAGE = "Learning the template's surroundings"
PIECE = 1 << 16
"""Points whose parts are weighed at a time."""


class FeatureAsker:
    """Keeps the networks' answers until they are taken.

    Parameters
    ----------
    model : BandModel
        The networks.
    device : torch.device
        Where they are.
    """

    def __init__(self, model: BandModel, device: torch.device) -> None:
        self._model = model
        self.device = device
        self._kept: dict[str, tuple[Tensor, int]] = {}

    def tensor(self, array: FloatArray) -> Tensor:
        """Return an array on the device, in single precision."""
        return torch.as_tensor(array, dtype=torch.float32, device=self.device)

    def forget(self) -> None:
        """Drop the answers."""
        self._kept.clear()

    def distances(self, places: FloatArray, monitor: Monitor) -> FloatArray:
        """Return the template's distance.

        Parameters
        ----------
        places : (n, 3) float64
            Template coordinates, mm.
        monitor : Monitor
            Progress and cancellation; answers until then are kept.

        Returns
        -------
        (n,) float64
            S(t), mm.
        """

        def ask(points: Tensor) -> Tensor:
            values: Tensor = self._model.sdf(points)
            return values

        found = self._asked("distance", ask, places, 1, torch.float32, monitor)
        values: FloatArray = found[:, 0].cpu().numpy().astype(np.float64)
        return values

    def features(self, places: FloatArray, sheet: int, monitor: Monitor) -> Features:
        """Return the trunk's features.

        Parameters
        ----------
        places : (n, 3) float64
            Template coordinates, mm.
        sheet : int
            From which side of the lips to look (`core.inference.template_band.SIDES`).
        monitor : Monitor
            Progress and cancellation; answers until then are kept.

        Returns
        -------
        Features
            In half precision.
        """
        points, side = self.tensor(places), SIDES[sheet]
        pieces = [part_weights(piece) for piece in torch.split(points, PIECE)]
        shares = torch.cat(pieces) if pieces else points.new_empty(0, 4)
        alone = shares[:, -1] >= 1.0
        order = torch.cat([torch.nonzero(alone)[:, 0], torch.nonzero(~alone)[:, 0]])

        def ask(piece: Tensor) -> Tensor:
            sides = None if side is None else piece.new_full((len(piece),), side)
            return self._model.trunk.features(self._model.trunk_inputs(piece, sides))

        width = self._model.trunk.sines[-1].get_parameter("bias").shape[0]
        sorted_places = places[order.cpu().numpy()]
        name = f"features {sheet}"
        values = self._asked(name, ask, sorted_places, width, torch.float16, monitor)
        return Features(order, values, shares[~alone])

    def _asked(
        self,
        name: str,
        ask: Callable[[Tensor], Tensor],
        places: FloatArray,
        width: int,
        dtype: torch.dtype,
        monitor: Monitor,
    ) -> Tensor:
        """Ask a network, from where an earlier call for the same places was stopped."""
        key = f"{name} {len(places)} {places.sum()}"
        if key not in self._kept:
            empty = torch.empty(len(places), width, dtype=dtype, device=self.device)
            self._kept[key] = (empty, 0)
        values, done = self._kept[key]

        def work(piece: slice) -> None:
            here = slice(done + piece.start, done + piece.stop)
            values[here] = ask(self.tensor(places[here])).to(dtype)
            self._kept[key] = (values, here.stop)

        run_in_chunks(work, len(places) - done, self.device, monitor, MESSAGE)
        return values
