"""The colours of a face, drawn at random, at any point of the template.

Everything is a function of the template's coordinates, so that colour sticks to the skin whatever
the shape and the expression, and is as fine as the picture needs. Colours are linear RGB.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.evaluation.face_map import FaceMap
from core.evaluation.photo_noise import Noise, step

SKIN_TONES = np.array(
    [
        [0.83, 0.60, 0.49],
        [0.70, 0.45, 0.34],
        [0.52, 0.30, 0.20],
        [0.32, 0.17, 0.10],
        [0.13, 0.07, 0.045],
    ]
)
"""From pale to dark."""
HAIR_TONES = np.array(
    [
        [0.02, 0.016, 0.014], [0.06, 0.035, 0.02], [0.14, 0.08, 0.045], [0.45, 0.30, 0.15],
        [0.28, 0.09, 0.03], [0.42, 0.41, 0.40],
    ]
)  # fmt: skip
"""Black, dark brown, brown, blond, red, grey."""
IRIS_TONES = np.array(
    [[0.05, 0.025, 0.012], [0.12, 0.07, 0.03], [0.10, 0.16, 0.20], [0.14, 0.20, 0.12]]
)
"""Dark brown, brown, blue, green."""
TOOTH, GULLET = np.array([0.62, 0.56, 0.44]), np.array([0.06, 0.015, 0.012])
"""Of teeth, and of what lies behind them."""
SCLERA = np.array([0.62, 0.58, 0.55])
MELANIN, BLOOD = np.array([0.5, 1.0, 1.1]), np.array([0.0, 1.0, 0.9])
"""How blotches and blood darken red, green and blue."""
IRIS, PUPIL = 5.9, 2.0
"""Radii, mm."""


@dataclass(frozen=True, eq=False)
class Paint:
    """One person's colours.

    Attributes
    ----------
    skin, hair, iris, lips : (3,) float64
        Linear RGB.
    brow_height, brow_width, brow_strength : float
        mm above the lid's edge, mm, 0 to 1.
    hairline : float
        How far the hairline lies above the ordinary one, mm; large for none.
    hair_depth : float
        How far hair stands off, mm.
    beard : float
        0 for none, 1 for dense.
    blotches, freckles, pores : float
        Strength of each structure.
    tooth : (3,) float64
        Linear RGB of teeth.
    upper_teeth, lower_teeth : float
        Shares of the height of an open mouth that teeth fill.
    noises : mapping of str to Noise
        Blotches, freckles, pores, strands and the outline of the hair.
    """

    skin: FloatArray
    hair: FloatArray
    iris: FloatArray
    lips: FloatArray
    brow_height: float
    brow_width: float
    brow_strength: float
    hairline: float
    hair_depth: float
    beard: float
    blotches: float
    freckles: float
    pores: float
    tooth: FloatArray
    upper_teeth: float
    lower_teeth: float
    noises: Mapping[str, Noise]

    @classmethod
    def draw(cls, rng: np.random.Generator) -> "Paint":
        """Draw a person's colours from `rng`."""
        tone = rng.uniform(0.0, len(SKIN_TONES) - 1.0)
        skin = np.stack([np.interp(tone, np.arange(len(SKIN_TONES)), c) for c in SKIN_TONES.T])
        skin = skin * np.exp(rng.normal(0.0, [0.05, 0.06, 0.08]))
        dark = tone > 2.3
        hair = HAIR_TONES[rng.integers(0, 2) if dark else rng.integers(0, len(HAIR_TONES))]
        iris = IRIS_TONES[rng.integers(0, 2) if dark else rng.integers(0, len(IRIS_TONES))]
        lips = skin * np.array([0.92, 0.62, 0.62]) * rng.uniform(0.75, 1.1, 3)
        if rng.random() < 0.15:
            lips = np.array([0.5, 0.04, 0.07]) * rng.uniform(0.5, 1.3, 3)
        man = rng.random() < 0.5
        return cls(
            skin, hair * rng.uniform(0.7, 1.4), iris * rng.uniform(0.7, 1.4), lips,
            rng.uniform(8.0, 15.0), rng.uniform(1.6, 4.2), rng.uniform(0.15, 0.95),
            400.0 if rng.random() < 0.15 else rng.uniform(-14.0, 22.0),
            rng.uniform(1.0, 22.0),
            rng.uniform(0.1, 1.0) if man and rng.random() < 0.6 else 0.0,
            rng.uniform(0.02, 0.09), rng.uniform(0.0, 0.09), rng.uniform(0.0, 0.35),
            TOOTH * rng.uniform(0.75, 1.15, 3),
            0.0 if rng.random() < 0.15 else rng.uniform(0.15, 0.9),
            0.0 if rng.random() < 0.6 else rng.uniform(0.05, 0.35),
            {
                "blotches": Noise.draw(rng, rng.uniform(20.0, 60.0)),
                "freckles": Noise.draw(rng, rng.uniform(3.0, 8.0), 24),
                "pores": Noise.draw(rng, rng.uniform(1.5, 4.0), 24),
                "strands": Noise.draw(rng, rng.uniform(2.0, 6.0), 16, stretch=6.0),
                "outline": Noise.draw(rng, rng.uniform(12.0, 40.0)),
            },
        )  # fmt: skip

    def hair_share(self, face: FaceMap, points: FloatArray) -> FloatArray:
        """Return how much hair covers (n, 3) template points of a `face`, 0 to 1."""
        rough = 5.0 * self.noises["outline"](points)
        return step(face.hair(points) - self.hairline + rough, 5.0)

    def colour(self, face: FaceMap, points: FloatArray) -> FloatArray:
        """Return the colours of template points.

        Parameters
        ----------
        face : FaceMap
            Where things are.
        points : (n, 3) float64
            Template, mm.

        Returns
        -------
        (n, 3) float64
            Linear RGB.
        """
        noise = {name: one(points) for name, one in self.noises.items()}
        colour = self._bare_skin(points, noise)
        lips = step(face.lips(points), 1.2)
        strands = self.hair * np.exp(0.35 * noise["strands"])[:, None]
        _lay(colour, lips, self.lips * np.exp(0.08 * noise["freckles"])[:, None])
        if self.beard > 0.0:
            grown = step(face.beard(points) + 4.0 * noise["outline"], 6.0) * (1.0 - lips)
            dense = step(noise["pores"] + 1.2 * self.beard, 0.8)
            _lay(colour, 0.85 * self.beard * grown * dense, strands)
        brow = step(face.brow(points, self.brow_height, self.brow_width), 1.0)
        _lay(colour, self.brow_strength * brow * step(noise["strands"] + 1.0, 1.2), strands)
        self._lay_eyes(face, points, colour)
        self._lay_mouth(face, points, colour)
        _lay(colour, self.hair_share(face, points), strands)
        clipped: FloatArray = np.clip(colour, 0.004, 0.95)
        return clipped

    def _bare_skin(self, points: FloatArray, noise: Mapping[str, FloatArray]) -> FloatArray:
        """Return skin with blotches, freckles and red cheeks."""
        freckles = np.minimum(noise["freckles"], 0.6)
        level = self.blotches * noise["blotches"] + self.freckles * freckles
        away = (np.abs(points[:, 0]) - 42.0) / 16.0, (points[:, 1] + 18.0) / 16.0
        red = np.exp(-(away[0] ** 2) - away[1] ** 2) * (points[:, 2] > 30.0)
        skin: FloatArray = self.skin * np.exp(
            level[:, None] * MELANIN - 0.25 * red[:, None] * BLOOD
        )
        return skin

    def _lay_eyes(self, face: FaceMap, points: FloatArray, colour: FloatArray) -> None:
        inside, away = face.eye_opening(points)
        lashes = 0.35 * self.hair + 0.25 * self.skin
        _lay(colour, 0.7 * step(1.0 - np.abs(inside + 0.4), 0.8), lashes)
        eye = step(inside, 0.5)
        _lay(colour, eye, SCLERA)
        _lay(colour, eye * step(IRIS - away, 0.5), self.iris)
        _lay(colour, eye * step(PUPIL - away, 0.3), np.full(3, 0.008))

    def _lay_mouth(self, face: FaceMap, points: FloatArray, colour: FloatArray) -> None:
        inside, height = face.mouth(points)
        open_ = step(inside, 1.0)
        _lay(colour, open_, GULLET)
        # Teeth lie in the shade of the lips, and there are gaps between them.
        gaps = 0.75 + 0.25 * np.cos(points[:, 0] * (2.0 * np.pi / 7.5)) ** 2
        tooth = self.tooth * gaps[:, None] * (0.6 + 0.4 * step(inside - 1.0, 2.0))[:, None]
        _lay(colour, open_ * step(height - (1.0 - self.upper_teeth), 0.25), tooth)
        _lay(colour, open_ * step(self.lower_teeth - height, 0.15), tooth)


def _lay(colour: FloatArray, share: FloatArray, over: FloatArray) -> None:
    """Lay a colour over others, in place."""
    colour += share[:, None] * (over - colour)
