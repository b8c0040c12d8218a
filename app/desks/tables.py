"""Tables that a desk writes: asks where to, and says in the window what came of it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.desks.desk import Studio
from app.translation import tr
from core.atomic import write_whole
from core.errors import ExportError


def ask_for_table(studio: Studio, title: str, name: str) -> Path | None:
    """Ask where a table shall be written.

    Parameters
    ----------
    studio : Studio
        Over whose window is asked.
    title : str
        Of the dialog.
    name : str
        Of the file that is offered.

    Returns
    -------
    Path, optional
        None when nothing was chosen.
    """
    start = Path(studio.files.folder or Path.home()) / name
    chosen, _ = QFileDialog.getSaveFileName(studio.window, title, str(start), tr("Tables (*.csv)"))
    return Path(chosen) if chosen else None


def write_table(studio: Studio, path: Path, text: str) -> None:
    """Write a table whole, and tell that it was or why it could not be.

    Parameters
    ----------
    studio : Studio
        Whose session tells it.
    path : Path
        Where to; the suffix ``.csv`` is added where there is none.
    text : str
        Its lines.
    """
    path = path if path.suffix else path.with_suffix(".csv")
    try:
        write_whole(path, text.encode())
    except ExportError as error:
        studio.session.failed.emit(str(error))
    else:
        studio.session.message.emit(tr("Saved {name}.").format(name=path.name))
