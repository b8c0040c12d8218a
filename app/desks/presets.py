"""Edits that outlive a face: presets on disk, and what is copied through the clipboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from app.actions import EDIT, Action
from app.desks.desk import Desk, Studio
from app.dialogs.variations import VariationsDialog
from app.panels.parts import PartsPanel
from app.panels.presets import PresetsPanel
from app.presets import (
    Preset,
    delete_preset,
    list_presets,
    read_preset,
    rename_preset,
    save_preset,
)
from app.theme import Theme
from app.translation import mark, tr
from core.document.edit_clip import ApplyClip, EditClip, clip_from_text, clip_to_text
from core.document.part_clip import is_part_text, part_from_text, part_to_text
from core.document.side_edits import on_side
from core.errors import NasionError

_FILES = mark("Presets (*.json)")


class PresetsDesk(Desk):
    """Keeps edits and brings them to other faces."""

    NAME = "presets"
    ACTIONS = (
        Action("copy_edits", "presets", "&Copy all edits", EDIT, "Ctrl+Shift+C",
               tip="Put the edits of this face on the clipboard, for another face or window",
               starts_group=True),
        Action("paste_edits", "presets", "&Paste edits or part", EDIT, "Ctrl+Shift+V",
               tip="Make the edits on the clipboard, or take the part on it"),
        Action("show_presets", "presets", "P&resets", EDIT, "Ctrl+Shift+P",
               tip="Choose, save and share named edits"),
        Action("show_variations", "presets", "&Variations…", EDIT, "Ctrl+Shift+D",
               tip="Choose among nine alternatives to this face"),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._session = studio.session
        self.panel = PresetsPanel(studio.window)
        self.variations: VariationsDialog | None = None
        self._parts: PartsPanel | None = None

    def settle(self) -> None:
        """Take a page beside the history."""
        panel = self.panel
        self.studio.add_page("edit", "presets", tr("Presets"), panel)
        panel.apply_asked.connect(self._change)
        panel.settled.connect(self._session.settle)
        panel.save_asked.connect(self.save)
        panel.rename_asked.connect(self._rename)
        panel.delete_asked.connect(self._delete)
        panel.export_asked.connect(self._choose_export)
        panel.import_asked.connect(self._choose_import)
        parts = self.studio.window.findChild(PartsPanel)
        assert isinstance(parts, PartsPanel)
        self._parts = parts
        parts.clipboard_asked.connect(self.copy_part)
        parts.paste_asked.connect(self.paste_part)
        self.read()

    def refresh(self) -> None:
        """Enable what needs a document."""
        there = self._session.history is not None and self._session.editable
        for record in self.ACTIONS:
            self.studio.actions[record.key][0].setEnabled(there)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self.panel.set_theme(theme)

    def shut(self) -> None:
        """Close the sheet of variations."""
        if self.variations is not None:
            self.variations.close()

    def read(self, chosen: str = "") -> None:
        """List what is on disk."""
        self.panel.show_presets(list_presets(), chosen)

    # --- presets ------------------------------------------------------------------------------

    def show_presets(self) -> None:
        """Bring the page to the front."""
        self.read()
        self.studio.show_page("presets")

    def put_on(self, clip: EditClip, strength: float = 1.0, *, dragging: bool = False) -> None:
        """Make the edits of a clip on the open face, on the side that is chosen.

        Parameters
        ----------
        clip : EditClip
            What to do.
        strength : float
            One is the clip as it was made.
        dragging : bool
            Whether the hand still moves.
        """
        names = () if self._session.facts is None else self._session.facts.expressions
        side = None if self._parts is None else self._parts.sides.side
        edit = on_side(ApplyClip(clip, names, strength), side, names)
        self._session.apply(edit, dragging=dragging)

    def _change(self, preset: Preset, strength: float, dragging: bool) -> None:  # noqa: FBT001
        self.put_on(preset.clip, strength, dragging=dragging)

    def save(self, name: str) -> None:
        """Keep the edits of the open face under a name."""
        state, facts = self._session.state, self._session.facts
        if state is not None and facts is not None:
            clip = EditClip.of(state, name, facts.expressions)
            if self._tried(lambda: save_preset(clip)):
                self.panel.name.clear()
                self.read(name)
                self._session.message.emit(tr("Preset {name} saved.").format(name=name))

    def _rename(self, preset: Preset, name: str) -> None:
        done = self._tried(lambda: rename_preset(preset, name))
        self.read(name if done else preset.name)

    def _delete(self, preset: Preset) -> None:
        self._tried(lambda: delete_preset(preset))
        self.read()

    def _choose_export(self, preset: Preset) -> None:
        start = str(Path(self.studio.files.folder) / preset.path.name)
        name, _ = QFileDialog.getSaveFileName(
            self.studio.window, tr("Export preset"), start, tr(_FILES)
        )
        if name:
            self._tried(lambda: save_preset(preset.clip, Path(name)))

    def _choose_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self.studio.window, tr("Import preset"), self.studio.files.folder, tr(_FILES)
        )
        if name:
            self.take_in(Path(name))

    def take_in(self, path: Path) -> None:
        """Take a preset from a file among the user's own."""

        def take() -> None:
            clip = read_preset(path)
            save_preset(clip)
            self.read(clip.title)

        self._tried(take)

    def _tried(self, act: Callable[[], object]) -> bool:
        """Do something; return whether it went well, and say so where it did not."""
        try:
            act()
        except NasionError as error:
            self._session.message.emit(str(error))
            return False
        return True

    # --- clipboard ----------------------------------------------------------------------------

    def copy_edits(self) -> None:
        """Put the edits of the open face on the clipboard, as text."""
        state, facts = self._session.state, self._session.facts
        if state is None or facts is None:
            return
        clip = EditClip.of(state, tr("edits of {name}").format(name=self._session.title),
                           facts.expressions)  # fmt: skip
        if clip.empty:
            self._session.message.emit(tr("Nothing to copy: this face is as it was fitted."))
            return
        QApplication.clipboard().setText(clip_to_text(clip))
        self._session.message.emit(tr("Edits copied; paste them on any face."))

    def paste_edits(self) -> None:
        """Make the edits on the clipboard, or take the part that is on it."""
        text = QApplication.clipboard().text()
        if is_part_text(text):
            self._tried(lambda: self._paste(text))
        else:
            self._tried(lambda: self.put_on(clip_from_text(text)))

    def copy_part(self, part: str) -> None:
        """Put a part of the open face on the clipboard, as text."""
        state = self._session.state
        if state is not None:
            name = Path(self._session.title).stem
            QApplication.clipboard().setText(part_to_text(state, part, name))
            self._session.message.emit(tr("Part copied; paste it on any face of these models."))

    def paste_part(self, part: str) -> None:
        """Put the part on the clipboard in a part's place."""
        text = QApplication.clipboard().text()
        self._tried(lambda: self._paste(text, part))

    def _paste(self, text: str, wanted: str = "") -> None:
        part, person = part_from_text(text)
        if wanted and part != wanted:
            told = tr("The clipboard holds another part; paste it by Edit, Paste edits or part.")
            self._session.message.emit(told)
        elif self._parts is not None:
            self._parts.other.copy_from(person, part)

    # --- variations ---------------------------------------------------------------------------

    def show_variations(self) -> None:
        """Show nine alternatives; the window stays usable."""
        if self._parts is None:
            return
        if self.variations is None:
            self.variations = VariationsDialog(self._session, self._parts.sides, self.studio.window)
        self.variations.show()
        self.variations.raise_()
        self.variations.draw()
