"""AIM's losses: reconstruction and the anatomical terms, named and returned unweighted.

Chandran and Zoss, "Anatomically Constrained Implicit Face Models", CVPR 2024, section 3.3.
"""

from dataclasses import dataclass, fields, replace

import torch
from torch import Tensor

from core.models.aim import AimNetwork, AimOutput, carried

TURN_MM = 20.0
"""A normal that is wrong by one radian counts as much as a bone point wrong by this, mm."""


@dataclass(frozen=True)
class AimWeights:
    """What each term counts; zero switches it off."""

    reconstruction: float = 1.0
    """Of resting skins and expressions, mm."""
    anatomy: float = 0.3
    """L_A: bone points and normals where rays met bone, mm."""
    thickness: float = 0.3
    """L_D: thickness there, mm."""
    skinning: float = 2.0
    """L_K: skinning weights there."""
    symmetry: float = 0.1
    """L_Sym: bone, normal, thickness and skinning weight at mirror images, mm."""
    offsets: float = 0.02
    """Size of the offsets of expressions that move the jaw, mm: the jaw explains what it can."""
    continued: float = 0.02
    """Nearness to the smoothly continued anatomy where no ray met bone, mm."""

    def without(self, term: str) -> "AimWeights":
        """Return the same weights with one term switched off.

        Parameters
        ----------
        term : str
            Name of a field.

        Returns
        -------
        AimWeights
            For ablations.
        """
        return replace(self, **{term: 0.0})


@dataclass(frozen=True, eq=False)
class AimTargets:
    """What the ensemble shall answer at n template points, P persons and E expressions.

    Attributes
    ----------
    points, mirrored : (n, 4) Tensor
        Template points and their mirror images, with sides.
    skins : (n, P, 3) Tensor
        Resting skins, mm.
    shapes : (n, E, 3) Tensor
        Skins of the first person's expressions, mm.
    known : (n, P) Tensor
        One where a ray met bone, zero elsewhere.
    bone, normal : (n, P, 3) Tensor
        Anatomy points, mm, and unit normals: constraints, elsewhere continued smoothly.
    depth : (n, P) Tensor
        Thickness, mm.
    label, sureness : (n,) Tensor
        First person's skinning weight by the bone beneath, and how much that counts.
    """

    points: Tensor
    mirrored: Tensor
    skins: Tensor
    shapes: Tensor
    known: Tensor
    bone: Tensor
    normal: Tensor
    depth: Tensor
    label: Tensor
    sureness: Tensor

    def at(self, rows: Tensor) -> "AimTargets":
        """Return the targets of some points.

        Parameters
        ----------
        rows : (m,) Tensor
            Which.

        Returns
        -------
        AimTargets
            Of m points.
        """
        return AimTargets(*(getattr(self, entry.name)[rows] for entry in fields(self)))


def aim_losses(network: AimNetwork, targets: AimTargets) -> dict[str, Tensor]:
    """Return every term at some points.

    Parameters
    ----------
    network : AimNetwork
        The ensemble.
    targets : AimTargets
        What it shall answer.

    Returns
    -------
    dict of str to Tensor
        Scalars by the names of `AimWeights`' fields.
    """
    found = network(targets.points)
    moved = carried(found.skin[:, 0], found.jaw, network.twists)
    known, free = targets.known[..., None], 1.0 - targets.known[..., None]
    away = (found.bone - targets.bone).abs()
    turned = TURN_MM * (found.normal - targets.normal).abs()
    thick = (found.depth - targets.depth).abs()[..., None]
    jaw_moves = network.twists.abs().sum(dim=1) > 0
    return {
        "reconstruction": (found.skin - targets.skins).abs().mean()
        + (moved + found.offsets - targets.shapes).abs().mean(),
        "anatomy": (known * (away + turned)).mean(),
        "thickness": (known * thick).mean(),
        "skinning": (targets.sureness * (found.jaw - targets.label).abs()).mean(),
        "symmetry": _asymmetry(found, network.at_rest(targets.mirrored)),
        "offsets": found.offsets[:, jaw_moves].abs().sum() / targets.shapes.numel(),
        "continued": (free * (away + turned)).mean() + (free * thick).mean(),
    }


def _asymmetry(here: AimOutput, there: AimOutput) -> Tensor:
    mirror = torch.tensor([-1.0, 1.0, 1.0])
    bone = (here.bone[:, 0] * mirror - there.bone[:, 0]).abs().mean()
    normal = (here.normal[:, 0] * mirror - there.normal[:, 0]).abs().mean()
    depth = (here.depth[:, 0] - there.depth[:, 0]).abs().mean()
    jaw = (here.jaw - there.jaw).abs().mean()
    total: Tensor = bone + TURN_MM * (normal + jaw) + depth
    return total


def total_loss(network: AimNetwork, targets: AimTargets, weights: AimWeights) -> Tensor:
    """Return L_Model: the weighted sum of the terms that are switched on.

    Parameters
    ----------
    network : AimNetwork
        The ensemble.
    targets : AimTargets
        What it shall answer.
    weights : AimWeights
        What each term counts.

    Returns
    -------
    Tensor
        Scalar.
    """
    terms = aim_losses(network, targets)
    total = torch.zeros(())
    for entry in fields(weights):
        weight = getattr(weights, entry.name)
        if weight:
            total = total + weight * terms[entry.name]
    return total
