"""The tissue sites on any head of the template's topology, and how heavy a face looks by them."""

from dataclasses import dataclass

import igl
import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.training.tissue_sites import PlacedSites

LOWER_FACE, CHEEKBONE = ("gonion", "mid_masseter", "sub_m2"), "zygion"
"""Sites whose widths tell how heavy a face looks."""
SAME_WIDTH = 1e-6
"""Skins whose ratios vary less than this are one and the same."""
LARGEST_SCORE = 3.0
"""Scores are kept within so many deviations."""


@dataclass(frozen=True, eq=False)
class SiteFrame:
    """Where the sites lie among the template's vertices.

    Attributes
    ----------
    keys : tuple of str
        Sites with their sides, s of them.
    corners : (s, 3) int64
        Skin vertices around each site.
    weights : (s, 3) float64
        Their barycentric weights.
    """

    keys: tuple[str, ...]
    corners: IntArray
    weights: FloatArray

    @classmethod
    def on(cls, skin: Mesh, sites: PlacedSites) -> "SiteFrame":
        """Return the frame of sites on the template.

        Parameters
        ----------
        skin : Mesh
            Template skin.
        sites : PlacedSites
            On it.

        Returns
        -------
        SiteFrame
            For heads of the same topology.
        """
        _, triangle, closest = igl.point_mesh_squared_distance(
            sites.positions, skin.vertices, skin.faces
        )
        corners = skin.faces[triangle]
        parts = [np.ascontiguousarray(skin.vertices[corners[:, k]]) for k in range(3)]
        return cls(sites.keys, corners, igl.barycentric_coordinates(closest, *parts))

    def place(self, skins: FloatArray, key: str) -> FloatArray:
        """Return where a site lies on heads.

        Parameters
        ----------
        skins : (m, N_skin, 3) float64
            Heads on the template's topology, mm.
        key : str
            A site with its side.

        Returns
        -------
        (m, 3) float64
            mm.
        """
        row = self.keys.index(key)
        corners = skins[:, self.corners[row]]
        at: FloatArray = (corners * self.weights[row][None, :, None]).sum(axis=1)
        return at


def adiposity(skins: FloatArray, frame: SiteFrame) -> FloatArray:
    """Return how heavy faces look: their lower width against that of the cheekbones.

    Parameters
    ----------
    skins : (m, N_skin, 3) float64
        Heads on the template's topology, mm.
    frame : SiteFrame
        Knows where the sites lie.

    Returns
    -------
    (m,) float64
        Standardised over the skins and kept within three deviations; zero for a single skin.
    """
    width = {
        name: np.linalg.norm(
            frame.place(skins, f"{name}_left") - frame.place(skins, f"{name}_right"), axis=1
        )
        for name in (*LOWER_FACE, CHEEKBONE)
    }
    lower = np.mean([width[name] for name in LOWER_FACE], axis=0)
    ratio = np.log(lower / width[CHEEKBONE])
    spread = float(ratio.std())
    if spread < SAME_WIDTH:
        return np.zeros(len(skins))
    score: FloatArray = np.clip((ratio - ratio.mean()) / spread, -LARGEST_SCORE, LARGEST_SCORE)
    return score
