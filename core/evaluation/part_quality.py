"""How well parts keep to themselves: leak, seams and folds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray, IntArray
from core.document.state import FaceState
from core.geometry.folds import flipped_triangles
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.template import PARTS
from core.geometry.topology import directed_edges, neighbour_means
from core.inference.head import HeadModel

COMPONENTS = 10
"""Components of each part that are moved."""
FAR = 3.0
"""By this many deviations for the leak."""
NEAR = 2.0
"""By this many for the folds."""
PEOPLE = 8
"""Composites and natural faces that are compared."""
SEED = 770_001


@dataclass(frozen=True)
class Leak:
    """95th percentiles of the motion that a part's components cause elsewhere, mm.

    Attributes
    ----------
    outside : float
        Over the vertices that lie outside the part.
    blend : float
        Over all vertices that belong mostly to other parts: also those of the blend, which by
        design move with both.
    """

    outside: float
    blend: float


def leak(head: HeadModel, part: str) -> Leak:
    """Measure how far other parts move when a part's components move by three deviations.

    Parameters
    ----------
    head : HeadModel
        The models.
    part : str
        The part that is edited.

    Returns
    -------
    Leak
        mm.
    """
    weights = head.bundle.template.part_weights
    number = PARTS.index(part)
    before = head.skin_preview(head.mean_state()).vertices
    moves = np.stack(
        [
            np.linalg.norm(head.skin_preview(state).vertices - before, axis=1)
            for state in component_states(head.mean_state(), part, FAR)
        ]
    )
    outside, others = weights[number] == 0.0, np.argmax(weights, axis=0) != number
    return Leak(
        float(np.percentile(moves[:, outside], 95)), float(np.percentile(moves[:, others], 95))
    )


def component_states(state: FaceState, part: str, deviations: float) -> Iterator[FaceState]:
    """Yield a face with each component of a part moved either way.

    Parameters
    ----------
    state : FaceState
        The face.
    part : str
        Of `PARTS`.
    deviations : float
        How far.

    Yields
    ------
    FaceState
        Twice `COMPONENTS` faces.
    """
    code = state.codes[part]
    for number in range(min(COMPONENTS, len(code))):
        for sign in (-1.0, 1.0):
            moved = list(code)
            moved[number] += sign * deviations
            yield replace(state, codes={**state.codes, part: tuple(moved)})


def part_borders(weights: FloatArray, faces: IntArray) -> IntArray:
    """Return the edges between vertices of different parts.

    Parameters
    ----------
    weights : (4, n) float64
        Part weights.
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    (k, 2) int64
        Each edge once.
    """
    owner = np.argmax(weights, axis=0)
    edges = np.unique(np.sort(directed_edges(faces), axis=1), axis=0)
    across: IntArray = edges[owner[edges[:, 0]] != owner[edges[:, 1]]]
    return across


def curvature_jump(vertices: FloatArray, faces: IntArray, edges: IntArray) -> float:
    """Return the mean jump of the mean curvature along edges.

    Parameters
    ----------
    vertices : (n, 3) float64
        mm.
    faces : (m, 3) int64
        Triangles.
    edges : (k, 2) int64
        Vertices.

    Returns
    -------
    float
        Of the umbrella's height over the vertex, a stand-in for curvature on one triangulation, mm.
    """
    heights = (
        (neighbour_means(faces, len(vertices)) @ vertices - vertices)
        * vertex_normals(vertices, faces)
    ).sum(axis=1)
    return float(np.abs(heights[edges[:, 0]] - heights[edges[:, 1]]).mean())


def seam_ratio(head: HeadModel, *, suited: bool = True) -> float:
    """Return the curvature jump across part borders of composites relative to natural faces.

    Parameters
    ----------
    head : HeadModel
        The models.
    suited : bool
        Whether the parts are suited to the face that they are copied into, as the program does.

    Returns
    -------
    float
        One where composites are as smooth as people.
    """
    template, statistics = head.bundle.template, head.bundle.statistics
    faces = template.skin.faces
    edges = part_borders(template.part_weights, faces)
    natural: list[float] = []
    mixed: list[float] = []
    for person in range(PEOPLE):
        codes = [statistics.sample(SEED + PEOPLE * person + k)[0] for k in range(len(PARTS))]
        composite = {part: code[part] for part, code in zip(PARTS, codes, strict=True)}
        if suited:
            composite = head.seamless.suited(composite, "remainder")
        for found, given in ((natural, codes[3]), (mixed, composite)):
            state = replace(head.mean_state(), codes=given)
            found.append(curvature_jump(head.skin_preview(state).vertices, faces, edges))
    return float(np.mean(mixed) / np.mean(natural))


def fold_count(head: HeadModel, state: FaceState) -> int:
    """Return how many triangles of the face flip when components move by two deviations.

    Parameters
    ----------
    head : HeadModel
        The models.
    state : FaceState
        The face.

    Returns
    -------
    int
        The sum over parts and components; the pocket between the lips is left out.
    """
    template = head.bundle.template
    shown = template.face_mask.copy()
    shown[head.bundle.skull.pocket] = False
    faces = template.skin.faces[shown[template.skin.faces].all(axis=1)]
    before = Mesh(head.skin_preview(state).vertices, faces)
    return sum(
        flipped_triangles(before, before.with_vertices(head.skin_preview(edited).vertices))
        for part in PARTS
        for edited in component_states(state, part, NEAR)
    )
