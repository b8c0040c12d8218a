"""A treatment: which pieces of bone or teeth are moved, and the skin that follows.

Moves are plain numbers in the head frame. What they do to the skin is `core.inference`'s instant
answer until finite elements have told better; their answer is kept here, so that a project shows it
at once. A simulation for communication and research, not a surgical plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from core.arrays import FloatArray, frozen_floats
from core.errors import EditError

Move = tuple[float, float, float, float, float, float]
"""To the left, up, forward in mm; then turns about these three axes in degrees, right-handed."""
STILL: Move = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
AXES = ("left", "up", "forward", "pitch", "yaw", "roll")
"""Names of a move's six numbers."""
LIMIT_MM, LIMIT_DEGREES = 15.0, 20.0
MATERIALS = ("linear", "corotated", "neo-hookean")
TETS = (20_000, 60_000, 150_000)


@dataclass(frozen=True)
class Segment:
    """A piece of bone or teeth that moves as one.

    Attributes
    ----------
    key, title : str
        For the command line and for people.
    parent : str or None
        The segment that carries it.
    term : str
        What it is, in one sentence.
    """

    key: str
    title: str
    parent: str | None
    term: str


_FDI = {
    "upper": (17, 16, 15, 14, 13, 12, 11, 21, 22, 23, 24, 25, 26, 27),
    "lower": (47, 46, 45, 44, 43, 42, 41, 31, 32, 33, 34, 35, 36, 37),
}
TEETH_NUMBERS: Mapping[str, tuple[int, ...]] = MappingProxyType(_FDI)
"""Numbers of the teeth after the World Dental Federation, from the right second molar on."""
_ACROSS = {"1": "2", "2": "1", "3": "4", "4": "3"}
_PIECES = (
    Segment("mandible", "Mandible", None,
            "The lower jaw before a cut behind its last molar (sagittal split osteotomy)."),
    Segment("maxilla", "Maxilla", None,
            "The upper jaw below a level cut above its teeth (Le Fort I osteotomy)."),
    Segment("chin", "Chin", "mandible",
            "The chin below the lower front teeth (genioplasty)."),
    Segment("zygoma_left", "Cheekbone, left", None, "The body of the left cheekbone."),
    Segment("zygoma_right", "Cheekbone, right", None, "The body of the right cheekbone."),
    Segment("upper_arch", "Upper teeth", "maxilla", "All upper teeth together."),
    Segment("lower_arch", "Lower teeth", "mandible", "All lower teeth together."),
    Segment("upper_incisors", "Upper incisors", "upper_arch", "The four upper front teeth."),
    Segment("lower_incisors", "Lower incisors", "lower_arch", "The four lower front teeth."),
)  # fmt: skip


def _tooth(number: int, arch: str) -> Segment:
    parent = f"{arch}_incisors" if number % 10 <= 2 else f"{arch}_arch"
    return Segment(
        f"tooth_{number}", f"Tooth {number}", parent, f"The {arch} tooth {number} (FDI)."
    )


SEGMENTS: Mapping[str, Segment] = MappingProxyType(
    {one.key: one for one in _PIECES}
    | {f"tooth_{n}": _tooth(n, arch) for arch, row in _FDI.items() for n in row}
)
"""Every segment by its key, carriers before what they carry."""


@dataclass(frozen=True)
class Preset:
    """A treatment that is met often.

    Attributes
    ----------
    key, title : str
        For the command line and for people.
    moves : mapping of str to Move
        Of the segments.
    """

    key: str
    title: str
    moves: Mapping[str, Move]


def _preset(key: str, title: str, segment: str, move: Move) -> Preset:
    return Preset(key, title, MappingProxyType({segment: move}))


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        one.key: one
        for one in (
            _preset("mandibular-advancement", "Mandibular advancement 5 mm", "mandible",
                    (0.0, 0.0, 5.0, 0.0, 0.0, 0.0)),
            _preset("maxillary-impaction", "Maxillary impaction 3 mm", "maxilla",
                    (0.0, 3.0, 0.0, 0.0, 0.0, 0.0)),
            _preset("genioplasty", "Genioplasty 4 mm", "chin",
                    (0.0, 0.0, 4.0, 0.0, 0.0, 0.0)),
            _preset("incisor-retraction", "Incisor retraction 3 mm", "upper_incisors",
                    (0.0, 0.0, -3.0, 0.0, 0.0, 0.0)),
        )
    }
)  # fmt: skip
"""By key."""


