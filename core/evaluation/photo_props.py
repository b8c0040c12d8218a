"""What else is in a portrait: shoulders, long hair, glasses, a hand before the face."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray, IntArray
from core.evaluation.photo_noise import Noise
from core.evaluation.photo_paint import HAIR_TONES, SKIN_TONES

EYE_LEFT, EYE_RIGHT = 9508, 9675
RING, TUBE = 28, 6
"""Sides of a frame's ring and of its tube."""


@dataclass(frozen=True, eq=False)
class Prop:
    """A mesh of one colour in the head frame.

    Attributes
    ----------
    vertices : (n, 3) float64
        mm.
    faces : (m, 3) int64
        Triangles.
    colour : (3,) float64, optional
        Linear RGB; none for the painted skin.
    noise : Noise, optional
        Structure of the colour.
    """

    vertices: FloatArray
    faces: IntArray
    colour: FloatArray | None = None
    noise: Noise | None = None

    def shade(self, points: FloatArray) -> FloatArray:
        """Return the colour at (n, 3) points, mm, as (n, 3) linear RGB."""
        base = np.zeros(3) if self.colour is None else self.colour
        if self.noise is None:
            return np.broadcast_to(base, points.shape)
        shade: FloatArray = base * np.exp(0.15 * self.noise(points)[:, None])
        return shade


def draw_props(rng: np.random.Generator, skin: FloatArray, share: float) -> list[Prop]:
    """Draw what surrounds a head.

    Parameters
    ----------
    rng : numpy.random.Generator
        Drawn from.
    skin : (n, 3) float64
        Template vertices, head frame, mm.
    share : float
        Share of pictures with something before the face.

    Returns
    -------
    list of Prop
        Shoulders always; the rest now and then.
    """
    low = float(skin[:, 1].min())
    props = [_shoulders(rng, low)]
    if rng.random() < 0.35:
        props.append(_long_hair(rng))
    if rng.random() < 0.5 * share:
        props.append(_glasses(rng, skin))
    if rng.random() < 0.5 * share:
        props.append(_hand(rng))
    return props


def _colour(rng: np.random.Generator) -> FloatArray:
    colour: FloatArray = rng.uniform(0.02, 0.8) * rng.dirichlet(np.ones(3) * 4.0) * 2.0
    return colour


def ellipsoid(
    centre: FloatArray, radii: FloatArray, turn: FloatArray
) -> tuple[FloatArray, IntArray]:
    """Return an ellipsoid of 24 by 16 vertices: `centre` and `radii` in mm, then its `turn`."""
    rows, columns = 16, 24
    height = np.linspace(0.0, np.pi, rows)
    angle = np.linspace(0.0, 2.0 * np.pi, columns, endpoint=False)
    grid = np.stack(
        [
            np.outer(np.sin(height), np.cos(angle)).ravel(),
            np.repeat(np.cos(height), columns),
            np.outer(np.sin(height), np.sin(angle)).ravel(),
        ],
        axis=1,
    )
    return (grid * radii) @ turn.T + centre, _strip(rows, columns, closed=False)


def _strip(rows: int, columns: int, *, closed: bool) -> IntArray:
    count = rows if closed else rows - 1
    i, j = np.meshgrid(np.arange(count), np.arange(columns), indexing="ij")
    a, b = i * columns + j, i * columns + (j + 1) % columns
    c, d = ((i + 1) % rows) * columns + j, ((i + 1) % rows) * columns + (j + 1) % columns
    quads = np.stack([a, b, c, d], axis=-1).reshape(-1, 4)
    faces: IntArray = np.vstack([quads[:, [0, 1, 2]], quads[:, [1, 3, 2]]])
    return faces


def _shoulders(rng: np.random.Generator, low: float) -> Prop:
    radii = np.array(
        [rng.uniform(170.0, 250.0), rng.uniform(90.0, 130.0), rng.uniform(75.0, 110.0)]
    )
    centre = np.array([0.0, low - 0.62 * radii[1], -25.0])
    vertices, faces = ellipsoid(centre, radii, np.eye(3))
    return Prop(vertices, faces, _colour(rng), Noise.draw(rng, rng.uniform(5.0, 60.0)))


