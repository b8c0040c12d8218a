"""The command palette, the settings, the layout, the progress line and the glossary."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDockWidget
from pytestqt.qtbot import QtBot

from app.desks.comfort import ComfortDesk
from app.dialogs.palette import CommandPalette
from app.dialogs.settings import Choices
from app.fuzzy import ranked, score
from app.glossary import POINTS, TERMS, explained, explained_points
from app.main_window import MainWindow
from app.settings import KEEP, THREADS
from app.translation import LANGUAGE
from app.widgets.status import StatusLine
from app.widgets.time_left import TimeLeft, in_words
from core.geometry.measure_table import STANDARD_MEASURES
from core.resources import resource_path
from tests.app.studio import open_window


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    with open_window(qtbot) as opened:
        yield opened


def comfort(window: MainWindow) -> ComfortDesk:
    desk = window.desks["comfort"]
    assert isinstance(desk, ComfortDesk)
    return desk


# --- finding ----------------------------------------------------------------------------------


def test_letters_find_titles() -> None:
    titles = ["Save", "Save as", "Export", "See through the skin", "Undo"]
    assert [titles[at] for at in ranked("sav", titles)] == ["Save", "Save as"]
    assert titles[ranked("sts", titles)[0]] == "See through the skin"
    assert ranked("xyz", titles) == []
    assert ranked("", titles) == list(range(len(titles)))


def test_beginnings_of_words_count_more_than_letters_within() -> None:
    start, within = score("ex", "Export"), score("ex", "Annexe")
    assert start is not None
    assert within is not None
    assert start > within
    assert score("tt", "t") is None


# --- actions ----------------------------------------------------------------------------------


def test_every_action_is_reached_and_told(window: MainWindow) -> None:
    actions = [one for group in window.actions_by_key.values() for one in group]
    keys = Counter(key.toString() for one in actions for key in one.shortcuts())
    assert [key for key, count in keys.items() if count > 1] == []
    listed = {id(action) for _, action in comfort(window).commands()}
    assert [one.text() for one in actions if id(one) not in listed] == []
    assert [one.text() for one in actions if not one.toolTip().strip()] == []
    for entry in window.menuBar().actions():
        texts = [one.text() for one in entry.menu().actions()]
        marks = Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)
        assert [key for key, count in marks.items() if count > 1] == [], entry.text()


def test_the_palette_finds_and_does(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_key["find_command"][0].trigger()
    palette = comfort(window).palette
    assert isinstance(palette, CommandPalette)
    glass: QAction = window.actions_by_key["glass"][0]
    assert not glass.isChecked()
    qtbot.keyClicks(palette.search, "through skin")
    assert palette.titles()[0] == "See through the skin"
    with qtbot.waitSignal(palette.finished):
        qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert glass.isChecked()
    assert comfort(window).palette is None
    comfort(window).find_command()
    palette = comfort(window).palette
    assert palette is not None
    row = palette.titles().index("Open")
    shown = palette.list.topLevelItem(row).text(2)
    assert shown == QKeySequence("Ctrl+O").toString(QKeySequence.SequenceFormat.NativeText)
    first = palette.list.currentItem()
    qtbot.keyClick(palette.search, Qt.Key.Key_Down)
    assert palette.list.currentItem() is not first
    palette.reject()


# --- settings and layout ----------------------------------------------------------------------


def test_settings_are_kept_and_followed(window: MainWindow) -> None:
    desk = comfort(window)
    desk.change_settings()
    dialog = desk.dialog
    assert dialog is not None
    dialog.language.setCurrentIndex(dialog.language.findData("de"))
    dialog.theme.setCurrentIndex(dialog.theme.findData("light"))
    dialog.navigation.setCurrentIndex(dialog.navigation.findData("blender"))
    dialog.keep.setValue(60)
    dialog.threads.setValue(1)
    assert "next time" in dialog.remark.text()
    dialog.ok.click()
    kept = window.settings
    assert kept.value(LANGUAGE, "") == "de"
    assert kept.value(KEEP, 0) == 60
    assert kept.value(THREADS, 0) == 1
    assert kept.theme == "light"
    assert window.view.navigator.navigation.key == "blender"
    assert desk.dialog is None
    desk.change_settings()
    assert desk.dialog is not None
    desk.dialog.theme.setCurrentIndex(0)
    desk.dialog.reject()
    assert window.settings == kept


def test_choices_are_plain_values() -> None:
    choices = Choices("system", "dark", "medical", 15, 0)
    assert json.loads(json.dumps(vars(choices))) == vars(choices)


def test_the_layout_comes_back(window: MainWindow) -> None:
    docks = {dock.objectName(): dock for dock in window.findChildren(QDockWidget)}
    seen = {name: dock.isVisible() for name, dock in docks.items()}
    docks["dock-edit"].hide()
    docks["dock-head"].hide()
    window.actions_by_key["reset_layout"][0].trigger()
    assert {name: dock.isVisible() for name, dock in docks.items()} == seen


# --- progress ---------------------------------------------------------------------------------


def test_time_left_follows_the_share() -> None:
    left = TimeLeft(100.0)
    assert left.seconds(0.1, 101.0) is None  # too early to say
    assert left.seconds(0.25, 110.0) == pytest.approx(30.0)
    assert left.seconds(0.5, 120.0) == pytest.approx(20.0)
    assert left.seconds(0.0, 121.0) is None  # another stage began
    assert left.seconds(0.5, 131.0) == pytest.approx(10.0)


def test_time_left_in_words() -> None:
    assert in_words(1.0) == "a moment left"
    assert in_words(7.2) == "about 7 s left"
    assert in_words(22.0) == "about 20 s left"
    assert in_words(60.0) == "about 1 minute left"
    assert in_words(150.0) == "about 2 minutes left"


def test_the_status_line_tells_what_and_how_far(qtbot: QtBot) -> None:
    status = StatusLine()
    qtbot.addWidget(status)
    status.begin("Fitting the scan")
    status.progress(0.4, "reading the scan")
    assert status.activity.text() == "Reading the scan"
    assert status.bar.value() == 400
    assert "40 %" in status.bar.accessibleDescription()
    status.end()
    assert not status.bar.isVisible()


# --- glossary ---------------------------------------------------------------------------------


def test_every_landmark_is_explained() -> None:
    manifest = json.loads(resource_path("bundles", "nasion-3", "manifest.json").read_text("utf-8"))
    names = {*manifest["landmarks"], *manifest["skull_landmarks"]}
    names |= {name for one in STANDARD_MEASURES for name in one.landmarks}
    assert [name for name in sorted(names) if not explained(name)] == []


def test_terms_are_explained_once() -> None:
    assert len(TERMS) == len({term.title for term in TERMS.values()})
    assert [term.key for term in POINTS] == sorted(term.key for term in POINTS)
    assert explained_points(("alare_left", "alare_right")) == explained("alare")
    assert explained("nothing") == ""
    assert all(term.meaning.endswith(".") for term in TERMS.values())
