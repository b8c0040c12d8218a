"""Shipped files are found from a checkout and from a frozen program alike."""

import sys
from pathlib import Path

import pytest

from core.resources import resource_path, resource_root


def test_root_is_the_package_beside_core() -> None:
    assert (resource_root() / "__init__.py").is_file()
    assert resource_path("icons", "nasion.svg").is_file()


def test_path_is_absolute_whatever_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = resource_path("bundles")
    monkeypatch.chdir(tmp_path)
    assert resource_path("bundles") == before
    assert before.is_absolute()


def test_frozen_program_finds_them_in_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("icons", "nasion.svg") == tmp_path / "resources" / "icons" / "nasion.svg"
