"""The board pane and what it is made of."""
