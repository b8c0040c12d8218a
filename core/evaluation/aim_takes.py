"""What models may learn of an actor, and what they are asked to explain.

A take is a set of faces of one actor. The shapes to learn from are one neutral face and either 19
whole expressions, as in Chandran and Zoss (CVPR 2024, section 4), or each of the population's 53.
Frames mix several expressions at other strengths, more of one side than of the other, under a jaw
that also moves by itself.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.evaluation.aim_actor import Activations, Actor, Face
from core.evaluation.aim_tissue import JawPose
from core.geometry.transforms import Similarity


def _both(*names: str) -> dict[str, float]:
    return {f"{name}_{side}": 1.0 for name in names for side in "LR"}


NINETEEN: dict[str, dict[str, float]] = {
    "jawOpen": {"jawOpen": 1.0},
    "jawLeft": {"jawLeft": 1.0},
    "jawRight": {"jawRight": 1.0},
    "jawForward": {"jawForward": 1.0},
    "smile": _both("mouthSmile", "cheekSquint"),
    "frown": _both("mouthFrown"),
    "stretch": _both("mouthStretch", "mouthDimple"),
    "pucker": {"mouthPucker": 1.0},
    "funnel": {"mouthFunnel": 1.0, "jawOpen": 0.3},
    "puff": _both("cheekPuff"),
    "sneer": _both("noseSneer", "mouthUpperUp"),
    "lowerDown": _both("mouthLowerDown"),
    "mouthLeft": {"mouthLeft": 1.0},
    "mouthRight": {"mouthRight": 1.0},
    "roll": {"mouthRollLower": 1.0, "mouthRollUpper": 1.0, **_both("mouthPress")},
    "shrug": {"mouthShrugLower": 1.0, "mouthShrugUpper": 1.0},
    "browDown": _both("browDown", "eyeSquint"),
    "browUp": _both("browInnerUp", "browOuterUp", "eyeWide"),
    "blink": _both("eyeBlink"),
}
"""Whole expressions of an actor's session, by what they activate."""

CLOSED_JAW = 0.6
"""The shape ``mouthClose`` brings lips together over an open jaw: this share of it, jaw and all."""
ONLY_WITH_JAW = "mouthClose"
GAZE = "eyeLook"
"""Eyeballs turn in frames no more than in the shapes: their lids are no matter of this table."""
GROUPS = (2, 6)
"""Expressions (left and right are one) in a frame, fewest and most."""
STRENGTHS = (0.2, 1.0)
ONE_SIDED = 0.3
"""Share of two-sided expressions that a frame shows on one side alone."""
MOST_ACTIVE = 2.2
"""Expressions of the mouth add up to no more than this."""
JAW_MOVES = 0.5
"""Share of frames in which the jaw moves by itself."""
NOT_TOGETHER = ({"eyeBlink", "eyeWide"}, {"mouthLeft", "mouthRight"}, {"jawLeft", "jawRight"})
"""Expressions of opposite muscles."""


@dataclass(frozen=True, eq=False)
class Take:
    """Faces of one actor.

    Attributes
    ----------
    actor : Actor
        Whose.
    skins : (F, N_skin, 3) float64
        True skins, head frame, mm.
    jaws : tuple of Similarity
        True motions of the mandible.
    activations : tuple of mapping of str to float
        What made the faces.
    extras : tuple of JawPose
        What the jaws did beside that.
    """

    actor: Actor
    skins: FloatArray
    jaws: tuple[Similarity, ...]
    activations: tuple[Activations, ...]
    extras: tuple[JawPose, ...]

    def __len__(self) -> int:
        return len(self.skins)

    def first(self, count: int) -> "Take":
        """Return the first so many faces.

        Parameters
        ----------
        count : int
            At most.

        Returns
        -------
        Take
            Of the same actor.
        """
        return Take(
            self.actor,
            self.skins[:count],
            self.jaws[:count],
            self.activations[:count],
            self.extras[:count],
        )


