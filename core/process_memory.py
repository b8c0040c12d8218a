"""How much of the machine's memory this process holds, now and at its highest."""

import ctypes
import subprocess
import sys
from pathlib import Path
from typing import Any

_STATUS = Path("/proc/self/status")
_KIB = 1024
_SYSTEM: str = sys.platform


def resident_bytes() -> int:
    """Return the memory that this process holds now.

    Returns
    -------
    int
        Bytes, pages of shared libraries included; zero where the system does not tell.
    """
    if _SYSTEM == "linux":
        return _of_status("VmRSS:")
    if _SYSTEM == "win32":
        return _of_windows("WorkingSetSize")
    return _of_ps()


def peak_bytes() -> int:
    """Return the most memory that this process has held.

    Returns
    -------
    int
        Bytes; zero where the system does not tell.
    """
    if _SYSTEM == "linux":
        return _of_status("VmHWM:")
    if _SYSTEM == "win32":
        return _of_windows("PeakWorkingSetSize")
    import resource

    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(highest) if _SYSTEM == "darwin" else int(highest) * _KIB


def give_back() -> bool:
    """Return to the system what was freed and is held for later use.

    Returns
    -------
    bool
        Whether the C library offers that; glibc does, and keeps hundreds of megabytes otherwise.
    """
    if _SYSTEM != "linux":
        return False
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
    if trim is None:
        return False
    trim(0)
    return True


def _of_status(key: str) -> int:
    for line in _STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(key):
            return int(line.split()[1]) * _KIB
    return 0


def _of_ps() -> int:
    import os

    command = ["ps", "-o", "rss=", "-p", str(os.getpid())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return int(done.stdout or 0) * _KIB if done.returncode == 0 else 0


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of Windows' psapi.h."""

    _fields_ = (
        ("cb", ctypes.c_uint32),
        ("PageFaultCount", ctypes.c_uint32),
        ("PeakWorkingSetSize", ctypes.c_size_t),
        ("WorkingSetSize", ctypes.c_size_t),
        ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
        ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
        ("PagefileUsage", ctypes.c_size_t),
        ("PeakPagefileUsage", ctypes.c_size_t),
    )


def _of_windows(field: str) -> int:
    counters = _Counters()
    counters.cb = ctypes.sizeof(counters)
    windows: Any = ctypes
    kernel = windows.windll.kernel32
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    ask = kernel.K32GetProcessMemoryInfo
    ask.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32)
    told = ask(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return int(getattr(counters, field)) if told else 0
