"""A report has its pages, in both papers, with what was typed and no name of a file."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from app.report import pictures
from app.report.facts import Person, ReportFacts, ReportWish, gather
from app.report.make import application_for_type, make_report
from core.document.palsy import PalsyPose
from core.document.palsy_edits import KeepPose
from core.document.project_file import load_project
from core.errors import ExportError
from core.monitor import Monitor
from tests.app.command_line import refused, run, run_json
from tests.app.fakes import FakeHeadModel

pytestmark = pytest.mark.usefixtures("analytic_head", "qapp")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PIXELS", (62, 76))


def _size(pdf: bytes) -> tuple[int, int]:
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", pdf)
    assert found is not None
    return round(float(found[1])), round(float(found[2]))


@pytest.mark.parametrize(("page", "points"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_a_report_is_written_on_either_paper(
    page: str, points: tuple[int, int], fitted: Path, tmp_path: Path
) -> None:
    path = tmp_path / "r.pdf"
    words = ("report", fitted, "-o", path, "--page", page, "--sex", "male", "--name", "A. Muster")
    answer = run_json(*words)
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert _size(content) == points
    assert answer["pages"] == len(re.findall(rb"/Type /Page\b", content)) >= 3
    assert answer["measures"] > 10
    assert sorted(one.name for one in tmp_path.iterdir()) == ["r.pdf", "r.pdf.provenance.json"]
    assert b"head.nasion" not in content
    assert str(tmp_path).encode() not in content


def test_other_names_and_places_are_refused(fitted: Path, tmp_path: Path) -> None:
    assert "PDF" in refused("report", fitted, "-o", tmp_path / "r.docx")
    assert "does not exist" in refused("report", fitted, "-o", tmp_path / "no" / "r.pdf")
    assert not list(tmp_path.iterdir())


def _facts(path: Path, sex: str = "") -> ReportFacts:
    wish = ReportWish(Person(sex=sex), day=date(2026, 1, 2))
    return gather(FakeHeadModel(), load_project(path), wish)


def test_the_facts_tell_norms_changes_and_origin(fitted: Path, tmp_path: Path) -> None:
    plain = _facts(fitted)
    assert plain.edits == ()
    assert plain.before is None
    assert plain.comparison is None
    edited = tmp_path / "Mustermann.nasion"
    run("edit", fitted, "-o", edited, "--set", "nose.width=40mm")
    facts = _facts(edited, "female")
    assert facts.edits
    assert facts.comparison is not None
    assert facts.comparison.row("nose").mean > facts.comparison.row("eyes").mean
    title, unit, before, now = facts.moved[0]
    assert (title, unit) == ("Nose width", "mm")
    assert now == pytest.approx(40.0, abs=0.1)
    assert before == pytest.approx(next(r.value for r in plain.rows if r.title == title), abs=0.1)
    width = next(row for row in facts.rows if row.title == "Nose width")
    assert width.source
    assert width.score == pytest.approx((width.value - width.mean) / width.deviation)
    assert "Mustermann" not in repr(facts.origin) + repr(facts.edits)
    assert dict(facts.origin)["models"].endswith("f" * 64)


def test_an_edited_face_has_one_page_more(fitted: Path, tmp_path: Path) -> None:
    application_for_type()
    edited = tmp_path / "q.nasion"
    run("edit", fitted, "-o", edited, "--thickness", "chin=3")
    counts = [make_report(tmp_path / "r.pdf", _facts(path), Monitor()) for path in (fitted, edited)]
    assert counts[1] == counts[0] + 1


def test_a_report_is_written_whole_or_not_at_all(
    fitted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, write: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "r.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr("core.atomic.write_atomically", full)
    with pytest.raises(ExportError, match="disk is full"):
        make_report(path, _facts(fitted), Monitor())
    assert path.read_bytes() == b"old"


def test_visits_of_a_palsy_have_a_page(fitted: Path, tmp_path: Path) -> None:
    project = load_project(fitted)
    skin = FakeHeadModel().skin_preview(project.state).vertices
    smile = skin + np.array([0.0, 3.0, 0.0]) * (skin[:, :1] > 10.0) * (skin[:, 1:2] < -40.0)
    state = project.state
    for day in ("2026-01-05", "2026-03-05"):
        for name, vertices in (("neutral", skin), ("smile", smile)):
            state = KeepPose(day, PalsyPose(name, vertices, "Mustermann.ply")).apply(state)
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    plain, visited = (
        gather(FakeHeadModel(), replace(project, state=one), ReportWish(day=date(2026, 1, 2)))
        for one in (project.state, state)
    )
    assert [visit.day for visit in visited.visits] == ["2026-01-05", "2026-03-05"]
    assert make_report(after, visited, Monitor()) == make_report(before, plain, Monitor()) + 1
    assert b"Mustermann" not in after.read_bytes()
