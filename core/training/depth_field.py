"""Carries what is known or drawn at tissue sites over the whole skull, smoothly.

Depths are a Gaussian process over the bone: known in the mean and deviation at the sites, drawn at
the sites and at points between them, and spread to every vertex by regression with the same kernel.
"""

from dataclasses import dataclass

import igl
import numpy as np
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.thickness import anatomy_normals
from core.training.face_points import MIRROR
from core.training.sampling_points import spread_points
from core.training.tissue_depth import (
    BODY_MASS_SHARE,
    BODY_MASS_SHOWN,
    LOCAL_LENGTH,
    LOCAL_SHARE,
    SIDE_SHARE,
    site_by_key,
)
from core.training.tissue_sites import HORIZONTAL_SITE, PlacedSites

INDUCING_POINTS = 150
"""Points between the sites at which depths are drawn too: about one per 20 mm."""
VAULT_DEVIATION = 1.2
"""Deviation of the depth where no site is near, mm: the forehead sites' value. Assumed."""
DEVIATION_LENGTH = 25.0
"""A site's deviation holds over this distance, mm."""
NUGGET = 0.02
"""Variance share by which neighbouring points may disagree: keeps the regression smooth."""
HIDDEN_LENGTH = 40.0
"""Bone shape that the skin does not show varies over this length, mm. Assumed."""
HIDDEN_ASYMMETRY = 0.3
"""Share of the hidden variation that differs between the sides. Assumed."""
NORMAL_RADIUS = 12.0
"""Bone moves along the mean normal of the skin within about this distance of it, mm."""
NORMAL_NEIGHBOURS = 40
"""Skin vertices that make that mean."""


