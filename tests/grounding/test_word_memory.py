"""What is remembered of words."""

from summarizer.grounding.word_memory import WordMemory


def test_a_word_is_made_once_until_all_is_forgotten():
    made = []

    def make(word):
        made.append(word)
        return len(word)

    memory = WordMemory(make, most=2)
    assert [memory[word] for word in ("tram", "elm", "tram")] == [4, 3, 4]
    assert made == ["tram", "elm"]
    assert memory["dam"] == 3
    assert memory["tram"] == 4
    assert made == ["tram", "elm", "dam", "tram"]
