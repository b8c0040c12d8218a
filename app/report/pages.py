"""The pages of a report, drawn from facts and pictures."""

from collections.abc import Callable
from pathlib import Path
from typing import IO

from app.report.facts import PROFILE, ReportFacts, ReportRow
from app.report.origin_page import draw_origin, draw_skull
from app.report.palsy_page import draw_palsy
from app.report.paper import ACCENT, BAND, FAINT, INK, LINE, RIGHT, WARNING, WASH, Paper
from app.report.parts import caption_row, colour_bar, figure, heading, table_head
from app.report.pictures import TITLES, VIEWS, Pictures, change_scale
from app.translation import joined, mark, number, tr
from core.atomic import write_whole
from core.document.provenance import NOT_FOR_DIAGNOSIS, write_recipe

_GROUPS = {
    "nose": mark("Nose"),
    "eyes": mark("Eyes"),
    "mouth": mark("Mouth"),
    "face": mark("Face"),
    "head": mark("Head"),
    PROFILE: mark("Profile"),
}
_ROW_MM = 4.75
_STRIP_DEVIATIONS = 4.0
_MOST_EDITS = 14


def write_report(path: Path, facts: ReportFacts, pictures: Pictures) -> int:
    """Write a report as PDF, whole or not at all.

    Parameters
    ----------
    path : Path
        Where to.
    facts : ReportFacts
        What it says.
    pictures : mapping of str to PIL.Image.Image
        From `app.report.pictures.draw_each`.

    Returns
    -------
    int
        How many pages it has.

    Raises
    ------
    ExportError
        When it cannot be written; nothing is left behind.
    """
    _, count = _drawn(facts, pictures, 0)
    content, _ = _drawn(facts, pictures, count)

    def write(stream: IO[bytes]) -> None:
        stream.write(content)

    write_whole(path, write)
    if facts.recipe is not None:
        write_recipe(path, facts.recipe)
    return count


def _drawn(facts: ReportFacts, pictures: Pictures, count: int) -> tuple[bytes, int]:
    """Return the file and how many pages it has; `count` stands at the foot of each."""
    paper = Paper(facts.wish.page, tr("Face report"))

    def turn() -> None:
        _foot(paper, facts, count)
        paper.new_page()

    _first_page(paper, facts, pictures)
    turn()
    _measures(paper, facts, turn)
    if facts.comparison is not None:
        turn()
        _changes(paper, facts, pictures, turn)
    if facts.visits:
        turn()
        draw_palsy(paper, facts, pictures, turn)
    turn()
    draw_skull(paper, facts, pictures)
    draw_origin(paper, facts, turn)
    _foot(paper, facts, count)
    return paper.close(), paper.number


def _foot(paper: Paper, facts: ReportFacts, count: int) -> None:
    font = paper.font(7.5)
    y = paper.height - 11.0
    paper.line(paper.left, y - 4.0, paper.right, y - 4.0)
    state = tr("edited face") if facts.edits else tr("face as fitted")
    paper.write(f"{tr(NOT_FOR_DIAGNOSIS)}  \u00b7  {state}", paper.left, y, font, FAINT)
    text = tr("Page {page} of {count}").format(page=paper.number, count=count)
    paper.write(text, paper.right, y, font, FAINT, RIGHT)


# --- the first page ---------------------------------------------------------------------------


def _first_page(paper: Paper, facts: ReportFacts, pictures: Pictures) -> None:
    small = paper.font(8.0, strong=True, spread=12.0)
    paper.write("NASION", paper.left, paper.top + 3.0, small, ACCENT)
    day = facts.wish.day.isoformat()
    paper.write(day, paper.right, paper.top + 3.0, paper.font(9.0), FAINT, RIGHT)
    title = paper.font(23.0, strong=True)
    paper.write(tr("Face report"), paper.left, paper.top + 15.5, title)
    paper.y = paper.top + 21.0
    _person(paper, facts)
    wide = (paper.inner - 8.0) / 3.0
    # Two rows of pictures and the summary share what is left of the page.
    tall = min(wide * 1.226, (paper.room - 62.0) / 2.0)
    for prefix in ("skin", "glass"):
        caption_row(
            paper,
            [(pictures[f"{prefix}-{view}"], tr(TITLES[view])) for view in VIEWS],
            tall,
            captions=prefix == "skin",
        )
    told = tr("Below: the skin over the skull that most likely lies beneath it.")
    paper.write(told, paper.left, paper.y + 2.0, paper.font(8.0), FAINT)
    paper.y += 7.0
    _summary(paper, facts)


