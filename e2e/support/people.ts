// The people of the demo city, as whom the journeys are walked.
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test';
import { request } from '@playwright/test';
import { addressOf, dataFolder } from './projects.mjs';
import { totpCode } from './totp.ts';

/** What somebody of the demo city shows. */
export type Part = 'head' | 'child' | 'single' | 'host' | 'counter' | 'approver' | 'neighbour' | 'steering' | 'admin' | 'auditor';

export interface Login {
  part: Part;
  login: string;
  password: string;
  /** The secret of the code app. */
  key: string;
  name: string;
  /** The code of the unit where they live or work. */
  unit: string;
  unit_name: string;
}

const citizens: ReadonlySet<Part> = new Set(['head', 'child', 'single', 'host']);

export const isCitizen = (part: Part): boolean => citizens.has(part);

/** Somebody of a project's city. */
export function loginOf(project: string, part: Part): Login {
  const all = JSON.parse(readFileSync(join(dataFolder(project), 'demo-logins.json'), 'utf8')) as Login[];
  const found = all.find((login) => login.part === part);
  if (!found) throw new Error(`nobody in the demo city plays the ${part}`);
  return found;
}

/**
 * Signs in once for a project and keeps the cookies: a code of the app is accepted once in thirty seconds, and the pages of
 * signing in have tests of their own. Two workers may want the same person at once, so one waits for the other.
 */
async function cookiesOf(project: string, part: Part): Promise<string> {
  const file = join(dataFolder(project), `cookies-${part}.json`);
  const lock = `${file}.lock`;
  for (let tries = 0; !existsSync(file); tries += 1) {
    try {
      mkdirSync(lock);
    } catch (taken) {
      if (tries > 600) throw taken;
      await pause(100);
      continue;
    }
    try {
      if (!existsSync(file)) writeFileSync(file, JSON.stringify(await signIn(project, part)));
    } finally {
      rmdirSync(lock);
    }
  }
  return file;
}

/** Signs somebody in once more, as on another device. */
export async function anotherDevice(browser: Browser, project: string, part: Part, options: BrowserContextOptions): Promise<BrowserContext> {
  return browser.newContext({ ...options, storageState: await signIn(project, part) });
}

type Cookies = Awaited<ReturnType<BrowserContext['storageState']>>;

async function signIn(project: string, part: Part): Promise<Cookies> {
  // The page of the demo takes the code of the moment, so the moment is claimed.
  await nextCode(project, part);
  const client = await request.newContext({ baseURL: addressOf(project) });
  const answer = await client.post('/demo', { form: { login: loginOf(project, part).login } });
  if (!answer.ok() || answer.url().endsWith('/demo')) throw new Error(`signing in as the ${part} leads to ${answer.url()} with ${answer.status()}`);
  const cookies = await client.storageState();
  await client.dispose();
  return cookies;
}

const STEP_MILLIS = 30_000;
/** So much of a step has to be left for a code to arrive in it. */
const SPARE_MILLIS = 3_000;

/** The officer among the demo's who receives in a unit. */
export function officerOf(project: string, unit: string): Part {
  const found = (['counter', 'neighbour'] as const).find((part) => loginOf(project, part).unit === unit);
  if (!found) throw new Error(`no officer of the demo works in ${unit}`);
  return found;
}

/**
 * A code of somebody's app. It is accepted once in thirty seconds, and several workers sign the same people in, so each
 * code is claimed by a file: whoever comes second waits for the next.
 */
export async function nextCode(project: string, part: Part, key = loginOf(project, part).key): Promise<string> {
  for (;;) {
    const now = Date.now();
    const claim = join(dataFolder(project), `code-${part}-${key.slice(0, 4)}-${Math.floor(now / STEP_MILLIS)}`);
    if (now % STEP_MILLIS < STEP_MILLIS - SPARE_MILLIS && !existsSync(claim)) {
      try {
        writeFileSync(claim, '', { flag: 'wx' });
        return totpCode(key, now);
      } catch {
        // Another worker was quicker.
      }
    }
    await pause(250);
  }
}

/** A browser in which somebody of the demo city is signed in. */
export async function browserOf(browser: Browser, project: string, part: Part, options: BrowserContextOptions): Promise<BrowserContext> {
  return browser.newContext({ ...options, storageState: await cookiesOf(project, part) });
}
