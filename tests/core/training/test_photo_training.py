"""Training on drawn portraits: crops agree with their landmarks, and a break changes nothing."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import CancelledError
from core.models.landmark_net import CLOSE, WIDE, LandmarkNet
from core.models.morphable import MorphableModel
from core.models.photo_encoder import Likeness
from core.monitor import Monitor
from core.training import landmark_training
from core.training.encoder_training import HYBRID, EncoderLoss, sample_surface
from core.training.face_colours import FaceColours
from core.training.landmark_training import AIMS, Pictures, train_landmarks
from core.training.loop import TrainingLoop
from core.training.photo_pictures import read_shard, take_portraits

SIZE, FOCAL, DISTANCE = 96, 300.0, 600.0
CORNERS = np.tile([[-40.0, -40, 0], [40, -40, 0], [-40, 40, 0], [40, 40, 0], [0, 0, 30]], (14, 1))
"""Five places, named as often as a face has landmarks."""


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
    still = np.zeros((2, len(CORNERS), 3), np.float32)
    return MorphableModel(CORNERS, still, np.zeros((1, len(CORNERS), 3), np.float32), ("a",))


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setattr("core.training.photo_pictures.SHARD", 8)
    return take_portraits(DotStudio(), tmp_path, 16, (SIZE,), None, Monitor())  # type: ignore[arg-type]


def test_portraits_that_are_there_are_not_taken_again(paths: list[Path]) -> None:
    before = [path.stat().st_mtime_ns for path in paths]
    take_portraits(DotStudio(), paths[0].parent, 16, (SIZE,), None, Monitor())  # type: ignore[arg-type]
    assert [path.stat().st_mtime_ns for path in paths] == before
    assert read_shard(paths[1]).pictures.shape == (8, SIZE, SIZE, 3)


def test_crops_show_landmarks_where_the_places_say(
    paths: list[Path], model: MorphableModel
) -> None:
    pictures = Pictures(paths, model)
    assert len(pictures) == 16
    drawn = np.random.default_rng(1)
    for framing, rng in ((WIDE, None), (WIDE, drawn), (CLOSE, None), (CLOSE, drawn)):
        crops, places = pictures.batch(np.arange(16), rng, AIMS[framing])
        inside = places.abs().amax(dim=2) < 0.95
        read = torch.nn.functional.grid_sample(crops, places[:, :, None], align_corners=False)
        assert float(read[:, 0, :, 0][inside].min()) > 0.7, "every landmark is a bright dot"
    strange = pictures.strangers(np.arange(16), np.random.default_rng(2))
    assert strange.shape == (16, 3, WIDE.pixels, WIDE.pixels)


def test_a_break_changes_nothing(
    paths: list[Path], model: MorphableModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("BATCH", 6), ("STRANGERS", 2)):
        monkeypatch.setattr(landmark_training, name, value)
    pictures = Pictures(paths, model)

    def taught(checkpoint: Path, monitor: Monitor) -> LandmarkNet:
        torch.manual_seed(0)
        net = LandmarkNet(len(CORNERS), width=4)
        train_landmarks(net, pictures, TrainingLoop(net, 9, 1e-3, checkpoint, 1), monitor)
        return net

    whole = taught(tmp_path / "whole.pt", Monitor())
    with pytest.raises(CancelledError):
        taught(tmp_path / "broken.pt", StopsAfter(4))
    broken = taught(tmp_path / "broken.pt", Monitor())
    for first, second in zip(whole.parameters(), broken.parameters(), strict=True):
        torch.testing.assert_close(first, second, atol=1e-5, rtol=1e-4)


class StopsAfter(Monitor):
    """Cancels itself at the check after so many."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._left = count

    def check(self) -> None:
        if self._left == 0:
            self.cancel()
        self._left -= 1
        super().check()


def test_the_encoders_truth_costs_nothing_but_its_own_likelihood() -> None:
    rng = np.random.default_rng(0)
    mean = rng.normal(size=(300, 3)) * [50.0, 60.0, 4.0] + [0.0, 0.0, 60.0]
    model = MorphableModel(
        mean,
        rng.normal(size=(4, 300, 3)).astype(np.float32),
        rng.normal(size=(2, 300, 3)).astype(np.float32),
        ("a", "b"),
    )
    grey = FaceColours(np.full((20, 3), 0.3, np.float32), np.zeros((1, 20, 3), np.float32))
    sampled = sample_surface(model, np.arange(300), np.arange(80), lambda points: grey, count=20)
    loss = EncoderLoss(sampled, HYBRID, even=False)
    turn = torch.diag(torch.tensor([1.0, -1.0, -1.0]))[None]
    zero, light = torch.zeros(1, 2), torch.zeros(1, 9, 3)
    light[:, 0] = 1.0
    person = torch.tensor([[0.5, -1.0, 0.2, 0.0]])
    true = Likeness(
        person, zero, zero[:, :1], turn, torch.tensor([0.01]), zero, torch.tensor([1e-3]), light
    )
    points = torch.tensor(model.at(np.arange(80)).points(person[0].numpy())[None]).float()
    crops = torch.zeros(1, 3, 16, 16)
    truth = torch.cat([person, zero], dim=1)
    found = loss(crops, true, true.project(points), truth)
    assert float(found["landmarks"]) < 1e-6
    assert float(found["shape"]) < 0.02
    off = replace(true, person=person + 0.5)
    worse = loss(crops, off, true.project(points), truth)
    assert float(worse["landmarks"]) > 1e-3
    assert float(worse["shape"]) > 0.3
