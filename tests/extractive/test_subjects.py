"""Subjects: the right Media Topic first, in several languages; vocabularies of one's own; sentences as evidence."""

import json
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.extractive.subjects import EVIDENCE, classify
from summarizer.schema.article import SentenceKind
from summarizer.text.vocabulary import Entry, Vocabulary, media_topics
from tests.extractive.tram import read_article

LISTED = ["en", "de", "fr", "es"]
CASES = {
    "en": {
        "01": "The singer's new album tops the chart. Her concert in the old theatre was sold out.",
        "02": "A jury convicted the man of murder. The judge sentenced him to life in prison.",
        "03": "The earthquake destroyed the town. Rescuers dug survivors from the rubble.",
        "04": "Shares fell after the company cut its profit forecast. The central bank left interest rates unchanged.",
        "05": "Pupils sat their exams on Monday. Teachers want smaller classrooms.",
        "06": "Carbon emissions harm the rainforest. Conservationists fear for endangered species.",
        "07": "Doctors at the hospital test a vaccine against the disease. Patients wait for treatment.",
        "09": "The trade union called a strike over wages. The employer plans redundancies.",
        "11": "Parliament passed the bill. The prime minister hopes to win the election.",
        "12": "The bishop prayed in the cathedral. Worshippers filled the church.",
        "13": "The software protects computers from hackers. Its users download it from the internet.",
        "15": "The striker scored twice and the team won the match. The coach praised the goalkeeper.",
        "16": "Soldiers shelled the town before the ceasefire. Troops took hostages.",
        "17": "Snowfall and freezing temperatures are expected. Forecasters warn of a blizzard.",
    },
    "de": {
        "01": "Die Sängerin gibt ein Konzert im Theater. Ihr neues Album ist auch im Kino zu hören.",
        "02": "Das Landgericht verurteilte den Mörder zu lebenslanger Haft. Die Staatsanwaltschaft ist zufrieden.",
        "04": "Der Konzern meldet mehr Umsatz und Gewinn. Die Aktie stieg, die Anleger freuten sich.",
        "07": "Ärzte im Krankenhaus behandeln die Patienten. Die Krankheit verlangt eine Impfung.",
        "11": "Der Bundestag stimmte ab. Die Ministerin und die Opposition streiten vor der Wahl.",
        "13": "Die Software schützt Computer. Forscher fanden im Internet eine Sicherheitslücke.",
        "15": "Der Stürmer schoss zwei Tore. Der Trainer lobte die Mannschaft nach dem Spiel in der Bundesliga.",
        "16": "Soldaten griffen die Stadt an. Die Armee setzte Raketen ein, der Waffenstillstand ist gebrochen.",
    },
    "fr": {
        "01": "La chanteuse sort un album. Le film est projeté au cinéma pendant le festival.",
        "02": "Le tribunal a condamné le meurtrier à dix ans de prison. Le procureur avait requis davantage.",
        "04": "L'entreprise annonce un bénéfice en hausse. La Bourse et les actionnaires s'en réjouissent.",
        "07": "Les médecins de l'hôpital soignent les malades. Un vaccin contre le virus est attendu.",
        "11": "Le Premier ministre parle au Parlement. Les députés votent la loi avant l'élection.",
        "13": "Le logiciel protège les ordinateurs. Les chercheurs l'ont trouvé sur internet.",
        "15": "L'attaquant a marqué deux buts. L'entraîneur félicite son équipe après le match de football.",
        "16": "Les soldats ont bombardé la ville. L'armée refuse le cessez-le-feu.",
    },
    "es": {
        "01": "La cantante publica un disco. La película se estrena en el cine durante el festival.",
        "02": "El juez condenó al asesino a diez años de cárcel. La fiscalía había pedido más.",
        "04": "La empresa anuncia beneficios. La Bolsa sube y los inversores celebran.",
        "07": "Los médicos del hospital atienden a los pacientes. Esperan una vacuna contra la enfermedad.",
        "11": "El presidente del Gobierno habló en el Parlamento. Los diputados votan la ley antes de las elecciones.",
        "13": "El programa informático protege los ordenadores. Los científicos lo hallaron en internet.",
        "15": "El delantero marcó dos goles. El entrenador felicitó al equipo tras el partido de fútbol.",
        "16": "Los soldados bombardearon la ciudad. El ejército rechaza el alto el fuego.",
    },
}


def subjects(text, language="en", **options):
    return classify(read_article(text, language).sentences, language, **options)


def codes(text, language="en", **options):
    return [subject.entry.code for subject in subjects(text, language, **options)]


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [(language, number, text) for language, cases in CASES.items() for number, text in cases.items()],
)
def test_the_first_media_topic(language, number, text):
    assert codes(text, language)[0] == f"medtop:{number}000000"


def test_a_region_does_not_matter():
    assert codes(CASES["en"]["15"], "en-GB") == codes(CASES["en"]["15"], "en")


