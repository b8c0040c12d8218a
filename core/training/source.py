"""Puts the population's vertices, the visible triangles, components and expressions together."""

from dataclasses import dataclass

import igl
import numpy as np

from core.arrays import FloatArray, IntArray
from core.evaluation.ict import EYEBALL_FACES, IctPopulation, triangles
from core.geometry.normals import vertex_areas
from core.models.windows import part_weights_array
from core.training.head_surface import NECK_HEIGHT, NECK_SLOPE, HeadSurface
from core.training.part_basis import PartBasis, build_part_basis

EYEBALL_TOLERANCE = 0.6
"""An eyeball's triangle counts as visible within this distance of the closed surface, mm."""


NOT_EXPRESSIONS = frozenset({"PupilDilate_L", "PupilDilate_R", "cheekRaiser_L", "cheekRaiser_R"})
"""Shapes of the population that ARKit does not name; 53 are left."""


@dataclass(frozen=True, eq=False)
class Source:
    """The population's own vertices and how they move.

    Attributes
    ----------
    vertices : (n, 3) float64
        Mean positions, mm.
    faces : (m, 3) int64
        The visible sheet and the eyeballs.
    basis : PartBasis
        Displacement per component, on the vertices.
    expressions : (e, n, 3) float64
        Displacement per expression at full weight, mm.
    expression_names : tuple of str
        ARKit's names.
    """

    vertices: FloatArray
    faces: IntArray
    basis: PartBasis
    expressions: FloatArray
    expression_names: tuple[str, ...]


def make_source(
    population: IctPopulation, surface: HeadSurface, code_sizes: dict[str, int]
) -> Source:
    """Make what the trunk learns from.

    Parameters
    ----------
    population : IctPopulation
        In the head frame.
    surface : HeadSurface
        The closed mean head.
    code_sizes : dict of str to int
        Components per part.

    Returns
    -------
    Source
        On all vertices of the population; faces are those near the closed surface.
    """
    eyes = triangles(population.quads[EYEBALL_FACES])
    faces = np.vstack([surface.sheet_faces, eyes])
    middle = population.mean[faces].mean(axis=1)
    squared, *_ = igl.point_mesh_squared_distance(middle, surface.mesh.vertices, surface.mesh.faces)
    slope = middle @ np.array([0.0, 1.0, NECK_SLOPE])
    faces = faces[(np.sqrt(squared) < EYEBALL_TOLERANCE) | (slope < NECK_HEIGHT)]
    used = np.unique(faces)
    importance = vertex_areas(population.mean, faces)[used]
    weights = part_weights_array(population.mean[used])
    renumber = np.full(len(population.mean), -1)
    renumber[used] = np.arange(len(used))
    basis = build_part_basis(
        population.mean[used],
        population.identity[:, used],
        weights,
        importance,
        renumber[faces],
        code_sizes,
    )
    named = [n for n in population.expression_names if n not in NOT_EXPRESSIONS]
    numbers = [population.expression_names.index(name) for name in named]
    expressions = population.expression[numbers][:, used]
    return Source(population.mean[used], renumber[faces], basis, expressions, tuple(named))
