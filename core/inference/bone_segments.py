"""Where the skull is cut: which vertices of the template belong to each segment of a treatment.

The cuts are planes through landmarks of the template; the same vertices then belong to a segment in
everybody. A segment moves as a rigid body about the middle of its own bone, then goes along with
the segment that carries it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import BoolArray, FloatArray, IntArray
from core.document.treatment import SEGMENTS, STILL, TEETH_NUMBERS, Move, twin_segment
from core.errors import EditError
from core.geometry.mesh import Mesh
from core.geometry.template import SKULL_LABELS, Template
from core.geometry.transforms import Similarity
from core.models.teeth_curve import TeethRows, template_teeth

_MANDIBLE, _CRANIUM = SKULL_LABELS.index("mandible"), SKULL_LABELS.index("cranium")
_CROWNS = {"upper": SKULL_LABELS.index("upper_teeth"), "lower": SKULL_LABELS.index("lower_teeth")}
_TOOTHED = ("tooth_", "upper_", "lower_")
_JAWS = {"upper": _CRANIUM, "lower": _MANDIBLE}
FIXED = -1
"""Of vertices that no segment carries."""
SPLIT_SHARE, SPLIT_TILT = 0.38, np.array([0.0, -0.35, 0.94])
"""The mandible is cut at this share of the way from its angles to the pogonion, across this."""
LE_FORT_ABOVE = 4.0
"""The upper jaw is cut this far above the anterior nasal spine, mm."""
LE_FORT_BACK, LE_FORT_HALF = 52.0, 40.0
"""It reaches back from the spine to the pterygoid process, and to either side, mm."""
CHIN_SHARE, CHIN_HALF, CHIN_DEPTH = 0.15, 24.0, 26.0
"""The chin is cut at this share of the way from B point down to menton; half width, depth, mm."""
ALVEOLAR = 8.0
"""Bone this near to a tooth's neck goes with the tooth, mm: it is rebuilt around the root."""
CHEEK_RADIUS = 22.0
"""The body of the cheekbone around the middle of orbitale, zygion and frontomalare, mm."""


@dataclass(frozen=True, eq=False)
class Cut:
    """A plane in which bone is cut, for people to see.

    Attributes
    ----------
    segment : str
        What is cut off.
    middle, normal : (3,) float64
        Head frame, mm; the normal points to the segment.
    """

    segment: str
    middle: FloatArray
    normal: FloatArray


@dataclass(frozen=True, eq=False)
class BoneSegments:
    """The segments of the template skull.

    Attributes
    ----------
    keys : tuple of str
        Segments that have vertices, in the order of `SEGMENTS`.
    members : mapping of str to (N_skull,) bool
        Vertices of each, those of what it carries included.
    innermost : (N_skull,) int64
        Index into `keys` of the smallest segment of each vertex; `FIXED` where there is none.
    cuts : tuple of Cut
        On the template.
    """

    keys: tuple[str, ...]
    members: Mapping[str, BoolArray]
    innermost: IntArray
    cuts: tuple[Cut, ...]

    @classmethod
    def of(cls, template: Template) -> "BoneSegments":
        """Cut the template skull.

        Parameters
        ----------
        template : Template
            Skull, labels and landmarks.

        Returns
        -------
        BoneSegments
            Without those for which the template lacks landmarks.
        """
        skull, labels = template.skull, template.skull_labels
        at = {name: skull.vertices[index] for name, index in template.skull_landmarks.items()}
        members, cuts = _bones(skull.vertices, labels, at)
        crowns = [labels == label for label in _CROWNS.values()]
        if all(crown.any() for crown in crowns):
            members |= _teeth(skull, labels, template_teeth(skull, labels))
        keys = tuple(key for key in SEGMENTS if key in members and members[key].any())
        innermost = np.full(len(labels), FIXED, dtype=np.int64)
        for index, key in enumerate(keys):
            innermost[members[key]] = index
        return cls(keys, {key: members[key] for key in keys}, innermost, cuts)

    @cached_property
    def mirrored(self) -> IntArray:
        """Index of the segment on the other side of each, (segments,); of middle ones their own."""
        return np.array([self.keys.index(twin_segment(key)) for key in self.keys], dtype=np.int64)

    @cached_property
    def cut(self) -> IntArray:
        """Index of the cut bone that carries each segment, (segments,): teeth stand in a jaw."""
        found = []
        for key in self.keys:
            bone = key
            while bone.startswith(_TOOTHED) and SEGMENTS[bone].parent in self.keys:
                bone = str(SEGMENTS[bone].parent)
            found.append(self.keys.index(bone))
        return np.array(found, dtype=np.int64)

    def motions(self, moves: Mapping[str, Move], skull: FloatArray) -> tuple[Similarity, ...]:
        """Return how each segment moves, what carries it included.

        Parameters
        ----------
        moves : mapping of str to Move
            By segment.
        skull : (N_skull, 3) float64
            The person's, at rest, mm.

        Returns
        -------
        tuple of Similarity
            Rigid, in the order of `keys`.

        Raises
        ------
        EditError
            When the models lack a segment that is to move.
        """
        unknown = [key for key in moves if key not in self.keys]
        if unknown:
            raise EditError(f"These models cannot move {unknown[0]}; choose models that can.")
        whole: dict[str, Similarity] = {}
        for key in self.keys:
            own = _rigid(moves.get(key, STILL), self.pivot(key, skull))
            parent = SEGMENTS[key].parent
            whole[key] = own if parent not in whole else whole[parent].after(own)
        return tuple(whole[key] for key in self.keys)

    def pivot(self, key: str, skull: FloatArray) -> FloatArray:
        """Return the middle of a segment's bone.

        Parameters
        ----------
        key : str
            Of `keys`.
        skull : (N_skull, 3) float64
            The person's, at rest, mm.

        Returns
        -------
        (3,) float64
            mm.
        """
        middle: FloatArray = skull[self.members[key]].mean(axis=0)
        return middle

    def seat(self, key: str, moves: Mapping[str, Move], skull: FloatArray) -> FloatArray:
        """Return where the middle of a segment's bone lies under a treatment.

        Parameters
        ----------
        key : str
            Of `keys`.
        moves : mapping of str to Move
            By segment.
        skull : (N_skull, 3) float64
            The person's, at rest, mm.

        Returns
        -------
        (3,) float64
            mm.
        """
        motion = self.motions(moves, skull)[self.keys.index(key)]
        there: FloatArray = motion.apply(self.pivot(key, skull)[None])[0]
        return there

    def moved(
        self, points: FloatArray, owner: IntArray, motions: tuple[Similarity, ...]
    ) -> FloatArray:
        """Return points that go with their segments.

        Parameters
        ----------
        points : (n, 3) float64
            mm.
        owner : (n,) int64
            Index into `keys`, or `FIXED`.
        motions : tuple of Similarity
            From `motions`.

        Returns
        -------
        (n, 3) float64
            mm.
        """
        found = points.copy()
        for index, motion in enumerate(motions):
            mine = owner == index
            if mine.any():
                found[mine] = motion.apply(points[mine])
        return found


