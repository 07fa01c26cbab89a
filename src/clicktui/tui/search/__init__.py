"""The search pane and what it is made of."""
