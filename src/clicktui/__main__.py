"""Start clicktui: ``clicktui`` and ``python -m clicktui``."""

import sys


def main() -> int:
    """Run the command line and return its exit code; Ctrl-C ends quietly from the first line on."""
    try:
        from clicktui.cli.main import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 130  # 128 + SIGINT, as shells have it


if __name__ == "__main__":
    sys.exit(main())
