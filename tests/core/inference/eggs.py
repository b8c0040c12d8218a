"""A small model of heads that are eggs, moved smoothly and at random."""

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn

from core.geometry.template import PARTS
from core.models.bound_head import BoundHead
from core.models.layers import SineNetwork
from core.models.offsets import Displacement

RADII = (32.0, 38.0, 35.0)


class Egg(nn.Module):
    """The distance of an egg, nearly."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def forward(self, points: Tensor) -> Tensor:
        self.asked += len(points)
        scaled = points / points.new_tensor(RADII)
        length = scaled.norm(dim=1, keepdim=True)
        return (length - 1.0) * length / (scaled / points.new_tensor(RADII)).norm(dim=1)[:, None]


class EggModel(nn.Module):
    """Smooth random movements of an egg."""

    inverse_steps = 12
    parts_lips = False

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(3)
        self.trunk = SineNetwork(3, 24, 2, None, 0.05)
        self.sdf = Egg()

    def trunk_inputs(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        del side
        return points

    def head(self, seed: int, offset: Displacement | None = None) -> BoundHead:
        random = torch.Generator().manual_seed(seed)
        outputs = 3 * (len(PARTS) + 1)
        weight = 0.45 * torch.randn(24, outputs, generator=random)
        return BoundHead(self, weight, torch.zeros(outputs), 1.05, offset)

    def bind(
        self, codes: Mapping[str, Tensor], size: float, offset: None, expression: Tensor
    ) -> BoundHead:
        del size, offset, expression
        return self.head(int(codes["nose"][0]))


def egg_points() -> np.ndarray:
    around = np.random.default_rng(0).normal(size=(500, 3))
    return np.array(RADII) * around / np.linalg.norm(around, axis=1, keepdims=True)
