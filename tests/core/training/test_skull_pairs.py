"""Real pairs move the skull's statistics by as much as they can tell, and the bundle says so."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import trimesh

from core.bundles.loader import load_bundle
from core.bundles.manifest import SHIPPED_BUNDLE
from core.document.cohort_pair import CohortPair, write_pair
from core.document.real_skull import RealSkull
from core.errors import ScanError
from core.geometry.mesh import Mesh
from core.models.skull import SkullPredictor
from core.monitor import Monitor
from core.resources import resource_path
from core.training.pair_bundle import train_pair_bundle
from core.training.skull_pairs import train_on_pairs

CODES = 5
BALL = trimesh.creation.icosphere(subdivisions=2, radius=100.0)
BONE = Mesh(0.9 * np.asarray(BALL.vertices), np.asarray(BALL.faces, dtype=np.int64))


def _predictor() -> SkullPredictor:
    """Return a joint model of a ball of bone in a ball of skin."""
    rng = np.random.default_rng(0)
    places = np.asarray(BALL.vertices)
    waves = np.sin(places @ rng.uniform(-0.03, 0.03, (3, CODES)) + rng.uniform(0, 6, CODES))
    moves = waves[:, None, :] * places[:, :, None] / 100.0
    return SkullPredictor(
        skin_index=np.arange(len(places)),
        skin_mean=places,
        skin_weight=np.ones(len(places)),
        skin_basis=2.0 * moves,
        skin_variance=0.01,
        size_basis=np.zeros(CODES),
        size_variance=1e-3,
        skull_mean=BONE.vertices,
        skull_normals=places / 100.0,
        skull_basis=2.0 * moves,
        skull_variance=np.full(len(places), 0.01),
        pocket=np.arange(0),
    )


def _people(count: int, deeper: float, spread: float, seed: int = 1) -> list[CohortPair]:
    """Return people of the model whose bone lies deeper by some mm, with a spread of their own."""
    base, rng = _predictor(), np.random.default_rng(seed)
    pairs = []
    for _ in range(count):
        codes = rng.standard_normal(CODES)
        inward = -(deeper + spread * rng.standard_normal()) * base.skull_normals
        skull = base.skull_mean + base.skull_basis @ codes + inward
        skin = base.skin_mean + base.skin_basis @ codes
        ones = np.ones(len(skin))
        bone = RealSkull(BONE.with_vertices(skull), np.zeros(len(skull), dtype=np.int64))
        pairs.append(CohortPair(skin, ones, skull, ones, bone, "a" * 64))
    return pairs


def test_people_left_out_are_found_better_with_pairs() -> None:
    """Bone that lies 4 mm deeper than the model says is learned from eight people."""
    learned = train_on_pairs(_predictor(), BONE.faces, _people(8, 4.0, 0.3), Monitor())
    report = learned.report
    assert report["pairs_left_out_error_before"] == pytest.approx(4.0, abs=0.5)
    assert report["pairs_left_out_error"] < 1.5
    assert report["pairs_left_out_coverage_90"] == pytest.approx(0.9, abs=0.05)
    stranger = _people(1, 4.0, 0.0, seed=9)[0]
    found = learned.predictor.predict(stranger.skin).vertices
    assert np.linalg.norm(found - stranger.skull, axis=1).mean() < 1.0


def test_more_pairs_count_for_more() -> None:
    """The mean moves towards the pairs by what their number says against the prior's."""
    base, shifts = _predictor(), []
    for count in (2, 40):
        learned = train_on_pairs(base, BONE.faces, _people(count, 4.0, 1.5), Monitor())
        shifts.append(float(np.linalg.norm(learned.predictor.skull_mean - base.skull_mean)))
        assert learned.report["pairs"] == count
    assert shifts[0] < shifts[1]


def test_people_as_the_model_says_change_nothing_much() -> None:
    """Pairs without news leave the error where it was."""
    report = train_on_pairs(_predictor(), BONE.faces, _people(6, 0.0, 0.0), Monitor()).report
    assert report["pairs_left_out_error"] < report["pairs_left_out_error_before"] + 0.1


def test_bone_that_a_ct_did_not_show_is_filled() -> None:
    """A hole in the CT, where arrays hold nonsense, does not reach the statistics."""
    pairs = []
    for pair in _people(8, 4.0, 0.3):
        hidden = BONE.vertices[:, 1] > 40.0
        skull = np.where(hidden[:, None], 1e3, pair.skull)
        pairs.append(replace(pair, skull=skull, skull_trust=np.where(hidden, 0.0, 1.0)))
    learned = train_on_pairs(_predictor(), BONE.faces, pairs, Monitor())
    assert np.abs(learned.predictor.skull_mean).max() < 120.0
    assert learned.report["pairs_left_out_error"] < 1.5


def test_one_pair_is_refused() -> None:
    """It can be learned from or judged by, not both."""
    with pytest.raises(ScanError, match="cohort add"):
        train_on_pairs(_predictor(), BONE.faces, _people(1, 0.0, 0.0), Monitor())


def test_the_bundle_is_written_beside_with_its_figures(tmp_path: Path) -> None:
    """It loads, keeps everything but the skull, and its card tells the error on people left out."""
    source = resource_path("bundles", SHIPPED_BUNDLE)
    bundle = load_bundle(source)
    predictor, rng = bundle.skull, np.random.default_rng(2)
    mean = np.array(bundle.template.skin.vertices)
    for _ in range(2):
        skull = predictor.predict(mean).vertices + rng.normal(0.0, 0.3, 3) - [0.0, 0.0, 2.0]
        skin, seen = mean + rng.normal(0.0, 0.3, mean.shape), np.ones(len(mean))
        bone = RealSkull(bundle.template.skull.with_vertices(skull), bundle.template.skull_labels)
        write_pair(
            tmp_path / "pairs",
            CohortPair(skin, seen, skull, np.ones(len(skull)), bone, bundle.sha256),
        )
    folder = train_pair_bundle(source, tmp_path / "pairs", tmp_path / "out", Monitor())
    assert folder.name == f"{bundle.id}-pairs-2"
    learned = load_bundle(folder)
    assert learned.manifest.accuracy["pairs"] == 2.0
    assert learned.skull.unmodelled == pytest.approx(
        learned.manifest.accuracy["pairs_unmodelled_deviation"], abs=1e-4
    )
    assert learned.skull.skull_mean[:, 2].mean() < predictor.skull_mean[:, 2].mean() - 0.3
    assert "Learned from real pairs" in (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [folder.name]
