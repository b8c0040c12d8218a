"""One bound head: its displacement, its way back to the template and its signed distance.

The head's signed distance at x is the template's (SDFNet) at the template point t that moves to x.
Finding t means solving ``size (t + F(t)) + offset(t) = x``: quasi-Newton steps from the point
itself or from where a coarse grid says that its surroundings come from. Where the lips may part, F
has two branches, one for each lip, and a point near the mouth is asked of both.
"""

from typing import Protocol

import torch
from torch import Tensor, nn

from core.geometry.template import PARTS
from core.models.lattice import StartGrid
from core.models.layers import SineNetwork
from core.models.lips import lip_height, lip_window, own_side
from core.models.offsets import Displacement
from core.models.windows import part_weights
from core.monitor import stop_if_cancelled

LONGEST_STEP = 12.0
"""No step of the way back is longer, mm."""
AT_REST = 1e-3
"""Points that come back to within this of where they started need no further steps, mm."""
TORN = 1e-3
"""Where the lips' window is below this, both branches are the same."""


class HeadNetworks(Protocol):
    """What a bound head needs of its model."""

    trunk: SineNetwork
    sdf: SineNetwork

    @property
    def inverse_steps(self) -> int:
        """Steps of the way back."""

    @property
    def parts_lips(self) -> bool:
        """Whether the lips may part."""

    def trunk_inputs(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        """Return what the trunk sees of template points.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.
        side : (n,) Tensor, optional
            Plus or minus one: the side of the lips from which to look.
        """


class BoundHead:
    """One head, all code-dependent work done.

    Parameters
    ----------
    model : HeadNetworks
        Supplies trunk and SDFNet.
    weight : (width, 15) Tensor
        Collapsed last layer: three outputs per part and three for the expression.
    bias : (15,) Tensor
        Its bias.
    size : float
        Relative head size.
    offset : Displacement or None
        Further displacement on the template, mm.
    start : StartGrid or None
        Where the way back starts.
    """

    def __init__(
        self,
        model: HeadNetworks,
        weight: Tensor,
        bias: Tensor,
        size: float,
        offset: Displacement | None,
        start: StartGrid | None = None,
    ) -> None:
        self._model = model
        # One row per output: skinny products are three times as fast that way round, and three
        # times as fast again with a multiple of four rows; the last ones are nothing.
        self._weight = nn.functional.pad(weight.T, (0, 0, 0, -weight.shape[1] % 4)).contiguous()
        self._bias = nn.functional.pad(bias, (0, -len(bias) % 4))
        rest, expression = slice(-7, -4), slice(-4, -1)
        alone = self._weight[rest] + self._weight[expression]
        self._alone = nn.functional.pad(alone, (0, 0, 0, 1))
        self._alone_bias = nn.functional.pad(self._bias[rest] + self._bias[expression], (0, 1))
        self._size = size
        self._offset = offset
        self._start = start
        self._steps = model.inverse_steps

    @property
    def size(self) -> float:
        """Relative head size."""
        return self._size

    def offset_at(self, points: Tensor) -> Tensor | None:
        """Return the further displacement at template points, or None where there is none.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.

        Returns
        -------
        (n, 3) Tensor or None
            mm.
        """
        return None if self._offset is None else self._offset(points)

    def parts_changed(self, other: "BoundHead") -> list[int] | None:
        """Return which parts move otherwise than those of another head.

        Parameters
        ----------
        other : BoundHead
            Of the same model.

        Returns
        -------
        list of int or None
            Places in `PARTS`; None where more differs than the codes of nose, eyes and mouth.
        """
        same = (self._weight == other._weight).all(dim=1) & (self._bias == other._bias)
        differing = torch.nonzero(~same[:-1].reshape(-1, 3).all(dim=1))[:, 0].tolist()
        local = range(len(PARTS) - 1)
        if self._size != other._size or any(part not in local for part in differing):
            return None
        return differing

    def template_distance(self, points: Tensor) -> Tensor:
        """Return the template's signed distance.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.

        Returns
        -------
        (n,) Tensor
            S(t), mm, negative inside.
        """
        distance: Tensor = self._model.sdf(points)[:, 0]
        return distance

    def displacement(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        """Return how template points move, before the head's size and the offset.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.
        side : (n,) Tensor, optional
            Plus or minus one: which lip to move with; the points' own otherwise.

        Returns
        -------
        (n, 3) Tensor
            F(t), mm.
        """
        features = self._model.trunk.features(self._model.trunk_inputs(points, side))
        return self.weighted(features, part_weights(points))

    def weighted(self, features: Tensor, shares: Tensor | None = None) -> Tensor:
        """Return the displacement that features stand for.

        Parameters
        ----------
        features : (n, width) Tensor
            The trunk's last sine layer at template points.
        shares : (n, 4) Tensor, optional
            Weights of the parts there; the remainder alone otherwise.

        Returns
        -------
        (n, 3) Tensor
            F(t), mm.
        """
        if shares is None:
            return nn.functional.linear(features, self._alone, self._alone_bias)[:, :3]
        moves = nn.functional.linear(features, self._weight, self._bias)
        total = moves[:, 3 * len(PARTS) : -1].clone()
        for part in range(len(PARTS)):
            total.addcmul_(moves[:, 3 * part : 3 * part + 3], shares[:, part, None])
        return total

    def placed(self, points: Tensor, displacement: Tensor, side: Tensor | None = None) -> Tensor:
        """Send template points to the head whose displacement is known already.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.
        displacement : (n, 3) Tensor
            F(t), mm.
        side : (n,) Tensor, optional
            As for `displacement`.

        Returns
        -------
        (n, 3) Tensor
            Head frame, mm.
        """
        moved = self._size * (points + displacement)
        return moved if self._offset is None else moved + self._offset(points, side)

    def forward_map(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        """Send template points to the head.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.
        side : (n,) Tensor, optional
            As for `displacement`.

        Returns
        -------
        (n, 3) Tensor
            Head frame, mm.
        """
        return self.placed(points, self.displacement(points, side), side)

    def to_template(self, points: Tensor, guess: Tensor | None = None, steps: int = 0) -> Tensor:
        """Send head points back to the template.

        Parameters
        ----------
        points : (n, 3) Tensor
            Head frame, mm.
        guess : (n, 3) Tensor, optional
            Where to start; otherwise where the start grid says, or the points themselves.
        steps : int
            Number of steps; zero takes the model's own number.

        Returns
        -------
        (n, 3) Tensor
            Template coordinates, mm. Between parted lips, where nothing of the template comes to
            lie, a point of the sheet that parts them.
        """
        if guess is not None:
            return self._solve(points, guess, None, steps)
        if not self._model.parts_lips:
            return self._solve(points, self._cold(points, 0), None, steps)
        if self._start is None:
            first = self._solve(points, points / self._size, own_side(points / self._size), steps)
            near = lip_window(first) > TORN
        else:
            near = self._start.near_mouth(points)
            first = torch.empty_like(points)
            far = ~near
            if bool(far.any()):
                first[far] = self._solve(points[far], self._cold(points[far], 0), None, steps)
        if bool(near.any()):
            first[near] = self._between_lips(points[near], steps)
        return first

    def _cold(self, points: Tensor, branch: int) -> Tensor:
        if self._start is None:
            return points / self._size
        return points + self._start.shift(branch, points)

    def _between_lips(self, points: Tensor, steps: int) -> Tensor:
        """Ask both branches; each is believed on its own side of the sheet only."""
        ones = points.new_ones(len(points))
        upper = self._solve(points, self._cold(points, 1), ones, steps)
        lower = self._solve(points, self._cold(points, 2), -ones, steps)
        over, under = lip_height(upper), -lip_height(lower)
        # Neither side: the opening. Blend to the sheet so that the field stays continuous.
        share = (-under).clamp(min=0.0) / ((-over).clamp(min=0.0) + (-under).clamp(min=0.0) + 1e-6)
        sheet = upper * share[:, None] + lower * (1.0 - share)[:, None]
        deeper_up = self._model.sdf(upper)[:, 0] <= self._model.sdf(lower)[:, 0]
        take_up = (over >= 0) & ((under < 0) | deeper_up)
        take_low = (under >= 0) & ~take_up
        return torch.where(take_up[:, None], upper, torch.where(take_low[:, None], lower, sheet))

    def _solve(self, points: Tensor, guess: Tensor, side: Tensor | None, steps: int) -> Tensor:
        """Solve for the template point by Broyden's good method from a unit Jacobian.

        The first step is the fixed point's; later ones learn the slope of F from the steps made,
        so that folds and wide-open mouths converge where the plain fixed point circles.
        """
        best = guess.clone()
        value = (self.forward_map(guess, side) - points) / self._size
        least = value.norm(dim=1)
        inverse = torch.eye(3, dtype=points.dtype, device=points.device).repeat(len(points), 1, 1)
        place, going = guess, torch.arange(len(points), device=points.device)
        for _ in range(steps or self._steps):
            stop_if_cancelled()
            moving = least[going] > AT_REST
            if not bool(moving.all()):
                going, place, value = going[moving], place[moving], value[moving]
                inverse = inverse[moving]
            if len(going) == 0:
                break
            step = -(inverse * value[:, None, :]).sum(dim=2)
            length = step.norm(dim=1, keepdim=True)
            step = step * (LONGEST_STEP / length.clamp(min=LONGEST_STEP))
            place = place + step
            sides = None if side is None else side[going]
            following = (self.forward_map(place, sides) - points[going]) / self._size
            miss = following.norm(dim=1)
            better = miss < least[going]
            best[going] = torch.where(better[:, None], place, best[going])
            least[going] = torch.where(better, miss, least[going])
            learnt = (inverse * (following - value)[:, None, :]).sum(dim=2)
            row = torch.bmm(step[:, None, :], inverse)
            scale = (step * learnt).sum(dim=1)
            scale = torch.where(scale.abs() < 1e-9, torch.full_like(scale, torch.inf), scale)
            inverse = inverse + ((step - learnt) / scale[:, None])[:, :, None] * row
            value = following
        return best

    def with_guess(
        self, points: Tensor, guess: Tensor | None, steps: int = 0
    ) -> tuple[Tensor, Tensor]:
        """Return values and template points, starting the way back from a guess.

        Parameters
        ----------
        points : (n, 3) Tensor
            Head frame, mm.
        guess : (n, 3) Tensor or None
            Template points nearby.
        steps : int
            Number of steps; zero takes the model's own number.

        Returns
        -------
        values : (n,) Tensor
            Approximate signed distance, mm, negative inside; exact on the zero set.
        template_points : (n, 3) Tensor
            Where the points lie on the template.
        """
        place = self.to_template(points, guess, steps)
        return self._size * self._model.sdf(place)[:, 0], place

    def __call__(self, points: Tensor) -> Tensor:
        """Return the head's approximate signed distance.

        Parameters
        ----------
        points : (n, 3) Tensor
            Head frame, mm.

        Returns
        -------
        (n,) Tensor
            mm, negative inside.
        """
        return self.with_guess(points, None)[0]
