"""The methods that ours is compared with, each as one function from a surface to a head.

All were trained by our own code on the same heads for the same time (`nasion train comparison`),
and all give heads in the template's topology, so that the table measures every method alike.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import torch
from scipy.spatial import cKDTree
from torch import Tensor

from core.arrays import FloatArray, SingleArray
from core.bundles.bundle import Bundle
from core.evaluation.comparison_files import load_model, shipped_models
from core.evaluation.comparison_fit import (
    CodedField,
    FieldFit,
    FieldFitting,
    fit_field,
    laid_on,
    onto_surface,
    surface_points,
)
from core.evaluation.ict import EYEBALL_FACES, HEAD_FACES, IctPopulation, load_population, triangles
from core.evaluation.linear_head import LinearHead
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_areas
from core.geometry.template import PARTS
from core.inference.correspondence import ScanPartners, barycentric
from core.inference.fitting import CodeFitter
from core.inference.surface_fit import fit_surface
from core.models.cascade import DeformationChain
from core.models.global_code import GlobalCodeModel
from core.models.part_statistics import PartStatistics
from core.models.parts import PartsModel
from core.monitor import Monitor

Reconstruction = Callable[[Mesh], Mesh]
"""Reconstructs a surface (head frame, mm, may be open) as a head in the template's topology, lying
where the surface lies. No correspondence is given."""

NEURAL = ("cascade", "global_code", "two_field")
EXPRESSIONS = 53
"""Expression weights at the end of the global code."""
TRACKED = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Shares of the fitted code along which the mean head's vertices follow the surface."""
ROOM = 30.0
"""Room around the template in which a surface matters, mm."""


def comparison_methods(bundle: Bundle, data: Path) -> dict[str, Reconstruction]:
    """Return every method that can be compared.

    Parameters
    ----------
    bundle : Bundle
        Supplies the template.
    data : Path
        The shared data folder, for the linear model.

    Returns
    -------
    dict of str to Reconstruction
        ``pca`` and those of `NEURAL` that are shipped.

    Raises
    ------
    BundleError
        When a shipped model is damaged.
    ScanError
        When the population is missing.
    """
    methods = {"pca": pca_method(bundle, load_population(data))}
    for name in [name for name in NEURAL if name in shipped_models()]:
        methods[name] = neural_method(bundle, load_model(name))
    return methods


def neural_method(
    bundle: Bundle,
    model: DeformationChain | GlobalCodeModel,
    fitting: FieldFitting | None = None,
) -> Reconstruction:
    """Return a neural field's reconstruction by equation 12.

    Parameters
    ----------
    bundle : Bundle
        Supplies the template.
    model : DeformationChain or GlobalCodeModel
        Trained.
    fitting : FieldFitting, optional
        Weights and steps.

    Returns
    -------
    Reconstruction
        Moves the template's vertices onto the fitted field's zero set.
    """
    how = fitting or FieldFitting()
    skin = bundle.template.skin
    sizes = code_sizes(model)

    def reconstruct(target: Mesh) -> Mesh:
        placed = laid_on(skin, target, how)
        points, normals = surface_points(skin, target, placed, how)
        fit = fit_field(model, sizes, points, normals, how)
        vertices = head_vertices(model, fit, skin.vertices)
        own = fit.to_model.inverse().apply(vertices)
        return skin.with_vertices(placed.apply(own))

    return reconstruct


def code_sizes(model: DeformationChain | GlobalCodeModel) -> dict[str, tuple[int, int]]:
    """Return what a model's codes hold.

    Parameters
    ----------
    model : DeformationChain or GlobalCodeModel
        The model.

    Returns
    -------
    dict of str to (int, int)
        Per code: deviations, then expression weights.
    """
    if isinstance(model, GlobalCodeModel):
        return {"global": (model.config.code_size - EXPRESSIONS, EXPRESSIONS)}
    return {
        name: (0, size) if name == "expression" else (size, 0)
        for name, size in model.config.code_sizes.items()
    }


