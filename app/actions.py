"""Everything that menus, toolbar and shortcuts can do, as data.

`app.action_binding` turns each record into a `QAction` that calls its owner's method.
"""

from dataclasses import dataclass

from app.viewport.views import VIEWS


@dataclass(frozen=True)
class Action:
    """One thing to do.

    Attributes
    ----------
    key : str
        Name of the owner's method, and address in tests.
    owner : str
        Who does it: ``window``, ``files``, ``session``, ``view`` or the name of a desk.
    title : str
        In menus, with the mnemonic.
    menu : str
        Title of its menu.
    shortcut : str
        As Qt writes it; empty for none. Standard ones differ by system.
    icon : str
        Purpose of `app.icons`; empty for none.
    tip : str
        What it does, where the title does not say it.
    tool : str
        Short title in the toolbar; empty to leave it out.
    argument : str
        Handed to the method; empty for none.
    checkable : bool
        Whether it is on or off; the method gets which.
    starts_group : bool
        Whether a line stands before it.
    after : str
        Key of the action below which it stands in its menu; empty for the end.
    """

    key: str
    owner: str
    title: str
    menu: str
    shortcut: str = ""
    icon: str = ""
    tip: str = ""
    tool: str = ""
    argument: str = ""
    checkable: bool = False
    starts_group: bool = False
    after: str = ""


FILE, EDIT, VIEW, HELP = "&File", "&Edit", "&View", "&Help"
MEASURE, COMPARE = "&Measure", "&Compare"
MENUS = (FILE, EDIT, VIEW, MEASURE, COMPARE, HELP)

_VIEW_TOOLS = {
    "front": "Front",
    "three-quarter": "3/4",
    "left": "Left",
    "right": "Right",
    "top": "Top",
}

ACTIONS = (
    Action(
        "open_file", "files", "&Open…", FILE, "Ctrl+O", "open", "Open a scan or a project",
        tool="Open",
    ),
    Action(
        "import_ct", "files", "Import &CT…", FILE, "Ctrl+I",
        tip="Import the skin and skull of a CT or CBCT",
    ),
    Action("save", "files", "&Save", FILE, "Ctrl+S", "save", "Save the project", tool="Save"),
    Action("save_as", "files", "Save &as…", FILE, "Ctrl+Shift+S"),
    Action("close", "window", "&Quit", FILE, "Ctrl+Q", starts_group=True),
    Action("undo", "session", "&Undo", EDIT, "Ctrl+Z", "undo", "Undo the last edit", tool="Undo",
           starts_group=True),
    Action("redo", "session", "&Redo", EDIT, "Ctrl+Shift+Z", "redo", "Redo", tool="Redo"),
    *(
        Action(
            "look_from", "view", view.title, VIEW, str(number),
            view.key if view.key in _VIEW_TOOLS else "",
            f"Look from: {view.title.lower()}", _VIEW_TOOLS.get(view.key, ""), view.key,
            starts_group=number == 1,
        )
        for number, view in enumerate(VIEWS, start=1)
    ),
    Action("light_theme", "window", "&Light theme", VIEW, "Ctrl+L", "theme", checkable=True,
           starts_group=True),
)  # fmt: skip
"""Those of the window itself, in the order of the menus; desks add theirs."""

TOOLBAR = (
    "open_file", "save", "", "undo", "redo", "", "look_from", "", "glass", "", "save_screenshot",
    "export",
)  # fmt: skip
"""Keys in the order of the toolbar; an empty one is a line."""


def ordered(records: tuple[Action, ...]) -> tuple[Action, ...]:
    """Return records with those that name a predecessor behind it.

    Parameters
    ----------
    records : tuple of Action
        In any order.

    Returns
    -------
    tuple of Action
        Records without a predecessor keep their order, and so do those behind the same one.
    """
    placed = [record for record in records if not record.after]
    waiting = [record for record in records if record.after]
    while waiting:
        keys = {record.key for record in placed}
        ready = [record for record in waiting if record.after in keys]
        if not ready:
            raise ValueError(f"No action has the key {waiting[0].after!r}.")
        for record in reversed(ready):
            last = max(i for i, one in enumerate(placed) if one.key == record.after)
            placed.insert(last + 1, record)
        waiting = [record for record in waiting if record not in ready]
    return tuple(placed)
