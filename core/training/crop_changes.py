"""Changes crops of drawn faces so that they differ as photographs do: hair over the brow, tones.

The paints of drawn heads have hairlines on the forehead only; a network that never saw a fringe
takes its edge for the brows.
"""

import math

import numpy as np
import torch
from torch import Tensor

FRINGES = 0.3
"""Share of crops that get a fringe."""
BROWS, NOSE = slice(17, 27), slice(31, 36)
"""Of the 68 landmarks."""
SOFT = 0.04
"""Width of a fringe's edge, distances from nose to brow."""


def with_fringes(crops: Tensor, places: Tensor, rng: np.random.Generator) -> Tensor:
    """Let hair fall over some foreheads.

    Parameters
    ----------
    crops : (n, 3, s, s) float32
        From zero to one.
    places : (n, m, 2) float32
        Landmarks, half crops; the first 68 in the order of Multi-PIE.
    rng : numpy.random.Generator
        Draws who gets one, and how it looks.

    Returns
    -------
    (n, 3, s, s) float32
        Changed copies.
    """
    count, size = len(crops), crops.shape[-1]
    brow, nose = places[:, BROWS].mean(dim=1), places[:, NOSE].mean(dim=1)
    up = brow - nose
    length = up.norm(dim=1).clamp(min=1e-3)
    up = up / length[:, None]
    line = (torch.arange(size) + 0.5) * (2.0 / size) - 1.0
    grid = torch.stack(torch.meshgrid(line, line, indexing="xy"), dim=2)
    away = (grid[None] - brow[:, None, None]) / length[:, None, None, None]
    height = (away * up[:, None, None]).sum(dim=3)
    across = (away * torch.stack([-up[:, 1], up[:, 0]], dim=1)[:, None, None]).sum(dim=3)
    wave = _waves(across, rng, (1.0, 6.0)) * 0.12
    lowest = _drawn(rng.uniform(-0.15, 0.7, count))
    strands = _waves(across + 0.2 * height, rng, (8.0, 40.0))
    tone = _drawn(np.exp(rng.uniform(-3.2, -0.3, (count, 1))) * rng.uniform(0.6, 1.0, (count, 3)))
    hair = (tone[:, :, None, None] * torch.exp(0.3 * strands)[:, None]).clamp(0.0, 1.0)
    covered = torch.sigmoid((height - lowest[:, None, None] - wave) / SOFT)
    covered = covered * torch.sigmoid((1.5 - across.abs()) / SOFT)
    covered = covered * _drawn(rng.random(count) < FRINGES)[:, None, None]
    return crops + covered[:, None] * (hair - crops)


def with_tones(crops: Tensor, rng: np.random.Generator) -> Tensor:
    """Change brightness, contrast and the colours' balance.

    Parameters
    ----------
    crops : (n, 3, s, s) float32
        From zero to one.
    rng : numpy.random.Generator
        Draws how.

    Returns
    -------
    (n, 3, s, s) float32
        Changed copies.
    """
    count = len(crops)
    bent = _drawn(np.exp(rng.normal(0.0, 0.2, count)))[:, None, None, None]
    balance = _drawn(np.exp(rng.normal(0.0, 0.08, (count, 3))))[:, :, None, None]
    return (crops.clamp(min=1e-4) ** bent * balance).clamp(0.0, 1.0)


def _drawn(values: "np.ndarray") -> Tensor:
    return torch.from_numpy(values.astype(np.float32))


def _waves(along: Tensor, rng: np.random.Generator, pitch: tuple[float, float]) -> Tensor:
    """Return a sum of waves, (n, s, s), of about unit size; each crop has its own."""
    count, total = len(along), torch.zeros_like(along)
    for _ in range(3):
        rate, phase = (
            _drawn(values)[:, None, None]
            for values in (rng.uniform(*pitch, count), rng.uniform(0.0, 2.0 * math.pi, count))
        )
        total = total + torch.sin(rate * along + phase)
    return total / math.sqrt(1.5)
