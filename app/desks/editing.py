"""Edits of the whole face at once."""

import secrets

from app.actions import EDIT, Action
from app.desks.desk import Desk
from app.session import SEED_LIMIT
from app.whole_face import another_face, face_reset


class EditingDesk(Desk):
    """Resets and draws whole faces."""

    NAME = "editing"
    ACTIONS = (
        Action("reset_all", "editing", "Reset the whole &face", EDIT, "Ctrl+Backspace", "reset",
               starts_group=True),
        Action("randomise_all", "editing", "&Another face", EDIT, "Ctrl+D", "dice",
               "Draw every part that is not locked anew"),
    )  # fmt: skip

    def refresh(self) -> None:
        """Enable what needs a document."""
        session = self.studio.session
        there = session.history is not None and session.editable
        for record in self.ACTIONS:
            self.studio.actions[record.key][0].setEnabled(there)

    def randomise_all(self) -> None:
        """Draw every part that is not locked anew, as one step."""
        session = self.studio.session
        if session.state is not None:
            session.apply(another_face(session.state, secrets.randbelow(SEED_LIMIT)))

    def reset_all(self) -> None:
        """Put everything that is not locked back, as one step."""
        session = self.studio.session
        if session.state is not None:
            session.apply(face_reset(session.state))
