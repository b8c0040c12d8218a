"""Finds where the networks must be asked near the template's skin, so that others need not search.

What is found is small and holds for every head of a bundle: the template's distance at the nodes
around its skin, and the nodes at which the trunk's features are wanted. It is kept in a file
(`core.inference.band_file`); features are asked for anew at every start.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.arrays import BoolArray, FloatArray, IntArray
from core.inference.band_features import FeatureAsker
from core.inference.template_band import LOWER, MOVE_ERRORS, OWN, UPPER, BandModel
from core.models.bound_head import BoundHead
from core.models.cubic_lattice import (
    PIECE,
    STENCIL,
    CubicLattice,
    KnownNodes,
)
from core.models.lattice import Lattice, lattice_over, node_places
from core.models.lips import lip_height, near_lips
from core.monitor import Monitor, stop_if_cancelled

DISTANCE_SPACING = 1.2
"""Distance of the nodes at which the template's distance is kept, mm."""
FEATURE_SPACINGS = (3.0, 1.5)
"""Distances of the nodes at which features are kept, mm: everywhere, and where shapes are fine."""
LIP_SPACING = 0.75
"""The same for either side of the lips."""
LIP_WIDTH = 1.8
"""There template points this close to the skin are covered, mm: the field is fine at the lips."""
LIP_ROOM = 2.5
"""The mouth is everything within this distance of the lips' window, mm."""
LIP_OVERLAP = 3.0
"""Each side of the lips is known this far beyond the sheet that parts them, mm."""
HALF_WIDTH = 2.5
"""Template points this close to the skin are covered, mm."""
STENCIL_REACH = 2.6
"""Nodes of a stencil are mostly within this many spacings of the points between them."""
STEEPEST = 1.3
"""The template's distance changes by at most this per millimetre."""
COARSEST = 8
"""The search for the skin starts with nodes this many times as far apart."""
MARGIN = 12.0
"""Room around the template's skin, mm."""
DISTANCE_ERROR = 0.012
"""Largest estimated error of where the template's distance is zero, mm."""
MIDDLE_ERROR = 0.004
"""Largest error of the distance read in the middle of a stencil, where reading errs most, mm."""
STEPS_PER_MM = 4096
"""Distances are kept in whole numbers of this part of a millimetre."""
SETTINGS = (
    *(DISTANCE_SPACING, FEATURE_SPACINGS, LIP_SPACING, LIP_WIDTH, LIP_ROOM, LIP_OVERLAP),
    *(HALF_WIDTH, STENCIL_REACH, STEEPEST, COARSEST, MARGIN, DISTANCE_ERROR, MIDDLE_ERROR),
    STEPS_PER_MM,
)
"""A record made with other settings is another record."""


@dataclass(frozen=True, eq=False)
class BandRecord:
    """What a survey found.

    Attributes
    ----------
    distance : Lattice
        All nodes for the template's distance.
    nodes : (n,) int64
        Those that are known, ascending.
    values : (n,) int16
        Distances there, in parts of a millimetre (`STEPS_PER_MM`).
    cells : (c,) int64
        First nodes of the stencils that may be trusted, ascending.
    wanted : tuple of (int, Lattice, (k,) int64)
        Sheet, lattice and nodes at which features are wanted; of each sheet the finest first.
    fine : (m,) int64
        Points of the skin for which no lattice is fine enough.
    """

    distance: Lattice
    nodes: IntArray
    values: IntArray
    cells: IntArray
    wanted: tuple[tuple[int, Lattice, IntArray], ...]
    fine: IntArray

    def distances(self) -> FloatArray:
        """Return the distances, (n,) float64, mm."""
        return self.values / STEPS_PER_MM

    def skin(self) -> tuple[FloatArray, FloatArray]:
        """Return points on the skin, and the gradients of the distance there.

        Returns
        -------
        points : (m, 3) float64
            mm.
        gradients : (m, 3) float64
            About unit length.
        """
        return skin_points(self.distance, self.nodes, self.distances())


