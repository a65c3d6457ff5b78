// Bundles the front-end parts of Lotse into src/main/resources. Usage: node build.mjs [other output directory]
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { german } from './german.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const resources = resolve(process.argv[2] ?? join(here, '../resources'));
const tasklist = join(resources, 'META-INF/resources/webjars/camunda/app/tasklist');

await mkdir(join(tasklist, 'lotse'), { recursive: true });
await mkdir(join(tasklist, 'scripts'), { recursive: true });
await mkdir(join(tasklist, 'styles'), { recursive: true });

await build({
  absWorkingDir: here,
  entryPoints: { tasklist: 'tasklist/main.js' },
  outdir: join(tasklist, 'lotse'),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.html': 'text' },
  external: ['*.woff2'],
  alias: {
    react: 'preact/compat',
    'react-dom': 'preact/compat',
    'react/jsx-runtime': 'preact/jsx-runtime',
  },
  define: { 'process.env.NODE_ENV': '"production"' },
  banner: {
    js: '/* Lotse, EUPL-1.2. Contains form-js (bpmn.io licence), preact, flatpickr and others: src/main/frontend/THIRD-PARTY.md */',
  },
  plugins: [german],
  logLevel: 'info',
});

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
