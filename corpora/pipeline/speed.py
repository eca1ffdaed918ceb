"""Size, load time and words a second of a pipeline on one core, with numpy's arithmetic and with thinc's BLIS.

    python speed.py helderetaal/nl_helderetaal TEXT.conllu...

Each figure is the median of three processes that take turns, so that a busy machine hits both alike; compare the
ratios, not the figures of two machines.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys, time
began = time.perf_counter()
import spacy
imported = time.perf_counter()
from helderetaal.pipeline import BATCH, load_pipeline
nlp = load_pipeline(sys.argv[1])
loaded = time.perf_counter()
texts = sys.stdin.read().split("\\n\\n")
list(nlp.pipe(texts[:50], batch_size=BATCH))
start = time.perf_counter()
words = sum(map(len, nlp.pipe(texts, batch_size=BATCH)))
print(imported - began, loaded - imported, words / (time.perf_counter() - start))
"""
BLOCK = 4
"""Sentences in a text, about as many as in a paragraph of a page."""


def measure(pipeline: str, texts: str, blis: str) -> list[float]:
    """Seconds to import spaCy, seconds to load the pipeline beside it, words a second."""
    settings = {**os.environ, "HELDERETAAL_BLIS": blis, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", PROGRAM, pipeline]
    done = subprocess.run(command, input=texts, env=settings, capture_output=True, text=True, check=True)
    return [float(value) for value in done.stdout.split()]


def main() -> None:
    pipeline, *treebanks = sys.argv[1:]
    lines = [line for path in treebanks for line in Path(path).read_text(encoding="utf-8").splitlines()]
    sentences = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    texts = "\n\n".join(" ".join(sentences[start : start + BLOCK]) for start in range(0, len(sentences), BLOCK))
    runs: dict[str, list[list[float]]] = {"": [], "1": []}
    for _ in range(3):
        for blis, found in runs.items():
            found.append(measure(pipeline, texts, blis))
    fast, blis = ([statistics.median(values) for values in zip(*runs[name], strict=True)] for name in ("", "1"))
    size = sum(file.stat().st_size for file in Path(pipeline).rglob("*") if file.is_file())
    if size:  # a package by its name has no folder here
        print(f"size             {size / 1e6:8.1f} MB")
    print(f"import spacy     {fast[0]:8.2f} s")
    print(f"load beside it   {fast[1]:8.2f} s")
    print(f"words a second   {fast[2]:8,.0f}")
    print(f"with BLIS        {blis[2]:8,.0f}")
    print(f"ratio            {fast[2] / blis[2]:8.2f}")


if __name__ == "__main__":
    main()