def training_shapes(actor: Actor, count: int = 19) -> dict[str, FloatArray]:
    """Return what may be learned from, beside the neutral face.

    Parameters
    ----------
    actor : Actor
        Whose faces.
    count : int
        19 whole expressions, or 53: each of the population's.

    Returns
    -------
    dict of str to (N_skin, 3) float64
        Skins, head frame, mm; without bumps.
    """
    wanted = shape_activations(actor.names, count)
    return {name: actor.face(activations).skin for name, activations in wanted.items()}


def shape_activations(names: tuple[str, ...], count: int) -> dict[str, dict[str, float]]:
    """Return what the shapes to learn from activate.

    Parameters
    ----------
    names : tuple of str
        The expressions.
    count : int
        19 whole expressions, or any other number: each expression alone.

    Returns
    -------
    dict of str to dict of str to float
        By shape.
    """
    if count == len(NINETEEN):
        return NINETEEN
    wanted = {name: {name: 1.0} for name in names}
    if ONLY_WITH_JAW in wanted and "jawOpen" in wanted:
        wanted[ONLY_WITH_JAW] = {ONLY_WITH_JAW: CLOSED_JAW, "jawOpen": CLOSED_JAW}
    return wanted


def unseen_take(actor: Actor, frames: int, face_mask: BoolArray, stream: int = 0) -> Take:
    """Draw frames of an actor that no training shape shows.

    Parameters
    ----------
    actor : Actor
        Whose faces.
    frames : int
        How many.
    face_mask : (N_skin,) bool
        Where bumps lie.
    stream : int
        0 for the table, others for choosing a method's settings.

    Returns
    -------
    Take
        The same for the same actor, number and stream.
    """
    random = np.random.default_rng([actor.seed, 10 + stream])
    faces: list[Face] = []
    drawn: list[Activations] = []
    extras: list[JawPose] = []
    for _ in range(frames):
        activations = draw_activations(actor.names, random)
        extra = _jaw_of_its_own(random)
        faces.append(actor.face(activations, extra, actor.bumps(random, face_mask)))
        drawn.append(activations)
        extras.append(extra)
    skins = np.array([face.skin for face in faces])
    jaws = tuple(face.jaw for face in faces)
    return Take(actor, skins, jaws, tuple(drawn), tuple(extras))


def draw_activations(names: tuple[str, ...], random: np.random.Generator) -> dict[str, float]:
    """Draw what a frame activates.

    Parameters
    ----------
    names : tuple of str
        The expressions; left and right end in ``_L`` and ``_R``.
    random : numpy.random.Generator
        Where the numbers come from.

    Returns
    -------
    dict of str to float
        Several expressions, 0 to 1.
    """
    bases = sorted({name.removesuffix("_L").removesuffix("_R") for name in names})
    bases = [name for name in bases if not name.startswith(GAZE) and name != ONLY_WITH_JAW]
    count = int(random.integers(GROUPS[0], GROUPS[1] + 1))
    chosen: list[str] = []
    for base in random.permutation(bases):
        if not any({base, other} in NOT_TOGETHER for other in chosen):
            chosen.append(str(base))
        if len(chosen) == count:
            break
    weights: dict[str, float] = {}
    for base in chosen:
        strength = random.uniform(*STRENGTHS)
        sides = strength * random.uniform(0.6, 1.0, 2)
        if random.uniform() < ONE_SIDED:
            sides[random.integers(2)] = 0.0
        for name, weight in ((base, strength), (f"{base}_L", sides[0]), (f"{base}_R", sides[1])):
            if name in names and weight > 0.0:
                weights[name] = float(weight)
    busy = sum(weight for name, weight in weights.items() if name.startswith(("mouth", "cheek")))
    if busy > MOST_ACTIVE:
        for name in weights:
            if name.startswith(("mouth", "cheek")):
                weights[name] *= MOST_ACTIVE / busy
    return weights


def _jaw_of_its_own(random: np.random.Generator) -> JawPose:
    if random.uniform() > JAW_MOVES:
        return JawPose()
    return JawPose(
        open_deg=float(random.uniform(0.0, 14.0)),
        yaw_deg=float(random.normal(0.0, 1.5)),
        forward_mm=float(random.normal(0.0, 1.0)),
    )
