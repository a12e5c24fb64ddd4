"""What the plugin sets on Material: our templates and assets, no foreign font, the brand colour, the palette."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from carbonpress.source.theme import theme_folder

ASSETS = "assets/carbonpress/"
"""Where the assets of the theme lie in a site."""

LINKED = (".css", ".js")
"""Assets of these types at the top of the theme's folder are linked by every page; the others load on demand."""

HEADER = "#0b4f4a"
"""Colour of the header where `mkdocs.yml` names none; white on it has a contrast of 9.5."""

FEATURES = ["navigation.tabs", "navigation.top"]
"""Features of Material where `mkdocs.yml` names none."""

ON_DEMAND = frozenset({"compare.js", "plotly.min.js", "verify.js"})
NOT_SERVED = frozenset({".mjs", ".cjs", ".json"})
"""Build recipes that lie beside the assets."""


def assets() -> list[Path]:
    """The files of the theme that a site serves, as paths below its `assets` folder, sorted."""
    folder = theme_folder() / "assets"
    found = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [path for path in found if path.suffix not in NOT_SERVED]


def dress(config: MkDocsConfig) -> None:
    """Set on *config* what all our sites share; what `mkdocs.yml` says of palette and features stays."""
    theme = config.theme
    theme.dirs.insert(1 if theme.custom_dir else 0, str(theme_folder() / "shell"))
    theme["font"] = False  # the fonts of Material come from a foreign host
    theme["palette"] = theme.get("palette") or palette()
    theme["features"] = theme.get("features") or FEATURES
    linked = [
        path for path in assets() if path.suffix in LINKED and path.name not in ON_DEMAND and len(path.parts) == 1
    ]
    config.extra_css[:0] = [ASSETS + path.name for path in linked if path.suffix == ".css"] + [ASSETS + "brand.css"]
    config.extra_javascript[:0] = [ASSETS + path.name for path in linked if path.suffix == ".js"]


def asset_files(config: MkDocsConfig, brand: str | None) -> Iterator[File]:
    """The assets of the theme and the brand's style sheet, as files of the site."""
    folder = theme_folder() / "assets"
    for path in assets():
        yield File.generated(config, ASSETS + path.as_posix(), abs_src_path=str(folder / path))
    yield File.generated(config, ASSETS + "brand.css", content=brand_style(brand or HEADER))


def brand_style(brand: str) -> str:
    """The style sheet that gives Material's header the colour *brand*."""
    colours = f"--md-primary-fg-color:{brand};--md-primary-fg-color--light:{brand};--md-primary-fg-color--dark:{brand}"
    return f"[data-md-color-primary=custom]{{{colours}}}\n"


def palette() -> list[dict[str, Any]]:
    """Light and dark, following the reader's system until the switch is used."""
    scheme = "(prefers-color-scheme: {})".format
    light, dark = {"icon": "material/weather-night"}, {"icon": "material/weather-sunny"}
    return [
        {"media": scheme("light"), "scheme": "default", "primary": "custom", "accent": "teal", "toggle": light},
        {"media": scheme("dark"), "scheme": "slate", "primary": "custom", "accent": "teal", "toggle": dark},
    ]


def named_palette(given: Any, names: Mapping[str, str]) -> Any:
    """The palette *given* with the switches that `mkdocs.yml` left without a name called as *names* says, by scheme."""
    if not isinstance(given, list):
        return given
    return [_named(scheme, names) if isinstance(scheme.get("toggle"), dict) else scheme for scheme in given]


def _named(scheme: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    name = names.get(scheme.get("scheme", "default"), "")
    return {**scheme, "toggle": {"name": name, **scheme["toggle"]}}
