"""A head's distance at nodes beside the lips, asked of both: the rule of the dense grid.

Each lip's side of the template moves by its own sheet, and each sheet is believed only on its own
side of the line between the lips (`core.models.bound_head`). Where lips pass through each other a
point belongs to both, and the deeper one counts.
"""

import torch
from scipy.spatial import cKDTree
from torch import Tensor

from core.inference.fast_head import FastHead
from core.inference.newton import solved, started
from core.inference.template_band import LOWER, UPPER
from core.models.lips import lip_height

BEYOND = -1.0
"""A first guess this far on the wrong side of the line between the lips is not followed, mm."""


def lip_values(fast: FastHead, points: Tensor, mine: Tensor) -> tuple[Tensor, Tensor]:
    """Return the distance at nodes beside the lips.

    Parameters
    ----------
    fast : FastHead
        The head.
    points : (3, n) Tensor
        Head frame, mm.
    mine : (n,) int64 Tensor
        The skin point of the mouth nearest to each.

    Returns
    -------
    values : (n,) Tensor
        mm; without meaning where not settled.
    settled : (n,) bool Tensor
        False where neither lip, or no rest, was found.
    """
    upper, above, rests_up = _by_sheet(fast, points, mine, UPPER)
    lower, below, rests_down = _by_sheet(fast, points, mine, LOWER)
    in_upper, in_lower = above >= 0.0, below >= 0.0
    far = points.new_full((points.shape[1],), torch.inf)
    depth_up, depth_down = far.clone(), far
    depth_up[in_upper] = fast.distance(upper[:, in_upper])
    depth_down[in_lower] = fast.distance(lower[:, in_lower])
    values = torch.minimum(depth_up, depth_down)
    return values, (in_upper | in_lower) & rests_up & rests_down


def _by_sheet(
    fast: FastHead, points: Tensor, mine: Tensor, sheet: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Return template points, their height on the lip's own side, and which came to rest.

    Points whose first guess lies well beyond the line are left there: the sheet is not believed.
    """
    band, sign = fast.band, 1.0 if sheet == UPPER else -1.0
    near = torch.where(band.sheet[mine] == sheet, mine, -1)
    other = torch.nonzero(near < 0)[:, 0]
    own = torch.nonzero(band.sheet == sheet)[:, 0]
    if len(other):
        tree = cKDTree(fast.moved[:, own].T.cpu().numpy())
        found = tree.query(points[:, other].T.cpu().numpy())[1]
        near[other] = own[torch.as_tensor(found, device=points.device)]
    place, inverse = started(fast, points, near)
    settled = torch.ones(points.shape[1], dtype=torch.bool, device=points.device)
    follow = torch.nonzero(sign * lip_height(place.T) >= BEYOND)[:, 0]
    fast.monitor.check()
    place[:, follow], settled[follow] = solved(
        fast, points[:, follow], place[:, follow], inverse[:, :, follow], sheet
    )
    return place, sign * lip_height(place.T), settled
