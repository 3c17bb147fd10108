import { setTimeout as wait } from 'node:timers/promises';
import { SESSIONS_TRANSIT_KEY } from './names.ts';
import { SecretStoreError } from './secret-store-error.ts';
import type { LoginInfo, SecretStore, SecretStoreCode } from './types.ts';

/** What is wrong with a secret store, or how we log in there; for a person to put right. */
export interface SecretStoreProblem {
  code:
    | 'login_failed'
    | 'token_uses_limited'
    | 'secret_id_uses_limited'
    | 'sessions_key_unusable'
    | 'not_answering';
  /** One sentence that says what to do. Holds no value. */
  message: string;
}

/**
 * Asks, when a process starts, whether the secret store can be relied on: that logging in works as
 * often as it is needed, and that sessions can be sealed.
 * @returns what is wrong; empty when all is well. Never rejects
 */
export async function checkSecretStore(store: SecretStore): Promise<SecretStoreProblem[]> {
  const login = await describeLoginWithRetry(store).then(findUseLimits, (error: unknown) => [
    toLoginProblem(error),
  ]);
  if (login.some(({ code }) => code === 'login_failed' || code === 'not_answering')) return login;
  return [...login, ...(await checkSessionsKey(store))];
}

/** A standby knows a token that was just made some 55 ms later; until then it denies it. */
const RETRY_DELAYS_MS = [50, 200, 800];

async function describeLoginWithRetry(store: SecretStore): Promise<LoginInfo> {
  for (const ms of RETRY_DELAYS_MS)
    try {
      return await store.describeLogin();
    } catch (error) {
      // A log-in that was refused is not tried again here: it is answered from what is known.
      if (toSecretStoreCode(error) !== 'denied') throw error;
      await wait(ms);
    }
  return store.describeLogin();
}

function findUseLimits({ tokenUses, secretIdUses }: LoginInfo): SecretStoreProblem[] {
  const problems: SecretStoreProblem[] = [];
  if (tokenUses !== 0)
    problems.push({
      code: 'token_uses_limited',
      message:
        'The AppRole limits how often a token may be used: set token_num_uses to 0, a process logs in anew at most every 3 s.',
    });
  if (secretIdUses !== null && secretIdUses !== 0)
    problems.push({
      code: 'secret_id_uses_limited',
      message:
        'The secret id may be used only so often: make one with secret_id_num_uses 0, it is used again when a token ends.',
    });
  return problems;
}

const toSecretStoreCode = (error: unknown) =>
  error instanceof SecretStoreError ? error.code : ('unavailable' as const);

function toLoginProblem(error: unknown): SecretStoreProblem {
  const code = toSecretStoreCode(error);
  return code === 'denied'
    ? {
        code: 'login_failed',
        message:
          'Vault refuses the log-in, or its token the look at itself (the policy "default"): check the role id, the secret id and the AppRole’s policies.',
      }
    : createNotAnsweringProblem(code);
}

const createNotAnsweringProblem = (code: SecretStoreCode): SecretStoreProblem => ({
  code: 'not_answering',
  message: `Vault cannot be asked (${code}): check VAULT_ADDR.`,
});

const TRANSIENT_CODES: readonly SecretStoreCode[] = ['unavailable', 'sealed', 'rate_limited'];

async function checkSessionsKey(store: SecretStore): Promise<SecretStoreProblem[]> {
  try {
    const sealed = await store.seal(SESSIONS_TRANSIT_KEY, 'check');
    if ((await store.unseal(SESSIONS_TRANSIT_KEY, sealed)) === 'check') return [];
    throw new SecretStoreError('bad_response', 'unseal');
  } catch (error) {
    if (TRANSIENT_CODES.includes(toSecretStoreCode(error)))
      return [createNotAnsweringProblem(toSecretStoreCode(error))];
    return [
      {
        code: 'sessions_key_unusable',
        message: `Nothing can be sealed with the Transit key "${SESSIONS_TRANSIT_KEY}" (${toSecretStoreCode(error)}): make the key, and give the AppRole the policy "reader".`,
      },
    ];
  }
}
