"""One part of the face: its measures, its likeness to another person, and its shape components."""

import secrets
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.glossary import explained
from app.icons import icon
from app.part_requests import DrawPart, SolveMeasure
from app.session import SEED_LIMIT, Session
from app.theme import Theme
from app.translation import inline, joined, language, mark, tr
from app.widgets.measure_row import MeasureRow
from app.widgets.section import Section
from app.widgets.side_switch import SideSwitch
from app.widgets.tool_menu import add_menu
from app.widgets.value_row import ValueRow
from core.document.control_spec import Control, component_controls, part_title
from core.document.edits import Edit, LockPart, ResetPart, SetComponent
from core.document.side_edits import on_side
from core.document.sides import seen_from
from core.document.state import FaceState

if TYPE_CHECKING:
    from core.inference.measure_control import MeasureControl

SHARE = Control("share", mark("Like"), "blend", 0.0, 100.0, 1.0, 0.0, "%")
"""The slider of a blend."""
STRENGTHS = {
    mark("A little: a quarter of the spread"): 0.25,
    mark("Half the spread"): 0.5,
    mark("As people differ"): 1.0,
    mark("Beyond: one and a half times"): 1.5,
}
"""How far shapes drawn by chance go, in deviations of the population."""
_LONGEST = 19
"""Letters that fit beside a slider."""
_OWN_WORDS = {"nose": ("Nose ", "Nasal "), "mouth": ("Mouth ",), "eyes": ("Eye ",)}


