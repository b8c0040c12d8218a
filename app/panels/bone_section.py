"""Moves of bone, as a section of the anatomy page: one folding group per bone."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from app.session import Session
from app.translation import joined, tr
from app.widgets.section import Section
from app.widgets.value_row import ValueRow, reach
from core.document.bone_controls import BoneControl, bone_control, symmetric_groups
from core.document.edits import Edit, ResetBone, SetBone, Several
from core.document.state import FaceState

_LABEL_WIDTH = 118
_OPEN_AT_FIRST = ("Mandible",)


class BoneSection(Section):
    """Sliders for mandible, maxilla, chin, jaw angles, cheekbones, nasal bone and brow ridge.

    Parameters
    ----------
    session : Session
        Takes the edits.
    parent : QWidget
        Owner.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(tr("Bone"), parent)
        self._session = session
        self._groups: dict[str, tuple[str, ...]] = {}
        self._icons = QIcon(), QIcon()
        self.bones: dict[str, Section] = {}
        self.rows: dict[str, ValueRow] = {}
        self.reset = self.add_button(tr("Put all bone back"))
        self.reset.clicked.connect(lambda: session.apply(ResetBone()))

    def set_icons(self, opened: QIcon, closed: QIcon) -> None:
        """Show whether it and its groups are open by one of two icons."""
        super().set_icons(opened, closed)
        self._icons = opened, closed
        for bone in self.bones.values():
            bone.set_icons(opened, closed)

    def build(self, keys: tuple[str, ...], *, symmetric: bool) -> None:
        """Make the rows, unless they are there.

        Parameters
        ----------
        keys : tuple of str
            Controls that the models have.
        symmetric : bool
            Whether one row stands for both sides.
        """
        groups = symmetric_groups(keys) if symmetric else {key: (key,) for key in keys}
        if groups == self._groups:
            return
        open_now = {title for title, bone in self.bones.items() if bone.header.isChecked()}
        first = not self._groups
        self._groups = groups
        for bone in self.bones.values():
            bone.setParent(None)
            bone.deleteLater()
        self.bones, self.rows = {}, {}
        for name, members in groups.items():
            control = bone_control(members[0])
            title = _bone_title(control, both=len(members) > 1)
            if title not in self.bones:
                self.bones[title] = Section(joined(title), self, within=True)
                self.bones[title].set_icons(*self._icons)
                self.add(self.bones[title])
            self.bones[title].add(self._row(name, members, control, title))
        for title, bone in self.bones.items():
            bone.fold(folded=title not in (_OPEN_AT_FIRST if first else open_now))

    def _row(
        self, name: str, members: tuple[str, ...], control: BoneControl, bone: str
    ) -> ValueRow:
        move, term = tr(control.move), tr(control.term)
        row = ValueRow(control.control(), move, _LABEL_WIDTH)
        row.setToolTip(term)
        row.slider.setToolTip(f"{term}\n{reach(control)}")
        row.slider.setAccessibleName(f"{joined(bone)}: {move}")
        row.box.setAccessibleName(tr("{title}, number").format(title=f"{joined(bone)}: {move}"))
        row.changed.connect(
            lambda value, dragging: self._session.apply(
                _bone_edit(name, members, value, f"{bone} {control.move.lower()}"),
                dragging=dragging,
            )
        )
        row.settled.connect(self._session.settle)
        self.rows[name] = row
        return row

    def read(self, state: FaceState) -> None:
        """Show the document as it is, telling nobody."""
        self.reset.setEnabled(bool(state.bone))
        for name, row in self.rows.items():
            values = [state.bone.get(key, 0.0) for key in self._groups[name]]
            row.set_value(sum(values) / len(values))


def _bone_title(control: BoneControl, *, both: bool) -> str:
    """Return what a group is called: both cheekbones are ``Cheekbones``."""
    if not both:
        return control.bone
    return control.bone.partition(",")[0] + "s"


def _bone_edit(name: str, members: tuple[str, ...], value: float, title: str) -> Edit:
    """Return the edit of one slider: of one bone, or of both sides as one step."""
    if len(members) == 1:
        return SetBone(members[0], value)
    unit = "°" if bone_control(members[0]).unit == "deg" else " mm"
    edits = tuple(SetBone(key, value) for key in members)
    return Several(edits, f"{title} {value:+.4g}{unit}", f"bone:{name}")
