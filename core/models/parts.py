"""The parts model: a head's signed distance from codes for nose, eyes, mouth and remainder.

The forward field of `DESIGN.md`: a template point t moves to ``t + F(t)``, where F is linear in
the part codes, ``F(t) = sum_parts w_part(t) sum_k z_part,k B_part,k(t)``. One sine trunk learns all
B at once; binding a person's codes collapses its last layer to three outputs per part. A point x of
the person goes back to the template by fixed-point steps ``t <- x / size - F(t)``, and the head's
signed distance is the template's (SDFNet) there. The cascade of Gu and Pears, "Parts-based
Implicit 3D Face Modeling", VISAPP 2024, has the same inputs and the same place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from core.geometry.template import PARTS
from core.models.layers import SineNetwork
from core.models.offsets import OffsetGrid
from core.models.windows import part_weights


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
        outputs = 3 * sum(self.code_sizes.values())
        self.trunk = SineNetwork(
            3, config.trunk_width, config.trunk_layers, outputs, config.trunk_frequency
        )
        self.sdf = SineNetwork(3, config.sdf_width, config.sdf_layers, 1, config.sdf_frequency)

    @property
    def inverse_steps(self) -> int:
        """Fixed-point steps from a cold start."""
        return self._inverse_steps

    def use_inverse_steps(self, steps: int) -> None:
        """Set the fixed-point steps of heads bound from now on."""
        self._inverse_steps = steps

    def components(self, points: Tensor) -> dict[str, Tensor]:
        """Return every component's displacement at template points, not windowed.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.

        Returns
        -------
        dict of str to (n, k, 3) Tensor
            Per part, mm per standard deviation.
        """
        sizes = [3 * size for size in self.code_sizes.values()]
        pieces = self.trunk(points).split(sizes, dim=1)
        return {
            part: piece.reshape(len(points), -1, 3)
            for part, piece in zip(self.code_sizes, pieces, strict=True)
        }

    def bind(
        self, codes: Mapping[str, Tensor], size: float = 1.0, offset: OffsetGrid | None = None
    ) -> "BoundHead":
        """Do all code-dependent work once.

        Parameters
        ----------
        codes : mapping of str to (k,) Tensor
            Standard deviations, per part; shorter codes are padded with zeros.
        size : float
            Relative head size.
        offset : OffsetGrid, optional
            Further displacement on the template, mm: a fit's residual and thickness edits.

        Returns
        -------
        BoundHead
            The field of one head.
        """
        last = self.trunk.last
        assert last is not None
        weights, biases, start = [], [], 0
        for part, count in self.code_sizes.items():
            code = torch.zeros(count, dtype=last.weight.dtype, device=last.weight.device)
            given = codes[part].to(code)[:count]
            code[: len(given)] = given
            rows = slice(start, start + 3 * count)
            start += 3 * count
            weights.append(torch.einsum("k,kdw->dw", code, last.weight[rows].reshape(count, 3, -1)))
            biases.append(code @ last.bias[rows].reshape(count, 3))
        return BoundHead(self, torch.cat(weights).T.contiguous(), torch.cat(biases), size, offset)


class BoundHead:
    """One head: its displacement, its way back to the template and its signed distance.

    Parameters
    ----------
    model : PartsModel
        Supplies trunk and SDFNet.
    weight : (width, 12) Tensor
        Collapsed last layer.
    bias : (12,) Tensor
        Its bias.
    size : float
        Relative head size.
    offset : OffsetGrid or None
        Further displacement on the template, mm.
    """

    def __init__(
        self,
        model: PartsModel,
        weight: Tensor,
        bias: Tensor,
        size: float,
        offset: OffsetGrid | None,
    ) -> None:
        self._model = model
        self._weight = weight
        self._bias = bias
        self._size = size
        self._offset = offset
        self._steps = model.inverse_steps

    def displacement(self, points: Tensor) -> Tensor:
        """Return how template points move, before the head's size and the offset.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.

        Returns
        -------
        (n, 3) Tensor
            F(t), mm.
        """
        hidden = points
        for layer in self._model.trunk.sines:
            hidden = torch.sin(layer(hidden))
        moves = torch.addmm(self._bias, hidden, self._weight).reshape(-1, len(PARTS), 3)
        return (part_weights(points)[:, :, None] * moves).sum(dim=1)

    def forward_map(self, points: Tensor) -> Tensor:
        """Send template points to the head.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.

        Returns
        -------
        (n, 3) Tensor
            Head frame, mm.
        """
        moved = self._size * (points + self.displacement(points))
        return moved if self._offset is None else moved + self._offset(points)

    def to_template(self, points: Tensor, guess: Tensor | None = None, steps: int = 0) -> Tensor:
        """Send head points back to the template by fixed-point steps.

        Parameters
        ----------
        points : (n, 3) Tensor
            Head frame, mm.
        guess : (n, 3) Tensor, optional
            Where to start; the points themselves otherwise.
        steps : int
            Number of steps; zero takes the model's own number.

        Returns
        -------
        (n, 3) Tensor
            Template coordinates, mm.
        """
        scaled = points / self._size
        place = scaled if guess is None else guess
        for _ in range(steps or self._steps):
            move = self.displacement(place)
            if self._offset is not None:
                move = move + self._offset(place) / self._size
            place = scaled - move
        return place

    def with_guess(
        self, points: Tensor, guess: Tensor | None, steps: int = 0
    ) -> tuple[Tensor, Tensor]:
        """Return values and template points, starting the way back from a guess.

        Parameters
        ----------
        points : (n, 3) Tensor
            Head frame, mm.
        guess : (n, 3) Tensor or None
            Template points nearby.
        steps : int
            Number of fixed-point steps; zero takes the model's own number.

        Returns
        -------
        values : (n,) Tensor
            Approximate signed distance, mm, negative inside; exact on the zero set.
        template_points : (n, 3) Tensor
            Where the points lie on the template.
        """
        place = self.to_template(points, guess, steps)
        return self._size * self._model.sdf(place)[:, 0], place

    def __call__(self, points: Tensor) -> Tensor:
        """Return the head's approximate signed distance.

        Parameters
        ----------
        points : (n, 3) Tensor
            Head frame, mm.

        Returns
        -------
        (n,) Tensor
            mm, negative inside.
        """
        return self.with_guess(points, None)[0]
