// @ts-check
/**
 * Search over findings and sources.
 *
 * The state of a search is the form: its fields are read from the address, and the address is the
 * form as a query string (`q`, one name per facet, `n` for the number shown). Which facets there
 * are, their values and the order of these stand in the page; this file knows none of them.
 */

/** How many results are shown at a time, and at most on opening an address. */
const BATCH = 20;
const MOST = 200;

/** How long after the last key a search begins, in milliseconds. */
const PAUSE = 180;

/** Where a reader's wish not to have the `/` key taken is kept (WCAG 2.2, 2.1.4). */
const KEY_OFF = "search-key-off";

/** Whether words, which a reader types, may be in an element that has the focus. */
const TYPING = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])";

/**
 * @typedef {{url: string, excerpt: string, meta: {title?: string},
 *   filters: Record<string, string[]>}} Hit
 * @typedef {{data: () => Promise<Hit>}} Result
 * @typedef {Record<string, Record<string, number>>} Counts  pages by facet and value
 * @typedef {Record<string, {any: string[]}>} Filters  the values chosen, by facet
 * @typedef {{results: Result[], filters: Counts}} Found
 * @typedef {object} Pagefind
 * @property {() => Promise<Counts>} filters
 * @property {(words: string | null, options: {filters: Filters}) => Promise<Found>} search
 * @typedef {"pushState" | "replaceState"} How  whether the back button comes back to here
 */

