"""Fits the code of a neural field to a surface without correspondence.

Gu and Pears, VISAPP 2024, equation 12: the field's value at points of the surface, the angle
between its gradient and their normals, and how unusual the code is. Turn, move and size are found
with the code, since the models know heads of one size in one place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from core.arrays import FloatArray
from core.geometry.distance import SurfaceDistance, sample_surface
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.transforms import Similarity, fit_similarity
from core.inference.correspondence import ScanPartners

BoundField = Callable[[Tensor], Tensor]
"""(n, 3) points, mm, to (n,) signed distances, mm."""


class CodedField(Protocol):
    """What can be fitted."""

    def bind(self, codes: Mapping[str, Tensor]) -> BoundField:
        """Do all code-dependent work once.

        Parameters
        ----------
        codes : mapping of str to (k,) Tensor
            By name.

        Returns
        -------
        BoundField
            One head.
        """


@dataclass(frozen=True)
class FieldFitting:
    """How a code is searched for."""

    steps: int = 140
    """Steps of Adam; its step size falls along a cosine."""
    points: int = 6000
    """Points drawn from the surface."""
    batch: int = 1200
    """Points per step."""
    rate: float = 0.12
    """First step size of codes, standard deviations."""
    calm_rate: float = 0.03
    """Of expression weights."""
    distance: float = 30.0
    """Weight of the distance per millimetre: the paper's 3e3 per unit of 100 mm."""
    normal: float = 1e2
    """Weight of one minus the cosine."""
    prior: float = 3.0
    """Weight of the codes' mean square."""
    calm: float = 0.2
    """Weight of each unit of expression."""
    most: float = 4.0
    """Distances beyond this count no more, mm: hair and tubes."""
    lowest: float = -100.0
    """Nothing below this height of the head counts, mm."""
    reach: float = 12.0
    """Nor anything this far from the mean head laid onto the surface, mm."""
    tolerances: tuple[float, ...] = (15.0, 10.0, 8.0, 6.0, 6.0)
    """Of the partners, while the mean head is laid onto the surface, mm."""
    seed: int = 5
    """Of the points."""


@dataclass(frozen=True, eq=False)
class FieldFit:
    """A fitted head.

    Attributes
    ----------
    codes : mapping of str to (k,) Tensor
        Of the model.
    to_model : Similarity
        From the surface's frame to the model's.
    losses : list of float
        Of every step.
    """

    codes: Mapping[str, Tensor]
    to_model: Similarity
    losses: list[float]


def laid_on(skin: Mesh, target: Mesh, fitting: FieldFitting) -> Similarity:
    """Return how the mean head is moved, turned and scaled onto a surface.

    Parameters
    ----------
    skin : Mesh
        The mean head, mm.
    target : Mesh
        Roughly in the head frame, mm.
    fitting : FieldFitting
        Tolerances.

    Returns
    -------
    Similarity
        From the mean head to the surface.
    """
    room = np.stack([skin.vertices.min(0) - 30.0, skin.vertices.max(0) + 30.0])
    partners = ScanPartners(target, 500, room)
    placed = Similarity.identity()
    say = (skin.vertices[:, 1] > fitting.lowest).astype(np.float64)
    for tolerance in fitting.tolerances:
        moved = skin.with_vertices(placed.apply(skin.vertices))
        found = partners.of_template(moved, tolerance)
        weights = found.weights * say
        if weights.sum() < 1.0:
            break
        placed = fit_similarity(skin.vertices, found.places, weights)
    return placed


def surface_points(
    skin: Mesh, target: Mesh, placed: Similarity, fitting: FieldFitting
) -> tuple[FloatArray, FloatArray]:
    """Draw the points that a code is fitted to.

    Parameters
    ----------
    skin : Mesh
        The mean head, mm.
    target : Mesh
        The surface, mm.
    placed : Similarity
        From the mean head to the surface.
    fitting : FieldFitting
        Number and limits.

    Returns
    -------
    points, normals : (n, 3) float64
        In the mean head's frame and size, mm and unit.
    """
    drawn = sample_surface(target, 2 * fitting.points, fitting.seed)
    own = vertex_normals(target.vertices, target.faces)[target.faces[drawn.face]]
    normals = np.einsum("kc,kcd->kd", drawn.barycentric, own)
    back = placed.inverse()
    points = back.apply(drawn.points)
    normals = normals @ back.rotation.T
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    from_skin = SurfaceDistance(skin).unsigned(points)[0]
    kept = (points[:, 1] > fitting.lowest) & (from_skin < fitting.reach)
    return points[kept][: fitting.points], normals[kept][: fitting.points]


