"""A person's soft tissue as tetrahedra: prisms along the anatomy rays from the bone to the skin."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse
import scipy.sparse.linalg

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.rays import FAR, SurfaceRays
from core.geometry.template import Template
from core.geometry.topology import neighbour_means
from core.models.anatomy import Anatomy
from core.simulation.chart import CENTRE, FaceChart, Resolution
from core.simulation.tetrahedra import TetMesh, dihedral_angles, signed_volumes, split_prisms

THINNEST = 1.6
"""No tissue is thinner than this, mm: the thinnest that the published tables know is 2."""
LIP_TILT = 0.35
"""The parted lips are looked at this far from the line between them, degrees (0.7 mm)."""
LEAST_KNOWN = 0.5
"""Share of a place's triangle over which the bone must be known."""
MENDING_ROUNDS = 80
SMOOTHING_ROUNDS = 3
"""Averaging of depths and directions where they are continued."""
LEAST_COSINE = 0.2
"""Skin and the column beneath it face the same way by at least this cosine."""
EYE_WIDTH, EYE_HEIGHT = 1.25, 1.8
"""An eye's opening is taken this much wider and higher: lids and the globe behind them."""
_LIDS = ("endocanthion", "exocanthion", "palpebrale_superius", "palpebrale_inferius")
LEAST_VOLUME = 0.12
"""Of a prism's tetrahedra the smallest must have this share of the mean's volume."""


@dataclass(frozen=True, eq=False)
class ChartPlaces:
    """Where a chart's nodes lie on the template's skin.

    Attributes
    ----------
    corners : (nodes, 3) int64
        Skin vertices around each.
    shares : (nodes, 3) float64
        Of those; rows sum to one.
    """

    corners: IntArray
    shares: FloatArray

    @classmethod
    def on(cls, chart: FaceChart, skin: Mesh) -> "ChartPlaces":
        """Look at the template's skin from outside.

        Parameters
        ----------
        chart : FaceChart
            Directions.
        skin : Mesh
            The template's, head frame, mm.

        Returns
        -------
        ChartPlaces
            The outermost skin in each direction.
        """
        looks = tilted_lips(chart)
        origins = CENTRE + FAR * looks
        reach, triangle = SurfaceRays(skin).first_hits(origins, -looks)
        points = origins - np.where(np.isfinite(reach), reach, 0.0)[:, None] * looks
        corners = skin.faces[np.maximum(triangle, 0)]
        a, b, c = (skin.vertices[corners[:, at]] for at in range(3))
        normal = np.cross(b - a, c - a)
        area = np.maximum((normal * normal).sum(axis=1), np.finfo(np.float64).tiny)
        second = (np.cross(points - a, c - a) * normal).sum(axis=1) / area
        third = (np.cross(b - a, points - a) * normal).sum(axis=1) / area
        return cls(corners, np.stack([1.0 - second - third, second, third], axis=1))

    def read(self, values: FloatArray) -> FloatArray:
        """Return values of skin vertices at the chart's nodes.

        Parameters
        ----------
        values : (N_skin,) or (N_skin, k) float64
            At the template's vertices.

        Returns
        -------
        (nodes,) or (nodes, k) float64
            Linear within triangles.
        """
        read: FloatArray = np.einsum("nc,nc...->n...", self.shares, values[self.corners])
        return read


@dataclass(frozen=True, eq=False)
class Quality:
    """How well shaped a volume mesh is.

    Attributes
    ----------
    tets : int
        Number of tetrahedra.
    least_volume, mean_volume : float
        mm^3.
    least_angle, greatest_angle : float
        Dihedral angles, degrees; the first and last hundredth are left out in `usual_angles`.
    usual_angles : (float, float)
        Between these lie 98 per cent of all dihedral angles.
    mended : int
        Columns whose ray was shortened or turned so that no prism folds.
    """

    tets: int
    least_volume: float
    mean_volume: float
    least_angle: float
    greatest_angle: float
    usual_angles: tuple[float, float]
    mended: int


