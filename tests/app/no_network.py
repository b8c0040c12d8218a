"""A process that dies when anything in it, Python or not, makes an internet socket. Linux only.

``python -m tests.app.no_network MODE`` installs a filter in the kernel (seccomp) that kills the
process on `socket(AF_INET…)`, then walks through the commands; `tests.app.walk_child` walks through
the window under the same filter.
"""

import ctypes
import os
import platform
import struct
import sys
import tempfile
from pathlib import Path

SOCKET_CALL = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""The kernel's number of the architecture and of the system call."""
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_AF_INET, _AF_INET6 = 2, 10
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def forbid_internet() -> bool:
    """Let the kernel kill this process at an internet socket; return whether it took the filter."""
    if not sys.platform.startswith("linux") or platform.machine() not in SOCKET_CALL:
        return False
    machine, call = SOCKET_CALL[platform.machine()]
    steps = [
        (_LOAD, 0, 0, 4),  # the architecture
        (_EQUAL, 0, 5, machine),
        (_LOAD, 0, 0, 0),  # the system call
        (_EQUAL, 0, 3, call),
        (_LOAD, 0, 0, 16),  # its first argument: the family
        (_EQUAL, 2, 0, _AF_INET),
        (_EQUAL, 1, 0, _AF_INET6),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _KILL),
    ]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    taken: int = library.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
    return taken == 0


def walk_through_commands() -> None:
    """Import every library that ships, then fit, edit, measure, export, draw, report, share."""
    # pydicom looks whether `requests` is there, whose urllib3 then binds a socket to this machine's
    # own ::1, to learn whether there is IPv6. Nothing is sent; Nasion calls neither.
    sys.modules["requests"] = None  # type: ignore[assignment]
    import embreex  # noqa: F401
    import igl  # noqa: F401
    import manifold3d  # noqa: F401
    import pydicom  # noqa: F401
    import pyvista  # noqa: F401
    import SimpleITK  # noqa: F401
    import skimage  # noqa: F401
    import torch  # noqa: F401
    import trimesh  # noqa: F401

    from app import heads
    from app.report import pictures
    from tests.app.command_line import run
    from tests.app.fakes import FakeHeadModel, sample_scan

    model = FakeHeadModel()
    heads.head_model = lambda state=None: model
    pictures.PIXELS = (62, 76)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scan, project, skull = folder / "head.obj", folder / "p.nasion", folder / "skull.stl"
        sample_scan(scan, unit_mm=10.0)
        run("fit", scan, "-o", project)
        run("edit", project, "-o", project, "--thickness", "chin=3")
        run("measure", project)
        run("export", project, "--skull", skull)
        run("replay", skull)
        run("snapshot", project, "-o", folder / "p.png", "--width", "80", "--height", "80")
        run("report", project, "-o", folder / "r.pdf")
        run("share", project, "-o", folder / "s.nasion")


def make_a_socket() -> None:
    """Do what is forbidden."""
    import socket

    socket.socket(socket.AF_INET).close()


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if not forbid_internet():
        sys.exit(77)
    {"commands": walk_through_commands, "socket": make_a_socket}[sys.argv[1]]()
