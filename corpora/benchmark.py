"""How fast a check is, as a share of the bare pipeline on the same text in the same run.

python corpora/benchmark.py [FOLDER]        (default: the example municipality)
"""

import sys
import time
from pathlib import Path

from helderetaal import Checker, Page, PageReport, read_sources
from helderetaal.extract import extract
from helderetaal.pipeline import BATCH


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parent / "municipality")
    checker = Checker()
    pages = [page for page in read_sources([folder]) if isinstance(page, Page)]
    warm_up = [result for result in checker.results(pages) if isinstance(result, PageReport)]
    texts = [block.text for report in warm_up for block in report.blocks]
    start = time.perf_counter()
    tokens = sum(len(doc) for doc in checker.nlp.pipe(texts, batch_size=BATCH))
    bare = time.perf_counter() - start
    start = time.perf_counter()
    for page in pages:
        extract(page)
    reading = time.perf_counter() - start
    start = time.perf_counter()
    list(checker.results(pages))
    whole = time.perf_counter() - start
    print(f"{len(warm_up)} pages, {len(texts)} blocks, {tokens} tokens")
    print(f"bare pipeline  {tokens / bare:8.0f} tokens/s")
    print(f"whole check    {tokens / whole:8.0f} tokens/s  {len(warm_up) / whole:6.1f} pages/s")
    print(f"ratio          {bare / whole:8.2f}")
    print(f"extraction     {reading / len(pages) * 1000:8.1f} ms/page  {reading / bare:6.1%} of the bare pipeline")


if __name__ == "__main__":
    main()