class PartSection(QWidget):
    """Shows and changes one part.

    Parameters
    ----------
    session : Session
        Takes the edits.
    state : FaceState
        Tells how many components the part has.
    part : str
        Of `core.geometry.template.PARTS`.
    sides : SideSwitch
        Says which side edits act on.
    parent : QWidget, optional
        Owner.
    """

    copy_asked = Signal()
    """The part is to be copied from somebody."""
    to_clipboard = Signal()
    """The part is to be put on the clipboard."""
    from_clipboard = Signal()
    """The part on the clipboard is to be put in its place."""
    blended = Signal(float, bool)
    """How far towards the other person, 0 to 1, and whether the hand still moves."""

    def __init__(
        self,
        session: Session,
        state: FaceState,
        part: str,
        sides: SideSwitch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self.part, self._sides = session, part, sides
        self.strength = 1.0
        """Of the shapes drawn by chance; one is the population's spread."""
        self._theme: Theme | None = None
        self.measures: dict[str, MeasureRow] = {}
        self.components: dict[str, ValueRow] = {}
        self.section = Section(tr(part_title(part)), self)
        self._add_tools(inline(tr(part_title(part))))
        self._measures = QWidget(self)
        self._measure_column = QVBoxLayout(self._measures)
        self._measure_column.setContentsMargins(0, 0, 0, 0)
        self._measure_column.setSpacing(0)
        self.likeness = ValueRow(SHARE, tr("Like"), 122)
        self.likeness.changed.connect(
            lambda value, dragging: self.blended.emit(value / 100.0, dragging)
        )
        self.likeness.settled.connect(session.wishes.settle)
        self.likeness.hide()
        self.shape = Section(tr("Shape components"), self, within=True)
        self.shape.header.setToolTip(explained("component"))
        for index, control in enumerate(component_controls(state, part)):
            self._add_component(index, control)
        for widget in (self._measures, self.likeness, self.shape):
            self.section.add(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.section)

    def _add_tools(self, title: str) -> None:
        section, session, part = self.section, self._session, self.part
        self.copy = section.add_button(
            tr("Copy the {title} from another person's project").format(title=title)
        )
        entries = (
            (tr("From another project…"), self.copy_asked.emit),
            (tr("Put on the clipboard"), self.to_clipboard.emit),
            (tr("Take from the clipboard"), self.from_clipboard.emit),
        )
        add_menu(self.copy, entries, at_once=True)
        self.lock = section.add_button(
            tr("Lock the {title} against change").format(title=title), checkable=True
        )
        self.lock.clicked.connect(
            lambda checked: session.apply(LockPart(part, locked=bool(checked)))
        )
        self.dice = section.add_button(
            tr("Another {title} that suits the face; hold for the strength").format(title=title)
        )
        self.dice.clicked.connect(lambda: self.draw())
        draws = tuple((tr(words), partial(self.draw, by)) for words, by in STRENGTHS.items())
        add_menu(self.dice, draws, at_once=False)
        self.reset = section.add_button(
            tr("Reset the {title} to where it started").format(title=title)
        )
        self.reset.clicked.connect(lambda: self._apply(ResetPart(part)))

    def draw(self, strength: float | None = None) -> None:
        """Give the part another shape by chance.

        Parameters
        ----------
        strength : float, optional
            Used from now on; one is the population's spread.
        """
        self.strength = self.strength if strength is None else strength
        state = self._session.state
        if state is not None:
            seed = secrets.randbelow(SEED_LIMIT)
            request = DrawPart(state, self.part, seed, self.strength, self._sides.side)
            self._session.perform(request, self._session.apply)

    def _apply(self, edit: Edit, *, dragging: bool = False) -> None:
        self._session.apply(on_side(edit, self._sides.side), dragging=dragging)

    def _add_component(self, index: int, control: Control) -> None:
        row = ValueRow(control)
        row.changed.connect(
            lambda value, dragging: self._apply(
                SetComponent(self.part, index, value), dragging=dragging
            )
        )
        row.settled.connect(self._session.settle)
        self.components[control.key] = row
        self.shape.add(row)

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        self._theme = theme
        for section in (self.section, self.shape):
            section.set_icons(icon("expanded", theme), icon("collapsed", theme))
        self.copy.setIcon(icon("copy", theme))
        self.dice.setIcon(icon("dice", theme))
        self.reset.setIcon(icon("reset", theme))
        self._draw_lock()

    def _draw_lock(self) -> None:
        if self._theme is not None:
            name = "lock" if self.lock.isChecked() else "unlock"
            self.lock.setIcon(icon(name, self._theme))

    def read(self, state: FaceState) -> None:
        """Show the document as it is, telling nobody.

        Parameters
        ----------
        state : FaceState
            The document.
        """
        for control, row in zip(
            component_controls(state, self.part), self.components.values(), strict=True
        ):
            row.set_neutral(control.default)
        code = seen_from(state, self._sides.side).codes[self.part]
        for row, value in zip(self.components.values(), code, strict=False):
            row.set_value(value)
        locked = self.part in state.locked
        self.lock.setChecked(locked)
        self._draw_lock()
        for widget in (self.copy, self.dice, self.reset, self._measures, self.likeness, self.shape):
            widget.setEnabled(not locked)

    def read_measures(self, controls: "Iterable[MeasureControl]") -> None:
        """Show this part's measures as they are now, telling nobody.

        Parameters
        ----------
        controls : iterable of MeasureControl
            Of this part, in the order of the rows.
        """
        mine = {control.key: control for control in controls}
        if mine.keys() != self.measures.keys():
            self._build_measures(mine)
        for key, control in mine.items():
            self.measures[key].read(control)

    def _build_measures(self, controls: "dict[str, MeasureControl]") -> None:
        for row in self.measures.values():
            self._measure_column.removeWidget(row)
            row.deleteLater()
        self.measures = {}
        for key, control in controls.items():
            row = MeasureRow(control, _row_title(control.title, self.part))
            row.changed.connect(
                lambda value, dragging, key=key: self._session.wishes.ask(
                    lambda start: SolveMeasure(start, key, value, self._sides.side),
                    dragging=dragging,
                )
            )
            row.settled.connect(self._session.wishes.settle)
            self.measures[key] = row
            self._measure_column.addWidget(row)

    def read_share(self, name: str, share: float | None) -> None:
        """Show how far the part is on the way to another person.

        Parameters
        ----------
        name : str
            The person's.
        share : float or None
            0 to 1; None while there is nobody, which hides the slider.
        """
        self.likeness.setVisible(share is not None)
        self.likeness.set_title(tr("Like {name}").format(name=name))
        self.likeness.set_value(100.0 * (share or 0.0))


def _row_title(title: str, part: str) -> str:
    """Return a measure's title as its row shows it, in the user's language."""
    if language() == "en":
        return short_title(title, part)
    return joined(title).partition(" (")[0]


def short_title(title: str, part: str) -> str:
    """Return a measure's title without what its section says already.

    Parameters
    ----------
    title : str
        Such as ``Nasal tip angle``.
    part : str
        Of `core.geometry.template.PARTS`.

    Returns
    -------
    str
        Such as ``Tip angle``; explanations in brackets are left to the tooltip.
    """
    short = title.partition(" (")[0]
    for word in _OWN_WORDS.get(part, ()):
        short = short.removeprefix(word)
    if len(short) > _LONGEST:
        short = short.removesuffix("height").rstrip(", ")
    return short[:1].upper() + short[1:]
