"""How a person comes about: a head of the population, tissue over it, bone beneath it.

Skin is the population's head, with the share of its variation that bone drives, plus bone shape
that the population lacks, plus the tissue that this person has more than others. Bone is carried
by the skin less its tissue, and has a shape of its own that no skin shows. The cohort draws people
from this, lognormal depths and all; the predictor is its exact linear-Gaussian posterior.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.thickness import anatomy_normals
from core.geometry.transforms import Similarity, fit_similarity
from core.training.bone_carrier import BoneCarrier
from core.training.depth_sites import SiteFrame, adiposity
from core.training.face_points import FacePoints
from core.training.looked_at import LookedAt
from core.training.skull_template import SkullTemplate
from core.training.tissue_depth import BODY_MASS_SHOWN
from core.training.tissue_field import (
    TissueField,
    build_tissue_field,
    hidden_bone_modes,
    shown_bone_modes,
)

LEAST_BONE_SHARE = 0.25
"""Bone drives at least this share of the skin's variance anywhere. Assumed."""
SHARE_LENGTH = 15.0
"""The share is averaged over this distance, mm."""
SHARE_POINTS = 400
"""Neighbours in that average at most."""


@dataclass(frozen=True, eq=False)
class Anatomy:
    """Everything that people are drawn from, on one template.

    Attributes
    ----------
    skin : Mesh
        Template skin, N_skin vertices.
    template : SkullTemplate
        Skull inside it, N_skull vertices.
    normals : (N_skin, 3) float64
        Directions in which tissue thickens.
    carrier : BoneCarrier
        From skin moves to bone moves.
    tissue : TissueField
        On the skin.
    shown_bone : (N_skin, 3, p) float64
        Modes of bone shape that the population lacks.
    hidden_bone : (N_skull, 3, h) float64
        Modes of bone shape that no skin shows.
    heads : (m, N_skin, 3) float32
        Heads of the population less their mean, in the template's pose and size, the bone's share.
    mean_head : (N_skin, 3) float64
        Their mean.
    log_sizes : (m,) float64
        Logarithm of each head's size.
    adiposity : (m,) float64
        How heavy each looks, in deviations.
    """

    skin: Mesh
    template: SkullTemplate
    normals: FloatArray
    carrier: BoneCarrier
    tissue: TissueField
    shown_bone: FloatArray
    hidden_bone: FloatArray
    heads: FloatArray
    mean_head: FloatArray
    log_sizes: FloatArray
    adiposity: FloatArray

    def with_heads(self, rows: IntArray) -> "Anatomy":
        """Return the anatomy with some of its heads only.

        Parameters
        ----------
        rows : (k,) int64
            Which heads.

        Returns
        -------
        Anatomy
            Everything else is as it was.
        """
        return replace(
            self,
            heads=self.heads[rows],
            log_sizes=self.log_sizes[rows],
            adiposity=self.adiposity[rows],
        )

    @property
    def size_deviation(self) -> float:
        """Deviation of the logarithm of head size."""
        return max(float(self.log_sizes.std()), 1e-3)


def build_anatomy(
    skin: Mesh, template: SkullTemplate, points: FacePoints, skins: FloatArray, looked_at: LookedAt
) -> Anatomy:
    """Prepare what people are drawn from.

    Parameters
    ----------
    skin : Mesh
        Template skin.
    template : SkullTemplate
        Fitted into it.
    points : FacePoints
        The template's landmarks.
    skins : (m, N_skin, 3) float64
        Heads of the population on the template's topology, mm.
    looked_at : LookedAt
        Vertices by which heads are posed.

    Returns
    -------
    Anatomy
        For one template.
    """
    carrier = BoneCarrier(skin, template.mesh, points)
    tissue = build_tissue_field(skin, template.sites, carrier.indices)
    normals = anatomy_normals(skin)
    heads = np.empty((len(skins), *skin.vertices.shape), dtype=np.float32)
    log_sizes = np.empty(len(skins))
    for row, vertices in enumerate(skins):
        pose = pose_of(np.asarray(vertices, dtype=np.float64), skin, looked_at)
        heads[row] = pose.apply(np.asarray(vertices, dtype=np.float64))
        log_sizes[row] = -np.log(pose.scale)
    mean_head = heads.mean(axis=0, dtype=np.float64)
    heads -= mean_head.astype(np.float32)
    heads *= _bone_share(skin, heads, normals, tissue)[:, None].astype(np.float32)
    frame = SiteFrame.on(skin, template.sites)
    return Anatomy(
        skin=skin,
        template=template,
        normals=normals,
        carrier=carrier,
        tissue=tissue,
        shown_bone=shown_bone_modes(skin, carrier.indices),
        hidden_bone=hidden_bone_modes(template.mesh, template.labels),
        heads=heads,
        mean_head=mean_head,
        log_sizes=log_sizes - log_sizes.mean(),
        adiposity=adiposity(skins, frame),
    )


def pose_of(vertices: FloatArray, skin: Mesh, looked_at: LookedAt) -> Similarity:
    """Return the pose and size that bring a head onto the template.

    Parameters
    ----------
    vertices : (N_skin, 3) float64
        A head, mm.
    skin : Mesh
        Template skin.
    looked_at : LookedAt
        Vertices that count, and how much.

    Returns
    -------
    Similarity
        Head to template.
    """
    index = looked_at.index
    return fit_similarity(vertices[index], skin.vertices[index], looked_at.weight)


def shown_by_population(anatomy: Anatomy) -> FloatArray:
    """Return the depth per deviation of adiposity that the heads of an anatomy show.

    Parameters
    ----------
    anatomy : Anatomy
        Gives the tissue.

    Returns
    -------
    (N_skin,) float64
        mm.
    """
    shown: FloatArray = BODY_MASS_SHOWN * anatomy.tissue.body_mass
    return shown


def _bone_share(
    skin: Mesh, heads: FloatArray, normals: FloatArray, tissue: TissueField
) -> FloatArray:
    """Return the root of bone's share in the skin's variance along the normal, (N_skin,)."""
    variance = ((heads * normals.astype(np.float32)).sum(axis=2) ** 2).mean(axis=0)
    # A single head has no variance to share out.
    if float(variance.max()) < 1e-6:
        return np.ones(len(variance))
    hidden = tissue.deviation**2 - (BODY_MASS_SHOWN * tissue.body_mass) ** 2
    share = np.sqrt(np.clip(1.0 - hidden / np.maximum(variance, 1e-9), LEAST_BONE_SHARE, 1.0))
    return _smoothed(skin.vertices, share)


def _smoothed(places: FloatArray, values: FloatArray) -> FloatArray:
    distance, index = cKDTree(places).query(
        places, k=min(SHARE_POINTS, len(places)), distance_upper_bound=2.0 * SHARE_LENGTH
    )
    near = np.isfinite(distance)
    weight = np.where(near, np.exp(-0.5 * (np.where(near, distance, 0.0) / SHARE_LENGTH) ** 2), 0.0)
    padded = np.append(values, 0.0)
    smooth: FloatArray = (weight * padded[index]).sum(axis=1) / weight.sum(axis=1)
    return smooth
