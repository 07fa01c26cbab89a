"""The exit codes of all commands."""

FOUND, NOTHING_FOUND, ERROR = 0, 1, 2
"""Done or found; nothing found, or nothing to do; wrong usage or an error."""

PIPE_CLOSED = 141
INTERRUPTED = 130
"""What a shell gives for a program ended by SIGPIPE (13) or SIGINT (2): 128 + the signal."""
