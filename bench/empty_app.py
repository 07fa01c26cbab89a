"""The least that Textual can start: what ``bench.start`` compares clicktui with."""

from textual.app import App

if __name__ == "__main__":
    App[None]().run()
