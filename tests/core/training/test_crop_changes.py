"""Fringes lie above the brow only, tones change no place, and both repeat."""

import numpy as np
import torch

from core.training.crop_changes import BROWS, FRINGES, NOSE, with_fringes, with_tones

SIDE = 32


def _faces(count: int, turn: float) -> torch.Tensor:
    """Return landmarks with the brow 0.4 half crops above the nose, turned by radians."""
    places = torch.zeros(count, 68, 2)
    places[:, BROWS] = torch.tensor([0.0, -0.2])
    places[:, NOSE] = torch.tensor([0.0, 0.2])
    matrix = torch.tensor([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return places @ matrix.float().T


def test_fringes_fall_from_above_to_the_brow_at_most() -> None:
    crops = torch.full((200, 3, SIDE, SIDE), 0.5)
    upright = with_fringes(crops, _faces(200, 0.0), np.random.default_rng(0))
    changed = (upright - crops).abs().amax(dim=1) > 0.02
    assert not changed[:, SIDE // 2 + 3 :].any(), "never below the middle of the face"
    share = float(changed.flatten(1).any(dim=1).float().mean())
    assert abs(share - FRINGES) < 0.1
    lying = with_fringes(crops, _faces(200, np.pi / 2), np.random.default_rng(0))
    beside = (lying - crops).abs().amax(dim=1) > 0.02
    assert beside[:, :, SIDE // 2 + 3 :].any(), "hair is where the forehead is"
    assert not beside[:, :, : SIDE // 2 - 3].any()


def test_tones_keep_black_and_order_and_repeat() -> None:
    ramp = torch.linspace(0.0, 1.0, SIDE).expand(6, 3, SIDE, SIDE)
    first = with_tones(ramp, np.random.default_rng(3))
    assert torch.equal(first, with_tones(ramp, np.random.default_rng(3)))
    assert first.min() < 0.02
    assert first.max() <= 1.0
    assert (first.diff(dim=3) >= 0.0).all(), "what was brighter stays brighter"
    assert len({float(one) for one in first[:, 0, 0, SIDE // 2]}) == 6
