"""A person's anatomy from the resting skin and the skull beneath it."""

from dataclasses import replace

import numpy as np

from core.bundles.bundle import Bundle
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.rays import SurfaceRays
from core.geometry.thickness import START_OFFSET
from core.inference.aim_constraints import BoneConstraints, find_constraints
from core.inference.aim_fill import filled_anatomy
from core.inference.aim_solve import solved_anatomy, solved_jaw, template_features
from core.models.anatomy import Anatomy
from core.monitor import Monitor

LEAST_COSINE = 0.2
"""Of a continued anatomy normal with the skin's own, where they would part."""
TINY = 1e-9
"""Keeps lengths above zero."""
FAR_SHARE = 0.5
"""How deep continued bone may lie, as a share of the way to the skin behind it."""


def person_constraints(bundle: Bundle, resting_skin: Mesh, skull: Mesh) -> BoneConstraints:
    """Return the person's sparse anatomical constraints in the trusted region.

    Parameters
    ----------
    bundle : Bundle
        Names the bone's parts and the inside of the mouth, which is not trusted.
    resting_skin : Mesh
        On the template's topology, head frame, mm.
    skull : Mesh
        On the template skull's topology, head frame, mm.

    Returns
    -------
    BoneConstraints
        Per skin vertex.
    """
    trusted = np.ones(resting_skin.vertex_count, dtype=bool)
    trusted[bundle.skull.pocket] = False
    return find_constraints(resting_skin, skull, bundle.template.skull_labels, trusted)


def person_anatomy(
    bundle: Bundle, resting_skin: Mesh, skull: Mesh, monitor: Monitor | None = None
) -> Anatomy:
    """Return the anatomy beneath a person's skin.

    Parameters
    ----------
    bundle : Bundle
        Template and labels.
    resting_skin : Mesh
        At rest, on the template's topology, head frame, mm.
    skull : Mesh
        At rest, on the template skull's topology, head frame, mm.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    Anatomy
        The same for the same input; ``b + d n`` is the resting skin exactly.

    Raises
    ------
    CancelledError
        When the monitor was cancelled.
    """
    watch = monitor or Monitor()
    watch.report(0.0, "Looking for bone beneath the skin")
    found = person_constraints(bundle, resting_skin, skull)
    watch.report(0.3, "Continuing the anatomy")
    return constrained_anatomy(bundle, resting_skin, found)


def constrained_anatomy(
    bundle: Bundle, resting_skin: Mesh, found: BoneConstraints, *, exact: bool = True
) -> Anatomy:
    """Return the anatomy that constraints and skin ask for.

    Parameters
    ----------
    bundle : Bundle
        With a template AIM, its last layers are solved; without one the constraints are
        continued geometrically.
    resting_skin : Mesh
        On the template's topology, head frame, mm.
    found : BoneConstraints
        The person's.
    exact : bool
        Whether ``b + d n`` is the resting skin exactly; otherwise it is what the networks answer.

    Returns
    -------
    Anatomy
        The same for the same input.
    """
    template = template_features(bundle)
    if template is None:
        return kept_inside(filled_anatomy(resting_skin, found, bundle.template.skin), resting_skin)
    jaw = solved_jaw(template, bundle.template.skin, found)
    anatomy = solved_anatomy(template, resting_skin, found, jaw, exact=exact)
    return kept_inside(anatomy, resting_skin) if exact else anatomy


def kept_inside(anatomy: Anatomy, skin: Mesh) -> Anatomy:
    """Return an anatomy whose continued bone does not leave the head on its far side.

    Walls of the nose and the lips' rolls are thinner than the tissue in front of the bone.

    Parameters
    ----------
    anatomy : Anatomy
        Whose ``b + d n`` is the skin.
    skin : Mesh
        That skin, mm.

    Returns
    -------
    Anatomy
        Where no ray met bone, it lies inwards, at most half as deep as the skin behind it.
    """
    outward = vertex_normals(skin.vertices, skin.faces)
    free = ~anatomy.known
    lack = np.where(
        free, np.maximum(LEAST_COSINE - (outward * anatomy.normal).sum(axis=1), 0.0), 0.0
    )
    normal = anatomy.normal + lack[:, None] * outward
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), TINY)
    far = SurfaceRays(skin).distance(skin.vertices - START_OFFSET * normal, -normal) + START_OFFSET
    depth = np.minimum(anatomy.depth, np.where(free, FAR_SHARE * far, np.inf))
    bone = skin.vertices - depth[:, None] * normal
    return replace(anatomy, bone=bone, normal=normal, depth=depth)
