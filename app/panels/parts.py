"""Edits by parts: measures, likeness to another person and shape of nose, eyes, mouth and rest."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import icon
from app.measuring import SIDES
from app.other_person import OtherPerson
from app.panels.part_section import SHARE, PartSection
from app.panels.scroll import ScrollColumn
from app.readout import Readout
from app.session import Session
from app.surfaces import Computed
from app.theme import Theme
from app.translation import mark, tr
from app.widgets.section import Section
from app.widgets.side_switch import SideSwitch
from app.widgets.value_row import ValueRow
from core.document.control_spec import Control, size_control
from core.document.edits import SetAverage, SetSize
from core.document.state import FaceState
from core.geometry.sides import Side
from core.geometry.template import PARTS

AVERAGES = Control("average", mark("Averages"), "averages", -1.5, 1.5, 0.05, 0.0, "")
"""The slider between the published averages of women and men, in their differences."""
AVERAGED = (mark("female"), mark("male"))
"""Words of its edits' labels."""
LONGEST_NAME = 16
"""Letters of another person's name on a button."""


class PartsPanel(QWidget):
    """Changes the face part by part.

    Parameters
    ----------
    session : Session
        Takes the edits.
    parent : QWidget, optional
        Owner.
    """

    person_asked = Signal(str)
    """A project is to be chosen: to copy a part from, or with an empty name to blend with."""

    clipboard_asked = Signal(str)
    """A part is to be put on the clipboard."""
    paste_asked = Signal(str)
    """The part on the clipboard is to be put in a part's place."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._theme: Theme | None = None
        self._computed: Computed | None = None
        self.other = OtherPerson(session, self)
        self.sections: dict[str, PartSection] = {}
        self._head: Section | None = None
        self.rows: dict[str, ValueRow] = {}
        self._column = ScrollColumn(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top())
        layout.addWidget(self._column, 1)
        session.document_changed.connect(self._build)
        session.state_changed.connect(Readout(session.surfaces, self.read, self).note)
        self._measured = Readout(session.surfaces, self._read_measures, self)
        session.surface_changed.connect(self._read_computed)
        self.other.changed.connect(self.read)

    def _top(self) -> QVBoxLayout:
        """Return what concerns all parts: both sides at once, and the other person."""
        self.sides = SideSwitch(self)
        self.sides.changed.connect(self._use_side)
        self.choose = QPushButton(tr("Blend with…"), self)
        self.choose.setToolTip(tr("Choose another person's project and blend part by part"))
        self.choose.clicked.connect(lambda: self.person_asked.emit(""))
        self.part_company = QToolButton(self)
        self.part_company.setObjectName("small")
        self.part_company.setAccessibleName(tr("Blend with nobody"))
        self.part_company.setToolTip(tr("Blend with nobody; what was blended stays"))
        self.part_company.clicked.connect(self.other.forget)
        line = QHBoxLayout()
        line.addWidget(self.sides)
        line.addStretch(1)
        line.addWidget(self.choose)
        line.addWidget(self.part_company)
        self.likeness = ValueRow(SHARE, tr("Whole face"), 122, self)
        self.likeness.changed.connect(
            lambda value, dragging: self.other.blend(value / 100.0, dragging=dragging)
        )
        self.likeness.settled.connect(self._session.settle)
        top = QVBoxLayout()
        top.setContentsMargins(16, 10, 20, 2)
        top.addLayout(line)
        top.addWidget(self.likeness)
        return top

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        self._theme = theme
        for section in self.sections.values():
            section.set_theme(theme)
        if self._head is not None:
            self._head.set_icons(icon("expanded", theme), icon("collapsed", theme))
        self.part_company.setIcon(icon("close", theme))
        self.read()

    def _build(self) -> None:
        state = self._session.state
        if state is None or self.sections:
            return
        for part in PARTS:
            self._add_part(state, part)
        self._head = Section(tr("Head"), self)
        row = ValueRow(size_control(state), tr("Size"), 122)
        row.changed.connect(
            lambda value, dragging: self._session.apply(SetSize(value), dragging=dragging)
        )
        row.settled.connect(self._session.settle)
        self.rows["size"] = row
        self._head.add(row)
        self._add_averages(self._head)
        self._column.add(self._head)
        if self._theme is not None:
            self.set_theme(self._theme)

    def _add_averages(self, section: Section) -> None:
        """Add the slider between averages, where the models know them."""
        axis = None if self._session.facts is None else self._session.facts.average
        if axis is None:
            return
        row = ValueRow(AVERAGES, tr("Female to male"), 122)
        tip = tr(
            "Moves {count} measures, and what goes with them in the population, by the difference "
            "of the published means of women (left) and men (right): one is the whole difference, "
            "zero the face as fitted. Proportions of averages; they tell nothing of a person. "
            "{source}"
        ).format(count=len(axis.measures), source=axis.source)
        row.slider.setToolTip(tip)
        row.box.setToolTip(tip)
        row.changed.connect(
            lambda value, dragging: self._session.apply(SetAverage(axis, value), dragging=dragging)
        )
        row.settled.connect(self._session.settle)
        self.rows["average"] = row
        section.add(row)

    def _add_part(self, state: FaceState, part: str) -> None:
        section = PartSection(self._session, state, part, self.sides, self)
        section.to_clipboard.connect(lambda: self.clipboard_asked.emit(part))
        section.from_clipboard.connect(lambda: self.paste_asked.emit(part))
        section.copy_asked.connect(lambda: self.person_asked.emit(part))
        section.blended.connect(
            lambda share, dragging: self.other.blend_part(part, share, dragging=dragging)
        )
        self.sections[part] = section
        self.rows.update(section.components)
        self._column.add(section)

    def use_person(self, path: Path, part: str) -> None:
        """Copy a part from a project, or blend with the person in it.

        Parameters
        ----------
        path : Path
            A project.
        part : str
            Which part to copy; empty to blend.
        """
        if part:
            self.other.copy_from(path, part)
        else:
            self.other.read_from(path)

    def _use_side(self) -> None:
        self.other.use_side(self.sides.side)
        self._read_measures()

    def read(self) -> None:
        """Show the document as it is, telling nobody."""
        state = self._session.state
        self.setEnabled(self._session.editable)
        if state is None or not self.sections:
            return
        self.rows["size"].set_neutral(size_control(state).default)
        self.rows["size"].set_value(state.size)
        facts = self._session.facts
        if "average" in self.rows and facts is not None and facts.average is not None:
            self.rows["average"].set_value(facts.average.value_of(state))
            self.rows["average"].setEnabled(not state.locked.issuperset(PARTS))
        for section in self.sections.values():
            section.read(state)
        self._read_shares(state)

    def _read_shares(self, state: FaceState) -> None:
        person = self.other.person
        shares = self.other.shares(state)
        name = "" if person is None else person.name
        for part, section in self.sections.items():
            section.read_share(name, shares.get(part))
        for widget in (self.likeness, self.part_company):
            widget.setVisible(person is not None)
        self.choose.setText(
            tr("Blend with…") if person is None else tr("With {what}…").format(what=_short(name))
        )
        free = [share for key, share in shares.items() if key not in state.locked]
        self.likeness.set_value(100.0 * sum(free) / len(free) if free else 0.0)

    def _read_computed(self, computed: Computed) -> None:
        if computed.controls:
            self._computed = computed
            self._measured.note()

    def _read_measures(self) -> None:
        """Show the measures of the newest surface: of both sides as one, or of each."""
        if self._computed is None:
            return
        keys = {control.key for control in self._computed.controls}
        side = self.sides.side
        for part, section in self.sections.items():
            section.read_measures(
                control
                for control in self._computed.controls
                if control.part == part and _shown(control.key, keys, side)
            )


def _short(name: str) -> str:
    """Return a name that fits on a button."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _shown(key: str, keys: set[str], side: Side | None) -> bool:
    """Return whether a measure has a row: a bilateral one as a whole, or of the chosen side."""
    if side is None:
        return not key.endswith(SIDES)
    return key.endswith(f"_{side}") or (not key.endswith(SIDES) and key + SIDES[0] not in keys)
