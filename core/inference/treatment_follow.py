"""The instant answer to a treatment: skin goes with the bone beneath it.

AIM's bone points say which segment lies beneath each place of the skin; averaged over the skin,
these shares blend the segments' rigid motions. It costs a product of arrays, so it can be drawn
while a hand moves; it knows neither lips that slide nor tissue that bulges, which
`core.simulation` tells afterwards.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import FloatArray
from core.document.treatment import Treatment
from core.geometry.mesh import Mesh
from core.geometry.steps import quintic_step
from core.geometry.thickness import averaging_rounds, neighbour_average
from core.inference.bone_segments import BoneSegments
from core.models.anatomy import Anatomy

AVERAGING = 20.0
"""Shares of segments are averaged over this length of skin, mm: of 9, 14, 20 and 28 the one nearest
to what finite elements say that leaves the forehead still."""
FADING = (8.0, 26.0)
"""Skin whose bone point lies farther from bone than the first follows less, beyond the second not
at all, mm: the neck."""


@dataclass(frozen=True, eq=False)
class SegmentFollow:
    """How a person's skin goes with the segments.

    Attributes
    ----------
    segments : BoneSegments
        Of the template.
    skull : (N_skull, 3) float64
        The person's, at rest, mm: where the segments turn.
    shares : (N_skin, segments) float64
        How much of each segment's motion each vertex makes; rows sum to one at most.
    """

    segments: BoneSegments
    skull: FloatArray
    shares: FloatArray

    @classmethod
    def of(
        cls, segments: BoneSegments, anatomy: Anatomy, skin: Mesh, skull: FloatArray
    ) -> "SegmentFollow":
        """Find which segment lies beneath each place of the skin.

        Parameters
        ----------
        segments : BoneSegments
            Of the template.
        anatomy : Anatomy
            The person's, at rest.
        skin : Mesh
            At rest, on the template's topology, mm.
        skull : (N_skull, 3) float64
            At rest, mm.

        Returns
        -------
        SegmentFollow
            A fraction of a second.
        """
        distance, near = cKDTree(skull).query(anatomy.bone)
        begin, end = FADING
        fade = quintic_step((end - distance) / (end - begin))
        owner = segments.innermost[near]
        shares = fade[:, None] * (owner[:, None] == np.arange(len(segments.keys)))
        average = neighbour_average(skin)
        for _ in range(averaging_rounds(skin, AVERAGING)):
            shares = average @ shares
        return cls(segments, skull, shares)

    def moves(self, treatment: Treatment, resting: FloatArray) -> FloatArray:
        """Return how far a treatment moves the skin.

        Parameters
        ----------
        treatment : Treatment
            Moves of the segments.
        resting : (N_skin, 3) float64
            The skin, mm.

        Returns
        -------
        (N_skin, 3) float64
            mm; the simulated answer where there is one.

        Raises
        ------
        EditError
            When the models lack a segment that moves.
        """
        if treatment.skin is not None and len(treatment.skin) == len(resting):
            return treatment.skin
        moved = np.zeros_like(resting)
        motions = self.segments.motions(treatment.moves, self.skull)
        for index, motion in enumerate(motions):
            share = self.shares[:, index]
            goes = np.flatnonzero(share > 0.0)
            if len(goes):
                there = motion.apply(resting[goes]) - resting[goes]
                moved[goes] += share[goes, None] * there
        return moved

    def skull_moved(self, treatment: Treatment, skull: FloatArray) -> FloatArray:
        """Return a skull with the segments moved.

        Parameters
        ----------
        treatment : Treatment
            Moves of the segments.
        skull : (N_skull, 3) float64
            The person's, mm.

        Returns
        -------
        (N_skull, 3) float64
            mm; bone is cut where segments end.
        """
        motions = self.segments.motions(treatment.moves, skull)
        return self.segments.moved(skull, self.segments.innermost, motions)
