"""Parts from another face: no seam, and still what they look like."""

from dataclasses import replace

import numpy as np
import pytest

from core.document.edits import Person
from core.errors import EditError
from core.evaluation.part_quality import seam_ratio
from core.geometry.template import PARTS
from core.geometry.transforms import fit_similarity
from core.inference.head import HeadModel


@pytest.fixture(scope="module")
def faces(head_model: HeadModel) -> list:
    mean, statistics = head_model.mean_state(), head_model.bundle.statistics
    return [replace(mean, codes=statistics.sample(seed)[0]) for seed in (31, 32)]


def test_composites_are_as_smooth_as_people(head_model: HeadModel) -> None:
    plain, suited = seam_ratio(head_model, suited=False), seam_ratio(head_model)
    assert suited < 1.1
    assert suited < 0.5 * plain


def test_a_copied_nose_is_still_that_nose(head_model: HeadModel, faces: list) -> None:
    receiver, donor = faces
    edit = head_model.copy_part(receiver, "nose", Person.of(donor, "donor"))
    got = head_model.skin_preview(edit.apply(receiver)).vertices
    core = head_model.bundle.template.part_weights[PARTS.index("nose")] >= 0.999

    def unlike(vertices: np.ndarray) -> float:
        wanted = head_model.skin_preview(donor).vertices[core]
        placed = fit_similarity(vertices[core], wanted).apply(vertices[core])
        return float(np.linalg.norm(placed - wanted, axis=1).mean())

    assert unlike(got) < 0.4 * unlike(head_model.skin_preview(receiver).vertices)
    assert edit.along == ()


def test_the_rest_of_the_face_stays(head_model: HeadModel, faces: list) -> None:
    receiver, donor = faces
    edit = head_model.copy_part(receiver, "mouth", Person.of(donor, "donor"))
    before = head_model.skin_preview(receiver).vertices
    after = head_model.skin_preview(edit.apply(receiver)).vertices
    outside = head_model.bundle.template.part_weights[PARTS.index("mouth")] == 0.0
    assert np.abs(after - before)[outside].max() < 1e-6


def test_a_new_remainder_takes_the_unlocked_parts_along(head_model: HeadModel, faces: list) -> None:
    receiver, donor = faces
    held = replace(receiver, locked=frozenset({"eyes"}))
    edit = head_model.copy_part(held, "remainder", Person.of(donor, "donor"))
    assert set(edit.along) == {"nose", "mouth"}
    after = edit.apply(held)
    assert after.codes["remainder"] == donor.codes["remainder"]
    assert after.codes["eyes"] == receiver.codes["eyes"]


def test_codes_of_other_models_are_refused(head_model: HeadModel, faces: list) -> None:
    receiver, donor = faces
    stranger = replace(Person.of(donor, "donor"), bundle=replace(donor.bundle, id="another"))
    with pytest.raises(EditError, match="another"):
        head_model.copy_part(receiver, "nose", stranger)
