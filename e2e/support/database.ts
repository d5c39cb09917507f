// What only breaks in real life is broken by hand: a statement against a project's database, past the program.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { databaseOf, dataFolder, projects } from './projects.mjs';

const isPostgres = (project: string): boolean => projects.find((candidate) => candidate.name === project)?.engine === 'postgres';

/** Runs one statement while the server runs. */
export function tamper(project: string, sql: string): void {
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] };
  if (isPostgres(project)) {
    execFileSync('psql', [databaseOf(), '-qXc', sql], quiet);
  } else {
    execFileSync('sqlite3', ['-cmd', '.timeout 5000', join(dataFolder(project), 'onedoor.db'), sql], quiet);
  }
}

/** What one query answers, row by row, each value as text: to find somebody who fits a journey. */
export function rows(project: string, sql: string): string[][] {
  const cut = '\u001f';
  const answer = isPostgres(project)
    ? execFileSync('psql', [databaseOf(), '-qXAt', '-F', cut, '-c', sql], { encoding: 'utf8' })
    : execFileSync('sqlite3', ['-readonly', '-cmd', '.timeout 5000', '-list', '-separator', cut, join(dataFolder(project), 'onedoor.db'), sql], { encoding: 'utf8' });
  return answer.split('\n').filter((line) => line !== '').map((line) => line.split(cut));
}
