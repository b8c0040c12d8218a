"""Shows what a copy to share leaves out, before it is asked where the copy goes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.dialogs.asking import AskingDialog
from app.translation import mark, tr
from core.document.project_file import Project
from core.document.sharing import shared

REMOVED = (
    mark("The scan"),
    mark("The scan's picture"),
    mark("The skull of the CT"),
    mark("Name and hash of the scan's file"),
    mark("The visits of a facial palsy"),
    mark("The photographs, their colours and what was marked in them"),
    mark("Where the scan lay, and how and when it was fitted"),
    mark("Titles of known bone"),
    mark("Landmarks and measures that were placed"),
    mark("The history of edits, with the names of other people in it"),
    mark("Camera and look of the view"),
    mark("The thumbnail"),
)
"""Everything that `core.document.sharing` may leave out, for the translators."""


class ShareDialog(AskingDialog):
    """Offers a copy without the scan and without what identifies a person.

    Parameters
    ----------
    project : Project
        The document; stays as it is.
    parent : QWidget
        Over which it is shown.
    """

    chosen = Signal(object)
    """The `Project` to write."""

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__(tr("Save a copy to share"), tr("Choose a file…"), parent, 460)
        self._copy, self.removed = shared(project)
        lines = "".join(f"<li>{tr(line)}</li>" for line in self.removed)
        text = f"<ul style='margin-left: -22px'>{lines}</ul>" if lines else ""
        self.list = QLabel(
            (tr("The copy leaves out:") + text) if lines else tr("There is nothing to leave out."),
            self,
        )
        self.list.setWordWrap(True)
        self.form.addRow(self.list)
        self.remark.setText(
            tr(
                "It keeps the shape of skin and skull and every edit, so it can be opened, edited "
                "and exported. A face can be recognised by its shape: share it only as you may."
            )
        )

    def choose(self) -> None:
        """Hand over the copy."""
        self.accept()
        self.chosen.emit(self._copy)
