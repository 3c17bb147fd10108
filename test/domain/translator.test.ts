import test from 'ava';
import { createTranslators, findText, mergeCatalogues } from '../../domain/text/translator.ts';

const translatorFor = createTranslators({
  en: { hello: 'Hello', rows: '{{count, number}} rows', demos_one: 'a demo', demos_other: 'demos' },
  de: { hello: 'Hallo', rows: '{{count, number}} Zeilen' },
  'pt-BR': { hello: 'Olá' },
});

test('a locale gets its own catalogue, else its language’s, else English', (t) => {
  const hello = (locale: string) => translatorFor(locale)('hello');
  t.is(hello('pt-BR'), 'Olá');
  t.is(hello('pt-PT'), 'Hello');
  t.is(hello('de-AT'), 'Hallo');
  t.is(hello('en-GB'), 'Hello');
  t.is(hello('xx'), 'Hello');
});

test('a text that a catalogue lacks is English, plurals and numbers are the locale’s', (t) => {
  t.is(translatorFor('de')('demos', { count: 1 }), 'a demo');
  t.is(translatorFor('de')('demos', { count: 2 }), 'demos');
  t.is(translatorFor('de')('rows', { count: 1_234 }), '1.234 Zeilen');
  t.is(translatorFor('en')('rows', { count: 1_234 }), '1,234 rows');
  t.is(translatorFor('xx')('rows', { count: 1_234 }), '1,234 rows');
});

test('a translator is created once for each locale', (t) => {
  t.is(translatorFor('de'), translatorFor('de-AT'));
});

test('of two keys, the second is used if no catalogue has the first', (t) => {
  const translate = translatorFor('de');
  t.is(translate(['missing', 'demos'], { count: 2 }), 'demos');
  t.is(translate(['rows', 'demos'], { count: 2 }), '2 Zeilen');
});

test('catalogues that define the same text are not merged', (t) => {
  t.throws(() => mergeCatalogues({ a: { b: '1' } }, { a: { b: '2' } }), { message: /"b"/ });
  t.throws(() => mergeCatalogues({ a: '1' }, { a: { b: '2' } }), { message: /"a"/ });
});

test('merged catalogues keep the keys of both', (t) => {
  const merged = mergeCatalogues({ a: { b: '1' } }, { a: { c: '2' }, d: '3' });
  t.deepEqual(merged, { a: { b: '1', c: '2' }, d: '3' });
  t.is(findText(merged, 'a.c'), '2');
  t.is(findText(merged, 'a'), undefined);
  t.is(findText(merged, 'a.toString'), undefined);
});
