"""What tests share: the shipped pipeline, loaded once, and the switch that rewrites golden files."""

import pytest
from spacy.language import Language

from helderetaal.pipeline import load_pipeline


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files with what comes out now")


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests run with our own defaults, whatever the environment says."""
    for name in ("HELDERETAAL_PIPELINE", "HELDERETAAL_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline; a test that needs it fails where it is missing."""
    return load_pipeline()
