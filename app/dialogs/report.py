"""Asks what a report shall say that no file knows: names, norms, paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.dialogs.asking import AskingDialog, Choice
from app.report.facts import Person, ReportWish
from app.translation import mark, tr

_PAGES = {mark("A4"): "a4", mark("Letter"): "letter"}
_SEXES = {
    mark("The model's population"): "",
    mark("Adult women"): "female",
    mark("Adult men"): "male",
}


class ReportDialog(AskingDialog):
    """Asks for a report; what is typed here is kept nowhere.

    Parameters
    ----------
    parent : QWidget
        Over which it is shown.
    page : str
        ``a4`` or ``letter``, chosen at first.
    """

    chosen = Signal(object)
    """The `ReportWish`."""

    def __init__(self, parent: QWidget, page: str = "a4") -> None:
        super().__init__(tr("Report"), tr("Choose a file…"), parent, 440)
        self.name, self.born, self.number, self.examiner = (QLineEdit(self) for _ in range(4))
        self.note = QPlainTextEdit(self)
        self.note.setFixedHeight(58)
        self.note.setTabChangesFocus(True)
        self.note.setAccessibleName(tr("Note"))
        self.sex = Choice(_SEXES, self)
        self.page = Choice(_PAGES, self)
        self.page.choose(page)
        form = self.form
        form.addRow(tr("Name"), self.name)
        form.addRow(tr("Born"), self.born)
        form.addRow(tr("Number"), self.number)
        form.addRow(tr("Examiner"), self.examiner)
        form.addRow(tr("Note"), self.note)
        form.addRow(tr("Norms"), self.sex)
        form.addRow(tr("Paper"), self.page)
        self.remark.setText(
            tr(
                "Names are optional. They stand in the report only: nothing typed here is kept, "
                "in no project, no setting and no log."
            )
        )

    def wish(self) -> ReportWish:
        """Return what is asked for."""
        person = Person(
            name=self.name.text().strip(),
            born=self.born.text().strip(),
            number=self.number.text().strip(),
            examiner=self.examiner.text().strip(),
            note=" ".join(self.note.toPlainText().split()),
            sex=self.sex.meaning,
        )
        return ReportWish(person, self.page.meaning)

    def choose(self) -> None:
        """Hand over the report that is wanted."""
        self.accept()
        self.chosen.emit(self.wish())
