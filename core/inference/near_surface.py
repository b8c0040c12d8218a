"""A head's distance at the grid nodes beside its skin, from the template's skin moved to the head.

Every node near the skin is near some moved skin point, and close to it space moves almost
linearly: the node's template point is that skin point and one small step by the inverse slope of
the movement. How the movement then misses the node says whether the step was good enough; the rest
take further quasi-Newton steps. At the mouth both lips are asked (`core.inference.lip_nodes`). What
does not come to rest goes the slow way of the dense grid. After an edit only nodes of touched skin
are worked out; the others keep their values.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import torch
from scipy.spatial import cKDTree
from torch import Tensor

from core.arrays import IntArray
from core.errors import BundleError
from core.geometry.grid import RegularGrid
from core.geometry.shell_volume import owners
from core.inference.device import chunk_size, in_parallel, on_device, piece_size, run_in_chunks
from core.inference.fast_head import MESSAGE, FastHead
from core.inference.lip_nodes import lip_values
from core.inference.newton import solved, started
from core.inference.shell import Flags, Floats, Owners, Shell
from core.inference.template_band import TemplateBand
from core.models.bound_head import BoundHead
from core.monitor import Monitor

MARGIN = 0.12
"""The linear estimate decides which nodes are beside the surface with this allowance, cells."""
LIP_ROOM = 1.5
"""At the mouth nodes this many times as far count as beside: the other lip may be nearer."""
FOLD_REACH = 5.0
"""This near to a fold, and to skin that it covers, the slow way decides, mm."""
COVERED_REACH = 40.0
"""Skin this near to a fold is asked whether other skin covers it, mm: it then has two answers."""
COVERED_STEP = 24
"""Every so many points of it are asked: about one in 5 mm of skin."""
COVERED_PIECE = 256
"""So many at a time: they are few, and go the slow way."""
COVERED = 0.2
"""Skin whose own distance is more than this is covered, mm."""
SKIN_SPACING = 1.2
"""About the distance of the skin points, mm."""
PIECE = 1 << 16
"""Nodes that are worked out at a time, half of them thoroughly: some 60 ms, checks between."""
LEAST_PIECE = 1 << 13
"""Smaller pieces are not shared out."""
LIP_PIECE = 1 << 11
"""The same at the lips, where half of them ask the networks."""
NO_NUMBER = (
    "The model gave a distance that is not a number for this head; "
    "reset the codes, or reinstall the bundle."
)


def shell_of(
    head: BoundHead,
    band: TemplateBand,
    grid: RegularGrid,
    monitor: Monitor,
    before: Shell | None = None,
) -> Shell:
    """Find a head's distance at the nodes beside its skin.

    Parameters
    ----------
    head : BoundHead
        The head.
    band : TemplateBand
        Of its model.
    grid : RegularGrid
        The nodes.
    monitor : Monitor
        Progress and cancellation.
    before : Shell, optional
        Of another head on the same grid: what an edit cannot reach is taken from there.

    Returns
    -------
    Shell
        Covers every node that has a neighbour across the skin, with few exceptions.

    Raises
    ------
    BundleError
        When the networks give no number.
    """
    with torch.inference_mode():
        earlier = None if before is None else before.fast
        fast = FastHead(head, band, monitor.silent(), earlier)
        if not bool(torch.isfinite(fast.moved).all()):
            raise BundleError(NO_NUMBER)
        monitor.report(0.2, MESSAGE)
        moved = fast.moved.T.contiguous().cpu().numpy()
        monitor.check()
        old = None if before is None else before.on(grid)
        if old is None or fast.touched is None:
            base = _empty(grid, fast)
            nodes, owner = owners(moved, SKIN_SPACING, grid, monitor)
        else:
            touched = fast.touched.cpu().numpy()
            base = replace(old.kept(touched), fast=fast, samples=0, asked=0)
            monitor.check()
            mine = np.flatnonzero(touched).astype(np.int32)
            nodes, owner = owners(moved[mine], SKIN_SPACING, grid, monitor)
            monitor.check()
            nodes, owner, base = _shared_out(nodes, mine[owner], base, moved)
        monitor.report(0.25, MESSAGE)
        found = _Sampling(fast, grid, monitor.part(0.25, 1.0))
        values, exact = found.sampled(nodes, owner)
    if not np.isfinite(values).all():
        raise BundleError(NO_NUMBER)
    monitor.check()
    guide = np.ones(len(nodes), dtype=np.bool_)
    joined = base.merged(nodes, owner, values, exact, guide)
    return replace(joined, samples=int(exact.sum()), asked=fast.asked)


def _empty(grid: RegularGrid, fast: FastHead) -> Shell:
    no_nodes, no_owners = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32)
    no_values, no_flags = np.empty(0, dtype=np.float32), np.empty(0, dtype=np.bool_)
    return Shell(grid, no_nodes, no_owners, no_values, no_flags, no_flags, fast, 0, 0)


def _shared_out(
    nodes: IntArray, owner: Owners, base: Shell, moved: Floats
) -> tuple[IntArray, Owners, Shell]:
    """Give nodes that touched and untouched skin claim to the nearer of both."""
    at = np.minimum(np.searchsorted(base.nodes, nodes), max(0, len(base.nodes) - 1))
    both = base.nodes[at] == nodes if len(base.nodes) else np.zeros(len(nodes), dtype=np.bool_)
    places = base.grid.points(nodes[both])
    old = ((places - moved[base.owner[at[both]]]) ** 2).sum(axis=1)
    new = ((places - moved[owner[both]]) ** 2).sum(axis=1)
    stays = np.zeros(len(nodes), dtype=np.bool_)
    stays[both] = old <= new
    stay = np.ones(len(base.nodes), dtype=np.bool_)
    stay[at[both][old > new]] = False
    return nodes[~stays], owner[~stays], base.chosen(stay)


class _Sampling:
    """Finds the distance at nodes of given skin points."""

    def __init__(self, fast: FastHead, grid: RegularGrid, monitor: Monitor) -> None:
        self._fast = fast
        self._grid = grid
        self._monitor = monitor
        band = fast.band
        normals = band.normals.T.contiguous()
        normal = (fast.inverse * normals[:, None]).sum(dim=0)
        monitor.check()
        folds = _spread(band.skin, ~fast.good | self._covered(), FOLD_REACH)
        self._special = band.mouth | folds
        self._folds = folds
        height = (normal * fast.moved).sum(dim=0)
        wide = grid.spacing * (normal.abs().amax(dim=0) + MARGIN)
        wide *= torch.where(band.mouth, LIP_ROOM, 1.0)
        # The tangent plane at each point of the skin, and how far a node may lie from it.
        self._planes = torch.cat([normal, height[None], wide[None]])

    def _covered(self) -> Tensor:
        """Return which of the asked skin lies where the dense grid finds other skin's answer."""
        fast = self._fast
        covered = torch.zeros_like(fast.good)
        if bool(fast.good.all()):
            return covered
        near = torch.nonzero(_spread(fast.band.skin, ~fast.good, COVERED_REACH))[:, 0]
        asked = near[::COVERED_STEP]
        points = fast.moved.index_select(1, asked).T.contiguous()
        fast.asks.append(len(asked))

        pieces = torch.split(points, max(COVERED_PIECE, chunk_size(points.device) // 4))
        found = in_parallel(lambda number: fast.head(pieces[number]).abs() > COVERED, len(pieces))
        covered[asked] = torch.cat(found)
        return covered

    def sampled(self, nodes: IntArray, owner: Owners) -> tuple[Floats, Flags]:
        """Return values, and which of them are exact."""
        values = np.empty(len(nodes), dtype=np.float32)
        exact = np.zeros(len(nodes), dtype=np.bool_)
        self._fast.monitor = quiet = self._monitor.silent()
        device = self._fast.moved.device
        size = max(piece_size(len(nodes), PIECE, LEAST_PIECE), chunk_size(device))

        def near(number: int) -> tuple[IntArray, IntArray]:
            start = number * size
            here = slice(start, min(start + size, len(nodes)))
            values[here], exact[here], mouth, rest = self._piece(nodes[here], owner[here])
            return start + mouth, start + rest

        found = in_parallel(near, -(-len(nodes) // size), self._told(0.0, 0.7))
        nothing = np.empty(0, dtype=np.int64)
        at_lips = np.concatenate([nothing, *(mouth for mouth, _ in found)])
        few = max(LIP_PIECE, chunk_size(device))

        def lips(number: int) -> IntArray:
            here = at_lips[number * few : (number + 1) * few]
            values[here], settled = self._at_lips(nodes[here], owner[here])
            return here[~settled]

        restless = in_parallel(lips, -(-len(at_lips) // few), self._told(0.7, 0.8))
        open_ = np.concatenate([nothing, *(rest for _, rest in found), *restless])
        self._fast.asks.append(len(open_))

        def slowly(number: int) -> None:
            here = open_[number * chunk : (number + 1) * chunk]
            points = self._points(nodes[here])
            run_in_chunks(
                lambda piece: values.__setitem__(here[piece], self._fast.head(points[piece]).cpu()),
                len(here), device, quiet, MESSAGE,
            )  # fmt: skip

        chunk = chunk_size(device)
        in_parallel(slowly, -(-len(open_) // chunk), self._told(0.8, 1.0))
        return values, exact

    def _told(self, start: float, end: float) -> Callable[[float], None]:
        watch = self._monitor.part(start, end)
        return lambda share: watch.report(share, MESSAGE)

    def _points(self, nodes: IntArray) -> Tensor:
        return on_device(self._grid.points(nodes), self._fast.moved.device)

    def _piece(self, nodes: IntArray, owner: Owners) -> tuple[Floats, Flags, IntArray, IntArray]:
        """Return values, which are exact, which are the lips', and which have to go slowly."""
        fast = self._fast
        points = self._points(nodes).T.contiguous()
        mine = torch.from_numpy(owner).to(points.device)
        planes = self._planes.index_select(1, mine)
        values = (planes[:3] * points).sum(dim=0) - planes[3]
        beside = values.abs() <= planes[4]
        special = beside & self._special.index_select(0, mine)
        mouth, rest = torch.nonzero(special)[:, 0], torch.empty(0, dtype=torch.int64)
        if len(mouth):
            lips = fast.band.mouth[mine[mouth].long()]
            mouth, rest = mouth[lips], mouth[~lips]
        chosen = torch.nonzero(beside ^ special)[:, 0]
        points, mine = points.index_select(1, chosen), mine.index_select(0, chosen)
        found, settled = solved(fast, points, *started(fast, points, mine))
        values[chosen] = fast.distance(found)
        rest = torch.cat([chosen[~settled], rest.to(chosen.device)])
        return (
            values.cpu().numpy(),
            beside.cpu().numpy(),
            mouth.cpu().numpy(),
            rest.cpu().numpy(),
        )

    def _at_lips(self, nodes: IntArray, owner: Owners) -> tuple[Floats, Flags]:
        points = self._points(nodes).T.contiguous()
        mine = torch.from_numpy(owner).to(points.device).long()
        values, settled = lip_values(self._fast, points, mine)
        settled &= ~self._folds[mine]
        return values.cpu().numpy(), settled.cpu().numpy()


def _spread(skin: Tensor, flags: Tensor, reach: float) -> Tensor:
    """Return which points of the skin lie near flagged ones."""
    if not bool(flags.any()):
        return flags
    seeds = skin[flags]
    low, high = seeds.amin(dim=0) - reach, seeds.amax(dim=0) + reach
    near = torch.nonzero(((skin >= low) & (skin <= high)).all(dim=1))[:, 0]
    apart = cKDTree(seeds.cpu().numpy()).query(
        skin[near].cpu().numpy(), distance_upper_bound=reach
    )[0]
    result = flags.clone()
    result[near] |= torch.as_tensor(apart < reach, device=skin.device)
    return result
