"""From a crop to a face: shape, expression, pose, colours and light, by one network.

The encoder of the second and third method (Nguyen et al., Bioengineering 2022, 9, 619, after DECA
and Deep3D). The camera is scaled orthographic (eq. 2) with one more number for perspective; light
is nine spherical harmonics per colour. No rasteriser is needed: template vertices are projected,
the crop is read there, and the shading follows from normals.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from core.geometry.harmonics import bands
from core.models.landmark_net import FaceTrunk

TURN, PLACE, LIGHT = 6, 4, 27
"""Numbers for the turn (two columns of a matrix), for scale, shift and nearness, and for light."""


@dataclass(frozen=True, eq=False)
class Likeness:
    """What the encoder says of crops.

    Attributes
    ----------
    person : (n, k) Tensor
        Identity, standard deviations.
    pose : (n, e) Tensor
        Weights of expressions, zero to one.
    colour : (n, c) Tensor
        Of the skin, standard deviations.
    turn : (n, 3, 3) Tensor
        Head frame to camera frame.
    scale : (n,) Tensor
        Half crops per mm.
    shift : (n, 2) Tensor
        Half crops.
    nearness : (n,) Tensor
        One over the distance of the camera, per mm.
    light : (n, 9, 3) Tensor
        Of nine harmonics in the camera frame, red, green and blue.
    """

    person: Tensor
    pose: Tensor
    colour: Tensor
    turn: Tensor
    scale: Tensor
    shift: Tensor
    nearness: Tensor
    light: Tensor

    def project(self, points: Tensor) -> Tensor:
        """Return where points fall.

        Parameters
        ----------
        points : (n, m, 3) Tensor
            Head frame, mm.

        Returns
        -------
        (n, m, 2) Tensor
            Half crops.
        """
        turned = points @ self.turn.transpose(1, 2)
        depth = 1.0 + turned[..., 2:] * self.nearness[:, None, None]
        seen: Tensor = self.scale[:, None, None] * turned[..., :2] / depth + self.shift[:, None]
        return seen


class FaceEncoder(nn.Module):
    """Says what a crop shows.

    Parameters
    ----------
    people, poses, colours : int
        Coefficients of identity, expression and colour.
    width : int
        Channels of the first layer.
    """

    def __init__(self, people: int, poses: int, colours: int, width: int = 24) -> None:
        super().__init__()
        self.trunk = FaceTrunk(width)
        self.sizes = [people, poses, colours, TURN, PLACE, LIGHT]
        self.head = nn.Linear(self.trunk.features, sum(self.sizes))
        with torch.no_grad():
            # A small last layer: the first likeness is the mean face from the front.
            self.head.weight.mul_(0.1)
            self.head.bias.zero_()

    def forward(self, crops: Tensor) -> Likeness:
        """Return the likeness of crops, (n, 3, 128, 128) from zero to one."""
        person, pose, colour, turn, place, light = self.head(self.trunk(crops)).split(
            self.sizes, dim=1
        )
        base = turn.new_tensor([1.0, 0.0, 0.0, 0.0, -1.0, 0.0])
        harmonics = light.unflatten(1, (9, 3)) + light.new_tensor([2.5] + [0.0] * 8)[:, None]
        return Likeness(
            person,
            torch.sigmoid(4.0 * pose - 3.0),
            colour,
            _rotation(turn + base),
            0.0105 * torch.exp(place[:, 0]),
            place[:, 1:3],
            0.0012 * torch.exp(place[:, 3]),
            harmonics,
        )


def _rotation(columns: Tensor) -> Tensor:
    """Return rotations, (n, 3, 3), from two columns each, (n, 6), made orthonormal."""
    first = nn.functional.normalize(columns[:, :3], dim=1)
    second = columns[:, 3:] - (first * columns[:, 3:]).sum(dim=1, keepdim=True) * first
    second = nn.functional.normalize(second, dim=1)
    return torch.stack([first, second, torch.linalg.cross(first, second)], dim=2)


def harmonic_light(normals: Tensor, light: Tensor) -> Tensor:
    """Return the light that reaches surfaces.

    Parameters
    ----------
    normals : (n, m, 3) Tensor
        Of unit length, camera frame.
    light : (n, 9, 3) Tensor
        Coefficients, as in `core.geometry.harmonics`.

    Returns
    -------
    (n, m, 3) Tensor
        Red, green and blue.
    """
    lit: Tensor = torch.stack(bands(*normals.unbind(dim=2)), dim=2) @ light
    return lit
