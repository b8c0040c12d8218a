"""Draws portraits whose truth is known: a face, its colours, a light, a camera and a background.

Everything comes from one seed. Methods for photographs learn from such pictures and are measured on
others; nobody's photograph is needed.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray, IntArray
from core.evaluation.face_map import FaceMap
from core.evaluation.photo_backdrop import backdrop
from core.evaluation.photo_lens import develop
from core.evaluation.photo_paint import Paint
from core.evaluation.photo_props import Prop, draw_props
from core.geometry.harmonics import harmonics
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.ray_image import RayImage, cast_image, pixel_rays
from core.geometry.rays import SurfaceRays
from core.models.morphable import MorphableModel

CAMERA = np.array([1.0, -1.0, -1.0])
"""From the head frame to a camera in front of it."""
MIDDLE = np.array([0.0, -10.0, 62.0])
"""Of a face: what cameras look at, head frame, mm."""
SHADOW_LIFT = 0.8
"""Shadow rays start this far off the skin, mm."""


@dataclass(frozen=True)
class Ranges:
    """What is drawn from.

    Attributes
    ----------
    yaw, pitch, roll : float
        Largest turn, degrees.
    distance : tuple of 2 float
        Of the camera, mm; drawn evenly on a logarithmic scale.
    fill : tuple of 2 float
        Share of the picture that 200 mm at the face's distance take.
    mimic : float
        Share of faces with an expression.
    props : float
        Share of pictures with glasses, hands or clothes before the face.
    spoil : float
        How much noise, blur and compression, 0 to 1.
    """

    yaw: float = 70.0
    pitch: float = 25.0
    roll: float = 20.0
    distance: tuple[float, float] = (330.0, 2500.0)
    fill: tuple[float, float] = (0.5, 0.85)
    mimic: float = 0.75
    props: float = 0.3
    spoil: float = 1.0


@dataclass(frozen=True, eq=False)
class Portrait:
    """A picture and its truth.

    Attributes
    ----------
    picture : (h, w, 3) uint8
        sRGB.
    person : (k,) float64
        Identity, standard deviations.
    pose : (e,) float64
        Weights of expressions.
    skin : (n, 3) float64
        Template vertices, head frame, mm.
    turn : (3, 3) float64
        Head frame to camera frame.
    shift : (3,) float64
        The head's origin in the camera frame, mm.
    focal : float
        Pixels.
    centre : tuple of 2 float
        Principal point, pixels.
    """

    picture: IntArray
    person: FloatArray
    pose: FloatArray
    skin: FloatArray
    turn: FloatArray
    shift: FloatArray
    focal: float
    centre: tuple[float, float]

    def placed(self, vertices: IntArray | slice = slice(None)) -> FloatArray:
        """Return template vertices in the camera frame, mm."""
        placed: FloatArray = self.skin[vertices] @ self.turn.T + self.shift
        return placed

    def project(self, vertices: IntArray | slice = slice(None)) -> FloatArray:
        """Return where template vertices fall, pixels."""
        placed = self.placed(vertices)
        found: FloatArray = self.focal * placed[:, :2] / placed[:, 2:] + np.array(self.centre)
        return found


@dataclass(frozen=True, eq=False)
class Sitter:
    """Whose portrait is taken.

    Attributes
    ----------
    person : (k,) float64
        Identity, standard deviations.
    pose : (e,) float64
        Weights of expressions.
    skin : (n, 3) float64
        Template vertices, head frame, mm.
    """

    person: FloatArray
    pose: FloatArray
    skin: FloatArray


@dataclass(frozen=True, eq=False)
class Camera:
    """Where a portrait is taken from.

    Attributes
    ----------
    turn : (3, 3) float64
        Head frame to camera frame.
    shift : (3,) float64
        The head's origin in the camera frame, mm.
    focal : float
        Pixels.
    """

    turn: FloatArray
    shift: FloatArray
    focal: float

    @classmethod
    def facing(
        cls, angles: tuple[float, float, float], distance: float, fill: float, size: int,
        centre: FloatArray = MIDDLE,
    ) -> "Camera":  # fmt: skip
        """Return a camera that a turned head looks past.

        Parameters
        ----------
        angles : (float, float, float)
            The head's yaw, pitch and roll, degrees.
        distance : float
            From the camera to the face, mm.
        fill : float
            Share of the picture that 200 mm at that distance take.
        size : int
            Of the picture, pixels.
        centre : (3,) float64
            What lies in the middle of the picture, head frame, mm.
        """
        rotation = Rotation.from_euler("YXZ", angles, degrees=True).as_matrix()
        turn: FloatArray = CAMERA[:, None] * rotation
        shift: FloatArray = np.array([0.0, 0.0, distance]) - turn @ centre
        return cls(turn, shift, fill * size / 200.0 * distance)


class Studio:
    """Takes portraits of the population.

    Parameters
    ----------
    model : MorphableModel
        On all template vertices.
    faces : (m, 3) int64
        Of the template.
    face : FaceMap
        Where its lips, eyes and hair are.
    """

    def __init__(self, model: MorphableModel, faces: IntArray, face: FaceMap) -> None:
        self.model, self.faces, self.face = model, faces, face

    def portrait(self, seed: int, size: int = 192, ranges: Ranges | None = None) -> Portrait:
        """Take one portrait.

        Parameters
        ----------
        seed : int
            Same seed, same picture.
        size : int
            Height and width, pixels.
        ranges : Ranges, optional
            What is drawn from.

        Returns
        -------
        Portrait
            The picture with its truth.
        """
        rng = np.random.default_rng(seed)
        limits = ranges or Ranges()
        person = rng.normal(size=len(self.model.identity))
        pose = draw_pose(rng, self.model.expression_names, limits.mimic)
        sitter = Sitter(person, pose, self.model.points(person, pose))
        return self.take(rng, sitter, _camera(rng, limits, size), size, limits)

    def take(
        self, rng: np.random.Generator, sitter: "Sitter", camera: "Camera", size: int,
        limits: Ranges,
    ) -> Portrait:  # fmt: skip
        """Take a portrait of someone by a known camera.

        Parameters
        ----------
        rng : numpy.random.Generator
            Draws colours, light, background and what is lost.
        sitter : Sitter
            Who, and how they look.
        camera : Camera
            Where from.
        size : int
            Height and width, pixels.
        limits : Ranges
            `props` and `spoil` count.

        Returns
        -------
        Portrait
            The picture with its truth.
        """
        skin, middle = sitter.skin, (size - 1) / 2.0
        turn, shift, focal = camera.turn, camera.shift, camera.focal
        paint = Paint.draw(rng)
        share = paint.hair_share(self.face, self.model.mean)
        covered = skin + vertex_normals(skin, self.faces) * (share * paint.hair_depth)[:, None]
        pieces = [Prop(covered, self.faces), *draw_props(rng, covered, limits.props)]
        linear = backdrop(rng, size)
        rays = pixel_rays(size, size, focal, (middle, middle))
        self._expose(rng, linear, pieces, paint, turn, shift, rays)
        picture = develop(rng, linear.reshape(size, size, 3), limits.spoil)
        return Portrait(
            picture, sitter.person, sitter.pose, skin, turn, shift, focal, (middle, middle)
        )

    def _expose(
        self, rng: np.random.Generator, linear: FloatArray, pieces: list[Prop], paint: Paint,
        turn: FloatArray, shift: FloatArray, rays: FloatArray,
    ) -> None:  # fmt: skip
        """Lay what the camera sees over the background."""
        vertices = np.vstack([piece.vertices for piece in pieces])
        starts = np.cumsum([0, *(len(piece.vertices) for piece in pieces)])
        faces = np.vstack([p.faces + start for p, start in zip(pieces, starts, strict=False)])
        ends = np.cumsum([len(piece.faces) for piece in pieces])
        scene = Mesh(vertices @ turn.T + shift, faces)
        seen = cast_image(scene, rays)
        normals = seen.spread(faces, vertex_normals(vertices, faces))
        owner = np.searchsorted(ends, seen.triangle, side="right")
        colour = np.zeros((len(seen.pixels), 3))
        skin = owner == 0
        part = RayImage(*(a[skin] for a in (seen.pixels, seen.triangle, seen.shares, seen.points)))
        template = part.spread(self.faces, self.model.mean)
        colour[skin] = paint.colour(self.face, template)
        normals[skin] -= 0.25 * paint.pores * paint.noises["pores"].slope(template)
        for number, piece in enumerate(pieces[1:], start=1):
            mine = owner == number
            colour[mine] = piece.shade(seen.points[mine])
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
        shine = np.where(skin, 1.0, 0.4)
        linear[seen.pixels] = _lit(rng, scene, seen, normals @ turn.T, colour, shine)


def draw_pose(rng: np.random.Generator, names: tuple[str, ...], mimic: float) -> FloatArray:
    """Draw weights of expressions: often none, else a few, sometimes weaker on one side.

    Parameters
    ----------
    rng : numpy.random.Generator
        Drawn from.
    names : tuple of str
        ARKit's names; ``_L`` and ``_R`` are sides.
    mimic : float
        Share of faces that are not neutral.

    Returns
    -------
    (e,) float64
        From zero to one.
    """
    weights = np.zeros(len(names))
    if rng.random() >= mimic:
        return weights
    stems = sorted({name.removesuffix("_L").removesuffix("_R") for name in names})
    usual = [s for s in ("mouthSmile", "jawOpen", "eyeBlink", "browInnerUp") if s in stems]
    chosen = list(rng.choice(stems, size=min(int(rng.integers(1, 7)), len(stems)), replace=False))
    chosen += [stem for stem in usual if rng.random() < 0.25]
    weak = rng.random() < 0.3
    sides = {"_L": 1.0, "_R": 1.0}
    if weak:
        sides["_L" if rng.random() < 0.5 else "_R"] = rng.uniform(0.0, 0.6)
    for stem in chosen:
        strength = rng.beta(1.2, 1.6)
        for number, name in enumerate(names):
            if name == stem:
                weights[number] = strength
            elif name.startswith(f"{stem}_"):
                weights[number] = strength * sides.get(name[-2:], 1.0)
    if "mouthClose" in names:
        # Lips that close while the jaw is shut pass through each other.
        close, jaw = names.index("mouthClose"), names.index("jawOpen")
        weights[close] = min(weights[close], weights[jaw])
    return weights


def _camera(rng: np.random.Generator, limits: Ranges, size: int) -> Camera:
    spread = [limits.yaw, limits.pitch, limits.roll]
    # Fewer heads turn far than little.
    yaw, pitch, roll = rng.uniform(-1.0, 1.0, 3) * rng.uniform(0.25, 1.0, 3) * spread
    distance = float(np.exp(rng.uniform(*np.log(limits.distance))))
    fill = rng.uniform(*limits.fill)
    centre = MIDDLE + rng.normal(0.0, [4.0, 6.0, 0.0])
    return Camera.facing((yaw, pitch, roll), distance, fill, size, centre)


def _lit(
    rng: np.random.Generator, scene: Mesh, seen: RayImage, normals: FloatArray,
    colour: FloatArray, shine: FloatArray,
) -> FloatArray:  # fmt: skip
    """Return what reaches the camera: soft light of nine harmonics, a lamp with shadow, gloss."""
    soft = np.zeros((9, 3))
    soft[0] = rng.uniform(0.6, 2.6)
    soft[1:4] = rng.normal(0.0, 0.35, (3, 1)) * soft[0] + rng.normal(0.0, 0.08, (3, 3))
    soft[4:] = rng.normal(0.0, 0.12, (5, 1)) * soft[0]
    light = np.maximum(harmonics(normals) @ soft, 0.03)
    lamp = rng.normal(size=3) * [1.0, 0.7, 0.6] + [0.0, -0.5, -0.6]
    lamp /= np.linalg.norm(lamp)
    power = rng.uniform(0.0, 1.1) * (rng.random() < 0.8)
    facing = np.maximum(normals @ lamp, 0.0)
    if rng.random() < 0.6:
        start = seen.points + SHADOW_LIFT * normals
        blocked = np.isfinite(
            SurfaceRays(scene).distance(start, np.broadcast_to(lamp, start.shape))
        )
        facing = facing * (1.0 - rng.uniform(0.4, 1.0) * blocked)
    toward = -seen.points / np.linalg.norm(seen.points, axis=1, keepdims=True)
    half = lamp + toward
    half /= np.linalg.norm(half, axis=1, keepdims=True)
    gloss = np.maximum((half * normals).sum(axis=1), 0.0) ** rng.uniform(8.0, 50.0)
    cast = np.exp(rng.normal(0.0, 0.12, 3))
    lit = colour * (light + power * facing[:, None] * cast)
    lit += (power * facing * gloss * shine * rng.uniform(0.0, 0.3))[:, None] * cast
    return lit * rng.uniform(0.7, 1.5)
