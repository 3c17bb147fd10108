import type { MetaFunction } from '@remix-run/node';
import type { Catalogue } from '../../domain/text/translator.ts';
import { DEFAULT_LOCALE, getTranslator, type LocalizedTranslate } from './translator.ts';

interface PageMeta {
  title: string;
  /** Where a search engine may come. */
  description?: string;
}

/**
 * A page's title in the reader's language.
 * @param describe gets the translate function and what the page's loader returned, if it did
 */
export const pageMeta =
  <C extends Catalogue, L = unknown>(
    strings: C,
    describe: (t: LocalizedTranslate<C>, data: L | undefined) => PageMeta,
  ): MetaFunction =>
  ({ matches, data }) => {
    const root = matches.find(({ id }) => id === 'root')?.data as { locale?: string } | undefined;
    const translator = getTranslator(root?.locale ?? DEFAULT_LOCALE);
    const { title, description } = describe(translator(strings), data as L | undefined);
    return [
      { title: translator({})('app.title', { page: title }) },
      ...(description ? [{ name: 'description', content: description }] : []),
    ];
  };
