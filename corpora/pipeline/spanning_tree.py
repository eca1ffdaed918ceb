"""The best tree over the words of a sentence (Chu and Liu 1965, Edmonds 1967)."""

import numpy as np
from numpy.typing import NDArray

NEVER = -1e9
"""The score of an arc that must not be taken."""

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]


def best_tree(scores: Scores, roots: int = 4) -> Heads:
    """The head of each word, so that the sum of the scores is highest, with one root.

    `scores` is (n, n + 1): the score of each head (column 0 is the root) for each of n words. Returns n heads, 0 for
    the root. Where the best tree has several roots, the best of the `roots` likeliest single ones is taken.
    """
    size = scores.shape[0] + 1
    square = np.full((size, size), NEVER)
    square[1:] = scores
    np.fill_diagonal(square, NEVER)
    heads = _arborescence(square)
    if (heads[1:] == 0).sum() == 1:
        return heads[1:]
    best_sum, best = -np.inf, heads
    for root in sorted(range(1, size), key=lambda word: -square[word, 0])[:roots]:
        single = square.copy()
        single[1:, 0] = -1e6
        single[root, 0] = square[root, 0]
        heads = _arborescence(single)
        total = sum(single[word, heads[word]] for word in range(1, size))
        if total > best_sum:
            best_sum, best = total, heads
    return best[1:]


def _arborescence(scores: Scores) -> Heads:
    """Heads for a square of scores in which 0 is the root: take the best head of each, contract a cycle, go on."""
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    rest = [word for word in range(len(heads)) if word not in set(cycle)]
    size = len(rest)
    smaller = np.full((size + 1, size + 1), NEVER)
    smaller[:size, :size] = scores[np.ix_(rest, rest)]
    inner = sum(scores[word, heads[word]] for word in cycle)
    enters, leaves = {}, {}
    for place, word in enumerate(rest):
        gains = [scores[member, word] - scores[member, heads[member]] for member in cycle]
        enters[place] = cycle[int(np.argmax(gains))]
        smaller[size, place] = max(gains) + inner
        if word:
            offers = [scores[word, member] for member in cycle]
            leaves[place] = cycle[int(np.argmax(offers))]
            smaller[place, size] = max(offers)
    contracted = _arborescence(smaller)
    for place, word in enumerate(rest):
        if word:
            heads[word] = leaves[place] if contracted[place] == size else rest[contracted[place]]
    heads[enters[contracted[size]]] = rest[contracted[size]]
    return heads


def _cycle(heads: Heads) -> list[int]:
    """The words of one cycle among the heads; [] if there is none."""
    seen = np.zeros(len(heads), int)
    for start in range(1, len(heads)):
        path, word = [], start
        while word and not seen[word]:
            seen[word] = start
            path.append(word)
            word = int(heads[word])
        if word and seen[word] == start:
            return path[path.index(word) :]
    return []
