"""Which bones can be moved, how far, and what surgeons call it.

Directions are the head frame's: left is the person's own left, forward out of the face, down
towards the chin. The mandible turns about the axis through its condyles; the other moves are local
and fade over the bone around them. What a move does to the skin is `core.inference.anatomy_edit`'s
work.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.document.control_spec import Control
from core.errors import EditError

_SIDES = ("_left", "_right")
MANDIBLE = "mandible"
"""The bone that moves as a rigid body; its controls say how."""


@dataclass(frozen=True)
class BoneControl:
    """One move of one bone.

    Attributes
    ----------
    key : str
        Bone and move, as the command line writes it: ``mandible.forward``.
    bone, move : str
        What people read for each.
    minimum, maximum : float
        Range, mm or degrees.
    unit : str
        ``mm`` or ``deg``.
    term : str
        What it is, in one sentence, with the surgeon's word for it.
    """

    key: str
    bone: str
    move: str
    minimum: float
    maximum: float
    unit: str
    term: str

    @property
    def title(self) -> str:
        """Such as ``Mandible forward``."""
        return f"{self.bone} {self.move.lower()}"

    @property
    def step(self) -> float:
        """Finest sensible change."""
        return 0.1

    def control(self) -> Control:
        """Return it as a slider's description."""
        return Control(
            self.key, self.title, "bone", self.minimum, self.maximum, self.step, 0.0, self.unit
        )


def _pair(name: str, bone: str, *moves: tuple[str, str, float, str]) -> tuple[BoneControl, ...]:
    return tuple(
        BoneControl(f"{name}_{side}.{key}", f"{bone}, {side}", title, -reach, reach, "mm", term)
        for side in ("left", "right")
        for key, title, reach, term in moves
    )


BONE_CONTROLS: tuple[BoneControl, ...] = (
    BoneControl("mandible.open", "Mandible", "Open", 0.0, 35.0, "deg",
                "Turns the lower jaw down about the axis through its condyles (jaw joints)."),
    BoneControl("mandible.forward", "Mandible", "Forward", -10.0, 10.0, "mm",
                "Moves the lower jaw forward or back, as a sagittal split osteotomy does."),
    BoneControl("mandible.drop", "Mandible", "Down", -5.0, 10.0, "mm",
                "Lowers or raises the lower jaw without turning it."),
    BoneControl("mandible.shift", "Mandible", "To the left", -8.0, 8.0, "mm",
                "Moves the lower jaw to the person's left (laterotrusion)."),
    BoneControl("mandible.yaw", "Mandible", "Turn to the left", -8.0, 8.0, "deg",
                "Turns the chin to the person's left about an upright axis between the condyles."),
    BoneControl("mandible.roll", "Mandible", "Tilt, left side up", -8.0, 8.0, "deg",
                "Tilts the lower jaw about an axis from back to front (a cant)."),
    BoneControl("maxilla.forward", "Maxilla", "Forward", -8.0, 8.0, "mm",
                "Moves the upper jaw with its teeth forward or back, as a Le Fort I osteotomy."),
    BoneControl("maxilla.down", "Maxilla", "Down", -6.0, 6.0, "mm",
                "Lowers or raises the upper jaw with its teeth; up is an impaction."),
    BoneControl("chin.forward", "Chin", "Forward", -8.0, 10.0, "mm",
                "Moves the chin's bone (the symphysis below the teeth) as a genioplasty does."),
    BoneControl("chin.down", "Chin", "Down", -6.0, 8.0, "mm",
                "Lengthens or shortens the chin's bone."),
    BoneControl("chin.width", "Chin", "Width", -8.0, 8.0, "mm",
                "Widens or narrows the chin's bone, both sides together."),
    *_pair("gonion", "Jaw angle",
           ("out", "Out", 8.0, "Moves the mandibular angle (gonion) outwards or inwards.")),
    *_pair("zygoma", "Cheekbone",
           ("out", "Out", 8.0, "Moves the cheekbone (zygoma) outwards or inwards."),
           ("forward", "Forward", 8.0, "Moves the cheekbone (zygoma) forward or back.")),
    BoneControl("nasal_bone.forward", "Nasal bone", "Forward", -5.0, 5.0, "mm",
                "Raises or lowers the bony bridge of the nose (the dorsum)."),
    BoneControl("nasal_bone.width", "Nasal bone", "Width", -6.0, 6.0, "mm",
                "Widens or narrows the bony bridge, both sides together."),
    BoneControl("brow_ridge.forward", "Brow ridge", "Forward", -5.0, 5.0, "mm",
                "Moves the supraorbital ridge above the eyes forward or back."),
)  # fmt: skip
"""Every move there is, in the order in which people see them."""

