"""The shading of a picture whose light and shape are known brings a head nearer to the truth."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.geometry.harmonics import harmonics
from core.geometry.normals import vertex_normals
from core.geometry.ray_image import cast_image, pixel_rays
from core.geometry.transforms import Similarity, fit_similarity
from core.inference.morphable_head import morphable_model
from core.inference.photo_fit import Sight, View, fit_sights
from core.inference.photo_patches import SkinPatches, skin_patches
from core.inference.photo_shading import Shading
from core.models.morphable import MorphableModel

if TYPE_CHECKING:
    from core.inference.head import HeadModel

SIDE, FOCAL = 220, 700.0
MIDDLE = (SIDE - 1) / 2.0
SKIN = np.array([0.5, 0.3, 0.22])


@pytest.fixture(scope="module")
def model(head_model: "HeadModel") -> MorphableModel:
    return morphable_model(head_model.bundle)


@pytest.fixture(scope="module")
def patches(head_model: "HeadModel", model: MorphableModel) -> SkinPatches:
    template = head_model.bundle.template
    mean = np.broadcast_to(SKIN, model.mean.shape)
    return skin_patches(model, template.skin, template.face_mask, mean, np.zeros((1, *mean.shape)))


@pytest.fixture(scope="module")
def person(model: MorphableModel) -> np.ndarray:
    return np.random.default_rng(2).normal(size=len(model.identity))


@pytest.fixture(scope="module")
def view(model: MorphableModel) -> View:
    place = Similarity(1.0, np.diag([1.0, -1.0, -1.0]), np.array([0.0, -10.0, 700.0]))
    return View(np.zeros(len(model.expression)), place, FOCAL, (MIDDLE, MIDDLE))


@pytest.fixture(scope="module")
def picture(
    head_model: "HeadModel", model: MorphableModel, person: np.ndarray, view: View
) -> np.ndarray:
    """Return a picture of the person, lit from above and one side, of one colour."""
    skin = head_model.bundle.template.skin.with_vertices(model.points(person))
    seen = cast_image(
        skin.with_vertices(view.place.apply(skin.vertices)),
        pixel_rays(SIDE, SIDE, FOCAL, view.centre),
    )
    normals = seen.spread(skin.faces, vertex_normals(skin.vertices, skin.faces))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    light = harmonics(normals) @ [2.4, 0.5, 0.6, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0]
    linear = np.full((SIDE * SIDE, 3), 0.2)
    linear[seen.pixels] = np.maximum(light, 0.05)[:, None] * SKIN
    tone = np.clip(linear, 0.0, 1.0) ** (1.0 / 2.2)
    return (255.0 * tone).round().astype(np.uint8).reshape(SIDE, SIDE, 3)


Off = Callable[[np.ndarray], float]


@pytest.fixture(scope="module")
def off(head_model: "HeadModel", model: MorphableModel, person: np.ndarray) -> Off:
    """Return what tells how far a person lies from the true one in the face, mm."""
    mask = head_model.bundle.template.face_mask
    true = model.points(person)[mask]

    def measure(found: np.ndarray) -> float:
        points = model.points(found)[mask]
        move = fit_similarity(points, true, with_scale=True)
        return float(np.linalg.norm(move.apply(points) - true, axis=1).mean())

    return measure


def test_shading_tells_what_rough_landmarks_do_not(
    head_model: "HeadModel", model: MorphableModel, patches: SkinPatches, person: np.ndarray,
    view: View, picture: np.ndarray, off: Off,
) -> None:  # fmt: skip
    template = head_model.bundle.template
    vertices = np.flatnonzero(template.face_mask)[::60]
    places = view.project(model.points(person)[vertices])
    places += np.random.default_rng(0).normal(0.0, 2.5, places.shape)
    sight = Sight(places, np.full(len(places), 2.5), FOCAL, 0.02, view.centre, neutral=True)
    marks = model.at(vertices)
    plain = fit_sights(marks, [sight])
    rough = template.skin.with_vertices(model.points(plain.person))
    image = Shading(patches, picture, rough, plain.views[0])
    assert image.enough
    fit = fit_sights(marks, [sight], images=[image], start=plain)
    assert off(fit.person) < 0.8 * off(plain.person)
    assert fit.spread.mean() < plain.spread.mean()


def test_the_step_follows_the_slope_of_the_cost(
    head_model: "HeadModel", model: MorphableModel, patches: SkinPatches, person: np.ndarray,
    view: View, picture: np.ndarray,
) -> None:  # fmt: skip
    rough = head_model.bundle.template.skin.with_vertices(model.points(0.7 * person))
    image = Shading(patches, picture, rough, view)
    at = np.concatenate([0.7 * person, view.pose])
    for _ in range(6):  # the light settles
        image.cost(at, view)
    _, right = image.system(at, view)
    step = 1e-3
    for number in range(4):
        along = np.zeros(len(at))
        along[number] = step
        slope = (image.cost(at + along, view) - image.cost(at - along, view)) / (2.0 * step)
        assert -right[number] == pytest.approx(slope, rel=0.15, abs=0.02 * np.abs(right).max())


def test_a_dark_picture_tells_nothing(
    head_model: "HeadModel", model: MorphableModel, patches: SkinPatches, view: View
) -> None:
    skin = head_model.bundle.template.skin.with_vertices(model.mean)
    assert not Shading(patches, np.zeros((SIDE, SIDE, 3), np.uint8), skin, view).enough
