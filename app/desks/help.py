"""The help menu: the guide, keyboard and mouse, and what the program is."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QDockWidget, QTabWidget, QWidget

from app.actions import HELP, MENUS, Action
from app.desks.desk import Desk, Studio
from app.dialogs.guide import GuideWindow
from app.dialogs.help import ABOUT, ShortcutsDialog, shortcuts
from app.dialogs.messages import show_message
from app.guide import FIRST
from app.surfaces import Computed
from app.theme import DARK, Theme
from app.translation import tr
from app.viewport.head_view import HeadView


class HelpDesk(Desk):
    """Tells about the program."""

    NAME = "help"
    ACTIONS = (
        Action("show_guide", "help", "&Guide", HELP, "F1",
               tip="Open the guide at the section about what is in use"),
        Action("show_shortcuts", "help", "&Keyboard and mouse", HELP, "Ctrl+F1"),
        Action("show_about", "help", "&About Nasion", HELP),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.guide: GuideWindow | None = None
        self._theme = DARK

    def settle(self) -> None:
        """Watch for the device, which is not known before the networks are loaded."""
        self.studio.session.surface_changed.connect(self._note_device)

    def _note_device(self, computed: Computed) -> None:
        session = self.studio.session
        if computed.device and session.facts is not None and not session.facts.device_name:
            session.facts = replace(session.facts, device_name=computed.device)
            session.state_changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        if self.guide is not None:
            self.guide.set_theme(theme)

    def show_guide(self) -> None:
        """Open the guide at the section about the page or dock that has the focus."""
        key = page_in_use(QApplication.focusWidget())
        if self.guide is None:
            self.guide = GuideWindow(self._theme, self.studio.window)
        self.guide.open_at(key)

    def show_shortcuts(self) -> None:
        """Tell about keyboard and mouse."""
        records = [one.data() for group in self.studio.actions.values() for one in group]
        menus: dict[str, dict[str, str]] = {tr(menu): {} for menu in MENUS}
        for record in records:
            if record.shortcut:
                menus[tr(record.menu)][tr(record.title)] = record.shortcut
        ShortcutsDialog(shortcuts(menus), self.studio.window).open()

    def show_about(self) -> None:
        """Tell what Nasion is."""
        show_message(self.studio.window, "Nasion", tr(ABOUT))

    def shut(self) -> None:
        """Close the guide together with the window."""
        if self.guide is not None:
            self.guide.close()


def page_in_use(widget: QWidget | None) -> str:
    """Return the key of the page, dock or view that a widget lies in.

    Parameters
    ----------
    widget : QWidget or None
        The one with the focus.

    Returns
    -------
    str
        Such as ``anatomy``; ``start`` for none.
    """
    while widget is not None:
        if isinstance(widget, QTabWidget):
            return str(widget.tabBar().tabData(widget.currentIndex()))
        if isinstance(widget, QDockWidget):
            key = widget.objectName().removeprefix("dock-")
            return "view" if key == "layers" else key
        if isinstance(widget, HeadView):
            return "view"
        widget = widget.parentWidget()
    return FIRST
