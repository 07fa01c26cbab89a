"""The command line: the core without a screen, for scripts and screen readers."""
