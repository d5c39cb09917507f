// Every way in which the journeys are walked. Each has a server and a demo city of its own, so that none meets another's changes.
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const firstPort = Number(process.env.ONEDOOR_E2E_PORT ?? 18081);

/** @type {ReadonlyArray<{ name: string, engine: 'sqlite' | 'postgres', port: number }>} */
export const projects = [
  { name: 'sqlite-desktop', engine: /** @type {const} */ ('sqlite') },
  { name: 'sqlite-phone', engine: /** @type {const} */ ('sqlite') },
  { name: 'sqlite-without-script', engine: /** @type {const} */ ('sqlite') },
  { name: 'postgres-desktop', engine: /** @type {const} */ ('postgres') },
  { name: 'pictures', engine: /** @type {const} */ ('sqlite') },
].map((project, index) => ({ ...project, port: firstPort + index }));

/** Where the helper that starts the servers says that all of them are ready. */
export const readyPort = firstPort - 1;

/**
 * The data folder of a project's server.
 * @param {string} name
 */
export const dataFolder = (name) => join(tmpdir(), `onedoor-e2e-${firstPort}`, name);

/**
 * Where a project's server answers. By name, not by number: a browser makes passkeys for names only.
 * @param {string} name
 */
export function addressOf(name) {
  const project = projects.find((candidate) => candidate.name === name);
  if (!project) throw new Error(`no project is called ${name}`);
  return `http://localhost:${project.port}`;
}

/** The database of the tests on PostgreSQL: of our own on the tests' server, made and dropped by the helper that starts the servers. */
export function databaseOf() {
  const server = process.env.ONEDOOR_TEST_POSTGRES;
  if (!server) throw new Error('ONEDOOR_TEST_POSTGRES is not set: run tools/test-browser.sh');
  return server.replace(/\/[^/]*$/, `/onedoor_e2e_${firstPort}`);
}
