"""How the models' expressions are called in Apple's ARKit, and back.

The models know ARKit's 52 shapes but for the tongue, under the names of the ICT Face Model: sides
as ``_L`` and ``_R``, and two shapes of both sides, ``browInnerUp`` and ``cheekPuff``, in halves.
Left and right are the subject's in both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SIDED = (
    "eyeBlink", "eyeLookDown", "eyeLookIn", "eyeLookOut", "eyeLookUp", "eyeSquint", "eyeWide",
    "mouthSmile", "mouthFrown", "mouthDimple", "mouthStretch", "mouthPress", "mouthLowerDown",
    "mouthUpperUp", "browDown", "browOuterUp", "cheekSquint", "noseSneer",
)  # fmt: skip
_WHOLE = (
    "jawForward", "jawLeft", "jawRight", "jawOpen", "mouthClose", "mouthFunnel", "mouthPucker",
    "mouthLeft", "mouthRight", "mouthRollLower", "mouthRollUpper", "mouthShrugLower",
    "mouthShrugUpper", "browInnerUp", "cheekPuff", "tongueOut",
)  # fmt: skip
_SIDES = {"_L": "Left", "_R": "Right"}

ARKIT_NAMES = (*(stem + side for stem in _SIDED for side in ("Left", "Right")), *_WHOLE)
"""The 52 blend shapes of ARKit, sided ones first."""


@dataclass(frozen=True)
class ArkitShape:
    """One shape as other programs know it.

    Attributes
    ----------
    name : str
        Such as ``eyeBlinkLeft``.
    members : tuple of int
        Places in the models' expression code; the shape is their sum.
    standard : bool
        Whether ARKit has it; otherwise it is one half of a shape of both sides.
    """

    name: str
    members: tuple[int, ...]
    standard: bool


def arkit_name(name: str) -> str:
    """Return ARKit's spelling of one of the models' names.

    Parameters
    ----------
    name : str
        Such as ``eyeBlink_L``.

    Returns
    -------
    str
        Such as ``eyeBlinkLeft``; half of a shape of both sides reads ``browInnerUpLeft``.
    """
    for suffix, side in _SIDES.items():
        if name.endswith(suffix):
            return name.removesuffix(suffix) + side
    return name


def arkit_shapes(names: Sequence[str]) -> tuple[ArkitShape, ...]:
    """Return what expressions are called elsewhere, ARKit's own shapes first.

    Parameters
    ----------
    names : sequence of str
        The models' expressions in their order.

    Returns
    -------
    tuple of ArkitShape
        ARKit's shapes that the models can make, in ARKit's order; then what is left over, which
        is also the halves of the shapes that ARKit has only for both sides.
    """
    places = members_by_name(names)
    shapes = [
        ArkitShape(name, places[name.lower()], standard=True)
        for name in ARKIT_NAMES
        if name.lower() in places
    ]
    known = {shape.members for shape in shapes}
    others = [
        ArkitShape(arkit_name(name), (at,), standard=False)
        for at, name in enumerate(names)
        if (at,) not in known
    ]
    return (*shapes, *others)


def members_by_name(names: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """Return which expressions a name means, however it is spelled.

    Parameters
    ----------
    names : sequence of str
        The models' expressions in their order.

    Returns
    -------
    mapping of str to tuple of int
        By lower-case name: the models' own, ARKit's, and for halves the whole.
    """
    found: dict[str, tuple[int, ...]] = {}
    for at, name in enumerate(names):
        found[name.lower()] = found[arkit_name(name).lower()] = (at,)
    whole = {name.lower() for name in ARKIT_NAMES}
    for at, name in enumerate(names):
        stem = name.removesuffix("_L").removesuffix("_R").lower()
        if stem != name.lower() and stem in whole:
            found[stem] = (*found.get(stem, ()), at)
    return found


def split_weights(shapes: Sequence[ArkitShape], weights: Sequence[float]) -> tuple[float, ...]:
    """Return the weight of every shape so that their sum is the expression.

    Parameters
    ----------
    shapes : sequence of ArkitShape
        From `arkit_shapes`.
    weights : sequence of float
        Of the models' expressions.

    Returns
    -------
    tuple of float
        A shape of both sides gets what the sides have in common, its halves the rest.
    """
    left = list(weights)
    found = []
    for shape in shapes:
        common = min(left[at] for at in shape.members)
        for at in shape.members:
            left[at] -= common
        found.append(common)
    return tuple(found)
