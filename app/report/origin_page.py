"""The last page of a report: how sure the skull is, and where everything came from."""

from collections.abc import Callable

from app.report.facts import ReportFacts
from app.report.paper import ACCENT, FAINT, INK, Paper
from app.report.parts import caption_row, colour_bar, heading
from app.report.pictures import TITLES, VIEWS, Pictures, uncertainty_scale
from app.translation import mark, tr

_NAMES = {
    "program": mark("Program"),
    "models": mark("Models"),
    "scan": mark("Scan, SHA-256"),
    "photo": mark("Photograph, SHA-256"),
    "unit": mark("Unit of the scan"),
    "device": mark("Computed on"),
}
_NOTES = (
    mark("For research and art. Not a medical device: not for diagnosis, not for planning an "
         "operation."),
    mark("The skull is an estimate from the skin: it shows what is likely, not what is there. "
         "Where there is a CT, trust the CT."),
    mark("Measures are taken between landmarks that the model placed; norms are those of the "
         "publications named, or of the population that the model learned."),
    mark("Names and numbers of persons were typed for this report and are kept nowhere else."),
)  # fmt: skip


def draw_skull(paper: Paper, facts: ReportFacts, pictures: Pictures) -> None:
    """Draw how sure the skull is.

    Parameters
    ----------
    paper : Paper
        Gets it at the top of what is left.
    facts : ReportFacts
        What is told.
    pictures : mapping of str to PIL.Image.Image
        Those of the report.
    """
    heading(paper, tr("The inferred skull"))
    std = facts.skull_std
    text = tr(
        "Where the skull is known well and where it is not: one standard deviation is {mean:.1f} "
        "mm on average and {most:.1f} mm at most. In about two of three people the bone lies "
        "within one deviation of what is shown."
    ).format(mean=float(std.mean()), most=float(std.max()))
    font = paper.font(9.5)
    paper.y += 3.0 + paper.paragraph(text, paper.left, paper.y, paper.inner, font)
    top, wide = paper.y, paper.inner
    tall = 58.0
    shown = [(pictures[f"skull-{view}"], tr(TITLES[view])) for view in VIEWS]
    right = paper.right
    paper.right = paper.left + wide - 30.0
    caption_row(paper, shown, tall, captions=True)
    paper.right = right
    colour_bar(paper, uncertainty_scale(), paper.right - 24.0, top + 10.0, 40.0)
    known = ", ".join(facts.known)
    text = (
        tr("Known of the bone: {known}.").format(known=known)
        if known
        else tr("Nothing of the bone itself was known; a CT, palpated points or intraoral scans "
                "narrow it.")
    )  # fmt: skip
    paper.y += 2.0
    paper.y += 7.0 + paper.paragraph(text, paper.left, paper.y, paper.inner, font)


def draw_origin(paper: Paper, facts: ReportFacts, turn: Callable[[], None]) -> None:
    """Tell where everything came from, and what it is not for.

    Parameters
    ----------
    paper : Paper
        Gets it at the top of what is left.
    facts : ReportFacts
        What is told.
    turn : callable
        Goes on to another page.
    """
    heading(paper, tr("Where this comes from"))
    label, font = paper.font(8.5), paper.font(8.5)
    rows = [(tr(_NAMES[name]), value) for name, value in facts.origin]
    rows.append((tr("State"), tr("edited, see the changes") if facts.edits else tr("as fitted")))
    if "mean" in facts.fit:
        text = tr("{mean:.2f} mm on average, 95 % within {p95:.2f} mm; pose sure to {sure:.0f} %")
        told = text.format(
            mean=facts.fit["mean"], p95=facts.fit["p95"], sure=100.0 * facts.fit["confidence"]
        )
        rows.append((tr("Distance to the scan"), told))
    for name, value in rows:
        paper.paragraph(name, paper.left, paper.y, 38.0, label, FAINT)
        paper.y += 1.0 + paper.paragraph(
            value, paper.left + 40.0, paper.y, paper.inner - 40.0, font
        )
    paper.y += 4.0
    _list(paper, tr("What it is not"), [tr(note) for note in _NOTES], turn)
    if facts.sources:
        _list(paper, tr("Sources of the norms"), list(facts.sources), turn)


def _list(paper: Paper, title: str, lines: list[str], turn: Callable[[], None]) -> None:
    font = paper.font(8.5)
    heights = [paper.paragraph_height(line, paper.inner, font) for line in lines]
    if paper.room < 8.0 + heights[0]:
        turn()
    paper.write(title, paper.left, paper.y + 3.2, paper.font(9.0, strong=True), ACCENT)
    paper.y += 5.5
    for line, tall in zip(lines, heights, strict=True):
        if paper.room < tall:
            turn()
        paper.paragraph(line, paper.left, paper.y, paper.inner, font, INK)
        paper.y += tall + 1.1
    paper.y += 3.0
