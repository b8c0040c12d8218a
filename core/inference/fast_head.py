"""One head on the lattices of its template's surroundings, and what of it an edit moved.

Displacements and distances are read from lattices where these are fine enough
(`core.models.cubic_lattice`), from the networks elsewhere. Made with the head before an edit, it
works out anew only what the edit can reach, and says which skin that is.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from core.inference.device import run_in_chunks
from core.inference.template_band import OWN, SIDES, FeatureLattice, TemplateBand
from core.models.bound_head import BoundHead
from core.models.cubic_lattice import PIECE, CubicLattice
from core.models.lattice import Lattice
from core.monitor import Monitor

READ_ERROR = 0.004
"""Largest estimated error of a displacement that is read between nodes, mm."""
ROUGH = 12.5
"""Skin is read where the error is up to so many times as large, 0.05 mm: from there the way to a
node only begins."""
FOLDED = 0.1
"""Where the movement shrinks space more than this, or turns it over, it folds."""
OFFSET_STEP = 3.0
"""Over this distance the slope of the further displacement is taken, mm."""
UNMOVED = 1e-5
"""Displacements that differ by no more than this are the same, mm: the sums' rounding."""
REACH = 3
"""An edit is felt by the skin within this many nodes of the coarse lattice of what it moves."""
MOST_TOUCHED = 0.7
"""Where an edit reaches more of the skin than this, all of it is worked out."""
MESSAGE = "Sampling the surface"


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
    before : FastHead, optional
        Another head of the same band, from which unmoved skin is taken.

    Attributes
    ----------
    moved : (n, 3) Tensor
        The skin's points on the head, mm, in the order of `TemplateBand.skin`.
    inverse : (n, 3, 3) Tensor
        Inverse Jacobian of the movement there, roughly.
    good : (n,) bool Tensor
        False where space folds.
    touched : (n,) bool Tensor or None
        Which skin differs from the head before; None where all of it may.
    asked : int
        Points at which a network was evaluated.
    """

    def __init__(
        self,
        head: BoundHead,
        band: TemplateBand,
        monitor: Monitor,
        before: "FastHead | None" = None,
    ) -> None:
        self.head = head
        self.band = band
        self.monitor = monitor
        self.asked = 0
        self._values = self._moves(before)
        self._offsets = self._offset_values()
        self.touched = None if before is None else self._differing(before)
        if before is None or self.touched is None:
            self._lattices = self._read_from(self._values)
            every = torch.arange(len(band.skin), device=band.skin.device)
            self.moved = self._skin(every)
            self.inverse, self.good = self._slopes(every)
            return
        self._lattices = self._read_from(self._values, before)
        mine = torch.nonzero(self.touched)[:, 0]
        self.moved, self.inverse = before.moved.clone(), before.inverse.clone()
        self.good = before.good.clone()
        self.moved[mine] = self._skin(mine)
        self.inverse[mine], self.good[mine] = self._slopes(mine)

    def forward(self, points: Tensor, sheet: int = OWN) -> Tensor:
        """Send template points to the head.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.
        sheet : int
            By which sheet; by default each from its own side of the lips.

        Returns
        -------
        (n, 3) Tensor
            Head frame, mm.
        """
        found = torch.full_like(points, torch.nan)
        for lattice in self._lattices[sheet]:
            self._read(lattice, points, found)
        sign = SIDES[sheet]
        side = None if sign is None else points.new_full((len(points),), sign)

        def ask(some: Tensor) -> Tensor:
            return self.head.displacement(some, None if side is None else side[: len(some)])

        self._ask(ask, points, found)
        return self.head.placed(points, found, side)

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
        self._read(self.band.distance, points, found)

        def ask(some: Tensor) -> Tensor:
            return self.head.template_distance(some)[:, None]

        self._ask(ask, points, found)
        return self.head.size * found[:, 0]

    def _moves(self, before: "FastHead | None") -> tuple[tuple[Tensor, ...], ...]:
        """Return the displacements at the lattices' nodes; the same where they are unmoved."""
        parts = None if before is None else self.head.parts_changed(before.head)
        found: list[tuple[Tensor, ...]] = []
        for number, sheet in enumerate(self.band.sheets):
            values: list[Tensor] = []
            for at, lattice in enumerate(sheet):
                self.monitor.check()
                old = None if before is None else before._values[number][at]
                if old is None:
                    values.append(lattice.features.moves(self.head, self.monitor))
                elif parts is None:
                    values.append(_steady(lattice.features.moves(self.head, self.monitor), old))
                else:
                    values.append(_steady(lattice.features.moved_again(self.head, old, parts), old))
            found.append(tuple(values))
        return tuple(found)

    def _offset_values(self) -> Tensor | None:
        """Return the further displacement at the nodes where changes are noted."""
        known = self.band.sheets[OWN][-1].known
        return self.head.offset_at(_places(known.lattice, known.nodes.long()))

    def _differing(self, before: "FastHead") -> Tensor | None:
        """Return which skin may differ from an earlier head; None where most of it does."""
        if self.head.size != before.head.size:
            return None
        coarse = self.band.coarse
        flags = torch.zeros(coarse.shape, dtype=torch.bool, device=self.band.skin.device)
        for sheet, values, old in zip(self.band.sheets, self._values, before._values, strict=True):
            for lattice, new, was in zip(sheet, values, old, strict=True):
                if new is not was:
                    _flag(flags, coarse, lattice, (new != was).any(dim=1))
        if (self._offsets is None) != (before._offsets is None):
            return None
        if self._offsets is not None and before._offsets is not None:
            apart = ~((self._offsets - before._offsets).abs().amax(dim=1) <= UNMOVED)
            _flag(flags, coarse, self.band.sheets[OWN][-1], apart)
        felt = _grown(flags).reshape(-1)[coarse.nearest(self.band.skin)[0]]
        mouth = self.band.mouth
        if bool((felt & mouth).any()):  # either lip decides about the other
            felt = felt | mouth
        return None if float(felt.float().mean()) > MOST_TOUCHED else felt

    def _read_from(
        self, values: tuple[tuple[Tensor, ...], ...], before: "FastHead | None" = None
    ) -> tuple[tuple[CubicLattice, ...], ...]:
        found: list[tuple[CubicLattice, ...]] = []
        for number, (sheet, mine) in enumerate(zip(self.band.sheets, values, strict=True)):
            lattices: list[CubicLattice] = []
            for at, (lattice, value) in enumerate(zip(sheet, mine, strict=True)):
                self.monitor.check()
                if before is not None and value is before._values[number][at]:
                    lattices.append(before._lattices[number][at])
                else:
                    lattices.append(CubicLattice(lattice.known, value, READ_ERROR))
            found.append(tuple(lattices))
        return tuple(found)

    def _skin(self, mine: Tensor) -> Tensor:
        """Return points of the skin on the head."""
        band = self.band
        found = band.skin.new_full((len(band.skin), 3), torch.nan)
        wanted = torch.zeros(len(band.skin), dtype=torch.bool, device=mine.device)
        wanted[mine] = True
        fine = torch.nonzero(wanted[band.fine])[:, 0]
        found[band.fine[fine]] = band.fine_features.at(self.head, fine)
        for sheet, lattices in zip(band.sheets, self._lattices, strict=True):
            for own, lattice in zip(sheet, lattices, strict=True):
                open_ = wanted[own.index] & torch.isnan(found[own.index, 0])
                here = torch.nonzero(open_ & (lattice.doubt[own.cells] <= ROUGH))[:, 0]
                for some in torch.split(here, PIECE):
                    self.monitor.check()
                    found[own.index[some]] = lattice.at(own.cells[some], own.part[some])
        points, moves = band.skin[mine], found[mine]
        self._ask(self.head.displacement, points, moves)
        return self.head.placed(points, moves)

    def _slopes(self, mine: Tensor) -> tuple[Tensor, Tensor]:
        """Return the inverse Jacobian at points of the skin, and where space does not fold."""
        band = self.band
        slopes = band.skin.new_full((len(band.skin), 3, 3), torch.nan)
        wanted = torch.zeros(len(band.skin), dtype=torch.bool, device=mine.device)
        wanted[mine] = True
        for sheet, lattices in zip(band.sheets, self._lattices, strict=True):
            for own, lattice in zip(sheet, lattices, strict=True):
                self.monitor.check()
                open_ = wanted[own.index] & torch.isnan(slopes[own.index]).any(dim=2).any(dim=1)
                here = torch.nonzero(open_)[:, 0]
                after, behind = own.ends
                slopes[own.index[here]] = lattice.rises(after[here], behind[here])
        jacobian = self.head.size * (torch.eye(3, device=mine.device) + slopes[mine])
        skin = band.skin[mine]
        offset = self.head.offset_at(skin)
        if offset is not None:
            for axis in range(3):
                self.monitor.check()
                step = torch.zeros(3, device=mine.device)
                step[axis] = OFFSET_STEP
                beside = self.head.offset_at(skin + step)
                assert beside is not None
                jacobian[:, :, axis] += (beside - offset) / OFFSET_STEP
        return inverted(jacobian)

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


