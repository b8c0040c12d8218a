"""A skull that is moved along in a drag: inside the skin at every step, near what comes at rest."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.document.state import FaceState
from core.geometry.clearance import outer_skin
from core.geometry.distance import INSIDE, SurfaceDistance
from core.geometry.mesh import Mesh
from core.inference.skull_along import DRAGGED_CLEARANCE
from core.inference.skull_from_skin import JAW_LABELS

if TYPE_CHECKING:
    from core.inference.head import HeadModel


@pytest.fixture
def start(head_model: "HeadModel") -> FaceState:
    """Return somebody whose bone lies close beneath the skin in places."""
    random, mean = np.random.default_rng(1), head_model.mean_state()
    codes = {part: tuple(random.normal(0.0, 0.7, len(c))) for part, c in mean.codes.items()}
    return replace(mean, codes=codes)


def sealed(head: "HeadModel", state: FaceState) -> Mesh:
    """Return the skin that bone must lie inside of."""
    return outer_skin(head.skin_preview(state), head.bundle.skull.pocket)


def test_every_step_keeps_all_bone_inside_and_ends_near_the_inferred_skull(
    head_model: "HeadModel", start: FaceState
) -> None:
    """A nose of three deviations and a tenth of growth, in steps: all bone is inside."""
    for step in np.linspace(0.25, 1.0, 4):
        nose = (3.0 * float(step), *start.codes["nose"][1:])
        size = 1.0 + 0.1 * float(step)
        state = replace(start, codes={**start.codes, "nose": nose}, size=size)
        bone = head_model.anatomy.along.skull(state, start)
        skin = SurfaceDistance(sealed(head_model, state))
        assert (skin.winding_number(bone) > INSIDE).all()
        assert skin.unsigned(bone)[0].min() > DRAGGED_CLEARANCE - 0.11
    gap = np.linalg.norm(bone - head_model.skull(state).mesh.vertices, axis=1)
    assert gap.mean() < 0.8
    assert np.percentile(gap, 99) < 2.0


def test_a_head_that_did_not_change_keeps_its_skull(
    head_model: "HeadModel", start: FaceState
) -> None:
    """What is moved by nothing stays, to the rounding of bone that already touched its bound."""
    along = head_model.anatomy.along
    assert along.prepare(start) is along.prepare(start), "found once"
    bone = along.skull(start, start)
    assert np.abs(bone - head_model.skull(start).mesh.vertices).max() < 0.11


def test_jaw_and_bone_stand_as_the_document_says(head_model: "HeadModel", start: FaceState) -> None:
    """Edits of bone are made on the moved skull, the jaw turned about its own hinge."""
    names = list(head_model.expression_names)
    smile = tuple(0.6 if name == "jawOpen" else 0.0 for name in names)
    size = replace(start, size=1.04)
    posed = replace(size, expression=smile, bone={"mandible.forward": 3.0})
    resting = head_model.anatomy.along.skull(size, start)
    moved = head_model.anatomy.along.skull(posed, start)
    jaw = np.isin(head_model.bundle.template.skull_labels, JAW_LABELS)
    assert np.abs(moved - resting)[~jaw].max() < 0.11
    assert np.linalg.norm(moved - resting, axis=1)[jaw].mean() > 3.0
    whole = head_model.skull(posed).mesh.vertices - head_model.skull(size).mesh.vertices
    assert np.abs((moved - resting) - whole)[jaw].max() < 0.5
