"""`python -m helderetaal` is `helderetaal`."""

from helderetaal.cli import main

main()
