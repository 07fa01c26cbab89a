# ruff: noqa: E501 - passages stand on one line each
"""Our cues, on sentences of our own that follow the codebook's rules, in three languages.

None of them stands in the corpus or among the passages with which the cues were weighed.
"""

import pytest

from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.codebookfiles import codebook

BOOK = codebook()
CLASSIFIER = Classifier([code.id for code in BOOK.codes], BOOK.cues)


def labels(text: str, lang: str) -> str:
    judged = CLASSIFIER.classify(text, lang)
    for code in judged.labels():
        assert judged.codings[code].spans
        for span in judged.codings[code].spans:
            assert text[span.start : span.end].strip()
    return " ".join(judged.labels())


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Refugees in Jordan label photographs of shop shelves for a computer vision firm."),
        ("en", "Nurses outlined every polyp by hand so that the algorithm would learn to see it."),
        ("en", "Data annotators in Hyderabad earn less than three dollars an hour."),
        ("en", "Villagers read sentences aloud into a phone to train a speech recognition model."),
        ("en", "Poets were hired to write sample dialogues on which the chatbot was fine-tuned."),
        ("en", "Each captcha that we solve trains the company’s image recognition for free."),
        ("fr", "À Dakar, des étudiants annotent des images de rues pour des voitures autonomes."),
        ("fr", "L’étiquetage de données occupe des milliers de travailleuses malgaches."),
        ("fr", "Ces petites mains entraînent l’intelligence artificielle depuis leur cuisine."),
        ("fr", "Des bénévoles prêtent leur voix pour nourrir un assistant vocal en breton."),
        (
            "fr",
            "Les annotatrices trient les textes haineux afin que le modèle ne les apprenne pas.",
        ),
        (
            "it",
            "Migliaia di lavoratori etichettano immagini di strade per le auto a guida autonoma.",
        ),
        ("it", "Gli annotatori di dati di Nairobi sono pagati due dollari l’ora."),
        ("it", "Leggono frasi ad alta voce per addestrare il riconoscimento vocale."),
        (
            "it",
            "I volontari trascrivono registrazioni in sardo che serviranno ad addestrare un modello.",
        ),
    ],
)
def test_people_who_prepare(lang: str, text: str) -> None:
    assert labels(text, lang) == "prepare"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Contractors rate the answers of the chatbot on a scale from one to five."),
        ("en", "Human reviewers check whether the voice assistant understood the question."),
        ("en", "Translators correct the output of the machine translation engine all day long."),
        ("en", "Users press thumbs down when the assistant’s answer is wrong."),
        ("en", "A red team of forty people tried to make the model say dangerous things."),
        ("en", "A clerk must confirm every alert raised by the fraud detection algorithm."),
        ("fr", "Des prestataires notent la pertinence des réponses du chatbot."),
        ("fr", "Une relectrice corrige les sous-titres générés par l’intelligence artificielle."),
        ("fr", "Les utilisateurs signalent les erreurs du traducteur automatique."),
        ("fr", "Des testeurs tentent de pousser le modèle à dire des choses illégales."),
        ("fr", "Un agent vérifie chaque décision de l’algorithme avant l’envoi du courrier."),
        ("it", "I revisori controllano le risposte del chatbot e segnalano gli errori."),
        ("it", "Gli utenti correggono la traduzione automatica con un clic."),
        ("it", "Un operatore riesamina ogni allarme generato dall’algoritmo."),
        ("it", "Devono confrontare due risposte del modello e scegliere la migliore."),
    ],
)
def test_people_who_verify(lang: str, text: str) -> None:
    assert labels(text, lang) == "verify"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The chatbot was in fact a team of students who typed every reply."),
        ("en", "Employees pretended to be the virtual assistant and answered the customers."),
        ("en", "The autonomous robots were remotely controlled by workers in Colombia."),
        ("en", "When the bot fails, a human operator takes over without the customer noticing."),
        ("en", "Customers believed they were talking to an AI; behind it sat clerks in Manila."),
        (
            "fr",
            "L’application prétendument automatique reposait sur des employés cachés à Manille.",
        ),
        ("fr", "Des opérateurs se font passer pour le chatbot et répondent aux clients."),
        (
            "fr",
            "Le robot soi-disant autonome était piloté à distance par une équipe de techniciens.",
        ),
        ("fr", "Comme dans le turc mécanique, un joueur était caché dans la machine."),
        ("it", "Il chatbot era in realtà un gruppo di studenti che scriveva le risposte."),
        ("it", "Gli impiegati si fingono l’assistente virtuale e rispondono ai clienti."),
        ("it", "Il robot presentato come autonomo era telecomandato da operatori a Manila."),
    ],
)
def test_people_who_imitate(lang: str, text: str) -> None:
    assert labels(text, lang) == "imitate"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Click workers demand a minimum wage and social protection."),
        ("en", "Couriers and drivers went on strike against the platform."),
        ("en", "Moderators of the social network delete hateful posts all night."),
        ("en", "The model was trained on web pages, without any human labels."),
        ("en", "The algorithm learns by itself and needs no people at all."),
        ("en", "Machines may imitate human intelligence, but they do not understand."),
        ("en", "We evaluate the method on three public datasets."),
        ("en", "The bank verifies the identity of its customers with a selfie."),
        ("en", "Passengers rate their drivers after each ride."),
        ("en", "The record label signed two bands from Leeds."),
        ("en", "Surgeons operate with a robot that they steer from a console."),
        ("en", "Two engineers review every pull request before it is merged."),
        ("en", "Artificial intelligence will destroy many jobs, economists say."),
        ("en", "She took a training course on digital tools for teachers."),
        ("fr", "Le travail du clic est mal payé et invisible."),
        ("fr", "L’annotation Java indique au compilateur que la méthode est dépréciée."),
        ("fr", "L’étiquette du vin doit mentionner le degré d’alcool."),
        ("fr", "Les journalistes vérifient les déclarations des candidats."),
        ("fr", "Le chatbot imite la conversation humaine à s’y méprendre."),
        ("fr", "La voiture autonome a roulé dix mille kilomètres sans accident."),
        ("fr", "Aucune intervention humaine n’est nécessaire : le système apprend seul."),
        (
            "fr",
            "Les travailleurs d’Amazon Mechanical Turk ont répondu à un sondage sur leur santé.",
        ),
        ("fr", "Les clients notent leur livreur avec des étoiles."),
        ("it", "I rider chiedono un contratto e una paga minima."),
        ("it", "L’etichetta discografica ha pubblicato quaranta dischi."),
        ("it", "L’auto che si guida da sola frena davanti ai pedoni."),
        ("it", "L’intelligenza artificiale cambierà il lavoro negli uffici."),
        ("it", "I moderatori del social network cancellano i messaggi d’odio."),
        ("it", "La banca verifica l’identità dei clienti con un documento."),
        ("it", "Notiamo che gli operatori turistici opera­no in un mercato difficile."),
    ],
)
def test_what_is_of_no_kind(lang: str, text: str) -> None:
    assert labels(text, lang) == ""


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "en",
            "They prepare, verify and imitate artificial intelligence.",
            "prepare verify imitate",
        ),
        (
            "fr",
            "Ils préparent l’IA, ils vérifient l’IA, ils imitent l’IA.",
            "prepare verify imitate",
        ),
        (
            "it",
            "Preparare l’intelligenza artificiale, verificarla, imitarla.",
            "prepare verify imitate",
        ),
        (
            "en",
            "In the morning they label images for the AI. After lunch they rate the answers of the"
            " chatbot.",
            "prepare verify",
        ),
        (
            "fr",
            "Ils annotent des images pour l’IA. Ensuite, ils corrigent les réponses du chatbot.",
            "prepare verify",
        ),
    ],
)
def test_several_codes(lang: str, text: str, expected: str) -> None:
    assert labels(text, lang) == expected