def _rigid(move: Move, pivot: FloatArray) -> Similarity:
    turn = Rotation.from_euler("xyz", move[3:], degrees=True).as_matrix()
    return Similarity(1.0, turn, pivot - turn @ pivot + np.array(move[:3]))


def _bones(
    vertices: FloatArray, labels: IntArray, at: Mapping[str, FloatArray]
) -> tuple[dict[str, BoolArray], tuple[Cut, ...]]:
    members: dict[str, BoolArray] = {}
    cuts: list[Cut] = []
    if all(name in at for name in ("gonion_left", "gonion_right", "pogonion", "menton", "b_point")):
        angles = 0.5 * (at["gonion_left"] + at["gonion_right"])
        through = angles + SPLIT_SHARE * (at["pogonion"] - angles)
        jaw = (labels == _MANDIBLE) | (labels == _CROWNS["lower"])
        members["mandible"] = jaw & ((vertices - through) @ SPLIT_TILT > 0.0)
        cuts.append(Cut("mandible", through, SPLIT_TILT / np.linalg.norm(SPLIT_TILT)))
        level = at["b_point"] + CHIN_SHARE * (at["menton"] - at["b_point"])
        off = vertices - level
        members["chin"] = (
            (labels == _MANDIBLE)
            & (off[:, 1] < 0.0)
            & (np.abs(off[:, 0]) < CHIN_HALF)
            & (off[:, 2] > -CHIN_DEPTH)
        )
        cuts.append(Cut("chin", level, np.array([0.0, -1.0, 0.0])))
    if "anterior_nasal_spine" in at:
        spine = at["anterior_nasal_spine"]
        off = vertices - spine
        members["maxilla"] = (
            ((labels == _CRANIUM) | (labels == _CROWNS["upper"]))
            & (off[:, 1] < LE_FORT_ABOVE)
            & (off[:, 2] > -LE_FORT_BACK)
            & (np.abs(off[:, 0]) < LE_FORT_HALF)
        )
        middle = spine + np.array([0.0, LE_FORT_ABOVE, -0.5 * LE_FORT_BACK])
        cuts.append(Cut("maxilla", middle, np.array([0.0, -1.0, 0.0])))
    for side in ("left", "right"):
        around = [f"{name}_{side}" for name in ("orbitale", "zygion", "frontomalare")]
        if all(name in at for name in around):
            middle = np.mean([at[name] for name in around], axis=0)
            near = np.linalg.norm(vertices - middle, axis=1) < CHEEK_RADIUS
            members[f"zygoma_{side}"] = near & (labels == _CRANIUM)
    return members, tuple(cuts)


def _teeth(skull: Mesh, labels: IntArray, rows: TeethRows) -> dict[str, BoolArray]:
    members: dict[str, BoolArray] = {}
    for arch, numbers in TEETH_NUMBERS.items():
        centres = rows.centres(skull.vertices, arch)
        flat = skull.vertices[:, None, [0, 2]] - centres[None, :, [0, 2]]
        nearest = np.argmin((flat * flat).sum(axis=2), axis=1)
        to_neck = np.linalg.norm(skull.vertices - centres[nearest], axis=1)
        crown = (labels == _CROWNS[arch]) | ((labels == _JAWS[arch]) & (to_neck < ALVEOLAR))
        members[f"{arch}_arch"] = crown
        for tooth, number in enumerate(numbers):
            members[f"tooth_{number}"] = crown & (nearest == tooth)
        front = [tooth for tooth, number in enumerate(numbers) if number % 10 <= 2]
        members[f"{arch}_incisors"] = crown & np.isin(nearest, front)
    return members