def _person(paper: Paper, facts: ReportFacts) -> None:
    person = facts.wish.person
    sex = {"female": tr("female"), "male": tr("male")}.get(person.sex, "")
    fields = [
        (tr("Name"), person.name),
        (tr("Born"), person.born),
        (tr("Number"), person.number),
        (tr("Norms for"), sex),
        (tr("Examiner"), person.examiner),
    ]
    shown = [(label, text) for label, text in fields if text]
    label_font, font = paper.font(7.5), paper.font(10.5)
    if shown:
        wide = paper.inner / max(3, len(shown))
        for place, (label, text) in enumerate(shown):
            x = paper.left + place * wide
            paper.write(label, x, paper.y + 3.0, label_font, FAINT)
            paper.paragraph(text, x, paper.y + 3.8, wide - 3.0, font)
        paper.y += 11.5
    if person.note:
        paper.y += 1.5 + paper.paragraph(
            person.note, paper.left, paper.y, paper.inner, paper.font(9.5)
        )
    paper.line(paper.left, paper.y + 0.5, paper.right, paper.y + 0.5)
    paper.y += 4.0


def _summary(paper: Paper, facts: ReportFacts) -> None:
    lines = _sentences(facts)
    font = paper.font(9.5)
    text_width = paper.inner - 14.0
    heights = [paper.paragraph_height(line, text_width, font) for line in lines]
    height = sum(heights) + 1.3 * len(lines) + 11.5
    paper.fill(paper.left, paper.y, paper.inner, height, WASH)
    paper.fill(paper.left, paper.y, 0.9, height, ACCENT)
    paper.write(tr("In short"), paper.left + 6.0, paper.y + 6.6, paper.font(11.0, strong=True))
    y = paper.y + 9.2
    for line, tall in zip(lines, heights, strict=True):
        paper.dot(paper.left + 6.8, y + 2.15, 0.45, ACCENT)
        paper.paragraph(joined(line), paper.left + 9.5, y, text_width, font)
        y += tall + 1.3
    paper.y += height


def _sentences(facts: ReportFacts) -> list[str]:
    lines = []
    if "expected" in facts.fit:
        lines.append(
            tr("From photographs: {mean:.1f} mm of error to expect on average in the face.").format(
                mean=facts.fit["expected"]
            )
        )
        if not facts.fit["scaled"]:
            lines.append(tr("No distance was known: every length depends on a guessed scale."))
    elif facts.fit:
        lines.append(
            tr("Fitted to a scan: {mean:.2f} mm away from it on average over the face.").format(
                mean=facts.fit["mean"]
            )
        )
    else:
        lines.append(tr("A head of the model; no scan lies behind it."))
    if facts.comparison is not None:
        row = facts.comparison.row("face")
        against = facts.wish.other_title or tr("the face as fitted")
        lines.append(
            tr("Differs from {other} by {mean:.1f} mm on average, at most {most:.1f} mm.").format(
                other=against, mean=row.mean, most=row.hausdorff
            )
        )
    measured = [row for row in facts.rows if row.score is not None]
    unusual = facts.unusual
    text = tr("{count} of {all} measures lie more than two deviations from the mean").format(
        count=len(unusual), all=len(measured)
    )
    named = ", ".join(f"{tr(row.title)} ({_signed(row.score)})" for row in unusual[:5])
    if len(unusual) > 5:
        named = f"{named} {tr('and {count} more').format(count=len(unusual) - 5)}"
    lines.append(f"{text}: {named}." if named else f"{text}.")
    std = facts.skull_std
    lines.append(
        tr("The skull is inferred from the skin; its standard deviation is {mean:.1f} mm on "
           "average, {most:.1f} mm at most.").format(mean=float(std.mean()), most=float(std.max()))
    )  # fmt: skip
    return lines