def _steady(new: Tensor, old: Tensor) -> Tensor:
    """Return the new values, the old ones where they are the same but for rounding."""
    if new is old:
        return old
    apart = ~((new - old).abs().amax(dim=1) <= UNMOVED)  # true for what is no number
    return torch.where(apart[:, None], new, old) if bool(apart.any()) else old


def _places(lattice: Lattice, nodes: Tensor) -> Tensor:
    """Return the positions of nodes, mm."""
    rows = nodes // lattice.shape[2]
    first = rows // lattice.shape[1]
    place = torch.stack(
        [first, rows - first * lattice.shape[1], nodes - rows * lattice.shape[2]], dim=1
    )
    return place * lattice.spacing + torch.tensor(lattice.origin, device=nodes.device)


def _flag(flags: Tensor, coarse: Lattice, lattice: FeatureLattice, changed: Tensor) -> None:
    """Flag the coarse nodes next to changed nodes, in place."""
    nodes = lattice.known.nodes[changed].long()
    flags.view(-1)[coarse.nearest(_places(lattice.known.lattice, nodes))[0]] = True


def _grown(flags: Tensor) -> Tensor:
    """Return flags spread by `REACH` nodes along every axis."""
    for axis in range(3):
        source = flags.clone()
        size = flags.shape[axis]
        for step in range(1, REACH + 1):
            flags.narrow(axis, step, size - step).logical_or_(source.narrow(axis, 0, size - step))
            flags.narrow(axis, 0, size - step).logical_or_(source.narrow(axis, step, size - step))
    return flags
