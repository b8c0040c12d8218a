"""Expressions have one slider each, are put on both sides at once or apart, and come as presets."""

import pytest
from pytestqt.qtbot import QtBot

from app.expressions import GROUPS, PRESETS, expression_sliders, preset_edit, stem_and_side
from tests.app.fakes import EXPRESSIONS
from tests.app.studio import open_window, rest


def test_every_weight_has_one_slider_and_both_sides_share_it() -> None:
    names = ("mouthSmile_R", "jawOpen", "mouthSmile_L", "tailWag_L", "eyeBlink_L", "eyeBlink_R")
    together = expression_sliders(names, symmetric=True)
    assert sorted(index for one in together for index in one.members) == list(range(len(names)))
    assert [one.key for one in together] == ["eyeBlink", "mouthSmile", "jawOpen", "tailWag"]
    apart = expression_sliders(names, symmetric=False)
    assert [one.title for one in apart if "mouthSmile" in one.key] == [
        "Smile, right",
        "Smile, left",
    ]
    assert all(len(one.members) == 1 for one in apart)
    assert stem_and_side("browDown_L") == ("browDown", "left")


def test_presets_name_weights_that_exist() -> None:
    known = {stem for titles in GROUPS.values() for stem in titles}
    for preset, weights in PRESETS.items():
        assert set(weights) <= known
        assert all(0.0 < weight <= 1.0 for weight in weights.values())
        assert preset_edit(preset, EXPRESSIONS).label.endswith(preset.lower())


def test_expressions_are_put_on_both_sides_at_once_or_apart(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        panel = window.expression
        panel.presets["Smile"].click()
        state = window.session.state
        assert state is not None
        smile = PRESETS["Smile"]["mouthSmile"]
        assert state.expression == (0.0, smile, smile)
        assert panel.rows["mouthSmile"].value == pytest.approx(100.0 * smile)
        panel.symmetric.setChecked(False)
        panel.rows["mouthSmile_L"].box.setValue(10.0)
        assert window.session.state is not None
        assert window.session.state.expression == pytest.approx((0.0, 0.1, smile))
        assert "mouthSmile_L" in panel.rows["mouthSmile_L"].slider.toolTip()
        panel.rows["jawOpen"].box.setValue(50.0)
        window.session.undo()
        assert panel.rows["jawOpen"].value == 0.0
        panel.presets["Blink"].click()
        assert window.session.state.expression == (), "this model cannot blink"
        rest(qtbot, window.session)


def test_models_without_expressions_show_no_page_for_them(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.app.fakes.EXPRESSIONS", ())
    with open_window(qtbot) as window:
        keys = [window._pages.tabBar().tabData(at) for at in range(window._pages.count())]
        assert not window._pages.isTabVisible(keys.index("expression"))
        assert not window.expression.rows
