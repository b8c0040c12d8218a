"""What the networks say near the template's skin, kept: it does not depend on anybody's codes.

A head is the template moved, so its signed distance is known from three things near the template's
skin: the template's own distance, the trunk's features (which the codes only weight), and points of
the skin from which to look. They take seconds of the networks' time once per bundle; each head then
takes a small matrix product.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from core.arrays import FloatArray, IntArray
from core.inference.device import run_in_chunks
from core.models.bound_head import BoundHead
from core.models.cubic_lattice import (
    STENCIL,
    CubicLattice,
    KnownNodes,
    lattice_over,
    node_places,
)
from core.models.lattice import Lattice
from core.models.layers import SineNetwork
from core.models.windows import part_weights
from core.monitor import Monitor

DISTANCE_SPACING = 1.2
"""Distance of the nodes at which the template's distance is kept, mm."""
FEATURE_SPACINGS = (3.0, 1.5)
"""Distances of the nodes at which features are kept, mm: everywhere, and where shapes are fine."""
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
DISTANCE_ERROR = 0.006
"""Largest estimated error of where the template's distance is zero, mm."""
MOVE_ERROR = 0.004
"""Largest estimated error of a displacement, mm."""
CHUNK = 1024
"""Nodes whose features are weighted at a time."""

MESSAGE = "Learning the template's surroundings"


