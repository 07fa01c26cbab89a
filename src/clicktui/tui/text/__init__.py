"""The text of one work on the screen, wherever it is shown."""
