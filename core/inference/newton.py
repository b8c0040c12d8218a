"""The way back from nodes beside a head's skin to the template, started from the skin nearby."""

import torch
from torch import Tensor

from core.inference.fast_head import FastHead
from core.inference.template_band import OWN
from core.models.bound_head import LONGEST_STEP

SETTLED = (0.02, 0.008, 0.008)
"""A step on the template no longer than this is the last, mm: on each sheet; between the lips
slopes change faster."""
LEFT = 0.003
"""What the last step leaves, going by how much the one before left, is at most this, mm."""
ROUNDS = 5
"""Further steps for the others."""


def started(fast: FastHead, points: Tensor, mine: Tensor) -> tuple[Tensor, Tensor]:
    """Return first guesses by the slope at points of the skin.

    Parameters
    ----------
    fast : FastHead
        The head.
    points : (3, n) Tensor
        Head frame, mm.
    mine : (n,) int Tensor
        The skin point from which to look at each.

    Returns
    -------
    start : (3, n) Tensor
        Template coordinates, mm.
    inverse : (3, 3, n) Tensor
        The inverse slopes that were used.
    """
    inverse = fast.inverse.index_select(2, mine)
    step = times(inverse, points - fast.moved.index_select(1, mine))
    length = step.square().sum(dim=0).sqrt_()
    step *= LONGEST_STEP / length.clamp_(min=LONGEST_STEP)
    return step.add_(fast.band.columns.index_select(1, mine)), inverse


def times(matrices: Tensor, columns: Tensor) -> Tensor:
    """Return products of matrices and vectors.

    Parameters
    ----------
    matrices : (3, 3, n) Tensor
        One for each vector.
    columns : (3, n) Tensor
        The vectors.

    Returns
    -------
    (3, n) Tensor
        Their products.
    """
    total = matrices[:, 0] * columns[0]
    return total.addcmul_(matrices[:, 1], columns[1]).addcmul_(matrices[:, 2], columns[2])


def solved(
    fast: FastHead, points: Tensor, start: Tensor, inverse: Tensor, sheet: int = OWN
) -> tuple[Tensor, Tensor]:
    """Solve for template points by Broyden's good method, as `BoundHead.to_template`.

    Parameters
    ----------
    fast : FastHead
        The head.
    points : (3, n) Tensor
        Head frame, mm.
    start : (3, n) Tensor
        First guesses, template coordinates, mm.
    inverse : (3, 3, n) Tensor
        Inverse slopes there.
    sheet : int
        By which sheet the template moves.

    Returns
    -------
    places : (3, n) Tensor
        Template coordinates, mm.
    settled : (n,) bool Tensor
        Which came to rest.
    """
    place = start.clone()
    settled = torch.zeros(points.shape[1], dtype=torch.bool, device=points.device)
    active = torch.arange(points.shape[1], device=points.device)
    # A point that is read roughly is not at rest, but nearly: then its network is asked once only.
    moved, sure = fast.forward(place, sheet, roughly=True)
    value = points - moved
    room = torch.full_like(value[0], torch.inf)
    for _ in range(ROUNDS):
        step = times(inverse, value)
        place.index_add_(1, active, step)
        length = step.square().sum(dim=0).sqrt_()
        rest = (length <= SETTLED[sheet]) & (length.square() <= room) & sure
        settled[active] = rest
        moving = torch.nonzero(~rest)[:, 0]
        if len(moving) == 0:
            break
        active, inverse = active[moving], inverse.index_select(2, moving)
        step, before = step.index_select(1, moving), value.index_select(1, moving)
        moved, _ = fast.forward(place.index_select(1, active), sheet)
        value = points.index_select(1, active) - moved
        room = LEFT * length.index_select(0, moving)
        learnt = times(inverse, before - value)
        row = (step[:, None] * inverse).sum(dim=0)
        scale = (step * learnt).sum(dim=0)
        # What was read roughly says nothing about the slope.
        told = sure[moving] & (scale.abs() >= 1e-9)
        scale = torch.where(told, scale, torch.inf)
        inverse = inverse + ((step - learnt) / scale)[:, None] * row
        sure = torch.ones_like(told)
    return place, settled
