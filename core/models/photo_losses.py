"""What the two deep methods minimise, term by term.

Nguyen et al., Bioengineering 2022, 9, 619: landmarks, eyes' and lips' opening, colours and
regularisation of the second method (eq. 7 without terms that need somebody else's network), image
and landmark terms with weight 20 on mouth and nose and coefficients of the third (eqs. 11-15).
"""

import torch
from torch import Tensor, nn

from core.models.photo_encoder import Likeness, harmonic_light


def landmark_loss(seen: Tensor, truth: Tensor, weights: Tensor) -> Tensor:
    """Return the weighted mean squared distance of landmarks.

    Parameters
    ----------
    seen, truth : (n, m, 2) Tensor
        Half crops.
    weights : (m,) Tensor
        20 on mouth and nose, one elsewhere (eq. 13).
    """
    squared = (seen - truth).square().sum(dim=2)
    return (squared * weights).sum(dim=1).mean() / weights.sum()


def opening_loss(seen: Tensor, truth: Tensor, pairs: Tensor) -> Tensor:
    """Return how far openings between pairs of landmarks differ (eye and lip closure of DECA).

    Parameters
    ----------
    seen, truth : (n, m, 2) Tensor
        Half crops.
    pairs : (p, 2) int64 Tensor
        Upper and lower landmark of each opening.
    """
    gap = (seen[:, pairs[:, 0]] - seen[:, pairs[:, 1]]) - (
        truth[:, pairs[:, 0]] - truth[:, pairs[:, 1]]
    )
    return gap.abs().sum(dim=2).mean()


def colour_loss(
    crops: Tensor,
    places: Tensor,
    painted: Tensor,
    likeness: Likeness,
    normals: Tensor,
    shown: Tensor,
) -> Tensor:
    """Return how far shaded vertices differ from the picture where they are seen (eq. 12).

    Parameters
    ----------
    crops : (n, 3, s, s) Tensor
        sRGB from zero to one.
    places : (n, m, 2) Tensor
        Of vertices, half crops.
    painted : (n, m, 3) Tensor
        Their colours, linear.
    likeness : Likeness
        Its light is used.
    normals : (n, m, 3) Tensor
        Camera frame.
    shown : (n, m) Tensor
        One where the vertex is seen and skin, zero elsewhere.
    """
    read = nn.functional.grid_sample(
        crops, places[:, :, None], padding_mode="border", align_corners=False
    )
    pixels = read[..., 0].transpose(1, 2)
    lit = (painted * harmonic_light(normals, likeness.light)).clamp(1e-4, 1.0)
    away = (lit ** (1.0 / 2.2) - pixels).square().sum(dim=2).add(1e-6).sqrt()
    return (away * shown).sum() / shown.sum().clamp(min=1.0)


def coefficient_loss(likeness: Likeness) -> Tensor:
    """Return the squared coefficients of a likeness: 1.0, 0.8 and 0.0017 as in eq. 15."""
    person = likeness.person.square().sum(dim=1).mean()
    pose = likeness.pose.square().sum(dim=1).mean()
    colour = likeness.colour.square().sum(dim=1).mean()
    return person + 0.8 * pose + 1.7e-3 * colour


def stencil_normals(points: Tensor, stencil: Tensor) -> Tensor:
    """Return normals from the neighbours of points.

    Parameters
    ----------
    points : (n, 5 m, 3) Tensor
        Of the vertices, then of those before and behind them on two crossing lines.
    stencil : (4, m) int64 Tensor
        Which points lie left, right, below and above each of the first m.

    Returns
    -------
    (n, m, 3) Tensor
        Of unit length.
    """
    left, right, below, above = (points[:, row] for row in stencil)
    return nn.functional.normalize(torch.linalg.cross(right - left, above - below), dim=2)
