"""A displacement that acts on one side of the face only."""

import torch
from torch import Tensor

from core.geometry.sides import Side, direction, weight_at
from core.models.offsets import Displacement


class SideOffset:
    """A displacement that fades in from the median plane of the template.

    Parameters
    ----------
    inner : Displacement
        As it would act on both sides.
    side : {'left', 'right'}
        Of the subject.
    """

    def __init__(self, inner: Displacement, side: Side) -> None:
        self._inner, self._sign = inner, direction(side)

    def __call__(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        """Return the displacement at template points, exactly zero on the other side.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.
        side : (n,) Tensor, optional
            Plus or minus one: which lip to move with.

        Returns
        -------
        (n, 3) Tensor
            mm.
        """
        moved = torch.zeros_like(points)
        mine = torch.nonzero(self._sign * points[:, 0] > 0.0)[:, 0]
        if len(mine):
            there = points[mine]
            weight: Tensor = weight_at(self._sign * there[:, 0], there[:, 1], there[:, 2])
            lips = None if side is None else side[mine]
            moved[mine] = weight[:, None] * self._inner(there, lips)
        return moved
