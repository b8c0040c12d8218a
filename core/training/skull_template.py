"""Fits the source skull into the mean head, so that the tissue depths hold at their sites.

Landmark-driven: a similarity, then a smooth warp of space through paired points, then rounds of
small corrections that bring the measured depths to the table's and the vault to its scalp. The
warp acts on space, not on the surface, so cranium and mandible stay in joint.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import fast_simplification
import numpy as np
from scipy.interpolate import RBFInterpolator
from scipy.spatial import cKDTree

from core.arrays import FloatArray, IntArray
from core.geometry.clearance import clear_skin, outer_skin
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.rays import SurfaceRays
from core.geometry.thickness import neighbour_average
from core.geometry.transforms import fit_similarity
from core.training.face_points import FacePoints
from core.training.mouth_pocket import mouth_pocket
from core.training.sampling_points import spread_points
from core.training.skull_anchors import SCALP_DEPTH, Anchors, site_anchors, structure_anchors
from core.training.skull_landmarks import name_skull_landmarks
from core.training.skull_source import (
    CRANIUM,
    MANDIBLE,
    SourceSkull,
    label_teeth,
    part_source_skull,
)
from core.training.tissue_depth import site_by_key
from core.training.tissue_sites import PlacedSites, depths_along, place_sites

CRANIUM_VERTICES = 8600
"""Enough for orbits, aperture and teeth; edge collapse thins the smooth vault by itself."""
MANDIBLE_VERTICES = 3200
"""Enough for the lower teeth and the rami."""
CORRECTION_ROUNDS = 6
"""The depths settle in four to five rounds."""
VAULT_SAMPLES = 140
"""Points of the vault that are kept under the scalp: about one per 15 mm."""
WARP_ROUNDING = 20.0
"""Length over which a paired point's pull is rounded off, mm: bone bends, it has no kinks."""
WARP_SMOOTHING = 0.05
"""Of the first warp: rules of thumb may disagree by a millimetre or two; bone must not bend."""
CORRECTION_ROUNDING = 14.0
"""The same length for corrections, mm: they are finer."""
CORRECTION_SMOOTHING = 0.03
"""Of the correction rounds: depths are asked for nearly exactly."""
FAIRING_ROUNDS = 4
FAIRING_SHARES = (0.8, -0.82)
"""Taubin's pair: smooths without shrinking (Taubin, SIGGRAPH 1995)."""
SQUEEZE = {
    1: np.array([[-9.0, -9.0], [2.4, 2.4], [9.0, 5.0]]),
    2: np.array([[-9.0, -3.8], [-0.6, -0.6], [9.0, 9.0]]),
}
"""Per axis: source place and squeezed place. Vault and back count 0.4 of the face."""
SITE_ROOM = 14.0
"""No scalp sample is used within this distance of a tissue site, mm."""
VAULT_FROM = (46.0, 56.0)
"""Heights over which the vault's last fairing sets in, mm: above the brows."""
VAULT_ROUNDS = 60
"""Of that fairing: squeezing space at the forehead creases what simplification left there."""
LARGEST_STEP = 4.0
"""No correction moves bone by more than this in one round, mm."""


@dataclass(frozen=True, eq=False)
class SkullTemplate:
    """A labelled skull inside the mean head.

    Attributes
    ----------
    mesh : Mesh
        Cranium and mandible, each closed; head frame, mm.
    labels : (n,) int64
        Index into `core.geometry.template.SKULL_LABELS`.
    landmarks : mapping of str to int
        Vertex of each named cephalometric landmark.
    sites : PlacedSites
        The tissue sites on the skin.
    depths : mapping of str to float
        Achieved depth per site, mm.
    pocket : (k,) int64
        Skin vertices inside the mouth; teeth may stand among them.
    """

    mesh: Mesh
    labels: IntArray
    landmarks: Mapping[str, int]
    sites: PlacedSites
    depths: Mapping[str, float]
    pocket: IntArray

    @property
    def depth_errors(self) -> dict[str, float]:
        """Achieved minus tabled depth per site, mm."""
        return {key: depth - site_by_key(key).mean for key, depth in self.depths.items()}


