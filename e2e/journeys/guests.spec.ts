// Guests for the night: one by one at the desk, a list from the keeper of a house, and who stays tonight.
import { button, dayText, expect, expectDone, look, optionalBox, test } from '../support/fixtures.ts';
import { rows } from '../support/database.ts';
import { member, openFor, part, stateGround, takeHousehold } from '../support/register.ts';
import { say } from '../support/words.ts';

test('the desk and the keeper of a house notify guests, and the desk sees who stays tonight', async ({ as, who }, info) => {
  test.setTimeout(180_000);
  const project = info.project.name;
  const keeper = who('single');
  const [[birth = ''] = []] = rows(project, `SELECT birth FROM person WHERE number = '${keeper.login}'`);
  const house = `Nhà nghỉ Hoa Sữa ${project}`;
  const officer = await as('counter');

  // A house that takes guests; a card that is nobody's is told.
  await openFor(officer, '/register/lodgings', 'web-lodgings-title');
  await look(officer, 'lodgings-none');
  await officer.getByRole('main').getByRole('link', { name: say('web-lodging-add') }).first().click();
  await officer.getByLabel(say('web-lodging-name'), { exact: true }).fill(house);
  await officer.getByLabel(say('web-lodging-kind'), { exact: true }).selectOption('guest-house');
  await officer.getByLabel(say('web-lodging-rooms'), { exact: true }).fill('12');
  await officer.getByLabel(say('web-unit'), { exact: true }).selectOption(who('counter').unit);
  await officer.getByLabel(say('web-address'), { exact: true }).fill('Số 3 ngõ 10 phố Hoa Sữa');
  const owner = part(officer, 'web-lodging-owner');
  await owner.getByLabel(say('web-personal-number'), { exact: true }).fill('001099999999');
  await owner.getByLabel(say('web-birth-date'), { exact: true }).fill(dayText(new Date(birth)));
  await stateGround(officer, 'Đơn đăng ký của cơ sở');
  await button(officer, 'web-residence-save').click();
  await expect(officer.getByRole('alert').first()).toContainText(say('web-lodging-card-unknown'));
  await look(officer, 'lodging-new');
  await owner.getByLabel(say('web-personal-number'), { exact: true }).fill(keeper.login);
  await button(officer, 'web-residence-save').click();
  await expectDone(officer, 'web-done-lodging-saved');
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(house);

  // One guest, who called: without a paper the form comes back open and says so.
  const one = officer.locator('details').filter({ has: officer.getByRole('button', { name: say('web-guest-send'), includeHidden: true }) });
  await one.locator('summary').click();
  await one.getByLabel(say('web-guest-name'), { exact: true }).fill('Emma Brown');
  await one.getByLabel(say('web-guest-birth'), { exact: true }).fill('1/2/1980');
  await one.getByRole('combobox').selectOption('female');
  await button(one, 'web-guest-send').click();
  await expect(officer.getByRole('alert').first()).toContainText(say('register-guest-paper-missing'));
  await look(officer, 'guest-missing');
  await optionalBox(one, 'web-guest-passport').fill('533401372');
  await optionalBox(one, 'web-guest-nationality').fill('GB');
  await optionalBox(one, 'web-guest-room').fill('101');
  await button(one, 'web-guest-send').click();
  await expectDone(officer, 'web-done-guests-notified');
  await expect(officer.getByRole('row').filter({ hasText: 'Emma Brown' })).toContainText('533401372');
  await look(officer, 'lodging');

  // The keeper sends a list; what cannot be taken is told line by line, the rest is.
  const keeping = await as('single');
  await keeping.goto('/me/guests');
  await look(keeping, 'my-guests');
  await keeping.getByRole('main').getByRole('link', { name: house }).first().click();
  const known = member(takeHousehold(project, who('counter').unit, (members) => members.some((person) => person.relation === 'head' && person.birth.length === 10)), 'head');
  const list = [
    'DANH SÁCH KHÁCH;;;;;;',
    'Họ và tên;Số CCCD;Hộ chiếu;Ngày sinh;Giới tính;Quốc tịch;Phòng',
    `${known.name};${known.number};;${dayText(new Date(known.birth))};;;102`,
    'Anna Müller;;C01X00T47;5/6/1988;Nữ;DE;103',
    ';;C01X00T48;5/6/1988;Nữ;DE;103',
    'Lê Văn Sai;12345;;1/2/1990;Nam;VN;104',
    'Trần Thị Không;;;1/2/1990;Nữ;VN;105',
    'Phạm Văn Tương;;B1234567;1/2/2990;Nam;VN;106',
  ].join('\r\n');
  const file = keeping.locator('details').filter({ has: keeping.getByRole('button', { name: say('web-guest-file-send'), includeHidden: true }) });
  await file.locator('summary').click();
  // A file that is no list is refused whole.
  await file.locator('input[type=file]').setInputFiles({ name: 'khach.csv', mimeType: 'text/csv', buffer: Buffer.from('1,2,3\n4,5,6\n') });
  await button(file, 'web-guest-file-send').click();
  await expect(keeping.getByRole('alert').first()).toContainText(say('register-error-bad-guest-file'));
  await file.locator('input[type=file]').setInputFiles({ name: 'khach.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${list}`) });
  await button(file, 'web-guest-file-send').click();
  await expect(keeping.getByText(say('web-guests-outcome', { taken: 2, refused: 4, late: 0 }))).toBeVisible();
  const refused = keeping.getByRole('table', { name: say('web-guests-refused') });
  for (const [line, field, reason] of [[5, 'name', 'name-missing'], [6, 'number', 'number-wrong'], [7, 'number', 'paper-missing'], [8, 'birth', 'birth-wrong']] as const) {
    const row = refused.getByRole('row').filter({ hasText: say('web-guests-line-number', { line }) });
    await expect(row).toContainText(say(`web-guest-${field}`));
    await expect(row).toContainText(say(`register-guest-${reason}`));
  }
  await look(keeping, 'guest-list-outcome');

  // The house brings the same list to the desk, with one guest more: only who is new is taken.
  const desk = officer.locator('details').filter({ has: officer.getByRole('button', { name: say('web-guest-file-send'), includeHidden: true }) });
  await desk.locator('summary').click();
  const longer = `${list}\r\nMary Green;;533401999;3/4/1991;Nữ;GB;107`;
  await desk.locator('input[type=file]').setInputFiles({ name: 'khach.csv', mimeType: 'text/csv', buffer: Buffer.from(longer) });
  await button(desk, 'web-guest-file-send').click();
  await expect(officer.getByText(say('web-guests-outcome', { taken: 1, refused: 6, late: 0 }))).toBeVisible();
  const again = officer.getByRole('table', { name: say('web-guests-refused') }).getByRole('row').filter({ hasText: say('web-guests-line-number', { line: 4 }) });
  await expect(again).toContainText(say('register-guest-notified-already'));
  await expect(officer.getByRole('row').filter({ hasText: 'Mary Green' })).toContainText('107');
  await look(officer, 'guest-list-desk');

  // Tonight: everybody at once, one by name, and as a file.
  await openFor(officer, '/register/stays', 'web-stays-title');
  for (const name of ['Emma Brown', 'Anna Müller', known.name]) {
    await expect(officer.getByRole('row').filter({ hasText: name }).first()).toContainText(house);
  }
  await look(officer, 'stays-tonight');
  await officer.getByLabel(say('web-stays-text')).fill('muller');
  await button(officer.getByRole('search'), 'web-search').click();
  await expect(officer.getByRole('row').filter({ hasText: 'Anna Müller' })).toBeVisible();
  await expect(officer.getByRole('row').filter({ hasText: 'Emma Brown' })).toHaveCount(0);
  const href = await officer.getByRole('link', { name: say('web-export-csv') }).getAttribute('href');
  const text = await (await officer.request.get(href ?? '')).text();
  expect(text).toContain('Anna Müller');
  expect(text).not.toContain('Emma Brown');

  // One leaves.
  await keeping.goto('/me/guests');
  await keeping.getByRole('main').getByRole('link', { name: house }).first().click();
  await keeping.getByRole('checkbox', { name: say('web-guests-tick-one', { name: 'Anna Müller' }) }).check();
  await button(keeping, 'web-guests-left').click();
  await expectDone(keeping, 'web-done-stays-ended');
  // Who left does not stay tonight.
  await officer.reload();
  await expect(officer.getByText(say('web-guests-none'), { exact: true })).toBeVisible();
  await expect(officer.getByRole('row').filter({ hasText: 'Anna Müller' })).toHaveCount(0);
});
