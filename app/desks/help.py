"""The help menu: keyboard and mouse, and what the program is."""

from app.actions import HELP, Action
from app.desks.desk import Desk
from app.dialogs.help import ABOUT, shortcuts
from app.dialogs.messages import show_message
from app.translation import tr


class HelpDesk(Desk):
    """Tells about the program."""

    NAME = "help"
    ACTIONS = (
        Action("show_shortcuts", "help", "&Keyboard and mouse", HELP, "F1"),
        Action("show_about", "help", "&About Nasion", HELP),
    )

    def show_shortcuts(self) -> None:
        """Tell about keyboard and mouse."""
        records = [one.data() for group in self.studio.actions.values() for one in group]
        keys = {tr(record.title): record.shortcut for record in records if record.shortcut}
        show_message(self.studio.window, tr("Keyboard and mouse"), shortcuts(keys))

    def show_about(self) -> None:
        """Tell what Nasion is."""
        show_message(self.studio.window, "Nasion", tr(ABOUT))
