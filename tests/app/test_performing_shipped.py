"""With the shipped models: frames that were written are fitted again, and another head plays."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.performing import cast, read_act
from core.document.edits import SetSize
from core.document.performance import Performance
from core.inference.performance_export import export_performance
from core.inference.performance_player import Player, prepare_puppet
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel

FRAMES = 3


def test_frames_written_are_fitted_again_and_retargeted(
    head_model: "HeadModel", tmp_path: Path
) -> None:
    person = replace(head_model.mean_state(), expression=())
    names = tuple(head_model.expression_names)
    weights = np.zeros((FRAMES, len(names)))
    for frame, shape in enumerate(("jawOpen", "mouthSmile_L", "browDown_R")):
        weights[frame, names.index(shape)] = 0.5
    puppet = prepare_puppet(head_model, person)
    player = Player(puppet, Performance(names, 25.0, weights, "made"))
    export_performance(player, tmp_path / "take")
    act = read_act(tmp_path / "take", person, head_model, Monitor(), fps=25.0)
    take = act.performance
    assert take.errors.max() < 0.05
    # A jaw that is free to move leaves some shapes around the mouth a choice.
    np.testing.assert_allclose(take.weights, weights, atol=0.3)
    again = cast(act, person, head_model, Monitor())
    for frame in range(FRAMES):
        off = np.linalg.norm(again.skin(frame) - player.skin(frame), axis=1)
        assert off.mean() < 0.05
    other = SetSize(1.08).apply(person)
    played = cast(act, other, head_model, Monitor(), other=True)
    rest = head_model.skull(other).mesh.vertices
    np.testing.assert_array_equal(played.puppet.skull.vertices, rest)
    jaw = played.puppet.jaw
    np.testing.assert_array_equal(played.skull(0)[~jaw], rest[~jaw])
    opened = np.linalg.norm(played.skull(0)[jaw] - rest[jaw], axis=1)
    own = np.linalg.norm(player.skull(0)[jaw] - puppet.skull.vertices[jaw], axis=1)
    assert 1.0 < opened.max() / own.max() < 1.2, "a larger jaw opens farther"
    linear = Player(played.puppet, player.performance)
    off = np.linalg.norm(played.skin(0) - linear.skin(0), axis=1)
    assert off.mean() < 0.3
