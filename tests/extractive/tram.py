"""An article written for the tests of the built-in model, and how it is read."""

from dataclasses import dataclass

from summarizer.schema.article import Quotation, Sentence
from summarizer.text.quotations import find_quotations
from summarizer.text.sentences import split_sentences

TRAM = """All news

Riverton council backs tram line to the port

RIVERTON, March 4. /WIRE/. The city council of Riverton voted on Monday to build a tram line to the port and \
the hospital, Mayor Ana Holt said.

"We have waited thirty years for this, and nobody can say that we were hasty about it. The line will serve the \
hospital and the port, and the first cars will run before the decade is out," Holt said.

The tram line will be twelve kilometres long and is to open in 2028, according to the city council. Opponents \
of the tram line said that Riverton needs more buses instead.

Port workers

The union of the port workers welcomed the vote. Most port workers now drive to work, and the car parks of the \
port are full by seven in the morning. It has asked for a night service as well.

Other matters

The council also discussed the flood wall, a new school and the budget of the fire brigade. Transport \
researcher Paul Reed told the council that in cities of a similar size the number of passengers grew by a \
fifth after a tram line was opened.

Ana Holt will present the financing of the tram line in April.

Additional reporting by Jo Lane
"""


@dataclass(frozen=True, slots=True)
class Read:
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    def text(self, sentence_id):
        return next(sentence.text for sentence in self.sentences if sentence.id == sentence_id)

    def kind(self, sentence_id):
        return next(sentence.kind for sentence in self.sentences if sentence.id == sentence_id)


def read_article(text, language="en"):
    quotations = find_quotations(text, language)
    return Read(split_sentences(text, language, quotations), quotations)
