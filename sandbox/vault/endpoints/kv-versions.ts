import { createErrorReply, noContent } from '../replies.ts';
import type { AuthorizedRequest, Endpoint, Reply, SecretVersion } from '../types.ts';
import { findSecret } from './kv-data.ts';

/** Runs `change` on each version named in the body; versions that are absent are passed over. */
function forEachVersion(change: (version: SecretVersion, now: string) => void) {
  return ({ vault, params: [path = ''], body }: AuthorizedRequest): Reply => {
    const numbers = Array.isArray(body.versions) ? body.versions : [];
    if (numbers.length === 0) return createErrorReply(400, 'no version number provided');
    const secret = findSecret(vault, path);
    for (const number of numbers) {
      const version = secret?.versions[String(number)];
      if (version) change(version, new Date(vault.now()).toISOString());
    }
    return noContent;
  };
}

const deleteVersions = forEachVersion((version, now) => {
  if (!version.destroyed && version.deletionTime === '') version.deletionTime = now;
});
const undeleteVersions = forEachVersion((version) => {
  if (!version.destroyed) version.deletionTime = '';
});
const destroyVersions = forEachVersion((version) => {
  version.destroyed = true;
  version.data = null;
});

/** kv/delete, kv/undelete and kv/destroy of given versions. */
export const kvVersionsEndpoints: Endpoint[] = [
  { pattern: /^kv\/delete\/(.*[^/])$/, handlers: { update: deleteVersions } },
  { pattern: /^kv\/undelete\/(.*[^/])$/, handlers: { update: undeleteVersions } },
  { pattern: /^kv\/destroy\/(.*[^/])$/, handlers: { update: destroyVersions } },
];
