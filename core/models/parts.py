"""The parts model: a head's signed distance from codes for parts and expression.

The forward field of `DESIGN.md`: a template point t moves to ``t + F(t)``, where F is linear in
the codes, ``F(t) = sum_parts w_part(t) sum_k z_part,k B_part,k(t) + sum_e x_e E_e(t)``. One sine
trunk learns all B and E at once; binding a person's codes collapses its last layer to three outputs
per part and three for the expression. What is bound, and the way back from the head to the
template, is in `core.models.bound_head`. The cascade of Gu and Pears, "Parts-based Implicit 3D Face
Modeling", VISAPP 2024, has the same inputs and the same place (`core.models.cascade`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import torch
from torch import Tensor, nn

from core.arrays import FloatArray, SingleArray
from core.geometry.template import PARTS
from core.models.bound_head import BoundHead
from core.models.lattice import StartGrid
from core.models.layers import SineNetwork
from core.models.lips import own_side, with_side
from core.models.offsets import Displacement
from core.models.trunk_arrays import TrunkArrays


@dataclass(frozen=True)
class PartsConfig:
    """Sizes of the parts model."""

    code_sizes: Mapping[str, int] = field(
        default_factory=lambda: {"nose": 48, "eyes": 48, "mouth": 48, "remainder": 100}
    )
    """Length of each part's code."""
    trunk_width: int = 256
    """Width of the sine trunk that all parts share."""
    trunk_layers: int = 3
    """Sine layers of the trunk."""
    trunk_features: int = 0
    """Size of the trunk's last sine layer: the rank of what it can learn; zero takes the width."""
    expressions: int = 0
    """Expression shapes."""
    lip_sides: bool = False
    """Whether the lips may part: their side is then the trunk's fourth coordinate."""
    trunk_frequency: float = 0.08
    """Bound of the trunk's first frequencies, radians per millimetre."""
    sdf_width: int = 192
    """Width of SDFNet."""
    sdf_layers: int = 4
    """Sine layers of SDFNet."""
    sdf_frequency: float = 0.15
    """Bound of SDFNet's first frequencies, radians per millimetre."""
    inverse_steps: int = 4
    """Fixed-point steps from a cold start; measured at training, kept in the manifest."""


class PartsModel(nn.Module):
    """Networks of the forward field.

    Parameters
    ----------
    config : PartsConfig
        Sizes.
    """

    def __init__(self, config: PartsConfig) -> None:
        super().__init__()
        self.config = config
        self._inverse_steps = config.inverse_steps
        self.code_sizes = {part: config.code_sizes[part] for part in PARTS}
        self.blocks = (*self.code_sizes.values(), config.expressions)
        self.trunk = SineNetwork(
            4 if config.lip_sides else 3,
            config.trunk_width,
            config.trunk_layers,
            3 * sum(self.blocks),
            config.trunk_frequency,
            config.trunk_features or None,
        )
        self.sdf = SineNetwork(3, config.sdf_width, config.sdf_layers, 1, config.sdf_frequency)

    @property
    def parts_lips(self) -> bool:
        """Whether the lips may part."""
        return self.config.lip_sides

    @property
    def inverse_steps(self) -> int:
        """Fixed-point steps from a cold start."""
        return self._inverse_steps

    def use_inverse_steps(self, steps: int) -> None:
        """Set the fixed-point steps of heads bound from now on."""
        self._inverse_steps = steps

    def trunk_inputs(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        """Return what the trunk sees of template points.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.
        side : (n,) Tensor, optional
            Plus or minus one: the side of the lips from which to look; the points' own otherwise.

        Returns
        -------
        (n, 3) or (n, 4) Tensor
            mm.
        """
        if not self.config.lip_sides:
            return points
        return with_side(points, own_side(points) if side is None else side)

    def components(self, points: Tensor) -> tuple[dict[str, Tensor], Tensor]:
        """Return every component's displacement at template points, not windowed.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.

        Returns
        -------
        parts : dict of str to (n, k, 3) Tensor
            Per part, mm per standard deviation.
        expressions : (n, expressions, 3) Tensor
            mm at full expression.
        """
        pieces = self.trunk(self.trunk_inputs(points)).split([3 * b for b in self.blocks], dim=1)
        shaped = [piece.reshape(len(points), -1, 3) for piece in pieces]
        return dict(zip(self.code_sizes, shaped[:-1], strict=True)), shaped[-1]

    def template_moves(self, points: FloatArray) -> SingleArray:
        """Return the same at the template's vertices in NumPy, as before torch is loaded.

        Parameters
        ----------
        points : (n, 3) float64
            Template coordinates, mm.

        Returns
        -------
        (n, 3, K + E) float32
            See `core.models.trunk_arrays.TrunkArrays.template_moves`.
        """
        arrays = {name: value.cpu().numpy() for name, value in self.state_dict().items()}
        return TrunkArrays.of(arrays, lip_sides=self.config.lip_sides).template_moves(points)

    def bind(
        self,
        codes: Mapping[str, Tensor],
        size: float = 1.0,
        offset: Displacement | None = None,
        expression: Tensor | None = None,
        start: StartGrid | None = None,
    ) -> BoundHead:
        """Do all code-dependent work once.

        Parameters
        ----------
        codes : mapping of str to (k,) Tensor
            Standard deviations, per part; shorter codes are padded with zeros.
        size : float
            Relative head size.
        offset : Displacement, optional
            Further displacement on the template, mm: a fit's residual and edits of the anatomy.
        expression : (e,) Tensor, optional
            Weights of the expression shapes; neutral otherwise, padded with zeros.
        start : StartGrid, optional
            Where the way back starts; at the point itself otherwise.

        Returns
        -------
        BoundHead
            The field of one head.
        """
        last = self.trunk.last
        assert last is not None
        blocks = [codes[part] for part in self.code_sizes]
        blocks.append(last.bias.new_zeros(0) if expression is None else expression)
        cuts = [0, *torch.tensor(self.blocks).cumsum(0).tolist()]
        weights, biases = [], []
        for given, (begin, end) in zip(blocks, pairwise(cuts), strict=True):
            code = last.bias.new_zeros(end - begin)
            taken = given.to(code)[: end - begin]
            code[: len(taken)] = taken
            rows = slice(3 * begin, 3 * end)
            shaped = last.weight[rows].reshape(end - begin, 3, last.in_features)
            weights.append(torch.einsum("k,kdw->dw", code, shaped))
            biases.append(code @ last.bias[rows].reshape(end - begin, 3))
        collapsed = torch.cat(weights).T.contiguous()
        return BoundHead(self, collapsed, torch.cat(biases), size, offset, start)
