"""Where the frozen program starts: the command line, its self-test, or a probe.

Torch comes before Qt: on Windows it fails to load its libraries after it.
"""

import multiprocessing
import os
import sys


def main() -> int:
    """Run what was asked for.

    Returns
    -------
    int
        Exit status.
    """
    multiprocessing.freeze_support()
    _give_streams()
    arguments = sys.argv[1:]
    if arguments[:1] == ["--probe"]:
        from app.probes import run_probe

        return run_probe(arguments[1])
    if sys.platform == "win32":
        import torch  # noqa: F401  (before Qt)

    if arguments[:1] == ["--self-test"]:
        from app.selftest import run_self_test

        return run_self_test()
    from app.cli import main as run_command_line

    return run_command_line() or 0


def _give_streams() -> None:
    """Give a Windows program without a console somewhere to write to; it is started with None."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


if __name__ == "__main__":
    sys.exit(main())
