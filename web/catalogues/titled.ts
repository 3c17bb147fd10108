import { type Key, t } from './translate.ts';

/** A page's title, and a description where a search engine may come. */
export const titled = (page: Key | { text: string }, description?: Key) => [
  { title: t('app.title', { page: typeof page === 'string' ? t(page) : page.text }) },
  ...(description ? [{ name: 'description', content: t(description) }] : []),
];
