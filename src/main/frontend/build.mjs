// Bundles the front-end parts of Lotse into src/main/resources. Usage: node build.mjs [other output directory]
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { german } from './german.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const resources = resolve(process.argv[2] ?? join(here, '../resources'));
const tasklist = join(resources, 'META-INF/resources/webjars/camunda/app/tasklist');

await mkdir(join(tasklist, 'lotse'), { recursive: true });
await mkdir(join(tasklist, 'scripts'), { recursive: true });
await mkdir(join(tasklist, 'styles'), { recursive: true });

const { metafile } = await build({
  metafile: true,
  absWorkingDir: here,
  entryPoints: { tasklist: 'tasklist/main.js' },
  outdir: join(tasklist, 'lotse'),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  // The licences of everything that is in the bundle stand beside it, see below.
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.html': 'text' },
  external: ['*.woff2'],
  define: { 'process.env.NODE_ENV': '"production"' },
  banner: {
    js: '/* Lotse, EUPL-1.2. Contains form-js (bpmn.io licence), preact, flatpickr and others: see tasklist.licences.txt */',
  },
  plugins: [german],
  logLevel: 'info',
});

// Licence texts of the packages whose code is in the bundle; form-js.css holds the grid of Carbon.
const packages = new Set(['@carbon/grid']);
for (const input of Object.keys(metafile.inputs)) {
  const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (match) {
    packages.add(match[1]);
  }
}
const licences = [];
for (const name of [...packages].sort()) {
  const folder = join(here, 'node_modules', name);
  const { version, license, author } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^licen[cs]e(\.(md|txt))?$/i.test(file)).sort();
  const by = typeof author === 'string' ? author : author?.name;
  const text = files.length > 0 ? await readFile(join(folder, files[0]), 'utf8') : `Licence: ${license}. Author: ${by ?? 'see the package'}.`;
  licences.push(`${name} ${version} (${license})\n${'-'.repeat(60)}\n${text.replaceAll('\r', '').trim()}\n`);
}
await writeFile(join(tasklist, 'lotse/tasklist.licences.txt'), licences.join('\n\n'));

// Tasklist asks for its scripts with a constant "?bust=7.24.0"; only the content's own hash makes browsers take a new one.
const version = async (name) =>
  createHash('sha256')
    .update(await readFile(join(tasklist, 'lotse', name)))
    .digest('hex')
    .slice(0, 12);
const config = (await readFile(join(here, 'tasklist/config.js'), 'utf8'))
  .replace('__SCRIPT_VERSION__', await version('tasklist.js'))
  .replace('__STYLE_VERSION__', await version('tasklist.css'));
await writeFile(join(tasklist, 'scripts/config.js'), config);
await cp(join(here, 'tasklist/user-styles.css'), join(tasklist, 'styles/user-styles.css'));
