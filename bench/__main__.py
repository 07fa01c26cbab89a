"""``python -m bench search``, ``start``, ``app``, ``reader`` and ``microtasks``."""

import sys

USAGE = "usage: python -m bench search|start|app|reader|microtasks [--help]"


def main() -> int:
    """Run the measurement that the first argument names."""
    match sys.argv[1:]:
        case ["search", *rest]:
            from bench import search

            return search.main(rest)
        case ["start", *rest]:
            from bench import start

            return start.main(rest)
        case ["app", *rest]:
            from bench import app

            return app.main(rest)
        case ["reader", *rest]:
            from bench import reader

            return reader.main(rest)
        case ["microtasks", *rest]:
            from bench import microtasks

            return microtasks.main(rest)
    print(USAGE, file=sys.stderr if len(sys.argv) < 2 else sys.stdout)
    return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2


if __name__ == "__main__":
    sys.exit(main())
