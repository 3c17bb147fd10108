import { useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { Audit } from '../operator/audit.tsx';
import { presentAuditEntry } from '../presenters/audit-entry.ts';
import { parse, readSearch } from '../routing/input.server.ts';
import { operatorLoader } from '../routing/open-loaders.server.ts';
import { auditSearch } from '../routing/operator-schemas.server.ts';

export const loader = operatorLoader(async ({ context, request }) => {
  const { guild, operator, before } = parse(auditSearch, readSearch(request.url));
  const { items, nextBefore } = await context.operator.audit({ guildId: guild, operator, before });
  return { filter: { guild, operator }, entries: items.map(presentAuditEntry), nextBefore };
});

export default function Page() {
  return <Audit {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
