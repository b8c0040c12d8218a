"""Comfort: the command palette, the settings, and the layout as it was at first."""

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QAction

from app.actions import EDIT, HELP, VIEW, Action
from app.desks.desk import Desk, Studio
from app.desks.safety import LONGEST_MS
from app.dialogs.palette import CommandPalette
from app.dialogs.settings import Choices, SettingsDialog
from app.panels.view_page import ViewPage
from app.settings import KEEP, THREADS
from app.translation import LANGUAGE, SYSTEM, language, resolve, tr
from app.viewport.navigation import MEDICAL

NAVIGATION = "view.navigation"
"""The name of the mouse's way in the settings."""


class ComfortDesk(Desk):
    """Finds commands and keeps preferences."""

    language_chosen = Signal()
    """The settings hold another language than the window speaks."""
    NAME = "comfort"
    ACTIONS = (
        Action("find_command", "comfort", "&Find a command…", HELP, "Ctrl+K",
               tip="Find everything the window can do by a few letters"),
        Action("change_settings", "comfort", "&Settings…", EDIT, "Ctrl+,", starts_group=True,
               tip="Language, colours, mouse, safety and processor cores"),
        Action("reset_layout", "comfort", "&Reset the layout", VIEW,
               tip="Put docks and toolbar back where they were at first"),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.palette: CommandPalette | None = None
        self.dialog: SettingsDialog | None = None
        self._layout = QByteArray()

    def settle(self) -> None:
        """Take note of the layout, which nobody has changed yet."""
        self._layout = self.studio.window.saveState()

    # --- commands -----------------------------------------------------------------------------

    def find_command(self) -> None:
        """Show the command palette."""
        self.palette = CommandPalette(self.commands(), self.studio.window)
        self.palette.finished.connect(self._forget_palette)
        self.palette.open()

    def commands(self) -> list[tuple[str, QAction]]:
        """Return every action with its menu's title, in the order of the menus."""
        bar = self.studio.window.menuBar()
        found: list[tuple[str, QAction]] = []
        for entry in bar.actions():
            menu = entry.menu()
            title = entry.text().replace("&", "")
            inner = [] if menu is None else menu.actions()
            found += [(title, one) for one in inner if one.text() and one.menu() is None]
        return found

    def _forget_palette(self) -> None:
        self.palette = None

    # --- settings -----------------------------------------------------------------------------

    def change_settings(self) -> None:
        """Ask for the program's settings."""
        self.dialog = SettingsDialog(self._choices(), self.studio.window)
        self.dialog.chosen.connect(self.use)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def _choices(self) -> Choices:
        settings = self.studio.settings()
        return Choices(
            language=settings.value(LANGUAGE, SYSTEM),
            theme=settings.theme,
            navigation=settings.value(NAVIGATION, MEDICAL.key),
            keep_s=settings.value(KEEP, LONGEST_MS // 1000),
            threads=settings.value(THREADS, 0),
        )

    def use(self, choices: Choices) -> None:
        """Remember settings and follow those that can change at once.

        Parameters
        ----------
        choices : Choices
            From the dialog.
        """
        studio = self.studio
        studio.remember(
            studio.settings()
            .with_value(LANGUAGE, choices.language)
            .with_value(NAVIGATION, choices.navigation)
            .with_value(KEEP, choices.keep_s)
            .with_value(THREADS, choices.threads)
        )
        studio.view.navigator.use(choices.navigation)
        page = studio.window.findChild(ViewPage)
        if page is not None:
            page.choose(page.navigation, choices.navigation)
        studio.actions["light_theme"][0].setChecked(choices.theme == "light")
        studio.status.tell(tr("Settings kept."))
        if resolve(choices.language) != language():
            self.language_chosen.emit()

    def _forget_dialog(self) -> None:
        self.dialog = None

    # --- layout -------------------------------------------------------------------------------

    def reset_layout(self) -> None:
        """Put docks and toolbar back where they were at first."""
        self.studio.window.restoreState(self._layout)
