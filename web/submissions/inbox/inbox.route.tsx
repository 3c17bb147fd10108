import { redirect } from '@remix-run/node';
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { PanelError } from '../../errors/panel-error.tsx';
import { guildLoader } from '../../routing/guild-loader.server.ts';
import { isUnsent } from '../../routing/outcome.ts';
import { pageMeta } from '../../strings/page-meta.ts';
import { presentDemoSummary } from '../demo-summary.ts';
import { serializeFilters, toSubmissionFilter } from '../filters.ts';
import { submissionsStrings } from '../strings.en.ts';
import { Inbox } from './inbox.tsx';
import { inboxSearch } from './inbox-search.server.ts';

export const loader = guildLoader(
  { access: 'staff', feature: 'dashboard', search: inboxSearch },
  async ({ actor, operations, search }) => {
    const { before, find, ...filters } = search;
    if (find) {
      const base = `/g/${actor.guildId}/submissions`;
      const number = /^#?([1-9][0-9]{0,11})$/.exec(find)?.[1];
      throw redirect(
        number ? `${base}/${number}` : `${base}${serializeFilters({ ...filters, genre: find })}`,
      );
    }
    const [page, tags] = await Promise.all([
      operations.submissions.list(actor, {
        ...toSubmissionFilter(filters, Date.now()),
        ...(before ? { before } : {}),
        limit: 50,
      }),
      operations.tags.list(actor),
    ]);
    return {
      rows: page.items.map((item) => presentDemoSummary(item, actor.guildId)),
      nextBefore: page.nextBefore,
      before,
      tags,
    };
  },
);

/** Opening another demo leaves the list as it is; filters, forms and live updates reload it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentParams,
  nextParams,
  currentUrl,
  nextUrl,
  formMethod,
  actionResult,
}) =>
  !isUnsent(actionResult) &&
  (formMethod !== undefined ||
    currentParams.guildId !== nextParams.guildId ||
    currentUrl.search !== nextUrl.search ||
    currentUrl.href === nextUrl.href);

export const meta = pageMeta(submissionsStrings, (t) => ({ title: t('inbox.title') }));

export default function Page() {
  return <Inbox {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
