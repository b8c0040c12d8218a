"""How every verb speaks: results on standard output, everything else on standard error.

With ``--json`` standard output carries exactly one object. Progress shows on a terminal once work
has taken two seconds, and disappears when it ends.
"""

import json
import math
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from core.monitor import Monitor

PATIENCE_SECONDS = 2.0
"""How long work may take before its progress is shown."""

JsonOption = Annotated[
    bool,
    typer.Option("--json", help="Print one JSON object on standard output and nothing else."),
]


def emit_json(result: Mapping[str, Any]) -> None:
    """Print one JSON object on standard output; numbers that are not finite become null."""
    typer.echo(json.dumps(_finite(result), indent=2, ensure_ascii=False, allow_nan=False))


def emit_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None
) -> None:
    """Print a table on standard output; columns after the first that hold numbers align right.

    Parameters
    ----------
    columns : sequence of str
        Headings.
    rows : iterable of sequences
        Values; floats are rounded to three significant decimals.
    title : str, optional
        Above the table.
    """
    cells = [list(row) for row in rows]
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for index, heading in enumerate(columns):
        numeric = bool(cells) and all(isinstance(row[index], int | float) for row in cells)
        table.add_column(heading, justify="right" if numeric else "left", header_style="dim")
    for row in cells:
        table.add_row(*(_cell(value) for value in row))
    _console().print(table)


def emit_facts(facts: Mapping[str, object], *, title: str | None = None) -> None:
    """Print names and values below each other on standard output."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column(style="dim")
    table.add_column()
    for name, value in facts.items():
        table.add_row(name, _cell(value))
    table.show_header = False
    _console().print(table)


def say(sentence: str) -> None:
    """Print a remark for people on standard error."""
    typer.echo(sentence, err=True)


@contextmanager
def progress(message: str) -> Iterator[Monitor]:
    """Give work a monitor, whose progress is shown on a terminal when the work takes long.

    Parameters
    ----------
    message : str
        What is being done, until the work itself says more.

    Yields
    ------
    Monitor
        To hand to the work.
    """
    console = Console(stderr=True)
    display = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    task = display.add_task(message, total=1.0)

    def show(fraction: float, description: str) -> None:
        display.update(task, completed=fraction, description=description)

    delay = threading.Timer(PATIENCE_SECONDS, display.start)
    delay.daemon = True
    if console.is_terminal:
        delay.start()
    try:
        yield Monitor(show)
    finally:
        delay.cancel()
        if delay.is_alive():
            delay.join()
        if display.live.is_started:
            display.stop()


def _console() -> Console:
    """Return a console for standard output as it is now; wide where it is no terminal."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = 200
    return console


def _cell(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case float() if math.isnan(value):
            return "-"
        case float():
            return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) < 1e5 else f"{value:.4g}"
        case None:
            return "-"
        case _:
            return str(value)


def _finite(value: Any) -> Any:
    match value:
        case Mapping():
            return {str(name): _finite(item) for name, item in value.items()}
        case list() | tuple():
            return [_finite(item) for item in value]
        case float():
            return value if math.isfinite(value) else None
        case _:
            return value
