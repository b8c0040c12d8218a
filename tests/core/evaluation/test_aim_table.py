"""AIM's table has tidy rows, and its measures tell right from wrong."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import core.evaluation.aim as aim_table
from core.evaluation.aim import Extent, evaluate_aim
from core.evaluation.aim_linear import blendshapes
from core.evaluation.aim_measures import (
    anatomy_distances,
    frame_errors,
    jaw_errors,
    sparse_noisy,
)
from core.evaluation.aim_patch_fit import patch_model
from core.evaluation.aim_patches import PatchSettings
from core.evaluation.aim_session import Explained, Session, make_session
from core.evaluation.aim_takes import Take, unseen_take
from core.geometry.transforms import Similarity
from core.models.aim_person import twist_motion
from core.monitor import Monitor
from tests.core.evaluation.aim_heads import small_actor, small_anatomy, small_bundle

KEYS = {"method", "set", "region", "metric", "value", "unit"}
BUNDLE = small_bundle()


@pytest.fixture(scope="module")
def session() -> Session:
    actor = small_actor(BUNDLE)
    return make_session(BUNDLE, actor, small_anatomy(actor), 6)


@pytest.fixture(scope="module")
def take() -> Take:
    return unseen_take(small_actor(BUNDLE), 3, BUNDLE.template.face_mask)


def test_errors_are_distances_between_vertices(session: Session, take: Take) -> None:
    errors = frame_errors(session, take, take.skins + np.array([0.3, 0.0, 0.4]))
    assert (errors.face, errors.full) == pytest.approx((0.5, 0.5))
    assert errors.face_p95 == pytest.approx(0.5)
    assert frame_errors(session, take, take.skins).worst == 0.0


def test_jaws_are_compared_by_angle_and_at_the_incisors(session: Session, take: Take) -> None:
    moved = tuple(Similarity(1.0, j.rotation, j.translation + [3.0, 0, 4.0]) for j in take.jaws)
    assert jaw_errors(session, take.jaws, Explained(take.skins, moved)) == pytest.approx((0.0, 5.0))
    turn = twist_motion(np.array([np.radians(2.0), 0.0, 0.0, 0.0, 0.0, 0.0]))
    turned = tuple(turn.after(jaw) for jaw in take.jaws)
    found = jaw_errors(session, take.jaws, Explained(take.skins, turned))
    assert found is not None
    assert found[0] == pytest.approx(2.0)
    assert jaw_errors(session, take.jaws, Explained(take.skins)) is None


def test_the_poor_capture_is_noisy_and_sparse(session: Session, take: Take) -> None:
    targets, seen = sparse_noisy(session, take)
    assert (targets - take.skins).std() == pytest.approx(0.3, rel=0.05)
    assert seen.mean() == pytest.approx(0.3, abs=0.05)


def test_anatomy_is_measured_against_the_skull(session: Session) -> None:
    found = anatomy_distances(session)
    assert found["constrained"] < 4.0, "bone points lie about on the ellipsoid of bone"
    assert found["bone_outside"] == 0.0


def test_rows_are_tidy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    actor = small_actor(BUNDLE)

    def people(*_: Any) -> list[Any]:
        return [actor]

    monkeypatch.setattr(aim_table, "actors", people)
    monkeypatch.setattr(aim_table, "person_anatomy", lambda *_: small_anatomy(actor))
    monkeypatch.setattr(aim_table, "asymmetries", lambda *_: {"skin": 0.0, "jaw": 0.0})
    methods = {
        "blendshapes": blendshapes(1e-3, bounded=False),
        "patches": patch_model(PatchSettings(spacing=25.0, far_spacing=50.0, rounds=3)),
    }
    head = SimpleNamespace(bundle=BUNDLE)
    rows = evaluate_aim(
        head,  # type: ignore[arg-type]
        tmp_path,
        Monitor(),
        only=("fit", "anatomy"),
        extent=Extent(frames=5, shapes=(6,)),
        methods=methods,
    )
    assert all(set(row) == KEYS for row in rows)
    assert all(np.isfinite(float(str(row["value"]))) for row in rows)
    errors = {
        (row["method"], row["set"]): row["value"]
        for row in rows
        if (row["metric"], row["region"]) == ("fit_error", "face")
    }
    first = "unseen, 6 shapes, first 4 frames"
    assert errors["patches", first] < errors["blendshapes", first]
    assert ("patches", "unseen, 6 shapes") not in errors, "slow methods say on how few frames"
    assert errors["published_aim_low", "their actors"] == 0.19
    samples = [row["value"] for row in rows if row["metric"] == "samples"]
    assert samples == [5.0]