_BY_KEY: Mapping[str, BoneControl] = {control.key: control for control in BONE_CONTROLS}


def bone_control(key: str) -> BoneControl:
    """Return the control of a key.

    Parameters
    ----------
    key : str
        Such as ``chin.down``.

    Returns
    -------
    BoneControl
        Range and words.

    Raises
    ------
    EditError
        When there is none; the message lists what there is.
    """
    if key not in _BY_KEY:
        raise EditError(f"There is no bone control {key!r}; choose one of {', '.join(_BY_KEY)}.")
    return _BY_KEY[key]


def bones_named(name: str) -> tuple[str, ...]:
    """Return the keys that a name addresses.

    Parameters
    ----------
    name : str
        What a person typed: a key, or a bilateral one without its side (``zygoma.out``).

    Returns
    -------
    tuple of str
        One key, or those of both sides.

    Raises
    ------
    EditError
        When nothing bears the name.
    """
    wanted = name.strip().lower().replace("-", "_")
    bone, _, move = wanted.partition(".")
    pair = tuple(f"{bone}{side}.{move}" for side in _SIDES)
    if all(key in _BY_KEY for key in pair):
        return pair
    return (bone_control(wanted).key,)


def mirrored_bone(bone: Mapping[str, float]) -> dict[str, float]:
    """Return moves of bone with left and right exchanged.

    Parameters
    ----------
    bone : mapping of str to float
        Per key, mm or degrees.

    Returns
    -------
    dict of str to float
        Sideways moves of the mandible change their sign.
    """
    sideways = {"mandible.shift", "mandible.yaw", "mandible.roll"}
    return {_twin(key): -value if key in sideways else value for key, value in bone.items()}


def _twin(key: str) -> str:
    for side, other in (_SIDES, _SIDES[::-1]):
        if f"{side}." in key:
            return key.replace(f"{side}.", f"{other}.")
    return key


def mandible_moves(bone: Mapping[str, float]) -> dict[str, float]:
    """Return what moves the mandible as a whole, by the name of the move.

    Parameters
    ----------
    bone : mapping of str to float
        Per key.

    Returns
    -------
    dict of str to float
        Such as ``open``, degrees, and ``forward``, mm.
    """
    prefix = f"{MANDIBLE}."
    return {key.removeprefix(prefix): v for key, v in bone.items() if key.startswith(prefix)}


def without_mandible(bone: Mapping[str, float]) -> dict[str, float]:
    """Return moves of bone without those of the mandible as a whole.

    Parameters
    ----------
    bone : mapping of str to float
        Per key.

    Returns
    -------
    dict of str to float
        Local moves only.
    """
    return {key: value for key, value in bone.items() if not key.startswith(f"{MANDIBLE}.")}


def symmetric_groups(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return keys by the name that one slider for both sides has.

    Parameters
    ----------
    keys : iterable of str
        In their order.

    Returns
    -------
    dict of str to tuple of str
        One key or both sides' keys a name, such as ``zygoma.out``.
    """
    found: dict[str, tuple[str, ...]] = {}
    for key in keys:
        name = key
        for side in _SIDES:
            name = name.replace(f"{side}.", ".")
        found[name] = (*found.get(name, ()), key)
    return found
