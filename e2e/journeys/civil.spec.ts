// Civil events at the register desk: a child is born, its father and head of the household dies, two people marry.
import type { Page } from '@playwright/test';
import { button, expect, expectDone, inDays, look, optionalBox, test, typeDate } from '../support/fixtures.ts';
import type { Resident } from '../support/register.ts';
import { age, family, member, openHistory, openHousehold, openRecord, stateGround, takeHousehold } from '../support/register.ts';
import { like, say } from '../support/words.ts';

/** From the record to the form of an event. */
async function begin(officer: Page, event: string): Promise<void> {
  await officer.getByRole('region', { name: say('web-events-title') }).getByRole('link', { name: say(event), exact: true }).click();
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(say(event));
}

/** Looks it through and registers it. */
async function register(officer: Page, name: string): Promise<void> {
  await button(officer, 'web-event-next').click();
  await expect(officer.getByText(say('web-event-look'))).toBeVisible();
  await look(officer, name);
  await button(officer, 'web-event-do').click();
  await expectDone(officer, 'web-done-event-registered');
}

test('a child gets number, parents and home; its father dies and the household a new head', async ({ as, who }, info) => {
  test.setTimeout(180_000);
  const home = takeHousehold(info.project.name, who('counter').unit, (members) =>
    members.every((one) => one.kind === 'permanent' && one.birth.length === 10)
    && members.some((one) => one.relation === 'head' && one.sex === 'male')
    && members.some((one) => one.relation === 'spouse' && age(one) < 60));
  const [father, mother] = [member(home, 'head'), member(home, 'spouse')];
  const officer = await as('counter');

  await openRecord(officer, mother);
  await expect(family(officer).getByText(father.name)).toBeVisible();
  await look(officer, 'person');
  await begin(officer, 'web-event-birth');
  // What is missing is said on top and at each question.
  await button(officer, 'web-event-next').click();
  for (const missing of ['web-event-sex-missing', 'web-event-ground-missing']) {
    await expect(officer.getByRole('alert').first()).toContainText(say(missing));
  }
  await look(officer, 'birth-missing');
  const child = `${father.name.split(' ')[0]} Minh Khôi`;
  await officer.getByLabel(say('web-event-child-name'), { exact: true }).fill(child);
  await typeDate(officer, 'web-birth-date', inDays(-6));
  await officer.getByRole('radio', { name: say('sex-male') }).check();
  await optionalBox(officer, 'web-birth-place').fill('Bệnh viện Phụ sản Hà Nội');
  await optionalBox(officer, 'web-event-other-parent').fill(father.number);
  await officer.getByLabel(say('web-event-joins-parent')).check();
  await optionalBox(officer, 'web-event-book-number').fill('17');
  await stateGround(officer, 'Giấy chứng sinh số 17');
  await register(officer, 'birth-look');

  // The child's own page: a number, the home of the parents, the family.
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(child);
  await expect(officer.getByRole('main').getByText(/^\d{3}\s\d{3}\s\d{3}\s\d{3}$/).first()).toBeVisible();
  await expect(officer.getByText(home.address).first()).toBeVisible();
  for (const [relative, kin] of [[father, 'web-kin-father'], [mother, 'web-kin-mother']] as const) {
    await expect(family(officer).getByRole('listitem').filter({ hasText: relative.name })).toContainText(say(kin));
  }
  await look(officer, 'newborn');
  await expect((await openHistory(officer)).filter({ hasText: say('web-change-birth') }).first()).toContainText('Giấy chứng sinh số 17');
  await look(officer, 'newborn-history');

  // The death of the head: without a next head nothing is registered.
  await openRecord(officer, father);
  await expect(family(officer).getByRole('listitem').filter({ hasText: child })).toContainText(say('web-kin-child'));
  await begin(officer, 'web-event-death');
  await typeDate(officer, 'web-event-died-on', inDays(-1));
  await optionalBox(officer, 'web-event-place').fill('Tại nhà');
  await stateGround(officer, 'Giấy báo tử số 5');
  await button(officer, 'web-event-next').click();
  await expect(officer.getByRole('alert').filter({ hasText: say('register-error-new-head-needed') })).toBeVisible();
  await look(officer, 'death-head-missing');
  await officer.getByRole('group', { name: like('web-act-head') }).getByRole('radio', { name: mother.name }).check();
  await button(officer, 'web-event-next').click();
  // Who becomes head is read once more before it is done.
  await expect(officer.getByRole('main').getByText(mother.name)).toBeVisible();
  await look(officer, 'death-look');
  await button(officer, 'web-event-do').click();
  await expectDone(officer, 'web-done-event-registered');
  await expect(officer.getByText(like('web-life-dead')).first()).toBeVisible();
  await look(officer, 'dead');
  await expect((await openHistory(officer)).filter({ hasText: say('web-change-death') }).first()).toContainText('Giấy báo tử số 5');

  // The others under their new head; the widow, the child with a father who is dead.
  await openRecord(officer, mother);
  await expect(officer.getByRole('main').getByText(say('web-marital-widowed')).first()).toBeVisible();
  await openHousehold(officer);
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(say('web-register-household-of', { name: mother.name }));
  await expect(officer.getByRole('main').getByRole('link', { name: father.name })).toHaveCount(0);
  await look(officer, 'household');
  await officer.getByRole('main').getByRole('link', { name: child, exact: true }).click();
  await expect(family(officer).getByRole('listitem').filter({ hasText: father.name })).toContainText(say('web-life-dead'));
});

test('two people marry, once', async ({ as, who }, info) => {
  test.setTimeout(180_000);
  const unit = who('counter').unit;
  const single = (sex: string): Resident => {
    const fits = (one: Resident): boolean => one.relation === 'child' && one.sex === sex && one.marital === 'single' && age(one) >= 21 && one.birth.length === 10;
    const found = takeHousehold(info.project.name, unit, (members) => members.some(fits)).members.find(fits);
    if (!found) throw new Error(`nobody ${sex} is single`);
    return found;
  };
  const [groom, bride] = [single('male'), single('female')];
  const officer = await as('counter');

  await openRecord(officer, groom);
  await begin(officer, 'web-event-marriage');
  // A number of nobody is told at its question, and what was typed stays.
  const spouse = officer.getByRole('textbox', { name: say('web-event-spouse'), exact: true });
  await spouse.fill('001099999999');
  await typeDate(officer, 'web-event-on', inDays(0));
  await stateGround(officer, 'Tờ khai đăng ký kết hôn');
  await button(officer, 'web-event-next').click();
  await expect(officer.getByRole('alert').first()).toContainText(say('web-event-other-not-found'));
  await spouse.fill(bride.number);
  await register(officer, 'marriage-look');
  await expect(family(officer).getByRole('listitem').filter({ hasText: bride.name })).toContainText(say('web-kin-spouse'));
  await expect((await openHistory(officer)).filter({ hasText: say('web-change-marriage') }).first()).toBeVisible();

  // A second marriage is refused, and why is said.
  await openRecord(officer, bride);
  await begin(officer, 'web-event-marriage');
  await officer.getByRole('textbox', { name: say('web-event-spouse'), exact: true }).fill(groom.number);
  await typeDate(officer, 'web-event-on', inDays(0));
  await stateGround(officer, 'Tờ khai đăng ký kết hôn');
  await button(officer, 'web-event-next').click();
  await expect(officer.getByRole('alert').first()).toContainText(say('register-civil-already-married'));
});
