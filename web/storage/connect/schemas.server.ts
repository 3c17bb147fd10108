import { z } from 'zod';
import { CA_MAX_LENGTH } from '../../../domain/storage/ca-length.ts';
import { certificateFingerprint } from '../../../domain/storage/certificate.ts';

/** Generous: the test itself says what is wrong with a part, by its code. */
const connectionPart = (max: number) => z.string('other').max(max, 'text.too_long').default('');

/** The connect form: one half of it, as `by` says. The domain parses the rest. */
export const connectForm = z
  .object({
    by: z.enum(['url', 'fields'], 'other'),
    url: connectionPart(4_096),
    engine: z.enum(['postgres', 'mysql'], 'other').optional(),
    host: connectionPart(300),
    port: connectionPart(10),
    user: connectionPart(300),
    password: connectionPart(2_000),
    database: connectionPart(300),
    ca: connectionPart(CA_MAX_LENGTH),
    pinnedFingerprint: certificateFingerprint.optional(),
  })
  .transform(({ by, url, ca, pinnedFingerprint, ...fields }) => {
    const connection = by === 'url' ? { url } : { ...fields, engine: fields.engine ?? 'postgres' };
    return {
      ...connection,
      ...(ca.trim() ? { ca } : {}),
      ...(pinnedFingerprint ? { pinnedFingerprint } : {}),
    };
  });

export const setupLinkParams = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{16,200}$/) });
