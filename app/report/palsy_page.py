"""The page of a report about a facial palsy: the newest visit, then how visits differ."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from app.palsy_words import MEASURES, POSE_NAMES, SHOWN
from app.report.facts import ReportFacts
from app.report.paper import ACCENT, FAINT, INK, LINE, RIGHT, WARNING, Paper
from app.report.parts import caption_row, colour_bar, figure, heading, table_head
from app.report.pictures import Pictures, asymmetry_scale
from app.translation import number, tr
from core.geometry.asymmetry import NORM_MM
from core.geometry.mimic import EXCURSIONS
from core.geometry.norms import UNUSUAL

if TYPE_CHECKING:
    from core.evaluation.palsy import PoseMeasures

_ROW_MM = 4.75
_TALL = 50.0
_NONE = "\u2013"


def draw_palsy(
    paper: Paper, facts: ReportFacts, pictures: Pictures, turn: Callable[[], None]
) -> None:
    """Draw what visits show.

    Parameters
    ----------
    paper : Paper
        Gets it at the top of what is left.
    facts : ReportFacts
        With visits.
    pictures : mapping of str to PIL.Image.Image
        Those of the report.
    turn : callable
        Goes on to another page.
    """
    newest = facts.visits[-1]
    heading(paper, tr("Facial palsy: visit of {day}").format(day=newest.day))
    side = {"left": tr("left"), "right": tr("right")}.get(facts.weak or "", tr("not said"))
    text = tr(
        "Weak side: {side}. Colours: the face against its own mirror image; red stands out. "
        "Excursions are those of a pose against the neutral face of the same visit, after both "
        "were laid onto each other by what holds still."
    ).format(side=side)
    paper.y += 3.0 + paper.paragraph(text, paper.left, paper.y, paper.inner, paper.font(8.5), FAINT)
    _maps(paper, facts, pictures)
    _head(paper)
    for one in newest.poses:
        if paper.room < 5 * _ROW_MM:
            turn()
            _head(paper)
        _pose(paper, one)
    _timeline(paper, facts, turn)


def _maps(paper: Paper, facts: ReportFacts, pictures: Pictures) -> None:
    names = [one.pose.name for one in facts.visits[-1].poses]
    right, top = paper.right, paper.y
    paper.right -= 30.0
    for start in range(0, len(names), 3):
        row = names[start : start + 3]
        shown = [(pictures[f"palsy-{name}"], tr(POSE_NAMES[name])) for name in row]
        caption_row(paper, shown, _TALL, captions=True)
    paper.right = right
    colour_bar(paper, asymmetry_scale(), paper.right - 24.0, top + 8.0, 36.0)
    paper.y += 2.0


def _head(paper: Paper) -> None:
    left = paper.left
    columns = [(tr("Left against right, mm"), left, False)]
    titles = (tr("Left"), tr("Right"), tr("Difference"), tr("Weaker"))
    places = (left + 96.0, left + 116.0, left + 140.0, left + 162.0)
    table_head(paper, columns + [(text, x, True) for text, x in zip(titles, places, strict=True)])


def _pose(paper: Paper, found: "PoseMeasures") -> None:
    left, font = paper.left, paper.font(9.0)
    value = found.asymmetry.rms["face"]
    unusual = (value - NORM_MM[0]) / NORM_MM[1] > UNUSUAL
    paper.y += 1.6
    title = tr(POSE_NAMES[found.pose.name])
    paper.write(title, left, paper.y + 3.2, paper.font(9.0, strong=True), ACCENT)
    told = tr("against the mirror image {value} mm (adults {mean} ± {deviation})").format(
        value=number(value, ".2f"), mean=number(NORM_MM[0], ".2f"),
        deviation=number(NORM_MM[1], ".2f"),
    )  # fmt: skip
    ink = WARNING if unusual else FAINT
    paper.write(told, paper.right, paper.y + 3.2, paper.font(8.5), ink, RIGHT)
    paper.y += _ROW_MM
    for name in SHOWN[found.pose.name]:
        side = found.side(name)
        if side is None:
            continue
        share = _NONE
        if name in EXCURSIONS and np.isfinite(side.index):
            share = f"{number(side.index, '.0f')} %"
        cells = (figure(side.left, ".1f"), figure(side.right, ".1f"),
                 figure(side.difference, "+.1f"), share)  # fmt: skip
        base = paper.y + 3.3
        paper.write(tr(MEASURES[name]), left, base, font)
        for text, x in zip(cells, (96.0, 116.0, 140.0, 162.0), strict=True):
            paper.write(text, left + x, base, font, INK, RIGHT)
        paper.y += _ROW_MM
        paper.line(left, paper.y, paper.right, paper.y, LINE, 0.08)


def _timeline(paper: Paper, facts: ReportFacts, turn: Callable[[], None]) -> None:
    """Tell how the weaker side has done from visit to visit."""
    if len(facts.visits) < 2:
        return
    if paper.room < 14.0 + _ROW_MM * len(facts.visits):
        turn()
    paper.y += 5.0
    left = paper.left
    names = ("smile", "eyes_closed", "brows_up", "neutral")
    places = [left + 62.0 + 32.0 * place for place in range(len(names))]
    titles = [tr("Smile: weaker"), tr("Lids: difference"), tr("Brows: weaker"),
              tr("Neutral: asymmetry")]  # fmt: skip
    columns = [(tr("Visit"), left, False)]
    table_head(paper, columns + [(text, x, True) for text, x in zip(titles, places, strict=True)])
    font = paper.font(9.0)
    for visit in facts.visits:
        base = paper.y + 3.3
        paper.write(visit.day, left, base, font)
        for name, x in zip(names, places, strict=True):
            paper.write(_cell(visit.pose(name)), x, base, font, INK, RIGHT)
        paper.y += _ROW_MM
        paper.line(left, paper.y, paper.right, paper.y, LINE, 0.08)


def _cell(found: "PoseMeasures | None") -> str:
    if found is None:
        return _NONE
    if found.pose.name == "neutral":
        return f"{number(found.asymmetry.rms['face'], '.2f')} mm"
    key = found.key
    if key is None:
        return _NONE
    if found.pose.name == "eyes_closed":
        return f"{number(abs(key.difference), '.1f')} mm"
    return f"{number(key.index, '.0f')} %" if np.isfinite(key.index) else _NONE