@dataclass(frozen=True, eq=False)
class DepthField:
    """Linear maps from draws to the skull's n vertices.

    Attributes
    ----------
    outward : (n, 3) float64
        Direction towards the skin per skull vertex.
    deviation : (n,) float64
        Of the depth per skull vertex, mm.
    depth_root : (n, p) float64
        From standard-normal draws to depth changes, mm.
    hidden_root : (n, p) float64
        From standard-normal draws to displacement along one axis, unit deviation.
    site_map : (n, s) float64
        From values at the sites to values on the skull.
    corners : (s, 3) int64
        Skin vertices around each site.
    weights : (s, 3) float64
        Their barycentric weights.
    horizontal : (s,) bool
        Sites whose depth runs along the Frankfurt horizontal.
    """

    outward: FloatArray
    deviation: FloatArray
    depth_root: FloatArray
    hidden_root: FloatArray
    site_map: FloatArray
    corners: IntArray
    weights: FloatArray
    horizontal: BoolArray

    def along_normals(self, depth: FloatArray) -> FloatArray:
        """Return displacements of the given size towards the skin.

        Parameters
        ----------
        depth : (n,) float64
            Per skull vertex, mm.

        Returns
        -------
        (n, 3) float64
            mm.
        """
        moved: FloatArray = depth[:, None] * self.outward
        return moved

    def spread(self, site_values: FloatArray) -> FloatArray:
        """Return displacements towards the skin by site values spread over the skull.

        Parameters
        ----------
        site_values : (sites,) float64
            Per tissue-depth site, mm.

        Returns
        -------
        (n, 3) float64
            Per skull vertex, mm.
        """
        return self.along_normals(self.site_map @ site_values)

    def body_mass_depth(self, score: float) -> FloatArray:
        """Return the depth change per skull vertex that goes with a body-mass score, (n,), mm."""
        change: FloatArray = np.sqrt(BODY_MASS_SHARE) * score * self.deviation
        return change

    def draw_depth(self, generator: np.random.Generator) -> FloatArray:
        """Return one person's depth change.

        Parameters
        ----------
        generator : numpy.random.Generator
            Same state, same person.

        Returns
        -------
        (n,) float64
            Per skull vertex, mm.
        """
        drawn: FloatArray = self.depth_root @ generator.standard_normal(self.depth_root.shape[1])
        return drawn

    def draw_hidden(self, generator: np.random.Generator) -> FloatArray:
        """Return one person's hidden bone shape.

        Parameters
        ----------
        generator : numpy.random.Generator
            Same state, same person.

        Returns
        -------
        (n, 3) float64
            Per skull vertex, unit deviation per axis.
        """
        count = self.hidden_root.shape[1]
        drawn: FloatArray = self.hidden_root @ generator.standard_normal((count, 3))
        return drawn

    def site_frame(self, head: Mesh, normals: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return where the sites lie on another head of the same topology, and their normals.

        Parameters
        ----------
        head : Mesh
            On the template's topology, mm.
        normals : (N_skin, 3) float64
            Its anatomy normals.

        Returns
        -------
        positions, normals : (s, 3) float64
            Millimetres; unit directions.
        """
        positions = (head.vertices[self.corners] * self.weights[:, :, None]).sum(axis=1)
        normal = (normals[self.corners] * self.weights[:, :, None]).sum(axis=1)
        normal[self.horizontal] = [0.0, 0.0, 1.0]
        return positions, normal / np.linalg.norm(normal, axis=1, keepdims=True)


def build_depth_field(skin: Mesh, skull: Mesh, sites: PlacedSites) -> DepthField:
    """Prepare the maps for one template.

    Parameters
    ----------
    skin, skull : Mesh
        Template surfaces, mm.
    sites : PlacedSites
        On the skin.

    Returns
    -------
    DepthField
        Of the skull's vertices.
    """
    under = sites.positions - sites.normals * [[site_by_key(k).mean] for k in sites.keys]
    chosen = spread_points(skull.vertices, np.arange(skull.vertex_count), INDUCING_POINTS)
    places = np.vstack([under, skull.vertices[chosen]])
    correlation = depth_correlation(places, places)
    across = depth_correlation(skull.vertices, places)
    # What of body mass the skin shows is not drawn but given by `body_mass_depth`.
    shown = BODY_MASS_SHARE * BODY_MASS_SHOWN**2
    deviation = _deviation(skull.vertices, under, sites)
    depth_root = deviation[:, None] * _spread_root(correlation - shown, across - shown)
    count = len(sites.keys)
    known = correlation[:count, :count] + NUGGET * np.eye(count)
    site_map = np.asarray(np.linalg.solve(known, across[:, :count].T).T, dtype=np.float64)
    hidden = _hidden_correlation(places, places)
    hidden_across = _hidden_correlation(skull.vertices, places)
    hidden_root = _spread_root(hidden, hidden_across)
    corners, weights = _locate(skin, sites.positions)
    outward = _outward(skin, skull.vertices)
    horizontal = np.array([key == HORIZONTAL_SITE for key in sites.keys])
    return DepthField(
        outward=outward,
        deviation=deviation,
        depth_root=depth_root,
        hidden_root=hidden_root,
        site_map=site_map,
        corners=corners,
        weights=weights,
        horizontal=horizontal,
    )


def _spread_root(correlation: FloatArray, across: FloatArray) -> FloatArray:
    """Return the map from standard-normal draws at places to the field at vertices."""
    root = np.linalg.cholesky(correlation + NUGGET * np.eye(len(correlation)))
    spread: FloatArray = np.asarray(np.linalg.solve(root, across.T).T, dtype=np.float64)
    return spread


def _squared(first: FloatArray, second: FloatArray) -> FloatArray:
    squared: FloatArray = (
        (first**2).sum(axis=1)[:, None] + (second**2).sum(axis=1) - 2.0 * first @ second.T
    )
    return np.maximum(squared, 0.0)


def _folded(points: FloatArray) -> FloatArray:
    return np.column_stack([np.abs(points[:, 0]), points[:, 1:]])


def depth_correlation(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the correlation of depths between places; the model of `tissue_depth`.

    Parameters
    ----------
    first, second : (a, 3), (b, 3) float64
        Places on the head, mm.

    Returns
    -------
    (a, b) float64
        One for equal places.
    """
    scale = -0.5 / LOCAL_LENGTH**2
    return (
        BODY_MASS_SHARE
        + LOCAL_SHARE * np.exp(scale * _squared(_folded(first), _folded(second)))
        + SIDE_SHARE * np.exp(scale * _squared(first, second))
    )


def _hidden_correlation(first: FloatArray, second: FloatArray) -> FloatArray:
    scale = -0.5 / HIDDEN_LENGTH**2
    even = np.exp(scale * _squared(_folded(first), _folded(second)))
    return (1.0 - HIDDEN_ASYMMETRY) * even + HIDDEN_ASYMMETRY * np.exp(
        scale * _squared(first, second)
    )


def _deviation(vertices: FloatArray, under: FloatArray, sites: PlacedSites) -> FloatArray:
    """Return the depth's deviation per vertex: the sites' near them, the vault's elsewhere."""
    known = np.array([site_by_key(key).deviation for key in sites.keys])
    weight = np.exp(-0.5 * _squared(vertices, under) / DEVIATION_LENGTH**2)
    background = 0.15
    deviation: FloatArray = (weight @ known + background * VAULT_DEVIATION) / (
        weight.sum(axis=1) + background
    )
    return deviation


def _locate(skin: Mesh, positions: FloatArray) -> tuple[IntArray, FloatArray]:
    _, triangle, closest = igl.point_mesh_squared_distance(positions, skin.vertices, skin.faces)
    corners = skin.faces[triangle]
    parts = [np.ascontiguousarray(skin.vertices[corners[:, k]]) for k in range(3)]
    return corners, igl.barycentric_coordinates(closest, *parts)


def _outward(skin: Mesh, vertices: FloatArray) -> FloatArray:
    """Return the mean skin normal around each skull vertex, the same on both sides."""
    normals = anatomy_normals(skin)
    tree = cKDTree(skin.vertices)

    def mean_normal(places: FloatArray) -> FloatArray:
        distance, index = tree.query(places, k=NORMAL_NEIGHBOURS)
        excess = distance - distance[:, :1]
        weight = np.exp(-0.5 * (excess / NORMAL_RADIUS) ** 2)
        mean: FloatArray = (normals[index] * weight[:, :, None]).sum(axis=1)
        return mean

    even = mean_normal(vertices) + mean_normal(vertices * MIRROR) * MIRROR
    unit: FloatArray = even / np.maximum(np.linalg.norm(even, axis=1, keepdims=True), 1e-9)
    return unit
