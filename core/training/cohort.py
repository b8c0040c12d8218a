"""Synthetic pairs of skin and skull, until real pairs are at hand.

Every skin of a population gets skulls: the template skull carried along by the skin's deformation,
set to a drawn soft-tissue depth, and varied where the skin does not show it. Skulls come in
antithetic pairs (a draw and its negative), so that no chance correlation between skin and depth
can be learned from a few hundred heads.
"""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import RBFInterpolator
from scipy.spatial import cKDTree

from core.arrays import FloatArray, IntArray
from core.geometry.clearance import clear_skin_roughly, outer_skin
from core.geometry.mesh import Mesh
from core.geometry.rays import SurfaceRays
from core.geometry.thickness import anatomy_normals
from core.monitor import Monitor
from core.training.depth_field import DepthField, build_depth_field
from core.training.face_points import FacePoints
from core.training.sampling_points import spread_points
from core.training.skull_template import SkullTemplate
from core.training.tissue_depth import BODY_MASS_SHOWN, site_by_key

SKULLS_PER_SKIN = 2
"""A draw and its negative."""
CARRIERS = 420
"""Skin points that carry the bone along: one per 12 mm."""
CARRIER_ROUNDING = 30.0
"""Bone follows the skin's deformation only at scales above this, mm: no bone copies a dimple."""
CARRIER_SMOOTHING = 0.2
"""Of the carrying spline, for the same reason."""
HIDDEN_DEVIATION = 1.0
"""Bone shape that the skin does not show varies by this along each axis, mm. Assumed: a third of
the 3.5 mm error that mean depths make on individuals."""

LOWER_FACE, CHEEKBONE = ("gonion", "mid_masseter", "sub_m2"), "zygion"
"""Sites whose widths tell how heavy a face looks."""
SAME_WIDTH = 1e-6
"""Skins whose ratios vary less than this are one and the same."""
SHALLOW_DEPTH = 16.0
"""Bone deeper than this on the template never comes near the skin in a draw, mm."""


@dataclass(frozen=True, eq=False)
class Cohort:
    """Pairs of skin and skull.

    Attributes
    ----------
    skins : (m, k, 3) float64
        Skins at the conditioning vertices, head frame, mm.
    skulls : (m, n, 3) float64
        Skulls on the template skull's vertices, mm.
    identity : (m,) int64
        Which skin each pair came from; pairs of one skin belong to one side of a split.
    """

    skins: FloatArray
    skulls: FloatArray
    identity: IntArray


class BoneCarrier:
    """The linear map from a skin's deformation to the bone beneath.

    Parameters
    ----------
    skin : Mesh
        Template skin.
    skull : Mesh
        Template skull.
    points : FacePoints
        Landmarks of the template.
    """

    def __init__(self, skin: Mesh, skull: Mesh, points: FacePoints) -> None:
        self._skin = skin
        self._skull = skull
        self.indices = carrier_vertices(skin, points)
        spline = RBFInterpolator(
            skin.vertices[self.indices],
            np.eye(len(self.indices)),
            kernel="multiquadric",
            epsilon=1.0 / CARRIER_ROUNDING,
            smoothing=CARRIER_SMOOTHING,
            degree=1,
        )
        self._map: FloatArray = spline(skull.vertices)

    def carry(self, skin_vertices: FloatArray) -> FloatArray:
        """Return the template skull carried along by a skin.

        Parameters
        ----------
        skin_vertices : (N_skin, 3) float64
            A skin on the template's topology, mm.

        Returns
        -------
        (N_skull, 3) float64
            Millimetres.
        """
        moved = skin_vertices[self.indices] - self._skin.vertices[self.indices]
        carried: FloatArray = self._skull.vertices + self._map @ moved
        return carried


def carrier_vertices(skin: Mesh, points: FacePoints) -> IntArray:
    """Return skin vertices that lie over bone: no ears, no nasal lobule, no lids, no low neck.

    Parameters
    ----------
    skin : Mesh
        Template skin.
    points : FacePoints
        Its landmarks.

    Returns
    -------
    (CARRIERS,) int64
        Spread evenly.
    """
    even = points.symmetric()
    vertices, face, ear = skin.vertices, even.multipie, even.tragion_left
    beside = np.abs(vertices[:, 0])
    is_ear = (beside > ear[0] - 3.0) & (np.abs(vertices[:, 1]) < 45.0) & (vertices[:, 2] < 14.0)
    lobule = np.linalg.norm(vertices - face[30], axis=1) < 27.0
    mirrored = np.column_stack([beside, vertices[:, 1:]])
    lids = np.linalg.norm(mirrored - even.pupil_left, axis=1) < 17.0
    low = vertices[:, 1] < face[8][1] - 8.0
    allowed = np.flatnonzero(~(is_ear | lobule | lids | low))
    return spread_points(vertices, allowed, CARRIERS)


