"""Portraits on which the methods for photographs are measured: whose, from where, in what light.

Nobody in them was ever seen in training: seeds begin far beyond those that drew the training
portraits. But they are drawn from the same linear population by the same painter, so they measure
how well a method reads pictures, not how it takes to other people; the real scan is for that.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.evaluation.photo_scene import Camera, Portrait, Ranges, Sitter, Studio, draw_pose
from core.geometry.asymmetry import mirror_partners
from core.geometry.mimic import excursions
from core.geometry.normals import vertex_normals
from core.geometry.sides import SIDES, Side
from core.geometry.template import Template

SEED = 7_000_001
"""Of the first held-out portrait; training takes seeds from zero upward."""
SIZE = 320
"""Height and width of the pictures, pixels."""
FILL = 0.62
"""Share of a picture that 200 mm at the face take."""
LENSES = (35, 50, 85, 135)
"""Focal lengths, mm, for a picture 36 mm wide that the head fills as `FILL` says."""
YAWS = (0, 20, 40, 60)
"""Turns of the head, degrees."""
EVEN = 1.4
"""Light is even when the brighter half of the face is at most this much brighter."""
DROOP = 5.0
"""How much farther the healthy corner of the mouth moves in drawn palsies, mm."""
PLAIN = Ranges(props=0.0, spoil=0.5)
"""What is drawn besides the head."""


@dataclass(frozen=True, eq=False)
class Sitting:
    """A held-out portrait.

    Attributes
    ----------
    portrait : Portrait
        Picture and truth.
    number : int
        Of the person.
    mimic : bool
        Whether the face is not at rest.
    yaw : int
        How far the head is turned, degrees.
    lens : int
        Focal length, mm.
    even : bool
        Whether both halves of the face are about equally bright.
    """

    portrait: Portrait
    number: int
    mimic: bool
    yaw: int
    lens: int
    even: bool


@dataclass(frozen=True, eq=False)
class PalsySitting:
    """Two portraits of a person whose one side moves less.

    Attributes
    ----------
    rest, smile : Portrait
        Pictures and truth.
    weak : {'left', 'right'}
        The side that moves less.
    """

    rest: Portrait
    smile: Portrait
    weak: Side


def sittings(studio: Studio, template: Template, person: int) -> list[Sitting]:
    """Take the portraits of one held-out person.

    Parameters
    ----------
    studio : Studio
        Takes them.
    template : Template
        Of the studio's head.
    person : int
        Which, from zero.

    Returns
    -------
    list of Sitting
        At rest from the front, with an expression from the front, and at rest turned by the
        other `YAWS`.
    """
    rng = np.random.default_rng(SEED + person)
    who = rng.normal(size=len(studio.model.identity))
    names = studio.model.expression_names
    rest = np.zeros(len(names))
    mimic = draw_pose(rng, names, 1.0)
    found = []
    for place, (pose, yaw) in enumerate([(rest, 0), (mimic, 0), *((rest, y) for y in YAWS[1:])]):
        lens = LENSES[(person + place) % len(LENSES)]
        away = yaw * (1.0 if rng.random() < 0.5 else -1.0)
        angles = (away + rng.uniform(-6.0, 6.0), rng.uniform(-10.0, 10.0), rng.uniform(-8.0, 8.0))
        distance = lens / 36.0 * 200.0 / FILL
        camera = Camera.facing(angles, distance, FILL, SIZE)
        sitter = Sitter(who, pose, studio.model.points(who, pose))
        portrait = studio.take(rng, sitter, camera, SIZE, PLAIN)
        even = brightness_ratio(portrait, template) <= EVEN
        found.append(Sitting(portrait, person, place == 1, yaw, lens, even))
    return found


def brightness_ratio(portrait: Portrait, template: Template) -> float:
    """Return how much brighter the brighter half of a face is.

    Parameters
    ----------
    portrait : Portrait
        With its truth.
    template : Template
        Of the face.

    Returns
    -------
    float
        At least one; of the mean brightness (linear) of mirror partners that both face the camera.
    """
    normals = vertex_normals(portrait.skin, template.skin.faces) @ portrait.turn.T
    partners = mirror_partners(template.skin)
    shown = np.asarray(template.face_mask) & (normals[:, 2] < -0.3)
    shown &= shown[partners]
    left = np.flatnonzero(shown & (template.skin.vertices[:, 0] > 8.0))
    if not len(left):
        return 1.0
    first, second = (_brightness(portrait, at) for at in (left, partners[left]))
    ratio = first / max(second, 1e-6)
    return max(ratio, 1.0 / max(ratio, 1e-6))


def _brightness(portrait: Portrait, vertices: IntArray) -> float:
    height, width = portrait.picture.shape[:2]
    places = portrait.project(vertices).round().astype(np.int64)
    column, row = np.clip(places, 0, [width - 1, height - 1]).T
    seen = portrait.picture[row, column].astype(np.float64).mean(axis=1) / 255.0
    return float((seen**2.2).mean())


def palsy_sitting(studio: Studio, template: Template, person: int) -> PalsySitting:
    """Take two portraits of a person with a palsy: at rest, and smiling with one side.

    Parameters
    ----------
    studio : Studio
        Takes them.
    template : Template
        Of the studio's head.
    person : int
        Which, from zero; even ones are weak on the right.

    Returns
    -------
    PalsySitting
        The healthy corner of the mouth moves `DROOP` mm farther than the other.
    """
    rng = np.random.default_rng(SEED + 500_000 + person)
    weak = SIDES[1 - person % 2]
    who = rng.normal(size=len(studio.model.identity))
    smile = one_sided_smile(studio, template, who, weak, rng.uniform(0.5, 0.8))
    taken = []
    for pose in (np.zeros(len(smile)), smile):
        angles = tuple(rng.uniform(-8.0, 8.0, 3).tolist())
        lens = LENSES[1 + int(rng.integers(0, 3))]
        camera = Camera.facing(angles, lens / 36.0 * 200.0 / FILL, FILL, SIZE)
        sitter = Sitter(who, pose, studio.model.points(who, pose))
        taken.append(studio.take(rng, sitter, camera, SIZE, PLAIN))
    return PalsySitting(taken[0], taken[1], weak)


def one_sided_smile(
    studio: Studio, template: Template, who: FloatArray, weak: Side, strength: float
) -> FloatArray:
    """Return weights of a smile whose weak corner of the mouth lags by `DROOP` mm.

    Parameters
    ----------
    studio : Studio
        Supplies the linear face.
    template : Template
        Of it.
    who : (k,) float64
        The person.
    weak : {'left', 'right'}
        Which side lags.
    strength : float
        Of the healthy side, 0 to 1; enough for `DROOP`.

    Returns
    -------
    (e,) float64
        Weights of expressions.
    """
    names = studio.model.expression_names
    ends = {"left": names.index("mouthSmile_L"), "right": names.index("mouthSmile_R")}
    healthy: Side = "left" if weak == "right" else "right"
    rest = studio.model.points(who)
    low, high = 0.0, strength
    weights = np.zeros(len(names))
    weights[ends[healthy]] = strength
    for _ in range(24):
        weights[ends[weak]] = 0.5 * (low + high)
        corner = excursions(template, rest, studio.model.points(who, weights))[0]
        lag = getattr(corner, healthy) - getattr(corner, weak)
        low, high = (weights[ends[weak]], high) if lag > DROOP else (low, weights[ends[weak]])
    return weights
