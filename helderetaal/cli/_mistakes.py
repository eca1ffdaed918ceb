"""Mistakes in how the program was used."""

from __future__ import annotations

import click


class DutchUsageError(click.UsageError):
    """A mistake that our own code sees, with a Dutch message; click's own messages are English."""