@dataclass(frozen=True, eq=False)
class FaceMesh:
    """Soft tissue of a face between bone and skin.

    Attributes
    ----------
    chart : FaceChart
        Its surface grid, `count` nodes.
    mesh : TetMesh
        Level by level from the deep surface: node ``i`` of level ``l`` is ``l * count + i``.
    layers : int
        Of prisms; levels are one more.
    layer : (m,) int64
        Layer of each tetrahedron, 0 at the bone.
    shares : (layers + 1,) float64
        Where levels lie between bone (0) and skin (1).
    normal : (count, 3) float64
        Outwards along each column, unit.
    known : (count,) bool
        Where the deep surface lies on bone that a ray met.
    mended : int
        Columns that were changed so that no prism folds.
    """

    chart: FaceChart
    mesh: TetMesh
    layers: int
    layer: IntArray
    shares: FloatArray
    normal: FloatArray
    known: BoolArray
    mended: int

    @property
    def deep(self) -> FloatArray:
        """Nodes of the deep surface, (count, 3) mm."""
        return self.mesh.nodes[: self.chart.count]

    @property
    def skin(self) -> FloatArray:
        """Nodes of the skin, (count, 3) mm."""
        return self.mesh.nodes[self.layers * self.chart.count :]

    @cached_property
    def quality(self) -> Quality:
        """Volumes and angles."""
        angles = dihedral_angles(self.mesh.nodes, self.mesh.tets)
        usual = np.quantile(angles, [0.01, 0.99])
        volumes = self.mesh.volumes
        return Quality(
            len(self.mesh.tets),
            float(volumes.min()),
            float(volumes.mean()),
            float(angles.min()),
            float(angles.max()),
            (float(usual[0]), float(usual[1])),
            self.mended,
        )


def face_mesh(template_skin: Mesh, anatomy: Anatomy, resolution: Resolution) -> FaceMesh:
    """Build the volume mesh of a person.

    Parameters
    ----------
    template_skin : Mesh
        The mean head's skin, mm.
    anatomy : Anatomy
        The person's, at rest; ``b + d n`` is the skin.
    resolution : Resolution
        How fine.

    Returns
    -------
    FaceMesh
        All volumes positive.

    Raises
    ------
    SimulationError
        When the skin folds so that no mesh can be made.
    """
    chart = FaceChart.of(resolution)
    places = ChartPlaces.on(chart, template_skin)
    skin, known, across = _columns(chart, places, anatomy)
    skin, across = _unfolded(chart, skin, across)
    shares = level_shares(resolution.layers)
    tets = split_prisms(chart.triangles, chart.rank, resolution.layers)
    skin, across, mended = _mended(chart, skin, across, shares, tets)
    nodes = _levels(skin, across, shares)
    length = np.linalg.norm(across, axis=1, keepdims=True)
    layer = np.repeat(np.arange(resolution.layers), 3 * len(chart.triangles)).astype(np.int64)
    mesh = TetMesh(nodes, tets)
    return FaceMesh(
        chart, mesh, resolution.layers, layer, shares, across / length, known & ~mended,
        int(mended.sum()),
    )  # fmt: skip


def level_shares(layers: int) -> FloatArray:
    """Return where levels lie between bone and skin: the last layer is the skin's.

    Parameters
    ----------
    layers : int
        Two or more.

    Returns
    -------
    (layers + 1,) float64
        From 0 to 1.
    """
    skin = 0.2 if layers > 2 else 0.4
    return np.concatenate([np.linspace(0.0, 1.0 - skin, layers), [1.0]])


def tilted_lips(chart: FaceChart) -> FloatArray:
    """Return the chart's directions with those of the parted lips tilted apart.

    Parameters
    ----------
    chart : FaceChart
        Of any resolution.

    Returns
    -------
    (nodes, 3) float64
        Unit vectors.
    """
    looks = chart.directions.copy()
    for column, way in ((0, 1.0), (1, -1.0)):
        looks[chart.lips[:, column], 1] += way * np.radians(LIP_TILT)
    tilted: FloatArray = looks / np.linalg.norm(looks, axis=1, keepdims=True)
    return tilted


def over_eyes(template: Template, chart: FaceChart) -> BoolArray:
    """Return which columns of the chart lie over an eye, (nodes,).

    Parameters
    ----------
    template : Template
        Skin and landmarks.
    chart : FaceChart
        Directions.

    Returns
    -------
    (nodes,) bool
        Nothing where the template does not know the corners of the eyes.
    """
    found = np.zeros(chart.count, dtype=bool)
    seen = ChartPlaces.on(chart, template.skin).read(template.skin.vertices)
    for side in ("left", "right"):
        names = [f"{one}_{side}" for one in _LIDS]
        if not all(name in template.landmarks for name in names):
            continue
        inner, outer, upper, lower = (
            template.skin.vertices[template.landmarks[name]] for name in names
        )
        middle = 0.5 * (inner + outer)
        across = 0.5 * EYE_WIDTH * abs(float(outer[0] - inner[0]))
        high = 0.5 * EYE_HEIGHT * abs(float(upper[1] - lower[1]))
        off = seen - middle
        found |= (off[:, 0] / across) ** 2 + (off[:, 1] / high) ** 2 < 1.0
    return found | found[chart.mirror]


