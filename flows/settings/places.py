"""Where config/ is: the person's own, else the defaults that Matson brings along."""

from __future__ import annotations

from pathlib import Path

from flows.errors import ConfigError

FILES = ("sources.yaml", "channels.yaml", "organizations.yaml", "topics.yaml", "cues.yaml")

_PACKAGE = Path(__file__).resolve().parent.parent


def find_config_dir(config_dir: Path | None) -> Path:
    """Say where a person's configuration is: `config_dir`, else ./config, else the defaults.

    Raises:
        ConfigError: `config_dir` is no folder, or there are no defaults.
    """
    if config_dir is not None:
        return _named(config_dir)
    for folder in (Path("config"), *_defaults()):
        if any((folder / name).is_file() for name in FILES):
            return folder
    raise ConfigError(
        "there is no config/ here, and the installed package has lost its defaults",
        remedy="install matson again, or set MATSON_CONFIG_DIR",
    )


def find_config_file(config_dir: Path | None, name: str) -> Path:
    """Say where one file of config/ is; one that a person does not keep is the default one.

    Raises:
        ConfigError: it is nowhere.
    """
    places = (find_config_dir(config_dir), *_defaults())
    for folder in places:
        if (folder / name).exists():
            return folder / name
    raise ConfigError(
        f"{name} is in none of {', '.join(map(str, places))}",
        remedy=f"write {places[0] / name}, or install matson again",
    )


def find_own_dir(config_dir: Path | None) -> Path:
    """Say where a person's own additions are: never in the installed package."""
    return (config_dir or Path("config")) / "local"


def _named(folder: Path) -> Path:
    if not folder.is_dir():
        raise ConfigError(
            f"MATSON_CONFIG_DIR is {str(folder)!r}, which is no folder",
            remedy=f"make it with: mkdir -p {folder}, or set MATSON_CONFIG_DIR to another",
        )
    return folder


def _defaults() -> tuple[Path, ...]:
    """List the wheel's defaults, then the checkout's config/ (an editable install)."""
    return (_PACKAGE / "defaults", _PACKAGE.parent / "config")
