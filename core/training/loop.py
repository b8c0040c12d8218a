"""One optimisation loop for every network: Adam, a cosine, checkpoints, resume."""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn

from core.monitor import Monitor

LOGGER = logging.getLogger(__name__)

CHECKPOINT_SECONDS = 120.0
"""A killed run loses at most this much work."""
REPORT_STEPS = 200
"""Steps between two reports of the smoothed loss."""


@dataclass(frozen=True)
class TrainingRecord:
    """What is remembered of a training, beside its checkpoint.

    Attributes
    ----------
    seed, steps : int
        Of the draws; in all.
    learning_rate : float
        Adam's first.
    seconds : float
        By the clock, all resumed runs together.
    curve : list of (int, float)
        Steps and smoothed losses.
    """

    seed: int
    steps: int
    learning_rate: float
    seconds: float
    curve: list[tuple[int, float]]


def record_path(checkpoint: Path) -> Path:
    """Return where the record of a training lies.

    Parameters
    ----------
    checkpoint : Path
        Its checkpoint.

    Returns
    -------
    Path
        Beside it.
    """
    return checkpoint.with_suffix(".record.json")


def read_record(checkpoint: Path) -> TrainingRecord | None:
    """Return what is remembered of a training.

    Parameters
    ----------
    checkpoint : Path
        Its checkpoint.

    Returns
    -------
    TrainingRecord or None
        None where nothing was kept.
    """
    path = record_path(checkpoint)
    if not path.is_file():
        return None
    found = json.loads(path.read_text(encoding="utf-8"))
    curve = [(int(step), float(loss)) for step, loss in found.pop("curve")]
    return TrainingRecord(**found, curve=curve)


class TrainingLoop:
    """Runs a loss down, resumably.

    Parameters
    ----------
    network : nn.Module
        Trained in place.
    steps : int
        Total number of steps; a resumed run does the rest.
    learning_rate : float
        Adam's first step size; falls to zero along a cosine after a short warm-up.
    checkpoint : Path
        Where weights, optimiser and random state are kept.
    seed : int
        Of the generator given to the loss.
    longest : float, optional
        Longer gradients are shortened to this. A likelihood with learned deviations needs it: one
        odd picture undid 900 steps of the landmark network.
    """

    def __init__(
        self,
        network: nn.Module,
        steps: int,
        learning_rate: float,
        checkpoint: Path,
        seed: int,
        longest: float | None = None,
    ) -> None:
        self._network = network
        self._longest = longest
        self._steps = steps
        self._checkpoint = checkpoint
        self._pick = torch.Generator().manual_seed(seed)
        self._optimiser = torch.optim.Adam(network.parameters(), lr=learning_rate)
        warm = max(1, steps // 100)
        self._schedule = torch.optim.lr_scheduler.SequentialLR(
            self._optimiser,
            [
                torch.optim.lr_scheduler.LinearLR(self._optimiser, 0.05, 1.0, warm),
                torch.optim.lr_scheduler.CosineAnnealingLR(self._optimiser, max(1, steps - warm)),
            ],
            [warm],
        )
        self._done = 0
        self._record = TrainingRecord(seed, steps, learning_rate, 0.0, [])
        if checkpoint.is_file():
            self._resume()

    def _resume(self) -> None:
        state = torch.load(self._checkpoint, weights_only=True)
        self._network.load_state_dict(state["network"])
        self._optimiser.load_state_dict(state["optimiser"])
        self._schedule.load_state_dict(state["schedule"])
        self._pick.set_state(state["random"])
        self._done = int(state["done"])
        self._record = read_record(self._checkpoint) or self._record

    def _save(self) -> None:
        self._checkpoint.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._checkpoint.with_suffix(".part")
        torch.save(
            {
                "network": self._network.state_dict(),
                "optimiser": self._optimiser.state_dict(),
                "schedule": self._schedule.state_dict(),
                "random": self._pick.get_state(),
                "done": self._done,
            },
            temporary,
        )
        temporary.replace(self._checkpoint)
        record_path(self._checkpoint).write_text(json.dumps(asdict(self._record)), encoding="utf-8")

    def run(self, loss: Callable[[torch.Generator], Tensor], monitor: Monitor) -> float:
        """Run the steps that are left.

        Parameters
        ----------
        loss : callable
            Given the seeded generator, draws a batch and returns a scalar.
        monitor : Monitor
            Progress; a cancelled run has saved its checkpoint.

        Returns
        -------
        float
            The smoothed loss at the end.
        """
        smooth, saved, before = 0.0, time.monotonic(), time.monotonic() - self._record.seconds
        first = self._done
        try:
            while self._done < self._steps:
                value = loss(self._pick)
                self._optimiser.zero_grad(set_to_none=True)
                value.backward()  # type: ignore[no-untyped-call]
                if self._longest is not None:
                    nn.utils.clip_grad_norm_(self._network.parameters(), self._longest)
                self._optimiser.step()
                self._schedule.step()
                smooth += (float(value.detach()) - smooth) / min(self._done - first + 1, 100)
                self._done += 1
                if self._done % REPORT_STEPS == 0:
                    LOGGER.info("step %d of %d: loss %.5f", self._done, self._steps, smooth)
                    monitor.report(self._done / self._steps, f"loss {smooth:.5f}")
                    curve = [*self._record.curve, (self._done, smooth)]
                    seconds = time.monotonic() - before
                    self._record = replace(self._record, seconds=seconds, curve=curve)
                if time.monotonic() - saved > CHECKPOINT_SECONDS:
                    self._save()
                    saved = time.monotonic()
        finally:
            self._save()
        return smooth
