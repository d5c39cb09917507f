// Makes a small demo city, gives each project a copy of its own, and serves them until told to stop:
//   node servers.mjs PROJECT…
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { databaseOf, dataFolder, projects, readyPort } from './projects.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.ONEDOOR_PROGRAM ?? resolve(here, '../../target/debug/onedoor');
const logs = resolve(here, '../test-results');
const people = process.env.ONEDOOR_E2E_PEOPLE ?? '9000';
const dossiers = process.env.ONEDOOR_E2E_DOSSIERS ?? '200';
const wanted = projects.filter((project) => process.argv.slice(2).includes(project.name));
const children = [];
let stopping = false;

const postgres = process.env.ONEDOOR_TEST_POSTGRES;
const nameOf = (address) => address.split('/').at(-1);
const sql = (text) => execFileSync('psql', [postgres, '-qXc', text], { stdio: ['ignore', 'ignore', 'inherit'] });

function where(project) {
  const place = ['--data', dataFolder(project.name)];
  return project.engine === 'sqlite' ? place : [...place, '--database-url', databaseOf()];
}

function build(project) {
  execFileSync(program, ['demo', '--quiet', '--people', people, '--dossiers', dossiers, ...where(project)], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function serve(project) {
  const log = openSync(resolve(logs, `server-${project.name}.log`), 'w');
  const options = ['--listen', `127.0.0.1:${project.port}`, '--public-url', `http://localhost:${project.port}`];
  const child = spawn(program, ['serve', ...where(project), ...options], { stdio: ['ignore', log, log] });
  child.on('exit', (code) => {
    if (stopping) return;
    console.error(`the server of ${project.name} ended with ${code}; see test-results/server-${project.name}.log`);
    stop(1);
  });
  children.push(child);
}

async function ready(project) {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${project.port}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`the server of ${project.name} does not become ready`);
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  await Promise.all(children.map((child) => new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.once('exit', done);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  })));
  if (postgres && wanted.some((project) => project.engine === 'postgres')) sql(`DROP DATABASE IF EXISTS ${nameOf(databaseOf())} WITH (FORCE)`);
  for (const project of wanted) rmSync(dataFolder(project.name), { recursive: true, force: true });
  process.exit(code);
}
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop(0));

try {
  mkdirSync(logs, { recursive: true });
  let first;
  for (const project of wanted) {
    const folder = dataFolder(project.name);
    rmSync(folder, { recursive: true, force: true });
    if (project.engine === 'postgres') {
      // What a run that was cut off left behind is in the way.
      const database = nameOf(databaseOf());
      sql(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      sql(`CREATE DATABASE ${database}`);
      build(project);
    } else if (first) {
      cpSync(dataFolder(first.name), folder, { recursive: true });
    } else {
      build(project);
      first = project;
    }
  }
  wanted.forEach(serve);
  await Promise.all(wanted.map(ready));
  createServer((_, answer) => answer.end('ready')).listen(readyPort, '127.0.0.1');
} catch (problem) {
  console.error(problem.message);
  await stop(1);
}
