"""Build and regional soft-tissue thickness, as sections of the anatomy page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from app.glossary import explained
from app.session import Session
from app.translation import joined, tr
from app.widgets.section import Section
from app.widgets.tissue_row import TissueRow
from app.widgets.value_row import ValueRow
from core.document.anatomy_edits import build_control
from core.document.control_spec import region_title, thickness_controls
from core.document.edits import Edit, ResetThickness, SetBuild, SetThickness, Several
from core.document.state import FaceState

if TYPE_CHECKING:
    from core.inference.region_depth import RegionDepth

LABEL_WIDTH = 92
_SIDED_WIDTH = 118
_SIDES = ("_left", "_right")


def paired(regions: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return regions by the name that one slider for both sides has.

    Parameters
    ----------
    regions : tuple of str
        Names of regions; bilateral ones end in ``_left`` or ``_right``.

    Returns
    -------
    dict of str to tuple of str
        One or two regions a name, in the order given.
    """
    found: dict[str, tuple[str, ...]] = {}
    for region in regions:
        stem = region
        for side in _SIDES:
            stem = stem.removesuffix(side)
        bilateral = all(stem + side in regions for side in _SIDES)
        name = stem if bilateral else region
        found[name] = (*found.get(name, ()), region)
    return found


class BuildSection(Section):
    """One slider from gaunt to heavy.

    Parameters
    ----------
    session : Session
        Takes the edits.
    parent : QWidget
        Owner.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(tr("Build"), parent)
        self._session = session
        self.row = ValueRow(build_control(), tr("Body mass"), LABEL_WIDTH)
        tip = tr(
            "Heavier or lighter than this person is, by body-mass index: every region thickens as "
            "it does between people of the population (assumed 4.5 kg/m² per deviation)."
        )
        self.row.setToolTip(tip)
        self.row.slider.setToolTip(f"{tip}\n" + tr("Double-click for no change."))
        self.row.changed.connect(
            lambda value, dragging: session.apply(SetBuild(value), dragging=dragging)
        )
        self.row.settled.connect(session.settle)
        self.add(self.row)

    def read(self, state: FaceState) -> None:
        """Show the document as it is, telling nobody."""
        facts = self._session.facts
        self.row.setEnabled(facts is not None and facts.builds)
        self.row.set_value(state.build)


class ThicknessSection(Section):
    """A slider per region, with the person's thickness beside it.

    Parameters
    ----------
    session : Session
        Takes the edits.
    parent : QWidget
        Owner.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(tr("Thickness"), parent)
        self.header.setToolTip(explained("thickness"))
        self._session = session
        self._groups: dict[str, tuple[str, ...]] = {}
        self._depths: Mapping[str, RegionDepth] = {}
        self.rows: dict[str, TissueRow] = {}
        self.reset = self.add_button(tr("Put the thickness of every region back"))
        self.reset.clicked.connect(lambda: session.apply(ResetThickness()))
        note = QLabel(tr("Skin, fat and muscle over the bone: now, and the change [mm]."), self)
        note.setObjectName("faint")
        note.setWordWrap(True)
        self.add(note)

    def build(self, regions: tuple[str, ...], *, symmetric: bool) -> None:
        """Make the rows, unless they are there.

        Parameters
        ----------
        regions : tuple of str
            Of the models.
        symmetric : bool
            Whether one row stands for both sides.
        """
        groups = paired(regions) if symmetric else {region: (region,) for region in regions}
        if groups == self._groups:
            return
        self._groups = groups
        for row in self.rows.values():
            row.setParent(None)
            row.deleteLater()
        self.rows = {}
        by_region = {control.key: control for control in thickness_controls(regions)}
        for name, members in groups.items():
            width = LABEL_WIDTH if symmetric else _SIDED_WIDTH
            row = TissueRow(by_region[members[0]], joined(region_title(name)), width)
            row.changed.connect(
                lambda value, dragging, name=name, members=members: self._session.apply(
                    _thickness_edit(name, members, value), dragging=dragging
                )
            )
            row.settled.connect(self._session.settle)
            self.rows[name] = row
            self.add(row)
        self._show_depths()

    def read(self, state: FaceState) -> None:
        """Show the document as it is, telling nobody."""
        self.reset.setEnabled(bool(state.thickness))
        for name, row in self.rows.items():
            values = [state.thickness.get(region, 0.0) for region in self._groups[name]]
            row.set_value(sum(values) / len(values))

    def read_depths(self, depths: "tuple[RegionDepth, ...]") -> None:
        """Show how thick the tissue is; none leaves what is shown."""
        if depths:
            self._depths = {one.region: one for one in depths}
            self._show_depths()

    def _show_depths(self) -> None:
        for name, row in self.rows.items():
            known = [self._depths[one] for one in self._groups[name] if one in self._depths]
            row.read_depths(known)


def _thickness_edit(name: str, members: tuple[str, ...], value: float) -> Edit:
    """Return the edit of one slider: of one region, or of both sides as one step."""
    if len(members) == 1:
        return SetThickness(members[0], value)
    edits = tuple(SetThickness(region, value) for region in members)
    return Several(edits, f"{region_title(name)} {value:+.4g} mm", f"thickness:{name}")
