"""A head's distance at the grid nodes beside its skin, from the template's skin moved to the head.

Every node near the skin is near some moved skin point, and close to it space moves almost
linearly: the node's template point is that skin point and one small step by the inverse slope of
the movement. How the movement then misses the node says whether the step was good enough; the rest
take further quasi-Newton steps. Displacements and distances are read from lattices where these are
fine enough (`core.models.cubic_lattice`), from the networks elsewhere. What does not come to rest,
and what is between the lips, goes the slow way of the dense grid.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from scipy.spatial import cKDTree
from torch import Tensor

from core.arrays import IntArray
from core.errors import BundleError
from core.geometry.grid import RegularGrid
from core.geometry.shell_volume import owners
from core.inference.device import run_in_chunks
from core.inference.template_band import TemplateBand
from core.models.bound_head import LONGEST_STEP, TORN, BoundHead
from core.models.cubic_lattice import PIECE, CubicLattice
from core.models.lips import lip_window
from core.monitor import Monitor

Floats = npt.NDArray[np.float32]

SETTLED = 0.02
"""A template point that moves to within this of its node needs only the step that it shows, mm."""
ROUNDS = 5
"""Further steps for the others."""
MARGIN = 0.12
"""The linear estimate decides which nodes are beside the surface with this allowance, cells."""
FOLDED = 0.1
"""Where the movement shrinks space more than this, or turns it over, it folds."""
FOLD_REACH = 5.0
"""This near to a fold the slow way decides, mm."""
OFFSET_STEP = 3.0
"""Over this distance the slope of the further displacement is taken, mm."""
SKIN_SPACING = 1.2
"""About the distance of the skin points, mm."""
MESSAGE = "Sampling the surface"
NO_NUMBER = (
    "The model gave a distance that is not a number for this head; "
    "reset the codes, or reinstall the bundle."
)


@dataclass(frozen=True, eq=False)
class Shell:
    """What is known at the nodes around the skin.

    Attributes
    ----------
    nodes : (n,) int64
        Flat indices, ascending.
    values : (n,) float32
        Distance where `exact`, mm; elsewhere an estimate whose sign is likely.
    exact : (n,) bool
        Which were found by solving.
    samples : int
        Nodes whose distance was found by solving.
    asked : int
        Points at which a network was evaluated.
    """

    nodes: IntArray
    values: Floats
    exact: npt.NDArray[np.bool_]
    samples: int
    asked: int


class FastHead:
    """One head with its displacement and distance on lattices.

    Parameters
    ----------
    head : BoundHead
        The head.
    band : TemplateBand
        Of its model.
    monitor : Monitor
        Cancellation; may be replaced as the work goes on.
    """

    def __init__(self, head: BoundHead, band: TemplateBand, monitor: Monitor) -> None:
        self.head = head
        self._band = band
        self.monitor = monitor
        self._moves = band.moves(head)
        self.asked = 0

    def skin(self) -> Tensor:
        """Return the skin's points on the head.

        Returns
        -------
        (n, 3) Tensor
            Head frame, mm; in the order of `TemplateBand.skin`.
        """
        band = self._band
        known = torch.full_like(band.skin, torch.nan)
        known[band.fine] = band.fine_features.moves(self.head)
        return self.head.placed(band.skin, self._displaced(band.skin, known))

    def forward(self, points: Tensor) -> Tensor:
        """Send template points to the head, each from its own side of the lips.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.

        Returns
        -------
        (n, 3) Tensor
            Head frame, mm.
        """
        return self.head.placed(points, self._displaced(points, torch.full_like(points, torch.nan)))

    def distance(self, points: Tensor) -> Tensor:
        """Return the head's approximate signed distance at template points.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.

        Returns
        -------
        (n,) Tensor
            mm.
        """
        found = points.new_full((len(points), 1), torch.nan)
        self._read(self._band.distance, points, found)

        def ask(some: Tensor) -> Tensor:
            return self.head.template_distance(some)[:, None]

        self._ask(ask, points, found)
        return self.head.size * found[:, 0]

    def inverse_slopes(self) -> tuple[Tensor, Tensor]:
        """Return the inverse Jacobian of the movement at the skin's points, roughly.

        Returns
        -------
        inverse : (n, 3, 3) Tensor
            Template millimetres per millimetre of the head.
        good : (n,) bool Tensor
            False where space folds.
        """
        skin = self._band.skin
        slopes, *coarser = (moves.slopes(skin) for moves in self._moves)
        for other in coarser:
            slopes = torch.where(
                torch.isfinite(slopes).all(dim=(1, 2), keepdim=True), slopes, other
            )
        jacobian = self.head.size * (torch.eye(3, device=skin.device) + slopes)
        offset = self.head.offset_at(skin)
        if offset is not None:
            for axis in range(3):
                step = torch.zeros(3, device=skin.device)
                step[axis] = OFFSET_STEP
                beside = self.head.offset_at(skin + step)
                assert beside is not None
                jacobian[:, :, axis] += (beside - offset) / OFFSET_STEP
        return inverted(jacobian)

    def _displaced(self, points: Tensor, found: Tensor) -> Tensor:
        """Fill in the displacements that are still NaN."""
        for lattice in self._moves:
            self._read(lattice, points, found)
        self._ask(self.head.displacement, points, found)
        return found

    def _read(self, lattice: CubicLattice, points: Tensor, found: Tensor) -> None:
        open_ = torch.nonzero(torch.isnan(found[:, 0]))[:, 0]
        for some in torch.split(open_, PIECE):
            self.monitor.check()
            cells, part = lattice.cells(points[some])
            trusted = torch.nonzero(cells >= 0)[:, 0]
            found[some[trusted]] = lattice.at(cells[trusted], part[trusted])

    def _ask(self, ask: Callable[[Tensor], Tensor], points: Tensor, found: Tensor) -> None:
        open_ = torch.nonzero(torch.isnan(found[:, 0]))[:, 0]
        self.asked += len(open_)

        def work(piece: slice) -> None:
            found[open_[piece]] = ask(points[open_[piece]])

        run_in_chunks(work, len(open_), points.device, self.monitor, MESSAGE)


def inverted(matrices: Tensor) -> tuple[Tensor, Tensor]:
    """Return the inverses of 3 x 3 matrices.

    Parameters
    ----------
    matrices : (n, 3, 3) Tensor
        Slopes of a movement.

    Returns
    -------
    inverses : (n, 3, 3) Tensor
        By cofactors; the unit matrix where the movement nearly folds.
    good : (n,) bool Tensor
        Where it does not.
    """
    a, b, c = matrices.unbind(dim=1)
    across = (torch.linalg.cross(b, c), torch.linalg.cross(c, a), torch.linalg.cross(a, b))
    determinant = (a * across[0]).sum(dim=1)
    good = determinant > FOLDED
    scale = torch.where(good, determinant, 1.0)
    inverses = torch.stack(across, dim=2) / scale[:, None, None]
    unit = torch.eye(3, device=matrices.device)
    return torch.where(good[:, None, None], inverses, unit), good


def shell_of(head: BoundHead, band: TemplateBand, grid: RegularGrid, monitor: Monitor) -> Shell:
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
        fast = FastHead(head, band, monitor.part(0.0, 0.0))
        moved = fast.skin()
        if not bool(torch.isfinite(moved).all()):
            raise BundleError(NO_NUMBER)
        monitor.report(0.2, MESSAGE)
        nodes, owner = owners(moved.cpu().numpy(), SKIN_SPACING, grid)
        device = band.skin.device
        points = torch.from_numpy(grid.points(nodes).astype(np.float32)).to(device)
        mine = torch.from_numpy(owner).to(device)
        inverse, good = fast.inverse_slopes()
        near = _Neighbourhood(band, moved, inverse)
        values, start, beside = near.linear(points, mine, grid.spacing)
        monitor.report(0.3, MESSAGE)
        fast.monitor = monitor.part(0.3, 0.3)
        chosen = torch.nonzero(beside)[:, 0]
        points, mine = points[chosen], mine[chosen]
        # Lips may overlap, and the opening between them belongs to neither: never guess there.
        doubtful = (_spread(band.skin, ~good) | (lip_window(band.skin) > TORN))[mine]
        plain = torch.nonzero(~doubtful)[:, 0]
        found, settled = _solved(fast, points[plain], start[chosen[plain]], inverse[mine[plain]])
        values[chosen[plain]] = fast.distance(found)
        doubtful[plain] = ~settled
        slow = torch.nonzero(doubtful)[:, 0]

        def work(piece: slice) -> None:
            values[chosen[slow[piece]]] = head(points[slow[piece]])

        run_in_chunks(work, len(slow), device, monitor.part(0.7, 1.0), MESSAGE)
    asked = fast.asked + len(slow)
    if not bool(torch.isfinite(values).all()):
        raise BundleError(NO_NUMBER)
    return Shell(nodes, values.cpu().numpy(), beside.cpu().numpy(), len(chosen), asked)


class _Neighbourhood:
    """The skin's points on a head, to look from."""

    def __init__(self, band: TemplateBand, moved: Tensor, inverse: Tensor) -> None:
        self._band = band
        self._moved = moved
        self._inverse = inverse

    def linear(self, points: Tensor, mine: Tensor, spacing: float) -> tuple[Tensor, Tensor, Tensor]:
        """Return distance and template point by the owner's slope; which nodes are beside."""
        step = self._step(points, mine)
        value = (self._band.normals[mine] * step).sum(dim=1)
        slope = torch.einsum("ni,nij->nj", self._band.normals, self._inverse).abs().amax(dim=1)
        beside = value.abs() <= spacing * (slope[mine] + MARGIN)
        return value, self._band.skin[mine] + step, beside

    def _step(self, points: Tensor, mine: Tensor) -> Tensor:
        step = (self._inverse[mine] * (points - self._moved[mine])[:, None, :]).sum(dim=2)
        length = step.norm(dim=1, keepdim=True)
        held: Tensor = step * (LONGEST_STEP / length.clamp(min=LONGEST_STEP))
        return held


