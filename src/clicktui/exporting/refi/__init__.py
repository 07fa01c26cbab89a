"""The parts of a REFI-QDA project, written and read."""
