"""From what is seen of a face to shape, expression, pose, colours and light, by one network.

The encoder of the second and third method (Nguyen et al., Bioengineering 2022, 9, 619, after DECA
and Deep3D). It reads what the landmark network saw closely: from the pixels alone it hardly told
one person from another (2.43 mm against 2.48 of the mean face), from places it does. The camera is
scaled orthographic (eq. 2) with one more number for perspective; light is nine spherical harmonics
per colour. No rasteriser is needed: template vertices are projected, the crop is read there, and
the shading follows from normals.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from core.geometry.harmonics import bands
from core.models.landmark_net import Sighting

TURN, PLACE, LIGHT = 6, 4, 27
"""Numbers for the turn (two columns of a matrix), for scale, shift and nearness, and for light."""
DROPPED = 0.2
"""Share of what is seen that the hidden layers do without while they learn."""


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
    """Says what a crop shows, from what the landmark network saw in it.

    Parameters
    ----------
    people, poses, colours : int
        Coefficients of identity, expression and colour.
    landmarks, features : int
        Of a sighting.
    width : int
        Of the hidden layers.
    """

    def __init__(
        self, people: int, poses: int, colours: int, landmarks: int, features: int,
        width: int = 192,
    ) -> None:  # fmt: skip
        super().__init__()
        self.inputs = (landmarks, features)
        self.sizes = [people, poses, colours, TURN, PLACE, LIGHT]
        marks = 3 * landmarks
        self.even = nn.BatchNorm1d(marks + features, affine=False)
        self.hidden = nn.Sequential(
            nn.Dropout(DROPPED), nn.Linear(marks + features, width), nn.ReLU(),
            nn.Linear(width, width), nn.ReLU(),
        )  # fmt: skip
        # Places say most of it in a straight way; the hidden layers see the rest.
        self.straight = nn.Linear(marks, sum(self.sizes))
        self.head = nn.Linear(width, sum(self.sizes))
        with torch.no_grad():
            # Small last layers: the first likeness is the mean face from the front.
            for last in (self.straight, self.head):
                last.weight.mul_(0.1)
                last.bias.zero_()

    def forward(self, seen: Sighting) -> Likeness:
        """Return the likeness of what is seen.

        Parameters
        ----------
        seen : Sighting
            Of crops; places that somebody moved may stand in it.

        Returns
        -------
        Likeness
            In the frame of the crops.
        """
        told = [seen.places.flatten(1), seen.deviations.log(), seen.features]
        even = self.even(torch.cat(told, dim=1))
        raw = self.head(self.hidden(even)) + self.straight(even[:, : 3 * self.inputs[0]])
        person, pose, colour, turn, place, light = raw.split(self.sizes, dim=1)
        base = turn.new_tensor([1.0, 0.0, 0.0, 0.0, -1.0, 0.0])
        harmonics = light.unflatten(1, (9, 3)) + light.new_tensor([2.5] + [0.0] * 8)[:, None]
        return Likeness(
            person,
            torch.sigmoid(4.0 * pose - 3.0),
            colour,
            _rotation(turn + base),
            0.0125 * torch.exp(place[:, 0]),
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
