"""The boards of the app: wishes carried out, one after the other."""
