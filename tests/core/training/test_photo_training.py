"""Training on drawn portraits: crops agree with their landmarks, and a break changes nothing."""

from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import CancelledError
from core.models.landmark_net import CROP, LandmarkNet
from core.models.morphable import MorphableModel
from core.monitor import Monitor
from core.training import landmark_training
from core.training.landmark_training import Pictures, train_landmarks
from core.training.photo_pictures import read_shard, take_portraits

SIZE, FOCAL, DISTANCE = 96, 300.0, 600.0
CORNERS = np.array([[-40.0, -40, 0], [40, -40, 0], [-40, 40, 0], [40, 40, 0], [0, 0, 30]])


class DotStudio:
    """Takes pictures with a white dot at every landmark; stands for the real studio."""

    def portrait(self, seed: int, size: int, ranges: object) -> "DotStudio.Dots":
        return DotStudio.Dots(seed, size)

    class Dots:
        """One such picture."""

        def __init__(self, seed: int, size: int) -> None:
            rng = np.random.default_rng(seed)
            self.person, self.pose = rng.normal(size=2), np.zeros(1)
            self.turn = np.diag([1.0, -1.0, -1.0])
            self.shift = np.array([*rng.uniform(-20.0, 20.0, 2), DISTANCE])
            self.focal = FOCAL
            placed = (CORNERS @ self.turn.T) + self.shift
            places = FOCAL * placed[:, :2] / placed[:, 2:] + (size - 1) / 2.0
            y, x = np.mgrid[:size, :size]
            away = [(x - u) ** 2 + (y - v) ** 2 for u, v in places]
            tone = 255.0 * np.exp(-np.array(away) / 4.0).max(axis=0)
            self.picture = np.repeat(tone.astype(np.uint8)[..., None], 3, axis=2)


@pytest.fixture
def model() -> MorphableModel:
    still = np.zeros((2, 5, 3), np.float32)
    return MorphableModel(CORNERS, still, np.zeros((1, 5, 3), np.float32), ("a",))


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setattr("core.training.photo_pictures.SHARD", 8)
    return take_portraits(DotStudio(), tmp_path, 16, SIZE, None, Monitor())  # type: ignore[arg-type]


def test_portraits_that_are_there_are_not_taken_again(paths: list[Path]) -> None:
    before = [path.stat().st_mtime_ns for path in paths]
    take_portraits(DotStudio(), paths[0].parent, 16, SIZE, None, Monitor())  # type: ignore[arg-type]
    assert [path.stat().st_mtime_ns for path in paths] == before
    assert read_shard(paths[1]).pictures.shape == (8, SIZE, SIZE, 3)


def test_crops_show_landmarks_where_the_places_say(
    paths: list[Path], model: MorphableModel
) -> None:
    pictures = Pictures(paths, model)
    assert len(pictures) == 16
    for rng in (None, np.random.default_rng(1)):
        crops, places = pictures.batch(np.arange(16), rng)
        inside = places.abs().amax(dim=2) < 0.95
        read = torch.nn.functional.grid_sample(crops, places[:, :, None], align_corners=False)
        assert float(read[:, 0, :, 0][inside].min()) > 0.7, "every landmark is a bright dot"
    strange = pictures.strangers(np.arange(16), np.random.default_rng(2))
    assert strange.shape == (16, 3, CROP, CROP)


def test_a_break_changes_nothing(
    paths: list[Path], model: MorphableModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("BATCH", 6), ("STRANGERS", 2), ("SAVE_EVERY", 3)):
        monkeypatch.setattr(landmark_training, name, value)
    pictures = Pictures(paths, model)

    def fresh() -> LandmarkNet:
        torch.manual_seed(0)
        return LandmarkNet(5, width=4)

    whole, broken = fresh(), fresh()
    train_landmarks(whole, pictures, 9, tmp_path / "whole.pt", Monitor())
    stop = Monitor()
    seen: list[float] = []

    def listen(fraction: float, _: str) -> None:
        seen.append(fraction)
        if len(seen) == 2:
            stop.cancel()

    stop = Monitor(listen)
    with pytest.raises(CancelledError):
        train_landmarks(broken, pictures, 9, tmp_path / "broken.pt", stop)
    curve = train_landmarks(fresh(), pictures, 9, tmp_path / "broken.pt", Monitor())
    assert [step for step, _ in curve] == [3, 6, 9]
    first, second = (
        torch.load(tmp_path / name, weights_only=True)["net"] for name in ("whole.pt", "broken.pt")
    )
    for key, value in first.items():
        torch.testing.assert_close(value, second[key], atol=1e-5, rtol=1e-4)
