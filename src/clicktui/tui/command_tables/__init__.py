"""The commands of the app by pane and dialog; ``commands`` puts them together."""
