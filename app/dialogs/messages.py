"""Messages and yes-or-no questions in one style."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

from app.translation import told, tr


class Answer(Enum):
    """What the user wants done with unsaved changes."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


def show_message(parent: QWidget, title: str, text: str) -> None:
    """Tell something; returns at once.

    Parameters
    ----------
    parent : QWidget
        Over which it is shown.
    title, text : str
        What to tell.
    """
    _told(_box(parent, QMessageBox.Icon.NoIcon, title, text))


def show_error(parent: QWidget, text: str) -> None:
    """Tell that something did not work, in the one sentence of the error; returns at once.

    Parameters
    ----------
    parent : QWidget
        Over which it is shown.
    text : str
        What, where, what to do.
    """
    _told(_box(parent, QMessageBox.Icon.Warning, tr("That did not work"), text))


def ask_about_changes(parent: QWidget, name: str, then: Callable[[Answer], None]) -> None:
    """Ask what to do with unsaved changes; returns at once.

    Parameters
    ----------
    parent : QWidget
        Over which it is shown.
    name : str
        Of the document.
    then : callable
        Gets the answer.
    """
    box = _box(
        parent,
        QMessageBox.Icon.NoIcon,
        tr("Save the changes to {name}?").format(name=name),
        tr("They are lost if you do not save them."),
    )
    standard = QMessageBox.StandardButton
    box.setStandardButtons(standard.Save | standard.Discard | standard.Cancel)
    box.setDefaultButton(standard.Save)
    for button in box.buttons():
        button.setIcon(QIcon())
    answers = {standard.Save: Answer.SAVE, standard.Discard: Answer.DISCARD}
    box.finished.connect(lambda button: then(answers.get(standard(button), Answer.STAY)))
    box.open()


def offer_cpu(parent: QWidget, text: str, then: Callable[[], None]) -> None:
    """Tell that the device's memory is full and offer the CPU; returns at once.

    Parameters
    ----------
    parent : QWidget
        Over which it is shown.
    text : str
        The sentence of the error.
    then : callable
        Called when the offer is taken.
    """
    box = _box(parent, QMessageBox.Icon.Warning, tr("The memory is full"), text)
    go_on = box.addButton(tr("Go on with the CPU"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(tr("Not now"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(go_on)
    go_on.clicked.connect(then)
    box.open()


def _told(box: QMessageBox) -> None:
    """Show a box with one button, without the desktop's own icon on it."""
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    for button in box.buttons():
        button.setIcon(QIcon())
    box.open()


def _box(parent: QWidget, kind: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(kind)
    box.setWindowTitle("Nasion")
    box.setText(f"<b>{title}</b>")
    box.setInformativeText(told(text))
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
