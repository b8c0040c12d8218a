"""Sine layers: the one kind of network that all our fields are made of.

A sine network is a plain chain of linear maps with a sine between them. The frequencies live in
the first layer's weights, per millimetre, so that no hidden factor has to be known later.
"""

from itertools import pairwise

import torch
from torch import Tensor, nn


class SineNetwork(nn.Module):
    """Points to features through sine layers, optionally with a linear layer at the end.

    Parameters
    ----------
    inputs : int
        Size of a point, usually 3.
    width : int
        Size of every hidden layer.
    layers : int
        Number of sine layers.
    outputs : int or None
        Size of the linear last layer; None leaves the features as they are.
    frequency : float
        First weights are uniform in +/- this, radians per millimetre.
    features : int, optional
        Size of the last hidden layer where it is not `width`.

    Notes
    -----
    Hidden weights follow Sitzmann et al., "Implicit Neural Representations with Periodic
    Activation Functions", NeurIPS 2020, theorem 1.8: uniform in +/- sqrt(6 / width), which keeps
    the sines' arguments at unit deviation.
    """

    def __init__(
        self,
        inputs: int,
        width: int,
        layers: int,
        outputs: int | None,
        frequency: float,
        features: int | None = None,
    ) -> None:
        super().__init__()
        sizes = [inputs] + [width] * (layers - 1) + [features or width]
        self.sines = nn.ModuleList(nn.Linear(before, after) for before, after in pairwise(sizes))
        self.last = None if outputs is None else nn.Linear(sizes[-1], outputs)
        self._start(frequency, width)

    @torch.no_grad()
    def _start(self, frequency: float, width: int) -> None:
        spread = (6.0 / width) ** 0.5
        for number, layer in enumerate(self.sines):
            bound = frequency if number == 0 else spread
            nn.init.uniform_(layer.get_parameter("weight"), -bound, bound)
            nn.init.uniform_(layer.get_parameter("bias"), -torch.pi, torch.pi)
        if self.last is not None:
            self.last.weight.uniform_(-spread / 30, spread / 30)
            self.last.bias.zero_()

    def forward(self, points: Tensor) -> Tensor:
        """Map points to features.

        Parameters
        ----------
        points : (n, inputs) Tensor
            Millimetres.

        Returns
        -------
        (n, outputs) Tensor
            Or (n, features) without a last layer.
        """
        hidden = self.features(points)
        result: Tensor = hidden if self.last is None else self.last(hidden)
        return result

    def features(self, points: Tensor) -> Tensor:
        """Return the last sine layer.

        Parameters
        ----------
        points : (n, inputs) Tensor
            Millimetres.

        Returns
        -------
        (n, features) Tensor
            Between minus one and one.
        """
        hidden = points
        in_place = torch.is_inference_mode_enabled()
        for layer in self.sines:
            moved = layer(hidden)
            hidden = moved.sin_() if in_place else torch.sin(moved)
        return hidden
