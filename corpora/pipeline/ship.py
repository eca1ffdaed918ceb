"""A trained pipeline to `helderetaal/nl_helderetaal/`: name, version, licence and scores in its meta.json; few strings.

python ship.py OUTPUT/model-last scores.json 1.1.0
"""

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

import spacy
import srsly

from helderetaal.pipeline._tokens import dutch_tokenizer

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "helderetaal" / "nl_helderetaal"
SENTENCES = ROOT / "corpora" / "treebank" / "municipal.conllu"
SOURCES = [
    {
        "name": "UD_Dutch-LassySmall",
        "license": "CC BY-SA 4.0",
        "author": "Gosse Bouma, Gertjan van Noord",
        "url": "https://universaldependencies.org/treebanks/nl_lassysmall/",
    },
    {
        "name": "UD_Dutch-Alpino",
        "license": "CC BY-SA 4.0",
        "author": "Gosse Bouma, Gertjan van Noord",
        "url": "https://universaldependencies.org/treebanks/nl_alpino/",
    },
    {
        "name": "Alpino Treebank",
        "license": "LGPL 2.1 or later",
        "author": "Gertjan van Noord, Gosse Bouma and others, University of Groningen",
        "url": "https://www.let.rug.nl/vannoord/trees/",
    },
    {
        "name": "The municipal treebank of helderetaal",
        "license": "CC BY-SA 4.0",
        "author": "The helderetaal authors",
        "url": "corpora/treebank",
    },
]
LARGEST = 20.0
"""Megabytes that the pipeline may take in the package."""


def needed_strings(trained: Path) -> list[str]:
    """The strings that a pipeline cannot do without: its labels, and what its edit trees put in the place of what.

    Training leaves every word of the training text among them (229,000 strings, 3.7 MB); words are not needed, and the
    raw text is not ours to ship.
    """
    nlp = spacy.load(trained)
    labels = {label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    trees = srsly.msgpack_loads((trained / "trainable_lemmatizer" / "trees").read_bytes())["trees"]
    edits = {tree[side] for tree in trees if "orig" in tree for side in ("orig", "subst")}
    return sorted(map(str, labels | {nlp.vocab.strings[edit] for edit in edits}))


def annotations(pipeline: Path) -> list[tuple[str, ...]]:
    """What a pipeline says of each word of the municipal sentences."""
    found = re.findall(r"^# text = (.+)$", SENTENCES.read_text(encoding="utf-8"), re.MULTILINE)
    nlp = spacy.load(pipeline)
    docs = nlp.pipe(map(dutch_tokenizer(nlp.vocab, nlp.Defaults).split, found))
    return [(t.text, t.pos_, t.tag_, str(t.morph), t.lemma_, t.dep_, t.head.text) for doc in docs for t in doc]


def main() -> None:
    trained, scores, version = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:  # the old one stays until the new one has been made and looked at
        made = Path(folder) / TARGET.name
        size = make(Path(trained), made, json.loads(Path(scores).read_text(encoding="utf-8")), version)
        shutil.rmtree(TARGET)
        shutil.copytree(made, TARGET)
    print(f"{TARGET.relative_to(ROOT)}: {size:.1f} MB")


def make(trained: Path, made: Path, scores: dict[str, dict[str, float]], version: str) -> float:
    """Write the pipeline to be placed to the folder `made`; its size in megabytes. Ends the program if it is bad."""
    shutil.copytree(trained, made)
    shutil.copy(TARGET / "LICENSE", made)
    strings = json.dumps(needed_strings(trained), ensure_ascii=False)
    (made / "vocab" / "strings.json").write_text(strings, encoding="utf-8")
    nlp = spacy.load(made)
    dutch_tokenizer(nlp.vocab, nlp.Defaults).split.to_disk(made / "tokenizer")
    if annotations(trained) != annotations(made):
        sys.exit(f"without the words of the training text {trained} says something else: a string is missing")
    config = made / "config.cfg"
    text = config.read_text(encoding="utf-8")
    # Where the data lay on one machine is of no use on another.
    config.write_text(re.sub(r"^(train|dev) = .+$", r"\1 = null", text, flags=re.MULTILINE), encoding="utf-8")
    path = made / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta |= {
        "name": "helderetaal",
        "version": version,
        "description": "Dutch tagger, morphologizer, parser and lemmatizer of helderetaal",
        "author": "The helderetaal authors",
        "license": "CC BY-SA 4.0",
        "sources": SOURCES,
        "performance": scores,
    }
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    size = sum(file.stat().st_size for file in made.rglob("*") if file.is_file()) / 1e6
    if size > LARGEST:
        sys.exit(f"{trained} takes {size:.1f} MB, more than {LARGEST:.0f}")
    return size


if __name__ == "__main__":
    main()
