"""What is seen: skin, skull and scan, how translucent, and coloured by what."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import icon
from app.session import Session
from app.surfaces import ANATOMY_COLOURS, PHOTO_COLOURS, ColourBy
from app.theme import Theme
from app.translation import inline, mark, tr
from app.viewport.head_view import HeadView
from app.widgets.value_slider import ValueSlider

_TITLES = {
    "skin": mark("Skin"),
    "skull": mark("Skull"),
    "ct": mark("CT skull"),
    "scan": mark("Scan"),
}
ANATOMY_TIPS = {
    ColourBy.ANATOMY_BONE: mark(
        "Where the bone point beneath each point of the skin lies, from the ear opening forward"
    ),
    ColourBy.ANATOMY_NORMAL: mark(
        "How far the direction from bone to skin is tilted against the skin's"
    ),
    ColourBy.ANATOMY_DEPTH: mark("Soft-tissue thickness along the anatomy normal, everywhere"),
    ColourBy.ANATOMY_JAW: mark("How far each point of the skin follows the lower jaw"),
}
"""What each colouring of the anatomy tells."""
_GLASS_OPACITY = 0.30
"""Of the skin over a visible skull: enough to read the face, little enough to read the bone."""


class LayersPanel(QWidget):
    """Sets how the layers of the view look.

    Parameters
    ----------
    view : HeadView
        Has the layers.
    session : Session
        Computes what colours need.
    parent : QWidget, optional
        Owner.
    """

    look_changed = Signal()
    """Something here was changed."""

    def __init__(self, view: HeadView, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view, self._session = view, session
        self._theme: Theme | None = None
        self.eyes: dict[str, QToolButton] = {}
        self.opacities: dict[str, ValueSlider] = {}
        self._percents: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for row, name in enumerate(_TITLES):
            self._add_layer(grid, row, name)
        self.skin_colour = self._colour_box(
            (
                ColourBy.PLAIN,
                ColourBy.THICKNESS,
                ColourBy.DISTANCE,
                ColourBy.CHANGE,
                ColourBy.ASYMMETRY,
                *PHOTO_COLOURS,
                *ANATOMY_COLOURS,
            )
        )
        for index, choice in enumerate(ANATOMY_COLOURS, start=self.skin_colour.count() - 4):
            self.skin_colour.setItemData(
                index, tr(ANATOMY_TIPS[choice]), Qt.ItemDataRole.ToolTipRole
            )
        self.skull_colour = self._colour_box(
            (ColourBy.PLAIN, ColourBy.UNCERTAINTY, ColourBy.DIFFERENCE)
        )
        self.skin_colour.currentIndexChanged.connect(self._colour_skin)
        self.skull_colour.currentIndexChanged.connect(self._colour_skull)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(grid)
        layout.addSpacing(6)
        colours = QGridLayout()
        colours.setHorizontalSpacing(8)
        colours.setVerticalSpacing(8)
        colours.setColumnStretch(1, 1)
        for row, (title, box) in enumerate(
            ((tr("Colour skin by"), self.skin_colour), (tr("Skull by"), self.skull_colour))
        ):
            label = QLabel(title, self)
            label.setBuddy(box)
            colours.addWidget(label, row, 0)
            colours.addWidget(box, row, 1)
        layout.addLayout(colours)
        layout.addStretch(1)
        session.scan_changed.connect(lambda scan: self._use_scan(there=scan is not None))
        session.ct_changed.connect(lambda real: self._use_ct(there=real is not None))
        session.document_changed.connect(self.use_photos)
        self._use_scan(there=False)
        self._use_ct(there=False)
        self.use_photos()

    def _add_layer(self, grid: QGridLayout, row: int, name: str) -> None:
        title = tr(_TITLES[name])
        eye = QToolButton(self)
        eye.setObjectName("small")
        eye.setCheckable(True)
        eye.setChecked(True)
        eye.setIconSize(QSize(18, 18))
        eye.setToolTip(tr("Show or hide the {what}").format(what=inline(title)))
        eye.setAccessibleName(tr("{title} visible").format(title=title))
        eye.toggled.connect(lambda shown: self._show(name, shown=shown))
        slider = ValueSlider(0.0, 1.0, 0.01, 1.0, self)
        slider.setToolTip(
            tr("Opacity of the {what}; double-click for opaque").format(what=inline(title))
        )
        slider.setAccessibleName(tr("{title} opacity").format(title=title))
        slider.moved.connect(lambda value: self._fade(name, value))
        slider.stepped.connect(lambda value: self._fade(name, value))
        percent = QLabel("100 %", self)
        percent.setObjectName("faint")
        percent.setFixedWidth(42)
        percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column, widget in enumerate((eye, QLabel(title, self), slider, percent)):
            grid.addWidget(widget, row, column)
        self.eyes[name], self.opacities[name], self._percents[name] = eye, slider, percent

    def _colour_box(self, choices: tuple[ColourBy, ...]) -> QComboBox:
        box = QComboBox(self)
        for choice in choices:
            # Qt hands back plain text: the value, from which the choice is made again.
            box.addItem(tr(choice.value), choice.value)
        return box

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        self._theme = theme
        for eye in self.eyes.values():
            eye.setIcon(icon("visible" if eye.isChecked() else "hidden", theme))

    def _show(self, name: str, *, shown: bool) -> None:
        self._view.set_visible(name, shown)
        if self._theme is not None:
            self.eyes[name].setIcon(icon("visible" if shown else "hidden", self._theme))
        self._tell()

    def _fade(self, name: str, opacity: float) -> None:
        self._percents[name].setText(f"{100.0 * opacity:.0f} %")
        self._view.set_opacity(name, opacity)
        self._tell()

    def _tell(self) -> None:
        skin, skull = self._view.layer("skin"), self._view.layer("skull")
        seen = skull.visible and (skin.translucent or not skin.visible)
        self._session.surfaces.follow_skull(seen=seen)
        self.look_changed.emit()

    def _colour_skin(self) -> None:
        colour = ColourBy(self.skin_colour.currentData())
        self._view.set_colour("skin", colour)
        self._session.colour_by(colour)

    def _colour_skull(self) -> None:
        colour = ColourBy(self.skull_colour.currentData())
        self._view.set_colour("skull", colour)
        if colour is not ColourBy.PLAIN and self._view.layer("skin").covers:
            self._session.message.emit(tr("The skin hides the skull; X makes it translucent."))
        self._session.surfaces.compare_skull(wanted=colour is ColourBy.DIFFERENCE)

    def _use_scan(self, *, there: bool) -> None:
        self._offer("scan", self.skin_colour, ColourBy.DISTANCE, there=there)

    def _use_ct(self, *, there: bool) -> None:
        self._offer("ct", self.skull_colour, ColourBy.DIFFERENCE, there=there)

    def use_photos(self) -> None:
        """Let colours that come from photographs be chosen, as far as there are some."""
        photos = self._session.photos
        for colour in PHOTO_COLOURS:
            coloured = colour is ColourBy.EXPECTED or (
                photos is not None and photos.colours is not None
            )
            there = photos is not None and coloured
            index = self.skin_colour.findData(colour.value)
            self.skin_colour.model().item(index).setEnabled(there)
            if not there and self.skin_colour.currentIndex() == index:
                self.skin_colour.setCurrentIndex(0)

    def _offer(self, name: str, box: QComboBox, colour: ColourBy, *, there: bool) -> None:
        """Let a layer and the colour that is measured to it be chosen, or not."""
        for widget in (self.eyes[name], self.opacities[name], self._percents[name]):
            widget.setEnabled(there)
        self.eyes[name].setChecked(False)
        box.model().item(box.findData(colour.value)).setEnabled(there)
        if not there and box.currentData() == colour.value:
            box.setCurrentIndex(0)

    def colour_skin(self, colour: ColourBy) -> None:
        """Colour the skin by something, as a choice in the box would."""
        self.skin_colour.setCurrentIndex(self.skin_colour.findData(colour.value))

    def colour_skull(self, colour: ColourBy) -> None:
        """Colour the skull by something, as a choice in the box would."""
        self.skull_colour.setCurrentIndex(self.skull_colour.findData(colour.value))

    # --- as a whole ---------------------------------------------------------------------------

    def set_layer(self, name: str, *, visible: bool, opacity: float) -> None:
        """Set how a layer looks, as a click would."""
        self.eyes[name].setChecked(visible)
        self.opacities[name].set_value(opacity)
        self._fade(name, opacity)

    def set_glass(self, glass: bool) -> None:  # noqa: FBT001
        """Make the skin translucent over the skull, or opaque again."""
        self.set_layer("skin", visible=True, opacity=_GLASS_OPACITY if glass else 1.0)
        if glass:
            self.set_layer("skull", visible=True, opacity=1.0)

    def look(self) -> dict[str, dict[str, float | bool]]:
        """Return how the layers look, as JSON values."""
        return {
            name: {"visible": eye.isChecked(), "opacity": self.opacities[name].value}
            for name, eye in self.eyes.items()
        }

    def restore(self, look: object) -> None:
        """Make the layers look as `look` said; anything else is ignored."""
        for name, entry in look.items() if isinstance(look, dict) else ():
            if name not in self.eyes or not isinstance(entry, dict):
                continue
            visible, opacity = entry.get("visible"), entry.get("opacity")
            if isinstance(visible, bool) and isinstance(opacity, float | int) and 0 <= opacity <= 1:
                self.set_layer(name, visible=visible, opacity=float(opacity))
