import { z } from 'zod';
import { type SecretStore, sessionsKey } from '../../tenancy/index.ts';
import type { Tokens } from './oauth.ts';

const shape = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.number(),
});

/** Discord's tokens rest encrypted by Vault; bound to their user, so that no row can lend its own to another. */
export const sealTokens = (secrets: SecretStore, userId: string, tokens: Tokens): Promise<string> =>
  secrets.seal(sessionsKey, JSON.stringify(tokens), userId);

export const unsealTokens = async (
  secrets: SecretStore,
  userId: string,
  sealed: string,
): Promise<Tokens> => shape.parse(JSON.parse(await secrets.unseal(sessionsKey, sealed, userId)));
