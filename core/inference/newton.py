"""The way back from nodes beside a head's skin to the template, started from the skin nearby."""

import torch
from torch import Tensor

from core.inference.fast_head import FastHead
from core.inference.template_band import OWN
from core.models.bound_head import LONGEST_STEP

SETTLED = 0.02
"""A template point that moves to within this of its node needs only the step that it shows, mm."""
ROUNDS = 5
"""Further steps for the others."""


def started(fast: FastHead, points: Tensor, mine: Tensor) -> tuple[Tensor, Tensor]:
    """Return first guesses by the slope at points of the skin.

    Parameters
    ----------
    fast : FastHead
        The head.
    points : (n, 3) Tensor
        Head frame, mm.
    mine : (n,) int64 Tensor
        The skin point from which to look at each.

    Returns
    -------
    start : (n, 3) Tensor
        Template coordinates, mm.
    inverse : (n, 3, 3) Tensor
        The inverse slopes that were used.
    """
    inverse = fast.inverse[mine]
    step = (inverse * (points - fast.moved[mine])[:, None, :]).sum(dim=2)
    length = step.norm(dim=1, keepdim=True)
    start = fast.band.skin[mine] + step * (LONGEST_STEP / length.clamp(min=LONGEST_STEP))
    return start, inverse


def solved(
    fast: FastHead, points: Tensor, start: Tensor, inverse: Tensor, sheet: int = OWN
) -> tuple[Tensor, Tensor]:
    """Solve for template points by Broyden's good method, as `BoundHead.to_template`.

    Parameters
    ----------
    fast : FastHead
        The head.
    points : (n, 3) Tensor
        Head frame, mm.
    start : (n, 3) Tensor
        First guesses, template coordinates, mm.
    inverse : (n, 3, 3) Tensor
        Inverse slopes there.
    sheet : int
        By which sheet the template moves.

    Returns
    -------
    places : (n, 3) Tensor
        Template coordinates, mm.
    settled : (n,) bool Tensor
        Which came to rest.
    """
    place = start.clone()
    settled = torch.zeros(len(points), dtype=torch.bool, device=points.device)
    active = torch.arange(len(points), device=points.device)
    value = points - fast.forward(place, sheet)
    for _ in range(ROUNDS):
        step = (inverse * value[:, None, :]).sum(dim=2)
        place[active] += step
        rest = value.norm(dim=1) <= SETTLED
        settled[active[rest]] = True
        moving = ~rest
        if not bool(moving.any()):
            break
        active, step, inverse, before = active[moving], step[moving], inverse[moving], value[moving]
        value = points[active] - fast.forward(place[active], sheet)
        learnt = (inverse * (before - value)[:, None, :]).sum(dim=2)
        row = torch.bmm(step[:, None, :], inverse)
        scale = (step * learnt).sum(dim=1)
        scale = torch.where(scale.abs() < 1e-9, torch.full_like(scale, torch.inf), scale)
        inverse = inverse + ((step - learnt) / scale[:, None])[:, :, None] * row
    return place, settled
