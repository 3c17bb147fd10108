import { setTimeout as wait } from 'node:timers/promises';
import type { LoginFacts, SecretStore, SecretStoreCode } from './contract.ts';
import { SecretStoreError } from './error.ts';
import { sessionsKey } from './names.ts';

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
 * Asks, when a process starts, whether the secret store can be relied on: that logging in works as often
 * as it is needed, and that sessions can be sealed.
 * @returns what is wrong; empty when all is well. Never rejects
 */
export async function checkSecretStore(store: SecretStore): Promise<SecretStoreProblem[]> {
  const login = await describe(store).then(limits, (error: unknown) => [loginFailed(error)]);
  if (login.some(({ code }) => code === 'login_failed' || code === 'not_answering')) return login;
  return [...login, ...(await sessions(store))];
}

/** A standby knows a token that was just made some 55 ms later; until then it denies it. */
const ASKED_AGAIN_MS = [50, 200, 800];

async function describe(store: SecretStore): Promise<LoginFacts> {
  for (const ms of ASKED_AGAIN_MS)
    try {
      return await store.describeLogin();
    } catch (error) {
      // A log-in that was refused is not tried again here: it is answered from what is known.
      if (codeOf(error) !== 'denied') throw error;
      await wait(ms);
    }
  return store.describeLogin();
}

function limits({ tokenUses, secretIdUses }: LoginFacts): SecretStoreProblem[] {
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

const codeOf = (error: unknown) =>
  error instanceof SecretStoreError ? error.code : ('unavailable' as const);

function loginFailed(error: unknown): SecretStoreProblem {
  const code = codeOf(error);
  return code === 'denied'
    ? {
        code: 'login_failed',
        message:
          'Vault refuses the log-in, or its token the look at itself (the policy "default"): check the role id, the secret id and the AppRole’s policies.',
      }
    : notAnswering(code);
}

const notAnswering = (code: SecretStoreCode): SecretStoreProblem => ({
  code: 'not_answering',
  message: `Vault cannot be asked (${code}): check VAULT_ADDR.`,
});

const TRANSIENT: readonly SecretStoreCode[] = ['unavailable', 'sealed', 'rate_limited'];

async function sessions(store: SecretStore): Promise<SecretStoreProblem[]> {
  try {
    const sealed = await store.seal(sessionsKey, 'check');
    if ((await store.unseal(sessionsKey, sealed)) === 'check') return [];
    throw new SecretStoreError('bad_response', 'unseal');
  } catch (error) {
    if (TRANSIENT.includes(codeOf(error))) return [notAnswering(codeOf(error))];
    return [
      {
        code: 'sessions_key_unusable',
        message: `Nothing can be sealed with the Transit key "${sessionsKey}" (${codeOf(error)}): make the key, and give the AppRole the policy "reader".`,
      },
    ];
  }
}
