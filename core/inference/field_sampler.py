"""Values of a torch field at the nodes of a grid, in chunks, counted.

`WarmSampler` is for fields that find their values by iteration on the template: the iteration of a
node starts where its coarser neighbours ended, so that one step does the work of several.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from core.arrays import FloatArray, IntArray
from core.errors import BundleError
from core.geometry.grid import RegularGrid
from core.inference.device import on_device, run_in_chunks
from core.monitor import Monitor

Floats = npt.NDArray[np.float32]
Field = Callable[[Tensor], Tensor]
"""(n, 3) points, mm, to (n,) signed distances, mm, negative inside."""
WarmField = Callable[[Tensor, Tensor | None, int], tuple[Tensor, Tensor]]
"""(n, 3) points, (n, 3) first guesses or None, steps (0: the field's own number from a cold
start), to (n,) signed distances and (n, 3) solutions."""

MESSAGE = "Sampling the surface"
SETTLED = 0.015
"""A solution that the last step moved by no more than this counts as found, mm."""
ROUNDS = 4
"""Further steps for those that moved farther. What still moves then lies where space folds and
solutions depend on the start: there the cold start decides, as it does for the dense grid."""


class FieldSampler:
    """Evaluates a field at nodes.

    Parameters
    ----------
    field : callable
        The field.
    device : torch.device
        Where it runs.
    chunk : int or None
        Points at a time; by device otherwise.
    """

    def __init__(self, field: Field, device: torch.device, chunk: int | None) -> None:
        self._field = field
        self._device = device
        self._chunk = chunk
        self.count = 0

    def __call__(self, level: int, grid: RegularGrid, nodes: IntArray, monitor: Monitor) -> Floats:
        """Evaluate.

        Parameters
        ----------
        level : int
            Zero is the finest; coarser ones come first.
        grid : RegularGrid
            The level's grid.
        nodes : (n,) int64
            Flat indices.
        monitor : Monitor
            Progress and cancellation.

        Returns
        -------
        (n,) float32
            mm.

        Raises
        ------
        BundleError
            When the field gives no number.
        DeviceError
            When the device's memory is full.
        """
        values = np.empty(len(nodes), dtype=np.float32)

        def work(piece: slice) -> None:
            points = self._tensor(grid.points(nodes[piece]))
            values[piece] = self._values(level, grid, nodes, piece, points)

        with torch.inference_mode():
            run_in_chunks(work, len(nodes), self._device, monitor, MESSAGE, chunk=self._chunk)
        self.count += len(nodes)
        if not np.isfinite(values).all():
            raise BundleError(
                "The model gave a distance that is not a number for this head; "
                "reset the codes, or reinstall the bundle."
            )
        return values

    def _tensor(self, array: FloatArray | Floats) -> Tensor:
        return on_device(array, self._device)

    def _values(
        self, level: int, grid: RegularGrid, nodes: IntArray, piece: slice, points: Tensor
    ) -> Floats:
        del level, grid, nodes, piece
        values: Floats = self._field(points).cpu().numpy()
        return values


class WarmSampler(FieldSampler):
    """Evaluates a field whose iteration can be started from a guess.

    Keeps, for the level above the one that is sampled, how far each node's solution lies from the
    node; between nodes that is smooth, so its interpolation is a good guess.

    Parameters
    ----------
    field : callable
        With guess and steps.
    device : torch.device
        Where it runs.
    chunk : int or None
        Points at a time; by device otherwise.
    """

    def __init__(self, field: WarmField, device: torch.device, chunk: int | None) -> None:
        super().__init__(lambda points: field(points, None, 0)[0], device, chunk)
        self._warm = field
        self._level = -1
        self._carried: Floats | None = None
        self._found: Floats = np.empty((0, 0, 0, 3), dtype=np.float32)

    def __call__(self, level: int, grid: RegularGrid, nodes: IntArray, monitor: Monitor) -> Floats:
        """Evaluate; as `FieldSampler`.

        Parameters
        ----------
        level : int
            Zero is the finest; coarser ones come first.
        grid : RegularGrid
            The level's grid.
        nodes : (n,) int64
            Flat indices.
        monitor : Monitor
            Progress and cancellation.

        Returns
        -------
        (n,) float32
            mm.
        """
        self._enter(level, grid)
        return super().__call__(level, grid, nodes, monitor)

    def _enter(self, level: int, grid: RegularGrid) -> None:
        """Make what was found on the levels above the guesses for this one."""
        if self._level < 0:
            self._level = level
            self._found = np.zeros((*grid.volume_shape, 3), dtype=np.float32)
            return
        while self._level > level:
            self._carried = self._found
            self._level -= 1
            if self._level > 0:
                self._found = _twice_as_fine(self._carried)

    def _values(
        self, level: int, grid: RegularGrid, nodes: IntArray, piece: slice, points: Tensor
    ) -> Floats:
        places = grid.node_indices(nodes[piece])
        if self._carried is None:
            values, solution = self._warm(points, None, 0)
        else:
            guess = points + self._tensor(_between(self._carried, places))
            values, solution = self._settled(points, guess)
        if level > 0 or self._carried is None:
            x, y, z = places.T
            self._found[z, y, x] = (solution - points).cpu().numpy()
        distances: Floats = values.cpu().numpy()
        return distances

    def _settled(self, points: Tensor, guess: Tensor) -> tuple[Tensor, Tensor]:
        """Step from the guess until solutions rest; start cold where they do not."""
        values, solution = self._warm(points, guess, 1)
        moving = torch.nonzero((solution - guess).norm(dim=1) > SETTLED)[:, 0]
        for _ in range(ROUNDS):
            if len(moving) == 0:
                return values, solution
            start = solution[moving]
            values[moving], following = self._warm(points[moving], start, 1)
            solution[moving] = following
            moving = moving[(following - start).norm(dim=1) > SETTLED]
        if len(moving):
            values[moving], solution[moving] = self._warm(points[moving], None, 0)
        return values, solution


def _twice_as_fine(volume: Floats) -> Floats:
    """Return a volume of vectors interpolated onto the grid of half the spacing."""
    for axis in range(3):
        shape = list(volume.shape)
        shape[axis] = 2 * shape[axis] - 1
        finer = np.empty(shape, dtype=np.float32)
        source, target = np.moveaxis(volume, axis, 0), np.moveaxis(finer, axis, 0)
        target[::2] = source
        np.add(source[:-1], source[1:], out=target[1::2])
        target[1::2] *= 0.5
        volume = finer
    return volume


def _between(volume: Floats, places: IntArray) -> Floats:
    """Return vectors of a volume at nodes of the grid of half the spacing.

    Parameters
    ----------
    volume : (nz, ny, nx, 3) float32
        At the coarser nodes.
    places : (n, 3) int64
        Finer nodes, along x, y and z.

    Returns
    -------
    (n, 3) float32
        Means of the up to eight coarser nodes around each.
    """
    flat = volume.reshape(-1, 3)
    strides = np.array([1, volume.shape[2], volume.shape[1] * volume.shape[2]])
    low = (places >> 1) @ strides
    step = (places & 1) * strides
    total: Floats = flat[low]
    for corner in range(1, 8):
        chosen = np.array([corner & 1, (corner >> 1) & 1, corner >> 2])
        total += flat[low + step @ chosen]
    mean: Floats = 0.125 * total
    return mean
