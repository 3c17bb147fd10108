import { type MetaFunction, redirect } from '@remix-run/node';
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { titled } from '../catalogues/titled.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { Inbox } from '../inbox/inbox.tsx';
import { toQuery, writeFilters } from '../presenters/filters.ts';
import { presentRow } from '../presenters/row.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { inboxSearch } from '../routing/inbox-search.server.ts';

export const loader = guildLoader(
  { needs: 'staff', feature: 'dashboard', search: inboxSearch },
  async ({ actor, acts, search }) => {
    const { before, find, ...filters } = search;
    if (find) {
      const base = `/g/${actor.guildId}/submissions`;
      const number = /^#?([1-9][0-9]{0,11})$/.exec(find)?.[1];
      throw redirect(
        number ? `${base}/${number}` : `${base}${writeFilters({ ...filters, genre: find })}`,
      );
    }
    const page = await acts.submissions.list(actor, {
      ...toQuery(filters, Date.now()),
      ...(before ? { before } : {}),
      limit: 50,
    });
    return { rows: page.items.map(presentRow), nextBefore: page.nextBefore, before };
  },
);

/** Opening another demo leaves the list as it is; filters, acts and live news change it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentParams,
  nextParams,
  currentUrl,
  nextUrl,
  formMethod,
}) =>
  formMethod !== undefined ||
  currentParams.guildId !== nextParams.guildId ||
  currentUrl.search !== nextUrl.search ||
  currentUrl.href === nextUrl.href;

export const meta: MetaFunction = () => titled('inbox.title');

export default function Page() {
  return <Inbox {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
