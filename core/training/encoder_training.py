"""Teaches the encoders of the second and third method from drawn portraits.

Both read what the landmark network sees, which is looked at once; they differ in what they minimise
(see `core.models.photo_losses`). The truth of drawn portraits stands where the published methods
use somebody else's network: the distance of the shape in mm takes the place of the features of a
face recogniser.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.arrays import FloatArray, IntArray
from core.models.landmark_net import LandmarkNet, Sighting
from core.models.morphable import MorphableModel
from core.models.photo_encoder import FaceEncoder, Likeness
from core.models.photo_losses import (
    coefficient_loss,
    colour_loss,
    landmark_loss,
    opening_loss,
    stencil_normals,
)
from core.monitor import Monitor
from core.training.crop_changes import with_fringes, with_tones
from core.training.face_colours import FaceColours
from core.training.landmark_training import AIMS, Pictures, teach
from core.training.loop import TrainingLoop

BATCH = 50
"""Crops in a step."""
TIMES = 2
"""Looks at every portrait."""
FACING = 0.25
"""Cosine to the camera above which a vertex is taken to be seen."""
LIPS_AND_NOSE = np.r_[27:36, 48:68]
"""Of the 68 landmarks, those that weigh 20 (eq. 13)."""
OPENINGS = ((37, 41), (38, 40), (43, 47), (44, 46), (61, 67), (62, 66), (63, 65))
"""Of the 68 landmarks, the lids and the inner lips."""


@dataclass(frozen=True, eq=False)
class Sampled:
    """The linear face and its colours where the losses look.

    Attributes
    ----------
    landmarks : MorphableModel
        Of the landmarks.
    surface : MorphableModel
        Of the m sampled vertices, then of their four neighbours.
    stencil : (4, m) int64 Tensor
        Which are left, right, below and above.
    colours : FaceColours
        Of the m sampled vertices.
    gram : (k + e, k + e) Tensor
        Mean squared displacement over the face, mm^2 per coefficient squared.
    """

    landmarks: MorphableModel
    surface: MorphableModel
    stencil: Tensor
    colours: FaceColours
    gram: Tensor


def sample_surface(
    model: MorphableModel,
    face: IntArray,
    landmarks: IntArray,
    colours: Callable[[FloatArray], FaceColours],
    count: int = 600,
    seed: int = 3,
) -> Sampled:
    """Choose where the losses look.

    Parameters
    ----------
    model : MorphableModel
        On all template vertices.
    face : (f,) int64
        Vertices of the face.
    landmarks : (l,) int64
        Of the network.
    colours : callable
        Returns how colours vary at template points.
    count : int
        Vertices to sample.
    seed : int
        Of the choice.

    Returns
    -------
    Sampled
        For `train_encoder`.
    """
    chosen = np.random.default_rng(seed).choice(face, size=count, replace=False)
    around = _neighbours(model.mean, chosen)
    surface = model.at(np.concatenate([chosen, *around]))
    basis = np.concatenate([model.identity[:, face], model.expression[:, face]])
    flat = basis.reshape(len(basis), -1).astype(np.float64)
    gram = torch.tensor(flat @ flat.T / len(face), dtype=torch.float32)
    stencil = torch.arange(count, 5 * count).reshape(4, count)
    return Sampled(model.at(landmarks), surface, stencil, colours(model.mean[chosen]), gram)


def _neighbours(points: FloatArray, chosen: IntArray, reach: float = 4.0) -> list[IntArray]:
    """Return the vertices left, right, below and above of some, about ``reach`` mm away."""
    found = []
    for way in np.array([[-1.0, 0, 0], [1.0, 0, 0], [0, -1.0, 0], [0, 1.0, 0]]):
        wanted = points[chosen] + reach * way
        # On a slope the neighbour lies deeper or higher: depth counts little.
        away = (points[None] - wanted[:, None]) * np.array([1.0, 1.0, 0.35])
        found.append((away**2).sum(axis=2).argmin(axis=1))
    return found


class _Decoder:
    """The linear face in torch."""

    def __init__(self, model: MorphableModel) -> None:
        self._mean = torch.tensor(model.mean, dtype=torch.float32)
        basis = np.concatenate([model.identity, model.expression])
        self._basis = torch.tensor(basis.reshape(len(basis), -1))

    def __call__(self, likeness: Likeness) -> Tensor:
        coefficients = torch.cat([likeness.person, likeness.pose], dim=1)
        points: Tensor = self._mean + (coefficients @ self._basis).view(len(coefficients), -1, 3)
        return points


class EncoderLoss:
    """What one method minimises.

    Parameters
    ----------
    sampled : Sampled
        Where it looks.
    weights : mapping of str to float
        Of the terms ``landmarks``, ``openings``, ``colours``, ``coefficients`` and ``shape``.
    even : bool
        Whether all landmarks weigh the same.
    """

    def __init__(self, sampled: Sampled, weights: Mapping[str, float], *, even: bool) -> None:
        self._marks, self._surface = _Decoder(sampled.landmarks), _Decoder(sampled.surface)
        self._stencil, self._gram = sampled.stencil, sampled.gram
        self._colour = torch.tensor(sampled.colours.mean)
        self._shades = torch.tensor(sampled.colours.components).flatten(1)
        self._weights = weights
        self._heavy = torch.ones(len(sampled.landmarks.mean))
        if not even:
            self._heavy[LIPS_AND_NOSE] = 20.0
        self._pairs = torch.tensor(OPENINGS)

    def __call__(
        self, crops: Tensor, likeness: Likeness, places: Tensor, truth: Tensor
    ) -> dict[str, Tensor]:
        """Return the weighted terms.

        Parameters
        ----------
        crops : (n, 3, s, s) Tensor
            sRGB from zero to one.
        likeness : Likeness
            Of the encoder.
        places : (n, l, 2) Tensor
            Landmarks, half crops.
        truth : (n, k + e) Tensor
            Coefficients of the portraits.
        """
        seen = likeness.project(self._marks(likeness))
        surface = self._surface(likeness)
        count = self._stencil.shape[1]
        normals = stencil_normals(surface, self._stencil) @ likeness.turn.transpose(1, 2)
        shown = (normals[..., 2] < -FACING).float()
        shade = (likeness.colour @ self._shades).view(len(crops), -1, 3)
        painted = (self._colour + shade).clamp(min=0.0)
        spots = likeness.project(surface[:, :count])
        off = torch.cat([likeness.person, likeness.pose], dim=1) - truth
        terms = {
            "landmarks": landmark_loss(seen, places, self._heavy),
            "openings": opening_loss(seen, places, self._pairs),
            "colours": colour_loss(crops, spots, painted, likeness, normals, shown),
            "coefficients": coefficient_loss(likeness),
            "shape": ((off @ self._gram) * off).sum(dim=1).add(1e-4).sqrt().mean(),
        }
        return {name: self._weights.get(name, 0.0) * term for name, term in terms.items()}


COARSE: Mapping[str, float] = {
    "landmarks": 400.0, "openings": 4.0, "colours": 2.0, "coefficients": 2e-3, "shape": 1.0,
}  # fmt: skip
"""Weights of the second method."""
HYBRID: Mapping[str, float] = {
    "landmarks": 400.0, "colours": 4.0, "coefficients": 2e-3, "shape": 1.0,
}  # fmt: skip
"""Weights of the third method."""


class Looks:
    """What the landmark network sees in every portrait, some times, each crop lying otherwise.

    Parameters
    ----------
    net : LandmarkNet
        Taught; it looks closely.
    pictures : Pictures
        To look at.
    seed : int
        Of how crops lie.
    monitor : Monitor
        Progress and cancellation.
    """

    def __init__(self, net: LandmarkNet, pictures: Pictures, seed: int, monitor: Monitor) -> None:
        self._pictures, self._aim, self._seed = pictures, AIMS[net.framing], seed
        self._seen: list[tuple[Tensor, ...]] = []
        net.eval()
        count = TIMES * len(pictures)
        for start in range(0, count, BATCH):
            monitor.check()
            monitor.report(start / count, "Looking at the portraits")
            crops, places = self._cut(start // BATCH)
            with torch.no_grad():
                seen = net(crops)
            # Half precision keeps all of them in memory.
            told = (seen.places, seen.deviations, seen.presence, seen.features.half(), places)
            self._seen.append(told)

    def __len__(self) -> int:
        return len(self._seen)

    def _chosen(self, number: int) -> IntArray:
        return np.arange(number * BATCH, (number + 1) * BATCH) % len(self._pictures)

    def _cut(self, number: int) -> tuple[Tensor, Tensor]:
        rng = np.random.default_rng((self._seed, number))
        crops, places = self._pictures.batch(self._chosen(number), rng, self._aim)
        return with_tones(with_fringes(crops, places, rng), rng), places

    def batch(self, number: int) -> tuple[Tensor, Sighting, Tensor, Tensor]:
        """Return crops, what is seen in them, where landmarks are, and the portraits' truth.

        Parameters
        ----------
        number : int
            Of the batch.
        """
        crops, _ = self._cut(number)
        places, deviations, presence, features, truth = self._seen[number]
        seen = Sighting(places, deviations, presence, features.float())
        return crops, seen, truth, torch.from_numpy(self._pictures.truth[self._chosen(number)])


def train_encoder(
    net: FaceEncoder, loss: EncoderLoss, looks: Looks, loop: TrainingLoop, monitor: Monitor
) -> float:
    """Teach an encoder, or go on from the loop's checkpoint.

    Parameters
    ----------
    net : FaceEncoder
        Changed in place; the loop's.
    loss : EncoderLoss
        Of the method.
    looks : Looks
        To learn from.
    loop : TrainingLoop
        Steps, rate, checkpoint and seed.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    float
        The smoothed loss at the end.
    """

    def total(rng: np.random.Generator) -> Tensor:
        crops, seen, places, truth = looks.batch(int(rng.integers(len(looks))))
        terms = loss(crops, net(seen), places, truth)
        return torch.stack(list(terms.values())).sum()

    return teach(net, total, loop, monitor)
