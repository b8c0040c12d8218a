"""Moves of bone as geometry: how far every point of skull and skin goes with each control.

The mandible moves as a rigid body about the axis through its condyles. All other moves are smooth
and local: whole at the bone that is named, fading over the bone around it. A point of the skin goes
with the bone point beneath it (AIM's b), and only with the jaw that it belongs to (AIM's k).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.document.bone_controls import BONE_CONTROLS, MANDIBLE
from core.geometry.steps import quintic_step
from core.geometry.template import SKULL_LABELS, Template
from core.geometry.transforms import Similarity

PLATEAU = 0.2
"""Share of a move's radius over which it is whole."""
TEETH = tuple(SKULL_LABELS.index(name) for name in ("upper_teeth", "lower_teeth"))
UPPER, LOWER = SKULL_LABELS.index("upper_teeth"), SKULL_LABELS.index("lower_teeth")
JAW_LABELS = tuple(SKULL_LABELS.index(name) for name in ("mandible", "lower_teeth"))


@dataclass(frozen=True, eq=False)
class LocalMove:
    """A smooth move of one bone.

    Attributes
    ----------
    ends : tuple of str
        Skull landmarks: one for a ball, two for a rounded rod between them.
    radii : (float, float, float)
        Extent along x, y and z on a head of the template's size, mm.
    direction : (float, float, float)
        Of the move; for a widening its x part is how fast the sides part, mm.
    jaw : bool
        Whether the bone is the mandible's.
    widens : bool
        Whether both sides go apart.
    """

    ends: tuple[str, ...]
    radii: tuple[float, float, float]
    direction: tuple[float, float, float]
    jaw: bool = False
    widens: bool = False


_OUT, _IN, _FORWARD, _DOWN = (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, -1.0, 0.0)
_CHIN = ("pogonion", "menton")
_CHIN_RADII, _NOSE_RADII = (34.0, 22.0, 32.0), (17.0, 17.0, 22.0)
_ANGLE_RADII, _CHEEK_RADII = (24.0, 32.0, 32.0), (32.0, 24.0, 36.0)
LOCAL_MOVES: Mapping[str, LocalMove] = {
    "chin.forward": LocalMove(_CHIN, _CHIN_RADII, _FORWARD, jaw=True),
    "chin.down": LocalMove(_CHIN, _CHIN_RADII, _DOWN, jaw=True),
    "chin.width": LocalMove(_CHIN, (46.0, 24.0, 34.0), (7.0, 0.0, 0.0), jaw=True, widens=True),
    "gonion_left.out": LocalMove(("gonion_left",), _ANGLE_RADII, _OUT, jaw=True),
    "gonion_right.out": LocalMove(("gonion_right",), _ANGLE_RADII, _IN, jaw=True),
    "zygoma_left.out": LocalMove(("zygoma_left",), _CHEEK_RADII, _OUT),
    "zygoma_left.forward": LocalMove(("zygoma_left",), _CHEEK_RADII, _FORWARD),
    "zygoma_right.out": LocalMove(("zygoma_right",), _CHEEK_RADII, _IN),
    "zygoma_right.forward": LocalMove(("zygoma_right",), _CHEEK_RADII, _FORWARD),
    "nasal_bone.forward": LocalMove(("nasion", "rhinion"), _NOSE_RADII, _FORWARD),
    "nasal_bone.width": LocalMove(
        ("nasion", "rhinion"), (24.0, 18.0, 26.0), (3.0, 0.0, 0.0), widens=True
    ),
    "brow_ridge.forward": LocalMove(
        ("supraorbitale_left", "supraorbitale_right"), (26.0, 18.0, 26.0), _FORWARD
    ),
}
"""Every local move but those of the maxilla, which is no ball."""
_BODY_OF_ZYGOMA = np.array([0.0, -7.0, 6.0])
"""From the middle between orbitale and zygion to the body of the cheekbone, mm."""
_MAXILLA = {"maxilla.forward": _FORWARD, "maxilla.down": _DOWN}
_MAXILLA_BACK = (28.0, 55.0)
"""From the tragi forward the maxilla's move begins and is whole, mm on the template's size."""
_MAXILLA_TOP = 3.0
"""It ends this far below the orbits' lower rim, mm."""


