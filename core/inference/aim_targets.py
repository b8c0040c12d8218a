"""Turns persons into what AIM's networks learn from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.arrays import FloatArray
from core.bundles.bundle import Bundle
from core.geometry.mesh import Mesh
from core.inference.aim_constraints import BoneConstraints
from core.inference.aim_jaw import BOUND, USUAL_DEPTH
from core.models.aim import sided
from core.models.aim_losses import AimTargets
from core.models.anatomy import Anatomy

MIRROR = np.array([-1.0, 1.0, 1.0])


@dataclass(frozen=True, eq=False)
class LearnedFrom:
    """One person whose anatomy is learned.

    Attributes
    ----------
    skin : Mesh
        At rest, on the template's topology, mm.
    found : BoneConstraints
        Where rays met bone.
    continued : Anatomy
        The smooth continuation.
    """

    skin: Mesh
    found: BoneConstraints
    continued: Anatomy


def make_targets(bundle: Bundle, persons: Sequence[LearnedFrom], shapes: FloatArray) -> AimTargets:
    """Return the targets at all template vertices.

    Parameters
    ----------
    bundle : Bundle
        Whose template.
    persons : sequence of LearnedFrom
        The first is the one with expressions.
    shapes : (E, N_skin, 3) float64
        Skins of its expressions, mm.

    Returns
    -------
    AimTargets
        Single precision, at N_skin points.
    """
    points = bundle.template.skin.vertices
    first = persons[0].found
    depth = np.maximum(first.depth, 1.0)
    sureness = np.where(first.known, np.minimum((USUAL_DEPTH / depth) ** 2, 1.0 / BOUND), 0.0)

    def joined(values: Sequence[FloatArray]) -> Tensor:
        return torch.tensor(np.stack(values, axis=1), dtype=torch.float32)

    def chosen(found: FloatArray, continued: FloatArray, person: LearnedFrom) -> FloatArray:
        known = person.found.known
        return np.where(known if found.ndim == 1 else known[:, None], found, continued)

    return AimTargets(
        points=sided(torch.tensor(points, dtype=torch.float32)),
        mirrored=sided(torch.tensor(points * MIRROR, dtype=torch.float32)),
        skins=joined([person.skin.vertices for person in persons]),
        shapes=torch.tensor(shapes.transpose(1, 0, 2), dtype=torch.float32),
        known=joined([person.found.known.astype(np.float64) for person in persons]),
        bone=joined([chosen(p.found.bone, p.continued.bone, p) for p in persons]),
        normal=joined([chosen(p.found.normal, p.continued.normal, p) for p in persons]),
        depth=joined([chosen(p.found.depth, p.continued.depth, p) for p in persons]),
        label=torch.tensor(first.jaw, dtype=torch.float32),
        sureness=torch.tensor(sureness, dtype=torch.float32),
    )
