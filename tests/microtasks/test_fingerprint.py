"""The fingerprint of cues: another one for whatever is judged otherwise, the same everywhere."""

import subprocess
import sys
from dataclasses import replace

from clicktui.coding.ownrules import Added, Muted, OwnRules, applied
from clicktui.microtasks.cues import LanguageCues
from clicktui.microtasks.fingerprint import classifier_fingerprint
from clicktui.microtasks.patterns import parsed
from clicktui.microtasks.rules import Rule, condition

ENDINGS = {"er": ("e", "ent"), "s": ("", "s")}


def cues_of(endings=ENDINGS, pattern="tamponn~er radio~s", **more):
    from clicktui.microtasks.cues import Cues

    patterns = {"stamping": tuple(parsed(pattern, endings))}
    rule = Rule("r", "radio", (("stamping",),), 2.0, needs=(condition("stamping in sentence"),))
    return Cues((rule,), {"fr": LanguageCues(patterns, (), endings)}, **more)


def test_whatever_changes_judgements_changes_it() -> None:
    usual = cues_of()
    others = [
        cues_of({**ENDINGS, "er": ("e",)}),
        cues_of(pattern="tamponn~er radio"),
        cues_of(clear=1.6),
        replace(usual, rules=(replace(usual.rules[0], weight=2.1),)),
        replace(usual, languages={"it": usual.languages["fr"]}),
        applied(usual, OwnRules(added=frozenset({Added("radio", "fr", "scanner")}))),
        applied(usual, OwnRules(frozenset({Muted("fr", "stamping", "tamponn~er radio~s")}))),
    ]
    found = [classifier_fingerprint(("radio",), one) for one in (usual, *others)]
    found.append(classifier_fingerprint(("radio", "fruit"), usual))
    assert len(set(found)) == len(others) + 2
    named = replace(usual, names={"fr": {"stamping": "tampon"}})
    assert classifier_fingerprint(("radio",), named) == found[0]


def test_it_is_the_same_in_another_process() -> None:
    wanted = (
        "from clicktui.microtasks.codebookfiles import codebook, DEFAULT;"
        "from clicktui.microtasks.fingerprint import classifier_fingerprint as f;"
        "print(f(('a',), codebook(DEFAULT).cues))"
    )
    from clicktui.microtasks.codebookfiles import DEFAULT, codebook

    here = classifier_fingerprint(("a",), codebook(DEFAULT).cues)
    told = subprocess.run([sys.executable, "-c", wanted], capture_output=True, text=True)
    assert told.stdout.strip() == here