@dataclass(frozen=True, eq=False)
class SkullPlaces:
    """Where a person's skull landmarks lie.

    Attributes
    ----------
    at : mapping of str to (3,) float64
        Head frame, mm.
    size : float
        Relative head size, by which radii grow.
    """

    at: Mapping[str, FloatArray]
    size: float = 1.0

    @classmethod
    def of(
        cls, vertices: FloatArray, landmarks: Mapping[str, int], size: float = 1.0
    ) -> "SkullPlaces":
        """Return the places on a skull, the body of each cheekbone among them.

        Parameters
        ----------
        vertices : (N_skull, 3) float64
            At rest, head frame, mm.
        landmarks : mapping of str to int
            Of the template.
        size : float
            Relative head size.

        Returns
        -------
        SkullPlaces
            Of this person.
        """
        at = {name: vertices[index] for name, index in landmarks.items()}
        for side in ("left", "right"):
            ends = [f"{name}_{side}" for name in ("orbitale", "zygion")]
            if all(name in at for name in ends):
                middle = np.mean([at[name] for name in ends], axis=0)
                at[f"zygoma_{side}"] = middle + size * _BODY_OF_ZYGOMA
        return cls(at, size)

    def knows(self, key: str) -> bool:
        """Return whether the landmarks that a control needs are there.

        Parameters
        ----------
        key : str
            Of `BONE_CONTROLS`.

        Returns
        -------
        bool
            False in templates with fewer landmarks.
        """
        if key.startswith(MANDIBLE):
            needed: tuple[str, ...] = ("condylion_left", "condylion_right")
        elif key in _MAXILLA:
            needed = ("anterior_nasal_spine", "orbitale_left", "orbitale_right")
        else:
            needed = LOCAL_MOVES[key].ends
        return all(name in self.at for name in needed)

    @property
    def hinge(self) -> FloatArray:
        """The middle of the axis through the condyles, (3,) mm."""
        middle: FloatArray = 0.5 * (self.at["condylion_left"] + self.at["condylion_right"])
        return middle


def known_bones(template: Template) -> tuple[str, ...]:
    """Return the controls of bone for which a template has the landmarks.

    Parameters
    ----------
    template : Template
        The mean head.

    Returns
    -------
    tuple of str
        Keys, in the order of `BONE_CONTROLS`.
    """
    places = SkullPlaces.of(template.skull.vertices, template.skull_landmarks)
    return tuple(one.key for one in BONE_CONTROLS if places.knows(one.key))


def mandible_motion(moves: Mapping[str, float], hinge: FloatArray) -> Similarity:
    """Return the rigid motion of the mandible.

    Parameters
    ----------
    moves : mapping of str to float
        ``open``, ``roll``, ``yaw`` in degrees, ``forward``, ``drop``, ``shift`` in mm.
    hinge : (3,) float64
        Middle of the axis through the condyles, head frame, mm.

    Returns
    -------
    Similarity
        First the opening about the x axis, then roll about z, then yaw about y, all through the
        hinge; then the shifts. The axis is taken along x: the landmarks of the condyles are known
        to a millimetre or two, which would make an even opening drift to one side.
    """
    from scipy.spatial.transform import Rotation  # slow to load: not before bone is moved

    degrees = [moves.get(name, 0.0) for name in ("open", "roll", "yaw")]
    turn = Rotation.from_euler("xzy", degrees, degrees=True).as_matrix()
    forward, drop, shift = (moves.get(name, 0.0) for name in ("forward", "drop", "shift"))
    return Similarity(1.0, turn, hinge - turn @ hinge + np.array([shift, -drop, forward]))


