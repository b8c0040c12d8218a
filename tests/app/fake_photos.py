"""Photographs of the analytic head, and a reader that finds in them what was drawn."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from app.workshop import Workshop
from core.arrays import FloatArray
from core.errors import PhotoError
from core.geometry.ray_image import cast_image, pixel_rays
from core.geometry.transforms import Similarity
from core.imaging.photo_file import Photo
from core.inference.photo_fit import View
from core.inference.photo_head import PhotoHead, PhotoMethod, PhotoShot
from core.inference.photo_landmarks import Face
from core.monitor import Monitor
from tests.app.fakes import FakeHeadModel

SIZE = (200, 160)
"""Height and width of every photograph, pixels."""
LANDMARKS = 80
DEVIATION_MM = 2.0
CAMERA = View(
    np.zeros(2),
    Similarity(1.0, np.diag([1.0, -1.0, -1.0]), np.array([0.0, 0.0, 700.0])),
    420.0,
    ((SIZE[1] - 1) / 2.0, (SIZE[0] - 1) / 2.0),
)
"""From the front; the head fills most of the picture."""


def take_photo(path: Path, model: FakeHeadModel | None = None, *, faces: int = 1) -> Path:
    """Write a photograph of the mean analytic head; its name tells the reader what is in it.

    Parameters
    ----------
    path : Path
        With the suffix of a picture.
    model : FakeHeadModel, optional
        Whose head.
    faces : int
        Zero writes the background alone.
    """
    height, width = SIZE
    skin = (model or FakeHeadModel(3)).skin_preview((model or FakeHeadModel(3)).mean_state())
    picture = np.full((height * width, 3), 70, np.uint8)
    if faces:
        placed = skin.with_vertices(CAMERA.place.apply(skin.vertices))
        seen = cast_image(placed, pixel_rays(height, width, CAMERA.focal, CAMERA.centre))
        shade = 90.0 + 120.0 * (seen.points[:, 2].max() - seen.points[:, 2]) / 120.0
        picture[seen.pixels] = np.clip(shade, 0, 255)[:, None] * np.array([1.0, 0.8, 0.7])
    Image.fromarray(picture.reshape(height, width, 3)).save(path, quality=95)
    return path


def true_places(model: FakeHeadModel) -> FloatArray:
    """Return where the landmarks fall in a photograph, (m, 2) pixels."""
    return CAMERA.project(model.skin_preview(model.mean_state()).vertices[_vertices(model)])


def _vertices(model: FakeHeadModel) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return template vertices on the face, the ends of the jaw and the nose where they belong."""
    skin = model.skin_preview(model.mean_state()).vertices
    front = np.argsort(-skin[:, 2])[: 2 * LANDMARKS]
    chosen = front[np.argsort(skin[front, 1])][:LANDMARKS]
    ends = front[np.argsort(skin[front, 0])]
    middle = front[np.argmin(np.abs(skin[front, 0]) - 1e-3 * skin[front, 2])]
    chosen[[0, 16, 30]] = ends[0], ends[-1], middle
    return chosen


@dataclass
class FakeReader:
    """Stands in for `core.inference.photo_head.PhotoReader` on the analytic head."""

    model: FakeHeadModel

    def __post_init__(self) -> None:
        self.fits: list[tuple[tuple[PhotoShot, ...], PhotoMethod, float | None]] = []
        self.methods = (PhotoMethod.HYBRID, PhotoMethod.MORPHABLE)

    @property
    def vertices(self) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        return _vertices(self.model)

    def faces(self, photo: Photo, monitor: Monitor | None = None) -> tuple[Face, ...]:
        (monitor or Monitor()).report(0.5, "Looking for a face")
        if photo.name.startswith("cat"):
            raise PhotoError("No face was found in the photograph; take one with the whole face.")
        face = Face(true_places(self.model), np.full(LANDMARKS, 1.5), 4.0)
        other = Face(0.2 * face.places + 4.0, face.deviations, 2.0)
        return (face, other) if photo.name.startswith("two") else (face,)

    def around(self, photo: Photo, places: FloatArray) -> Face:
        assert photo.picture.shape[:2] == SIZE
        assert places.shape == (4, 2)
        return Face(true_places(self.model), np.full(LANDMARKS, 1.5), 1.0)

    def fit(
        self,
        shots: tuple[PhotoShot, ...],
        method: PhotoMethod,
        *,
        distance: float | None = None,
        monitor: Monitor | None = None,
    ) -> PhotoHead:
        self.fits.append((tuple(shots), method, distance))
        if len(shots[0].known) > 3:
            raise PhotoError("The landmarks fit no face; put them back.")
        self.model._work(monitor or Monitor(), "Fitting the head to the landmarks")
        state = self.model.mean_state()
        codes = {part: (0.5, *code[1:]) for part, code in state.codes.items()}
        skin = self.model.skin_preview(state).vertices
        pose = np.zeros(len(self.model.expression_names))
        views = tuple(CAMERA for _ in shots)
        random = np.random.default_rng(0)
        return PhotoHead(
            method=method,
            person=np.zeros(3),
            pose=pose,
            skin=skin,
            neutral_skin=skin,
            codes=codes,
            size=1.0,
            expression=tuple(pose),
            views=views,
            poses=tuple(pose for _ in shots),
            deviation=np.full(len(skin), DEVIATION_MM),
            colours=random.uniform(0.2, 0.9, (len(skin), 3)),
            filled=skin[:, 0] < -40.0,
            scale_known=distance is not None,
        )


def use_reader(monkeypatch: object) -> list[FakeReader]:
    """Let the studio read photographs with the fake; returns those that it makes."""
    made: list[FakeReader] = []

    def make(tools: Workshop) -> FakeReader:
        made.append(FakeReader(tools.model))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr("app.photo_requests.make_reader", make)  # type: ignore[attr-defined]
    return made