def make_cohort(
    skin: Mesh,
    template: SkullTemplate,
    points: FacePoints,
    skins: FloatArray,
    kept: IntArray,
    seed: int,
    monitor: Monitor,
) -> Cohort:
    """Give every skin its skulls.

    Parameters
    ----------
    skin : Mesh
        Template skin.
    template : SkullTemplate
        Fitted into it.
    points : FacePoints
        The template's landmarks.
    skins : (n, N_skin, 3) float64
        Heads on the template's topology, mm.
    kept : (k,) int64
        Skin vertices to keep for the predictor.
    seed : int
        Of all draws.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Cohort
        `SKULLS_PER_SKIN` pairs per skin.
    """
    generator = np.random.default_rng(seed)
    carrier = BoneCarrier(skin, template.mesh, points)
    field = build_depth_field(skin, template.mesh, template.sites)
    shallow = _shallow(skin, template.mesh)
    chosen_skins, skulls, identity = [], [], []
    scores = body_mass_scores(skins, field, template.sites.keys)
    for number, vertices in enumerate(np.asarray(skins, dtype=np.float64)):
        monitor.report(number / len(skins), f"Skulls for head {number + 1} of {len(skins)}")
        head = skin.with_vertices(vertices)
        outer = outer_skin(head, template.pocket)
        carried = carrier.carry(vertices)
        settled = carried - field.spread(_depth_excess(head, carried, template, field))
        settled -= field.along_normals(field.body_mass_depth(BODY_MASS_SHOWN * scores[number]))
        depth, hidden = field.draw_depth(generator), field.draw_hidden(generator)
        for sign in (1.0, -1.0):
            bone = settled - field.along_normals(sign * depth)
            bone += sign * HIDDEN_DEVIATION * hidden
            bone[shallow] = clear_skin_roughly(bone[shallow], outer)
            skulls.append(bone)
            chosen_skins.append(vertices[kept])
            identity.append(number)
    return Cohort(np.array(chosen_skins), np.array(skulls, dtype=np.float32), np.array(identity))


def body_mass_scores(skins: FloatArray, field: DepthField, keys: tuple[str, ...]) -> FloatArray:
    """Return how heavy each face looks: its lower width against that of the cheekbones.

    Parameters
    ----------
    skins : (n, N_skin, 3) float64
        Heads on the template's topology, mm.
    field : DepthField
        Knows where the sites lie.
    keys : tuple of str
        The sites.

    Returns
    -------
    (n,) float64
        Standardised over the skins and kept within three deviations; zero for a single skin.
    """
    width = {}
    for name in (*LOWER_FACE, CHEEKBONE):
        left, right = keys.index(f"{name}_left"), keys.index(f"{name}_right")
        places = [
            (skins[:, field.corners[site]] * field.weights[site][None, :, None]).sum(axis=1)
            for site in (left, right)
        ]
        width[name] = np.linalg.norm(places[0] - places[1], axis=1)
    lower = np.mean([width[name] for name in LOWER_FACE], axis=0)
    ratio = np.log(lower / width[CHEEKBONE])
    spread = float(ratio.std())
    if spread < SAME_WIDTH:
        return np.zeros(len(skins))
    standard: FloatArray = np.clip((ratio - ratio.mean()) / spread, -3.0, 3.0)
    return standard


def _shallow(skin: Mesh, skull: Mesh) -> IntArray:
    """Return the skull vertices that a draw could bring near the skin."""
    distance, _ = cKDTree(skin.vertices).query(skull.vertices)
    return np.flatnonzero(distance < SHALLOW_DEPTH)


def _depth_excess(
    head: Mesh, bone: FloatArray, template: SkullTemplate, field: DepthField
) -> FloatArray:
    """Return by how much the carried bone lies shallower than the table, per site, mm."""
    positions, normals = field.site_frame(head, anatomy_normals(head))
    rays = SurfaceRays(template.mesh.with_vertices(bone))
    depth = rays.distance(positions, -normals)
    wanted = np.array([site_by_key(key).mean for key in template.sites.keys])
    return np.where(depth < 3.0 * wanted, wanted - depth, 0.0)
