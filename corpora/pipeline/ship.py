"""A trained pipeline to `helderetaal/nl_helderetaal/`: name, version, licence and scores in its meta.json.

python ship.py OUTPUT/model-best scores.json 1.0.0
"""

import json
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "helderetaal" / "nl_helderetaal"
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
]


def main() -> None:
    trained, scores, version = sys.argv[1:]
    licence = (TARGET / "LICENSE").read_bytes()
    shutil.rmtree(TARGET)
    shutil.copytree(trained, TARGET)
    (TARGET / "LICENSE").write_bytes(licence)
    config = TARGET / "config.cfg"
    text = config.read_text(encoding="utf-8")
    # Where the data lay on one machine is of no use on another.
    config.write_text(re.sub(r"^(train|dev) = .+$", r"\1 = null", text, flags=re.MULTILINE), encoding="utf-8")
    path = TARGET / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta |= {
        "name": "helderetaal",
        "version": version,
        "description": "Dutch tagger, morphologizer, parser, lemmatizer of helderetaal; trained on the Alpino Treebank",
        "author": "The helderetaal authors",
        "license": "CC BY-SA 4.0",
        "sources": SOURCES,
        "performance": json.loads(Path(scores).read_text(encoding="utf-8")),
    }
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {sum(f.stat().st_size for f in TARGET.rglob('*') if f.is_file()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