class BandSurvey:
    """Searches the surroundings of one template's skin.

    Parameters
    ----------
    model : BandModel
        The networks.
    skin : (n, 3) float64
        The template's skin, mm.
    asker : FeatureAsker
        Asks the networks and keeps their answers.
    """

    def __init__(self, model: BandModel, skin: FloatArray, asker: FeatureAsker) -> None:
        self._model = model
        self._asker = asker
        self._low, self._high = skin.min(axis=0) - MARGIN, skin.max(axis=0) + MARGIN

    def record(self, trials: Sequence[BoundHead], monitor: Monitor) -> BandRecord:
        """Search.

        Parameters
        ----------
        trials : sequence of BoundHead
            Heads that show where displacements are fine.
        monitor : Monitor
            Progress and cancellation; what was found before is kept.

        Returns
        -------
        BandRecord
            The same for the same networks and heads.
        """
        lattice, nodes, values, cells = self._distances(monitor.part(0.0, 0.7))
        kept = np.abs(values) <= HALF_WIDTH * STEPS_PER_MM
        near = node_places(lattice, nodes[kept])
        close = torch.from_numpy(np.abs(values[kept]) <= LIP_WIDTH * STEPS_PER_MM)
        close = close.to(self._asker.device)
        skin, _ = skin_points(lattice, nodes, values / STEPS_PER_MM)
        points = [self._asker.tensor(near), self._asker.tensor(skin)]
        sheet = sheets_of(points[1], lips=self._model.parts_lips)
        wanted: list[tuple[int, Lattice, IntArray]] = []
        fine = torch.zeros(len(skin), dtype=torch.bool, device=self._asker.device)
        watch = monitor.part(0.7, 1.0)
        for number in (OWN, UPPER, LOWER) if self._model.parts_lips else (OWN,):
            mine = [_covered(some, number, lips=self._model.parts_lips) for some in points]
            if number != OWN:
                mine[0] &= close
            found, rough = self._lattices(number, points, mine, trials, watch)
            wanted += found
            fine |= rough & (sheet == number)
        rest = torch.nonzero(fine)[:, 0].cpu().numpy()
        return BandRecord(lattice, nodes, values, cells, tuple(wanted), rest)

    def _distances(self, monitor: Monitor) -> tuple[Lattice, IntArray, IntArray, IntArray]:
        """Return the lattice, its known nodes with their distances, and the trusted stencils."""
        lattice = lattice_over(self._low, self._high, DISTANCE_SPACING)
        wide = HALF_WIDTH + STENCIL_REACH * DISTANCE_SPACING

        def distances(places: FloatArray) -> FloatArray:
            return self._asker.distances(places, monitor)

        nodes, found = narrow_band(distances, lattice, wide)
        values = np.rint(found * STEPS_PER_MM)
        known = KnownNodes.of(lattice, nodes, self._asker.device)
        column = self._asker.tensor(values / STEPS_PER_MM)[:, None]
        slope = torch.nan_to_num(known.slopes(column)[:, 0].norm(dim=1), nan=1.0)
        read = CubicLattice(known, column, DISTANCE_ERROR * slope.clamp(max=1.0))
        near = (column.abs() <= HALF_WIDTH + DISTANCE_SPACING)[known.corners.long(), 0].any(dim=1)
        chosen = torch.nonzero(read.trusted & near)[:, 0]
        cells = known.first[chosen].cpu().numpy()
        middles = self._asker.tensor(
            distances(node_places(lattice, cells) + 1.5 * DISTANCE_SPACING)
        )
        middle = middles.new_full((3, len(cells)), 0.5)
        told = torch.cat([read.at(*some)[0] for some in _pieces(chosen, middle)])
        cells = cells[((told - middles).abs() <= MIDDLE_ERROR).cpu().numpy()]
        used = _stencil_nodes(cells, lattice)
        kept = np.isin(nodes, used) | (np.abs(found) <= 2.5 * DISTANCE_SPACING)
        return lattice, nodes[kept], values[kept].astype(np.int16), cells

    def _lattices(
        self,
        sheet: int,
        points: list[Tensor],
        mine: list[Tensor],
        trials: Sequence[BoundHead],
        monitor: Monitor,
    ) -> tuple[list[tuple[int, Lattice, IntArray]], Tensor]:
        """Return where features are wanted, and which skin points they are not fine enough for."""
        found: list[tuple[int, Lattice, IntArray]] = []
        rough = list(mine)
        low, high = self._low, self._high
        for spacing in FEATURE_SPACINGS if sheet == OWN else (LIP_SPACING,):
            near = torch.cat([p[flags] for p, flags in zip(points, rough, strict=True)])
            if len(near) == 0:
                break
            array = near.cpu().numpy().astype(np.float64)
            if sheet != OWN:
                low, high = array.min(axis=0) - MARGIN, array.max(axis=0) + MARGIN
            lattice = lattice_over(low, high, spacing)
            nodes = stencils(array, lattice)
            known = KnownNodes.of(lattice, nodes, self._asker.device)
            features = self._asker.features(node_places(lattice, nodes), sheet, monitor)
            found.insert(0, (sheet, lattice, nodes))
            trusted = [torch.ones_like(flags) for flags in rough]
            for head in trials:
                monitor.check()
                moves = CubicLattice(known, features.moves(head), MOVE_ERRORS[sheet])
                for flags, some in zip(trusted, points, strict=True):
                    flags &= moves.cells(some.T)[0] >= 0
            rough = [flags & ~fine for flags, fine in zip(rough, trusted, strict=True)]
        return found, rough[1]


def sheets_of(skin: Tensor, *, lips: bool) -> Tensor:
    """Return by which sheet points of the skin move.

    Parameters
    ----------
    skin : (n, 3) Tensor
        Template coordinates, mm.
    lips : bool
        Whether the lips may part.

    Returns
    -------
    (n,) int64 Tensor
        `OWN`, `UPPER` or `LOWER`.
    """
    own = torch.full((len(skin),), OWN, dtype=torch.int64, device=skin.device)
    if not lips:
        return own
    side = torch.where(lip_height(skin) >= 0.0, UPPER, LOWER)
    return torch.where(near_lips(skin, LIP_ROOM), side, own)


