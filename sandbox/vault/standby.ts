import { answer, type Question } from './answer.ts';
import type { Reply, State, Vault } from './types.ts';

/**
 * Answers as a node of a cluster does. A standby (OpenBao from 2.5, Vault Enterprise's performance
 * standbys) reads from its own copy, which is behind. What would write there is refused as that copy
 * says (by policy, by check-and-set, for a missing key), else it goes to the active node.
 */
export function answerFromNode(vault: Vault, question: Question): Reply {
  const { lagMs } = vault.moods;
  if (lagMs === 0) return answer(vault, question);
  const seen = stateSeen(vault);
  const isLogin = question.path === 'auth/approle/login';
  if (seen !== vault.state && !isLogin) {
    const reads = question.operation === 'read' || question.operation === 'list';
    const standby = { ...vault, state: reads ? seen : structuredClone(seen) };
    const reply = answer(standby, question);
    if (reads || reply.status >= 400) return reply;
  }
  const before = structuredClone(vault.state);
  const reply = answer(vault, question);
  if (reply.status < 300 && question.operation !== 'read')
    vault.past.push({ until: performance.now() + lagMs, state: before });
  return reply;
}

/** What a standby sees by now; the active node's state itself when it has caught up. */
function stateSeen({ past, state }: Vault): State {
  const now = performance.now();
  while (past[0] && past[0].until <= now) past.shift();
  return past[0]?.state ?? state;
}
