"""What stands over the panes and asks."""
