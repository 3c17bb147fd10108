import { useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { parseInput, readSearchParams } from '../routing/input.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { operatorLoader } from '../routing/site-loaders.server.ts';
import { Audit } from './audit.tsx';
import { presentAuditEntry } from './audit-view.ts';
import { auditSearch } from './schemas.server.ts';
import { operatorStrings } from './strings.en.ts';

export const loader = operatorLoader(async ({ context, request, translator }) => {
  const { guild, operator, before } = parseInput(auditSearch, readSearchParams(request.url));
  const { items, nextBefore } = await context.operator.listAuditEntries({
    guildId: guild,
    operator,
    before,
  });
  const t = translator(operatorStrings);
  return {
    filter: { guild, operator },
    entries: items.map((each) => presentAuditEntry(t, each)),
    nextBefore,
  };
});

export const shouldRevalidate = keepPageWhenUnsent;

export default function Page() {
  return <Audit {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
