"""What stands on the declaration, report, product and catalogue pages, and what can never stand there."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import hypothesis.strategies as st
import pytest
from hypothesis import given

from carbonpress.press.common.folded_columns import DEPTHS, folded
from carbonpress.press.common.page import Page, Site
from carbonpress.press.pages.catalogue import (
    AT_ONCE,
    MODEL,
    catalogue_data,
    catalogue_page,
    catalogue_row,
    in_order,
)
from carbonpress.press.pages.catalogue_row import Row
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.feed import feed
from carbonpress.press.pages.product import product_page
from carbonpress.press.pages.reference import factors_page, method_page, rules_index_page, rules_page
from carbonpress.press.pages.report import SECTIONS, report_page
from carbonpress.record.shape import Record
from carbonpress.record.validity import state_on
from carbonpress.record.version import Version
from carbonpress.reference.load import shipped_library
from carbonpress.rules.registry import BY_ID
from carbonpress.rules.wording import documentation

LANGUAGES = ("zh", "en")
VOID = {"img", "br", "link", "input", "meta", "mspace", "rect", "path"}


class Reader(HTMLParser):
    """Reads a page as a browser does: elements, attributes, text; keeps what is wrong with its nesting."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


def rows(versions: list[Version], language: str) -> list[Row]:
    """The rows of the catalogue that has these versions."""
    products: dict[str, list[Version]] = {}
    for version in versions:
        products.setdefault(version.record["id"], []).append(version)
    return in_order(row for product in products.values() if (row := catalogue_row(product, language)))


def home(versions: list[Version], site: Site, language: str) -> Page:
    """The catalogue page of these versions."""
    shown = {version.record["id"]: version for version in sorted(versions, key=lambda v: v.record["version"])}
    return catalogue_page(rows(versions, language), shown, site, language)


def home_data(versions: list[Version], site: Site, language: str) -> str:
    """The catalogue data of these versions."""
    return catalogue_data(rows(versions, language), site, language)


def own_pages(version: Version, site: Site, language: str) -> list[Page]:
    """The three pages of a product."""
    return [
        declaration_page(version, site, language),
        report_page(version, site, language),
        product_page([version], site, language),
    ]