def local_fields(points: FloatArray, places: SkullPlaces) -> dict[str, FloatArray]:
    """Return how points of the bone go with each local control, whatever bone they are of.

    Parameters
    ----------
    points : (n, 3) float64
        At rest, head frame, mm.
    places : SkullPlaces
        The person's landmarks.

    Returns
    -------
    dict of str to (n, 3) float64
        mm per mm of the control.
    """
    fields = {}
    for control in BONE_CONTROLS:
        key = control.key
        if key.startswith(MANDIBLE) or not places.knows(key):
            continue
        if key in _MAXILLA:
            fields[key] = _maxilla_weight(points, places)[:, None] * np.array(_MAXILLA[key])
        else:
            fields[key] = _local(points, LOCAL_MOVES[key], places)
    return fields


def _local(points: FloatArray, move: LocalMove, places: SkullPlaces) -> FloatArray:
    radii = np.array(move.radii) * places.size
    start, end = places.at[move.ends[0]], places.at[move.ends[-1]]
    axis, relative = (end - start) / radii, (points - start) / radii
    along = np.clip(relative @ axis / max(float(axis @ axis), 1e-12), 0.0, 1.0)
    apart = np.linalg.norm(relative - along[:, None] * axis, axis=1)
    weight = quintic_step((1.0 - apart) / (1.0 - PLATEAU))[:, None]
    direction: FloatArray = np.tile(np.array(move.direction), (len(points), 1))
    if move.widens:
        # Half of the wanted width to either side.
        direction[:, 0] = 0.5 * np.tanh((points[:, 0] - 0.5 * (start + end)[0]) / direction[:, 0])
    moved: FloatArray = weight * direction
    return moved


def _maxilla_weight(points: FloatArray, places: SkullPlaces) -> FloatArray:
    """Return one at the upper jaw, zero at orbits, cheekbones and behind, (n,)."""
    floor = float(places.at["anterior_nasal_spine"][1])
    rim = 0.5 * float(places.at["orbitale_left"][1] + places.at["orbitale_right"][1])
    top = rim - _MAXILLA_TOP * places.size
    begin, whole = (depth * places.size for depth in _MAXILLA_BACK)
    low = quintic_step((top - points[:, 1]) / max(top - floor, 1.0))
    weight: FloatArray = low * quintic_step((points[:, 2] - begin) / (whole - begin))
    return weight


def on_bone(field: FloatArray, key: str, labels: IntArray) -> FloatArray:
    """Return a local field on the skull: only the named bone moves, teeth stay whole.

    Parameters
    ----------
    field : (N_skull, 3) float64
        From `local_fields` at the skull's vertices.
    key : str
        The control.
    labels : (N_skull,) int64
        Index into `core.geometry.template.SKULL_LABELS`.

    Returns
    -------
    (N_skull, 3) float64
        mm per mm.
    """
    if key in _MAXILLA:
        moved = np.where(np.isin(labels, JAW_LABELS)[:, None], 0.0, field)
        return np.where((labels == UPPER)[:, None], np.array(_MAXILLA[key]), moved)
    jaw = np.isin(labels, JAW_LABELS) == LOCAL_MOVES[key].jaw
    return np.where((jaw & ~np.isin(labels, TEETH))[:, None], field, 0.0)


def on_skin(field: FloatArray, key: str, jaw: FloatArray) -> FloatArray:
    """Return a local field on the skin: it goes with the jaw that it belongs to.

    Parameters
    ----------
    field : (N_skin, 3) float64
        From `local_fields` at the bone points beneath the skin.
    key : str
        The control.
    jaw : (N_skin,) float64
        How much of the bone beneath is the mandible's, 0 to 1.

    Returns
    -------
    (N_skin, 3) float64
        mm per mm.
    """
    lower = key not in _MAXILLA and LOCAL_MOVES[key].jaw
    share = jaw if lower else 1.0 - jaw
    followed: FloatArray = field * share[:, None]
    return followed