def _long_hair(rng: np.random.Generator) -> Prop:
    radii = np.array([rng.uniform(82.0, 115.0), rng.uniform(120.0, 200.0), rng.uniform(55.0, 80.0)])
    centre = np.array([0.0, rng.uniform(-70.0, 10.0), -62.0])
    vertices, faces = ellipsoid(centre, radii, np.eye(3))
    colour = HAIR_TONES[rng.integers(0, len(HAIR_TONES))]
    return Prop(vertices, faces, colour, Noise.draw(rng, 4.0, stretch=6.0))


def _hand(rng: np.random.Generator) -> Prop:
    radii = np.array([rng.uniform(10.0, 45.0), rng.uniform(12.0, 70.0), 10.0])
    centre = np.array([rng.normal(0.0, 45.0), rng.normal(-25.0, 50.0), rng.uniform(118.0, 160.0)])
    turn = Rotation.from_rotvec(rng.normal(0.0, 0.7, 3)).as_matrix()
    vertices, faces = ellipsoid(centre, radii, turn)
    skin = SKIN_TONES[rng.integers(0, len(SKIN_TONES))]
    colour = skin if rng.random() < 0.6 else _colour(rng)
    return Prop(vertices, faces, colour, Noise.draw(rng, 20.0))


def _glasses(rng: np.random.Generator, skin: FloatArray) -> Prop:
    """Return two rings before the eyes, a bridge and two temples."""
    eyes = skin[[EYE_LEFT, EYE_RIGHT]]
    middle = eyes.mean(axis=0)
    wide, high = rng.uniform(21.0, 28.0), rng.uniform(14.0, 23.0)
    power, thick = rng.uniform(2.0, 5.0), rng.uniform(0.6, 2.4)
    front = float(skin[:, 2][np.abs(skin[:, 1] - middle[1]) < 6.0].max()) + 3.0
    angle = np.linspace(0.0, 2.0 * np.pi, RING, endpoint=False)
    c, s = np.cos(angle), np.sin(angle)
    ring = np.stack(
        [
            wide * np.sign(c) * np.abs(c) ** (2.0 / power),
            high * np.sign(s) * np.abs(s) ** (2.0 / power),
        ],
        axis=1,
    )
    apart = rng.uniform(31.0, 35.0)
    lines: list[tuple[FloatArray, bool]] = []
    for side in (1.0, -1.0):
        x = side * (apart + ring[:, 0])
        z = front - 0.06 * np.maximum(np.abs(x) - 20.0, 0.0) ** 1.2
        lines.append((np.stack([x, middle[1] - 1.0 + ring[:, 1], z], axis=1), True))
        arm = np.linspace(0.0, 1.0, 6)[:, None]
        start = np.array([side * (apart + wide), middle[1] + 5.0, float(z.min())])
        lines.append((start + arm * (np.array([side * 78.0, middle[1] + 2.0, 0.0]) - start), False))
    bridge = np.linspace(-1.0, 1.0, 5)[:, None] * np.array([[apart - wide, 0.0, 0.0]])
    lines.append((bridge + np.array([0.0, middle[1] + 4.0, front]), False))
    return _tubes(lines, thick, _colour(rng) * 0.4, Noise.draw(rng, 50.0))


def _tubes(
    lines: list[tuple[FloatArray, bool]], radius: float, colour: FloatArray, noise: Noise
) -> Prop:
    vertices, faces, start = [], [], 0
    around = np.linspace(0.0, 2.0 * np.pi, TUBE, endpoint=False)
    for line, closed in lines:
        along = np.gradient(line, axis=0)
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
        side = np.cross(along, np.array([0.1, 0.2, 1.0]))
        side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
        up = np.cross(along, side)
        tube = line[:, None] + radius * (
            np.cos(around)[None, :, None] * side[:, None]
            + np.sin(around)[None, :, None] * up[:, None]
        )
        vertices.append(tube.reshape(-1, 3))
        faces.append(_strip(len(line), TUBE, closed=closed) + start)
        start += len(line) * TUBE
    return Prop(np.vstack(vertices), np.vstack(faces), colour, noise)