def _covered(points: Tensor, sheet: int, *, lips: bool) -> Tensor:
    """Return which points a sheet's lattices shall cover; sheets overlap by some millimetres."""
    if not lips:
        return torch.ones(len(points), dtype=torch.bool, device=points.device)
    if sheet == OWN:
        return ~near_lips(points, 0.0)
    height = lip_height(points) if sheet == UPPER else -lip_height(points)
    return near_lips(points, 2.0 * LIP_ROOM) & (height >= -LIP_OVERLAP)


def narrow_band(
    values_at: Callable[[FloatArray], FloatArray], lattice: Lattice, half_width: float
) -> tuple[IntArray, FloatArray]:
    """Find the nodes near a surface, coarse to fine.

    Parameters
    ----------
    values_at : callable
        (n, 3) positions, mm, to (n,) signed distances, mm.
    lattice : Lattice
        The nodes.
    half_width : float
        How near, mm.

    Returns
    -------
    nodes : (n,) int64
        Ascending.
    values : (n,) float64
        Their signed distances, mm.
    """
    origin, shape = np.asarray(lattice.origin), np.array(lattice.shape)
    axes = [np.arange(0, count, COARSEST) for count in shape]
    places = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    steps = np.stack(np.meshgrid(*[(-1, 0, 1)] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
    factor = COARSEST
    while True:
        values = values_at(origin + lattice.spacing * places)
        if factor == 1:
            close = np.abs(values) <= half_width
            nodes = np.ravel_multi_index(tuple(places[close].T), lattice.shape)
            return nodes.astype(np.int64), values[close]
        reach = half_width + STEEPEST * 0.5 * factor * lattice.spacing * 3**0.5
        kept = places[np.abs(values) <= reach]
        factor //= 2
        flags = np.zeros(lattice.shape, dtype=np.bool_)
        for step in steps:
            following = kept + factor * step
            inside = ((following >= 0) & (following < shape)).all(axis=1)
            flags[tuple(following[inside].T)] = True
        places = np.argwhere(flags)


def stencils(points: FloatArray, lattice: Lattice) -> IntArray:
    """Return the nodes of the stencils around points.

    Parameters
    ----------
    points : (n, 3) float64
        mm.
    lattice : Lattice
        The nodes.

    Returns
    -------
    (m,) int64
        Ascending.
    """
    base = np.floor((points - np.asarray(lattice.origin)) / lattice.spacing).astype(np.int64) - 1
    flags = np.zeros(lattice.shape, dtype=np.bool_)
    flags[tuple(base.T)] = True
    return np.flatnonzero(_grown(flags))


def skin_points(
    lattice: Lattice, nodes: IntArray, values: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the nodes beside a surface moved onto it, with the gradient found there.

    Parameters
    ----------
    lattice : Lattice
        The nodes.
    nodes : (n,) int64
        Those that are known.
    values : (n,) float64
        Their signed distances, mm.

    Returns
    -------
    points, gradients : (m, 3) float64
        mm; in the order of a volume whose first axis is fastest, as extraction's is.
    """
    volume = np.full(lattice.shape, np.nan, dtype=np.float32)
    volume.reshape(-1)[nodes] = values
    stop_if_cancelled()
    at = np.argwhere(np.abs(volume) < 0.87 * lattice.spacing)
    stop_if_cancelled()
    at = at[np.lexsort(at.T)]
    gradient = np.empty((len(at), 3))
    for axis in range(3):
        stop_if_cancelled()
        step = np.eye(3, dtype=int)[axis]
        after, before = volume[tuple((at + step).T)], volume[tuple((at - step).T)]
        gradient[:, axis] = (after - before) / (2.0 * lattice.spacing)
    square = np.maximum((gradient**2).sum(axis=1), 0.25)
    places = np.asarray(lattice.origin) + lattice.spacing * at
    return places - (volume[tuple(at.T)] / square)[:, None] * gradient, gradient


def _pieces(cells: Tensor, part: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield as many places as are best read at a time."""
    yield from zip(torch.split(cells, PIECE), torch.split(part, PIECE, dim=1), strict=True)


def _stencil_nodes(first: IntArray, lattice: Lattice) -> IntArray:
    """Return the nodes of the stencils that begin at nodes, in any order."""
    flags = np.zeros(lattice.shape, dtype=np.bool_)
    flags.reshape(-1)[first] = True
    return np.flatnonzero(_grown(flags))


def _grown(flags: BoolArray) -> BoolArray:
    """Flag the rest of the stencils that begin at flagged nodes, in place."""
    for axis in range(3):
        target = np.moveaxis(flags, axis, 0)
        source = target.copy()
        for step in range(1, STENCIL):
            target[step:] |= source[:-step]
    return flags