@pytest.mark.parametrize(
    ("rule", "lang", "text", "expected"),
    [
        ("R2", "en", "The trainer, the verifier and the imitator of AI.", "prepare verify imitate"),
        ("R5", "en", "Paid writers composed the replies that the chatbot ought to give.", "prepare"),
        ("R5", "it", "Ordinano per preferenza tre risposte dello stesso chatbot.", "verify"),
        ("R6", "fr", "Un clic sur le pouce baissé, et l’usager corrige l’assistant.", "verify"),
        ("R7", "en", "To buy a ticket, users first solve a captcha.", ""),
        ("R9", "fr", "Des prestataires écoutent Siri pour vérifier qu’il a bien compris.", "verify"),
        ("R10", "it", "I moderatori di Facebook guardano video violenti tutto il giorno.", ""),
        ("R10", "en", "A moderator reviews what the algorithm flagged and may overturn its decision.", "verify"),
        ("R11", "en", "In the cashierless shop, clerks in India watched the videos and typed the bills.", "imitate"),
        ("R12", "fr", "Le robot livreur autonome est en fait conduit à distance par un étudiant.", "imitate"),
        ("R12", "en", "They steer the arm of the robot hundreds of times so that the robot learns the gesture.", "prepare"),
        ("R13", "it", "Un impiegato controlla ogni risposta del chatbot prima dell’invio.", "verify"),
        ("R15", "fr", "Les chauffeurs de VTC demandent que l’algorithme soit transparent.", ""),
        ("R18", "en", "Prompt engineers are among the best paid staff of the software industry.", ""),
        ("R20", "it", "Il sindacato teme che l’intelligenza artificiale tolga il lavoro a mille impiegati.", ""),
        ("R22", "fr", "Ce qu’on vendait comme une IA était délégué à des employés à Manille.", "imitate"),
        ("own use", "en", "Students use ChatGPT for homework; the professor grades the essays.", ""),
        ("actors", "en", "The actress played a robot in the film and trained for months.", ""),
        ("archives", "fr", "Des bénévoles transcrivent les manuscrits du musée, page après page.", ""),
        ("products", "it", "I collaudatori cercano errori nell’app della banca prima dell’uscita.", ""),
        ("denial", "en", "The vendor needed no annotators: the labels were generated automatically.", ""),
    ],
)  # fmt: skip
def test_rules_for_the_hard_cases(rule: str, lang: str, text: str, expected: str) -> None:
    assert labels(text, lang) == expected, rule


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Des salariés annotent les images pour entraîner l’IA.", "annotent les images"),
        (
            "Des salariés annotent\u00a0les images pour entraîner l\u2019IA.",
            "annotent\u00a0les images",
        ),
        ("DES SALARIÉS ANNOTENT LES IMAGES POUR ENTRAÎNER L'IA.", "ANNOTENT LES IMAGES"),
        (
            "Des salariés anno\u00adtent les images pour entraîner l’IA.",
            "anno\u00adtent les images",
        ),
    ],
)
def test_evidence_is_verbatim_whatever_the_typography(text: str, evidence: str) -> None:
    coding = CLASSIFIER.classify(text, "fr").codings["prepare"]
    assert any(evidence in text[span.start : span.end] for span in coding.spans)


def test_the_same_passage_gives_the_same() -> None:
    text = "Workers label images to train the AI, and rate its answers."
    assert CLASSIFIER.classify(text, "en") == CLASSIFIER.classify(text, "en")
    again = Classifier(CLASSIFIER.codes, codebook().cues)
    assert again.classify(text, "en") == CLASSIFIER.classify(text, "en")