def _spread(skin: Tensor, flags: Tensor) -> Tensor:
    """Return which points of the skin lie near flagged ones."""
    if not bool(flags.any()):
        return flags
    seeds = skin[flags]
    low, high = seeds.amin(dim=0) - FOLD_REACH, seeds.amax(dim=0) + FOLD_REACH
    near = torch.nonzero(((skin >= low) & (skin <= high)).all(dim=1))[:, 0]
    apart = cKDTree(seeds.cpu().numpy()).query(
        skin[near].cpu().numpy(), distance_upper_bound=FOLD_REACH
    )[0]
    result = flags.clone()
    result[near] |= torch.as_tensor(apart < FOLD_REACH, device=skin.device)
    return result


def _solved(
    fast: FastHead, points: Tensor, start: Tensor, inverse: Tensor
) -> tuple[Tensor, Tensor]:
    """Return template points, and which of them came to rest; as `BoundHead.to_template`."""
    place = start.clone()
    settled = torch.zeros(len(points), dtype=torch.bool, device=points.device)
    active = torch.arange(len(points), device=points.device)
    value = points - fast.forward(place)
    for _ in range(ROUNDS):
        step = (inverse * value[:, None, :]).sum(dim=2)
        place[active] += step
        rest = value.norm(dim=1) <= SETTLED
        settled[active[rest]] = True
        moving = ~rest
        if not bool(moving.any()):
            break
        active, step, inverse, before = active[moving], step[moving], inverse[moving], value[moving]
        value = points[active] - fast.forward(place[active])
        learnt = (inverse * (before - value)[:, None, :]).sum(dim=2)
        row = torch.bmm(step[:, None, :], inverse)
        scale = (step * learnt).sum(dim=1)
        scale = torch.where(scale.abs() < 1e-9, torch.full_like(scale, torch.inf), scale)
        inverse = inverse + ((step - learnt) / scale[:, None])[:, :, None] * row
    return place, settled
