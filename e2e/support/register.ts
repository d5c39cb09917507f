// The register desk: people of the city who play in one journey only, and the ways to their pages.
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { rows } from './database.ts';
import { button, expect } from './fixtures.ts';
import type { Part } from './people.ts';
import { loginOf } from './people.ts';
import { dataFolder } from './projects.mjs';
import { like, say } from './words.ts';

export interface Resident {
  number: string;
  name: string;
  sex: 'male' | 'female';
  birth: string;
  relation: string;
  kind: 'permanent' | 'temporary';
  marital: string;
  since: string;
}

export interface Household {
  id: string;
  address: string;
  members: Resident[];
}

const parts: Part[] = ['head', 'child', 'single', 'host'];

/**
 * A household of a unit that fits and that no other journey takes: journeys run side by side, and none changes another's
 * people. The people whom visitors sign in as stay out of it.
 */
export function takeHousehold(project: string, unit: string, fits: (members: Resident[], address: string) => boolean): Household {
  const players = parts.map((part) => `'${loginOf(project, part).login}'`).join(', ');
  const found = rows(project, `
    SELECT r.household, d.address, p.number, p.name, p.sex, p.birth, r.relation, r.kind, COALESCE(p.marital, ''), COALESCE(r.starts_on, '')
      FROM household h
      JOIN residence r ON r.household = h.id AND r.ended_on IS NULL
      JOIN person p ON p.id = r.person
      JOIN dwelling d ON d.id = r.dwelling
     WHERE h.unit = '${unit}' AND h.dissolved_on IS NULL AND h.head IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM residence o JOIN person q ON q.id = o.person
                        WHERE o.household = h.id AND o.ended_on IS NULL AND (q.number IS NULL OR q.number IN (${players})))
     ORDER BY h.id, p.birth`);
  const households = new Map<string, Household>();
  for (const [id, address, number, name, sex, birth, relation, kind, marital, since] of found as [string, string, string, string, Resident['sex'], string, string, Resident['kind'], string, string][]) {
    const household = households.get(id) ?? { id, address, members: [] };
    household.members.push({ number, name, sex, birth, relation, kind, marital, since });
    households.set(id, household);
  }
  for (const household of households.values()) {
    if (!fits(household.members, household.address)) continue;
    try {
      closeSync(openSync(join(dataFolder(project), `taken-${household.id}`), 'wx'));
      return household;
    } catch {
      // Another journey was quicker.
    }
  }
  throw new Error(`no household of ${unit} fits`);
}

/** Who is that to the head. */
export function member(household: Household, relation: string): Resident {
  const found = household.members.find((one) => one.relation === relation);
  if (!found) throw new Error(`nobody is ${relation} of the household`);
  return found;
}

/** Full years today; a birth date that is known in part counts from its first day. */
export function age(resident: Resident): number {
  const [year = '0', month = '01', day = '01'] = resident.birth.split('-');
  const today = new Date();
  const before = today.getMonth() + 1 < Number(month) || (today.getMonth() + 1 === Number(month) && today.getDate() < Number(day));
  return today.getFullYear() - Number(year) - (before ? 1 : 0);
}

/** Opens the record of somebody of the officer's units: a purpose, the number, the name that was found. */
export async function openRecord(officer: Page, resident: { number: string; name: string }): Promise<void> {
  await officer.goto('/register');
  await officer.getByLabel(say('web-purpose')).selectOption('register-upkeep');
  await officer.getByLabel(say('web-register-text'), { exact: true }).fill(resident.number);
  await button(officer.getByRole('search'), 'web-search').click();
  await officer.getByRole('main').getByRole('link', { name: resident.name, exact: true }).first().click();
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(resident.name);
}

/** From a person's record to the household, which may have no number yet. */
export async function openHousehold(officer: Page): Promise<void> {
  const homes = officer.getByRole('region', { name: say('web-register-homes') });
  await homes.getByRole('link', { name: like('web-register-household-number') }).or(homes.getByRole('link', { name: say('web-register-household'), exact: true })).first().click();
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(like('web-register-household-of'));
}

/** Opens a page of the desk that asks for a purpose first. */
export async function openFor(officer: Page, path: string, title: string): Promise<void> {
  await officer.goto(path);
  await officer.getByLabel(say('web-purpose')).selectOption('register-upkeep');
  await button(officer.getByRole('main'), 'web-register-why-go').click();
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(say(title));
}

/** The family of the person whose record is open. */
export const family = (officer: Page): Locator => officer.getByRole('region', { name: say('web-family-title') });

/** The changes of the person or household whose page is open, the latest first. */
export async function openHistory(officer: Page): Promise<Locator> {
  await officer.getByRole('main').getByRole('link', { name: say('web-register-history'), exact: true }).click();
  return officer.getByRole('main').getByRole('listitem');
}

/** States the ground that every act of the desk asks for. */
export async function stateGround(officer: Page, basis: string, evidence?: string): Promise<void> {
  await officer.getByLabel(say('web-register-ground'), { exact: true }).fill(basis);
  if (evidence) await officer.getByLabel(say('web-register-evidence')).fill(evidence);
}

/** The part of a form under a heading. */
export const part = (page: Page, heading: string): Locator => page.locator('section').filter({ has: page.getByRole('heading', { name: say(heading), exact: true }) });

/** The box of a household member in a form that asks about each. */
export const boxOf = (page: Page, resident: Resident): Locator => page.getByRole('combobox', { name: new RegExp(`^${resident.name} · `) });
