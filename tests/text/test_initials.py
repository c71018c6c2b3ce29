"""Initials before names, and sentences that end in a letter, by language: `|` is where a sentence begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.cues import cues_for
from summarizer.text.initials import initials
from summarizer.text.sentences import split_sentences

NAMES = {
    "fr": [
        "Les élus voulaient déloger B. Obama de son siège.| Ils ont perdu.",
        "Selon J.-P. Raffin, la digue tiendra.| Le maire en doute.",
        "Il a reçu M. Dupont et Mme Leroy.| Tout va bien.",
        "On a vu A. Le Goff à la gare.| Il partait.",
        "La lettre est signée Ch. Lenoir.| Personne ne l’a lue.",
        "Un tableau d’A. Renard a brûlé.| Il valait peu.",
        "D’après J. L. Morin et K. Diop, le pont est sûr.| Un expert le dira.",
    ],
    "en": [
        "She met J. Smith at the gate.| He left.",
        "The books of J. K. Lowe and of J.R.R. Penn sell well.| Nobody knows why.",
        "The clerk wrote to George W. Hill and to T. May.| Both replied.",
    ],
    "de": [
        "Das sagte H. Schmidt am Montag.| Niemand lachte.",
        "Der Rat hörte K.-H. Meier und J. von Berg an.| Dann ging er.",
        "Er lebt z. B. In der Au oder u. a. Am Berg.| Das weiß jeder.",
    ],
    "es": [
        "Lo dijo J. L. Zamora en la plaza.| Nadie lo oyó.",
        "Habló D. Prieto en la plaza.| El público rió.",
        "El cuadro de P. de la Torre ardió.| Valía poco.",
    ],
    "it": [
        "Lo ha detto M. Rossi in aula.| Nessuno ha risposto.",
        "Il sindaco ha scritto a G. Di Stefano.| La lettera è breve.",
    ],
    "pt": ["Disse J. P. Coelho na praça.| Ninguém ouviu.", "O livro de A. Da Silva vendeu bem.| O autor sorriu."],
    "ru": [
        "Памятник А. С. Пушкину стоит у вокзала.| Его видно издалека.",
        "Об этом сказал В. Петров.| Он уехал.",
        "Книгу Дж. Лондона и А.С. Грина читают все.| Она тонкая.",
    ],
    "uk": ["Про це сказав В. Шевченко.| Він поїхав.", "Книгу А.С. Бондаря читають усі.| Вона тонка."],
    "pl": ["Powiedział to J. Kowalski na rynku.| Nikt nie słuchał.", "Wiersz Cz. Nowaka znają wszyscy.| On milczy."],
    "cs": ["Řekl to J. Novák na náměstí.| Nikdo neposlouchal."],
    "nl": ["Dat zei P. de Vries op het plein.| Niemand luisterde.", "De brief van J. Van Dam is kort.| Hij is boos."],
    "sv": ["Det sade K. Lund på torget.| Ingen lyssnade."],
    "hu": ["Ezt Gy. Nagy mondta tegnap.| Senki sem figyelt."],
    "tr": ["A. Kaya geldi.| Kimse yoktu."],
    "ar": ["قال أ. محمد أمس إن الجسر مفتوح."],
}
ENDS = {
    "fr": [
        "Le train part de la voie C.| Les voyageurs attendent.",
        "Il manque de vitamine C.| Elle mange peu.",
        "On passe au plan B.| Obama hésite.",
        "La police a entendu Mme X.| L’avocat se tait.",
        "Il a fait 35 °C.| Une école a fermé.",
    ],
    "en": [
        "The doctor gave him vitamin C.| The boy slept.",
        "They went for Plan B.| Then it rained.",
        "He lives in Block A.| Paul lives in Block B.| Nobody minds.",
        "It was him and I.| We left.",
        "Both sing R&B.| She dances.",
    ],
    "de": [
        "Sie wohnt in Block A.| Danach kommt der Park.",
        "Der Zug hielt auf Gleis B.| Die Leute stiegen aus.",
        "Die Mannschaft spielt in Gruppe C.| Sie verlor.",
        "Er braucht Vitamin D.| Ärzte raten dazu.",
        "Vor Gericht steht Sven K.| Er schweigt.",
    ],
    "es": ["El tren sale de la vía C.| Los viajeros esperan.", "Vive en el bloque A.| Después se mudará."],
    "it": ["Serve la vitamina C.| Il medico lo sa.", "Abita nella scala B.| La portinaia lo conosce."],
    "pt": ["Passou-se ao plano B.| Depois se verá.", "Falta vitamina C.| O médico sabe."],
    "ru": [
        "Ему не хватает витамина С.| Это сказал врач.",
        "Команда играет в группе В.| Она проиграла.",
        "Это написал Пушкин А. С.| Он поэт.",
    ],
    "pl": ["Brakuje mu witaminy C.| Lekarz o tym wie."],
    "nl": ["Hij speelt in groep B.| Daarna gaat hij weg."],
}


def cases(table):
    return [pytest.param(language, case, id=f"{language}: {case}") for language in table for case in table[language]]


def cut(text, language):
    return [sentence.text for sentence in split_sentences(text, language, [])]


@pytest.mark.parametrize(("language", "case"), cases(NAMES))
def test_an_initial_belongs_to_its_name(language, case):
    assert cut(case.replace("|", ""), language) == case.split("| ")


@pytest.mark.parametrize(("language", "case"), cases(ENDS))
def test_a_letter_may_end_a_sentence(language, case):
    assert cut(case.replace("|", ""), language) == case.split("| ")


def test_a_quotation_is_no_surname():
    assert [*initials("Mme X. Xxxxxxxxxx.", cues_for("fr"))] == []


def test_of_a_german_noun_nothing_is_said():
    assert [*initials("Vor Gericht stand Sven K. Polizisten sagten aus.", cues_for("de"))] == []


@given(
    st.lists(st.sampled_from(["A.", "J.-P.", "Le", "De", "le", "Obama", "plan", "D'", "д.", "Ch.", "5", "°", "م."])),
    st.sampled_from(["en", "de", "fr", "ru", "xx"]),
)
def test_what_is_judged_is_the_start_of_a_word(words, language):
    text = " ".join(words)
    for start, begins in initials(text, cues_for(language)):
        assert text[start].isalpha()
        assert text[:start].rstrip().endswith(".")
        assert isinstance(begins, bool)
