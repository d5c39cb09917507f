// Makes a small demo city in a fresh database and serves it until told to stop:  node server.mjs sqlite|postgres PORT
// The city is the same every time (the seed is fixed); what tests change is thrown away at the end.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [engine, port] = process.argv.slice(2);
const program = process.env.ONEDOOR_PROGRAM ?? resolve(dirname(fileURLToPath(import.meta.url)), '../../target/debug/onedoor');
const people = process.env.ONEDOOR_E2E_PEOPLE ?? '2000';
const data = mkdtempSync(join(tmpdir(), `onedoor-e2e-${engine}-`));

// PostgreSQL: a database of our own on the tests' server, dropped at the end.
const server = process.env.ONEDOOR_TEST_POSTGRES;
const database = `onedoor_e2e_${process.pid}`;
const sql = (text) => execFileSync('psql', [server, '-qXc', text], { stdio: ['ignore', 'ignore', 'inherit'] });

const where = ['--data', data];
if (engine === 'postgres') {
  if (!server) throw new Error('ONEDOOR_TEST_POSTGRES is not set: run tools/test-browser.sh');
  sql(`CREATE DATABASE ${database}`);
  where.push('--database-url', server.replace(/\/[^/]*$/, `/${database}`));
}

function cleanUp() {
  if (engine === 'postgres') sql(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  rmSync(data, { recursive: true, force: true });
}

let child;
try {
  execFileSync(program, ['demo', '--people', people, ...where], { stdio: ['ignore', 'ignore', 'inherit'] });
  child = spawn(program, ['serve', ...where, '--listen', `127.0.0.1:${port}`, '--public-url', `http://localhost:${port}`], { stdio: ['ignore', 'ignore', 'inherit'] });
} catch (problem) {
  cleanUp();
  throw problem;
}
child.on('exit', (code) => {
  cleanUp();
  process.exit(code ?? 0);
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill('SIGTERM'));
