"""Edits by parts: sliders of nose, eyes, mouth and the rest, and the head's size."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from app.icons import icon
from app.panels.scroll import ScrollColumn
from app.session import Session
from app.theme import Theme
from app.widgets.section import Section
from app.widgets.value_row import ValueRow
from core.document.control_spec import component_controls, part_title, size_control
from core.document.edits import LockPart, ResetPart, SetComponent, SetSize
from core.document.state import FaceState
from core.geometry.template import PARTS


class PartsPanel(QWidget):
    """Changes the face part by part.

    Parameters
    ----------
    session : Session
        Takes the edits.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._theme: Theme | None = None
        self._column = ScrollColumn(self)
        self._sections: dict[str, Section] = {}
        self._locks: dict[str, QToolButton] = {}
        self._tools: dict[str, dict[str, QToolButton]] = {}
        self.rows: dict[str, ValueRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)
        session.document_changed.connect(self._build)
        session.state_changed.connect(self.read)

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        self._theme = theme
        for section in self._sections.values():
            section.set_icons(icon("expanded", theme), icon("collapsed", theme))
        for tools in self._tools.values():
            for name, button in tools.items():
                button.setIcon(icon(name, theme))
        self.read()

    def _build(self) -> None:
        state = self._session.state
        if state is None:
            return
        if self.rows:
            self._set_neutral(state)
            return
        for part in PARTS:
            if part in state.codes:
                self._column.add(self._part_section(state, part))
        head = Section("Head", self)
        row = ValueRow(size_control(state), "Size")
        row.changed.connect(
            lambda value, dragging: self._session.apply(SetSize(value), dragging=dragging)
        )
        self._keep("size", row, head)
        self._sections["head"] = head
        self._column.add(head)
        if self._theme is not None:
            self.set_theme(self._theme)

    def _part_section(self, state: FaceState, part: str) -> Section:
        title = part_title(part)
        section = Section(title, self)
        lock = section.add_button(f"Lock {title.lower()} against random and reset", checkable=True)
        lock.clicked.connect(
            lambda checked: self._session.apply(LockPart(part, locked=bool(checked)))
        )
        dice = section.add_button(f"Another {title.lower()} that suits the face")
        dice.clicked.connect(lambda: self._session.randomise(part))
        reset = section.add_button(f"Reset {title.lower()} to where it started")
        reset.clicked.connect(lambda: self._session.apply(ResetPart(part)))
        self._locks[part] = lock
        self._tools[part] = {"dice": dice, "reset": reset}
        self._sections[part] = section
        for index, control in enumerate(component_controls(state, part)):
            row = ValueRow(control)
            row.changed.connect(
                lambda value, dragging, at=index: self._session.apply(
                    SetComponent(part, at, value), dragging=dragging
                )
            )
            self._keep(control.key, row, section)
        return section

    def _keep(self, key: str, row: ValueRow, section: Section) -> None:
        row.settled.connect(self._session.settle)
        self.rows[key] = row
        section.add(row)

    def _set_neutral(self, state: FaceState) -> None:
        for part in PARTS:
            for control in component_controls(state, part):
                self.rows[control.key].set_neutral(control.default)
        self.rows["size"].set_neutral(size_control(state).default)

    def read(self) -> None:
        """Show the document as it is, telling nobody."""
        state = self._session.state
        self.setEnabled(self._session.editable)
        if state is None or not self.rows:
            return
        self.rows["size"].set_value(state.size)
        for part, lock in self._locks.items():
            for index, value in enumerate(state.codes[part]):
                row = self.rows.get(f"{part}.{index + 1}")
                if row is not None:
                    row.set_value(value)
            locked = part in state.locked
            lock.setChecked(locked)
            for button in self._tools[part].values():
                button.setEnabled(not locked)
            if self._theme is not None:
                lock.setIcon(icon("lock" if locked else "unlock", self._theme))
