"""AIM's networks: an ensemble of small coordinate networks on the template.

One answers with the anatomy of every person it was trained on (bone point, anatomy normal,
thickness: a last layer per person on shared features), one with the jaw's skinning weight, one
with the expressions' offsets; the jaw's rigid motion is a number of its own per expression.
Because the last layers are linear, a new person is a least-squares problem in the features.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import torch
from torch import Tensor, nn

from core.models.layers import SineNetwork
from core.models.lips import own_side, with_side

Activation = Literal["sine", "relu", "gelu"]

ANATOMY = 7
"""Numbers per point and person: bone point, normal, thickness."""
SHRUNK = 0.9
"""The bone's first guess is the template point drawn to the head's middle by this much."""
UNIT_MM = 10.0
"""What a last layer's answer of one means, mm."""
USUAL_DEPTH = 8.0
"""First guess of the thickness, mm."""
PLAIN_UNIT = 50.0
"""Coordinates are divided by this where no sine sets the scale, mm."""
SIDED = 4
"""Coordinates of a template point with its side of the lips."""


@dataclass(frozen=True)
class AimConfig:
    """Sizes of the ensemble."""

    hidden: int = 256
    """Size of every hidden layer."""
    layers: int = 3
    """Hidden layers of each network."""
    activation: Activation = "sine"
    """Between the layers; the others exist to be compared with."""
    frequency: float = 0.08
    """First weights of a sine network are uniform in +/- this, radians per mm."""
    persons: int = 1
    """Last layers of the anatomy network; the first is the person with the expressions."""
    expressions: int = 53
    """Expressions."""


@dataclass(frozen=True, eq=False)
class AimOutput:
    """The ensemble's answer at n template points for P persons and E expressions.

    Attributes
    ----------
    bone : (n, P, 3) Tensor
        Anatomy points, mm.
    normal : (n, P, 3) Tensor
        Unit anatomy normals.
    depth : (n, P) Tensor
        Thickness, mm.
    jaw : (n,) Tensor
        Skinning weight.
    offsets : (n, E, 3) Tensor
        Of the expressions, mm.
    """

    bone: Tensor
    normal: Tensor
    depth: Tensor
    jaw: Tensor
    offsets: Tensor

    @property
    def skin(self) -> Tensor:
        """Resting skins ``b + d n``, (n, P, 3) mm."""
        return self.bone + self.depth[..., None] * self.normal


class PlainNetwork(nn.Module):
    """Points to features through layers with another activation than the sine.

    Parameters
    ----------
    width, layers : int
        Size and number of the hidden layers.
    activation : callable
        Between them.
    """

    def __init__(self, width: int, layers: int, activation: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        sizes = [SIDED] + [width] * layers
        self.layers = nn.ModuleList(nn.Linear(before, after) for before, after in pairwise(sizes))
        self._activation = activation

    def forward(self, points: Tensor) -> Tensor:
        """Map points to features.

        Parameters
        ----------
        points : (n, 4) Tensor
            Template points with their side, mm.

        Returns
        -------
        (n, width) Tensor
            Features.
        """
        hidden = points / PLAIN_UNIT
        for layer in self.layers:
            hidden = self._activation(layer(hidden))
        return hidden


def make_trunk(config: AimConfig) -> nn.Module:
    """Return one network of the ensemble without its last layer.

    Parameters
    ----------
    config : AimConfig
        Its size and activation.

    Returns
    -------
    nn.Module
        (n, 4) points with sides to (n, hidden) features.
    """
    if config.activation == "sine":
        return SineNetwork(SIDED, config.hidden, config.layers, None, config.frequency)
    activation = nn.functional.relu if config.activation == "relu" else nn.functional.gelu
    return PlainNetwork(config.hidden, config.layers, activation)


def sided(vertices: Tensor) -> Tensor:
    """Return template points with the side of the lips on which they lie.

    Parameters
    ----------
    vertices : (n, 3) Tensor
        Template coordinates, mm.

    Returns
    -------
    (n, 4) Tensor
        What the networks are asked with.
    """
    return with_side(vertices, own_side(vertices))


class AimNetwork(nn.Module):
    """The ensemble.

    Parameters
    ----------
    config : AimConfig
        Its sizes.
    """

    def __init__(self, config: AimConfig) -> None:
        super().__init__()
        self.config = config
        self.anatomy = make_trunk(config)
        self.jaw = make_trunk(config)
        self.expression = make_trunk(config)
        self.anatomy_heads = nn.Linear(config.hidden, ANATOMY * config.persons)
        self.jaw_head = nn.Linear(config.hidden, 1)
        self.expression_head = nn.Linear(config.hidden, 3 * config.expressions)
        self.twists = nn.Parameter(torch.zeros(config.expressions, 6))
        with torch.no_grad():
            for head in (self.anatomy_heads, self.jaw_head, self.expression_head):
                head.weight.mul_(0.1)
                head.bias.zero_()

    def forward(self, points: Tensor) -> AimOutput:
        """Answer at template points.

        Parameters
        ----------
        points : (n, 4) Tensor
            With their side, see `sided`.

        Returns
        -------
        AimOutput
            Of all persons and expressions.
        """
        offsets = UNIT_MM * self.expression_head(self.expression(points))
        return replace(self.at_rest(points), offsets=offsets.reshape(len(points), -1, 3))

    def at_rest(self, points: Tensor) -> AimOutput:
        """Answer without the expressions.

        Parameters
        ----------
        points : (n, 4) Tensor
            With their side, see `sided`.

        Returns
        -------
        AimOutput
            Of all persons and no expression.
        """
        raw = self.anatomy_heads(self.anatomy(points)).reshape(len(points), -1, ANATOMY)
        bone, normal, depth = decoded(points[:, None, :3], raw)
        jaw = self.jaw_head(self.jaw(points))[:, 0]
        return AimOutput(bone, normal, depth, jaw, points.new_zeros(len(points), 0, 3))


def decoded(points: Tensor, raw: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return the anatomy behind a last layer's numbers.

    Parameters
    ----------
    points : (n, 1, 3) Tensor
        Template points, mm.
    raw : (n, P, 7) Tensor
        Answers of the last layer.

    Returns
    -------
    bone, normal : (n, P, 3) Tensor
        mm; unit length.
    depth : (n, P) Tensor
        mm.
    """
    bone = SHRUNK * points + UNIT_MM * raw[..., :3]
    outward = nn.functional.normalize(points, dim=-1)
    normal = nn.functional.normalize(outward + raw[..., 3:6], dim=-1)
    return bone, normal, USUAL_DEPTH + UNIT_MM * raw[..., 6]


def carried(rest: Tensor, jaw: Tensor, twists: Tensor) -> Tensor:
    """Return resting points skinned by the jaw's motions.

    Parameters
    ----------
    rest : (n, 3) Tensor
        At rest, mm.
    jaw : (n,) Tensor
        Skinning weights.
    twists : (E, 6) Tensor
        Rotation vectors, radians, and translations, mm.

    Returns
    -------
    (n, E, 3) Tensor
        ``(1 - k) s + k T_i s``, mm.
    """
    x, y, z = twists[:, :3].unbind(dim=1)
    zero = torch.zeros_like(x)
    skew = torch.stack([zero, -z, y, z, zero, -x, -y, x, zero], dim=1).reshape(-1, 3, 3)
    turned = torch.einsum("eij,nj->nei", torch.linalg.matrix_exp(skew), rest) + twists[:, 3:]
    return rest[:, None] + jaw[:, None, None] * (turned - rest[:, None])
