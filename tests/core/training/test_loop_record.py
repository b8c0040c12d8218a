"""A training is remembered beside its checkpoint, across a kill."""

import contextlib
from pathlib import Path

import torch
from torch import nn

from core.monitor import Monitor
from core.training.loop import REPORT_STEPS, TrainingLoop, read_record


def _train(checkpoint: Path, stop_at: int) -> None:
    torch.manual_seed(0)
    network = nn.Linear(1, 1)
    loop = TrainingLoop(network, 3 * REPORT_STEPS, 1e-2, checkpoint, seed=5)
    seen = 0

    def loss(pick: torch.Generator) -> torch.Tensor:
        nonlocal seen
        seen += 1
        if seen > stop_at:
            raise KeyboardInterrupt
        points = torch.rand(8, 1, generator=pick)
        value: torch.Tensor = (network(points) - 2.0 * points).square().mean()
        return value

    with contextlib.suppress(KeyboardInterrupt):
        loop.run(loss, Monitor())


def test_a_killed_training_goes_on_and_keeps_its_curve(tmp_path: Path) -> None:
    checkpoint = tmp_path / "net.pt"
    assert read_record(checkpoint) is None
    _train(checkpoint, REPORT_STEPS + 10)
    first = read_record(checkpoint)
    assert first is not None
    assert [step for step, _ in first.curve] == [REPORT_STEPS]
    _train(checkpoint, 10 * REPORT_STEPS)
    record = read_record(checkpoint)
    assert record is not None
    assert [step for step, _ in record.curve] == [k * REPORT_STEPS for k in (1, 2, 3)]
    assert record.curve[-1][1] < record.curve[0][1]
    assert record.seconds > first.seconds
    assert record.seed == 5
