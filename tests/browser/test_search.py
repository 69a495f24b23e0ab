"""Search, as a reader with a mouse, a keyboard, a phone or no JavaScript meets it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Dialog, Locator, Page, Request, expect

from tests.browser.axe import faults_in_light_and_dark

WORD = "trust"
HOSTILE = "<img src=x onerror=alert(1)>"
# Letters of no record: Pagefind takes a word that the query begins with for a match, and there are
# words of one Latin letter.
NOWHERE = "ψψψψ"
BATCH = 20
FACETS = ["type", "sector", "theme", "track", "strength", "agreement", "design", "country"]

# In place of Pagefind: an index in which everything that can be hostile is.
HOSTILE_INDEX = """
const evil = "<img src=x onerror=alert(1)>";
const filters = {country: {[evil]: 1}, sector: {[evil]: 1}};
const hit = {url: "#", meta: {title: evil}, filters: {sector: [evil]},
  excerpt: "before &lt;b&gt; " + evil + " <mark>" + evil + "</mark> after"};
export const search = async () => ({results: [{data: async () => hit}], filters});
export { filters_ as filters };
const filters_ = async () => filters;
"""


def box(page: Page) -> Locator:
    return page.locator("[data-search] [data-search-words]")


def status(page: Page) -> Locator:
    return page.get_by_role("status")


def links(page: Page) -> Locator:
    return page.locator("[data-search-results] a")


def facet(page: Page, name: str) -> Locator:
    return page.locator(f'[data-facet="{name}"]')


def counts(page: Page, name: str) -> dict[str, int]:
    """The number beside each value of a facet."""
    inputs = facet(page, name).locator("input")
    return dict(
        inputs.evaluate_all(
            "boxes => boxes.map(b => [b.value,"
            " Number(b.closest('label').querySelector('[data-count]').textContent)])"
        )
    )


def total(page: Page) -> int:
    found = re.match(r"(\d+) results?", status(page).inner_text())
    assert found, status(page).inner_text()
    return int(found[1])


def state(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query)


def some_value(page: Page, name: str) -> str:
    """A value that keeps some results and drops others."""
    return next(value for value, n in counts(page, name).items() if 0 < n < total(page))


def choose(page: Page, name: str, value: str) -> None:
    inputs = facet(page, name).locator(f'input[value="{value}"]')
    if not inputs.is_visible():
        facet(page, name).locator("summary").click()
    inputs.check()


def narrowed(page: Page, name: str) -> str:
    """A value that was chosen, after its results have come."""
    value = some_value(page, name)
    expected = counts(page, name)[value]
    choose(page, name, value)
    expect(status(page)).to_contain_text(re.compile(rf"^{expected} results?"))
    return value


def open_search(page: Page, site_url: str, query: str = "") -> None:
    page.goto(f"{site_url}search/{query}")
    expect(status(page)).not_to_be_empty()


@pytest.fixture
def found(page: Page, site_url: str) -> Page:
    """The search page with the results for a word."""
    open_search(page, site_url, f"?q={WORD}")
    expect(status(page)).to_contain_text(f"results for “{WORD}”")
    return page


def test_a_word_that_is_typed_gives_results_with_their_facts_and_an_excerpt(
    page: Page, site_url: str
) -> None:
    open_search(page, site_url)
    box(page).press_sequentially(WORD)
    expect(status(page)).to_contain_text(f"results for “{WORD}”")
    assert links(page).count() == min(BATCH, total(page))
    finding = page.locator("[data-search-results] > li", has_text="Strength").first
    expect(finding.locator("[data-fact=agreement]")).to_be_visible()
    expect(finding.locator("[data-fact=sector]")).to_be_visible()
    expect(page.locator("[data-excerpt] mark").first).to_contain_text(re.compile(WORD, re.I))
    urls = links(page).evaluate_all("links => links.map(a => a.href)")
    assert len(set(urls)) == len(urls)


def test_a_result_opens_the_page_with_its_claim(found: Page) -> None:
    claim = links(found).first.inner_text()
    links(found).first.click()
    expect(found.get_by_role("heading", level=1)).to_have_text(claim)


def test_a_facet_narrows_and_the_counts_follow(found: Page) -> None:
    before, sectors, strengths = total(found), counts(found, "sector"), counts(found, "strength")
    narrowed(found, "sector")
    assert total(found) < before
    assert counts(found, "sector") == sectors, "values of one facet are alternatives"
    assert counts(found, "strength") != strengths, "other facets count what is left"


def test_two_values_mean_any_and_two_facets_mean_all(found: Page) -> None:
    one, other = [value for value, n in counts(found, "type").items() if n][:2]
    everything = total(found)
    choose(found, "type", one)
    expect(status(found)).not_to_contain_text(re.compile(rf"^{everything} "))
    choose(found, "type", other)
    expect(status(found)).to_contain_text(re.compile(rf"^{everything} "))
    narrowed(found, "strength")


def test_facets_without_words_list_all_that_match(page: Page, site_url: str) -> None:
    open_search(page, site_url)
    expected = counts(page, "type")
    assert all(expected.values())
    choose(page, "type", "finding")
    expect(status(page)).to_have_text(f"{expected['finding']} results")


def test_every_facet_has_boxes_in_a_named_group_with_counts(found: Page) -> None:
    for name in FACETS:
        facet(found, name).evaluate("details => { details.open = true }")
        legend = facet(found, name).locator("legend").inner_text()
        group = facet(found, name).get_by_role("group", name=legend).last
        assert group.get_by_role("checkbox").count() == len(counts(found, name)) > 1, name
        assert any(counts(found, name).values()), name


def test_the_address_holds_the_search_and_brings_it_back(
    found: Page, reader: BrowserContext
) -> None:
    sector, strength = narrowed(found, "sector"), narrowed(found, "strength")
    assert state(found) == [("q", WORD), ("sector", sector), ("strength", strength)]
    said, shown = status(found).inner_text(), links(found).all_inner_texts()

    fresh = reader.new_page()
    fresh.goto(found.url)
    expect(status(fresh)).to_have_text(said)
    assert links(fresh).all_inner_texts() == shown
    expect(box(fresh)).to_have_value(WORD)
    chosen = fresh.locator("[data-facet] :checked")
    assert chosen.evaluate_all("boxes => boxes.map(b => b.value)") == [sector, strength]
    fresh.close()


def test_a_country_which_only_the_index_knows_comes_back_too(page: Page, site_url: str) -> None:
    open_search(page, site_url)
    country = next(value for value, n in counts(page, "country").items() if n)
    choose(page, "country", country)
    expect(status(page)).to_contain_text("result")
    page.goto(page.url)
    expect(status(page)).to_contain_text("result")
    expect(facet(page, "country").locator(":checked")).to_have_value(country)


def test_back_undoes_a_facet_but_not_a_letter(found: Page, site_url: str) -> None:
    length = found.evaluate("history.length")
    said = status(found).inner_text()
    box(found).press("End")
    box(found).press_sequentially("ed")
    expect(box(found)).to_have_value(f"{WORD}ed")
    expect(found).to_have_url(f"{site_url}search/?q={WORD}ed")
    box(found).press("Backspace")
    box(found).press("Backspace")
    expect(found).to_have_url(f"{site_url}search/?q={WORD}")
    assert found.evaluate("history.length") == length, "typing leaves no trail"
    expect(status(found)).to_have_text(said)

    choose(found, "sector", some_value(found, "sector"))
    expect(status(found)).not_to_have_text(said)
    found.go_back()
    expect(status(found)).to_have_text(said)
    assert found.locator("[data-facet] :checked").count() == 0


def test_more_results_are_shown_a_batch_at_a_time(page: Page, site_url: str) -> None:
    open_search(page, site_url, "?type=finding")
    expected = min(2 * BATCH, total(page))
    assert links(page).count() == BATCH < expected
    page.get_by_role("button", name="Show more").click()
    expect(links(page)).to_have_count(expected)
    expect(links(page).nth(BATCH)).to_be_focused()
    assert ("n", str(2 * BATCH)) in state(page)
    page.goto(page.url)
    expect(links(page)).to_have_count(expected)


def test_the_keyboard_is_enough(page: Page, site_url: str) -> None:
    open_search(page, site_url)
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.type(f"{WORD}/")
    expect(box(page)).to_have_value(f"{WORD}/")
    page.keyboard.press("Backspace")
    expect(status(page)).to_contain_text(f"results for “{WORD}”")

    sector = facet(page, "sector").locator(f'input[value="{some_value(page, "sector")}"]')
    for _ in range(40):
        if sector.evaluate("box => box === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(sector).to_be_focused()
    said = status(page).inner_text()
    page.keyboard.press("Space")
    expect(status(page)).not_to_have_text(said)
    expect(sector).to_be_focused()

    page.keyboard.press("Escape")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")
    expect(sector).to_be_checked()
    page.keyboard.press("Escape")
    expect(sector).not_to_be_checked()
    assert state(page) == []

    page.keyboard.type(WORD)
    expect(status(page)).to_contain_text("results for")
    links(page).first.focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("/search/"))


def test_the_slash_key_can_be_given_back(page: Page, site_url: str) -> None:
    open_search(page, site_url)
    page.locator("[data-search-key]").uncheck()
    page.keyboard.press("/")
    expect(box(page)).not_to_be_focused()
    page.reload()
    expect(page.locator("[data-search-key]")).not_to_be_checked()


def test_focus_is_kept_when_results_change_under_it(page: Page, site_url: str) -> None:
    open_search(page, site_url, f"?q={WORD}")
    box(page).fill(NOWHERE)
    links(page).first.focus()
    expect(status(page)).to_have_text(f"No results for “{NOWHERE}”")
    assert page.evaluate("document.activeElement !== document.body")


def test_no_results_says_so_and_offers_a_way_on(page: Page, site_url: str) -> None:
    open_search(page, site_url, f"?q={NOWHERE}&type=finding")
    expect(status(page)).to_have_text(f"No results for “{NOWHERE}”")
    none = page.locator("[data-search-none]")
    expect(none.get_by_role("link", name="list of all findings")).to_be_visible()
    none.get_by_role("button", name="Remove all filters").click()
    assert state(page) == [("q", NOWHERE)]
    expect(box(page)).to_be_focused()


def test_without_javascript_there_is_no_box_but_the_lists(
    page_without_javascript: Page, site_url: str
) -> None:
    page = page_without_javascript
    for place in ("", "search/"):
        page.goto(site_url + place)
        boxes = page.locator("input")
        assert boxes.count() > 0
        assert not any(each.is_visible() for each in boxes.all()), place
        for target in ("findings/", "sources/"):
            link = page.locator("main").get_by_role("link", name=f"all {target[:-1]}")
            expect(link.first).to_be_visible()
            href = link.first.evaluate("link => link.href")
            assert href == site_url + target
            assert page.request.get(href).ok


def test_where_search_does_not_load_the_lists_stand_in_its_place(page: Page, site_url: str) -> None:
    page.route("**/pagefind/pagefind.js", lambda route: route.abort())
    page.goto(f"{site_url}search/")
    expect(page.locator("[data-search-form]")).to_be_hidden()
    expect(page.locator("main").get_by_role("link", name="All findings")).to_be_visible()


def test_the_box_of_the_home_page_leads_to_the_results(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.keyboard.press("/")
    page.keyboard.type(WORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site_url}search/?q={WORD}")
    expect(status(page)).to_contain_text(f"results for “{WORD}”")


def test_nothing_is_asked_of_another_host(page: Page, site_url: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    open_search(page, site_url, f"?q={WORD}&type=finding")
    assert any("/pagefind/" in url for url in asked)
    assert [url for url in asked if not url.startswith((site_url, "data:"))] == []


def test_a_hostile_query_is_text(page: Page, site_url: str) -> None:
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    open_search(page, site_url)
    box(page).fill(HOSTILE)
    expect(status(page)).to_contain_text(HOSTILE)
    page.goto(page.url)
    expect(status(page)).to_contain_text(HOSTILE)
    expect(box(page)).to_have_value(HOSTILE)
    assert page.locator("[data-search] img").count() == 0
    assert dialogs == []


def test_a_hostile_index_is_text(page: Page, site_url: str) -> None:
    page.route(
        "**/pagefind/pagefind.js",
        lambda route: route.fulfill(body=HOSTILE_INDEX, content_type="text/javascript"),
    )
    open_search(page, site_url, "?q=x")
    expect(links(page)).to_have_text([HOSTILE])
    expect(page.locator("[data-excerpt]")).to_have_text(f"before <b> {HOSTILE} {HOSTILE} after")
    expect(page.locator("[data-excerpt] mark")).to_have_text(HOSTILE)
    expect(facet(page, "country")).to_contain_text(HOSTILE)
    assert page.locator("[data-search] img").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_has_nothing_to_say_and_nothing_scrolls_sideways(
    page: Page, site_url: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for query in (f"?q={WORD}&type=finding", f"?q={NOWHERE}&type=finding", ""):
        open_search(page, site_url, query)
        page.locator("details").evaluate_all("all => all.forEach(d => { d.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert faults_in_light_and_dark(page) == []
