import { done, refuse } from '../replies.ts';
import type { Call, Endpoint, Reply, SecretVersion } from '../types.ts';
import { findSecret } from './kv-data.ts';

/** Runs `change` on each version named in the body; versions that are absent are passed over. */
function eachVersion(change: (version: SecretVersion, now: string) => void) {
  return ({ vault, params: [path = ''], body }: Call): Reply => {
    const numbers = Array.isArray(body.versions) ? body.versions : [];
    if (numbers.length === 0) return refuse(400, 'no version number provided');
    const secret = findSecret(vault, path);
    for (const number of numbers) {
      const version = secret?.versions[String(number)];
      if (version) change(version, new Date(vault.now()).toISOString());
    }
    return done;
  };
}

const remove = eachVersion((version, now) => {
  if (!version.destroyed && version.deletionTime === '') version.deletionTime = now;
});
const restore = eachVersion((version) => {
  if (!version.destroyed) version.deletionTime = '';
});
const destroy = eachVersion((version) => {
  version.destroyed = true;
  version.data = null;
});

/** kv/delete, kv/undelete and kv/destroy of given versions. */
export const kvVersionsEndpoints: Endpoint[] = [
  { pattern: /^kv\/delete\/(.*[^/])$/, handlers: { update: remove } },
  { pattern: /^kv\/undelete\/(.*[^/])$/, handlers: { update: restore } },
  { pattern: /^kv\/destroy\/(.*[^/])$/, handlers: { update: destroy } },
];
