"""Train the pipeline of a spaCy config; as `spacy train`, with numpy's own BLAS.

    python train.py config.cfg OUTPUT --paths.train train.spacy --paths.dev dev.spacy
    python train.py config.cfg OUTPUT --start helderetaal/nl_helderetaal ...

With `--start` it goes on from a trained pipeline, to fine-tune on sentences of one's own: take a low learning rate
(`--training.optimizer.learn_rate.initial_rate 0.0003`), few steps (`--training.max_steps 500`), and the treebank's
sentences among one's own, or it forgets them.

`spacy train` sets thinc's bundled BLIS, which is about half as fast as OpenBLAS on a common x86-64 machine and gives
the same numbers up to rounding. The tokens are those of `helderetaal`.
"""

import sys
from pathlib import Path

from spacy.cli._util import parse_config_overrides
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from helderetaal.pipeline._tokens import dutch_tokenizer


def main() -> None:
    config_path, output, *overrides = sys.argv[1:]
    start = None
    if overrides[:1] == ["--start"]:
        _, start, *overrides = overrides
    set_current_ops(NumpyOps(use_blis=False))
    config = load_config(Path(config_path), overrides=parse_config_overrides(overrides), interpolate=False)
    if start:
        config["components"] = {name: {"source": start} for name in config["components"]}
    Path(output).mkdir(parents=True, exist_ok=True)
    nlp = init_nlp(config)
    for _, pipe in nlp.pipeline:
        if hasattr(pipe, "tree2label"):  # spaCy does not restore it, and a lemmatizer that goes on would forget all
            pipe.tree2label = {tree: number for number, tree in enumerate(pipe.labels)}
    nlp.tokenizer = dutch_tokenizer(nlp.vocab, nlp.Defaults).split
    train(nlp, Path(output), use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)


if __name__ == "__main__":
    main()
