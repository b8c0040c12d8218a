"""`nasion doctor`: what this machine offers, what it lacks and what to do about it."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from app.commands.output import JsonOption, emit_json, emit_table, progress

if TYPE_CHECKING:
    from app.doctor import Check


def doctor(*, json_output: JsonOption = False) -> None:
    """Check versions, device, graphics and models; exit 1 when something needed is missing."""
    from app.doctor import run_checks

    with progress("Checking"):
        checks = run_checks()
    failed = [check for check in checks if check.needed and not check.passed]
    if json_output:
        emit_json({"passed": not failed, "checks": [asdict(check) for check in checks]})
    else:
        emit_table(
            ("", "check", "found"),
            [(_verdict(check), check.name, check.found) for check in checks],
        )
        for check in checks:
            if check.advice:
                typer.echo(f"{check.name}: {check.advice}")
    if failed:
        raise typer.Exit(1)


def _verdict(check: "Check") -> str:
    if check.passed:
        return "ok"
    return "MISSING" if check.needed else "no"
