"""Heads from photographs: the dialog, the fit, and the photograph beside the head."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from app.actions import FILE, VIEW, Action
from app.desks.desk import Desk, Studio
from app.desks.waiting import WhenFree
from app.dialogs.photo import PhotoDialog
from app.dialogs.photo_strip import dropped_photos
from app.panels.photo import PhotoPage
from app.photo_looks import PhotoOffer, decoded
from app.photo_requests import DrawFit, FindPhotos, FitPhotos, LookAgain, LookAround
from app.requests import Opened
from app.surfaces import PHOTO_COLOURS, ColourBy, Computed, Tier
from app.theme import DARK, Theme
from app.translation import mark, tr
from core.document.face_photos import FacePhotos
from core.document.photo_source import PhotoRecord
from core.errors import PhotoError
from core.imaging.photo_file import SUFFIXES

_OVERLAY = "photo-fit"
_KINDS = mark("Photographs ({suffixes});;All files (*)")


class PhotoDesk(Desk):
    """Takes photographs in, and shows them beside the head.

    Parameters
    ----------
    studio : Studio
        Its surroundings.
    """

    NAME = "photo"
    ACTIONS = (
        Action("open_photos", "photo", "Open p&hoto…", FILE, "Ctrl+Alt+O",
               tip="Fit a head to one or more photographs of a face", after="import_ct"),
        Action("correct_photos", "photo", "Correct the photo…", FILE,
               tip="Move landmarks, choose another method, and fit the photographs again",
               after="open_photos"),
        Action("find_photos", "photo", "Find the photos…", FILE,
               tip="Put the photographs back beside a face that was kept without them",
               after="correct_photos"),
        Action("show_photo", "photo", "&Photograph beside the head", VIEW,
               tip="Show the photograph with the head laid over it", starts_group=True),
    )  # fmt: skip
    SUFFIXES = SUFFIXES

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._theme: Theme = DARK
        self._when_free = WhenFree(studio.session, self)
        self._running = False
        self._shown = 0
        self.page = PhotoPage(studio.window)
        self.dialog: PhotoDialog | None = None

    def settle(self) -> None:
        """Take a page, and listen."""
        studio, session, page = self.studio, self.studio.session, self.page
        studio.add_page("know", "photo", tr("Photo"), page)
        studio.files.open_photo = self.open_path
        studio.window.installEventFilter(self)
        session.document_changed.connect(self._use_document)
        session.surface_changed.connect(self._note_surface)
        session.busy_changed.connect(self._note_end)
        session.progressed.connect(self._note_progress)
        session.failed.connect(self._note_failure)
        studio.layers.skin_colour.currentIndexChanged.connect(self._show_colour)
        page.open_asked.connect(self.open_photos)
        page.correct_asked.connect(self.correct_photos)
        page.find_asked.connect(self.find_photos)
        page.colour_asked.connect(studio.layers.colour_skin)
        page.keep_asked.connect(self.keep)
        page.chosen.connect(self._show_photo)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        self.page.set_theme(theme)

    def refresh(self) -> None:
        """Enable what makes sense."""
        session, actions = self.studio.session, self.studio.actions
        free = session.editable and not session.busy
        photos = session.photos
        pictured = photos is not None and bool(photos.pictures)
        actions["open_photos"][0].setEnabled(session.state is not None)
        actions["correct_photos"][0].setEnabled(free and pictured)
        actions["find_photos"][0].setEnabled(free and bool(self._records()) and not pictured)

    def _records(self) -> tuple[PhotoRecord, ...]:
        state = self.studio.session.state
        scan = None if state is None else state.scan
        return () if scan is None or scan.photo is None else scan.photo.shots

    # --- opening ------------------------------------------------------------------------------

    def open_photos(self) -> None:
        """Ask for photographs of one person."""
        if self.dialog is not None:
            self.dialog.raise_()
        self._choose_files(self.open_paths)

    def _choose_files(self, then: Callable[[Sequence[Path]], None]) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self.studio.window,
            tr("Photographs of one person"),
            self.studio.files.folder,
            tr(_KINDS).format(suffixes=" ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))),
        )
        if names:
            then([Path(name) for name in names])

    def open_path(self, path: Path) -> None:
        """Open a photograph."""
        self.open_paths([path])

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Look at photographs, in the dialog.

        Parameters
        ----------
        paths : sequence of Path
            Of one person; those that cannot be used are told of in the dialog.
        """
        self._open_dialog().look_at(paths)

    def _open_dialog(self) -> PhotoDialog:
        if self.dialog is None:
            dialog = PhotoDialog(self._theme, self.studio.window)
            dialog.asked.connect(self._ask)
            dialog.agreed.connect(self._agree)
            dialog.stopped.connect(self._stop)
            dialog.files_asked.connect(lambda: self._choose_files(dialog.look_at))
            dialog.finished.connect(self._forget_dialog)
            dialog.show()
            self.dialog = dialog
        self.dialog.raise_()
        self.dialog.activateWindow()
        return self.dialog

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _ask(self, request: Any) -> None:
        answer = self._show_look if isinstance(request, LookAround) else self._show_offer
        self._perform(lambda: self.studio.session.perform(request, answer))

    def _perform(self, act: Callable[[], None]) -> None:
        def begin() -> None:
            self._running = True
            act()

        self._when_free.ask(begin)

    def _show_offer(self, offer: PhotoOffer) -> None:
        if self.dialog is not None:
            self.dialog.show_offer(offer)

    def _show_look(self, look: Any) -> None:
        if self.dialog is not None:
            self.dialog.show_look(look)

    # --- while something runs for it ------------------------------------------------------------

    def _stop(self) -> None:
        self._when_free.ask(_nothing)
        if self._running and self.studio.session.busy:
            self.studio.session.cancel()

    def _note_end(self, title: str) -> None:
        if not title and self._running:
            self._running = False
            if self.dialog is not None:
                self.dialog.set_busy(busy=False)

    def _note_progress(self, fraction: float, message: str) -> None:
        if self._running and self.dialog is not None:
            self.dialog.show_progress(fraction, tr(message))

    def _note_failure(self, text: str) -> None:
        if self._running and self.dialog is not None:
            self.dialog.show_failure(text)

    # --- fitting ------------------------------------------------------------------------------

    def _agree(self, request: FitPhotos) -> None:
        self.studio.files.unless_unsaved(lambda: self.fit(request))

    def fit(self, request: FitPhotos) -> None:
        """Fit a head to photographs and make it the document.

        Parameters
        ----------
        request : FitPhotos
            From the dialog.
        """
        session, path = self.studio.session, request.shots[0].look.path

        def take(opened: Opened) -> None:
            session.show(opened, None, path)
            if self.dialog is not None:
                self.dialog.accept()
            photos = session.photos
            if photos is not None and photos.colours is not None:
                self.studio.layers.colour_skin(ColourBy.PHOTO)
            if path.exists():
                self.studio.files.used.emit(path)
            self.studio.show_page("photo")

        if self.dialog is not None:
            self.dialog.set_busy(busy=True)
        self._perform(lambda: session.perform(request, take, replaces=True))

    def correct_photos(self) -> None:
        """Show the photographs of the open head as they were fitted, to change what was said."""
        session, records = self.studio.session, self._records()
        photos, state = session.photos, session.state
        if photos is None or not photos.pictures or state is None or state.scan is None:
            return
        if self.dialog is not None:
            self.dialog.reject()
        source = state.scan.photo
        dialog = self._open_dialog()
        dialog.all.keep.setChecked(photos.keep)
        dialog.set_busy(busy=True)

        def take(offer: PhotoOffer) -> None:
            self._show_offer(offer)
            if self.dialog is dialog and source is not None:
                dialog.all.choose(source.method)
                dialog.all.set_distance(source.distance)

        request = LookAgain(records, photos.pictures)
        self._perform(lambda: session.perform(request, take))

    # --- the photographs of the open head -------------------------------------------------------

    def find_photos(self) -> None:
        """Ask for the photographs of a head that was kept without them."""
        self._choose_files(self.use_files)

    def use_files(self, paths: Sequence[Path]) -> None:
        """Put photographs back beside the open head.

        Parameters
        ----------
        paths : sequence of Path
            The very files that were fitted.
        """
        session = self.studio.session
        if session.photos is not None and session.state is not None:
            request = FindPhotos(tuple(paths), self._records(), session.photos, session.state)
            session.perform(request, self._use_photos)

    def _use_photos(self, photos: FacePhotos) -> None:
        self.studio.session.use_beside(photos)
        self.studio.layers.use_photos()
        self._use_document()

    def keep(self, keep: bool) -> None:  # noqa: FBT001
        """Keep the photographs in the project when it is saved, or not."""
        photos = self.studio.session.photos
        if photos is not None:
            self.studio.session.use_beside(replace(photos, keep=keep))

    def show_photo(self) -> None:
        """Show the photograph beside the head."""
        self.studio.show_page("photo")

    def _use_document(self) -> None:
        session = self.studio.session
        scan = None if session.state is None else session.state.scan
        self.page.show_source(scan, session.photos)
        self._show_photo(0)
        self.refresh()

    def _show_photo(self, number: int) -> None:
        photos, records = self.studio.session.photos, self._records()
        self._shown = number
        if photos is None or number >= len(photos.pictures) or number >= len(records):
            self.page.show_picture(None, None)
            return
        try:
            self.page.show_picture(decoded(photos.pictures[number]), records[number])
        except PhotoError as error:
            self.page.show_picture(None, None)
            self.studio.session.message.emit(str(error))
            return
        self._draw()

    def _draw(self) -> None:
        """Have the head drawn as the camera of the shown photograph sees it."""
        session, records = self.studio.session, self._records()
        if session.state is None or self.page.canvas.image.isNull() or self._shown >= len(records):
            return
        request = DrawFit(session.state, records[self._shown], posed=self._shown > 0)
        session.errands.ask(_OVERLAY, request, self.page.show_fit)

    def _note_surface(self, computed: Computed) -> None:
        if computed.tier is Tier.EXACT:
            self._draw()

    def _show_colour(self) -> None:
        colour = ColourBy(self.studio.layers.skin_colour.currentData())
        self.page.show_colour(colour if colour in PHOTO_COLOURS else ColourBy.PLAIN)

    # --- several photographs dropped on the window, and the end ---------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take several photographs that are dropped on the window together."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop) and isinstance(
            event, QDropEvent
        ):
            paths = dropped_photos(event)
            if len(paths) > 1:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self.open_paths(paths)
                return True
        return super().eventFilter(watched, event)

    def shut(self) -> None:
        """Close the dialog."""
        if self.dialog is not None:
            self.dialog.close()


def _nothing() -> None:
    """Take the place of a wish that was given up."""
