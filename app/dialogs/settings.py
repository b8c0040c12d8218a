"""Asks for what is remembered about the program: language, colours, mouse, safety, threads."""

import os
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox, QWidget

from app.dialogs.asking import AskingDialog
from app.translation import LANGUAGES, SYSTEM, counted, language, mark, resolve, tr
from app.viewport.navigation import NAVIGATIONS

THEMES = {"dark": mark("Dark colours"), "light": mark("Light colours")}
LEAST_PAUSE_S, MOST_PAUSE_S = 5, 300
"""Unsaved work is kept at the latest after so long."""


@dataclass(frozen=True)
class Choices:
    """What the dialog asks for.

    Attributes
    ----------
    language : str
        ``system``, or a code of `app.translation.LANGUAGES`.
    theme : str
        ``dark`` or ``light``.
    navigation : str
        A key of `app.viewport.navigation.NAVIGATIONS`.
    keep_s : int
        Unsaved work is kept at the latest after so many seconds.
    threads : int
        For the computation; 0 leaves one core to the window.
    """

    language: str
    theme: str
    navigation: str
    keep_s: int
    threads: int


class SettingsDialog(AskingDialog):
    """Asks for the program's settings.

    Parameters
    ----------
    choices : Choices
        As they are.
    parent : QWidget
        Over which it is shown.
    """

    chosen = Signal(object)
    """New `Choices`."""

    def __init__(self, choices: Choices, parent: QWidget) -> None:
        super().__init__(tr("Settings"), tr("Apply"), parent, 440)
        self._before = choices
        languages = {SYSTEM: tr("As the system"), **LANGUAGES}
        styles = {one.key: tr(one.title) for one in NAVIGATIONS}
        self.language = _box(languages, choices.language, self)
        self.theme = _box({key: tr(title) for key, title in THEMES.items()}, choices.theme, self)
        self.navigation = _box(styles, choices.navigation, self)
        self.keep = QSpinBox(self)
        self.keep.setRange(LEAST_PAUSE_S, MOST_PAUSE_S)
        self.keep.setSuffix(" s")
        self.keep.setValue(choices.keep_s)
        self.threads = QSpinBox(self)
        self.threads.setRange(0, os.cpu_count() or 1)
        self.threads.setSpecialValueText(tr("All but one"))
        self.threads.setValue(choices.threads)
        self.form.addRow(tr("Language"), self.language)
        self.form.addRow(tr("Colours"), self.theme)
        self.form.addRow(tr("Mouse"), self.navigation)
        self.form.addRow(tr("Keep unsaved work every"), self.keep)
        self.form.addRow(tr("Processor cores"), self.threads)
        lengths = QLabel(tr("Lengths are in millimetres everywhere; an export asks for its unit."))
        lengths.setObjectName("faint")
        lengths.setWordWrap(True)
        self.form.addRow(lengths)
        for box in (self.language, self.threads):
            signal = box.valueChanged if isinstance(box, QSpinBox) else box.currentIndexChanged
            signal.connect(self._refresh)
        self._refresh()

    def choices(self) -> Choices:
        """Return what is chosen now."""
        return Choices(
            language=self.language.currentData(),
            theme=self.theme.currentData(),
            navigation=self.navigation.currentData(),
            keep_s=self.keep.value(),
            threads=self.threads.value(),
        )

    def _refresh(self) -> None:
        now, before = self.choices(), self._before
        told = []
        if resolve(now.language) != language():
            told.append(tr("The window is made anew; a comparison or a performance ends."))
        if now.threads != before.threads:
            told.append(tr("Cores change when Nasion starts the next time."))
        elif now.threads:
            told.append(counted("%n core(s) for the computation.", now.threads))
        self.remark.setText(" ".join(told))

    def choose(self) -> None:
        """Hand over what was chosen."""
        self.accept()
        self.chosen.emit(self.choices())


def _box(entries: dict[str, str], chosen: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    for key, title in entries.items():
        box.addItem(title, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
