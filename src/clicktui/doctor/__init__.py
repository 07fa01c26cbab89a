"""What this machine, terminal and installation can do, whether all is sound, and mending it."""
