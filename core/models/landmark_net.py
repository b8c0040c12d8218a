"""Finds landmarks in a crop of a face, says how far off each may be, and whether it is a face.

A small convolutional network: positions and one deviation per landmark are regressed at once, so
that hidden landmarks come with a large deviation instead of a wrong place.
"""

from dataclasses import dataclass

from torch import Tensor, nn

CROP = 128
"""Height and width of a crop, pixels."""
SLACK = 1e-3
"""Smallest deviation, half crops: a likelihood must not grow without bound."""


def _layer(before: int, after: int, stride: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(before, after, 3, stride, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU()
    )


@dataclass(frozen=True, eq=False)
class Sighting:
    """What the network sees in crops.

    Attributes
    ----------
    places : (n, m, 2) Tensor
        From the middle of the crop, right and down, in half crops.
    deviations : (n, m) Tensor
        Of each coordinate, half crops.
    presence : (n,) Tensor
        Logit of a face that fills the crop as it should.
    """

    places: Tensor
    deviations: Tensor
    presence: Tensor


class FaceTrunk(nn.Module):
    """Convolutions from a crop to features.

    Parameters
    ----------
    width : int
        Channels of the first layer.

    Attributes
    ----------
    features : int
        Length of the result.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        widths = [3, width, 2 * width, 2 * width, 4 * width, 4 * width, 6 * width, 6 * width]
        widths.append(8 * width)
        strides = (2, 2, 1, 2, 1, 2, 1, 2)
        pairs = zip(widths, widths[1:], strides, strict=False)
        layers = [_layer(before, after, stride) for before, after, stride in pairs]
        self.layers = nn.Sequential(*layers, nn.Flatten())
        self.features = 8 * width * (CROP // 32) ** 2

    def forward(self, crops: Tensor) -> Tensor:
        """Return features, (n, features), of crops, (n, 3, 128, 128) from zero to one."""
        found: Tensor = self.layers((crops - 0.45) / 0.25)
        return found


class LandmarkNet(nn.Module):
    """Landmarks of a crop.

    Parameters
    ----------
    count : int
        Landmarks.
    width : int
        Channels of the first layer.
    """

    def __init__(self, count: int, width: int = 24) -> None:
        super().__init__()
        self.trunk = FaceTrunk(width)
        self.head = nn.Linear(self.trunk.features, 3 * count + 1)

    def forward(self, crops: Tensor) -> Sighting:
        """Return what is seen.

        Parameters
        ----------
        crops : (n, 3, 128, 128) float32
            Red, green, blue from zero to one.

        Returns
        -------
        Sighting
            Of every crop.
        """
        raw = self.head(self.trunk(crops))
        marks = raw[:, 1:].unflatten(1, (-1, 3))
        deviations = nn.functional.softplus(marks[..., 2] - 3.0) + SLACK
        return Sighting(marks[..., :2], deviations, raw[:, 0])


def place_loss(places: Tensor, deviations: Tensor, truth: Tensor) -> Tensor:
    """Return the mean negative log-likelihood of landmarks.

    Parameters
    ----------
    places, truth : (n, m, 2) float32
        Half crops.
    deviations : (n, m) float32
        Half crops.

    Returns
    -------
    () float32
        Without the constant.
    """
    squared = (places - truth).square().sum(dim=2)
    return (2.0 * deviations.log() + 0.5 * squared / deviations.square()).mean()
