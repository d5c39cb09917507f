// What only breaks in real life is broken by hand: a statement against a project's database, past the program.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { databaseOf, dataFolder, projects } from './projects.mjs';

/** Runs one statement while the server runs. */
export function tamper(project: string, sql: string): void {
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] };
  if (projects.find((candidate) => candidate.name === project)?.engine === 'postgres') {
    execFileSync('psql', [databaseOf(), '-qXc', sql], quiet);
  } else {
    execFileSync('sqlite3', ['-cmd', '.timeout 5000', join(dataFolder(project), 'onedoor.db'), sql], quiet);
  }
}
