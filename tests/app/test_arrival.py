"""The start page and the tour, as a new user meets them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app import recent
from app.desks.arrival import ArrivalDesk
from app.main_window import MainWindow
from app.recent import KeepPicture, ReadRecent
from app.settings import Settings
from core.document.project_file import Project, save_project
from core.monitor import Monitor
from tests.app.fakes import FakeHeadModel, sample_scan
from tests.app.studio import make_session, open_window, rest, wait_for

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cf"
    "c000000301010018dd8db00000000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def _own_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "picture_folder", lambda: tmp_path / "pictures")


def arrival(window: MainWindow) -> ArrivalDesk:
    desk = window.desks["arrival"]
    assert isinstance(desk, ArrivalDesk)
    return desk


def remember(window: MainWindow, *paths: Path) -> None:
    window.settings = Settings(recent=tuple(str(one) for one in paths))


def test_recent_files_come_with_their_pictures(tmp_path: Path) -> None:
    project, scan, gone = (tmp_path / name for name in ("a.nasion", "b.obj", "c.nasion"))
    save_project(project, Project(FakeHeadModel(3).mean_state(), thumbnail=PNG))
    scan.write_text("v 0 0 0\n")
    found = ReadRecent((project, scan, gone)).run(None, Monitor())
    assert [(one.there, one.picture) for one in found] == [(True, PNG), (True, None), (False, None)]
    KeepPicture(scan, PNG).run(None, Monitor())
    assert ReadRecent((scan,)).run(None, Monitor())[0].picture == PNG
    assert "b.obj" not in "".join(one.name for one in (tmp_path / "pictures").iterdir())


def test_only_so_many_pictures_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "MOST_PICTURES", 2)
    for name in "abcd":
        KeepPicture(tmp_path / f"{name}.obj", PNG).run(None, Monitor())
    assert len(list((tmp_path / "pictures").iterdir())) == 2


@pytest.mark.window
def test_the_page_opens_a_recent_file_and_goes_away(qtbot: QtBot, tmp_path: Path) -> None:
    scan = tmp_path / "person.obj"
    sample_scan(scan)
    with open_window(qtbot) as window:
        desk = arrival(window)
        remember(window, scan, tmp_path / "gone.nasion")
        desk.show_start_page()
        page = desk.page
        assert page is not None
        assert page.size() == window.view.size()
        assert page.buttons["photo"].isEnabled()
        wait_for(qtbot, lambda: len(page.recent_buttons) == 2)
        assert "not found" in page.recent_buttons[1].text()
        page.recent_buttons[0].click()
        wait_for(qtbot, lambda: window.session.scan_path == scan)
        rest(qtbot, window.session)
        assert not page.isVisible()
        wait_for(qtbot, lambda: any((tmp_path / "pictures").glob("*.png")))


@pytest.mark.window
def test_a_file_that_is_gone_can_be_forgotten(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot) as window:
        desk = arrival(window)
        remember(window, tmp_path / "gone.nasion")
        desk.show_start_page()
        page = desk.page
        assert page is not None
        wait_for(qtbot, lambda: len(page.recent_buttons) == 1)
        page.recent_buttons[0].click()
        (box,) = (one for one in window.findChildren(QMessageBox) if one.isVisible())
        assert "gone.nasion" in box.text()
        next(one for one in box.buttons() if "Remove" in one.text()).click()
        wait_for(qtbot, lambda: not page.recent_buttons)
        assert window.settings.recent == ()


@pytest.mark.window
def test_a_way_that_is_chosen_while_the_models_load_waits_for_them(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        desk, session = arrival(window), window.session
        desk.show_start_page()
        assert desk.page is not None
        session.start()
        assert session.busy
        desk.page.buttons["random"].click()
        wait_for(qtbot, lambda: session.history is not None and session.history.can_undo)
        rest(qtbot, session)
        assert not desk.page.isVisible()
        assert session.state is not None
        assert any(session.state.codes["nose"])


@pytest.mark.window
def test_the_tour_has_five_stops_is_kept_in_sight_and_can_be_skipped(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        desk = arrival(window)
        desk.welcome()
        tour, page = desk.tour, desk.page
        assert tour is not None
        assert page is not None
        titles = []
        for number in range(5):
            assert window.rect().contains(tour.geometry())
            titles.append(tour.title.text())
            if number < 4:
                qtbot.keyClick(tour, Qt.Key.Key_Right)
        assert len(set(titles)) == 5
        assert tour.next.text() == "Done"
        tour.next.click()
        assert desk.tour is None
        assert page.isVisible()
        desk.welcome()
        assert desk.tour is None, "it comes by itself only once"
        window.actions_by_key["take_tour"][0].trigger()
        assert desk.tour is not None
        qtbot.keyClick(desk.tour, Qt.Key.Key_Escape)
        assert desk.tour is None
        qtbot.keyClick(page, Qt.Key.Key_Escape)
        assert not page.isVisible()


@pytest.mark.window
def test_a_file_that_is_opened_while_the_models_load_is_not_forgotten(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.nasion"
    save_project(path, Project(FakeHeadModel(3).mean_state(), thumbnail=PNG))
    window = MainWindow(make_session(), Settings())
    try:
        window.show()
        window.start()
        assert window.session.state is None
        window.files.open_path(path)
        wait_for(qtbot, lambda: window.session.path == path)
        rest(qtbot, window.session)
    finally:
        window.close_without_asking()
        window.deleteLater()
        qtbot.wait(1)
