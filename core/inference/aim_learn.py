"""Learns a person's AIM from the resting skin, the skull and the person's expressions."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np
import scipy.sparse as sparse
import torch

from core.arrays import FloatArray
from core.bundles.bundle import Bundle
from core.errors import EditError
from core.geometry.mesh import Mesh
from core.geometry.transforms import fit_similarity
from core.inference.aim_features import FINE_LEVELS, fine_features, smooth_features
from core.inference.aim_jaw import JawProblem
from core.inference.aim_person import constrained_anatomy, person_constraints
from core.inference.aim_solve import solved_offsets, template_features
from core.models.aim_person import PersonAim, twist_motion
from core.monitor import Monitor, stop_if_cancelled

CHUNK = 2048
"""Vertices at a time: some 25 ms, so that a cancelled job stops soon."""
MOVING = 0.3
"""Skin that some expression moves farther than this has local features, mm."""


def learn_person(
    bundle: Bundle,
    resting_skin: Mesh,
    skull: Mesh,
    shapes: Mapping[str, FloatArray] | None = None,
    monitor: Monitor | None = None,
    *,
    jaws: Mapping[str, FloatArray] | None = None,
    exact: bool = True,
) -> PersonAim:
    """Learn a person's AIM.

    Parameters
    ----------
    bundle : Bundle
        Template, labels and the population's expressions.
    resting_skin : Mesh
        At rest, on the template's topology, head frame, mm.
    skull : Mesh
        At rest, on the template skull's topology, head frame, mm.
    shapes : mapping of str to (N_skin, 3) float64, optional
        The person's own expressions, head frame, mm; the population's on this person when left
        out.
    monitor : Monitor, optional
        Progress and cancellation.
    jaws : mapping of str to (6,) float64, optional
        The jaw's twist in each of the person's own expressions, where it was tracked; found from
        the skin otherwise, which slides over the chin by up to a centimetre.
    exact : bool
        Whether resting skin and expressions are reproduced exactly, what the networks leave of
        them being kept per vertex; otherwise the answer is the networks' alone.

    Returns
    -------
    PersonAim
        The same for the same input.

    Raises
    ------
    EditError
        When a shape is not in the template's topology.
    CancelledError
        When the monitor was cancelled.
    """
    watch = monitor or Monitor()
    watch.report(0.0, "Looking for bone beneath the skin")
    found = person_constraints(bundle, resting_skin, skull)
    watch.report(0.2, "Continuing the anatomy")
    anatomy = constrained_anatomy(bundle, resting_skin, found, exact=exact)
    watch.report(0.4, "Learning the jaw")
    problem = JawProblem(resting_skin.vertices, bundle.template.skin, found)
    if shapes is None:
        names = bundle.manifest.expression_names
        posed, twists = population_shapes(bundle, resting_skin)
        jaw = problem.weights(posed, twists) if bundle.aim is None else anatomy.jaw
    else:
        names, posed = tuple(shapes), _own_shapes(shapes, resting_skin)
        if jaws is None:
            jaw, twists = problem.learn(posed, watch.part(0.4, 0.8))
        else:
            twists = np.array([jaws[name] for name in names])
            jaw = problem.weights(posed, twists)
    watch.report(0.8, "Learning the expressions")
    anatomy = replace(anatomy, jaw=jaw)
    offsets = posed - np.array([anatomy.posed(twist_motion(twist)) for twist in twists])
    template = template_features(bundle)
    if template is not None and not exact:
        offsets = solved_offsets(template, offsets)
    watch.report(0.9, "Learning the expressions")
    features, fine = face_features(bundle)
    faces = bundle.template.skin.faces
    watch.report(1.0, "Learned")
    return PersonAim(anatomy, offsets, twists, names, features, faces, fine, FINE_LEVELS)


@lru_cache(maxsize=2)
def face_features(bundle: Bundle) -> tuple[FloatArray, sparse.csr_array]:
    """Return the local features of a bundle's template, made once per bundle.

    Parameters
    ----------
    bundle : Bundle
        Whose template; they lie where the population's expressions move the skin.

    Returns
    -------
    smooth : (N_skin, M) float64
        Not to be written to.
    fine : (N_skin, M_fine) sparse float64
        See `core.inference.aim_features`.
    """
    skin = bundle.template.skin
    shapes, _ = population_shapes(bundle, skin)
    moving = np.linalg.norm(shapes - skin.vertices, axis=2).max(axis=0) > MOVING
    fine = [fine_features(skin, moving, count) for count in FINE_LEVELS]
    return smooth_features(skin, moving), sparse.hstack(fine, format="csr")


def population_shapes(bundle: Bundle, resting_skin: Mesh) -> tuple[FloatArray, FloatArray]:
    """Return the population's expressions on a person.

    Parameters
    ----------
    bundle : Bundle
        Whose trunk is evaluated.
    resting_skin : Mesh
        On the template's topology, mm.

    Returns
    -------
    shapes : (E, N_skin, 3) float64
        Skins at full weight, mm.
    twists : (E, 6) float64
        Jaw motions.
    """
    template = bundle.template.skin
    size = fit_similarity(template.vertices, resting_skin.vertices).scale
    with torch.inference_mode():
        points = torch.tensor(template.vertices, dtype=torch.float32)
        pieces = []
        for start in range(0, len(points), CHUNK):
            stop_if_cancelled()
            pieces.append(bundle.parts.components(points[start : start + CHUNK])[1])
    offsets = torch.cat(pieces).numpy().transpose(1, 0, 2).astype(np.float64)
    twists = bundle.jaw_twists * np.repeat([1.0, size], 3)
    return resting_skin.vertices + size * offsets, twists


def _own_shapes(shapes: Mapping[str, FloatArray], skin: Mesh) -> FloatArray:
    for name, vertices in shapes.items():
        if np.shape(vertices) != skin.vertices.shape:
            raise EditError(
                f"The shape '{name}' has {len(vertices)} vertices, the template "
                f"{skin.vertex_count}; register it to the template first."
            )
    if not shapes:
        raise EditError("A person's own expressions need at least one shape; add some.")
    return np.array(list(shapes.values()), dtype=np.float64)
