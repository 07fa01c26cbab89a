"""Python's collector of unreachable objects, kept away from the keys.

Going through everything that an open corpus and its screen hold takes a tenth of a second and
more, and Python does it whenever enough was made, most often while a key is being answered. So it
is done while nobody types, and what is made when a corpus is opened is passed over.
"""

import gc

_YOUNG, _MIDDLE = 2000, 10
"""As gc.set_threshold has them: collections of what was made last, which are short."""

_NEVER = 1_000_000_000
_DUE = 3
"""After how many middle collections a whole one is worth its while."""

_USUAL = gc.get_threshold()


def put_off() -> None:
    """Collect nothing: until the first frame, and while a corpus is being opened."""
    gc.disable()


def go_on(*, whole: bool = False) -> None:
    """Collect what is made from now on, and pass over what is there.

    ``whole``: what was there is collected first, which takes a while.
    """
    if whole:
        gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
    gc.enable()


def take_back() -> None:
    """Pass over nothing any more: what was opened is about to be left."""
    gc.unfreeze()


def at_rest() -> None:
    """Collect everything that is due: nobody types."""
    if gc.isenabled() and gc.get_count()[2] >= _DUE:
        gc.collect()


def as_usual() -> None:
    """Leave it to Python again."""
    gc.unfreeze()
    gc.set_threshold(*_USUAL)
    gc.enable()
