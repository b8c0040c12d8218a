"""Fields whose surfaces are known in closed form, and one that is iterated like a head's."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.arrays import FloatArray

Field = Callable[[Tensor], Tensor]


@dataclass(frozen=True)
class Known:
    """A field with its box, slope bound, volume (mm3) and area (mm2)."""

    field: Field
    bounds: FloatArray
    lipschitz: float
    volume: float
    area: float


def box(x: float, y: float, z: float) -> FloatArray:
    return np.array([[-x, -y, -z], [x, y, z]])


def sphere(points: Tensor, radius: float = 40.0) -> Tensor:
    return points.norm(dim=1) - radius


def torus(points: Tensor) -> Tensor:
    ring = points[:, :2].norm(dim=1) - 40.0
    return torch.stack([ring, points[:, 2]], dim=1).norm(dim=1) - 12.0


HALF_AXES = (60.0, 45.0, 30.0)


def ellipsoid(points: Tensor) -> Tensor:
    """Return a value whose slope is between a half and two: not a distance."""
    return 30.0 * ((points / points.new_tensor(HALF_AXES)).norm(dim=1) - 1.0)


def two_blobs(points: Tensor) -> Tensor:
    left = (points + points.new_tensor([35.0, 0.0, 0.0])).norm(dim=1) - 20.0
    right = (points - points.new_tensor([35.0, 3.0, 5.0])).norm(dim=1) - 6.0
    return torch.minimum(left, right)


def ellipsoid_area() -> float:
    """Return the area by quadrature of the parametric surface."""
    a, b, c = HALF_AXES
    across, around = np.linspace(0, np.pi, 2001), np.linspace(0, 2 * np.pi, 2001)
    s, p = np.meshgrid(across, around, indexing="ij")
    element = np.sin(s) * np.sqrt(
        (b * c * np.sin(s) * np.cos(p)) ** 2
        + (a * c * np.sin(s) * np.sin(p)) ** 2
        + (a * b * np.cos(s)) ** 2
    )
    return float(np.trapezoid(np.trapezoid(element, around, axis=1), across))


def known_fields() -> dict[str, Known]:
    pi = np.pi
    return {
        "sphere": Known(sphere, box(50, 50, 50), 1.0, 4 / 3 * pi * 40**3, 4 * pi * 40**2),
        "torus": Known(torus, box(56, 55, 20), 1.0, 2 * pi**2 * 40 * 12**2, 4 * pi**2 * 40 * 12),
        "ellipsoid": Known(
            ellipsoid, box(66, 50, 35), 1.0, 4 / 3 * pi * 60 * 45 * 30, ellipsoid_area()
        ),
        "two blobs": Known(
            two_blobs,
            box(60, 30, 30),
            1.0,
            4 / 3 * pi * (20**3 + 6**3),
            4 * pi * (20**2 + 6**2),
        ),
    }


class BentSphere:
    """A sphere behind a bend of space that is undone by fixed-point steps, as a head's is.

    A template point t lies at ``t + bend(t)``; the slope of the bend is at most 0.35, so the field
    is at most 1 / (1 - 0.35) times as steep as a distance. With a fold the slope exceeds one at
    one place of the surface, where the steps do not converge.
    """

    lipschitz = 1.0 / (1.0 - 0.35)

    def __init__(self, *, folded: bool = False) -> None:
        self.fold = 3.0 if folded else 0.0

    def bend(self, place: Tensor) -> Tensor:
        beside = (place - place.new_tensor([23.0, 23.0, 23.0])).square().sum(dim=1, keepdim=True)
        strength = 3.5 * (1.0 + self.fold * torch.exp(-beside / 200.0))
        return strength * torch.sin(place.roll(1, dims=1) / 10.0)

    def with_guess(self, points: Tensor, guess: Tensor | None, steps: int) -> tuple[Tensor, Tensor]:
        place = points if guess is None else guess
        for _ in range(steps or 14):
            place = points - self.bend(place)
        return sphere(place), place

    def __call__(self, points: Tensor) -> Tensor:
        return self.with_guess(points, None, 0)[0]


def steep_at_one_place(points: Tensor) -> Tensor:
    """Return a sphere's distance with a dent whose walls are five times as steep as allowed."""
    beside = (points[:, :2] / 3.0).square().sum(dim=1)
    dent = 14.0 * torch.exp(-beside) * torch.sigmoid(points[:, 2])
    return sphere(points) + dent
