/* Sets two to four declarations side by side where they may be compared, and says why where they may not.
   The rules are those of the generator (`lca.comparison`): the same rules, unit, function, stages and GWP set, and a
   difference beyond its own uncertainty. What both products rest on cancels in the difference. */
(() => {
  "use strict";

  const Z = 1.959963984540054;
  const SUGGESTED = 50;
  const NAMED = 5;
  const CITED = 80;
  const LONGEST = 200;
  const SVG = "http://www.w3.org/2000/svg";

  /* May they be compared, and do they differ? --------------------------------- */

  const sorted = (mapping) => JSON.stringify(Object.entries(mapping ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
  const counted = (record) => record.boundary.stages.filter((stage) => stage.included).map((stage) => stage.id).join(" ");
  const told = (record) => record.interpretation?.comparison ?? null;
  const unit = ({ unit: { kind, value, unit: symbol } }) => [kind, Number(value), symbol].join(" ");

  /** Why two records are not set side by side; `valid` tells whether both are in force. */
  const unlike = (one, other, valid) => {
    const agree = {
      rules: one.rules.id === other.rules.id,
      unit: unit(one) === unit(other),
      function: sorted(told(one)?.function) === sorted(told(other)?.function),
      boundary: counted(one) === counted(other),
      gwp: (one.gwp?.id ?? null) === (other.gwp?.id ?? null),
      status: valid,
    };
    return Object.keys(agree).filter((reason) => !agree[reason]);
  };

  const mean = (record) => Number(record.interpretation?.uncertainty?.total.mean ?? record.total.value);

  const ownVariance = (comparison) =>
    Object.values(comparison.amounts).reduce((sum, effect) => sum + effect ** 2, Number(comparison.own_variance));

  /** How much lower the second total is, with the ends that hold 95 %; null where an uncertainty is not known. */
  const difference = (one, other) => {
    const [a, b] = [told(one), told(other)];
    if (a?.own_variance == null || b?.own_variance == null) return null;
    let variance = ownVariance(a) + ownVariance(b);
    for (const name of new Set([...Object.keys(a.factors), ...Object.keys(b.factors)])) {
      variance += ((Number(a.factors[name] ?? 0)) - (Number(b.factors[name] ?? 0))) ** 2;
    }
    const value = Number(one.total.value) - Number(other.total.value);
    const middle = mean(one) - mean(other);
    const sd = Math.sqrt(variance);
    return { value, sd, low: middle - Z * sd, high: middle + Z * sd };
  };

  const verdict = (one, other, valid) => {
    const reasons = unlike(one, other, valid);
    if (reasons.length) return { reasons, difference: null };
    const found = difference(one, other);
    if (found === null) return { reasons: ["uncertainty"], difference: null };
    return { reasons: found.low <= 0 && found.high >= 0 ? ["overlap"] : [], difference: found };
  };

  window.carbonpressCompare = { verdict };

  /* How numbers are written ---------------------------------------------------- */

  /** Rounded to the power of ten at `wanted`, thousands apart by thin spaces, a real minus; what is not zero keeps a digit. */
  const written = (value, wanted) => {
    const place = value && Math.abs(value) <= 10 ** wanted / 2 ? magnitude(value) : wanted;
    const step = 10 ** place;
    const text = (Math.round(Math.abs(value) / step) * step).toFixed(Math.max(0, -place));
    const [whole, fraction] = text.split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u2009");
    return `${value < 0 && Number(text) ? "\u2212" : ""}${grouped}${fraction ? `.${fraction}` : ""}`;
  };

  const RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

  /** Kilograms as `written`, in the unit and with the power of ten in which a declaration tells its figures. */
  const scaled = (kilograms, place, { power, exponent }) => {
    const text = written(kilograms * 10 ** (power - exponent), place + power - exponent);
    const raised = String(exponent).replace(/\d/g, (digit) => RAISED[digit]).replace("-", "\u207b");
    return exponent ? `${text}\u202f\u00d7\u202f10${raised}` : text;
  };

  const magnitude = (value) => (value ? Math.floor(Math.log10(Math.abs(value))) : 0);

  const filled = (words, parts) => words.replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole);

  /* What stands on the page ------------------------------------------------------ */

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const shape = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  /** A bar from zero, divided by stage, with the interval of 95 % as a line across its end. */
  const bar = (record, tones, widest) => {
    const svg = shape("svg", { class: "cp-bar", width: "100%", height: "22", "aria-hidden": "true" });
    svg.append(shape("rect", { class: "cp-track", width: "100%", height: "16", y: "3" }));
    let at = 0;
    record.boundary.stages.forEach((stage, index) => {
      const width = (Math.max(0, Number(stage.value ?? 0)) / widest) * 100;
      svg.append(shape("rect", { class: `cp-${tones[index]}`, x: `${at}%`, width: `${width}%`, height: "16", y: "3" }));
      at += width;
    });
    const total = record.interpretation?.uncertainty?.total;
    if (total) {
      const [low, high] = [total.low, total.high].map((end) => (Math.max(0, Number(end)) / widest) * 100);
      svg.append(shape("rect", { class: "cp-zero", x: `${low}%`, width: `${high - low}%`, height: "2", y: "10" }));
      for (const end of [low, high]) svg.append(shape("rect", { class: "cp-zero", x: `${end}%`, width: "2", height: "12", y: "5" }));
    }
    return svg;
  };

  const spoken = (text, said) => text?.[said.language] ?? Object.values(text ?? {})[0] ?? "";

  /** A share in per cent; what is not zero never reads like it. */
  const share = (part) => {
    const text = (Number(part) * 100).toFixed(1);
    if (Number(part) && !Number(text)) return Number(part) > 0 ? "<0.1%" : ">\u22120.1%";
    return `${text.replace("-", "\u2212")}%`;
  };

  /** What has to stand beside a figure: stages in and out, rules, validity, verification, what may not be cited. */
  const beside = (record, said) => {
    const stages = (those, words) => (those.length ? [filled(words, { stages: those.join(said.listing) })] : []);
    const short = (stage) => spoken(stage.short ?? stage.name, said);
    const [inside, outside] = [true, false].map((counted) => record.boundary.stages.filter((s) => (s.value !== null) === counted));
    const shown = record.data_quality?.illustrative_share;
    return [
      ...stages(inside.map((stage) => (stage.share === null ? short(stage) : `${short(stage)} ${share(stage.share)}`)), said.counted),
      ...stages(outside.map(short), said.uncounted),
      filled(said.until, { document: record.rules.document, day: record.validity.to }),
      said.verified[record.verification.kind],
      ...(Number(shown ?? 0) ? [filled(said.illustrative, { share: share(shown) })] : []),
    ];
  };

  const card = (product, widest, said, here) => {
    const { record, row, tones } = product;
    const name = element("a", { href: `${here}p/${row.id}/v${row.version}/` }, row.name);
    const parts = [
      element("p", { class: "cp-compared-name" }, name),
      element("p", { class: "cp-quiet" }, row.model),
      element("p", {}, element("strong", { class: "cp-n" }, row.figure), ` ${row.unit}`),
    ];
    const uncertainty = record.interpretation?.uncertainty;
    if (uncertainty) {
      const place = magnitude(Number(record.total.value)) - uncertainty.digits + 1;
      const [low, high] = [uncertainty.total.low, uncertainty.total.high].map((end) => scaled(Number(end), place, row.scale));
      const ends = { low, high };
      parts.push(element("p", {}, filled(said.interval, ends)));
    }
    const lines = beside(record, said).map((line) => element("li", {}, line));
    return element("section", { class: "cp-card" }, ...parts, bar(record, tones, widest), element("ul", { class: "cp-beside" }, ...lines));
  };

  /** What a pair comes to, in words. */
  const pairText = (one, other, found, said) => {
    const reason = found.reasons[0];
    if (reason) return said.reasons[reason];
    const { value, low, high, sd } = found.difference;
    const place = magnitude(sd) - 1;
    const [near, far] = [low, high].map(Math.abs).sort((a, b) => a - b);
    const parts = { value: Math.abs(value), low: near, high: far };
    const [lower, higher] = value > 0 ? [other, one] : [one, other];
    const { scale } = higher.row; // a difference is as large as the larger of the two
    const numbers = Object.fromEntries(Object.entries(parts).map(([key, number]) => [key, scaled(number, place, scale)]));
    return filled(said.lower, { name: lower.row.name, unit: said.units[scale.power], ...numbers });
  };

  const pairs = (products) => products.flatMap((one, at) => products.slice(at + 1).map((other) => [one, other]));

  const show = (place, products, said, here) => {
    const judged = pairs(products).map(([one, other]) => ({
      one,
      other,
      found: verdict(one.record, other.record, one.valid && other.valid),
    }));
    const line = ({ one, other }, text) => element("li", {}, filled(said.pair, { one: one.row.name, other: other.row.name, text }));
    const refused = judged.filter(({ found }) => found.reasons.some((reason) => said.refusals.includes(reason)));
    if (refused.length) {
      const lines = refused.map((pair) => line(pair, pair.found.reasons.map((reason) => said.reasons[reason]).join(said.and)));
      place.replaceChildren(
        element("div", { class: "cp-banner cp-banner-withdrawn" }, element("strong", {}, said.refused), element("ul", {}, ...lines)),
      );
      return;
    }
    const ends = products.flatMap(({ record }) => [record.total.value, record.interpretation?.uncertainty?.total.high ?? 0]);
    const widest = Math.max(...ends.map(Number)) * 1.02 || 1;
    const lines = judged.map((pair) => line(pair, pairText(pair.one, pair.other, pair.found, said)));
    place.replaceChildren(
      element("div", { class: "cp-compared" }, ...products.map((product) => card(product, widest, said, here))),
      element("h2", {}, said.pairs),
      element("ul", {}, ...lines),
    );
  };

  /* Reading ------------------------------------------------------------------------ */

  const read = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  const inForce = (row) => ["current", "expired", "upcoming"].includes(row.state) && row.from <= today() && today() <= row.to;

  const rowOf = (columns, at) => ({
    ...Object.fromEntries(["id", "version", "name", "model", "figure", "state", "from", "to"].map((key) => [key, columns[key][at]])),
    unit: window.carbonpress.unitOf(columns, at),
    scale: window.carbonpress.scaleOf(columns, at),
  });

  const recordOf = async (columns, at, root) => {
    const row = rowOf(columns, at);
    const record = await read(`${root}p/${row.id}/v${row.version}/declaration.json`);
    const tones = columns.shapes[columns.shape[at]].map(([, tone]) => tone);
    return { row, record, tones, valid: inForce(row) };
  };

  /* What was typed ------------------------------------------------------------------ */

  const calledAs = (columns, at) => {
    const { name: { [at]: name }, model: { [at]: model } } = columns;
    return name.includes(model) ? name : `${name} ${model}`;
  };

  /** The products with all these words in their name, model, number, id or category, as the catalogue finds them. */
  const fitting = (columns, typed) => {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (at) => words.every((word) => columns.text[at].includes(word));
    return columns.id.map((_, at) => at).filter(fits);
  };

  /** The products that are called so: by id, name or model exactly, else by words of them. */
  const meant = (columns, typed) => {
    const plain = typed.toLowerCase();
    const names = (at) => [columns.id[at], columns.name[at], columns.model[at], calledAs(columns, at)];
    const exact = columns.id.map((_, at) => at).filter((at) => names(at).some((name) => name.toLowerCase() === plain));
    return exact.length ? exact : fitting(columns, typed);
  };

  /** Text of a reader as it is said again: not longer than a line. */
  const cited = (typed) => (typed.length > CITED ? `${typed.slice(0, CITED)}…` : typed);

  /** What is wrong with a text that does not name one product; null for one that does. */
  const doubt = (columns, typed, said) => {
    const found = meant(columns, typed);
    if (found.length === 1) return null;
    const names = found.slice(0, NAMED).map((at) => calledAs(columns, at)).join(said.listing);
    return filled(found.length ? said.several : said.unknown, { text: cited(typed), names });
  };

  const suggest = (list, columns, typed) => {
    const found = fitting(columns, typed).slice(0, SUGGESTED);
    list.replaceChildren(...found.map((at) => element("option", { value: columns.id[at] }, calledAs(columns, at))));
  };

  const complain = (place, messages) => {
    const lines = messages.map((message) => element("p", {}, message));
    place.replaceChildren(element("div", { class: "cp-banner cp-banner-withdrawn" }, ...lines));
  };

  /** What the address asks for: `?p=` with ids, or a text for each field as `?a=&b=&c=&d=`. */
  const askedFor = (places) => {
    const given = new URLSearchParams(location.search);
    const texts = [...(given.get("p") ?? "").split(","), ...["a", "b", "c", "d"].map((name) => given.get(name) ?? "")];
    return texts.map((typed) => typed.trim().slice(0, LONGEST)).filter(Boolean).slice(0, places);
  };

  const open = async () => {
    const page = document.querySelector("[data-cp-compare]:not([data-cp-offered])");
    if (!page) return;
    page.dataset.cpOffered = "";
    const said = JSON.parse(page.querySelector("[data-cp-words]").content.textContent);
    const [form, place, list] = ["form", ".cp-comparison", "datalist"].map((part) => page.querySelector(part));
    const boxes = [...form.querySelectorAll("input")];
    const asked = askedFor(boxes.length);
    asked.forEach((typed, at) => (boxes[at].value = typed));
    form.hidden = false;
    let turn = 0;

    const compare = async () => {
      const mine = (turn += 1);
      const ours = (act) => mine === turn && act(); // a later question has the last word
      let columns;
      try {
        columns = await window.carbonpress.catalogue(page.dataset.cpCompare);
      } catch {
        return ours(() => complain(place, [said.no_catalogue]));
      }
      const filledIn = boxes.filter((box) => box.value.trim());
      const doubts = filledIn.map((box) => doubt(columns, box.value.trim(), said));
      boxes.forEach((box) => box.removeAttribute("aria-invalid"));
      filledIn.forEach((box, at) => doubts[at] && box.setAttribute("aria-invalid", "true"));
      if (doubts.some(Boolean)) return ours(() => complain(place, doubts.filter(Boolean)));
      const chosen = [...new Set(filledIn.map((box) => meant(columns, box.value.trim())[0]))];
      if (chosen.length < 2) return ours(() => place.replaceChildren(element("p", {}, said.few)));
      const read = await Promise.allSettled(chosen.map((at) => recordOf(columns, at, page.dataset.cpRoot)));
      const unread = chosen.filter((_, at) => read[at].status === "rejected");
      if (unread.length) {
        return ours(() => complain(place, unread.map((at) => filled(said.unread, { text: calledAs(columns, at) }))));
      }
      return ours(() => {
        show(place, read.map(({ value }) => value), said, page.dataset.cpHere);
        history.replaceState(null, "", `?p=${chosen.map((at) => encodeURIComponent(columns.id[at])).join(",")}`);
      });
    };

    const offer = (typed) => window.carbonpress.catalogue(page.dataset.cpCompare).then((columns) => suggest(list, columns, typed));
    for (const box of boxes) box.addEventListener("input", () => offer(box.value).catch(() => {}));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      compare();
    });
    offer("").catch(() => complain(place, [said.no_catalogue]));
    if (asked.length > 1) await compare();
  };

  const start = () => open().catch(() => {});
  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start); // the script of all pages comes after this one
})();
