"""Expressions for people: what each weight is called, where it is listed, and a few whole faces.

The names of the weights are those of Apple's ARKit, as in the ICT Face Model; sides are the
subject's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.document.edits import ResetExpression, SetExpression, Several

_SIDES = {"_L": "left", "_R": "right"}

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Brows": {
        "browInnerUp": "Raise inner ends",
        "browOuterUp": "Raise outer end",
        "browDown": "Lower",
    },
    "Eyes": {
        "eyeBlink": "Close",
        "eyeSquint": "Squint",
        "eyeWide": "Open wide",
        "eyeLookUp": "Look up",
        "eyeLookDown": "Look down",
        "eyeLookIn": "Look inward",
        "eyeLookOut": "Look outward",
    },
    "Cheeks and nose": {
        "cheekPuff": "Puff out",
        "cheekSquint": "Raise cheek",
        "noseSneer": "Wrinkle nose",
    },
    "Mouth": {
        "mouthSmile": "Smile",
        "mouthFrown": "Frown",
        "mouthDimple": "Dimple",
        "mouthStretch": "Stretch",
        "mouthPress": "Press",
        "mouthUpperUp": "Raise upper lip",
        "mouthLowerDown": "Lower lower lip",
        "mouthPucker": "Pucker",
        "mouthFunnel": "Funnel",
        "mouthRollUpper": "Roll in upper lip",
        "mouthRollLower": "Roll in lower lip",
        "mouthShrugUpper": "Push up upper lip",
        "mouthShrugLower": "Push up lower lip",
        "mouthClose": "Keep closed",
        "mouthLeft": "To the left",
        "mouthRight": "To the right",
    },
    "Jaw": {
        "jawOpen": "Open",
        "jawForward": "Forward",
        "jawLeft": "To the left",
        "jawRight": "To the right",
    },
}
"""Titles by the weight's name without its side, in the order of the panel."""

OTHERS = "Others"
"""Where weights go that no group names."""

PRESETS: Mapping[str, Mapping[str, float]] = {
    "Smile": {"mouthSmile": 0.75, "cheekSquint": 0.4, "eyeSquint": 0.2, "mouthDimple": 0.15},
    "Laugh": {
        "mouthSmile": 0.8, "cheekSquint": 0.6, "eyeSquint": 0.5, "jawOpen": 0.3,
        "mouthUpperUp": 0.3,
    },
    "Jaw open": {"jawOpen": 0.7},
    "Blink": {"eyeBlink": 1.0},
    "Surprise": {"browInnerUp": 0.7, "browOuterUp": 0.7, "eyeWide": 0.8, "jawOpen": 0.4},
    "Anger": {"browDown": 0.9, "noseSneer": 0.5, "eyeSquint": 0.4, "mouthPress": 0.5},
    "Sadness": {"browInnerUp": 0.8, "mouthFrown": 0.7, "mouthShrugLower": 0.3},
    "Disgust": {"noseSneer": 0.9, "browDown": 0.4, "mouthUpperUp": 0.5, "mouthFrown": 0.3},
    "Kiss": {"mouthPucker": 0.9, "mouthFunnel": 0.2},
}  # fmt: skip
"""Whole faces as plain weights; names without a side mean both."""


@dataclass(frozen=True)
class Slider:
    """One slider of the panel.

    Attributes
    ----------
    key : str
        Name of the weight, without its side where it drives both.
    title : str
        What people read.
    group : str
        Section of the panel.
    members : tuple of int
        Places of its weights in the expression code.
    names : tuple of str
        Of the weights.
    """

    key: str
    title: str
    group: str
    members: tuple[int, ...]
    names: tuple[str, ...]


def stem_and_side(name: str) -> tuple[str, str]:
    """Return the name of a weight without its side, and the side.

    Parameters
    ----------
    name : str
        Such as ``mouthSmile_L``.

    Returns
    -------
    stem, side : str
        Such as ``mouthSmile`` and ``left``; the side is empty for a weight of the whole face.
    """
    for suffix, side in _SIDES.items():
        if name.endswith(suffix):
            return name.removesuffix(suffix), side
    return name, ""


def expression_sliders(names: tuple[str, ...], *, symmetric: bool) -> tuple[Slider, ...]:
    """Return the sliders for some weights, in the order of the panel.

    Parameters
    ----------
    names : tuple of str
        Of the weights, in the order of the expression code.
    symmetric : bool
        Whether left and right share a slider.

    Returns
    -------
    tuple of Slider
        Every weight in exactly one.
    """
    found: dict[str, Slider] = {}
    for index, name in enumerate(names):
        stem, side = stem_and_side(name)
        group, title = _place(stem)
        key = stem if symmetric else name
        if side and not symmetric:
            title = f"{title}, {side}"
        there = found.get(key)
        members = (index,) if there is None else (*there.members, index)
        known = (name,) if there is None else (*there.names, name)
        found[key] = Slider(key, title, group, members, known)
    order = [(group, stem) for group, titles in GROUPS.items() for stem in titles]
    rank = {stem: number for number, (_, stem) in enumerate(order)}
    return tuple(
        sorted(found.values(), key=lambda one: rank.get(stem_and_side(one.key)[0], len(rank)))
    )


def slider_edit(slider: Slider, weight: float, names: tuple[str, ...]) -> Several:
    """Return the edit of one slider.

    Parameters
    ----------
    slider : Slider
        Of one movement, on one side or both.
    weight : float
        0 to 1.
    names : tuple of str
        Of all weights.

    Returns
    -------
    Several
        One step, however many weights it sets.
    """
    edits = tuple(SetExpression(name, weight, names) for name in slider.names)
    title = f"{slider.group}: {slider.title.lower()} {100.0 * weight:.0f} %"
    return Several(edits, title, f"expression:{slider.key}")


def preset_edit(preset: str, names: tuple[str, ...]) -> Several:
    """Return the edit that puts on a whole face.

    Parameters
    ----------
    preset : str
        Of `PRESETS`.
    names : tuple of str
        Of the weights; what the models do not know is left out.

    Returns
    -------
    Several
        One step from whatever there was.
    """
    wanted = PRESETS[preset]
    weights = ((name, wanted.get(stem_and_side(name)[0], 0.0)) for name in names)
    edits = (SetExpression(name, weight, names) for name, weight in weights if weight)
    return Several((ResetExpression(neutral=True), *edits), f"Expression: {preset.lower()}")


def _place(stem: str) -> tuple[str, str]:
    for group, titles in GROUPS.items():
        if stem in titles:
            return group, titles[stem]
    return OTHERS, stem