@dataclass(frozen=True)
class Treatment:
    """Moves of segments and, once it was simulated, how the skin follows.

    Attributes
    ----------
    moves : mapping of str to Move
        By segment; those that do not move are left out.
    material : str
        Of `MATERIALS`: how the tissue was, or is to be, simulated.
    tets : int
        Of `TETS`: how fine.
    skin : (N_skin, 3) float64 or None
        Displacement of every template vertex by finite elements, mm; None before they ran.
    spread : float
        By how much the stiffness of tissue, as far as it is not known, changes the answer, mm (the
        95th percentile over the skin that moves); 0 when that was not asked.
    on_ct : bool
        Whether it was simulated on the bone of a CT instead of the inferred skull.
    """

    moves: Mapping[str, Move] = field(default_factory=dict)
    material: str = "linear"
    tets: int = 60_000
    skin: FloatArray | None = field(default=None, compare=False)
    spread: float = 0.0
    on_ct: bool = False

    def __post_init__(self) -> None:
        moves = {key: _checked(key, move) for key, move in self.moves.items()}
        kept = {key: moves[key] for key in SEGMENTS if key in moves and any(moves[key])}
        object.__setattr__(self, "moves", MappingProxyType(kept))
        if self.skin is not None:
            object.__setattr__(self, "skin", frozen_floats(self.skin).reshape(-1, 3))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Treatment):
            return NotImplemented
        mine = (dict(self.moves), self.material, self.tets, self.spread, self.on_ct)
        theirs = (dict(other.moves), other.material, other.tets, other.spread, other.on_ct)
        same = mine == theirs
        if self.skin is None or other.skin is None:
            return same and self.skin is other.skin
        return same and np.array_equal(self.skin, other.skin)

    def __hash__(self) -> int:
        return hash((tuple(self.moves.items()), self.material, self.tets))

    @property
    def moving(self) -> bool:
        """Whether anything moves."""
        return bool(self.moves)

    @property
    def simulated(self) -> bool:
        """Whether finite elements have told how the skin follows."""
        return self.skin is not None


def segment_named(key: str) -> Segment:
    """Return the segment of a key.

    Parameters
    ----------
    key : str
        What a person typed.

    Returns
    -------
    Segment
        Title and carrier.

    Raises
    ------
    EditError
        When there is none; the message lists what there is.
    """
    wanted = key.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted not in SEGMENTS:
        plain = ", ".join(one.key for one in _PIECES)
        raise EditError(
            f"There is no segment {key[:40]!r}; choose one of {plain} or a tooth such as tooth_11."
        )
    return SEGMENTS[wanted]


def preset_named(key: str) -> Preset:
    """Return the preset of a key.

    Parameters
    ----------
    key : str
        What a person typed.

    Returns
    -------
    Preset
        Its moves.

    Raises
    ------
    EditError
        When there is none; the message lists what there is.
    """
    wanted = key.strip().lower().replace("_", "-").replace(" ", "-")
    if wanted not in PRESETS:
        raise EditError(f"There is no treatment {key[:40]!r}; choose one of {', '.join(PRESETS)}.")
    return PRESETS[wanted]


def move_words(move: Move) -> str:
    """Return a move in words.

    Parameters
    ----------
    move : Move
        mm and degrees.

    Returns
    -------
    str
        Such as ``5 mm forward, 2° pitch``; ``nothing`` for none.
    """
    names = (("right", "left"), ("down", "up"), ("back", "forward"))
    words = [f"{abs(mm):g} mm {names[at][mm > 0]}" for at, mm in enumerate(move[:3]) if mm]
    words += [f"{turn:+g}° {AXES[3 + at]}" for at, turn in enumerate(move[3:]) if turn]
    return ", ".join(words) or "nothing"


def mirrored_moves(moves: Mapping[str, Move]) -> dict[str, Move]:
    """Return moves with left and right exchanged.

    Parameters
    ----------
    moves : mapping of str to Move
        By segment.

    Returns
    -------
    dict of str to Move
        Of the segments on the other side.
    """
    return {twin_segment(key): (-a, b, c, d, -e, -f) for key, (a, b, c, d, e, f) in moves.items()}


def twin_segment(key: str) -> str:
    """Return the segment on the other side; itself where it lies in the middle.

    Parameters
    ----------
    key : str
        Of `SEGMENTS`.

    Returns
    -------
    str
        Of `SEGMENTS`.
    """
    for end, other in (("_left", "_right"), ("_right", "_left")):
        if key.endswith(end):
            return key.removesuffix(end) + other
    if key.startswith("tooth_"):
        return f"tooth_{_ACROSS[key[-2]]}{key[-1]}"
    return key


def _checked(key: str, move: Move) -> Move:
    segment = segment_named(key)
    numbers = tuple(float(one) for one in move)
    if len(numbers) != len(AXES) or not np.isfinite(numbers).all():
        raise EditError(
            f"{segment.title} needs six finite numbers: mm to the left, up and forward, then three "
            "turns in degrees."
        )
    if max(map(abs, numbers[:3])) > LIMIT_MM or max(map(abs, numbers[3:])) > LIMIT_DEGREES:
        raise EditError(
            f"{segment.title} can move by at most {LIMIT_MM:g} mm and turn by at most "
            f"{LIMIT_DEGREES:g}°; choose less."
        )
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)