class SearchPage {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {HTMLFormElement} */ this.form = one(root, "[data-search-form]");
    /** @type {HTMLInputElement} */ this.words = one(root, "[data-search-words]");
    this.facets = all(root, "[data-facet]");
    this.list = one(root, "[data-search-results]");
    this.more = one(root, "[data-search-more]");
    /** @type {Result[]} */ this.results = [];
    this.shown = BATCH;
    this.turn = 0;
    this.timer = 0;
    this.pagefind = this.load();
  }

  /** Show the form, listen to it, and show what the address asks for. */
  async open() {
    this.root.classList.add("search-started");
    this.fail(false);
    one(this.root, "details").toggleAttribute("open", matchMedia("(min-width: 60rem)").matches);
    this.read();
    this.listen();
    try {
      await this.update();
    } catch (error) {
      this.fail(true);
      throw error;
    }
  }

  /** @param {boolean} failed  whether to show the lists in place of the form */
  fail(failed) {
    one(this.root, "[data-search-without]").hidden = !failed;
    this.form.hidden = failed;
  }

  /** @returns {Promise<Pagefind>} */
  async load() {
    const address = new URL(this.root.dataset.pagefind ?? "", document.baseURI);
    /** @type {Pagefind} */ const pagefind = await import(address.href);
    this.complete(await pagefind.filters());
    return pagefind;
  }

  /**
   * Add the values that only the index knows, such as countries, in alphabetical order.
   * @param {Counts} counts
   */
  complete(counts) {
    for (const facet of this.facets) {
      const name = facet.dataset.facet ?? "";
      const named = new Set(boxes(facet).map(indexed));
      const others = Object.keys(counts[name] ?? {}).filter((value) => !named.has(value));
      others.sort((a, b) => a.localeCompare(b));
      one(facet, "fieldset").append(...others.map((value) => this.option(name, value)));
      facet.hidden = boxes(facet).length === 0;
    }
  }

  /** @param {string} name @param {string} value */
  option(name, value) {
    const option = copy(one(this.root, "[data-search-option]"));
    const checked = new URLSearchParams(location.search).getAll(name).includes(value);
    Object.assign(one(option, "input"), { name, value, checked });
    one(option, "span").textContent = value;
    return option;
  }

  listen() {
    this.words.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.change("replaceState"), PAUSE);
    });
    this.form.addEventListener("change", (event) => {
      const box = /** @type {HTMLElement} */ (event.target);
      if (box.closest("[data-facet]")) this.change("pushState");
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.change("replaceState");
    });
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.clear(event);
    });
    for (const button of all(this.root, "[data-search-unfilter]")) {
      button.addEventListener("click", () => this.unfilter());
    }
    this.more.addEventListener("click", () => this.showMore());
    addEventListener("popstate", () => {
      this.read();
      this.update();
    });
  }

  /** Clear the words, or the filters where there are no words. @param {Event} event */
  clear(event) {
    event.preventDefault();
    if (!this.words.value) return this.unfilter();
    this.words.value = "";
    this.words.focus();
    this.change("replaceState");
  }

  unfilter() {
    const checked = this.facets.flatMap(boxes).filter((box) => box.checked);
    for (const box of checked) box.checked = false;
    if (checked.length) this.change("pushState");
    this.words.focus(); // the button may be about to disappear
  }

  async showMore() {
    const before = this.shown;
    this.shown += BATCH;
    this.write("replaceState");
    await this.show();
    all(this.list, "a")[before]?.focus();
  }

  /** The form was changed: address and results follow. @param {How} how */
  async change(how) {
    clearTimeout(this.timer);
    await this.pagefind; // until then not every field of the address has its box
    this.shown = BATCH;
    this.write(how);
    await this.update();
  }

  /** Make the form the address. @param {How} how */
  write(how) {
    const state = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (value) state.append(name, String(value));
    }
    if (this.shown > BATCH) state.set("n", String(this.shown));
    const query = state.toString();
    history[how](null, "", location.pathname + (query && `?${query}`));
  }

  /** Make the address the form. What the form does not have is left out. */
  read() {
    clearTimeout(this.timer);
    const state = new URLSearchParams(location.search);
    this.words.value = state.get("q") ?? "";
    for (const facet of this.facets) {
      const wanted = state.getAll(facet.dataset.facet ?? "");
      for (const box of boxes(facet)) box.checked = wanted.includes(box.value);
      if (wanted.length) facet.setAttribute("open", "");
    }
    const batches = Math.ceil(Number(state.get("n")) / BATCH) || 1;
    this.shown = Math.min(Math.max(batches * BATCH, BATCH), MOST);
  }

  /** The facets in which something is chosen. @returns {Filters} */
  chosen() {
    const chosen = this.facets.map((facet) => ({
      name: facet.dataset.facet ?? "",
      any: boxes(facet).filter((box) => box.checked).map(indexed),
    }));
    return Object.fromEntries(
      chosen.filter(({ any }) => any.length).map(({ name, any }) => [name, { any }]),
    );
  }

  /**
   * Without words Pagefind loads its whole index, so that is not done where nothing is asked.
   * @param {string} words @param {Filters} filters @returns {Promise<Found>}
   */
  async find(words, filters) {
    const pagefind = await this.pagefind;
    if (asks(words, filters)) return pagefind.search(words || null, { filters });
    return { results: [], filters: await pagefind.filters() };
  }

  /** Search for what the form says, and show it unless the form has changed meanwhile. */
  async update() {
    const turn = ++this.turn;
    await this.pagefind;
    const words = this.words.value.trim();
    const filters = this.chosen();
    const found = await this.find(words, filters);
    const counts = { ...found.filters };
    // The values of a facet are alternatives, so each counts what choosing it would add.
    for (const name of Object.keys(filters)) {
      const { [name]: own, ...others } = filters;
      counts[name] = (await this.find(words, others)).filters[name] ?? {};
    }
    if (turn !== this.turn) return;
    this.results = found.results;
    this.count(counts);
    await this.show();
    if (turn === this.turn) this.tell(words, filters);
  }

  /** @param {Counts} counts */
  count(counts) {
    for (const facet of this.facets) {
      for (const box of boxes(facet)) {
        const number = counts[facet.dataset.facet ?? ""]?.[indexed(box)] ?? 0;
        const option = /** @type {HTMLElement} */ (box.closest("label"));
        option.classList.toggle("search-empty", number === 0);
        one(option, "[data-count]").textContent = String(number);
      }
    }
    for (const within of [one(this.root, "[data-search-facets]"), ...this.facets]) {
      const chosen = all(within, "fieldset :checked").length;
      one(within, "[data-chosen]").textContent = chosen ? `(${chosen})` : "";
    }
  }

  /** Show the first results. A link that has the focus keeps it, or passes it to the box. */
  async show() {
    const results = this.results;
    const hits = await Promise.all(results.slice(0, this.shown).map((result) => result.data()));
    if (results !== this.results) return;
    const focused = this.list.contains(document.activeElement) ? document.activeElement : null;
    this.list.replaceChildren(...hits.map((hit) => this.item(hit)));
    this.more.hidden = results.length <= hits.length;
    if (focused) {
      const same = all(this.list, "a").find((link) => link.isEqualNode(focused));
      (same ?? this.words).focus();
    }
  }

  /** @param {Hit} hit */
  item(hit) {
    const item = copy(one(this.root, "[data-search-result]"));
    const link = one(item, "a");
    link.setAttribute("href", hit.url);
    link.textContent = hit.meta.title || hit.url;
    for (const fact of all(item, "[data-fact]")) {
      const others = (fact.dataset.unless ?? "").split(" ");
      const said = others.some((other) => hit.filters[other]);
      this.fact(fact, said ? [] : hit.filters[fact.dataset.fact ?? ""]);
    }
    one(item, "[data-excerpt]").append(...marked(hit.excerpt));
    return item;
  }

  /**
   * What a facet says of a page, in the order of the facet, and a sign whose shape is named by the
   * id of the value. Facts are read from the filters: what is metadata would be searched as text.
   * @param {HTMLElement} fact @param {string[] | undefined} values
   */
  fact(fact, values = []) {
    const facets = this.facets.filter((facet) => facet.dataset.facet === fact.dataset.fact);
    const known = facets.flatMap(boxes).filter((box) => values.includes(indexed(box)));
    if (!known.length) return fact.remove();
    one(fact, "[data-value]").textContent = known.map(indexed).join(", ");
    for (const sign of all(fact, "[data-sign]")) {
      sign.classList.add(`${sign.dataset.sign}-${known[0].value}`);
    }
  }

  /**
   * Say how many results there are. The line is a live region.
   * @param {string} words @param {Filters} filters
   */
  tell(words, filters) {
    const number = this.results.length;
    const results = number === 1 ? "1 result" : `${number || "No"} results`;
    const asked = asks(words, filters);
    one(this.root, "[data-search-status]").textContent = asked
      ? results + (words && ` for “${words}”`)
      : "Type a word, or choose a filter.";
    one(this.root, "[data-search-none]").hidden = !asked || number > 0;
    one(this.root, "[data-search-filtered]").hidden = !Object.keys(filters).length;
  }
}

