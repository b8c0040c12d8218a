"""What tests of the command line share: the analytic head, a scan of it and its project."""

from pathlib import Path

import pytest

from app import heads
from tests.app.command_line import run
from tests.app.fakes import FakeHeadModel, sample_scan


@pytest.fixture
def analytic_head(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the command line the analytic head."""
    model = FakeHeadModel()
    monkeypatch.setattr(heads, "head_model", lambda state=None: model)


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a scan of a known head, in centimetres."""
    path = tmp_path_factory.mktemp("scans") / "head.obj"
    sample_scan(path, unit_mm=10.0)
    return path


@pytest.fixture(scope="module")
def fitted(scan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project of that scan."""
    path = tmp_path_factory.mktemp("projects") / "head.nasion"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(heads, "head_model", lambda state=None: FakeHeadModel())
        run("fit", scan, "-o", path)
    return path
