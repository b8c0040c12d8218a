"""`nasion` and `nasion FILE`: opens the window."""

from pathlib import Path
from typing import Annotated

import typer


def studio(
    file: Annotated[Path | None, typer.Argument(help="A scan, photo or .nasion project.")] = None,
) -> None:
    """Open the studio, on a file where one is given."""
    from app.starting import start_studio

    raise typer.Exit(start_studio(file))
