import { z } from 'zod';
import { SESSIONS_TRANSIT_KEY, type SecretStore } from '../../tenancy/index.ts';
import type { Tokens } from './oauth.ts';

const tokensSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.number(),
});

/**
 * Discord's tokens rest encrypted by Vault; bound to their user, so that no row can lend its own to
 * another.
 */
export const sealTokens = (secrets: SecretStore, userId: string, tokens: Tokens): Promise<string> =>
  secrets.seal(SESSIONS_TRANSIT_KEY, JSON.stringify(tokens), userId);

export const unsealTokens = async (
  secrets: SecretStore,
  userId: string,
  sealed: string,
): Promise<Tokens> =>
  tokensSchema.parse(JSON.parse(await secrets.unseal(SESSIONS_TRANSIT_KEY, sealed, userId)));
