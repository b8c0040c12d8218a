"""The guide is complete in both languages, opens where it is needed, and lands in the wheel."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desks.help import HelpDesk, page_in_use
from app.guide import SECTIONS, TERMS, guide_folder, section_text
from app.translation import LANGUAGES, install
from core.resources import resource_path
from tests.app.studio import open_window

LARGEST_BYTES = 1_500_000
"""Of all pictures together."""


@pytest.fixture(params=LANGUAGES)
def chosen(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    install(request.param)
    yield request.param
    install("en")


def test_every_section_is_written(chosen: str) -> None:
    for key in SECTIONS:
        text = section_text(key)
        assert text.startswith("# "), key
        assert len(text) > 200, key
    files = {path.stem for path in guide_folder().glob("*.md")}
    assert files == SECTIONS.keys() - {TERMS}


def test_languages_say_the_same_in_the_same_shape() -> None:
    for key in SECTIONS.keys() - {TERMS}:
        texts = [(guide_folder(code) / f"{key}.md").read_text("utf-8") for code in LANGUAGES]
        shapes = {
            (
                len(re.findall(r"^- ", text, re.MULTILINE)),
                len(re.findall(r"^!\[", text, re.MULTILINE)),
            )
            for text in texts
        }
        assert len(shapes) == 1, key


def test_pictures_are_there_and_small() -> None:
    total = 0
    for code in LANGUAGES:
        named = set()
        for path in guide_folder(code).glob("*.md"):
            named |= set(re.findall(r"\]\(([^)]+\.png)\)", path.read_text("utf-8")))
        there = {
            path.relative_to(guide_folder(code)).as_posix()
            for path in guide_folder(code).rglob("*.png")
        }
        assert named == there
        for name in there:
            path = guide_folder(code) / name
            total += path.stat().st_size
            with Image.open(path) as picture:
                assert picture.width <= 1000
    assert total <= LARGEST_BYTES


def test_limits_are_told_plainly() -> None:
    english = (guide_folder("en") / "limits.md").read_text("utf-8")
    assert "not for diagnosis" in english
    assert "nicht für Diagnosen" in (guide_folder("de") / "limits.md").read_text("utf-8")


def test_the_guide_ships() -> None:
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    text = project.read_text("utf-8")
    assert 'resources = ["**/*"]' in text
    excluded = re.search(r"exclude-package-data\]\nresources = (\[.*?\])", text)
    assert excluded is not None
    assert "guide" not in excluded[1]
    assert resource_path("guide").is_dir()


def test_help_opens_at_what_is_in_use(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        desk = window.desks["help"]
        assert isinstance(desk, HelpDesk)
        window.show_page("anatomy")
        row = next(iter(window.anatomy.rows.values()), window.anatomy.build.row)
        assert page_in_use(row.slider) == "anatomy"
        assert page_in_use(window.layers) == "view"
        assert page_in_use(window.view) == "view"
        assert page_in_use(None) == "start"
        window.actions_by_key["show_guide"][0].trigger()
        guide = desk.guide
        assert guide is not None
        guide.open_at("anatomy")
        assert guide.section == "anatomy"
        assert "Anatomy" in guide.text.toPlainText()
        qtbot.keyClick(guide.list, Qt.Key.Key_End)
        assert guide.section == TERMS
        assert "Gonion" in guide.text.toPlainText()
        guide.open_at("nothing of this name")
        assert guide.section == "start"
