"""The paper's parts model: one deformation after another, then one signed distance.

Gu and Pears, "Parts-based Implicit 3D Face Modeling", VISAPP 2024: ExpNet takes the expression
off, NoseNet, EyesNet, MouthNet and RemNet take the person's parts off, each seeing the point
where its predecessors left it, and SDFNet reads the mean head there: ``Phi(p) = S(p + sum v) +
eps`` (equation 6), where eps comes from the last net. A chain of two such stages is the model
of `core.models.two_field`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from core.models.hypernet import SineShape
from core.models.layers import SineNetwork
from core.models.local_blend import BlendConfig, BoundBlend, LocalBlend

CASCADE_STAGES = ("expression", "nose", "eyes", "mouth", "remainder")
"""In the order in which they deform."""
CODE_SIZES = {"expression": 53, "nose": 48, "eyes": 48, "mouth": 48, "remainder": 100}
"""The population has 53 expression shapes and 100 identity modes, fewer than the paper's codes."""
SETTLED_STEPS = 16
"""Fixed-point steps of the way from the template to the head."""


@dataclass(frozen=True)
class ChainConfig:
    """Sizes of a chain of deformations."""

    code_sizes: Mapping[str, int] = field(default_factory=lambda: dict(CODE_SIZES))
    """Stages in their order, with the length of each one's code."""
    hidden: int = 96
    """Hidden units of every hyper-network but the last."""
    width: int = 12
    """Width of the local fields of every stage but the last."""
    last_hidden: int = 208
    """Hidden units of the last hyper-network. The last stage moves the whole head, and a rectifier
    passes half of a direction: fewer than twice the code would lose some."""
    last_width: int = 16
    """Width of the last stage's local fields."""
    layers: int = 5
    """Fully connected layers of every local field."""
    frequency: float = 6.0
    """Bound of the local fields' first weights, radians per 100 mm."""
    reach: float = 40.0
    """Deviation of the bell around each landmark, mm."""
    sdf_width: int = 96
    """Width of SDFNet."""
    sdf_layers: int = 4
    """Sine layers of SDFNet."""
    sdf_frequency: float = 0.15
    """Bound of SDFNet's first frequencies, radians per millimetre."""


class DeformationChain(nn.Module):
    """Stages and SDFNet.

    Parameters
    ----------
    config : ChainConfig
        Sizes.
    landmarks : mapping of str to (L, 3) Tensor
        Per stage, on the mean head, mm.
    """

    def __init__(self, config: ChainConfig, landmarks: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.config = config
        self.stages = nn.ModuleDict()
        for name, size in config.code_sizes.items():
            last = name == list(config.code_sizes)[-1]
            width = config.last_width if last else config.width
            hidden = config.last_hidden if last else config.hidden
            shape = SineShape(width, config.layers, 4 if last else 3, config.frequency)
            blend = BlendConfig(size, hidden, shape, reach=config.reach)
            self.stages[name] = LocalBlend(blend, landmarks[name])
        self.sdf = SineNetwork(3, config.sdf_width, config.sdf_layers, 1, config.sdf_frequency)

    def bind(self, codes: Mapping[str, Tensor]) -> "BoundChain":
        """Do all code-dependent work once.

        Parameters
        ----------
        codes : mapping of str to (k,) or (heads, k) Tensor
            Per stage; shorter codes are padded with zeros.

        Returns
        -------
        BoundChain
            The fields of one or several heads.
        """
        bound = {}
        for name, stage in self.stages.items():
            assert isinstance(stage, LocalBlend)
            code = codes[name].reshape(-1, codes[name].shape[-1])
            missing = self.config.code_sizes[name] - code.shape[1]
            bound[name] = stage.bind(nn.functional.pad(code, (0, missing)))
        return BoundChain(self, bound)


@dataclass(frozen=True, eq=False)
class Warp:
    """Points on their way to the template.

    Attributes
    ----------
    places : list of (heads, n, 3) Tensor
        After each stage, mm; the last ones are on the template.
    correction : (heads, n) Tensor
        What is added to the signed distance, mm.
    """

    places: list[Tensor]
    correction: Tensor


class BoundChain:
    """Heads with their codes.

    Parameters
    ----------
    model : DeformationChain
        Supplies SDFNet.
    stages : mapping of str to BoundBlend
        In their order.
    """

    def __init__(self, model: DeformationChain, stages: Mapping[str, BoundBlend]) -> None:
        self._model = model
        self.stages = stages

    def warp(self, points: Tensor) -> Warp:
        """Send the points of several heads to the template.

        Parameters
        ----------
        points : (heads, n, 3) Tensor
            mm.

        Returns
        -------
        Warp
            Places and correction.
        """
        places, correction = [], points[..., 0] * 0.0
        for stage in self.stages.values():
            moved = stage(points)
            points = points + moved[..., :3]
            places.append(points)
            if moved.shape[-1] > 3:
                # A displacement is millimetres, a correction only a tenth of that.
                correction = 0.1 * moved[..., 3]
        return Warp(places, correction)

    def values(self, points: Tensor) -> tuple[Tensor, Warp]:
        """Return the signed distances of several heads.

        Parameters
        ----------
        points : (heads, n, 3) Tensor
            mm.

        Returns
        -------
        values : (heads, n) Tensor
            mm, negative inside.
        warp : Warp
            Where the points went.
        """
        warp = self.warp(points)
        flat = self._model.sdf(warp.places[-1].reshape(-1, 3))
        return flat.reshape(points.shape[:2]) + warp.correction, warp

    def to_template(self, points: Tensor) -> Tensor:
        """Send points of one head to the template.

        Parameters
        ----------
        points : (n, 3) Tensor
            Head frame, mm.

        Returns
        -------
        (n, 3) Tensor
            Template coordinates, mm.
        """
        return self.warp(points[None]).places[-1][0]

    def from_template(self, points: Tensor, steps: int = SETTLED_STEPS) -> Tensor:
        """Send template points to one head by fixed-point steps, halved where they lead away.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.
        steps : int
            Number of steps.

        Returns
        -------
        (n, 3) Tensor
            Head frame, mm.
        """
        place, stride = points, torch.ones_like(points[:, :1])
        gap = points - self.to_template(place)
        for _ in range(steps):
            tried = place + stride * gap
            left = points - self.to_template(tried)
            nearer = left.norm(dim=1, keepdim=True) < gap.norm(dim=1, keepdim=True)
            place, gap = torch.where(nearer, tried, place), torch.where(nearer, left, gap)
            stride = torch.where(nearer, (1.5 * stride).clamp(max=1.0), 0.5 * stride)
        return place

    def __call__(self, points: Tensor) -> Tensor:
        """Return one head's signed distance.

        Parameters
        ----------
        points : (n, 3) Tensor
            Head frame, mm.

        Returns
        -------
        (n,) Tensor
            mm, negative inside.
        """
        return self.values(points[None])[0][0]
