"""The paper's losses, term by term, and the direct correspondence that our population adds.

Gu and Pears, VISAPP 2024, equations 3 and 8-11, with their weights. Their heads lie in a unit
sphere, ours in millimetres: lengths enter in units of `UNIT_MM`, so that the weights mean the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from core.models.cascade import DeformationChain
from core.models.global_code import GlobalCodeModel
from core.models.hypernet import UNIT_MM
from core.training.comparison_samples import Batch, HeadSampler
from core.training.composites import STAGES


@dataclass(frozen=True)
class LossWeights:
    """Weights of the terms."""

    distance: float = 3e3
    """Signed distance, absolute error per unit."""
    normal: float = 1e2
    """One minus the cosine between gradient and normal."""
    eikonal: float = 5e1
    """Absolute error of the gradient's length."""
    deformed_landmarks: float = 1e2
    """Distance per unit of the deformed landmarks to the template's."""
    generated_landmarks: float = 1e3
    """Distance per unit of the generated landmarks to the true ones."""
    correspondence: float = 1e3
    """Ours: distance per unit of the points after each stage to where they are known to belong;
    zero leaves the term out."""
    far: float = 8.0
    """Distances beyond this count less, mm: only their sign matters."""


def distance_term(values: Tensor, distances: Tensor, far: float) -> Tensor:
    """Return the mean absolute error of signed distances.

    Parameters
    ----------
    values, distances : (..., n) Tensor
        Given and true, mm; unknown true ones are not numbers.
    far : float
        Where an error counts half, mm.

    Returns
    -------
    () Tensor
        In units of `UNIT_MM`.
    """
    known = ~distances.isnan()
    true = distances.nan_to_num()
    each = (values - true).abs() / (1.0 + true.abs() / far)
    return (each * known).sum() / known.sum().clamp(min=1) / UNIT_MM


def normal_term(gradient: Tensor, normals: Tensor, counts: Tensor) -> Tensor:
    """Return how far gradients turn away from normals.

    Parameters
    ----------
    gradient, normals : (..., n, 3) Tensor
        Of the field; unit.
    counts : (..., n) Tensor
        Weight of each point.

    Returns
    -------
    () Tensor
        Weighted mean of one minus the cosine, 0 to 2.
    """
    cosine = torch.nn.functional.cosine_similarity(gradient, normals, dim=-1)
    mean: Tensor = ((1.0 - cosine) * counts).sum() / counts.sum().clamp(min=1.0)
    return mean


def eikonal_term(gradient: Tensor) -> Tensor:
    """Return how far a field is from a distance.

    Parameters
    ----------
    gradient : (..., n, 3) Tensor
        Of the field.

    Returns
    -------
    () Tensor
        Mean absolute difference of its length from one.
    """
    mean: Tensor = (gradient.norm(dim=-1) - 1.0).abs().mean()
    return mean


def place_term(places: Tensor, wanted: Tensor, counts: Tensor | None = None) -> Tensor:
    """Return how far points are from where they belong.

    Parameters
    ----------
    places, wanted : (..., n, 3) Tensor
        mm.
    counts : (..., n) Tensor, optional
        Weight of each point; all the same otherwise.

    Returns
    -------
    () Tensor
        Weighted mean distance, in units of `UNIT_MM`.
    """
    # The root of a square has no slope at zero: a hundredth of a millimetre keeps it finite.
    distance = ((places - wanted).square().sum(dim=-1) + 1e-4).sqrt()
    if counts is None:
        return distance.mean() / UNIT_MM
    return (distance * counts).sum() / counts.sum().clamp(min=1.0) / UNIT_MM


def gradient_of(values: Tensor, points: Tensor) -> Tensor:
    """Return the field's gradient at points, differentiable itself.

    Parameters
    ----------
    values : (..., n) Tensor
        Of the field at the points, each depending on its own point only.
    points : (..., n, 3) Tensor
        Require a gradient.

    Returns
    -------
    (..., n, 3) Tensor
        Per millimetre.
    """
    (gradient,) = torch.autograd.grad(values.sum(), points, create_graph=True)
    return gradient


def field_loss(
    surface_values: Tensor, surface: Tensor, off_values: Tensor, batch: Batch, weights: LossWeights
) -> Tensor:
    """Return what every model is taught of distances, normals and slopes.

    Parameters
    ----------
    surface_values : (h, s) Tensor
        The field on the surface, mm.
    surface : (h, s, 3) Tensor
        Where; requires a gradient.
    off_values : (h, k) Tensor
        The field off the surface, mm.
    batch : Batch
        What is true.
    weights : LossWeights
        Of the terms.

    Returns
    -------
    () Tensor
        Weighted sum.
    """
    gradient = gradient_of(surface_values, surface)
    on = (surface_values.abs() * batch.visible).sum() / batch.visible.sum() / UNIT_MM
    distance = on + distance_term(off_values, batch.distances, weights.far)
    turned = normal_term(gradient, batch.normals, batch.visible)
    total: Tensor = (
        weights.distance * distance
        + weights.normal * turned
        + weights.eikonal * eikonal_term(gradient)
    )
    return total


def global_loss(
    model: GlobalCodeModel, sampler: HeadSampler, weights: LossWeights, pick: torch.Generator
) -> Tensor:
    """Return the loss of the single-code model on new heads.

    Parameters
    ----------
    model : GlobalCodeModel
        In training.
    sampler : HeadSampler
        Draws heads and points.
    weights : LossWeights
        Of the terms.
    pick : torch.Generator
        Seeded.

    Returns
    -------
    () Tensor
        Weighted sum.
    """
    batch = sampler.draw(pick)
    bound = model.bind({"global": batch.codes["global"]})
    surface = batch.surface.requires_grad_(True)
    return field_loss(bound.values(surface), surface, bound.values(batch.off), batch, weights)


def chain_loss(
    model: DeformationChain,
    sampler: HeadSampler,
    landmarks: Mapping[str, Tensor],
    weights: LossWeights,
    pick: torch.Generator,
) -> Tensor:
    """Return the loss of a chain of deformations on new heads.

    Parameters
    ----------
    model : DeformationChain
        In training.
    sampler : HeadSampler
        Draws heads and points.
    landmarks : mapping of str to (L,) int64 Tensor
        Vertices per stage.
    weights : LossWeights
        Of the terms.
    pick : torch.Generator
        Seeded.

    Returns
    -------
    () Tensor
        Weighted sum.
    """
    batch = sampler.draw(pick)
    bound = model.bind(batch.codes)
    surface = batch.surface.requires_grad_(True)
    values, warp = bound.values(surface)
    off, _ = bound.values(batch.off)
    total = field_loss(values, surface, off, batch, weights)
    for stage, places in zip(bound.stages, warp.places, strict=True):
        # A stage takes off what it is named after, the person's whatever is left of the head.
        number = STAGES.index("remainder" if stage == "identity" else stage)
        if weights.correspondence:
            gap = place_term(places, batch.stages[number], batch.visible)
            total = total + weights.correspondence * gap
        true = sampler.stage_places(landmarks[stage], batch.heads, stage)
        gap = place_term(bound.stages[stage].landmarks, true)
        total = total + weights.generated_landmarks * gap
    every = torch.cat([landmarks[stage] for stage in bound.stages])
    deformed = bound.warp(sampler.places(every, batch.heads, 0)).places[-1]
    home = sampler.mean_places(every).expand_as(deformed)
    return total + weights.deformed_landmarks * place_term(deformed, home)
