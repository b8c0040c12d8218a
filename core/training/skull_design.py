"""The predictor as the exact linear-Gaussian posterior of how people come about (`anatomy`).

Nothing is estimated from drawn skulls here: every column is one cause of variation, with what it
does to skin and to bone. `skull_statistics.fit_predictor` estimates the same kind of model from a
cohort instead; it is the baseline called PPCA.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.geometry.normals import vertex_normals
from core.models.skull import SkullPredictor
from core.training.anatomy import Anatomy, shown_by_population
from core.training.looked_at import LookedAt
from core.training.tissue_depth import BODY_MASS_SHOWN, SEX_SIZE

SHAPES = 80
"""Components of the population's heads."""
CODES = 150
"""Joint components that the bundle keeps: about 11 MB."""
SKIN_EMPHASIS = 6.0
"""How much more the skin counts than the bone when components are chosen."""


@dataclass(frozen=True, eq=False)
class Causes:
    """What each unit-normal cause of variation does.

    Attributes
    ----------
    skin : (k, 3, q) float64
        Moves of the skin vertices looked at, mm.
    skull : (N_skull, 3, q) float64
        Moves of the bone, mm.
    skin_left : float
        Variance per axis of the skin that no cause explains, square mm.
    """

    skin: FloatArray
    skull: FloatArray
    skin_left: float


def design_predictor(
    anatomy: Anatomy, looked_at: LookedAt, skull_variance: float = 0.0, codes: int = CODES
) -> SkullPredictor:
    """Return the predictor that knows how people come about.

    Parameters
    ----------
    anatomy : Anatomy
        What people are drawn from.
    looked_at : LookedAt
        Skin vertices that the predictor sees.
    skull_variance : float
        Added to the bone's variance along its normal, square mm: what calibration asked for.
    codes : int
        Components to keep.

    Returns
    -------
    SkullPredictor
        Skins are posed by a similarity before they are judged; every cause is taken less the pose
        that it would be mistaken for.
    """
    causes = _causes(anatomy, looked_at)
    skin_mean = anatomy.mean_head[looked_at.index]
    skull_mean = anatomy.template.mesh.vertices + anatomy.carrier.carry(
        (anatomy.mean_head - anatomy.skin.vertices)[anatomy.carrier.indices]
    )
    skin, skull, sizes = _without_pose(causes, looked_at.weight, skin_mean, skull_mean)
    normals = vertex_normals(skull_mean, anatomy.template.mesh.faces)
    balance = SKIN_EMPHASIS * np.sqrt(len(skull) / len(skin))
    joint = np.vstack([balance * skin.reshape(-1, skin.shape[2]), skull.reshape(-1, skin.shape[2])])
    values, turned = np.linalg.eigh(joint.T @ joint)
    order = np.argsort(-values)
    kept, left = turned[:, order[:codes]], turned[:, order[codes:]]
    skull_left = np.einsum("nkq,nk->nq", skull @ left, normals)
    return SkullPredictor(
        skin_index=looked_at.index,
        skin_mean=skin_mean,
        skin_weight=looked_at.weight,
        skin_basis=skin @ kept,
        skin_variance=causes.skin_left + float(((skin @ left) ** 2).sum(axis=2).mean()),
        size_basis=sizes @ kept,
        size_variance=1e-4 + float(((sizes @ left) ** 2).sum()),
        skull_mean=skull_mean,
        skull_normals=normals,
        skull_basis=skull @ kept,
        skull_variance=(skull_left**2).sum(axis=1) + skull_variance,
        pocket=anatomy.template.pocket,
    )


def _causes(anatomy: Anatomy, looked_at: LookedAt) -> Causes:
    """Return every cause: shape, size, sex, body mass, local tissue, shown and hidden bone."""
    index, carriers = looked_at.index, anatomy.carrier.indices
    both = np.concatenate([index, carriers])
    scores, left = _head_scores(anatomy, looked_at)
    people = len(anatomy.heads)
    shape = np.einsum("mkc,mq->kcq", anatomy.heads[:, both], scores, optimize=True) / people
    heavy = scores.T @ anatomy.adiposity / people
    place, normal = anatomy.mean_head[both], anatomy.normals[both]
    tissue = anatomy.tissue.at(both)
    size = anatomy.size_deviation * place[:, :, None]
    shown = np.sqrt(1.0 - BODY_MASS_SHOWN**2) * tissue.body_mass
    depth = np.column_stack([tissue.male, shown, tissue.local])
    thicker = normal[:, :, None] * depth[:, None, :]
    already = shown_by_population(anatomy)[both][:, None] * heavy[None, :]
    sex_as_size = np.concatenate(
        [SEX_SIZE * size, np.zeros((*size.shape[:2], depth.shape[1] - 1))], 2
    )
    bone_shape = anatomy.shown_bone[both]
    rest = np.sqrt(1.0 - SEX_SIZE**2) * size
    skin = np.concatenate([shape, rest, bone_shape, sex_as_size + thicker], axis=2)
    deep = np.concatenate(
        [shape - normal[:, :, None] * already[:, None, :], rest, bone_shape, sex_as_size], axis=2
    )
    carried = anatomy.carrier.carry(deep[len(index) :])
    hidden = anatomy.hidden_bone
    unseen = np.zeros((len(index), 3, hidden.shape[2]))
    return Causes(
        np.concatenate([skin[: len(index)], unseen], axis=2),
        np.concatenate([carried, hidden], axis=2),
        left,
    )


def _head_scores(anatomy: Anatomy, looked_at: LookedAt) -> tuple[FloatArray, float]:
    """Return unit-variance scores (m, q) of the heads' components and the variance they leave."""
    data = anatomy.heads[:, looked_at.index].reshape(len(anatomy.heads), -1).astype(np.float64)
    left, values, _ = np.linalg.svd(data, full_matrices=False)
    count = min(SHAPES, int((values > 1e-6).sum()))
    scores: FloatArray = left[:, :count] * np.sqrt(len(data))
    return scores, float((values[count:] ** 2).sum() / data.size)


def _without_pose(
    causes: Causes, weight: FloatArray, skin_mean: FloatArray, skull_mean: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return what is left of the causes once the skin is posed: skin, bone, logarithm of size."""
    middle = (weight[:, None] * skin_mean).sum(axis=0) / weight.sum()
    here, there = _motions(skin_mean - middle), _motions(skull_mean - middle)
    counted = np.repeat(weight, 3)[:, None] * here
    flat = causes.skin.reshape(len(here), -1)
    motion = np.linalg.solve(counted.T @ here, counted.T @ flat)
    skin = (flat - here @ motion).reshape(causes.skin.shape)
    skull = (causes.skull.reshape(len(there), -1) - there @ motion).reshape(causes.skull.shape)
    return skin, skull, motion[6]


def _motions(places: FloatArray) -> FloatArray:
    """Return the small motions (3 n, 7) of places: three shifts, three turns, growth."""
    motions = np.zeros((len(places), 3, 7))
    for axis in range(3):
        motions[:, axis, axis] = 1.0
        motions[:, :, 3 + axis] = np.cross(np.eye(3)[axis], places)
    motions[:, :, 6] = places
    flat: FloatArray = motions.reshape(-1, 7)
    return flat
