// Builds plotly.min.js and its licence texts.  In a copy of this folder: npm install && npm run build -- <target folder>
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const target = process.argv[2] ?? "dist";

const { metafile } = await build({
  entryPoints: ["entry.cjs"],
  outfile: path.join(target, "plotly.min.js"),
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "Plotly",
  target: "es2018",
  legalComments: "none",
  define: { global: "window", "define.amd": "false", "process.env.NODE_DEBUG": "false" },
  // The only style sheets are those of the map traces, which are left out.
  loader: { ".css": "empty" },
  banner: { js: "/*! plotly.js 4.1.1 (MIT) with its dependencies; licences in plotly.LICENSE.txt */" },
  metafile: true,
});

async function licenceOf(folder) {
  const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? (await readFile(path.join(folder, file), "utf8")).trim() : "";
  return `${about.name} ${about.version} (${about.license})\n\n${text}`.trim();
}

const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
const used = inputs.filter(([, part]) => part.bytesInOutput > 0).map(([input]) => input);
const folders = used.map((input) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0]).filter(Boolean);
const licences = await Promise.all([...new Set(folders)].sort().map(licenceOf));
await writeFile(path.join(target, "plotly.LICENSE.txt"), `${licences.join(`\n\n${"-".repeat(72)}\n\n`)}\n`);
