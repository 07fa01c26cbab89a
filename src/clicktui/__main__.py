"""Start clicktui: ``clicktui`` and ``python -m clicktui``."""

import os
import sys


def main() -> int:
    """Run the command line and return its exit code; Ctrl-C ends quietly from the first line on."""
    try:
        if not sys.argv[1:] and sys.stdin.isatty() and sys.stdout.isatty():
            return start_app(None)  # the command line's own imports would delay the first frame
        from clicktui.cli.main import main as run

        return run(sys.argv[1:], start_app, key_tables)
    except KeyboardInterrupt:
        return 130  # 128 + SIGINT, as shells have it


def start_app(language: str | None) -> int:
    """Run the app, its interface in ``language`` (None: settings or locale decide)."""
    from clicktui.tui.collecting import put_off

    put_off()  # ``CoreThread`` has it go on
    # A key that comes just after a frame is painted within 5 ms, not with the next sixtieth second.
    os.environ.setdefault("TEXTUAL_FPS", "200")
    from clicktui.tui.app import run

    return run(language)


def key_tables() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the app's keys by where they work; see ``at_hand.key_tables``."""
    from clicktui.tui.at_hand import key_tables as tables

    return tables()


if __name__ == "__main__":
    sys.exit(main())