def fit_skull_template(skin: Mesh, landmarks: FacePoints, source: Mesh) -> SkullTemplate:
    """Fit the source skull into a skin.

    Parameters
    ----------
    skin : Mesh
        Mean head, head frame, mm; may have holes.
    landmarks : FacePoints
        Of that head.
    source : Mesh
        The closed source skull in any unit.

    Returns
    -------
    SkullTemplate
        Symmetric to within the meshes' own asymmetry; wholly inside the skin.

    Raises
    ------
    ScanError
        When the source cannot be parted into two bones.
    """
    coarse = simplify_bones(part_source_skull(source))
    sites = place_sites(skin, landmarks)
    on_sites = site_anchors(source, sites)
    structures = structure_anchors(source, skin, landmarks)
    pairs = Anchors(
        np.vstack([on_sites.source, structures.source]),
        np.vstack([on_sites.target, structures.target]),
    )
    rigid = fit_similarity(pairs.source, pairs.target)
    start, held = rigid.apply(coarse.mesh.vertices), rigid.apply(pairs.source)
    move = _smooth_field(held, pairs.target - held, start, WARP_ROUNDING, WARP_SMOOTHING)
    bone = coarse.mesh.with_vertices(start + move)
    vault = _vault_samples(bone, coarse.labels, coarse.mesh.vertices)
    cranium = np.flatnonzero(coarse.labels % 2 == CRANIUM)
    held_vertices = cranium[cKDTree(coarse.mesh.vertices[cranium]).query(structures.source)[1]]
    for _ in range(CORRECTION_ROUNDS):
        bone = _correct(bone, skin, sites, (held_vertices, structures.target), vault)
    bone = _smooth_vault(bone, coarse.labels)
    pocket = mouth_pocket(skin, landmarks.symmetric())
    bone = clear_skin(bone, outer_skin(skin, pocket))
    names = name_skull_landmarks(coarse.mesh, coarse.labels)
    return SkullTemplate(bone, coarse.labels, names, sites, depths_along(sites, bone), pocket)


def simplify_bones(parted: SourceSkull) -> SourceSkull:
    """Reduce the parted source to template density, bone by bone.

    Parameters
    ----------
    parted : SourceSkull
        Full resolution.

    Returns
    -------
    SourceSkull
        About `CRANIUM_VERTICES` + `MANDIBLE_VERTICES` vertices; each bone closed.
    """
    vertices: list[FloatArray] = []
    faces: list[IntArray] = []
    bones: list[IntArray] = []
    for bone, wanted in ((CRANIUM, CRANIUM_VERTICES), (MANDIBLE, MANDIBLE_VERTICES)):
        chosen = parted.labels % 2 == bone
        source_vertices = _squeeze(_fair(parted))
        kept = parted.mesh.faces[chosen[parted.mesh.faces].all(axis=1)]
        used, compact = np.unique(kept, return_inverse=True)
        points, triangles = fast_simplification.simplify(
            source_vertices[used].astype(np.float32),
            compact.reshape(-1, 3).astype(np.int32),
            target_count=2 * wanted,
        )
        faces.append(triangles.astype(np.int64) + sum(len(part) for part in vertices))
        vertices.append(_squeeze(points.astype(np.float64), inverse=True))
        bones.append(np.full(len(points), bone))
    mesh = Mesh(np.vstack(vertices), np.vstack(faces))
    return SourceSkull(mesh, label_teeth(mesh.vertices, np.concatenate(bones)))


def _fair(parted: SourceSkull) -> FloatArray:
    """Return the vertices with the sculptor's scratches smoothed away, teeth as they are."""
    averaging = neighbour_average(parted.mesh)
    vertices = np.array(parted.mesh.vertices)
    bone = parted.labels < 2
    for _ in range(FAIRING_ROUNDS):
        for share in FAIRING_SHARES:
            step = share * (averaging @ vertices - vertices)
            vertices[bone] += step[bone]
    return vertices


def _squeeze(vertices: FloatArray, *, inverse: bool = False) -> FloatArray:
    """Shrink everything behind the face (or undo it), so that simplification thins it more."""
    squeezed = vertices.copy()
    for axis, places in SQUEEZE.items():
        known, made = (places[:, 1], places[:, 0]) if inverse else (places[:, 0], places[:, 1])
        squeezed[:, axis] = np.interp(vertices[:, axis], known, made)
    return squeezed


