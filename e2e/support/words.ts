// The words of the pages, from the catalogue itself: tests find things by the name a person reads, and survive a better word.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { FluentVariable } from '@fluent/bundle';

export type Locale = 'vi' | 'en';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../country/vn/messages');

function load(locale: Locale): FluentBundle {
  const bundle = new FluentBundle(locale, { useIsolating: false });
  for (const file of readdirSync(join(folder, locale))) bundle.addResource(new FluentResource(readFileSync(join(folder, locale, file), 'utf8')));
  return bundle;
}

const bundles: Record<Locale, FluentBundle> = { vi: load('vi'), en: load('en') };

/** A message as a page says it. A test that names a message that is gone fails with its id. */
export function say(id: string, values: Record<string, FluentVariable> = {}, locale: Locale = 'vi'): string {
  const pattern = bundles[locale].getMessage(id)?.value;
  if (!pattern) throw new Error(`there is no message ${id} in ${locale}`);
  return bundles[locale].formatPattern(pattern, values);
}

/** A message with holes, as a pattern: whatever fills them. */
export function like(id: string, locale: Locale = 'vi'): RegExp {
  const pattern = bundles[locale].getMessage(id)?.value;
  if (!pattern) throw new Error(`there is no message ${id} in ${locale}`);
  const hole = '\u0001';
  const parts = typeof pattern === 'string' ? pattern : pattern.map((part) => (typeof part === 'string' ? part : hole)).join('');
  return new RegExp(parts.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(hole, '.*'));
}
