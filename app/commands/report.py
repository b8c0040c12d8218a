"""`nasion report`: pages about a face that can be handed on, as PDF."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_facts, emit_json, progress
from core.errors import ExportError


class Page(StrEnum):
    """Paper."""

    A4 = "a4"
    LETTER = "letter"


class Sex(StrEnum):
    """Whose norms."""

    FEMALE = "female"
    MALE = "male"


_TYPED = "Stands in the report and is kept nowhere else."


def report(
    project: Annotated[Path, typer.Argument(help="The .nasion project.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The PDF to write.")],
    *,
    page: Annotated[Page, typer.Option(help="Paper.")] = Page.A4,
    sex: Annotated[
        Sex | None, typer.Option(help="Norms; by default the model's own population.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Another project to compare with, instead of the fit.")
    ] = None,
    name: Annotated[str, typer.Option(help=_TYPED)] = "",
    born: Annotated[str, typer.Option(help=_TYPED)] = "",
    number: Annotated[str, typer.Option(help=_TYPED)] = "",
    examiner: Annotated[str, typer.Option(help=_TYPED)] = "",
    note: Annotated[str, typer.Option(help=_TYPED)] = "",
    json_output: JsonOption = False,
) -> None:
    """Write a report: pictures, measures with norms, changes, the skull's uncertainty, provenance.

    Needs no display. Names of files do not appear in it.
    """
    if output.suffix.lower() != ".pdf":
        raise ExportError(f"A report is a PDF: give {output.stem}.pdf, not {output.name}.")
    from app.report.facts import Person, ReportWish, gather
    from app.report.make import application_for_type, make_report
    from core.document.project_file import load_project

    application_for_type()
    person = Person(name, born, number, examiner, note, "" if sex is None else sex.value)
    with progress("Loading the models") as monitor:
        loaded = load_project(project)
        model = heads.head_model(loaded.state)
        other = None if compare is None else load_project(compare).state
        if other is not None and other.bundle != loaded.state.bundle:
            raise ExportError("The other project was made with other models; fit its scan again.")
        title = "" if compare is None else "another state"
        wish = ReportWish(person, page.value, other=other, other_title=title)
        facts = gather(model, loaded, wish, monitor.part(0.0, 0.5))
        pages = make_report(output, facts, monitor.part(0.5, 1.0))
    told = {"report": str(output), "pages": pages, "measures": len(facts.rows),
            "unusual": len(facts.unusual)}  # fmt: skip
    if json_output:
        emit_json(told)
        return
    emit_facts(told)
