"""The baseline with a single code: one network from code and point to signed distance.

After Park et al., "DeepSDF: Learning Continuous Signed Distance Functions for Shape
Representation", CVPR 2019: the code enters with the point and once more in the middle. Sines take
the place of rectifiers, as in all our fields. There is no template, hence no correspondence.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from core.models.hypernet import UNIT_MM


@dataclass(frozen=True)
class GlobalCodeConfig:
    """Sizes of the network."""

    code_size: int = 297
    """Length of the code."""
    width: int = 256
    """Width of every layer."""
    layers: int = 6
    """Sine layers; the code enters at the first and the middle one."""
    frequency: float = 8.0
    """Bound of the points' first weights, radians per 100 mm."""
    code_spread: float = 0.3
    """Deviation that a standard-normal code gives to the arguments of the sines it enters."""


class GlobalCodeModel(nn.Module):
    """Code and point to signed distance.

    Parameters
    ----------
    config : GlobalCodeConfig
        Sizes.
    """

    def __init__(self, config: GlobalCodeConfig) -> None:
        super().__init__()
        self.config = config
        width = config.width
        inputs = [3] + [width] * (config.layers - 1)
        self.sines = nn.ModuleList(nn.Linear(size, width) for size in inputs)
        self.codes = nn.ModuleList(nn.Linear(config.code_size, width, bias=False) for _ in range(2))
        self.last = nn.Linear(width, 1)
        self._start()

    @torch.no_grad()
    def _start(self) -> None:
        spread = (6.0 / self.config.width) ** 0.5
        for number, layer in enumerate(self.sines):
            bound = self.config.frequency if number == 0 else spread
            layer.get_parameter("weight").uniform_(-bound, bound)
            layer.get_parameter("bias").uniform_(-torch.pi, torch.pi)
        share = self.config.code_spread / self.config.code_size**0.5
        for layer in self.codes:
            layer.get_parameter("weight").normal_(0.0, share)
        self.last.weight.uniform_(-spread / 10, spread / 10)
        self.last.bias.zero_()

    def bind(self, codes: Mapping[str, Tensor]) -> "BoundGlobal":
        """Do all code-dependent work once.

        Parameters
        ----------
        codes : mapping of str to (k,) or (heads, k) Tensor
            Only ``global``.

        Returns
        -------
        BoundGlobal
            The fields of one or several heads.
        """
        code = codes["global"].reshape(-1, codes["global"].shape[-1])
        missing = self.config.code_size - code.shape[1]
        code = nn.functional.pad(code, (0, missing))
        return BoundGlobal(self, [layer(code)[:, None] for layer in self.codes])


class BoundGlobal:
    """Heads with their codes.

    Parameters
    ----------
    model : GlobalCodeModel
        The network.
    shifts : list of (heads, 1, width) Tensor
        What the code adds at the layers where it enters.
    """

    def __init__(self, model: GlobalCodeModel, shifts: list[Tensor]) -> None:
        self._model = model
        self._shifts = shifts

    def values(self, points: Tensor) -> Tensor:
        """Return the signed distances of several heads.

        Parameters
        ----------
        points : (heads, n, 3) Tensor
            mm.

        Returns
        -------
        (heads, n) Tensor
            mm, negative inside.
        """
        hidden = points / UNIT_MM
        middle = len(self._model.sines) // 2
        for number, layer in enumerate(self._model.sines):
            hidden = layer(hidden)
            if number in (0, middle):
                hidden = hidden + self._shifts[int(number > 0)]
            hidden = torch.sin(hidden)
        value: Tensor = UNIT_MM * self._model.last(hidden)[..., 0]
        return value

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
        return self.values(points[None])[0]
