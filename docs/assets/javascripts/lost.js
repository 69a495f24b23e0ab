// @ts-check
/**
 * The page for an address that does not exist: where the address looks like that of a finding or a
 * gap, say what is wrong with its id, and link to those that were perhaps meant. So too for the
 * name of a source, a sector or a theme.
 */

/** Crockford's base 32, which ids are written in; it has no i, l, o and u. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 6;

/** How many slips of the hand an id may be away from what was typed. */
const MOST_SLIPS = 2;

/** The kinds of page whose address ends in a name. */
const NAMED = ["sources", "sectors", "themes"];

/** @typedef {Record<string, Record<string, string>>} Ids  what each id names, by kind of page */

/** An id as it was probably meant: in lower case, with digits for the letters that look like them.
 * @param {string} typed */
function mended(typed) {
  return typed.toLowerCase().replaceAll("o", "0").replace(/[il]/g, "1");
}

/** Whether the last character checks the others: ISO 7064 MOD 37,36. @param {string} id */
function checks(id) {
  const digits = "0123456789abcdefghijklmnopqrstuvwxyz";
  let check = 18;
  for (const character of id) {
    check = (((check || 36) * 2) % 37 + digits.indexOf(character)) % 36;
  }
  return check === 1;
}

/**
 * How many slips lead from one id to another: a character too many, too few, or wrong, or two that
 * changed places. Source: the optimal string alignment distance of Damerau and Levenshtein.
 * @param {string} a @param {string} b
 */
function slips(a, b) {
  /** @type {number[][]} */ const d = [];
  for (let i = 0; i <= a.length; i++) {
    d[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      if (i === 0) {
        d[0][j] = j;
        continue;
      }
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1;
      d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + wrong);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.length][b.length];
}

/** What is wrong with an id, in a sentence. @param {string} typed @param {boolean} there */
function wrong(typed, there) {
  const id = mended(typed);
  if (there && id !== typed) return `“${typed}” is written ${id}.`;
  if (there) return `There is ${id}, but nothing at this address.`;
  const formed = id.length === LENGTH && [...id].every((c) => ALPHABET.includes(c));
  if (!formed) return `“${typed}” is not an id: those have ${LENGTH} letters and digits.`;
  if (!checks(id)) return `“${typed}” is mistyped: its last character does not fit the others.`;
  return `“${typed}” could be an id, but nothing was ever published here under it.`;
}

/** What is wrong with a name, in a sentence.
 * @param {string} typed @param {string} kind @param {boolean} there */
function unnamed(typed, kind, there) {
  if (there) return `There is ${typed}, but nothing at this address.`;
  return `Nothing under ${kind}/ is called “${typed}”.`;
}

/** The ids that were perhaps meant, the likeliest first, with the kind of page and its title.
 * @param {string} typed @param {string} kind @param {Ids} ids */
function meant(typed, kind, ids) {
  const named = NAMED.includes(kind);
  const id = named ? typed.toLowerCase() : mended(typed);
  const most = named ? Math.max(MOST_SLIPS, Math.floor(id.length / 4)) : MOST_SLIPS;
  const kinds = Object.entries(ids).filter(([of]) => NAMED.includes(of) === named);
  const all = kinds.flatMap(([of, those]) =>
    Object.entries(those).map(([other, title]) => ({ of, id: other, title, far: slips(id, other) })),
  );
  const near = all.filter(({ far }) => far <= most);
  near.sort((a, b) => a.far - b.far || Number(b.of === kind) - Number(a.of === kind));
  return near.filter(({ far }) => far === near[0].far).slice(0, 5);
}

/** @param {HTMLElement} lost */
async function help(lost) {
  const root = new URL(lost.dataset.root ?? "/", location.href).pathname.replace(/\/?$/, "/");
  const path = location.pathname.startsWith(root) ? location.pathname.slice(root.length) : "";
  const asked = /^(findings|gaps|sources|sectors|themes)\/([^/]+)/.exec(path);
  if (!asked) return;
  const [, kind, part] = asked;
  /** @type {Ids} */ const ids = await (await fetch(`${root}data/ids.json`)).json();
  const typed = words(part);
  const found = meant(typed, kind, ids);
  const heading = /** @type {HTMLElement} */ (lost.querySelector("h2"));
  const why = /** @type {HTMLElement} */ (lost.querySelector("[data-lost-why]"));
  const list = /** @type {HTMLElement} */ (lost.querySelector("[data-lost-meant]"));
  const there = found[0]?.far === 0;
  if (!found.length) heading.textContent = `No ${NAMED.includes(kind) ? "name" : "id"} is near this one`;
  why.textContent = NAMED.includes(kind) ? unnamed(typed, kind, there) : wrong(typed, there);
  list.append(
    ...found.map(({ of, id, title }) => {
      const link = Object.assign(document.createElement("a"), { textContent: title });
      link.href = `${root}${of}/${id}/`;
      const item = document.createElement("li");
      item.append(link, ` (${id})`);
      return item;
    }),
  );
  lost.hidden = false;
}

/** A part of a path as text. What is not UTF-8 stays as it stands. @param {string} part */
function words(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** @type {HTMLElement | null} */ const lost = document.querySelector("[data-lost]");
if (lost) help(lost);
