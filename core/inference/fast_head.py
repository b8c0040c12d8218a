"""One head on the lattices of its template's surroundings, and what of it an edit moved.

Displacements and distances are read from lattices where these are fine enough
(`core.models.cubic_lattice`), from the networks elsewhere. Made with the head before an edit, it
works out anew only what the edit can reach, and says which skin that is.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from core.inference.device import chunk_size, in_parallel, run_in_chunks
from core.inference.template_band import OWN, SIDES, FeatureLattice, TemplateBand
from core.models.bound_head import BoundHead
from core.models.cubic_lattice import PIECE, CubicLattice
from core.models.lattice import Lattice
from core.monitor import Monitor

READ_ERRORS = (0.004, 0.002, 0.002)
"""Largest estimated error of a displacement that is read between nodes, mm: on each sheet; between
the lips the estimate is less sure."""
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
ASKED = 2048
"""Points that one network is asked about at a time: some 10 ms."""
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
    moved : (3, n) Tensor
        The skin's points on the head, mm, in the order of `TemplateBand.skin`. Here as elsewhere
        points stand in columns: sums of long rows are ten times as fast as those of short ones.
    inverse : (3, 3, n) Tensor
        Inverse Jacobian of the movement there, roughly.
    good : (n,) bool Tensor
        False where space folds.
    touched : (n,) bool Tensor or None
        Which skin differs from the head before; None where all of it may.
    asks : list of int
        At how many points a network was evaluated, each time.
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
        self.asks: list[int] = []
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
        self.moved[:, mine] = self._skin(mine)
        self.inverse[:, :, mine], self.good[mine] = self._slopes(mine)

    @property
    def asked(self) -> int:
        """Points at which a network was evaluated."""
        return sum(self.asks)

    def forward(
        self, points: Tensor, sheet: int = OWN, *, roughly: bool = False
    ) -> tuple[Tensor, Tensor]:
        """Send template points to the head.

        Parameters
        ----------
        points : (3, n) Tensor
            Template coordinates, mm.
        sheet : int
            By which sheet; by default each from its own side of the lips.
        roughly : bool
            Whether to read between nodes as widely as for skin: a network is asked less often.

        Returns
        -------
        moved : (3, n) Tensor
            Head frame, mm.
        sure : (n,) bool Tensor
            Which of them are exact.
        """
        sign = SIDES[sheet]

        def ask(some: Tensor) -> Tensor:
            side = None if sign is None else some.new_full((len(some),), sign)
            return self.head.displacement(some, side)

        most = ROUGH if roughly else 1.0
        found, sure = self._found(self._lattices[sheet], ask, points, 3, most)
        side = None if sign is None else points.new_full((points.shape[1],), sign)
        return self.head.placed(points.T, found.T, side).T, sure

    def distance(self, points: Tensor) -> Tensor:
        """Return the head's approximate signed distance at template points.

        Parameters
        ----------
        points : (3, n) Tensor
            Template coordinates, mm.

        Returns
        -------
        (n,) Tensor
            mm.
        """

        def ask(some: Tensor) -> Tensor:
            return self.head.template_distance(some)[:, None]

        return self.head.size * self._found((self.band.distance,), ask, points, 1)[0][0]

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
        return self._offset(_places(known.lattice, known.nodes.long()))

    def _offset(self, points: Tensor) -> Tensor | None:
        """Return the further displacement at many template points, (n, 3) each."""
        if not len(points) or self.head.offset_at(points[:1]) is None:
            return None
        found, pieces = torch.empty_like(points), torch.split(points, PIECE)

        def read(number: int) -> None:
            self.monitor.check()
            some = self.head.offset_at(pieces[number])
            assert some is not None
            found[number * PIECE : (number + 1) * PIECE] = some

        in_parallel(read, len(pieces))
        return found

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
        every = [
            (number, at)
            for number, sheet in enumerate(self.band.sheets)
            for at in range(len(sheet))
        ]

        def read(place: int) -> CubicLattice:
            self.monitor.check()
            number, at = every[place]
            value = values[number][at]
            if before is not None and value is before._values[number][at]:
                return before._lattices[number][at]
            return CubicLattice(self.band.sheets[number][at].known, value, READ_ERRORS[number])

        found = iter(in_parallel(read, len(every)))
        return tuple(tuple(next(found) for _ in sheet) for sheet in self.band.sheets)

    def _skin(self, mine: Tensor) -> Tensor:
        """Return points of the skin on the head, (3, n)."""
        band = self.band
        found = torch.full_like(band.columns, torch.nan)
        wanted = torch.zeros(len(band.skin), dtype=torch.bool, device=mine.device)
        wanted[mine] = True
        fine = torch.nonzero(wanted[band.fine])[:, 0]
        found[:, band.fine[fine]] = band.fine_features.at(self.head, fine).T
        wanted[band.fine[fine]] = False
        for sheet, lattices in zip(band.sheets, self._lattices, strict=True):
            for own, lattice in zip(sheet, lattices, strict=True):
                near = lattice.doubt.index_select(0, own.cells) <= ROUGH
                here = torch.nonzero(near & wanted.index_select(0, own.index))[:, 0]
                wanted[own.index[here]] = False
                pieces = torch.split(here, PIECE)

                def read(
                    number: int,
                    own: FeatureLattice = own,
                    lattice: CubicLattice = lattice,
                    pieces: tuple[Tensor, ...] = pieces,
                ) -> None:
                    self.monitor.check()
                    some = pieces[number]
                    moves = lattice.at(own.cells[some], own.part.index_select(1, some))
                    found.index_copy_(1, own.index[some], moves)

                in_parallel(read, len(pieces))
        moves = found.index_select(1, mine)
        points = band.columns.index_select(1, mine)
        self._ask(self.head.displacement, points, moves, torch.nonzero(wanted[mine])[:, 0])
        moved, offset = self.head.size * (points + moves), self._offset(points.T)
        return moved if offset is None else moved + offset.T

    def _slopes(self, mine: Tensor) -> tuple[Tensor, Tensor]:
        """Return the inverse Jacobian at points of the skin, and where space does not fold."""
        band = self.band
        slopes = band.skin.new_full((3, 3, len(band.skin)), torch.nan)
        every = len(mine) == len(band.skin)
        wanted = torch.zeros(len(band.skin), dtype=torch.bool, device=mine.device)
        wanted[mine] = True
        lattices = [lattice for sheet in self._lattices for lattice in sheet]
        for lattice, (index, after, before) in zip(lattices, band.sloped, strict=True):
            self.monitor.check()
            if not every:
                here = torch.nonzero(wanted.index_select(0, index))[:, 0]
                index = index[here]
                after, before = after.index_select(1, here), before.index_select(1, here)
            slopes.index_copy_(2, index, lattice.rises(after, before))
        jacobian = slopes if every else slopes.index_select(2, mine)
        for axis in range(3):
            jacobian[axis, axis] += 1.0
        jacobian *= self.head.size
        skin = band.skin if every else band.skin.index_select(0, mine)
        offset = self._offset(skin)
        if offset is not None:
            for axis in range(3):
                self.monitor.check()
                step = torch.zeros(3, device=mine.device)
                step[axis] = OFFSET_STEP
                beside = self._offset(skin + step)
                assert beside is not None
                jacobian[:, axis] += (beside - offset).T / OFFSET_STEP
        return inverted(jacobian)

    def _found(
        self,
        lattices: tuple[CubicLattice, ...],
        ask: Callable[[Tensor], Tensor],
        points: Tensor,
        channels: int,
        most: float = 1.0,
    ) -> tuple[Tensor, Tensor]:
        """Return what lattices say at points, the first first, or a network, and what is exact."""
        found = points.new_empty(channels, points.shape[1])
        sure = torch.ones(points.shape[1], dtype=torch.bool, device=points.device)
        open_ = torch.arange(points.shape[1], device=points.device)
        for lattice in lattices:
            self.monitor.check()
            cells, part = lattice.cells(points.index_select(1, open_), most)
            trusted = torch.nonzero(cells >= 0)[:, 0]
            here = open_.index_select(0, trusted)
            cells = cells.index_select(0, trusted)
            found.index_copy_(1, here, lattice.at(cells, part.index_select(1, trusted)))
            sure[here] = lattice.trusted.index_select(0, cells)
            left = torch.ones(len(open_), dtype=torch.bool, device=points.device)
            left[trusted] = False
            open_ = open_[left]
        self._ask(ask, points, found, open_)
        return found, sure

    def _ask(
        self, ask: Callable[[Tensor], Tensor], points: Tensor, found: Tensor, open_: Tensor
    ) -> None:
        """Ask a network about some of the points."""
        self.asks.append(len(open_))

        def work(piece: slice) -> None:
            some = open_[piece]
            found[:, some] = ask(points[:, some].T.contiguous()).T

        size = max(ASKED, chunk_size(points.device))
        run_in_chunks(work, len(open_), points.device, self.monitor, MESSAGE, chunk=size)


def inverted(matrices: Tensor) -> tuple[Tensor, Tensor]:
    """Return the inverses of 3 x 3 matrices.

    Parameters
    ----------
    matrices : (3, 3, n) Tensor
        Slopes of a movement.

    Returns
    -------
    inverses : (3, 3, n) Tensor
        By cofactors; the unit matrix where the movement nearly folds.
    good : (n,) bool Tensor
        Where it does not.
    """
    inverses = torch.empty_like(matrices)
    for column in range(3):
        a, b = matrices[(column + 1) % 3], matrices[(column + 2) % 3]
        for row in range(3):
            up, down = (row + 1) % 3, (row + 2) % 3
            torch.mul(a[up], b[down], out=inverses[row, column])
            inverses[row, column].addcmul_(a[down], b[up], value=-1.0)
    determinant = (matrices[0] * inverses[:, 0]).sum(dim=0)
    good = determinant > FOLDED
    inverses /= torch.where(good, determinant, 1.0)
    folds = torch.nonzero(~good)[:, 0]
    inverses[:, :, folds] = torch.eye(3, device=matrices.device)[:, :, None]
    return inverses, good


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
