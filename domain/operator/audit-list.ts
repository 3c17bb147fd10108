import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { parseInput } from '../errors/parse-input.ts';
import { snowflakeId } from '../text/schemas.ts';
import { pageCursor } from './page-cursor.ts';
import type { AuditEntryView, OperatorActs, Page } from './types.ts';

const PAGE = 50;
const cursor = pageCursor(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
const filter = z.object({
  guildId: snowflakeId.nullable(),
  operator: z
    .string()
    .regex(/^[\w.:@$+-]{1,150}$/, 'operator.malformed')
    .nullable(),
});

/**
 * What operators did, newest first.
 * @throws VektraError `invalid_input` for an unknown page, or a filter that can match nothing
 */
export async function auditEntries(
  { tenancy }: Deps,
  query: Parameters<OperatorActs['audit']>[0],
): Promise<Page<AuditEntryView>> {
  const { guildId, operator } = parseInput(filter, query);
  const before = cursor.read(query.before);
  const found = await tenancy.control.listOperatorAudit({
    ...(guildId ? { guildId } : {}),
    ...(operator ? { operator } : {}),
    ...(before ? { before } : {}),
    limit: PAGE + 1,
  });
  const page = found.slice(0, PAGE);
  const names = await tenancy.control.guildNames(
    page.flatMap(({ guildId: id }) => (id === null ? [] : [id])),
  );
  const items = page.map((entry) => ({
    ...entry,
    guildName: names.get(entry.guildId ?? '') ?? null,
  }));
  const last = items.at(-1);
  const hasMore = found.length > PAGE && last;
  return { items, nextBefore: hasMore ? cursor.write(last) : null };
}
