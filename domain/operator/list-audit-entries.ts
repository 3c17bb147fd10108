import { z } from 'zod';
import { operatorQuery } from '../operations/operator-builders.ts';
import { snowflakeId } from '../text/schemas.ts';
import { createPageCursor } from './page-cursor.ts';
import type { AuditEntryView, Page } from './types.ts';

const PAGE_SIZE = 50;
const cursor = createPageCursor(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
const filter = z.object({
  guildId: snowflakeId.nullable(),
  operator: z
    .string()
    .regex(/^[\w.:@$+-]{1,150}$/, 'operator.malformed')
    .nullable(),
  before: cursor.schema,
});

/**
 * What operators did, newest first.
 * @throws VektraError `invalid_input` for an unknown page, or a filter that can match nothing
 */
export const listAuditEntries = operatorQuery({
  name: 'operator.list_audit_entries',
  input: filter,
  async run({ deps: { tenancy } }, { guildId, operator, before }): Promise<Page<AuditEntryView>> {
    const rows = await tenancy.control.listOperatorAudit({
      ...(guildId ? { guildId } : {}),
      ...(operator ? { operator } : {}),
      ...(before ? { before } : {}),
      limit: PAGE_SIZE + 1,
    });
    const entries = rows.slice(0, PAGE_SIZE);
    const guildNames = await tenancy.control.getGuildNames(
      entries.flatMap(({ guildId: id }) => (id === null ? [] : [id])),
    );
    const items = entries.map((entry) => ({
      ...entry,
      guildName: guildNames.get(entry.guildId ?? '') ?? null,
    }));
    const last = items.at(-1);
    const hasMore = rows.length > PAGE_SIZE && last;
    return { items, nextBefore: hasMore ? cursor.encode(last) : null };
  },
});
