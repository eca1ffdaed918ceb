"""What a pipeline gets wrong, sentence by sentence, in Markdown: to see what a score means.

python errors.py helderetaal/nl_helderetaal municipal-held-out.conllu [--first 30]
"""

import argparse
from pathlib import Path

import evaluate
import treebank
from spacy.tokens import Doc, Token
from spacy.training import Example

from helderetaal.pipeline import load_pipeline


def relation(token: Token) -> str:
    """What a token is, and of which word: `obj` of *leveren*."""
    return "root" if token.dep_ == "ROOT" else f"`{token.dep_}` of *{token.head.text}*"


def errors(gold: Doc, parsed: Doc) -> list[str]:
    """What differs, a line a word: its tag, its lemma, its relation."""
    found = []
    aligned = Example(parsed, gold).alignment.y2x
    for token in gold:
        places = aligned[token.i]
        if len(places) != 1 or parsed[int(places[0])].text != token.text:
            found.append(f"*{token.text}* is cut otherwise")
            continue
        other = parsed[int(places[0])]
        wrong = []
        if other.tag_ != token.tag_:
            wrong.append(f"`{other.tag_}`, not `{token.tag_}`")
        if other.lemma_ != token.lemma_:
            wrong.append(f"lemma {other.lemma_}, not {token.lemma_}")
        head = aligned[token.head.i]
        if other.dep_ != token.dep_ or len(head) != 1 or other.head.i != int(head[0]):
            wrong.append(f"{relation(other)}, not {relation(token)}")
        if other.is_sent_start and not token.is_sent_start:
            wrong.append("a sentence begins here")
        if wrong:
            found.append(f"*{token.text}*: {'; '.join(wrong)}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipeline")
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--first", type=int, help="only so many sentences, spread evenly over the file")
    arguments = parser.parse_args()
    nlp = load_pipeline(arguments.pipeline)
    gold = [doc for one in treebank.read(arguments.treebank) for doc in evaluate.to_docs([one], nlp.vocab)]
    count = arguments.first or len(gold)
    chosen = [gold[place * len(gold) // count] for place in range(count)]
    for doc, parsed in zip(chosen, nlp.pipe(doc.text for doc in chosen), strict=True):
        found = errors(doc, parsed)
        print(f"- {doc.text.strip()} {'✓' if not found else ''}".rstrip())
        for error in found:
            print(f"  - {error}")


if __name__ == "__main__":
    main()
