"""The desk of the app: what is wished of the boards, carried out one wish after the other."""