def _columns(
    chart: FaceChart, places: ChartPlaces, anatomy: Anatomy
) -> tuple[FloatArray, BoolArray, FloatArray]:
    """Return skin, whether bone is known, and the vector from bone to skin, per node."""
    skin = places.read(anatomy.skin())
    known = places.read(anatomy.known.astype(np.float64)) > LEAST_KNOWN
    known = known & known[chart.mirror]
    depth = np.maximum(places.read(anatomy.depth), THINNEST)
    normal = places.read(anatomy.normal)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    averages = neighbour_means(chart.triangles, chart.count)
    depth = np.where(known, depth, _continued(averages, known, depth))
    for _ in range(SMOOTHING_ROUNDS):
        normal = np.where(known[:, None], normal, averages @ normal)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    return skin, known, depth[:, None] * normal


def _continued(
    averages: scipy.sparse.csr_array, known: BoolArray, values: FloatArray
) -> FloatArray:
    """Return values continued harmonically from where they are known, (nodes,)."""
    free = ~known
    if not known.any() or not free.any():
        return values
    system = (scipy.sparse.eye_array(len(values)) - averages).tocsr()[free]
    inner = system[:, free].tocsc()
    found = values.copy()
    found[free] = scipy.sparse.linalg.spsolve(inner, -(system[:, known] @ values[known]))
    filled: FloatArray = np.maximum(found, THINNEST)
    return filled


def _levels(skin: FloatArray, across: FloatArray, shares: FloatArray) -> FloatArray:
    return np.concatenate([skin - (1.0 - share) * across for share in shares])


def _unfolded(
    chart: FaceChart, skin: FloatArray, across: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return skin and columns smoothed where triangles turn away from their columns: nostrils."""
    averages = neighbour_means(chart.triangles, chart.count)
    skin, across = skin.copy(), across.copy()
    for _ in range(MENDING_ROUNDS):
        a, b, c = (skin[chart.triangles[:, at]] for at in range(3))
        facing = np.cross(b - a, c - a)
        facing /= np.maximum(np.linalg.norm(facing, axis=1, keepdims=True), 1e-12)
        column = across / np.linalg.norm(across, axis=1, keepdims=True)
        cosine = np.einsum("fk,fck->fc", facing, column[chart.triangles]).min(axis=1)
        bad = np.unique(chart.triangles[cosine < LEAST_COSINE])
        bad = bad[~chart.border[bad]]
        if not len(bad):
            break
        skin[bad] = 0.5 * (skin[bad] + (averages @ skin)[bad])
        across[bad] = 0.5 * (across[bad] + (averages @ across)[bad])
    return skin, across


def _mended(
    chart: FaceChart, skin: FloatArray, across: FloatArray, shares: FloatArray, tets: IntArray
) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Return skin and columns turned and shortened until no prism folds, and which were.

    Where half of the rounds were not enough, the skin itself is smoothed along.
    """
    averages = neighbour_means(chart.triangles, chart.count)
    touched = np.zeros(chart.count, dtype=bool)
    for done in range(MENDING_ROUNDS):
        volumes = signed_volumes(_levels(skin, across, shares), tets)
        whole = volumes.reshape(-1, 3, len(chart.triangles))
        bad = whole.min(axis=1) < LEAST_VOLUME * np.abs(whole).mean(axis=1)
        if not bad.any():
            break
        nodes = np.unique(chart.triangles[bad.any(axis=0)])
        touched[nodes] = True
        if 2 * done > MENDING_ROUNDS:
            skin = skin.copy()
            skin[nodes] = 0.5 * (skin[nodes] + (averages @ skin)[nodes])
        smooth = averages @ across
        length = np.linalg.norm(across[nodes], axis=1, keepdims=True)
        turned = smooth[nodes] / np.linalg.norm(smooth[nodes], axis=1, keepdims=True)
        blend = 0.5 * across[nodes] / length + 0.5 * turned
        blend /= np.linalg.norm(blend, axis=1, keepdims=True)
        across[nodes] = np.maximum(0.95 * length, 0.5 * THINNEST) * blend
    return skin, across, touched