def _signed(score: float | None) -> str:
    return "" if score is None else figure(score, "+.1f")


# --- measures ---------------------------------------------------------------------------------


def _measures(paper: Paper, facts: ReportFacts, turn: Callable[[], None]) -> None:
    heading(paper, tr("Measures"))
    sex = facts.wish.person.sex
    population = {
        "female": tr("adult women, as published"),
        "male": tr("adult men, as published"),
    }.get(sex, tr("the population that the model learned"))
    text = tr("Mean and deviation: {population}. A grey band marks two deviations to either side.")
    if sex:
        text += " " + tr("* The model's population, where nothing is published.")
    paper.y += 2.5 + paper.paragraph(
        text.format(population=population), paper.left, paper.y, paper.inner, paper.font(8.5), FAINT
    )
    table_head(paper, _columns(paper))
    for group, title in _GROUPS.items():
        rows = [row for row in facts.rows if row.group == group]
        if not rows:
            continue
        if paper.room < 5 * _ROW_MM:
            turn()
            table_head(paper, _columns(paper))
        paper.y += 2.2
        paper.write(tr(title), paper.left, paper.y + 3.2, paper.font(9.0, strong=True), ACCENT)
        paper.y += _ROW_MM
        for row in rows:
            if paper.room < _ROW_MM:
                turn()
                table_head(paper, _columns(paper))
            _measure(paper, row, starred=bool(sex) and not row.source and row.mean is not None)


def _columns(paper: Paper) -> list[tuple[str, float, bool]]:
    """Return heading, place and whether it is set to the right, of every column."""
    left = paper.left
    return [
        (tr("Measure"), left, False),
        (tr("Value"), left + 88.0, True),
        (tr("Mean \u00b1 SD"), left + 117.0, True),
        (tr("Deviations"), left + 133.0, True),
    ]


def _measure(paper: Paper, row: ReportRow, *, starred: bool) -> None:
    base, left = paper.y + 3.3, paper.left
    font = paper.font(9.0)
    ink = WARNING if row.unusual else INK
    unit = "\u00b0" if row.unit == "deg" else " mm"
    paper.write(tr(row.title), left, base, font)
    paper.write(figure(row.value, ".1f") + unit, left + 88.0, base, font, ink, RIGHT)
    if row.mean is not None:
        spread = f" \u00b1 {number(row.deviation, '.1f')}" if row.deviation else ""
        text = figure(row.mean, ".1f") + spread
        paper.write(text, left + 117.0, base, font, FAINT, RIGHT)
        if starred:
            paper.write("*", left + 117.4, base, font, FAINT)
    if row.score is not None:
        strong = paper.font(9.0, strong=row.unusual)
        paper.write(_signed(row.score), left + 133.0, base, strong, ink, RIGHT)
        _strip(paper, row.score, ink)
    paper.y += _ROW_MM
    paper.line(left, paper.y, paper.right, paper.y, LINE, 0.08)


def _strip(paper: Paper, score: float, ink: object) -> None:
    """Draw where a value lies among people."""
    begin, end = paper.left + 138.0, paper.right
    middle, half = (begin + end) / 2.0, (end - begin) / 2.0
    per = half / _STRIP_DEVIATIONS
    y = paper.y + _ROW_MM / 2.0
    paper.fill(middle - 2.0 * per, y - 1.25, 4.0 * per, 2.5, BAND)
    paper.line(begin, y, end, y, LINE, 0.15)
    paper.line(middle, y - 1.25, middle, y + 1.25, FAINT, 0.15)
    reach = _STRIP_DEVIATIONS
    paper.dot(middle + per * max(-reach, min(reach, score)), y, 0.75, ink)


# --- changes ----------------------------------------------------------------------------------


