import type { FileBucket } from '../control/file-buckets.ts';
import { guildTransitKey, type SecretStore } from '../secrets/index.ts';
import type { CustomerBucket } from './types.ts';

const toIdentity = ({ endpoint, bucket }: CustomerBucket) => `${endpoint} ${bucket}`;

/** Which bucket it is, sealed: in no table anybody can read it. @throws SecretStoreError */
export const sealIdentity = (
  secrets: SecretStore,
  { guildId, ref }: { guildId: string; ref: string },
  bucket: CustomerBucket,
): Promise<string> => secrets.seal(guildTransitKey(guildId), toIdentity(bucket), ref);

/** Whether they were given as the same bucket; credentials may differ. @throws SecretStoreError */
export async function isSameIdentity(
  secrets: SecretStore,
  one: Pick<FileBucket, 'guildId' | 'ref' | 'sealedIdentity'>,
  other: Pick<FileBucket, 'guildId' | 'ref' | 'sealedIdentity'>,
): Promise<boolean> {
  const [first, second] = await Promise.all(
    [one, other].map(({ guildId, ref, sealedIdentity }) =>
      secrets.unseal(guildTransitKey(guildId), sealedIdentity, ref),
    ),
  );
  return first === second;
}
