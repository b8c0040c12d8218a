"""How edits of the anatomy move a person's skin and skull.

The order in which they compose is this, here and nowhere else. At rest, on the person's skin:

1. thickness: d' = d + regions + build + paint, kept off the bone;
2. bone: b' = b + the local moves of maxilla, chin, jaw angles, cheekbones, nasal bone, brow ridge;
3. skin: s' = b' + d' n;
4. jaw: s'' = (1 - k) s' + k T s', with T the mandible's motion about its condyles;
5. treatment: s'' goes as the simulation of the treatment told, or by the instant answer.

What s'' is more than the unedited skin is then carried through the expression: what follows the jaw
is turned as the expression turns it. Shape codes, expression and the scan's own detail are added by
the head's field as ever, so that everything composes in one document, and no edit is no change.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import FloatArray, IntArray
from core.document.bone_controls import mandible_moves
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.mesh import Mesh
from core.geometry.template import Template
from core.geometry.thickness import averaging_rounds, neighbour_average
from core.geometry.transforms import Similarity
from core.inference.bone_moves import (
    SkullPlaces,
    local_fields,
    mandible_motion,
    on_bone,
    on_skin,
)
from core.inference.tissue import kept_off_bone, region_amount
from core.models.anatomy import Anatomy, blend_skinned
from core.monitor import stop_if_cancelled

AVERAGING = 6.5
"""A local move is averaged over this length of skin, mm, so that steps of the bone beneath do not
show in it."""
HINGE_VERTICES = 12
"""Skin vertices over each condyle that carry the hinge along with the shape of the head."""


@dataclass(frozen=True, eq=False)
class PersonAnatomy:
    """A person as fitted, ready to be edited; shape edits carry it along.

    Attributes
    ----------
    anatomy : Anatomy
        At rest, without edits.
    skin : (N_skin, 3) float64
        The skin that it belongs to, mm.
    places : SkullPlaces
        Landmarks of the bone.
    skin_fields : mapping of str to (N_skin, 3) float64
        How the skin goes with each local move, mm per mm.
    bone_fields : mapping of str to (N_skull, 3) float64
        How the skull goes with it.
    over_hinge : (m,) int64
        Skin vertices over the condyles.
    """

    anatomy: Anatomy
    skin: FloatArray
    places: SkullPlaces
    skin_fields: Mapping[str, FloatArray]
    bone_fields: Mapping[str, FloatArray]
    over_hinge: IntArray

    @classmethod
    def of(
        cls,
        anatomy: Anatomy,
        skin: Mesh,
        skull: Mesh,
        template: Template,
        size: float = 1.0,
        over_jaw: FloatArray | None = None,
    ) -> "PersonAnatomy":
        """Prepare a person.

        Parameters
        ----------
        anatomy : Anatomy
            At rest.
        skin : Mesh
            At rest, on the template's topology, mm.
        skull : Mesh
            At rest, on the template skull's topology, mm.
        template : Template
            Landmarks and labels.
        size : float
            Relative head size.
        over_jaw : (N_skin,) float64, optional
            One where the mandible lies beneath the skin, whether the skin follows its motion or
            not; the jaw weight by default.

        Returns
        -------
        PersonAnatomy
            With the field of every local move.
        """
        places = SkullPlaces.of(skull.vertices, template.skull_landmarks, size)
        average, rounds = neighbour_average(skin), averaging_rounds(skin, AVERAGING)
        beneath = anatomy.jaw if over_jaw is None else np.maximum(over_jaw, anatomy.jaw)
        on_the_skin = {}
        for key, field in local_fields(anatomy.bone, places).items():
            stop_if_cancelled()
            moved = on_skin(field, key, beneath)
            for _ in range(rounds):
                moved = average @ moved
            on_the_skin[key] = moved
        stop_if_cancelled()
        on_the_bone = {
            key: on_bone(field, key, template.skull_labels)
            for key, field in local_fields(skull.vertices, places).items()
        }
        over_hinge = np.zeros(0, dtype=np.int64)
        if places.knows("mandible.open"):
            condyles = np.stack([places.at[f"condylion_{side}"] for side in ("left", "right")])
            count = min(HINGE_VERTICES, skin.vertex_count)
            _, near = cKDTree(skin.vertices).query(condyles, count)
            over_hinge = np.unique(near)
        return cls(anatomy, skin.vertices, places, on_the_skin, on_the_bone, over_hinge)

    def jaw_motion(self, state: FaceState, resting: FloatArray) -> Similarity:
        """Return the mandible's motion by the edits.

        Parameters
        ----------
        state : FaceState
            The document.
        resting : (N_skin, 3) float64
            Its skin at rest without edits of the anatomy, mm: shape edits move the hinge.

        Returns
        -------
        Similarity
            Head frame, mm.

        Raises
        ------
        EditError
            When the models know no condyles.
        """
        moves = mandible_moves(state.bone)
        if not moves:
            return Similarity.identity()
        hinge = self.hinge(resting)
        if hinge is None:
            raise EditError("These models know no condyles; choose models that do.")
        return mandible_motion(moves, hinge)

    def hinge(self, resting: FloatArray) -> FloatArray | None:
        """Return the middle of the axis through the condyles before the jaw is moved.

        Parameters
        ----------
        resting : (N_skin, 3) float64
            The skin at rest without edits of the anatomy, mm: shape edits move the hinge.

        Returns
        -------
        (3,) float64 or None
            Head frame, mm; None where the models know no condyles.
        """
        if not self.places.knows("mandible.open"):
            return None
        carried: FloatArray = (resting - self.skin)[self.over_hinge].mean(axis=0)
        return self.places.hinge + carried

    def thicker(
        self,
        state: FaceState,
        regions: Mapping[str, FloatArray],
        body_mass: FloatArray | None,
    ) -> FloatArray:
        """Return by how much the tissue is thicker than the person's own.

        Parameters
        ----------
        state : FaceState
            The document.
        regions : mapping of str to (N_skin,) float64
            Smooth weights.
        body_mass : (N_skin,) float64 or None
            Thickness per kg/m2 of body-mass index, mm.

        Returns
        -------
        (N_skin,) float64
            mm, kept off the bone.

        Raises
        ------
        EditError
            When the models lack what an edit needs.
        """
        amount = np.zeros(len(self.skin))
        if state.thickness:
            amount = amount + region_amount(state.thickness, regions)
        if state.build:
            if body_mass is None:
                raise EditError(
                    "These models know no pattern of body mass; reset the build, or choose models "
                    "that do."
                )
            amount = amount + state.build * body_mass
        if state.paint is not None:
            if len(state.paint) != len(amount):
                raise EditError(
                    "The painted thickness belongs to other models; reset the brush first."
                )
            amount = amount + state.paint
        return kept_off_bone(amount, self.anatomy.depth)

    def bone_moves(self, state: FaceState, fields: Mapping[str, FloatArray]) -> FloatArray | None:
        """Return the sum of the local moves of bone.

        Parameters
        ----------
        state : FaceState
            The document.
        fields : mapping of str to (n, 3) float64
            `skin_fields` or `bone_fields`.

        Returns
        -------
        (n, 3) float64 or None
            mm; None where no local move was made.

        Raises
        ------
        EditError
            When the models lack the landmarks of a control.
        """
        total: FloatArray | None = None
        for key, value in state.bone.items():
            if key.startswith("mandible."):
                continue
            if key not in fields:
                raise EditError(
                    f"These models cannot move {key}; reset it, or choose models that can."
                )
            part = value * fields[key]
            total = part if total is None else total + part
        return total

    def skin_moves(
        self,
        state: FaceState,
        resting: FloatArray,
        thicker: FloatArray,
        expression: Similarity | None = None,
        treated: FloatArray | None = None,
    ) -> FloatArray:
        """Return how far the edits of the anatomy move the skin.

        Parameters
        ----------
        state : FaceState
            The document.
        resting : (N_skin, 3) float64
            Its skin at rest without edits of the anatomy, mm.
        thicker : (N_skin,) float64
            From `thicker`.
        expression : Similarity, optional
            The mandible's motion by the expression, which comes after.
        treated : (N_skin, 3) float64, optional
            How far a treatment moves the skin, mm.

        Returns
        -------
        (N_skin, 3) float64
            mm.
        """
        moves = thicker[:, None] * self.anatomy.normal
        local = self.bone_moves(state, self.skin_fields)
        if local is not None:
            moves = moves + local
        jaw, weight = self.jaw_motion(state, resting), self.anatomy.jaw
        if mandible_moves(state.bone):
            moves = blend_skinned(resting + moves, weight, jaw) - resting
        if treated is not None:
            moves = moves + treated
        if expression is not None:
            turned = moves @ expression.rotation.T
            moves = moves + weight[:, None] * (turned - moves)
        return moves

    def edited(self, state: FaceState, resting: FloatArray, thicker: FloatArray) -> Anatomy:
        """Return the anatomy after the edits, at rest and with the jaw where it was.

        Parameters
        ----------
        state : FaceState
            The document.
        resting : (N_skin, 3) float64
            Its skin at rest without edits of the anatomy, mm.
        thicker : (N_skin,) float64
            From `thicker`.

        Returns
        -------
        Anatomy
            ``b' + d' n`` is the edited skin.
        """
        own = self.anatomy
        bone = resting - own.depth[:, None] * own.normal
        local = self.bone_moves(state, self.skin_fields)
        if local is not None:
            bone = bone + local
        return Anatomy(bone, own.normal, own.depth + thicker, own.jaw, own.known)