def _changes(
    paper: Paper, facts: ReportFacts, pictures: Pictures, turn: Callable[[], None]
) -> None:
    compared = facts.comparison
    assert compared is not None
    other = facts.wish.other_title
    heading(paper, tr("Compared with {other}").format(other=other) if other else tr("Changes"))
    before = other or tr("As fitted")
    tall = 52.0
    row = []
    for view in ("three-quarter", "profile"):
        row += [(pictures[f"before-{view}"], before), (pictures[f"skin-{view}"], tr("Now"))]
    caption_row(paper, row, tall, captions=True)
    paper.y += 3.0
    scale = change_scale(facts)
    wide = 78.0 / 1.226
    x = paper.left
    for view in ("front", "profile"):
        paper.picture(pictures[f"change-{view}"], x, paper.y, wide)
        x += wide - 8.0
    colour_bar(paper, scale, paper.right - 36.0, paper.y + 8.0, 58.0)
    paper.y += 78.0 + 6.0
    _regions(paper, facts)
    _moved(paper, facts)
    if facts.edits and facts.wish.other is None:
        _edit_log(paper, facts, turn)


_REGIONS = {
    "full": mark("Whole head"),
    "face": mark("Face"),
    "nose": mark("Nose"),
    "eyes": mark("Eyes"),
    "mouth": mark("Mouth"),
    "remainder": mark("Rest of the face"),
}


def _regions(paper: Paper, facts: ReportFacts) -> None:
    compared = facts.comparison
    assert compared is not None
    left = paper.left
    places = [left + 66.0, left + 88.0, left + 110.0, left + 135.0, left + 160.0]
    titles = (tr("Mean"), tr("SD"), tr("95 %"), tr("Largest"), tr("Under 2 mm"))
    columns = [(tr("Distance, mm"), left, False)]
    table_head(paper, columns + [(text, x, True) for text, x in zip(titles, places, strict=True)])
    font = paper.font(9.0)
    for row in compared.rows:
        base = paper.y + 3.3
        paper.write(tr(_REGIONS.get(row.region, row.region)), left, base, font)
        figures = [number(one, ".2f") for one in (row.mean, row.sd, row.p95, row.hausdorff)]
        figures.append(number(100.0 * row.share_under_2mm, ".0f") + " %")
        for text, x in zip(figures, places, strict=True):
            paper.write(text, x, base, font, INK, RIGHT)
        paper.y += _ROW_MM
        paper.line(left, paper.y, paper.right, paper.y, LINE, 0.08)


def _moved(paper: Paper, facts: ReportFacts) -> None:
    """List the measures that differ most."""
    if not facts.moved:
        return
    paper.y += 5.0
    left, middle, right = paper.left, paper.left + 88.0, paper.left + 110.0
    head = [
        (tr("Before"), middle, True),
        (tr("Now"), right, True),
        (tr("Difference"), paper.left + 135.0, True),
    ]
    table_head(paper, [(tr("Measures that differ most"), left, False), *head])
    font = paper.font(9.0)
    for title, unit, before, now in facts.moved:
        mark_of = "\u00b0" if unit == "deg" else " mm"
        base = paper.y + 3.3
        paper.write(tr(title), left, base, font)
        paper.write(figure(before, ".1f") + mark_of, middle, base, font, FAINT, RIGHT)
        paper.write(figure(now, ".1f") + mark_of, right, base, font, INK, RIGHT)
        difference = figure(now - before, "+.1f") + mark_of
        paper.write(difference, paper.left + 135.0, base, font, INK, RIGHT)
        paper.y += _ROW_MM
        paper.line(left, paper.y, paper.right, paper.y, LINE, 0.08)


def _edit_log(paper: Paper, facts: ReportFacts, turn: Callable[[], None]) -> None:
    if paper.room < 14.0 + 4.0 * min(len(facts.edits), 4):
        turn()
    paper.y += 5.0
    paper.write(tr("Edits"), paper.left, paper.y + 3.2, paper.font(9.0, strong=True), ACCENT)
    paper.y += 5.5
    font = paper.font(8.5)
    shown = facts.edits[:_MOST_EDITS]
    for done, line in enumerate(shown):
        left_out = len(facts.edits) - done
        if paper.room < 9.0:
            text = tr("and {count} more").format(count=left_out)
            paper.write(text, paper.left, paper.y + 3.0, font, FAINT)
            return
        paper.y += 0.9 + paper.paragraph(
            joined(line).replace(" -", " \u2212"), paper.left, paper.y, paper.inner, font
        )