def test_a_language_without_a_list_has_no_media_topic():
    assert subjects("Jalgpallurid armastavad sport.", "et") == []
    assert subjects("Sport", None) == []
    assert subjects("", "en") == []


def test_without_a_list_a_vocabulary_is_known_by_its_labels():
    own = Vocabulary((Entry("medtop:15000000", "Jalgpall"), Entry("medtop:12000000", "Kirik")))
    assert codes("Jalgpallurid võitsid mängu.", "et", vocabulary=own) == ["medtop:15000000"]


def test_short_words_of_a_label_go_on_to_their_plural_only():
    own = Vocabulary((Entry("a", "Art"), Entry("t", "High tax")))
    assert codes("She collects art. The arts are dear to her.", vocabulary=own) == ["a"]
    assert codes("The article is long. A taxi came.", vocabulary=own) == []
    assert codes("High taxes are levied.", vocabulary=own) == ["t"]


def test_the_title_alone_is_no_evidence():
    text = "\n\n".join(["The match was long and good."] * 420)
    assert [*dict.fromkeys(codes(text, title="Weather forecast"))] == ["medtop:15000000"]


def test_the_title_and_the_beginning_weigh_more():
    text = "The film was shown. The match was played."
    assert codes(text, title="A film")[0] == "medtop:01000000"
    assert codes(text, title="A football match")[0] == "medtop:15000000"
    film, match = "The film was liked. ", "The football was liked. "
    dull = "Nothing else was worth a word here. " * 10
    assert codes(film + dull + match)[0] == "medtop:01000000"
    assert codes(match + dull + film)[0] == "medtop:15000000"


def test_the_longest_phrase_decides():
    assert codes("She wrote of the prime minister.") == ["medtop:11000000"]
    assert "medtop:16000000" not in codes("Star Wars came back to the cinema.")


def test_shares_are_of_one_whole():
    found = subjects(" ".join(CASES["en"].values()))
    assert sum(subject.score for subject in found) <= 1 + 1e-9
    assert [subject.score for subject in found] == sorted((subject.score for subject in found), reverse=True)


def test_evidence_is_text_that_speaks_for_the_subject():
    text = "Heat wave in town\n\nThe mayor ate. A heatwave is coming, the weather forecast says. The choir sang a song."
    article = read_article(text)
    weather = next(s for s in classify(article.sentences, "en") if s.entry.label == "weather")
    assert [article.text(sentence) for sentence in weather.sentences] == [
        "A heatwave is coming, the weather forecast says."
    ]


OWN = Vocabulary(
    (
        Entry("t1", "Public transport"),
        Entry("t2", "Air transport"),
        Entry("h1", "Harbours"),
        Entry("c1", "Town council"),
        Entry("s1", "Skiing"),
    )
)


def test_a_vocabulary_of_ones_own_is_known_by_its_labels():
    text = "The town council wants better public transport. The harbour will wait, the council said."
    found = codes(text, vocabulary=OWN)
    assert found[:3] == ["c1", "t1", "h1"]
    assert "s1" not in found


def test_media_topics_under_a_newsrooms_own_labels():
    own = Vocabulary((Entry("medtop:15000000", "Ballsport"), Entry("x", "Public transport")))
    found = subjects(CASES["en"]["15"], vocabulary=own)
    assert [subject.entry.label for subject in found] == ["Ballsport"]


def test_labels_in_scripts_without_spaces():
    own = Vocabulary((Entry("a", "有轨电车"), Entry("b", "学校")))
    assert codes("市议会投票修建有轨电车。居民欢迎。", "zh", vocabulary=own) == ["a"]


@pytest.mark.parametrize("language", LISTED)
def test_lists_are_well_formed(language):
    source = files("summarizer.extractive").joinpath("data", f"subjects.{language}.json")
    data = json.loads(source.read_text(encoding="utf-8"))
    assert [*data] == [entry.code for entry in media_topics().entries]
    for code, levels in data.items():
        assert {*levels} <= {"sure", "usual", "weak"}
        terms = [term for lines in levels.values() for line in lines for term in line.split(", ")]
        assert len(terms) == len(set(terms)), (code, [term for term in terms if terms.count(term) > 1])
        assert not [term for term in terms if not re.fullmatch(r"[^\W_]+(?:[ '][^\W_]+)*\*?", term)]


@given(
    st.text(st.sampled_from(list("Aab Tt.\n\"'-é市电。ไ")), max_size=300),
    st.sampled_from(["en", "de", "fr", "zh", "th", None]),
    st.sampled_from([None, OWN, Vocabulary((Entry("a", "a"), Entry("b", "-"), Entry("c", "市电")))]),
)
def test_any_text(text, language, vocabulary):
    article = read_article(text, language)
    for subject in classify(article.sentences, language, title=text[:20], vocabulary=vocabulary):
        assert subject.entry in (vocabulary or media_topics()).entries
        assert 0 < subject.score <= 1 + 1e-9
        assert 0 < len(subject.sentences) <= EVIDENCE
        assert all(article.kind(sentence) is SentenceKind.TEXT for sentence in subject.sentences)
