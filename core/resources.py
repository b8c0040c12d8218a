"""Where the files that ship with Nasion lie: model bundles, the sample scan, icons.

The folder is found beside the packages in a checkout and in an installed wheel, and inside the
program's folder in a frozen build. Nothing else in the project spells these paths out.
"""

import sys
from pathlib import Path


def resource_root() -> Path:
    """Return the folder `resources`, which holds everything that ships as data.

    Returns
    -------
    Path
        Absolute; beside the package `core`, or in PyInstaller's folder when frozen.
    """
    frozen_folder = getattr(sys, "_MEIPASS", None)
    if frozen_folder is not None:
        return Path(frozen_folder) / "resources"
    return Path(__file__).resolve().parent.parent / "resources"


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder; it need not exist.

    Parameters
    ----------
    *parts : str
        Names below `resources`, for example ``"bundles", "nasion-3"``.

    Returns
    -------
    Path
        Absolute path.
    """
    return resource_root().joinpath(*parts)
