import { Link, Outlet, useLoaderData } from '@remix-run/react';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { filterSearch, toChoice, toFilter } from '../submissions/filter.server.ts';
import { t } from '../text/t.ts';

const PAGE = 50;

export const loader = guildLoader(
  { needs: 'staff', feature: 'dashboard', search: filterSearch },
  async ({ actor, acts, search }) => {
    const now = Date.now();
    const choice = toChoice(search);
    const page = await acts.submissions.list(actor, {
      ...toFilter(choice, now),
      ...(search.before ? { before: search.before } : {}),
      limit: PAGE,
    });
    return { now, choice, before: search.before ?? null, ...page };
  },
);

export default function Submissions() {
  const { items } = useLoaderData<typeof loader>();
  return (
    <main id="content">
      <h1>{t('inbox.title')}</h1>
      <ul>{items.map((item) => <li key={item.number}><Link to={String(item.number)}>{item.trackTitle}</Link></li>)}</ul>
      <Outlet />
    </main>
  );
}
