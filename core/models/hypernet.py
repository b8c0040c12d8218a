"""A network that writes the weights of small sine networks from a code.

Gu and Pears, "Parts-based Implicit 3D Face Modeling", VISAPP 2024: the HyperNet is a ReLU network
with one hidden layer, the DeformNet it writes has five fully connected layers with sines between.
Everything here works on stacks: one row per head, and several networks per head (one around
each landmark), evaluated together as one batched product per layer.
"""

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn

UNIT_MM = 100.0
"""Written networks see points in this unit, so that their weights and biases are of one size."""
MOVE_MM = 10.0
"""And they answer in this one."""
HYPER_SCALE = 1e-2
"""Weights of the hyper-network's last layer, of their usual size: at first its bias, a sane sine
network, decides alone (Sitzmann et al., "Implicit Neural Representations with Periodic Activation
Functions", NeurIPS 2020, supplement)."""
QUIET = 30.0
"""A sine network's last layer starts this much smaller than the others: it hardly moves a point."""

Layers = list[tuple[Tensor, Tensor]]
"""Weights (heads * copies, in, out) and biases (heads * copies, 1, out), layer by layer."""


@dataclass(frozen=True)
class SineShape:
    """Size of the written networks."""

    width: int = 24
    """Size of the hidden layers."""
    layers: int = 5
    """Fully connected layers, the linear last one included."""
    outputs: int = 3
    """Values per point."""
    frequency: float = 6.0
    """Bound of the first weights, radians per `UNIT_MM`."""

    def sizes(self) -> list[tuple[int, int]]:
        """Return inputs and outputs of every layer."""
        return list(pairwise([3] + [self.width] * (self.layers - 1) + [self.outputs]))

    def count(self) -> int:
        """Return the number of weights and biases of one network."""
        return sum((inputs + 1) * outputs for inputs, outputs in self.sizes())


class HyperNet(nn.Module):
    """From a code to the weights of several sine networks.

    Parameters
    ----------
    code_size : int
        Length of the code.
    hidden : int
        Size of the one hidden layer.
    copies : int
        Networks written per code.
    shape : SineShape
        Their size.
    """

    def __init__(self, code_size: int, hidden: int, copies: int, shape: SineShape) -> None:
        super().__init__()
        self.shape = shape
        self.copies = copies
        self.first = nn.Linear(code_size, hidden)
        self.second = nn.Linear(hidden, copies * shape.count())
        with torch.no_grad():
            self.second.weight.mul_(HYPER_SCALE)
            self.second.bias.copy_(torch.cat([self._start() for _ in range(copies)]))

    def _start(self) -> Tensor:
        sizes, pieces = self.shape.sizes(), []
        for number, (inputs, outputs) in enumerate(sizes):
            spread: float = (6.0 / inputs) ** 0.5
            if number == 0:
                spread = self.shape.frequency
            elif number == len(sizes) - 1:
                spread /= QUIET
            pieces.append(torch.empty(inputs * outputs).uniform_(-spread, spread))
            last = number == len(sizes) - 1
            bias = torch.zeros(outputs) if last else torch.empty(outputs).uniform_(-3.0, 3.0)
            pieces.append(bias)
        return torch.cat(pieces)

    def forward(self, code: Tensor) -> Layers:
        """Write the networks.

        Parameters
        ----------
        code : (heads, code_size) Tensor
            Standard deviations.

        Returns
        -------
        list of (weight, bias)
            (heads * copies, in, out) and (heads * copies, 1, out), networks of a head together.
        """
        written = self.second(torch.relu(self.first(code)))
        flat = written.reshape(-1, self.shape.count())
        layers, start = [], 0
        for inputs, outputs in self.shape.sizes():
            middle, end = start + inputs * outputs, start + (inputs + 1) * outputs
            weight = flat[:, start:middle].reshape(-1, inputs, outputs)
            layers.append((weight, flat[:, middle:end].reshape(-1, 1, outputs)))
            start = end
        return layers


def run_sines(layers: Layers, points: Tensor) -> Tensor:
    """Evaluate written networks.

    Parameters
    ----------
    layers : list of (weight, bias)
        Of `HyperNet`.
    points : (networks, n, 3) Tensor
        In `UNIT_MM`.

    Returns
    -------
    (networks, n, outputs) Tensor
        In `MOVE_MM` where they are displacements.
    """
    hidden = points
    for weight, bias in layers[:-1]:
        hidden = torch.sin(torch.baddbmm(bias, hidden, weight))
    weight, bias = layers[-1]
    return torch.baddbmm(bias, hidden, weight)