/** Whether anything is asked for. @param {string} words @param {Filters} filters */
function asks(words, filters) {
  return words !== "" || Object.keys(filters).length > 0;
}

/**
 * An excerpt as text and `<mark>` elements. Pagefind escapes `<` and `>` in the words of a page, and
 * nothing else, so that the only tags are its own marks.
 * @param {string} excerpt
 * @returns {(string | HTMLElement)[]}
 */
function marked(excerpt) {
  return excerpt.split(/<mark>(.*?)<\/mark>/s).map((part, place) => {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return place % 2 ? Object.assign(document.createElement("mark"), { textContent: text }) : text;
  });
}

/** Let `/` focus the box, unless somebody is typing or does not want it. */
function shortcut() {
  /** @type {HTMLInputElement | null} */ const box = document.querySelector("[data-search-words]");
  /** @type {HTMLInputElement | null} */ const wish = document.querySelector("[data-search-key]");
  if (wish) wish.checked = !localStorage.getItem(KEY_OFF);
  wish?.addEventListener("change", () => {
    if (wish.checked) localStorage.removeItem(KEY_OFF);
    else localStorage.setItem(KEY_OFF, "1");
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest(TYPING);
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (!box || typing || modified || event.key !== "/" || localStorage.getItem(KEY_OFF)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

/** The one element below `within` that matches.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} within @param {string} selector @returns {T} */
function one(within, selector) {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`search: there is no ${selector}`);
  return /** @type {T} */ (found);
}

/** All elements below `within` that match.
 * @param {ParentNode} within @param {string} selector @returns {HTMLElement[]} */
function all(within, selector) {
  return [...within.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);
}

/** The checkboxes of a facet. @param {HTMLElement} facet */
function boxes(facet) {
  return [...facet.querySelectorAll("input")];
}

/** The value of a box as the index has it. @param {HTMLInputElement} box */
function indexed(box) {
  return box.dataset.indexed ?? box.value;
}

/** A copy of what a template holds. @param {HTMLTemplateElement} template */
function copy(template) {
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

for (const root of all(document, "[data-search]")) new SearchPage(root).open();
shortcut();
