"""A patch-based local model, with and without anatomy, to compare AIM with.

In the form of Wu, Bradley, Gross and Beeler, "An anatomically-constrained local deformation model
for monocular face capture" (ACM Trans. Graph. 2016): overlapping patches, each with a rigid motion
and a deformation subspace of its own, held together where they overlap and, with anatomy, held at
a distance from moving bone that follows from the patch's own coefficients.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse
from scipy.sparse.csgraph import dijkstra

from core.arrays import FloatArray, IntArray
from core.evaluation.aim_session import Session
from core.geometry.topology import directed_edges
from core.geometry.transforms import fit_similarity


@dataclass(frozen=True)
class PatchSettings:
    """How a face is cut into patches, and how stiff they are.

    Attributes
    ----------
    spacing, far_spacing : float
        Between the middles of patches, on the face and elsewhere, mm.
    reach : float
        A patch's radius over the surface, in spacings.
    variance : float
        Share of a patch's variance that its subspace holds.
    ridge : float
        Weight of the squared coefficients (deviations), mm^2 a vertex.
    overlap : float
        Weight of agreement between patches, beside one for the data.
    anatomy : float
        Weight of the distance to bone; zero leaves anatomy out.
    rounds : int
        Of rigid motions, coefficients and blending in turn.
    """

    spacing: float = 12.0
    far_spacing: float = 30.0
    reach: float = 1.6
    variance: float = 0.999
    ridge: float = 1e-3
    overlap: float = 0.3
    anatomy: float = 0.0
    rounds: int = 12


@dataclass(frozen=True, eq=False)
class Patch:
    """One patch of an actor's face.

    Attributes
    ----------
    vertices : (n,) int64
        Of the skin.
    share : (n,) float64
        Of this patch in each vertex's place; all patches' shares add up to one.
    rest : (n, 3) float64
        At rest, about the patch's own middle, mm.
    middle : (3,) float64
        Of the patch at rest, mm.
    basis : (k, n, 3) float64
        Displacement per coefficient (deviation), rigid motion taken out, mm.
    held : (m,) int64
        Which of `vertices` have bone beneath that is known.
    depths : (k, m) float64
        How the thickness over the bone changes per coefficient, mm.
    """

    vertices: IntArray
    share: FloatArray
    rest: FloatArray
    middle: FloatArray
    basis: FloatArray
    held: IntArray
    depths: FloatArray


def cut_patches(session: Session, settings: PatchSettings) -> list[Patch]:
    """Cut an actor's face into patches and learn their subspaces from the session's shapes.

    Parameters
    ----------
    session : Session
        What is known.
    settings : PatchSettings
        Sizes and stiffness.

    Returns
    -------
    list of Patch
        They cover every visible vertex.
    """
    regions = _regions(session, settings)
    total = np.zeros(session.resting.vertex_count)
    for vertices, closeness in regions:
        total[vertices] += closeness
    skins = np.array([session.resting.vertices, *session.shapes.values()])
    depths = skin_depths(session)
    known = session.anatomy.known & session.visible
    patches = []
    for vertices, closeness in regions:
        held = np.flatnonzero(known[vertices])
        here = depths[:, vertices[held]]
        patch = _learned(skins[:, vertices], here - here[0], settings.variance)
        patches.append(Patch(vertices, closeness / total[vertices], *patch[:3], held, patch[3]))
    return patches


def skin_depths(session: Session) -> FloatArray:
    """Return the thickness over each vertex's bone in every shape.

    Parameters
    ----------
    session : Session
        What is known.

    Returns
    -------
    (1 + E, N_skin) float64
        mm along the bone's normal, neutral first: bone of the mandible and its normal move with it.
    """
    anatomy, on_jaw = session.anatomy, session.anatomy.jaw > 0.5
    depths = [((session.resting.vertices - anatomy.bone) * anatomy.normal).sum(axis=1)]
    for skin, jaw in zip(session.shapes.values(), session.jaws, strict=True):
        bone = np.where(on_jaw[:, None], jaw.apply(anatomy.bone), anatomy.bone)
        normal = np.where(on_jaw[:, None], anatomy.normal @ jaw.rotation.T, anatomy.normal)
        depths.append(((skin - bone) * normal).sum(axis=1))
    return np.array(depths)


def _regions(session: Session, settings: PatchSettings) -> list[tuple[IntArray, FloatArray]]:
    """Return each patch's vertices and how close they are to its middle, one to zero."""
    skin = session.resting
    edges = directed_edges(skin.faces)
    lengths = np.linalg.norm(skin.vertices[edges[:, 0]] - skin.vertices[edges[:, 1]], axis=1)
    hidden = ~session.visible[edges].all(axis=1)
    lengths[hidden] = 1e3
    count = skin.vertex_count
    graph = scipy.sparse.csr_array((lengths, (edges[:, 0], edges[:, 1])), shape=(count, count))
    face = session.bundle.template.face_mask
    spacing = np.where(face, settings.spacing, settings.far_spacing)
    left = session.visible.copy()
    regions = []
    while left.any():
        # The face first, so that its patches are not cut short by large ones behind.
        seed = int(np.argmax(left & face)) if (left & face).any() else int(np.argmax(left))
        radius = settings.reach * spacing[seed]
        distance = dijkstra(graph, indices=seed, limit=radius)
        vertices = np.flatnonzero((distance < radius) & session.visible)
        left[vertices[distance[vertices] < 0.7 * spacing[seed]]] = False
        left[seed] = False
        closeness = (1.0 - (distance[vertices] / radius) ** 2) ** 2 + 1e-4
        regions.append((vertices, closeness))
    return regions


def _learned(
    skins: FloatArray, depths: FloatArray, variance: float
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Return a patch's rest, middle, basis and depth basis from its shapes, neutral first."""
    middle = skins[0].mean(axis=0)
    rest = skins[0] - middle
    aligned = np.zeros_like(skins)
    for number, skin in enumerate(skins):
        motion = fit_similarity(skin, skins[0], with_scale=False)
        aligned[number] = motion.apply(skin) - skins[0]
    flat = aligned.reshape(len(skins), -1)
    left, singular, right = np.linalg.svd(flat, full_matrices=False)
    energy = np.cumsum(singular**2) / max(float((singular**2).sum()), 1e-12)
    kept = int(np.searchsorted(energy, variance)) + 1 if singular[0] > 1e-6 else 0
    kept = min(kept, int((singular > 1e-6 * max(float(singular[0]), 1e-9)).sum()))
    scale = singular[:kept] / np.sqrt(len(skins))
    basis = (scale[:, None] * right[:kept]).reshape(kept, *rest.shape)
    # The same coefficients that give the shapes back give their depths, by least squares.
    codes = left[:, :kept] * np.sqrt(len(skins))
    shift: FloatArray = np.linalg.lstsq(codes, depths, rcond=None)[0]
    return rest, middle, basis, shift


def blend(patches: list[Patch], places: list[FloatArray], count: int) -> FloatArray:
    """Return the skin that patches agree on.

    Parameters
    ----------
    patches : list of Patch
        With their shares.
    places : list of (F, n, 3) float64
        Where each puts its vertices, mm.
    count : int
        N_skin.

    Returns
    -------
    (F, N_skin, 3) float64
        Zero where no patch reaches.
    """
    frames = len(places[0])
    skins = np.zeros((frames, count, 3))
    for patch, place in zip(patches, places, strict=True):
        skins[:, patch.vertices] += patch.share[:, None] * place
    return skins
