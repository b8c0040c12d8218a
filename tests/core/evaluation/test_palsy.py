"""Figures of visits, and how far a head lies from the truth, on heads whose figures are known."""

import csv
import io

import numpy as np
import pytest

from core.document.palsy import PalsyPose, PalsyStudy, PalsyVisit
from core.errors import ProjectError
from core.evaluation.palsy import (
    change_between,
    laid_over,
    measure_visit,
    study_csv,
    study_rows,
    target_of,
)
from core.evaluation.photo_apart import Tally, head_apart
from core.geometry.template import Template
from tests.app.fakes import FakeHeadModel


@pytest.fixture(scope="module")
def template() -> Template:
    return FakeHeadModel(4).bundle.template


def smiling(template: Template, left: float, right: float) -> PalsyPose:
    skin = template.skin.vertices
    moved = skin.copy()
    for side, lift in (("left", left), ("right", right)):
        away = np.linalg.norm(skin - skin[template.landmarks[f"cheilion_{side}"]], axis=1)
        moved[:, 1] += lift * np.clip(1.0 - (away / 18.0) ** 2, 0.0, None) ** 2
    return PalsyPose("smile", moved, "scan.ply")


def visit(template: Template, day: str, left: float, right: float) -> PalsyVisit:
    rest = PalsyPose("neutral", template.skin.vertices + [3.0, -2.0, 1.0], "rest.ply")
    return PalsyVisit(day, (smiling(template, left, right), rest))


def test_a_study_tells_how_a_smile_recovers(template: Template) -> None:
    study = PalsyStudy(
        (visit(template, "2026-01-05", 8.0, 2.0), visit(template, "2026-06-01", 8.0, 6.0)), "right"
    )
    rows = [row for row in study_rows(template, study) if row["measure"] == "mouth_corner"]
    assert [row["day"] for row in rows] == ["2026-01-05", "2026-06-01"]
    told = [(row["left_mm"], row["right_mm"], row["weaker_percent"]) for row in rows]
    assert told[0] == pytest.approx((8.0, 2.0, 25.0), abs=1e-3)
    assert told[1] == pytest.approx((8.0, 6.0, 75.0), abs=1e-3)
    found = [measure_visit(template, one).pose("smile") for one in study.visits]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].asymmetry.rms["lower"] > 2.0 * found[1].asymmetry.rms["lower"]
    assert found[0].regions["mouth"] > found[0].regions["forehead"]
    table = list(csv.DictReader(io.StringIO(study_csv(template, study))))
    assert len(table) == len(study_rows(template, study))
    assert {row["pose"] for row in table} == {"neutral", "smile"}


def test_without_a_neutral_face_there_is_no_excursion(template: Template) -> None:
    alone = PalsyVisit("2026-01-05", (smiling(template, 8.0, 2.0),))
    found = measure_visit(template, alone).pose("smile")
    assert found is not None
    assert found.side("mouth_corner") is None
    height = found.side("mouth_corner_height")
    assert height is not None
    assert height.difference == pytest.approx(6.0, abs=0.3)


def test_change_and_target_lie_where_they_should(template: Template) -> None:
    weak, strong = smiling(template, 8.0, 2.0), smiling(template, 8.0, 6.0)
    change = change_between(template, weak, strong)
    corners = [template.landmarks[f"cheilion_{side}"] for side in ("right", "left")]
    assert abs(change[corners[0]]) > 5.0 * abs(change[corners[1]])
    target = target_of(template, weak, "left")
    lifted = target - template.skin.vertices
    assert lifted[corners[0], 1] == pytest.approx(8.0, abs=0.8)
    moved = PalsyPose("smile", weak.vertices + [5.0, 6.0, 7.0], "moved")
    np.testing.assert_allclose(laid_over(template, weak, moved), weak.vertices, atol=1e-4)


def test_poses_of_other_models_are_refused(template: Template) -> None:
    other = PalsyVisit("2026-01-05", (PalsyPose("smile", np.zeros((7, 3)), "x"),))
    with pytest.raises(ProjectError, match="other models"):
        measure_visit(template, other)


def test_a_head_that_is_only_larger_errs_by_its_scale_alone(template: Template) -> None:
    truth = template.skin.vertices
    larger = head_apart(template, truth, 1.05 * truth + [9.0, 0.0, 0.0])
    assert larger.mean > 0.5
    assert larger.shape == pytest.approx(0.0, abs=1e-6)
    same = head_apart(template, truth, truth - [1.0, 2.0, 3.0])
    assert same.mean == pytest.approx(0.0, abs=1e-6)
    tally = Tally()
    tally.add(larger)
    tally.add(same)
    values = {row["metric"]: row["value"] for row in tally.rows("ours", "two heads")}
    assert values["surface_error"] == pytest.approx(larger.mean / 2.0)
    assert values["surface_error_sd"] > larger.mean / 2.0
    assert values["pictures"] == 2.0