class BandModel(Protocol):
    """What is asked of the networks."""

    trunk: SineNetwork
    sdf: SineNetwork

    def trunk_inputs(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        """Return what the trunk sees of template points.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.
        side : (n,) Tensor, optional
            Plus or minus one: the side of the lips from which to look.
        """


@dataclass(frozen=True, eq=False)
class Features:
    """The trunk's features at template points, from each point's own side of the lips.

    Attributes
    ----------
    order : (n,) int64 Tensor
        Where in the list of points each row belongs: first those of the remainder alone.
    values : (n, width) float16 Tensor
        The last sine layer.
    shares : (k, 4) float32 Tensor
        Weights of the parts at the last k, where other parts have a share.
    """

    order: Tensor
    values: Tensor
    shares: Tensor

    def moves(self, head: BoundHead) -> Tensor:
        """Return a head's displacement at the points.

        Parameters
        ----------
        head : BoundHead
            Supplies the weights.

        Returns
        -------
        (n, 3) Tensor
            F(t), mm.
        """
        alone = len(self.values) - len(self.shares)
        pieces = [head.weighted(part.float()) for part in torch.split(self.values[:alone], CHUNK)]
        mixed = torch.split(self.values[alone:], CHUNK)
        shares = torch.split(self.shares, CHUNK)
        pieces += [head.weighted(v.float(), w) for v, w in zip(mixed, shares, strict=True)]
        moves = self.shares.new_empty(len(self.values), 3)
        moves[self.order] = torch.cat(pieces)
        return moves


@dataclass(frozen=True, eq=False)
class TemplateBand:
    """The surroundings of the template's skin.

    Attributes
    ----------
    distance : CubicLattice
        S(t), mm.
    lattices : tuple of (KnownNodes, Features)
        Where displacements are read between nodes, the finest first.
    skin : (n, 3) float32 Tensor
        Points on the template's skin, about a millimetre apart, mm.
    normals : (n, 3) float32 Tensor
        Gradients of S there.
    fine : (k,) int64 Tensor
        Those of the skin's points for which no lattice is fine enough.
    fine_features : Features
        Their features.
    """

    distance: CubicLattice
    lattices: tuple[tuple[KnownNodes, Features], ...]
    skin: Tensor
    normals: Tensor
    fine: Tensor
    fine_features: Features

    def moves(self, head: BoundHead) -> list[CubicLattice]:
        """Return a head's displacement on the lattices, the finest first.

        Parameters
        ----------
        head : BoundHead
            Supplies the weights.

        Returns
        -------
        list of CubicLattice
            F(t), mm, trusted where it is smooth enough.
        """
        return [
            CubicLattice(known, features.moves(head), MOVE_ERROR)
            for known, features in self.lattices
        ]


class BandLearner:
    """Asks the networks about the template's surroundings; goes on where it was stopped.

    Parameters
    ----------
    model : BandModel
        The networks.
    skin : (n, 3) float64
        The template's skin, mm.
    device : torch.device
        Where the networks are.
    """

    def __init__(self, model: BandModel, skin: FloatArray, device: torch.device) -> None:
        self._model = model
        self._device = device
        self._low, self._high = skin.min(axis=0) - MARGIN, skin.max(axis=0) + MARGIN
        self._kept: dict[str, tuple[Tensor, int]] = {}

    def learn(self, trials: Sequence[BoundHead], monitor: Monitor) -> TemplateBand:
        """Return the surroundings.

        Parameters
        ----------
        trials : sequence of BoundHead
            Heads that show where displacements are fine.
        monitor : Monitor
            Progress and cancellation; what was found before is kept.

        Returns
        -------
        TemplateBand
            On the networks' device.
        """
        with torch.inference_mode():
            lattice = lattice_over(self._low, self._high, DISTANCE_SPACING)
            wide = HALF_WIDTH + STENCIL_REACH * DISTANCE_SPACING
            watch = monitor.part(0.0, 0.6)

            def distances(places: FloatArray) -> FloatArray:
                values: FloatArray = self._distances(places, watch).cpu().numpy()
                return values

            nodes, values = narrow_band(distances, lattice, wide)
            known = KnownNodes.of(lattice, nodes, self._device)
            column = self._tensor(values)[:, None]
            slope = torch.nan_to_num(known.slopes(column)[:, 0].norm(dim=1), nan=1.0)
            distance = CubicLattice(known, column, DISTANCE_ERROR * slope.clamp(max=1.0))
            skin, normals = _skin_points(lattice, nodes, values)
            near = node_places(lattice, nodes[np.abs(values) <= HALF_WIDTH])
            everywhere = self._tensor(skin)
            watch = monitor.part(0.6, 0.95)
            lattices, rough = self._lattices([self._tensor(near), everywhere], trials, watch)
            fine = torch.nonzero(rough[1])[:, 0]
            places = skin[fine.cpu().numpy()]
            fine_features = self._features(places, monitor.part(0.95, 1.0))
        self._kept.clear()
        return TemplateBand(
            distance, lattices, everywhere, self._tensor(normals), fine, fine_features
        )

    def _lattices(
        self, wanted: list[Tensor], trials: Sequence[BoundHead], monitor: Monitor
    ) -> tuple[tuple[tuple[KnownNodes, Features], ...], list[Tensor]]:
        """Return features around points, and at which of them they are not fine enough."""
        found: list[tuple[KnownNodes, Features]] = []
        rough = [torch.ones(len(w), dtype=torch.bool, device=w.device) for w in wanted]
        for spacing in FEATURE_SPACINGS:
            lattice = lattice_over(self._low, self._high, spacing)
            near = torch.cat([points[flags] for points, flags in zip(wanted, rough, strict=True)])
            if len(near) == 0:
                break
            nodes = _stencils(near.cpu().numpy(), lattice)
            known = KnownNodes.of(lattice, nodes, self._device)
            features = self._features(node_places(lattice, nodes), monitor)
            found.insert(0, (known, features))
            trusted = [torch.ones_like(flags) for flags in rough]
            for head in trials:
                monitor.check()
                moves = CubicLattice(known, features.moves(head), MOVE_ERROR)
                for flags, points in zip(trusted, wanted, strict=True):
                    flags &= moves.cells(points)[0] >= 0
            rough = [flags & ~fine for flags, fine in zip(rough, trusted, strict=True)]
        return tuple(found), rough

    def _tensor(self, array: FloatArray) -> Tensor:
        return torch.as_tensor(array, dtype=torch.float32, device=self._device)

    def _distances(self, places: FloatArray, monitor: Monitor) -> Tensor:
        def ask(points: Tensor) -> Tensor:
            values: Tensor = self._model.sdf(points)
            return values

        return self._asked("distance", ask, places, 1, torch.float32, monitor)[:, 0]

    def _features(self, places: FloatArray, monitor: Monitor) -> Features:
        points = self._tensor(places)
        shares = torch.cat([part_weights(piece) for piece in torch.split(points, 1 << 16)])
        alone = shares[:, -1] >= 1.0
        order = torch.cat([torch.nonzero(alone)[:, 0], torch.nonzero(~alone)[:, 0]])

        def ask(piece: Tensor) -> Tensor:
            return self._model.trunk.features(self._model.trunk_inputs(piece))

        width = self._model.trunk.sines[-1].get_parameter("bias").shape[0]
        sorted_places = places[order.cpu().numpy()]
        values = self._asked("features", ask, sorted_places, width, torch.float16, monitor)
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
            empty = torch.empty(len(places), width, dtype=dtype, device=self._device)
            self._kept[key] = (empty, 0)
        values, done = self._kept[key]

        def work(piece: slice) -> None:
            here = slice(done + piece.start, done + piece.stop)
            values[here] = ask(self._tensor(places[here])).to(dtype)
            self._kept[key] = (values, here.stop)

        run_in_chunks(work, len(places) - done, self._device, monitor, MESSAGE)
        return values


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


def _stencils(points: FloatArray, lattice: Lattice) -> IntArray:
    """Return the nodes of the stencils around points."""
    base = np.floor((points - np.asarray(lattice.origin)) / lattice.spacing).astype(np.int64) - 1
    flags = np.zeros(lattice.shape, dtype=np.bool_)
    flags[tuple(base.T)] = True
    for axis in range(3):
        target = np.moveaxis(flags, axis, 0)
        source = target.copy()
        for step in range(1, STENCIL):
            target[step:] |= source[:-step]
    return np.flatnonzero(flags)


def _skin_points(
    lattice: Lattice, nodes: IntArray, values: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the nodes beside the surface moved onto it, with the gradient found there."""
    volume = np.full(lattice.shape, np.nan, dtype=np.float32)
    volume.reshape(-1)[nodes] = values
    at = np.argwhere(np.abs(volume) < 0.87 * lattice.spacing)
    # In the order of a volume whose first axis is fastest, as extraction's is.
    at = at[np.lexsort(at.T)]
    gradient = np.empty((len(at), 3))
    for axis in range(3):
        step = np.eye(3, dtype=int)[axis]
        after, before = volume[tuple((at + step).T)], volume[tuple((at - step).T)]
        gradient[:, axis] = (after - before) / (2.0 * lattice.spacing)
    square = np.maximum((gradient**2).sum(axis=1), 0.25)
    places = np.asarray(lattice.origin) + lattice.spacing * at
    return places - (volume[tuple(at.T)] / square)[:, None] * gradient, gradient
