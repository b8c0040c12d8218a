"""A new person's last layers in closed form, on the features of the template AIM.

First the person is a mix of those that the features were trained with; then the last layers
themselves move, as little as the constraints and the skin ask. What they still leave of the
resting skin goes to the bone point, so that ``b + d n`` is the skin.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from scipy.linalg import cho_factor, cho_solve

from core.arrays import FloatArray, SingleArray
from core.bundles.bundle import Bundle
from core.geometry.mesh import Mesh
from core.geometry.thickness import anatomy_normals
from core.inference.aim_constraints import BoneConstraints
from core.inference.aim_fill import BROAD, GUESSED, STANDING, THINNEST, mirrored_values
from core.inference.aim_jaw import USUAL_DEPTH
from core.models.aim import AimNetwork, sided
from core.models.anatomy import Anatomy, settled_weights
from core.monitor import stop_if_cancelled, undivided

BONE_NOISE, SKIN_NOISE = 0.5, 1.5
"""How well constraints and skin are explained by a mix of persons, mm."""
NORMAL_MM = 10.0
"""A wrong normal counts like a bone point wrong by this per radian, mm."""
CORRELATED = 30.0
"""Neighbouring vertices say the same: this many count as one."""
SUREST = 4.0
"""Say of a bone's label beneath the thinnest tissue; one beneath tissue of the usual depth."""
JAW_HOLD = 1.0
"""Say of the template's jaw weight at every vertex."""
ALTERNATIONS = 4
"""Of thickness and bone point, where the network alone is to meet the skin; more change nothing."""
CHANGE = 0.02
"""How much a vertex without constraint holds back the change of a last layer, beside one with."""


CHUNK = 1024
"""Vertices at a time: 25 ms, so that a cancelled job stops soon."""


@dataclass(frozen=True, eq=False)
class AimFeatures:
    """The template AIM at the template's vertices: everything of it that no person changes.

    Attributes
    ----------
    anatomy, jaw, expression : (N_skin, F + 1) float32
        Features of the three networks and a column of ones, as precise as the networks are.
    bone, normal : (N_skin, P, 3) float64
        Anatomy of the persons it was trained with, mm; the first is the mean head.
    depth : (N_skin, P) float64
        mm.
    jaw_weight : (N_skin,) float64
        The mean head's skinning weight, as the network answers.
    """

    anatomy: SingleArray
    jaw: SingleArray
    expression: SingleArray
    bone: FloatArray
    normal: FloatArray
    depth: FloatArray
    jaw_weight: FloatArray

    @classmethod
    def of(cls, network: AimNetwork, vertices: FloatArray) -> "AimFeatures":
        """Evaluate a template AIM once.

        Parameters
        ----------
        network : AimNetwork
            Trained.
        vertices : (N_skin, 3) float64
            The template's, mm.

        Returns
        -------
        AimFeatures
            All but the features in double precision.
        """
        places = torch.tensor(vertices, dtype=torch.float32)
        pieces: list[tuple[torch.Tensor, ...]] = []
        for start in range(0, len(places), CHUNK):
            stop_if_cancelled()
            with torch.inference_mode():
                points = sided(places[start : start + CHUNK])
                answer = network.at_rest(points)
                ones = points.new_ones(len(points), 1)
                trunks = (network.anatomy, network.jaw, network.expression)
                features = [torch.cat([trunk(points), ones], dim=1) for trunk in trunks]
            pieces.append((*features, answer.bone, answer.normal, answer.depth, answer.jaw))
        joined = [torch.cat(one).numpy() for one in zip(*pieces, strict=True)]
        return cls(*joined[:3], *(one.astype(np.float64) for one in joined[3:]))


@lru_cache(maxsize=2)
def template_features(bundle: Bundle) -> AimFeatures | None:
    """Return a bundle's template AIM at its vertices, evaluated once per bundle.

    Parameters
    ----------
    bundle : Bundle
        With or without a template AIM.

    Returns
    -------
    AimFeatures or None
        None where the bundle has none.
    """
    if bundle.aim is None:
        return None
    return AimFeatures.of(bundle.aim, bundle.template.skin.vertices)


def solved_layer(
    features: FloatArray | SingleArray,
    weight: FloatArray,
    change: FloatArray,
    hold: float = CHANGE,
) -> FloatArray:
    """Return what a changed last layer answers at every vertex.

    Parameters
    ----------
    features : (n, f) float64 or float32
        With a column of ones; solved for in double precision.
    weight : (n,) float64
        How much the wanted change counts at each vertex.
    change : (n,) or (n, k) float64
        Wanted change of the answers.
    hold : float
        How much every vertex holds back.

    Returns
    -------
    (n,) or (n, k) float64
        Change by the layer that minimises ``sum w |phi W - v|^2 + hold |phi W|^2``.
    """
    stop_if_cancelled()
    known = np.asarray(features, dtype=np.float64)
    matrix = undivided(lambda: (known * (weight + hold)[:, None]).T @ known)
    matrix += 1e-7 * float(np.trace(matrix)) / len(matrix) * np.eye(len(matrix))
    wide = change.reshape(len(features), -1)
    right = undivided(lambda: known.T @ (weight[:, None] * wide))
    layer = cho_solve(cho_factor(matrix), right)
    answer: FloatArray = undivided(lambda: known @ layer).reshape(change.shape)
    return answer


