"""Seeing the skull through the skin, by a key or when a page asks for it."""

from app.actions import VIEW, Action
from app.desks.desk import Desk


class GlassDesk(Desk):
    """Makes the skin translucent."""

    NAME = "glass"
    ACTIONS = (
        Action("glass", "glass", "See &through the skin", VIEW, "X", "glass",
               "Make the skin translucent over the skull", tool="X-ray", checkable=True,
               starts_group=True, after="look_from"),
    )  # fmt: skip

    def settle(self) -> None:
        """Follow the opacity of the skin."""
        self.studio.layers.look_changed.connect(self._read)

    def glass(self, glass: bool) -> None:  # noqa: FBT001
        """See the skull through the skin, or not."""
        self.studio.layers.set_glass(glass)

    def _read(self) -> None:
        action = self.studio.actions["glass"][0]
        translucent = self.studio.layers.opacities["skin"].value < 1.0
        if action.isChecked() != translucent:
            blocked = action.blockSignals(True)
            action.setChecked(translucent)
            action.blockSignals(blocked)
