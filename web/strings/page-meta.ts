import { type CatalogueKey, t } from './translate.ts';

/** A page's title, and a description where a search engine may come. */
export const pageMeta = (page: CatalogueKey | { text: string; description?: string }) => {
  if (typeof page === 'string') return [{ title: t('app.title', { page: t(page) }) }];
  return [
    { title: t('app.title', { page: page.text }) },
    ...(page.description ? [{ name: 'description', content: page.description }] : []),
  ];
};
