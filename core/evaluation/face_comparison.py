"""Two faces compared: figures by region, a signed map and its histogram, as one plain value."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import BoolArray, FloatArray, IntArray
from core.errors import NasionError
from core.evaluation.surface_comparison import (
    RegionDistances,
    compare_surfaces,
    region_masks,
    signed_distances,
)
from core.geometry.areas import VolumeChange, volume_between
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.normals import face_normals, vertex_areas
from core.geometry.template import Template
from core.geometry.transforms import Similarity, fit_similarity

BINS = 40
"""Of a histogram: a quarter of a millimetre each on the scale of five."""
_ROUNDS = 30
"""Of the closest-point iteration; the rigid fit of faces settles within twenty."""
_STILL = 1e-4
"""A round that moves no point by more ends the iteration, mm."""
_LEAST_POINTS = 100


@dataclass(frozen=True, eq=False)
class NamedSurface:
    """A surface and what it is called.

    Attributes
    ----------
    name : str
        What people read.
    mesh : Mesh
        Head frame, mm, wound outward.
    """

    name: str
    mesh: Mesh


@dataclass(frozen=True, eq=False)
class FaceComparison:
    """How far two faces are apart.

    Attributes
    ----------
    first, second : NamedSurface
        The second is measured against the first; where `placed` is set, it was moved by it.
    rows : tuple of RegionDistances
        ``full`` first, then ``face`` and the parts where they are known.
    signed : (n,) float64
        At every vertex of the second how far it stands out of the first, mm; NaN where the first
        ends before it.
    area : (n,) float64
        Around every vertex of the second, mm^2.
    face : (n,) bool
        Which vertices of the second lie in the face; all where that is not known.
    placed : Similarity or None
        The rigid fit that was made before measuring.
    regions : mapping of str to (n,) bool
        Which vertices of the second lie in which region but ``full``.
    """

    first: NamedSurface
    second: NamedSurface
    rows: tuple[RegionDistances, ...]
    signed: FloatArray
    area: FloatArray
    face: BoolArray
    placed: Similarity | None = field(default=None)
    regions: Mapping[str, BoolArray] = field(default_factory=dict)

    def row(self, region: str) -> RegionDistances:
        """Return the figures of a region.

        Parameters
        ----------
        region : str
            Such as ``face``.

        Returns
        -------
        RegionDistances
            mm.

        Raises
        ------
        NasionError
            When the region was not measured.
        """
        for one in self.rows:
            if one.region == region:
                return one
        known = ", ".join(one.region for one in self.rows)
        raise NasionError(f"The comparison has no region {region!r}; choose one of {known}.")

    def volume(self, region: str) -> VolumeChange:
        """Return the volume by which the second is more and less than the first.

        Parameters
        ----------
        region : str
            ``full`` or another of the rows.

        Returns
        -------
        VolumeChange
            Cubic mm. Of surfaces with the same vertices what lies between them; of others the
            signed distance times the area, which is right while they are near each other.
        """
        inside = self.regions.get(region, np.ones(len(self.signed), dtype=np.bool_))
        first, second = self.first.mesh, self.second.mesh
        if _one_topology(first.faces, second.faces):
            weights = inside.astype(np.float64)
            return volume_between(first.vertices, second.vertices, second.faces, weights)
        known = inside & np.isfinite(self.signed)
        swept = (self.signed * self.area)[known]
        return VolumeChange(float(swept[swept > 0].sum()), abs(float(swept[swept < 0].sum())))

    def histogram(self, reach: float, bins: int = BINS) -> tuple[FloatArray, FloatArray]:
        """Return how the signed distances of the face are spread, by area.

        Parameters
        ----------
        reach : float
            The outermost edges lie at plus and minus this, mm; what is beyond counts there.
        bins : int
            How many.

        Returns
        -------
        edges : (bins + 1,) float64
            mm.
        shares : (bins,) float64
            Of the area; the sum is one, or zero where nothing was measured.
        """
        known = self.face & np.isfinite(self.signed)
        edges = np.linspace(-reach, reach, bins + 1)
        values = np.clip(self.signed[known], -reach, reach)
        found, _ = np.histogram(values, edges, weights=self.area[known])
        total = found.sum()
        return edges, found / total if total > 0 else found


def compare_faces(
    first: NamedSurface,
    second: NamedSurface,
    template: Template | None = None,
    skin: Mesh | None = None,
    *,
    best_fit: bool = False,
    partial: bool = False,
) -> FaceComparison:
    """Compare two faces.

    Parameters
    ----------
    first, second : NamedSurface
        In one frame, mm.
    template : Template, optional
        Names the regions; without it there is only ``full``.
    skin : Mesh, optional
        A head in the template's topology near both; needed with `template`.
    best_fit : bool
        Whether the second is first laid onto the first, turned and shifted but not scaled, so that
        only shape is compared.
    partial : bool
        Whether the first shows a part of the face only: where it ends or has holes nothing is
        measured, and with regions known there is no row ``full``.

    Returns
    -------
    FaceComparison
        Everything that is told and drawn of it.

    Raises
    ------
    NasionError
        When a surface is empty, or too little is left to lay them onto each other.
    """
    for one in (first, second):
        if not one.mesh.face_count:
            raise NasionError(f"{one.name} has no triangles; choose another surface.")

    def masks(mesh: Mesh) -> dict[str, BoolArray]:
        if template is None or skin is None:
            return {}
        return region_masks(template, skin, mesh.vertices)

    placed = laid_onto(first.mesh, second.mesh, masks) if best_fit else None
    if placed is not None:
        moved = second.mesh.with_vertices(placed.apply(second.mesh.vertices))
        second = NamedSurface(second.name, moved)
    regions = [masks(one.mesh) for one in (first, second)]
    signed = signed_distances(first.mesh, second.mesh)
    whole = np.ones(second.mesh.vertex_count, dtype=np.bool_)
    if partial:
        shown = np.isfinite(signed)
        regions[1] = {name: mask & shown for name, mask in regions[1].items()}
    rows = tuple(compare_surfaces(first.mesh, second.mesh, *regions))
    return FaceComparison(
        first=first,
        second=second,
        rows=rows[1:] if partial and len(rows) > 1 else rows,
        signed=signed,
        area=vertex_areas(second.mesh.vertices, second.mesh.faces),
        face=regions[1].get("face", whole),
        placed=placed,
        regions=regions[1],
    )


def laid_onto(
    fixed: Mesh, moving: Mesh, masks: Callable[[Mesh], dict[str, BoolArray]]
) -> Similarity:
    """Return how a face is best turned and shifted onto another, without scaling.

    Parameters
    ----------
    fixed, moving : Mesh
        mm; already within some millimetres of each other.
    masks : callable
        Returns which vertices of a mesh lie in the ``face``, which alone count; all where it
        returns nothing.

    Returns
    -------
    Similarity
        Scale one.

    Raises
    ------
    NasionError
        When fewer than a hundred vertices would count.

    Notes
    -----
    Vertices that correspond (one topology) are matched as they are; others are drawn towards the
    planes of the nearest triangles, Chen and Medioni, "Object modelling by registration of multiple
    range images", Image and Vision Computing 1992.
    """
    own = masks(moving).get("face", np.ones(moving.vertex_count, dtype=np.bool_))
    if own.sum() < _LEAST_POINTS:
        raise NasionError("Too little of the face is there to lay both onto each other.")
    if _one_topology(fixed.faces, moving.faces):
        return fit_similarity(moving.vertices[own], fixed.vertices[own], with_scale=False)
    nearest, points = SurfaceDistance(fixed), moving.vertices[own]
    normals = face_normals(fixed.vertices, fixed.faces)
    found = Similarity.identity()
    for _ in range(_ROUNDS):
        here = found.apply(points)
        distance, closest, face = nearest.unsigned(here)
        # The far tenth is hair, or where one surface ends.
        kept = distance <= np.percentile(distance, 90.0)
        step = _towards_planes(here[kept], closest[kept], normals[face[kept]])
        found = step.after(found)
        if np.abs(found.apply(points) - here).max() < _STILL:
            break
    return found


def _towards_planes(points: FloatArray, closest: FloatArray, normals: FloatArray) -> Similarity:
    """Return the small turn and shift that brings points best to the planes they are nearest to."""
    middle = points.mean(axis=0)
    arms = np.cross(points - middle, normals)
    gaps = ((closest - points) * normals).sum(axis=1)
    twist, *_ = np.linalg.lstsq(np.hstack([arms, normals]), gaps, rcond=None)
    turn = Rotation.from_rotvec(twist[:3]).as_matrix()
    return Similarity(1.0, turn, twist[3:] + middle - turn @ middle)


def _one_topology(first: IntArray, second: IntArray) -> bool:
    return first.shape == second.shape and (first is second or np.array_equal(first, second))


def comparison_rows(found: FaceComparison) -> list[dict[str, str | float]]:
    """Return the figures of a comparison by region, the volumes among them.

    Parameters
    ----------
    found : FaceComparison
        Any.

    Returns
    -------
    list of dict
        The fields of `RegionDistances`, then ``gained_mm3`` and ``lost_mm3``.
    """
    rows = []
    for row in found.rows:
        volume = found.volume(row.region)
        rows.append({**asdict(row), "gained_mm3": volume.gained, "lost_mm3": volume.lost})
    return rows


def comparison_csv(found: FaceComparison) -> str:
    """Return the figures of a comparison as CSV, one region a row.

    Parameters
    ----------
    found : FaceComparison
        Any.

    Returns
    -------
    str
        With a header; mm, shares 0 to 1, volumes in cubic mm.
    """
    stream, rows = io.StringIO(), comparison_rows(found)
    writer = csv.DictWriter(stream, ["first", "second", *rows[0]], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        values = {
            name: f"{value:.6g}" if isinstance(value, float) else value
            for name, value in row.items()
        }
        writer.writerow({"first": found.first.name, "second": found.second.name, **values})
    return stream.getvalue()
