// Builds the editor into one file that browsers load, with the licences of what is in it beside it.
// `node build.js --check` builds nothing and fails when what is there is not what would be built.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const OUT = new URL("../samverka/writing/static/writing/", import.meta.url);

/** A fingerprint of everything that the file is made of: a test reads it, also where there is no Node. */
function fingerprint() {
  const sum = createHash("sha256");
  const parts = ["build.js", "package-lock.json", ...readdirSync(`${HERE}src`).sort().map((name) => `src/${name}`)];
  for (const part of parts) sum.update(`${part}\0`).update(readFileSync(HERE + part)).update("\0");
  return sum.digest("hex");
}

const BANNER = `/* Samverka: the editor in which several write one text. Built by \`make editor\` from frontend/; see LICENSES.txt.
   ${fingerprint()} */`;

const built = await build({
  absWorkingDir: HERE,
  entryPoints: ["src/editor.js"],
  bundle: true,
  preserveSymlinks: true,
  minify: true,
  format: "esm",
  target: ["chrome111", "firefox113", "safari16.4"],
  legalComments: "none",
  banner: { js: BANNER },
  metafile: true,
  write: false,
});

/** The packages that are really in the file, by name. */
const packages = [...new Set(Object.values(built.metafile.outputs)
  .flatMap(({ inputs }) => Object.entries(inputs))
  .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  .map(([path]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
  .filter(Boolean))].sort();

function licence(name) {
  const folder = `${HERE}node_modules/${name}/`;
  const { version, license } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
  const words = readFileSync(`${folder}LICENSE`, "utf8").trim();
  return `${name} ${version} (${license})\n\n${words}\n`;
}

const files = {
  "editor.js": built.outputFiles[0].text,
  "LICENSES.txt": `editor.js holds these packages.\n\n${packages.map(licence).join("\n----\n\n")}`,
};

const stale = Object.entries(files).filter(([name, text]) => {
  try {
    return readFileSync(new URL(name, OUT), "utf8") !== text;
  } catch {
    return true;
  }
});

if (process.argv.includes("--check")) {
  for (const [name] of stale) console.error(`${name} is not what frontend/ says: run \`make editor\``);
  process.exitCode = stale.length ? 1 : 0;
} else {
  for (const [name, text] of stale) writeFileSync(new URL(name, OUT), text);
  console.log(`editor.js: ${Math.round(built.outputFiles[0].contents.length / 1024)} kB, ${packages.length} packages`);
}
