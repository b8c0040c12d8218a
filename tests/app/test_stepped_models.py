"""Models in two steps: the skin answers while the networks are being loaded."""

import threading
from typing import Any, cast

import pytest

from app.stepped_models import Ahead, SteppedModels
from app.surfaces import ColourBy, Computed, Tier
from app.workshop import Workshop
from core.errors import BundleError, CancelledError
from core.monitor import Monitor, watched_by
from tests.app.fakes import FakeHeadModel


class _Skin(FakeHeadModel):
    """A head that counts how often it was made ready."""

    prepared = 0
    bones, builds = ("mandible.open",), True

    def prepare(self) -> None:
        self.prepared += 1

    def shows(self, state: Any) -> bool:
        return state.scan is None and not state.has_anatomy_edits


def _models(skin: _Skin, load: Any) -> SteppedModels:
    models = SteppedModels()
    models.skin = Ahead(lambda: cast(Any, skin))
    models.whole = Ahead(load)
    return models


def test_sliders_move_the_head_before_the_networks_are_there() -> None:
    there = threading.Event()
    skin, whole = _Skin(), FakeHeadModel()

    def load() -> Any:
        assert there.wait(20.0)
        return whole

    tools = Workshop(_models(skin, load))
    facts = tools.facts()
    assert facts.device_name == ""
    assert facts.bones == skin.bones
    moved = tools.preview(1, facts.mean_state, ColourBy.PLAIN)
    assert (moved.tier, moved.skull, moved.device) == (Tier.TRACKED, None, "")
    assert moved.measures
    published: list[Computed] = []
    monitor = Monitor()
    tools.publish = lambda found: (published.append(found), monitor.cancel())[0]
    with watched_by(monitor), pytest.raises(CancelledError):
        tools.full(1, facts.mean_state, ColourBy.PLAIN, monitor)
    assert skin.prepared == 1
    assert [one.tier for one in published] == [Tier.TRACKED]
    assert published[0].controls  # measures can be set now
    again = tools.preview(2, facts.mean_state, ColourBy.PLAIN)  # waits for nothing
    assert again.controls
    assert tools.lightest(facts.mean_state) is cast(Any, skin)
    there.set()
    assert cast(Any, tools.model) is whole
    assert tools.skin is None
    assert tools.lightest(facts.mean_state) is cast(Any, whole)
    assert tools.facts().device_name == whole.device_name


def test_what_cannot_be_loaded_is_told_to_everybody_who_asks() -> None:
    made = []

    def broken() -> int:
        made.append(1)
        raise BundleError("The file is damaged; reinstall Nasion.")

    ahead = Ahead(broken)
    for _ in range(2):
        with pytest.raises(BundleError, match="damaged"):
            ahead.get()
    assert made == [1]


def test_what_is_made_ahead_is_made_once() -> None:
    made: list[threading.Thread] = []
    ahead = Ahead(lambda: made.append(threading.current_thread()) or len(made))
    ahead.begin()
    assert [ahead.get(), ahead.get()] == [1, 1]
    assert made[0] is not threading.current_thread()


def test_a_workshop_with_models_at_hand_has_no_skin_alone() -> None:
    tools = Workshop(lambda: cast(Any, FakeHeadModel()))
    assert tools.skin is None
