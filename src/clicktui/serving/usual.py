"""What holds unless the user says otherwise; apart, for every command's parser has it."""

HOST = "127.0.0.1"
PORT = 8427
MOST = 8
"""Pages that may be open at a time: an app each, with the corpus in its memory."""

TOKEN_VARIABLE = "CLICKTUI_TOKEN"  # noqa: S105 -- a name
"""The environment variable that may hold the user's own token."""
