"""The treatment as a value: edits, undo, JSON, and the project file."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.document.changes import changes_since_fit
from core.document.document_json import DocumentError, state_from_json, state_to_json
from core.document.expression_edits import SwapSides
from core.document.history import History
from core.document.project_file import Project, load_project, save_project
from core.document.state import BundleReference, FaceState
from core.document.treatment import PRESETS, SEGMENTS, Treatment, move_words
from core.document.treatment_edits import (
    KeepSimulation,
    ResetTreatment,
    SetSegment,
    SetTissue,
    TakePreset,
)
from core.errors import EditError
from core.geometry.template import PARTS

FORWARD = (0.0, 0.0, 5.0, 0.0, 0.0, 0.0)
SKIN = np.linspace(-1.0, 1.0, 30).reshape(10, 3)


def _state() -> FaceState:
    return FaceState(BundleReference("test", "0" * 64), dict.fromkeys(PARTS, (0.0,)))


def _simulated() -> FaceState:
    moved = SetSegment("mandible", FORWARD).apply(_state())
    return KeepSimulation(moved.treatment, SKIN, 0.2).apply(moved)


def test_a_move_and_its_simulation_are_one_step() -> None:
    history = History(_state())
    move = SetSegment("mandible", FORWARD)
    history.apply(move)
    history.apply(KeepSimulation(history.state.treatment, SKIN, step=move.merge_key))
    assert history.state.treatment.simulated
    history.undo()
    assert not history.state.treatment.moving


def test_another_move_asks_for_another_simulation() -> None:
    state = _simulated()
    assert state.has_anatomy_edits
    moved = SetSegment("chin", (0.0, 0.0, 1.0, 0.0, 0.0, 0.0)).apply(state)
    assert not moved.treatment.simulated
    assert set(moved.treatment.moves) == {"mandible", "chin"}
    with pytest.raises(EditError, match="changed since"):
        KeepSimulation(state.treatment, SKIN).apply(moved)
    assert not SetTissue("neo-hookean", 20_000).apply(state).treatment.simulated
    assert not ResetTreatment().apply(state).treatment.moving


def test_a_preset_takes_the_place_of_what_was_there() -> None:
    for key, preset in PRESETS.items():
        taken = TakePreset(key).apply(_simulated())
        assert dict(taken.treatment.moves) == dict(preset.moves)


@pytest.mark.parametrize(
    ("key", "move", "words"),
    [
        ("nose", FORWARD, "no segment"),
        ("mandible", (0.0, 0.0, 40.0, 0.0, 0.0, 0.0), "at most 15 mm"),
        ("mandible", (0.0, 0.0, float("nan"), 0.0, 0.0, 0.0), "six finite numbers"),
    ],
)
def test_nonsense_is_refused(key: str, move: tuple[float, ...], words: str) -> None:
    with pytest.raises(EditError, match=words):
        SetSegment(key, move).apply(_state())  # type: ignore[arg-type]


def test_every_segment_has_a_carrier_that_comes_before_it() -> None:
    seen: set[str] = set()
    for key, segment in SEGMENTS.items():
        assert segment.parent is None or segment.parent in seen
        seen.add(key)


def test_json_returns_the_same_treatment() -> None:
    state = _simulated()
    text = json.dumps(state_to_json(state))
    assert state_from_json(json.loads(text), None, None, SKIN) == state
    assert "treatment" not in state_to_json(_state())


def test_broken_json_is_refused() -> None:
    document = state_to_json(_simulated())
    with pytest.raises(DocumentError, match="unannounced"):
        state_from_json(document, None)
    for change in (
        {"moves": {"nose": {}}}, {"moves": {"chin": {"left": 1.0}}}, {"material": "jelly"},
        {"tetrahedra": True}, {"simulated": "yes"}, {"spread_mm": -1.0},
    ):  # fmt: skip
        broken = {**document, "treatment": {**document["treatment"], **change}}
        with pytest.raises(DocumentError):
            state_from_json(broken, None, None, SKIN)


def test_a_project_and_its_history_keep_the_simulated_skin(tmp_path: Path) -> None:
    history = History(_state())
    history.apply(SetSegment("mandible", FORWARD))
    history.apply(KeepSimulation(history.state.treatment, SKIN))
    history.apply(SetSegment("chin", FORWARD))
    history.undo()
    path = tmp_path / "p.nasion"
    save_project(path, Project(history.state, past=history.past))
    loaded = load_project(path)
    assert loaded.state == history.state
    assert loaded.past is not None
    again = History.of(loaded.past)
    again.undo()
    assert not again.state.treatment.simulated


def test_sides_can_be_swapped() -> None:
    move = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
    state = SetSegment("zygoma_left", move).apply(_state())
    swapped = SwapSides().apply(SetSegment("tooth_11", move).apply(state)).treatment
    mirrored = (-1.0, 2.0, 3.0, 4.0, -5.0, -6.0)
    assert dict(swapped.moves) == {"zygoma_right": mirrored, "tooth_21": mirrored}


def test_words() -> None:
    assert move_words((0.0, -3.0, 5.0, 0.0, 0.0, 2.0)) == "3 mm down, 5 mm forward, +2° roll"
    assert changes_since_fit(_simulated()) == ("Treatment, mandible: 5 mm forward",)
    assert replace(_state(), treatment=Treatment({"chin": (0.0,) * 6})) == _state()  # type: ignore[dict-item]
