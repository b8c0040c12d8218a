"""The actors of the table: drawn from the population, and real people as they were fitted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.document.state import FaceState
from core.evaluation.aim_actor import Actor
from core.evaluation.real_scans import FILES
from core.geometry.scan import load_scan
from core.inference.head import HeadModel
from core.monitor import Monitor

DRAWN = (880_011, 880_012, 880_013, 880_014)
"""Seeds of the people drawn from the population; training uses others."""
REAL = ("lee_perry_smith", "vhm")
"""Cases of `core.evaluation.real_scans`: a light-stage scan and a CT."""


def actors(
    head: HeadModel, data: Path, monitor: Monitor, people: int | None = None
) -> Iterator[Actor]:
    """Yield the actors, real people first.

    Parameters
    ----------
    head : HeadModel
        Fits and draws them.
    data : Path
        The shared data folder.
    monitor : Monitor
        Progress and cancellation.
    people : int, optional
        Only so many.

    Yields
    ------
    Actor
        Those of `REAL` that are in the data folder, then `DRAWN`.
    """
    states: list[tuple[str, FaceState | Path]] = [
        (name, data / FILES[name]) for name in REAL if (data / FILES[name]).is_file()
    ]
    for number, seed in enumerate(DRAWN):
        codes, size = head.bundle.statistics.sample(seed)
        states.append((f"drawn_{number + 1}", replace(head.mean_state(), codes=codes, size=size)))
    states = states[:people]
    for number, (name, found) in enumerate(states):
        monitor.report(number / len(states), f"Person {name}")
        state = found if isinstance(found, FaceState) else head.fit(load_scan(found))
        yield make_actor(name, head, state, seed=700 + number)


def make_actor(name: str, head: HeadModel, state: FaceState, seed: int) -> Actor:
    """Return a person as an actor.

    Parameters
    ----------
    name : str
        As in the table.
    head : HeadModel
        The models.
    state : FaceState
        The person; expression and thickness edits are left out.
    seed : int
        Of dialect and tissue.

    Returns
    -------
    Actor
        With the inferred skull as the true one.
    """
    rest = replace(state, expression=(), thickness={})
    basis = head.fitter.basis
    moves = basis.moves[:, :, basis.components :].astype(np.float64) * state.size
    expressions = {
        expression: np.ascontiguousarray(moves[:, :, number])
        for number, expression in enumerate(head.expression_names)
    }
    return Actor(name, head.bundle, head.skin_preview(rest), head.skull(rest), expressions, seed)