class _Placement:
    """A small turn, move and growth of points, differentiable."""

    def __init__(self) -> None:
        self.turn = torch.zeros(3, requires_grad=True)
        self.move = torch.zeros(3, requires_grad=True)
        self.growth = torch.zeros(1, requires_grad=True)

    def rotation(self) -> Tensor:
        x, y, z = self.turn
        none = torch.zeros_like(x)
        skew = torch.stack([none, -z, y, z, none, -x, -y, x, none]).reshape(3, 3)
        turned: Tensor = torch.linalg.matrix_exp(skew)
        return turned

    def similarity(self) -> Similarity:
        with torch.no_grad():
            scale = float(self.growth.exp())
            rotation = self.rotation().double().numpy()
            return Similarity(scale, rotation, self.move.double().numpy())


def fit_field(
    model: CodedField,
    sizes: Mapping[str, tuple[int, int]],
    points: FloatArray,
    normals: FloatArray,
    fitting: FieldFitting,
) -> FieldFit:
    """Find the most likely code.

    Parameters
    ----------
    model : CodedField
        Its weights stay.
    sizes : mapping of str to (int, int)
        Per code: how many deviations, and how many expression weights (0 to 1) after them.
    points, normals : (n, 3) float64
        Of `surface_points`.
    fitting : FieldFitting
        Weights and steps.

    Returns
    -------
    FieldFit
        Its `to_model` is relative to the points given.
    """
    shapes = {name: torch.zeros(size[0], requires_grad=True) for name, size in sizes.items()}
    calms = {name: torch.zeros(size[1], requires_grad=True) for name, size in sizes.items()}
    place = _Placement()
    optimiser = torch.optim.Adam(
        [
            {"params": list(shapes.values()), "lr": fitting.rate},
            {"params": list(calms.values()), "lr": fitting.calm_rate},
            {"params": [place.turn, place.growth], "lr": 1e-3},
            {"params": [place.move], "lr": 0.1},
        ]
    )
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, fitting.steps)
    pick = torch.Generator().manual_seed(fitting.seed)
    given = torch.tensor(points, dtype=torch.float32)
    facing = torch.tensor(normals, dtype=torch.float32)
    losses = []
    for _ in range(fitting.steps):
        chosen = torch.randint(len(given), (min(fitting.batch, len(given)),), generator=pick)
        codes = {name: torch.cat([shapes[name], calms[name]]) for name in shapes}
        turned = place.rotation()
        there = place.growth.exp() * given[chosen] @ turned.T + place.move
        data = _data_term(model.bind(codes), there, facing[chosen] @ turned.T, fitting)
        every = torch.cat(list(shapes.values()))
        loss = data + fitting.prior * every.square().mean()
        loss = loss + fitting.calm * sum(calm.sum() for calm in calms.values())
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        losses.append(float(loss.detach()))
        with torch.no_grad():
            for calm in calms.values():
                calm.clamp_(0.0, 1.0)
    found = {name: torch.cat([shapes[name], calms[name]]).detach() for name in shapes}
    return FieldFit(found, place.similarity(), losses)


def _data_term(field: BoundField, points: Tensor, normals: Tensor, fitting: FieldFitting) -> Tensor:
    values = field(points)
    (gradient,) = torch.autograd.grad(values.sum(), points, create_graph=True)
    distance = values.abs().clamp(max=fitting.most).mean()
    near = (values.detach().abs() < fitting.most).float()
    cosine = torch.nn.functional.cosine_similarity(gradient, normals, dim=1)
    turned = ((1.0 - cosine) * near).sum() / near.sum().clamp(min=1.0)
    total: Tensor = fitting.distance * distance + fitting.normal * turned
    return total


def onto_surface(
    field: BoundField, points: Tensor, steps: int, most: float = 2.0, chunk: int = 4096
) -> Tensor:
    """Move points along the field's gradient onto its zero set.

    Parameters
    ----------
    field : callable
        Signed distance, mm.
    points : (n, 3) Tensor
        Near the surface, mm.
    steps : int
        Newton steps.
    most : float
        Longest step, mm.
    chunk : int
        Points at a time.

    Returns
    -------
    (n, 3) Tensor
        mm.
    """
    moved = []
    for piece in torch.split(points, chunk):
        place = piece
        for _ in range(steps):
            place = place.detach().requires_grad_(True)
            values = field(place)
            (gradient,) = torch.autograd.grad(values.sum(), place)
            square = gradient.square().sum(dim=1, keepdim=True).clamp(min=0.1)
            step = (values[:, None] * gradient / square).detach()
            length = step.norm(dim=1, keepdim=True).clamp(min=1e-9)
            place = place.detach() - step * (most / length).clamp(max=1.0)
        moved.append(place.detach())
    return torch.cat(moved)
