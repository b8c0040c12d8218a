"""Measures are typed and dragged, parts are copied and blended, and expressions are put on."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.number_words import parse_number
from app.other_person import OtherPerson
from app.part_requests import SolveMeasure
from app.session import Session
from app.surfaces import Computed, Tier
from app.widgets.number_box import NumberBox
from core.document.edits import (
    CopyPart,
    LockPart,
    Person,
    SetComponent,
    SetExpression,
    SetSize,
    SetThickness,
)
from core.document.project_file import Project, save_project
from core.document.state import BundleReference, FaceState
from core.geometry.template import PARTS
from tests.app.fakes import EXPRESSIONS
from tests.app.studio import Gate, StudioHead, open_session, open_window, rest, wait_for


@pytest.fixture
def other() -> Person:
    random = np.random.default_rng(5)
    mean = StudioHead(3).mean_state()
    sizes = {part: len(code) for part, code in mean.codes.items()}
    codes = {part: tuple(random.normal(size=count).tolist()) for part, count in sizes.items()}
    return Person("maria", mean.bundle, codes, 1.06)


def want(session: Session, key: str, value: float, *, dragging: bool) -> None:
    session.wishes.ask(lambda start: SolveMeasure(start, key, value), dragging=dragging)


# --- numbers as people type them -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("36.0 mm", "mm", 36.0),
        ("36", "mm", 36.0),
        ("36,5mm", "mm", 36.5),
        ("3.6 cm", "mm", 36.0),
        ("−1.5 sd", "sd", -1.5),
        ("+1 sigma", "sd", 1.0),
        ("1.5 in", "mm", 38.1),
        ('1,5"', "mm", 38.1),
        ("2 kg/m2", "kg/m²", 2.0),
        ("105 %", "", 1.05),
        ("105°", "deg", 105.0),
        ("105 deg", "deg", 105.0),
        ("40 %", "%", 40.0),
        (".5", "", 0.5),
        ("36 %", "mm", None),
        ("mm", "mm", None),
        ("", "mm", None),
        ("1.2.3", "mm", None),
        ("nan", "mm", None),
    ],
)
def test_numbers_are_read_with_their_unit(text: str, unit: str, value: float | None) -> None:
    assert parse_number(text, unit) == (None if value is None else pytest.approx(value))


def test_a_box_takes_what_is_typed_and_keeps_its_value_otherwise(qtbot: QtBot) -> None:
    box = NumberBox("mm")
    qtbot.addWidget(box)
    box.setRange(0.0, 200.0)
    box.setDecimals(1)
    told: list[float] = []
    box.valueChanged.connect(told.append)
    box.show()
    for text in ("36.0 mm", "4,2cm"):
        box.selectAll()
        qtbot.keyClicks(box, text)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told == [36.0, 42.0]
    box.selectAll()
    qtbot.keyClicks(box, "9")
    box.lineEdit().setText("9 parsecs")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == 42.0


# --- measures ---------------------------------------------------------------------------------


def test_a_typed_measure_is_reached_as_one_step(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        row = window.parts.sections["nose"].measures["nose.width"]
        before = row.box.value()
        row.box.setFocus()
        row.box.selectAll()
        qtbot.keyClicks(row.box, f"{before + 2.0:.1f} mm")
        qtbot.keyClick(row.box, Qt.Key.Key_Return)
        rest(qtbot, window.session)
        assert row.box.value() == pytest.approx(before + 2.0, abs=0.11)
        state, history = window.session.state, window.session.history
        assert state is not None
        assert history is not None
        assert {part for part in PARTS if any(state.codes[part])} == {"nose"}
        assert history.labels[1:] == (f"Nose width {before + 2.0:.1f} mm",)
        assert window.status.tier.text() == "Extracted surface"
        window.session.undo()
        rest(qtbot, window.session)
        assert row.box.value() == before


def test_a_dragged_measure_goes_forth_and_back_to_the_same_face(qtbot: QtBot) -> None:
    with open_session(qtbot) as session:
        shown: list[Computed] = []
        session.surface_changed.connect(shown.append)
        session.apply(SetComponent("nose", 1, 1.0))
        rest(qtbot, session)
        start = session.state
        assert start is not None
        value = {one.key: one.value for one in shown[-1].controls}["nose.width"]
        shown.clear()
        for step in (1.0, 2.0, 1.0):
            want(session, "nose.width", value + step, dragging=True)
            wait_for(qtbot, lambda: session.resting)
        assert all(one.tier is Tier.TRACKED for one in shown)
        first = session.state
        want(session, "nose.width", value + 2.5, dragging=True)
        want(session, "nose.width", value + 1.0, dragging=True)
        session.wishes.settle()
        rest(qtbot, session)
        assert session.state is not None
        assert first is not None
        assert np.allclose(session.state.codes["nose"], first.codes["nose"])
        assert shown[-1].tier is Tier.EXACT
        assert session.history is not None
        assert len(session.history.labels) == 3
        session.undo()
        assert session.state is start


def test_a_touch_that_moves_nothing_computes_nothing(qtbot: QtBot) -> None:
    with open_session(qtbot) as session:
        session.wishes.settle()
        assert session.resting


def test_an_unusual_measure_is_told_and_an_impossible_one_refused(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        told: list[str] = []
        window.session.message.connect(told.append)
        row = window.parts.sections["nose"].measures["nose.protrusion"]
        row.box.setValue(round(row.control.maximum + 0.3, 1))
        rest(qtbot, window.session)
        assert "outside" in told[-1]
        assert row.box.property("unusual")
        assert "Beyond" in row.box.toolTip()
        state = window.session.state
        row.box.setValue(300.0)
        rest(qtbot, window.session)
        assert window.session.state is state
        assert "cannot" in told[-1]
        assert row.box.value() < 100.0, "the box shows the face again"
        assert window.status.tier.text() == "Extracted surface"


def test_an_edit_meanwhile_wins_over_a_measure_that_comes_late(qtbot: QtBot) -> None:
    gate = Gate()
    with open_session(qtbot, gate) as session:
        gate.close()
        session.apply(SetThickness("chin", 1.0))
        wait_for(qtbot, gate.reached.is_set)
        want(session, "nose.width", 56.0, dragging=False)
        session.apply(SetComponent("nose", 0, 1.5))
        after = session.state
        gate.open()
        rest(qtbot, session)
        assert session.state is after


def test_each_side_has_a_row_when_they_are_not_together(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        rows = window.parts.sections["eyes"].measures
        assert "eyes.fissure_length" in rows
        window.parts.sides.choose("right")
        rows = window.parts.sections["eyes"].measures
        assert rows["eyes.fissure_length_right"].title.endswith("right")
        assert "eyes.fissure_length_left" not in rows
        window.parts.sides.choose("left")
        rows = window.parts.sections["eyes"].measures
        assert "eyes.fissure_length" not in rows
        assert "eyes.fissure_length_right" not in rows
        left = rows["eyes.fissure_length_left"]
        assert "eyes.intercanthal_width" in rows
        before = left.box.value()
        left.box.setValue(before + 1.0)
        rest(qtbot, window.session)
        assert left.box.value() == pytest.approx(before + 1.0, abs=0.11)
        assert left.title.endswith("left")
        state = window.session.state
        assert state is not None
        assert not any(state.codes["eyes"])
        assert any(state.one_sided["eyes_left"])
        assert set(state.one_sided) == {"eyes_left"}


# --- another person ----------------------------------------------------------------------------


def test_a_blend_is_told_from_the_codes_alone(qtbot: QtBot, other: Person) -> None:
    with open_window(qtbot) as window:
        session, parts = window.session, window.parts
        session.apply(SetComponent("nose", 0, 1.0))
        averages, start, shown = parts.rows["average"], session.state, parts.rows["average"].value
        averages.box.setValue(0.5)
        assert averages.value == pytest.approx(0.5)
        assert session.state is not None
        assert session.state.size > start.size
        assert session.history.undo_label == "Averages: male 0.5"
        session.undo()
        assert averages.value == pytest.approx(shown)
        assert not parts.likeness.isVisible()
        parts.other.use(other)
        assert parts.likeness.isVisible()
        parts.sections["nose"].likeness.box.setValue(25.0)
        rest(qtbot, session)
        assert session.state is not None
        own = np.eye(len(other.codes["nose"]))[0]
        mixed = 0.75 * own + 0.25 * np.array(other.codes["nose"])
        assert np.allclose(session.state.codes["nose"], mixed)
        session.apply(LockPart("eyes", locked=True))
        parts.likeness.box.setValue(100.0)
        assert session.state.codes["mouth"] == pytest.approx(other.codes["mouth"])
        assert session.state.size == pytest.approx(1.06)
        assert not any(session.state.codes["eyes"])
        assert parts.sections["nose"].likeness.value == pytest.approx(100.0)
        session.undo()
        session.undo()
        assert parts.sections["nose"].likeness.value == pytest.approx(25.0)
        session.undo()
        assert parts.sections["nose"].likeness.value == 0.0
        session.redo()
        assert parts.sections["nose"].likeness.value == pytest.approx(25.0)
        session.apply(SetComponent("nose", 3, -2.0))
        assert parts.sections["nose"].likeness.value == 0.0, "a new way starts here"
        parts.part_company.click()
        assert not parts.sections["nose"].likeness.isVisible()
        rest(qtbot, session)


def test_a_dragged_blend_is_one_step(qtbot: QtBot, other: Person) -> None:
    with open_window(qtbot) as window:
        window.parts.other.use(other)
        slider = window.parts.likeness.slider
        button = Qt.MouseButton.LeftButton
        qtbot.mousePress(slider, button, pos=slider.place_of(30.0).toPoint())
        qtbot.mouseMove(slider, slider.place_of(60.0).toPoint())
        qtbot.mouseRelease(slider, button, pos=slider.place_of(60.0).toPoint())
        rest(qtbot, window.session)
        assert window.session.history is not None
        assert len(window.session.history.labels) == 2
        assert "maria" in window.session.history.labels[1]


def test_a_part_is_suited_to_the_face_and_its_share_is_told_all_the_same(
    qtbot: QtBot, other: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy_part(_: object, state: FaceState, part: str, person: Person) -> CopyPart:
        suited = tuple(value + 0.01 for value in person.codes[part])
        return CopyPart(part, replace(person, codes={**person.codes, part: suited}))

    monkeypatch.setattr(StudioHead, "copy_part", copy_part)
    with open_window(qtbot) as window:
        session, parts = window.session, window.parts
        parts.other.use(other)
        row = parts.sections["mouth"].likeness
        button = Qt.MouseButton.LeftButton
        qtbot.mousePress(row.slider, button, pos=row.slider.place_of(30.0).toPoint())
        qtbot.mouseMove(row.slider, row.slider.place_of(60.0).toPoint())
        qtbot.mouseRelease(row.slider, button, pos=row.slider.place_of(60.0).toPoint())
        rest(qtbot, session)
        assert session.history is not None
        assert len(session.history.labels) == 2
        share = row.value / 100.0
        assert 0.5 < share < 0.7
        assert session.state is not None
        wanted = share * np.array(other.codes["mouth"]) + 0.01
        assert np.allclose(session.state.codes["mouth"], wanted)
        session.undo()
        assert row.value == 0.0
        session.redo()
        assert row.value == pytest.approx(100.0 * share)
        row.box.setValue(0.0)
        rest(qtbot, session)
        assert not any(session.state.codes["mouth"]), "no share is the own shape exactly"


def save_person(path: Path, state: FaceState) -> Path:
    save_project(path, Project(state))
    return path


def test_a_part_is_copied_from_a_project_of_the_same_models(
    qtbot: QtBot, other: Person, tmp_path: Path
) -> None:
    state = replace(StudioHead(3).mean_state(), codes=other.codes)
    path = save_person(tmp_path / "maria.nasion", state)
    with open_window(qtbot) as window:
        window.parts.use_person(path, "nose")
        rest(qtbot, window.session)
        assert window.session.state is not None
        assert window.session.state.codes["nose"] == pytest.approx(other.codes["nose"])
        assert not any(window.session.state.codes["eyes"])
        window.parts.use_person(path, "")
        rest(qtbot, window.session)
        assert window.parts.other.person is not None
        assert window.parts.other.person.name == "maria"
        assert "maria" in window.parts.choose.text()


def test_a_person_of_other_models_is_refused_in_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    state = replace(StudioHead(3).mean_state(), bundle=BundleReference("older", "0" * 64))
    path = save_person(tmp_path / "old.nasion", state)
    with open_session(qtbot) as session:
        told: list[str] = []
        session.failed.connect(told.append)
        OtherPerson(session).read_from(path)
        rest(qtbot, session)
        assert "old.nasion" in told[0]
        assert "older" in told[0]


# --- the skull in a drag ----------------------------------------------------------------------


def test_a_skull_that_is_seen_moves_along_and_is_inferred_at_the_end(qtbot: QtBot) -> None:
    with open_session(qtbot) as session:
        shown: list[Computed] = []
        session.surface_changed.connect(shown.append)
        session.apply(SetSize(1.05), dragging=True)
        wait_for(qtbot, lambda: session.resting)
        assert shown[-1].skull is None, "nobody sees it"
        session.surfaces.follow_skull(seen=True)
        session.apply(SetSize(1.10), dragging=True)
        wait_for(qtbot, lambda: session.resting)
        moved = shown[-1]
        assert moved.skull_moved
        session.settle()
        rest(qtbot, session)
        assert not shown[-1].skull_moved
        assert moved.skull is not None
        assert shown[-1].skull is not None
        gap = np.linalg.norm(moved.skull.vertices - shown[-1].skull.vertices, axis=1)
        assert np.nanmax(gap) < 3.0, "all that is left is what only inference knows"
        session.apply(SetThickness("chin", 3.0), dragging=True)
        wait_for(qtbot, lambda: session.resting)
        assert shown[-1].skull is None, "soft tissue leaves the bone where it is"
        session.apply(SetSize(1.0), dragging=True)
        session.apply(SetSize(1.10), dragging=True)
        wait_for(qtbot, lambda: session.resting)
        session.settle()
        rest(qtbot, session)


def test_an_expression_moves_the_jaw_exactly_in_a_drag(qtbot: QtBot) -> None:
    with open_session(qtbot) as session:
        shown: list[Computed] = []
        session.surface_changed.connect(shown.append)
        session.surfaces.follow_skull(seen=True)
        session.apply(SetExpression("jawOpen", 0.5, EXPRESSIONS), dragging=True)
        wait_for(qtbot, lambda: session.resting)
        moved = shown[-1].skull
        session.settle()
        rest(qtbot, session)
        exact = shown[-1].skull
        assert moved is not None
        assert exact is not None
        assert np.allclose(moved.vertices, exact.vertices, atol=1e-4, equal_nan=True)
