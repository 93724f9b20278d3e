"""Where the shipped files are: inside an installed wheel, or in the checkout the package lies in.

Knows no file's content, and never asks the environment or the working directory.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"
_CHECKOUT = _PACKAGE.parent


def templates() -> Path:
    """The folder with pages, theme and assets."""
    return _shipped_or("site_templates", _CHECKOUT / "site_templates")


def packs() -> Path:
    """The folder with one folder per policy."""
    return _shipped_or("policies", _CHECKOUT / "records" / "policies")


def calendars() -> Path:
    """The folder with one file of days off per year."""
    return _shipped_or("calendar", _CHECKOUT / "records" / "calendar")


def docs() -> Path:
    """The folder with the hand-written pages."""
    return _shipped_or("docs", _CHECKOUT / "docs")


def mkdocs_config() -> Path:
    """The configuration of the frame."""
    return _shipped_or("mkdocs.yml", _CHECKOUT / "mkdocs.yml")


def package() -> Path:
    """The folder of the generator's own code."""
    return _PACKAGE


def version() -> str:
    """The version of the installed distribution; `0+checkout` when it runs without being installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed_version

    try:
        return installed_version("louzhang")
    except PackageNotFoundError:
        return "0+checkout"


def _shipped_or(name: str, in_checkout: Path) -> Path:
    return _SHIPPED / name if _SHIPPED.is_dir() else in_checkout
