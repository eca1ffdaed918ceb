"""Train the pipeline of a spaCy config; as `spacy train`, with numpy's own BLAS.

    python train.py config.cfg OUTPUT --paths.train train.spacy --paths.dev dev.spacy

`spacy train` sets thinc's bundled BLIS, which is about half as fast as OpenBLAS on a common x86-64 machine and gives
the same numbers up to rounding. That choice is the only difference.
"""

import sys
from pathlib import Path

from spacy.cli._util import parse_config_overrides
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops


def main() -> None:
    config_path, output, *overrides = sys.argv[1:]
    set_current_ops(NumpyOps(use_blis=False))
    config = load_config(Path(config_path), overrides=parse_config_overrides(overrides), interpolate=False)
    Path(output).mkdir(parents=True, exist_ok=True)
    nlp = init_nlp(config)
    train(nlp, Path(output), use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)


if __name__ == "__main__":
    main()
