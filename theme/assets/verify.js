/* Checks one declaration against the ledger of its site, in the browser of the reader.
   Record and ledger are read, put into canonical form (RFC 8785), hashed, and compared. Nothing is sent anywhere. */
(() => {
  "use strict";

  const LEDGER = ".well-known/carbonpress/ledger.jsonl";
  const HEAD = ".well-known/carbonpress/head.json";
  const KEYS = ".well-known/carbonpress/keys.json";
  const GENESIS = "0".repeat(64);
  const LEADS_TO = { publish: "current", supersede: "superseded", withdraw: "withdrawn" };
  const ADDRESS_EVENTS = ["moved", "renamed"];
  const ADDRESS = /(?:^|\/)(p\/[a-z0-9-]+\/v[1-9][0-9]*\/)/;
  const HEADER = ["alg", "cty", "kid", "typ"];
  const bytes = new TextEncoder();

  class NotSound extends Error {}

  /* Canonical form ---------------------------------------------------------- */

  /** RFC 8785 for what records hold: text, whole numbers, true, false, null, lists and objects. */
  const canonical = (value) => {
    if (value === null || typeof value === "boolean" || Number.isSafeInteger(value)) return JSON.stringify(value);
    if (typeof value === "string" && value.isWellFormed?.() !== false) return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (typeof value !== "object") throw new NotSound("json");
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
  };

  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const sha256 = async (text) => hex(await crypto.subtle.digest("SHA-256", bytes.encode(text)));

  const parsed = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      throw new NotSound("json");
    }
  };

  /* Ledger ------------------------------------------------------------------ */

  /** The state of each version, or the number of the first line that is not sound. */
  const readLedger = async (text) => {
    const lines = text.split("\n");
    if (lines.pop() !== "") return { broken: lines.length + 1 };
    const versions = new Map();
    const place = { base: null, renamed: new Map(), taken: new Set() };
    let previous = GENESIS;
    let day = "";
    for (const [index, line] of lines.entries()) {
      try {
        const event = parsed(line);
        const key = `${event.id}@${event.version}`;
        const known = versions.get(key);
        const concernsAddress = ADDRESS_EVENTS.includes(event.event);
        const sound = canonical(event) === line && event.prev === previous && event.seq === index + 1
          && String(event.date) >= day && (concernsAddress ? admitsAddress(place, event) : admits(known, event, place));
        if (!sound) return { broken: index + 1 };
        day = event.date;
        if (!concernsAddress) {
          versions.set(key, { ...event, published: known?.published ?? event.date, state: LEADS_TO[event.event] });
        }
      } catch {
        return { broken: index + 1 };
      }
      previous = await sha256(line);
    }
    return { versions, renamed: place.renamed, count: lines.length };
  };

  /** Whether the site may move, or a product take another id; where it may, that takes effect in *place*. */
  const admitsAddress = (place, { event, old, new: next }) => {
    if (event === "moved") {
      if (old !== place.base || next === old) return false;
      place.base = next;
      return true;
    }
    if (!place.taken.has(old) || place.renamed.has(old) || place.taken.has(next)) return false;
    place.renamed.set(old, next);
    place.taken.add(next);
    return true;
  };

  const admits = (known, event, place) => {
    if (known === undefined) {
      const base = event.url.slice(0, -`p/${event.id}/v${event.version}/`.length);
      place.base ??= base;
      place.taken.add(event.id);
      return event.event === "publish" && base === place.base && !place.renamed.has(event.id);
    }
    const same = known.url === event.url && known.digest === event.digest;
    if (event.event === "withdraw") return same && known.state !== "withdrawn";
    return event.event === "supersede" && same && known.state === "current";
  };

  /** The head of a ledger in *text*, number and digest of its last line; null where that is something else. */
  const headIn = (text) => {
    try {
      const { seq, digest, event } = JSON.parse(text);
      return Number.isSafeInteger(seq) && typeof digest === "string" && event === undefined ? { seq, digest } : null;
    } catch {
      return null;
    }
  };

  const holds = async (text, { seq, digest }) => {
    const lines = text.split("\n");
    return seq < lines.length && digest === `sha256:${seq > 0 ? await sha256(lines[seq - 1]) : GENESIS}`;
  };

  /** Whether the ledger *text* continues *kept*, an older copy of it or of its head. */
  const continues = (text, kept) => {
    const head = headIn(kept);
    return head === null ? text.startsWith(kept) : holds(text, head);
  };
  const placeOf = (version) => ADDRESS.exec(new URL(version.url).pathname)[1];

  /** What stands in the place of *version*, which is no longer in force, as findings. */
  const succession = (version, { versions, renamed }) => {
    const idToday = (id) => (renamed.has(id) ? idToday(renamed.get(id)) : id);
    const at = new Map([...versions.values()].map((one) => [placeOf(one), one]));
    const seen = new Set([placeOf(version)]);
    let [last, withdrawn, current] = [version, undefined, undefined];
    while (last.successor && !seen.has(last.successor) && at.has(last.successor)) {
      seen.add(last.successor);
      last = at.get(last.successor);
      if (last.state === "withdrawn") withdrawn = last;
      if (last.state === "current") current = last;
    }
    for (const one of [withdrawn, version]) {
      const own = [...versions.values()].filter((other) => one && idToday(other.id) === idToday(one.id));
      current ??= own.filter((other) => other.state === "current").pop();
    }
    const found = withdrawn && last === withdrawn
      ? [["open", "successor_withdrawn", { name: nameOf(withdrawn), day: withdrawn.date, link: placeOf(withdrawn) }]]
      : [];
    if (current) found.push(["open", "in_force", { name: nameOf(current), link: placeOf(current) }]);
    else found.push(["open", "none_in_force"]);
    return found;
  };

  const nameOf = (version) => `${version.id} v${version.version}`;

  /* Signature --------------------------------------------------------------- */

  const unbase64 = (text) => {
    if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new NotSound("signature");
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  };

  const opened = (part) => parsed(new TextDecoder("utf-8", { fatal: true }).decode(unbase64(part)));

  /** Whether a key of the site signed that the record of *version* has its digest; null where that cannot be told. */
  const isSigned = async (token, version, keys) => {
    const [head, payload, signature, ...rest] = token.trim().split(".");
    const header = opened(head);
    const ours = rest.length === 0 && header.alg === "Ed25519" && header.typ === "vc+jwt" && header.cty === "vc"
      && Object.keys(header).sort().join() === HEADER.join();
    const key = keys.find((one) => typeof header.kid === "string" && header.kid.endsWith(`#${one.kid}`));
    if (!ours || key === undefined || key.revoked !== null) return false;
    let imported;
    try {
      const jwk = { kty: "OKP", crv: "Ed25519", x: key.x };
      imported = await crypto.subtle.importKey("jwk", jwk, { name: "Ed25519" }, false, ["verify"]);
    } catch {
      return null;
    }
    const said = bytes.encode(`${head}.${payload}`);
    if (!(await crypto.subtle.verify({ name: "Ed25519" }, imported, unbase64(signature), said))) return false;
    const claims = opened(payload);
    const day = String(claims.validFrom).slice(0, 10);
    const { id, recordDigest } = claims.credentialSubject;
    const inTime = day >= key.added && (key.retired === null || day <= key.retired);
    return inTime && id === version.url && recordDigest === version.digest;
  };

  /* Reading ----------------------------------------------------------------- */

  const fetched = async (url) => {
    const answer = await fetch(url, { cache: "no-store", redirect: "error" });
    if (!answer.ok) throw new NotSound("missing");
    return answer.text();
  };

  const orNothing = async (promise) => {
    try {
      return await promise;
    } catch {
      return null;
    }
  };

  /** What is found about a declaration: a list of [verdict, key of the wording, what to fill in]. */
  const check = async ({ root, address, file, copy, signed }) => {
    const found = [];
    const kept = copy ? (await copy.text()).replaceAll("\r\n", "\n") : null;
    const shown = await orNothing(fetched(new URL(LEDGER, root)));
    const text = shown ?? kept;
    if (text === null) return [["bad", "no_ledger"]];
    const ledger = await readLedger(text);
    if (ledger.broken) return [["bad", "ledger_broken", { line: ledger.broken }]];
    const head = shown === null ? null : headIn(await orNothing(fetched(new URL(HEAD, root))));
    const whole = head === null || (head.seq === ledger.count && (await holds(text, head)));
    if (!whole) return [["bad", "ledger_broken", { line: ledger.count }]];
    found.push(["good", "ledger_good", { count: ledger.count }]);
    if (kept !== null && shown !== null) {
      found.push((await continues(shown, kept)) ? ["good", "copy_good"] : ["bad", "copy_bad"]);
    }
    const raw = file ? await file.text() : await fetched(new URL(`${address}declaration.json`, root));
    const digest = `sha256:${await sha256(canonical(parsed(raw)))}`;
    const version = [...ledger.versions.values()].find((one) => one.digest === digest);
    if (version === undefined) return [...found, ["bad", "record_bad", { digest }]];
    const name = nameOf(version);
    if (!file && !version.url.endsWith(`/${address}`)) return [...found, ["bad", "other_bad", { name }]];
    found.push(["good", "record_good", { name, day: version.published, digest }]);
    if (version.state === "current") found.push(["good", "current", { name }]);
    else found.push(["open", version.state, { name, day: version.date }], ...succession(version, ledger));
    if (signed) found.push(...(await signatureOf(root, version)));
    return found;
  };

  const signatureOf = async (root, version) => {
    const token = await orNothing(fetched(new URL(`${placeOf(version)}credential.jwt`, root)));
    if (token === null) return [["open", "unsigned"]];
    const keys = parsed(await fetched(new URL(KEYS, root)));
    const good = await orNothing(isSigned(token, version, keys).then((value) => (value === null ? "open" : value)));
    if (good === "open") return [["open", "signature_open"]];
    return [good ? ["good", "signature_good"] : ["bad", "signature_bad"]];
  };

  /* The page ---------------------------------------------------------------- */

  /** What a part of an address says; as it stands where its escapes are no text. */
  const unquoted = (part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  };

  const start = () => {
    const page = document.querySelector("[data-cp-verify]");
    if (page === null || page.dataset.cpStarted) return;
    page.dataset.cpStarted = "yes";
    const words = JSON.parse(page.querySelector("[data-cp-words]").content.textContent);
    const form = page.querySelector("form");
    const outcome = page.querySelector(".cp-verify-outcome");
    const [banner, list] = outcome.children;

    const say = (key, values = {}) => words[key].replace(/\{([a-z]+)\}/g, (_, name) => String(values[name] ?? ""));

    const tell = (found) => {
      const worst = ["bad", "open", "good"].find((verdict) => found.some(([one]) => one === verdict));
      const looks = { bad: "withdrawn", open: "draft", good: "good" };
      banner.className = `cp-banner cp-banner-${looks[worst]}`;
      banner.textContent = words[`all_${worst}`];
      list.replaceChildren(...found.map(([verdict, key, values]) => {
        const item = document.createElement("li");
        item.dataset.cpVerdict = verdict;
        item.textContent = say(key, values);
        if (values?.link) {
          const link = document.createElement("a");
          link.href = new URL(values.link, new URL(page.dataset.cpHere, location.href));
          link.textContent = link.pathname;
          item.append(" ", link);
        }
        return item;
      }));
      outcome.hidden = false;
    };

    const run = async () => {
      const [file] = form.elements.file.files;
      const [copy] = form.elements.copy.files;
      const address = ADDRESS.exec(`/${form.elements.address.value.trim()}`)?.[1];
      if (!file && address === undefined) return tell([["bad", "no_address"]]);
      if (!globalThis.crypto?.subtle) return tell([["bad", "no_crypto"]]);
      const root = new URL(page.dataset.cpRoot, location.href);
      const signed = "cpSigned" in page.dataset;
      try {
        tell(await check({ root, address, file, copy, signed }));
      } catch (error) {
        const known = error instanceof NotSound && error.message in words;
        tell([["bad", known ? error.message : "unreadable"]]);
      }
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run();
    });
    form.hidden = false;
    const asked = ADDRESS.exec(`/${unquoted(location.search.slice(1))}`)?.[1];
    if (asked !== undefined) {
      form.elements.address.value = asked;
      run();
    }
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