def head_vertices(model: CodedField, fit: FieldFit, template: FloatArray) -> FloatArray:
    """Return the template's vertices on the zero set of a fitted field.

    Parameters
    ----------
    model : CodedField
        The model.
    fit : FieldFit
        Its codes.
    template : (n, 3) float64
        The mean head's vertices, mm.

    Returns
    -------
    (n, 3) float64
        In the model's frame, mm. They follow the surface while the code grows from zero: that needs
        no deformation, which the single code lacks, and no way back, which a chain may fold.
    """
    start = torch.tensor(template, dtype=torch.float32)
    place = onto_surface(model.bind(_scaled(fit, 0.0)), start, 2)
    for share in TRACKED:
        place = onto_surface(model.bind(_scaled(fit, share)), place, 1)
    return onto_surface(model.bind(fit.codes), place, 2).double().numpy()


def _scaled(fit: FieldFit, share: float) -> dict[str, Tensor]:
    return {name: share * code for name, code in fit.codes.items()}


class LinearParts:
    """Whole-head components in the place of the parts model's, for the same fit as ours.

    Parameters
    ----------
    vertices : (n, 3) float64
        Of the template, mm.
    modes : (k, n, 3) float64
        Their displacement, then that of the expressions, mm.
    """

    def __init__(self, vertices: FloatArray, modes: FloatArray) -> None:
        self._vertices = cKDTree(vertices)
        self._moves = np.ascontiguousarray(modes.transpose(1, 2, 0), dtype=np.float32)

    def template_moves(self, points: FloatArray) -> SingleArray:
        """Return displacements at the template's vertices; see `PartsModel.template_moves`.

        Parameters
        ----------
        points : (n, 3) float64
            Some of those vertices.

        Returns
        -------
        (n, 3, k) float32
            mm; all components belong to the remainder.
        """
        asked: SingleArray = self._moves[self._vertices.query(points)[1]]
        return asked


def pca_method(bundle: Bundle, population: IctPopulation) -> Reconstruction:
    """Return the linear model's reconstruction, by the fit that ours uses.

    Parameters
    ----------
    bundle : Bundle
        Supplies template and expression names.
    population : IctPopulation
        What the components come from.

    Returns
    -------
    Reconstruction
        As many components as ours has part codes, and the same expressions.
    """
    skin = bundle.template.skin
    fitter = CodeFitter(linear_bundle(bundle, population))
    say = (skin.vertices[:, 1] > FieldFitting.lowest).astype(np.float64)
    room = np.stack([skin.vertices.min(0) - ROOM, skin.vertices.max(0) + ROOM])

    def reconstruct(target: Mesh) -> Mesh:
        partners = ScanPartners(target, 500, room)
        start = fitter.start(skin.vertices)
        fit = fit_surface(fitter, skin, partners, start, say, Monitor())
        return skin.with_vertices(fit.in_place)

    return reconstruct


def linear_bundle(bundle: Bundle, population: IctPopulation) -> Bundle:
    """Return the bundle with whole-head principal components in the place of its parts.

    Parameters
    ----------
    bundle : Bundle
        Ours.
    population : IctPopulation
        What the components come from.

    Returns
    -------
    Bundle
        Good for `CodeFitter` only.
    """
    skin = bundle.template.skin
    faces = np.vstack(
        [triangles(population.quads[:HEAD_FACES]), triangles(population.quads[EYEBALL_FACES])]
    )
    mean = Mesh(population.mean, faces)
    _, closest, face = SurfaceDistance(mean).unsigned(skin.vertices)
    shares = barycentric(mean, face, closest)
    corners = faces[face]

    def at_skin(modes: FloatArray) -> FloatArray:
        moved: FloatArray = np.einsum("kc,mkcd->mkd", shares, modes[:, corners])
        return moved

    areas = vertex_areas(skin.vertices, skin.faces)
    count = sum(bundle.statistics.code_sizes[part] for part in PARTS)
    linear = LinearHead.build(skin.vertices, at_skin(population.identity), areas, count)
    names = [population.expression_names.index(n) for n in bundle.manifest.expression_names]
    expressions = at_skin(population.expression[names])
    sizes = {**dict.fromkeys(PARTS, 0), PARTS[-1]: len(linear.components)}
    whole = np.zeros((len(PARTS), skin.vertex_count))
    whole[-1] = 1.0
    parts = LinearParts(skin.vertices, np.concatenate([linear.components, expressions]))
    return replace(
        bundle,
        # It answers the one question that the fitter asks of the parts model.
        parts=cast(PartsModel, parts),
        template=replace(bundle.template, part_weights=whole),
        statistics=PartStatistics(sizes, np.eye(len(linear.components)), linear.growth),
    )
