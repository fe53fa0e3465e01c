// The interface's own words, read from where the interface has them.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'app', 'texts');
const read = new Map();

/** `t('accounts', 'register_button')`; plurals give their form for many. */
export function t(namespace, key, locale = 'ru') {
  const file = join(folder, locale, `${namespace}.json`);
  if (!read.has(file)) read.set(file, JSON.parse(readFileSync(file, 'utf8')));
  const text = read.get(file)[key];
  if (text === undefined) throw new Error(`${file} has no text ${key}`);
  return typeof text === 'string' ? text : text.other;
}

/** A text with what its placeholders stand for: `said(t('sponsor', 'raised_of'), { raised, needed })`. */
export const said = (text, values) =>
  Object.entries(values).reduce((all, [name, value]) => all.replace(`{${name}}`, value), text);

/** A sum as pages write it. */
export const sum = (tenge) => `${tenge.toLocaleString('en-US').replaceAll(',', '\u202f')}\u00a0₸`;