def _vault_samples(bone: Mesh, labels: IntArray, source_vertices: FloatArray) -> IntArray:
    """Return vertices spread over the vault: outer, above brows and ears, no temporal fossa."""
    height, depth = source_vertices[:, 1], source_vertices[:, 2]
    fossa = (depth > 0.3) & (height < 3.4) & (np.abs(source_vertices[:, 0]) > 2.9)
    vault = (labels == CRANIUM) & ~fossa & ((height > 2.6) | ((depth < -2.5) & (height > 0.3)))
    outward = vertex_normals(bone.vertices, bone.faces)
    middle = bone.vertices[vault].mean(axis=0)
    vault &= ((bone.vertices - middle) * outward).sum(axis=1) > 0
    candidates = np.flatnonzero(vault)
    return spread_points(bone.vertices, candidates, VAULT_SAMPLES)


def _correct(
    bone: Mesh,
    skin: Mesh,
    sites: PlacedSites,
    held: tuple[IntArray, FloatArray],
    vault: IntArray,
) -> Mesh:
    """Move bone by one round of corrections at sites, structures and vault."""
    wanted = np.array([site_by_key(key).mean for key in sites.keys])
    depth = SurfaceRays(bone).distance(sites.positions, -sites.normals)
    depth = np.where(depth < wanted + 30.0, depth, wanted)
    at_site = sites.positions - depth[:, None] * sites.normals
    site_step = (depth - wanted)[:, None] * sites.normals
    # A scalp sample beside a site would ask for another depth there, and crease the bone.
    vault = vault[cKDTree(at_site).query(bone.vertices[vault])[0] > SITE_ROOM]
    outward = vertex_normals(bone.vertices, bone.faces)[vault]
    scalp = SurfaceRays(skin).distance(bone.vertices[vault], outward)
    scalp = np.where(np.isfinite(scalp), scalp, SCALP_DEPTH)
    vault_step = (scalp - _scalp_depth(bone.vertices[vault], sites))[:, None] * outward
    held_step = 0.5 * (held[1] - bone.vertices[held[0]])
    centres = np.vstack([at_site, bone.vertices[vault], bone.vertices[held[0]]])
    steps = np.vstack([site_step, vault_step, held_step])
    length = np.linalg.norm(steps, axis=1, keepdims=True)
    steps = steps * np.minimum(1.0, LARGEST_STEP / np.maximum(length, 1e-9))
    move = _smooth_field(centres, steps, bone.vertices, CORRECTION_ROUNDING, CORRECTION_SMOOTHING)
    return bone.with_vertices(bone.vertices + move)


def _smooth_vault(bone: Mesh, labels: IntArray) -> Mesh:
    """Return the bone with the vault's creases smoothed away, fading out towards the brows."""
    averaging, vertices = neighbour_average(bone), np.array(bone.vertices)
    low, high = VAULT_FROM
    say = np.clip((vertices[:, 1] - low) / (high - low), 0.0, 1.0) * (labels == CRANIUM)
    for _ in range(VAULT_ROUNDS):
        for share in FAIRING_SHARES:
            vertices += say[:, None] * share * (averaging @ vertices - vertices)
    return bone.with_vertices(vertices)


def _smooth_field(
    centres: FloatArray, steps: FloatArray, points: FloatArray, rounding: float, smoothing: float
) -> FloatArray:
    """Return the smooth displacement of points that takes centres by their steps.

    Notes
    -----
    The biharmonic spline of space, kernel -r, rounded off at its tip (a multiquadric).
    """
    field = RBFInterpolator(
        centres, steps, kernel="multiquadric", epsilon=1.0 / rounding, smoothing=smoothing, degree=1
    )
    displacement: FloatArray = field(points)
    return displacement


def _scalp_depth(vertices: FloatArray, sites: PlacedSites) -> FloatArray:
    """Return the depth wanted over the vault: the forehead's in front, the scalp's elsewhere."""
    forehead = sites.positions[sites.keys.index("frontal_eminence_left")]
    behind = np.clip((forehead[2] - 10.0 - vertices[:, 2]) / 50.0, 0.0, 1.0)
    depth: FloatArray = 4.3 + (SCALP_DEPTH - 4.3) * behind
    return depth
