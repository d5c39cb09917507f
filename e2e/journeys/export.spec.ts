// Lists of residents: asked for, approved by a second officer, fetched as CSV and as Parquet, which a reader of others reads.
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import type { Page } from '@playwright/test';
import { button, expect, expectDone, look, optionalBox, proving, reloadUntil, test } from '../support/fixtures.ts';
import { rows } from '../support/database.ts';
import { say } from '../support/words.ts';

/** What the reader says of the columns that are not plain texts. */
const dates = ['birth_date', 'lives_from', 'lives_until'];

async function ask(officer: Page, unit: string, format: string): Promise<string> {
  await officer.goto('/register/exports');
  await officer.getByRole('combobox', { name: say('web-unit'), exact: true }).selectOption(unit);
  await officer.getByRole('radio', { name: say(`web-export-as-${format}`) }).check();
  await officer.getByRole('combobox', { name: say('web-purpose') }).selectOption('statistics');
  await optionalBox(officer, 'web-request-reason').fill(`Thống kê ${format}`);
  await button(officer, 'web-export-send').click();
  await expectDone(officer, 'web-done-request-asked');
  return new URL(officer.url()).pathname;
}

test('a list goes out when a second officer agrees, and a reader of others reads it', async ({ as, who }, info) => {
  test.setTimeout(240_000);
  const project = info.project.name;
  const unit = who('counter').unit;
  const officer = await as('counter');
  await officer.goto('/register/exports');
  await look(officer, 'exports-none');
  // Nothing is asked for without a unit and a purpose.
  await button(officer, 'web-export-send').click();
  await expect(officer.getByRole('alert').first()).toContainText(say('access-needs-purpose'));
  const asked = [await ask(officer, unit, 'csv'), await ask(officer, unit, 'parquet')];
  await look(officer, 'export-asked');
  // Who asked does not approve.
  await expect(button(officer, 'web-request-do-approve')).toHaveCount(0);

  const approver = await as('approver');
  await approver.goto('/register/requests');
  await look(approver, 'requests');
  for (const path of asked) {
    await proving(approver, project, 'approver', async () => {
      await approver.goto(path);
      await look(approver, 'request');
      await button(approver, 'web-request-do-approve').click();
      await expect(approver.getByRole('heading', { level: 1 })).toBeVisible();
    });
    await expectDone(approver, 'web-done-request-approved');
  }

  await officer.goto('/register/exports');
  const fetchLink = (format: string) => officer.getByRole('main').getByRole('link', { name: say(`web-export-as-${format}`), exact: true });
  await reloadUntil(officer, fetchLink('csv').first());
  await reloadUntil(officer, fetchLink('parquet').first());
  await look(officer, 'exports');
  const bytes = async (format: string): Promise<Buffer> => {
    const answer = await officer.request.get((await fetchLink(format).first().getAttribute('href')) ?? '');
    expect(answer.ok()).toBe(true);
    return answer.body();
  };

  const csv = (await bytes('csv')).toString('utf8').replace(/^\uFEFF/, '').trim().split(/\r?\n/);
  const [[living = '0'] = []] = rows(project, `SELECT COUNT(*) FROM residence r JOIN dwelling d ON d.id = r.dwelling WHERE d.unit = '${unit}' AND r.ended_on IS NULL`);
  expect(csv.length - 1).toBeGreaterThan(0);

  const file = await bytes('parquet');
  const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  const columns = parquetMetadata(buffer).schema.slice(1);
  expect(columns.length).toBe(19);
  for (const column of columns) {
    const expected = dates.includes(column.name) ? ['INT32', 'DATE'] : column.name === 'birth_year' ? ['INT32', undefined] : ['BYTE_ARRAY', 'UTF8'];
    expect([column.type, column.converted_type], column.name).toEqual(expected);
  }
  const people = await parquetReadObjects({ file: buffer });
  expect(people.length).toBe(csv.length - 1);
  // Other journeys change people meanwhile, so the number in the register is near, not equal.
  expect(Math.abs(people.length - Number(living))).toBeLessThan(10);
  for (const person of people) {
    expect(person['unit']).toBe(unit);
    expect(person['name']).toMatch(/\p{L}/u);
    expect(['male', 'female', 'Nam', 'Nữ']).toContain(person['sex']);
    const born = person['birth_date'];
    if (born instanceof Date) {
      expect(born.toISOString().slice(0, 10)).toBe(person['birth']);
      expect(born.getUTCFullYear()).toBe(person['birth_year']);
    }
  }
  expect(people.filter((person) => person['birth_date'] instanceof Date).length).toBeGreaterThan(people.length / 2);
});
