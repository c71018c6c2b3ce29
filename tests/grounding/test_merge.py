from summarizer.grounding.merge import merge


def draft(**parts: list[dict[str, object]]) -> dict[str, object]:
    return {"headline": "h", "abstract": "a", "topics": [], "claims": [], "quotes": [], **parts}


def test_topics_by_label_claims_by_words_and_evidence_quotes_by_reference() -> None:
    first = draft(
        topics=[{"label": "Harbour bridge", "evidence": ["S1", "S2"], "code": "1"}],
        claims=[{"text": "It closes.", "evidence": ["S1"]}],
        quotes=[{"words": "Q1"}],
    )
    second = draft(
        topics=[{"label": "harbour  Bridge", "evidence": ["S2", "S40"]}, {"label": "Cost", "evidence": ["S41"]}],
        claims=[
            {"text": "It  closes.", "evidence": ["S1"]},
            {"text": "It closes.", "evidence": ["S9"]},
            {"text": "It costs.", "evidence": ["S1"]},
        ],
        quotes=[{"words": " Q1"}, {"words": "Q7"}],
    )
    merged = merge([first, second])
    assert [(topic["label"], topic["evidence"]) for topic in merged["topics"]] == [
        ("Harbour bridge", ["S1", "S2", "S40"]),
        ("Cost", ["S41"]),
    ]
    assert [(claim["text"], claim["evidence"]) for claim in merged["claims"]] == [
        ("It closes.", ["S1"]),
        ("It closes.", ["S9"]),
        ("It costs.", ["S1"]),
    ]
    assert [quote["words"] for quote in merged["quotes"]] == ["Q1", "Q7"]
    assert set(merged) == {"topics", "claims", "quotes"}
