/* What pages do beyond reading: expiry by the reader's clock, charts on demand, search of the catalogue.
   Every page is complete without this file. Material's instant navigation swaps pages under it: `document$` tells when. */
(() => {
  "use strict";

  const base = new URL(".", document.currentScript.src);

  const ready = (start) => {
    if (window.document$) window.document$.subscribe(start);
    else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
    else start();
  };

  /* Expiry ------------------------------------------------------------------ */

  const today = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  /** Validity on the reader's day; other states do not change with time. */
  const standing = (state, from, to) => {
    if (!["current", "expired", "upcoming"].includes(state)) return state;
    const day = today();
    if (day > to) return "expired";
    return day < from ? "upcoming" : "current";
  };

  const showStanding = () => {
    for (const page of document.querySelectorAll("[data-cp-state]")) {
      const state = standing(page.dataset.cpState, page.dataset.cpFrom, page.dataset.cpTo);
      page.dataset.cpState = state;
      for (const note of page.querySelectorAll("[data-cp-when]")) note.hidden = note.dataset.cpWhen !== state;
    }
  };

  /* Charts ------------------------------------------------------------------ */

  let loading = null;

  const plotly = () => {
    loading ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL("plotly.min.js", base);
      script.onload = () => done(window.Plotly);
      script.onerror = () => {
        loading = null;
        failed(new Error("plotly.min.js did not load"));
      };
      document.head.append(script);
    });
    return loading;
  };

  const colour = (tone) => getComputedStyle(document.body).getPropertyValue(`--cp-${tone}`).trim();

  /** Light and dark text for a background, whichever reads better. */
  const inkOn = (hex) => {
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#10201e" : "#ffffff";
  };

  const themed = (figure) => {
    for (const trace of figure.data) {
      const { tones, increasing, decreasing, totals } = trace.meta;
      if (trace.type === "waterfall") {
        trace.increasing = { marker: { color: colour(increasing) } };
        trace.decreasing = { marker: { color: colour(decreasing) } };
        trace.totals = { marker: { color: colour(totals) } };
        trace.connector = { line: { color: colour("quiet"), width: 1 } };
      } else if (trace.type === "sankey") {
        trace.node.color = tones.map(colour);
        trace.link.color = trace.link.source.map((at) => `${trace.node.color[at]}59`);
      } else {
        const colours = tones.map(colour);
        trace.marker = trace.type === "bar" ? { color: colours } : { colors: colours };
        if (trace.type === "treemap") {
          trace.marker.line = { color: colour("surface"), width: 1 };
          trace.textfont = { color: colours.map(inkOn) };
        } else trace.insidetextfont = { color: colours.map(inkOn) };
      }
    }
    const axis = (given) => given && { ...given, gridcolor: colour("line"), zerolinecolor: colour("ink") };
    const { layout } = figure;
    return {
      data: figure.data,
      layout: {
        ...layout,
        ...(layout.xaxis && { xaxis: axis(layout.xaxis) }),
        ...(layout.yaxis && { yaxis: axis(layout.yaxis) }),
        font: { color: colour("ink"), family: getComputedStyle(document.body).fontFamily, size: 13 },
        paper_bgcolor: "rgba(0,0,0,0)",
        plot_bgcolor: "rgba(0,0,0,0)",
      },
    };
  };

  const draw = async (chart) => {
    const Plotly = await plotly();
    const live = chart.querySelector(".cp-live");
    const { data, layout } = themed(JSON.parse(chart.querySelector("template").content.textContent));
    live.hidden = false;
    await Plotly.react(live, data, layout, { displaylogo: false, displayModeBar: false, responsive: true });
    chart.classList.add("cp-chart-drawn");
  };

  const offerCharts = () => {
    for (const chart of document.querySelectorAll("[data-cp-chart]:not([data-cp-offered])")) {
      const button = chart.querySelector("button");
      chart.dataset.cpOffered = "";
      button.hidden = false;
      button.addEventListener("click", async () => {
        button.disabled = true;
        try {
          await draw(chart);
          button.hidden = true;
          chart.querySelector(".cp-live").focus();
        } catch {
          button.disabled = false;
        }
      });
    }
  };

  new MutationObserver(() => document.querySelectorAll(".cp-chart-drawn").forEach(draw)).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-md-color-scheme"],
    subtree: true,
  });

  /* Tables of Markdown pages -------------------------------------------------- */

  /** Material puts wide tables into boxes that scroll once a page is there; this lets the keyboard reach them. */
  const reachTables = () => {
    const reach = () => document.querySelectorAll(".md-typeset__scrollwrap").forEach((box) => (box.tabIndex = 0));
    reach();
    const content = document.querySelector("[data-md-component=content]");
    if (content) new MutationObserver(reach).observe(content, { childList: true, subtree: true });
  };

  /* Catalogue --------------------------------------------------------------- */

  const AT_ONCE = 40;
  const catalogues = new Map();

  const catalogue = (address) => {
    if (!catalogues.has(address)) {
      const asked = fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer.json();
      });
      catalogues.set(address, asked.then(searchable));
      asked.catch(() => catalogues.delete(address));
    }
    return catalogues.get(address);
  };

  const DEPTHS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** The words of a column in which each stands without what it shares with the beginning of the one before it. */
  const unfolded = (column) => {
    let word = "";
    return column.map((left) => (word = word.slice(0, DEPTHS.indexOf(left[0])) + left.slice(1)));
  };

  /** The columns, with one lower-case text per row to search in. */
  const searchable = (folded) => {
    const [id, name, full, model, number] = [folded.id, folded.name, folded.full, folded.model, folded.number].map(unfolded);
    const text = name.map((called, row) =>
      [called, full[row], model[row], number[row], id[row], folded.categories[folded.category[row]]].join(" ").toLowerCase(),
    );
    return { ...folded, id, name, model, number, text };
  };

  /** In the words for a unit, \u0001 stands for the model. */
  const unitOf = (columns, row) => columns.units[columns.unit[row]].replaceAll("\u0001", columns.model[row]);

  const matching = (columns, wish) => {
    const words = wish.search.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = [];
    for (let row = 0; row < columns.id.length; row += 1) {
      if (wish.category !== "" && columns.category[row] !== Number(wish.category)) continue;
      if (wish.stage !== "" && !counts(columns, row, wish.stage)) continue;
      if (wish.standing !== "" && standingOf(columns, row) !== wish.standing) continue;
      if (words.every((word) => columns.text[row].includes(word))) rows.push(row);
    }
    return rows;
  };

  const stagesOf = (columns, row) => columns.shapes[columns.shape[row]];
  const counts = (columns, row, stage) => {
    const at = stagesOf(columns, row).findIndex(([id]) => id === stage);
    return at >= 0 && columns.shares[row][at] !== null;
  };
  const standingOf = (columns, row) => standing(columns.state[row], columns.from[row], columns.to[row]);

  /** Figures are put in order only where they can be compared: one category, unit and boundary. */
  const alike = (columns, rows) => new Set(rows.map((row) => columns.alike[row])).size <= 1;

  const RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

  /** The power of ten that a figure is written with: -6 for `4.512 × 10⁻⁶`, 0 where there is none. */
  const exponentOf = (figure) => {
    const raised = figure.split("\u00d710").at(-1).replace("\u207b", "-");
    return figure.includes("\u00d7") ? Number(raised.replace(/[^-]/g, (digit) => RAISED.indexOf(digit))) : 0;
  };

  /** By which power of ten kilograms are multiplied to be told in the unit of a row, and in its figure. */
  const scaleOf = (columns, row) => {
    const [mass] = unitOf(columns, row).split(" ", 1);
    return { power: columns.powers[mass], exponent: exponentOf(columns.figure[row].replace(/\s/g, "")) };
  };

  /** The kilograms that a figure tells: thousands are set apart by thin spaces, minus is U+2212. */
  const worth = (columns, row) => {
    const [number] = columns.figure[row].replace(/\s/g, "").replace("\u2212", "-").split("\u00d7");
    const { power, exponent } = scaleOf(columns, row);
    return Number(`${number}e${exponent - power}`);
  };

  const ordered = (columns, rows, order) => {
    const by = {
      name: (a, b) => a - b,
      date: (a, b) => (columns.from[a] < columns.from[b] ? 1 : columns.from[a] > columns.from[b] ? -1 : a - b),
      figure: (a, b) => worth(columns, a) - worth(columns, b) || a - b,
    };
    return rows.sort(by[order]);
  };

  const SVG = "http://www.w3.org/2000/svg";

  const part = (name, attributes) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const strip = (stages, shares) => {
    const svg = part("svg", { class: "cp-mini", width: "100%", height: "10", "aria-hidden": "true" });
    let at = 0;
    shares.forEach((share, index) => {
      if (share === null || share < 0) return;
      svg.append(part("rect", { class: `cp-${stages[index][1]}`, x: `${at}%`, width: `${share}%`, height: "10" }));
      at += share;
    });
    return svg;
  };

  const filled = (list, columns, row) => {
    const made = list.querySelector("template").content.cloneNode(true);
    const put = (name, text) => (made.querySelector(`[data-cp-put="${name}"]`).textContent = text);
    const state = standingOf(columns, row);
    const link = made.querySelector("a");
    link.href = `${list.dataset.cpHere}p/${columns.id[row]}/v${columns.version[row]}/`;
    link.textContent = columns.name[row];
    put("model", columns.model[row]);
    put("category", columns.categories[columns.category[row]]);
    put("figure", columns.figure[row]);
    put("unit", unitOf(columns, row));
    const chip = made.querySelector(".cp-chip");
    chip.classList.add(`cp-chip-${state}`);
    chip.textContent = columns.standings[state];
    made.querySelector(".cp-cell-stages").append(strip(stagesOf(columns, row), columns.shares[row]));
    return made;
  };

  const openCatalogue = () => {
    const list = document.querySelector("[data-cp-catalogue]:not([data-cp-offered])");
    if (!list) return;
    list.dataset.cpOffered = "";
    const controls = list.querySelector(".cp-controls");
    const found = list.querySelector(".cp-found");
    const body = list.querySelector("tbody");
    const more = list.querySelector(".cp-more");
    const byFigure = controls.elements.order.querySelector("[value=figure]");
    let limit = AT_ONCE;

    const show = async () => {
      const columns = await catalogue(list.dataset.cpCatalogue);
      const wish = Object.fromEntries(new FormData(controls));
      const rows = matching(columns, wish);
      byFigure.disabled = !alike(columns, rows);
      if (byFigure.disabled && wish.order === "figure") {
        wish.order = "name";
        controls.elements.order.value = "name";
      }
      const shown = ordered(columns, rows, wish.order).slice(0, limit);
      body.replaceChildren(...shown.map((row) => filled(list, columns, row)));
      found.textContent = rows.length ? found.dataset.cpFound.replace("{shown}", shown.length).replace("{found}", rows.length) : found.dataset.cpNone;
      more.hidden = shown.length === rows.length;
    };

    const stale = ({ dataset: { cpRow, cpFrom, cpTo, cpShown } }) => standing(cpRow, cpFrom, cpTo) !== cpShown;

    controls.hidden = false;
    list.querySelector(".cp-rest")?.remove();
    more.hidden = !("cpMore" in more.dataset);
    controls.addEventListener("submit", (event) => event.preventDefault());
    controls.addEventListener("focusin", () => catalogue(list.dataset.cpCatalogue).catch(() => {}), { once: true });
    controls.addEventListener("input", () => {
      limit = AT_ONCE;
      show().catch(() => {});
    });
    if ([...body.rows].some(stale)) show().catch(() => {});
    more.querySelector("button").addEventListener("click", () => {
      limit += AT_ONCE;
      show().catch(() => {});
    });
  };

  window.carbonpress = { catalogue, unitOf, scaleOf, worth }; // for the compare page

  ready(() => {
    showStanding();
    offerCharts();
    reachTables();
    openCatalogue();
  });
})();
