"""One person's anatomy on the template: bone point, anatomy normal, thickness and jaw weight.

The skin at rest is ``b + d n``; a moved jaw carries it by linear blend skinning. These are plain
arrays at the template's skin vertices: how they are found is `core.inference.aim_person`'s work.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.geometry.transforms import Similarity

STILL = 0.02
"""A jaw weight below this is none and above one minus this is whole: a network's answer is never
exactly zero, and a forehead must not follow the jaw by a tenth of a millimetre."""


@dataclass(frozen=True, eq=False)
class Anatomy:
    """A person's anatomy at the N_skin skin vertices of the template, at rest.

    Attributes
    ----------
    bone : (N_skin, 3) float64
        Anatomy point b, head frame, mm.
    normal : (N_skin, 3) float64
        Anatomy normal n, unit length, from the bone to the skin.
    depth : (N_skin,) float64
        Soft-tissue thickness d, mm.
    jaw : (N_skin,) float64
        Skinning weight k of the mandible, 0 to 1.
    known : (N_skin,) bool
        Where the bone was met by a ray; elsewhere b, n and d continue it smoothly.

    Notes
    -----
    Chandran and Zoss, "Anatomically Constrained Implicit Face Models", CVPR 2024, section 3.
    """

    bone: FloatArray
    normal: FloatArray
    depth: FloatArray
    jaw: FloatArray
    known: BoolArray

    def skin(self) -> FloatArray:
        """Return the resting skin ``b + d n``, (N_skin, 3) mm."""
        resting: FloatArray = self.bone + self.depth[:, None] * self.normal
        return resting

    def posed(self, motion: Similarity) -> FloatArray:
        """Return the skin with the mandible moved.

        Parameters
        ----------
        motion : Similarity
            Rigid motion of the mandible, head frame, mm.

        Returns
        -------
        (N_skin, 3) float64
            Head frame, mm.
        """
        return blend_skinned(self.skin(), self.jaw, motion)


def blend_skinned(points: FloatArray, jaw: FloatArray, motion: Similarity) -> FloatArray:
    """Return points that follow a moved jaw by their weight (linear blend skinning).

    Parameters
    ----------
    points : (n, 3) float64
        At rest, mm.
    jaw : (n,) float64
        Weight of the mandible, 0 to 1.
    motion : Similarity
        Of the mandible.

    Returns
    -------
    (n, 3) float64
        ``(1 - k) x + k T x``, mm.
    """
    moved: FloatArray = points + jaw[:, None] * (motion.apply(points) - points)
    return moved


def settled_weights(jaw: FloatArray) -> FloatArray:
    """Return jaw weights of which the nearly still are still and the nearly whole are whole.

    Parameters
    ----------
    jaw : (n,) float64
        Any numbers about 0 to 1.

    Returns
    -------
    (n,) float64
        Within 0 and 1, continuous in the input.
    """
    settled: FloatArray = np.clip((jaw - STILL) / (1.0 - 2.0 * STILL), 0.0, 1.0)
    return settled