def all_pages(version: Version, site: Site, language: str) -> list[Page]:
    """A page of every kind."""
    library = shipped_library()
    return [
        *own_pages(version, site, language),
        home([version], site, language),
        rules_index_page(library.rules, site, language),
        *(rules_page(rules, rows([version], language), site, language) for rules in library.rules.values()),
        factors_page(library, site, language),
        method_page([BY_ID["offset"]], site, language),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_well_formed(version: Version, site: Site, language: str) -> None:
    """Every element that opens closes in its place, and no id stands twice."""
    for page in all_pages(version, site, language):
        reader = Reader(page.body)
        assert ([], []) == (reader.wrong, reader.open), page.address
        assert sorted(set(reader.ids)) == sorted(reader.ids), page.address


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_strict_content_security_policy_is_possible(version: Version, site: Site, language: str) -> None:
    """No page has inline scripts, handlers or styles, nor loads anything from a foreign host."""
    for page in all_pages(version, site, language):
        for tag, attributes in Reader(page.body).elements:
            assert tag not in {"script", "style", "iframe", "object", "embed", "base"}, page.address
            assert not [name for name in attributes if name.startswith("on") or name == "style"], page.address
            assert not attributes.get("src", "").startswith(("http", "//")), page.address


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_never_becomes_markup(hostile: Record, site: Site, language: str) -> None:
    """Markup in any text of an author stands on the page as the characters that it is."""
    calm = json.loads(json.dumps(hostile).replace("<", "‹").replace(">", "›"))
    for pressed, quiet in zip(
        own_pages(Version(hostile, "withdrawn", hostile["change"]), site, language),
        own_pages(Version(calm, "withdrawn", calm["change"]), site, language),
        strict=True,
    ):
        tags = [tag for tag, _ in Reader(pressed.body).elements]
        assert [tag for tag, _ in Reader(quiet.body).elements] == tags
        assert "alert(1)" in Reader(pressed.body).text
        handlers = [n for _, attributes in Reader(pressed.body).elements for n in attributes if n.startswith("on")]
        assert [] == handlers
        assert 1 >= pressed.head.count("<script") == pressed.head.count("</script")
        assert "{{7*7}}" in pressed.body


def test_a_script_address_is_never_a_link(record: Record, site: Site) -> None:
    """Links of an author lead to web pages or nowhere."""
    record["product"]["links"] = [{"title": {"en": "x"}, "url": "javascript:alert(1)"}]
    record["organisation"]["website"] = "javascript:alert(1)"
    record["factors"]["fibre@2024"]["source"]["url"] = "javascript:alert(1)"
    for page in own_pages(Version(record, "current"), site, "en"):
        assert "javascript:" not in page.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_stays_text_in_catalogue_and_feed(hostile: Record, site: Site, language: str) -> None:
    """Neither the catalogue nor its data nor the feed carry markup of an author."""
    version = Version(hostile, "current")
    assert "<script" not in home([version], site, language).body
    assert "<" not in home_data([version], site, language)
    assert "<script" not in feed([version], site, language)
    json.loads(home_data([version], site, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_never_stands_alone(version: Version, site: Site, language: str) -> None:
    """Next to the figure stand unit, boundary, validity, verifier, number, rules, and the way to the report."""
    text = Reader(declaration_page(version, site, language).body).text
    record = version.record
    for said in (
        "887",
        "kg CO₂e",
        record["unit"]["of"][language],
        record["boundary"]["name"][language],
        record["validity"]["from"],
        record["validity"]["to"],
        record["verification"]["by"][language],
        record["programme"]["number"],
        record["rules"]["document"],
        record["organisation"]["name"][language],
    ):
        assert said in text
    links = [
        a.get("href", "") for tag, a in Reader(declaration_page(version, site, language).body).elements if tag == "a"
    ]
    assert "../../../p/gyta53-24b1/v1/report/" in links


def test_an_excluded_stage_is_never_zero(version: Version, site: Site) -> None:
    """What is not counted says so: its row holds neither a figure nor a percentage."""
    for page in own_pages(version, site, "en"):
        assert page.address == "p/gyta53-24b1/" or "not counted" in page.body
        rows = re.findall(r'<tr class="cp-left-out"><th scope="row">Use</th>.*?</tr>', page.body)
        for row in rows:
            cells = re.sub(r"<svg.*?</svg>|<[^>]*>", " ", row).split()
            assert ["Use", "not", "counted", "–"] == cells
    assert 'class="cp-hollow"' in declaration_page(version, site, "en").body


def test_a_check_is_documented_in_the_language_of_the_page(site: Site) -> None:
    """The method page tells a check by its docstring in English, and by the words of the theme in Chinese."""
    rule = replace(BY_ID["offset"], clause="annex E", documentation="No offsets.\n\nNever `offsets`.")
    english, chinese = (method_page([rule], site, language).body for language in ("en", "zh"))
    assert "<p>No offsets.</p>\n<p>Never <code>offsets</code>.</p>" in english
    told = [re.sub(r"`(.*?)`", r"<code>\1</code>", part) for part in documentation(rule, "zh")]
    assert "\n".join(f"<p>{part}</p>" for part in told) in chinese
    assert "· annex E" in english
    assert "· 附录 E" in chinese
    assert "Never" not in chinese
    assert 'lang="en"' not in chinese


def test_the_percentages_of_the_stages_sum_to_one_hundred(record: Record, site: Site) -> None:
    """The table of stages shows percentages that add up to 100.0 exactly."""
    shares = ["0.3333", "0.3333", "0.3333", None, "0.0001"]
    for stage, share in zip(record["boundary"]["stages"], shares, strict=True):
        stage["share"] = share
    body = declaration_page(Version(record, "current"), site, "en").body
    table = body[body.index('<table class="cp-stages">') :]
    shown = re.findall(r'<td class="cp-n">([0-9.]+)%</td></tr>', table[: table.index("</tbody>")])
    assert Decimal("100.0") == sum(map(Decimal, shown))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_has_every_section_of_annex_b_in_order(version: Version, site: Site, language: str) -> None:
    """From the overview to the interpretation, all are there, in this order, and the contents lead to each."""
    reader = Reader(report_page(version, site, language).body)
    wanted = [id_ for section, parts in SECTIONS for id_ in (section, *parts)]
    assert wanted == [id_ for id_ in reader.ids if id_ in wanted]
    links = [attributes.get("href") for tag, attributes in reader.elements if tag == "a"]
    assert not [id_ for id_ in wanted if f"#{id_}" not in links]


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_inside_a_page_lead_somewhere(version: Version, site: Site, language: str) -> None:
    """Every link to a part of the same page finds that part."""
    for page in all_pages(version, site, language):
        reader = Reader(page.body)
        inside = {a["href"][1:] for tag, a in reader.elements if tag == "a" and a.get("href", "").startswith("#")}
        assert set() == inside - set(reader.ids), page.address


def test_the_report_shows_every_public_line_and_its_steps(version: Version, site: Site) -> None:
    """A verifier finds amount, steps, factor, GWP and result of each line."""
    text = Reader(report_page(version, site, "en").body).text.replace("\u00a0", " ").replace("\u202f", " ")
    for said in (
        "4 297.276 MWh × 1 850 km ÷ 24 300 km × 1 km ÷ 1 000 km = 0.327159 MWh",
        "186 kg × 2 118 km",
        "42.652 GJ ÷ 1 t × 0.0202 t C/GJ × 0.98 × 44/12",
        "27.9",
        "2 confidential lines, in aggregate",
        "870.5",
    ):
        assert said in text
    for activity in version.record["activities"]:
        assert activity["name"]["en"] in text


def test_a_line_of_two_terms_shows_both(version: Version, site: Site) -> None:
    """Emission and removal of one line stand in rows of their own."""
    body = report_page(version, site, "en").body
    assert ["5.000", "−15.000"] == re.findall(r">(5\.000|−15\.000)</td>", body)


def test_stated_results_say_so_and_show_no_inventory(stated: Record, site: Site) -> None:
    """A declaration with stated results names its study on both pages and has no table of lines."""
    version = Version(stated, "current")
    for page in (declaration_page(version, site, "en"), report_page(version, site, "en")):
        assert "Study 7" in page.body
        assert "inventory.csv" not in page.body
    assert "cp-inventory" not in report_page(version, site, "en").body


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("current", "2026-02-28", "upcoming"),
        ("current", "2026-03-01", "current"),
        ("current", "2029-02-28", "current"),
        ("current", "2029-03-01", "expired"),
        ("current", "", "current"),
        ("draft", "2030-01-01", "draft"),
        ("superseded", "2030-01-01", "superseded"),
        ("withdrawn", "2026-05-01", "withdrawn"),
    ],
)
def test_a_version_stands_as_its_state_and_the_day_say(record: Record, state: str, day: str, expected: str) -> None:
    """Both days of validity are included; only what is current can expire."""
    assert expected == state_on(Version(record, state), day)


@pytest.mark.parametrize("state", ["draft", "superseded", "withdrawn"])
def test_the_state_shows_with_reason_and_successor(record: Record, site: Site, state: str) -> None:
    """A version that must not be used says so first, with the reason and the way to its successor."""
    version = Version(record, state, {"en": "A factor was wrong."}, "p/gyta53-24b1/v2/")
    body = declaration_page(version, site, "en").body
    assert f"cp-banner-{state}" in body
    assert (state != "draft") == ("A factor was wrong." in body) == ('href="../../../p/gyta53-24b1/v2/"' in body)


def test_an_expired_declaration_says_so_without_a_script(record: Record) -> None:
    """The notice of expiry is visible in the page as built; the one of validity is not."""
    body = declaration_page(Version(record, "current"), Site("https://x.example/", built_on="2030-01-01"), "en").body
    assert 'data-cp-when="expired">' in body
    assert 'data-cp-when="current" hidden>' in body


def test_what_is_not_verified_says_so(record: Record, site: Site) -> None:
    """Without a verifier the page reads "Not verified"."""
    record["verification"] = {"kind": "none", "by": None, "statement": None, "date": None}
    assert "Not verified" in declaration_page(Version(record, "current"), site, "en").body


def test_a_missing_language_falls_back_visibly(record: Record, site: Site) -> None:
    """Text that exists only in Chinese carries its language and a mark on the English page, and no mark in titles."""
    record["product"]["name"] = {"zh": "光缆"}
    page = declaration_page(Version(record, "current"), site, "en")
    assert '<span class="cp-other" lang="zh">光缆<sup class="cp-other-mark">中文</sup></span>' in page.body
    assert "光缆 – carbon footprint" == page.title


def test_illustrative_factors_are_marked(version: Version, site: Site) -> None:
    """The declaration warns of illustrative factors, and the report marks each line and factor that is one."""
    assert "illustrative" in declaration_page(version, site, "en").body
    body = report_page(version, site, "en").body
    assert 2 == body.count('<span class="cp-mark">illustrative</span>')


def test_no_illustrative_factor_no_mark(record: Record, site: Site) -> None:
    """Where every factor is cited, no page speaks of illustration."""
    for factor in record["factors"].values():
        factor["illustrative"] = False
    record["data_quality"]["illustrative_share"] = "0"
    for page in own_pages(Version(record, "current"), site, "en"):
        assert "cp-mark" not in page.body


def test_a_negative_total_is_told_as_removal(record: Record, site: Site) -> None:
    """More taken up than released is said so, and its shares are not shown."""
    record["total"]["value"] = "-12.5"
    for stage in record["boundary"]["stages"]:
        stage["share"] = None
        stage["value"] = "-12.5" if stage["id"] == "production" else stage["value"] and "0"
    body = declaration_page(Version(record, "current"), site, "en").body
    assert "more greenhouse gas is taken from the air" in body
    assert "100.0%" not in body


def test_head_names_the_page_and_its_counterparts(version: Version, site: Site) -> None:
    """Canonical address, both languages and the default stand in the head."""
    head = declaration_page(version, site, "en").head
    base = "https://pcf.example.com/"
    assert f'<link rel="canonical" href="{base}en/p/gyta53-24b1/v1/">' in head
    assert f'hreflang="zh" href="{base}p/gyta53-24b1/v1/"' in head
    assert f'hreflang="en" href="{base}en/p/gyta53-24b1/v1/"' in head
    assert f'hreflang="x-default" href="{base}p/gyta53-24b1/v1/"' in head


def test_figures_are_readable_without_a_script(version: Version, site: Site) -> None:
    """Nothing that carries a figure is hidden until a script runs."""
    body = declaration_page(version, site, "en").body
    hidden = re.findall(r"<(\w+)[^>]*\shidden[^>]*>", body)
    assert {"p", "div", "button"} == set(hidden)
    assert re.search(r'<span class="cp-value">887</span>', body)


def test_the_product_page_lists_versions_newest_first(record: Record, site: Site) -> None:
    """All versions are there; the one in force comes before them."""
    second = copy.deepcopy(record)
    second.update(version=2, address="p/gyta53-24b1/v2/")
    second["total"]["value"] = "777"
    body = product_page([Version(record, "superseded"), Version(second, "current")], site, "en").body
    assert ["2", "1"] == re.findall(r'<th scope="row"><a href="[^"]*">(\d)</a>', body)
    assert '<span class="cp-value">777</span>' in body


def test_a_product_without_a_version_in_force_says_so(record: Record, site: Site) -> None:
    """Withdrawn alone leaves nothing in force."""
    assert "No version is in force" in product_page([Version(record, "withdrawn")], site, "en").body


def many(record: Record, count: int) -> list[Version]:
    """So many products, `Cable 1` and on."""
    made = []
    for number in range(1, count + 1):
        one = {**record, "id": f"cable-{number}", "address": f"p/cable-{number}/v1/"}
        one["product"] = {**record["product"], "name": {"en": f"Cable {number}", "zh": f"光缆 {number}"}}
        made.append(Version(one, "current"))
    return made


def test_the_catalogue_is_a_plain_table_in_natural_order(record: Record, site: Site) -> None:
    """Names sort as people count: 2 before 10."""
    body = home(many(record, 12), site, "en").body
    names = re.findall(r'<a href="[^"]*">(Cable \d+)</a>', body)
    assert [f"Cable {number}" for number in range(1, 13)] == names


def test_a_long_catalogue_holds_only_its_first_rows(record: Record, site: Site) -> None:
    """Beyond the limit the page says how many there are and where the rest is."""
    body = home(many(record, AT_ONCE + 5), site, "en").body
    assert AT_ONCE == body.count('<tr role="row" data-cp-row')
    assert f"{AT_ONCE} of {AT_ONCE + 5}" in body


def test_catalogue_data_are_columns_of_equal_length(record: Record, site: Site) -> None:
    """Each column has one value per product; shared words stand once."""
    data = json.loads(home_data(many(record, 30), site, "en"))
    lengths = {len(data[name]) for name in ("id", "name", "figure", "unit", "shares", "alike", "state", "from", "to")}
    assert {30} == lengths
    assert 1 == len(data["units"]) == len(data["shapes"]) == len(data["categories"])
    assert None is data["shares"][0][3]
    assert 100 == sum(share for share in data["shares"][0] if share is not None)


def test_catalogue_data_lose_no_word(record: Record, site: Site) -> None:
    """Ids, names, models, numbers and units can be had back from the columns, whatever they hold."""
    versions = many(record, 30)
    versions[3].record["product"]["model"] = "𠮷-1"
    versions[4].record["product"]["model"] = "𠮷-2"
    data = json.loads(home_data(versions, site, "en"))
    known = rows(versions, "en")
    for name in ("id", "name", "model", "number"):
        assert [getattr(row, name) for row in known] == unfolded(data[name])
    models = unfolded(data["model"])
    units = [data["units"][at].replace(MODEL, model) for at, model in zip(data["unit"], models, strict=True)]
    assert [row.unit for row in known] == units


@given(st.lists(st.text(alphabet="ab1𠮷é", max_size=70)))
def test_folded_words_unfold(words: list[str]) -> None:
    """No word is lost by folding."""
    assert words == unfolded(folded(words))


def unfolded(column: Iterable[str]) -> list[str]:
    """The words that `folded` made *column* of; the script of the catalogue does the same."""
    words: list[str] = []
    before = ""
    for left in column:
        before = before[: DEPTHS.index(left[0])] + left[1:]
        words.append(before)
    return words


def test_only_like_figures_share_a_likeness(record: Record, site: Site) -> None:
    """Another unit or boundary is another likeness, so that figures are not put in one order."""
    other = copy.deepcopy(record)
    other.update(id="other", address="p/other/v1/")
    other["boundary"]["stages"][0]["included"] = False
    data = json.loads(home_data([Version(record, "current"), Version(other, "current")], site, "en"))
    assert 2 == len(set(data["alike"]))


def test_superseded_versions_are_not_in_the_catalogue(record: Record, site: Site) -> None:
    """The catalogue shows one version of a product, the newest that stands."""
    second = {**record, "version": 2, "address": "p/gyta53-24b1/v2/"}
    body = home([Version(record, "superseded"), Version(second, "current")], site, "en").body
    assert 1 == body.count("data-cp-row=")
    assert "p/gyta53-24b1/v2/" in body


def test_drafts_are_never_in_the_feed(record: Record, site: Site) -> None:
    """A feed reader hears of published versions only."""
    assert "<entry>" in feed([Version(record, "current")], site, "en")
    assert "<entry>" not in feed([Version(record, "draft")], site, "en")


def test_the_feed_is_xml_whatever_a_name_holds(record: Record, site: Site) -> None:
    """Markup and control characters leave the feed well-formed."""
    from xml.etree import ElementTree

    record["product"]["name"] = {"en": "a\x0b<b>&\ufffe", "zh": "光"}
    tree = ElementTree.fromstring(feed([Version(record, "current")], site, "en"))
    assert "a�<b>&�" == tree.findtext("{*}entry/{*}title")


def test_a_kind_of_line_without_a_word_cannot_be(record: Record, site: Site) -> None:
    """A kind the wording does not know is an error of ours and stops the page."""
    record["activities"][0]["kind"] = "unheard-of"
    with pytest.raises(KeyError):
        report_page(Version(record, "current"), site, "en")
