"""One stage of a chain of deformations: local fields around landmarks, blended.

Gu and Pears, VISAPP 2024, equation 7, after ImFace (Zheng et al., CVPR 2022): a generator gives the
region's landmarks from its code, a small field lives around each of them, and a light network
says, for any point, how much each of them counts.
"""

from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from core.models.hypernet import MOVE_MM, UNIT_MM, HyperNet, Layers, SineShape, run_sines
from core.models.layers import SineNetwork

GENERATOR_HIDDEN = 32
"""Hidden units of a landmark generator."""
GENERATOR_SCALE = 1e-2
"""Its last layer starts this small: the landmarks start at the mean."""


@dataclass(frozen=True)
class BlendConfig:
    """Size of one stage."""

    code_size: int = 48
    """Length of its code."""
    hidden: int = 64
    """Hidden units of the hyper-network."""
    shape: SineShape = field(default_factory=SineShape)
    """Size of each local field."""
    blend_width: int = 16
    """Width of the network that weighs the fields."""
    blend_frequency: float = 4.0
    """Bound of its first weights, radians per 100 mm."""
    reach: float = 40.0
    """Deviation of the bell around each landmark that its weights start from, mm."""


class LocalBlend(nn.Module):
    """The displacement field of one region.

    Parameters
    ----------
    config : BlendConfig
        Sizes.
    landmarks : (L, 3) Tensor
        The region's landmarks on the mean head, mm; one local field each.
    """

    def __init__(self, config: BlendConfig, landmarks: Tensor) -> None:
        super().__init__()
        self.config = config
        self.count = len(landmarks)
        self.hyper = HyperNet(config.code_size, config.hidden, self.count, config.shape)
        self.generator = nn.Sequential(
            nn.Linear(config.code_size, GENERATOR_HIDDEN),
            nn.ReLU(),
            nn.Linear(GENERATOR_HIDDEN, 3 * self.count),
        )
        self.blend = SineNetwork(3, config.blend_width, 2, self.count, config.blend_frequency)
        self.register_buffer("mean_landmarks", landmarks.clone().float())
        with torch.no_grad():
            self.generator[2].get_parameter("weight").mul_(GENERATOR_SCALE)
            self.generator[2].get_parameter("bias").zero_()

    def bind(self, code: Tensor) -> "BoundBlend":
        """Do all code-dependent work once.

        Parameters
        ----------
        code : (heads, code_size) Tensor
            Standard deviations.

        Returns
        -------
        BoundBlend
            The displacement of every head.
        """
        moves = self.generator(code).reshape(len(code), self.count, 3)
        landmarks = self.get_buffer("mean_landmarks") + MOVE_MM * moves
        return BoundBlend(self, self.hyper(code), landmarks)


class BoundBlend:
    """One stage with its codes.

    Parameters
    ----------
    stage : LocalBlend
        Its networks.
    layers : list of (weight, bias)
        Written local fields.
    landmarks : (heads, L, 3) Tensor
        Generated landmarks, mm.
    """

    def __init__(self, stage: LocalBlend, layers: Layers, landmarks: Tensor) -> None:
        self._stage = stage
        self._layers = layers
        self.landmarks = landmarks

    def __call__(self, points: Tensor) -> Tensor:
        """Evaluate the stage.

        Parameters
        ----------
        points : (heads, n, 3) Tensor
            mm.

        Returns
        -------
        (heads, n, outputs) Tensor
            mm: displacement, then what else the stage gives.
        """
        heads, count, _ = points.shape
        local = points[:, None] - self.landmarks[:, :, None]
        fields = run_sines(self._layers, (local / UNIT_MM).reshape(-1, count, 3))
        fields = fields.reshape(heads, self._stage.count, count, -1)
        near = local.square().sum(dim=3) / (2.0 * self._stage.config.reach**2)
        logits = self._stage.blend(points.reshape(-1, 3) / UNIT_MM).reshape(heads, count, -1)
        weights = torch.softmax(logits.transpose(1, 2) - near, dim=1)
        blended: Tensor = MOVE_MM * (weights[:, :, :, None] * fields).sum(dim=1)
        return blended