def solved_anatomy(
    template: AimFeatures, skin: Mesh, found: BoneConstraints, jaw: FloatArray, *, exact: bool
) -> Anatomy:
    """Return a person's anatomy by new last layers.

    Parameters
    ----------
    template : AimFeatures
        Of the template AIM.
    skin : Mesh
        The person at rest, on the template's topology, mm.
    found : BoneConstraints
        Of the person.
    jaw : (N_skin,) float64
        Skinning weights, passed on.
    exact : bool
        Whether the bone takes what the layers leave of the skin; otherwise the answer is the
        network's alone.

    Returns
    -------
    Anatomy
        Deterministic.
    """
    bone, normal, depth = _mixed(template, skin, found)
    known, everywhere = found.known.astype(np.float64), np.ones(len(found.known))
    bone = bone + solved_layer(template.anatomy, known, found.bone - bone)
    across = skin.vertices - bone
    length = np.linalg.norm(across, axis=1)
    straight = across / np.maximum(length, THINNEST)[:, None]
    stands = (length > THINNEST) & ((straight * anatomy_normals(skin, BROAD)).sum(1) > STANDING)
    wanted = np.where(found.known[:, None], found.normal, straight)
    say = np.where(found.known, 1.0, np.where(stands, GUESSED, 0.0))
    normal = normal + solved_layer(template.anatomy, say, wanted - normal)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    for _ in range(0 if exact else ALTERNATIONS):
        along = np.maximum(((skin.vertices - bone) * normal).sum(axis=1), THINNEST)
        depth = depth + solved_layer(template.anatomy, everywhere, along - depth, hold=0.0)
        beneath = skin.vertices - depth[:, None] * normal
        bone = bone + solved_layer(template.anatomy, everywhere, beneath - bone, hold=0.0)
    if exact:
        depth = np.maximum(((skin.vertices - bone) * normal).sum(axis=1), THINNEST)
        bone = skin.vertices - depth[:, None] * normal
    return Anatomy(bone, normal, depth, jaw, found.known)


def solved_jaw(template: AimFeatures, skin: Mesh, found: BoneConstraints) -> FloatArray:
    """Return the template's jaw weights, changed where another bone lies beneath this person.

    Parameters
    ----------
    template : AimFeatures
        Of the template AIM.
    skin : Mesh
        The template's skin: tells mirror images.
    found : BoneConstraints
        Of the person.

    Returns
    -------
    (N_skin,) float64
        0 to 1, mirror-symmetric.
    """
    depth = np.maximum(found.depth, 1.0)
    sureness = np.where(found.known, np.minimum((USUAL_DEPTH / depth) ** 2, SUREST), 0.0)
    weights = template.jaw_weight
    weights = weights + solved_layer(template.jaw, sureness, found.jaw - weights, JAW_HOLD)
    return settled_weights(0.5 * (weights + mirrored_values(skin, weights)))


def solved_offsets(template: AimFeatures, offsets: FloatArray) -> FloatArray:
    """Return expression offsets as new last layers of the expression network give them.

    Parameters
    ----------
    template : AimFeatures
        Of the template AIM.
    offsets : (E, N_skin, 3) float64
        Wanted, mm.

    Returns
    -------
    (E, N_skin, 3) float64
        mm.
    """
    wide = offsets.transpose(1, 0, 2).reshape(len(template.expression), -1)
    answer = solved_layer(template.expression, np.ones(len(wide)), wide, hold=0.0)
    return answer.reshape(len(wide), -1, 3).transpose(1, 0, 2)


def _mixed(
    template: AimFeatures, skin: Mesh, found: BoneConstraints
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the mix of the template's persons that suits constraints and skin best."""
    persons = template.depth.shape[1]
    bone, normal, depth = template.bone[:, 0], template.normal[:, 0], template.depth[:, 0]
    if persons == 1:
        return bone, normal, depth
    scale = 1.0 / np.sqrt(persons - 1.0)
    bones = scale * (template.bone[:, 1:] - bone[:, None])
    stop_if_cancelled()
    normals = scale * (template.normal[:, 1:] - normal[:, None])
    depths = scale * (template.depth[:, 1:] - depth[:, None])
    stop_if_cancelled()
    skins = bones + depth[:, None, None] * normals + depths[:, :, None] * normal[:, None]
    known = found.known
    blocks = (
        (bones[known], found.bone[known] - bone[known], BONE_NOISE),
        (NORMAL_MM * normals[known], NORMAL_MM * (found.normal - normal)[known], BONE_NOISE),
        (skins, skin.vertices - bone - depth[:, None] * normal, SKIN_NOISE),
    )
    matrix, right = np.eye(persons - 1), np.zeros(persons - 1)
    for moves, wanted, noise in blocks:
        stop_if_cancelled()
        rows = moves.transpose(0, 2, 1).reshape(-1, persons - 1)
        stop_if_cancelled()
        matrix += rows.T @ rows / (CORRELATED * noise**2)
        right += rows.T @ wanted.reshape(-1) / (CORRELATED * noise**2)
    mix = np.linalg.solve(matrix, right)
    mixed = normal + np.einsum("npd,p->nd", normals, mix)
    unit = mixed / np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-9)
    return bone + np.einsum("npd,p->nd", bones, mix), unit, depth + depths @ mix
