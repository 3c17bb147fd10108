import { handleRequest, type ParsedRequest } from './handle-request.ts';
import type { Reply, VaultServer, VaultState } from './types.ts';

/**
 * Answers as a node of a cluster does. A standby (OpenBao from 2.5, Vault Enterprise's performance
 * standbys) reads from its own copy, which is behind. What would write there is refused as that
 * copy says (by policy, by check-and-set, for a missing key), else it goes to the active node.
 */
export function handleOnNode(vault: VaultServer, parsedRequest: ParsedRequest): Reply {
  const { lagMs } = vault.faults;
  if (lagMs === 0) return handleRequest(vault, parsedRequest);
  const visibleState = getVisibleState(vault);
  const isLogin = parsedRequest.path === 'auth/approle/login';
  if (visibleState !== vault.state && !isLogin) {
    const isRead = parsedRequest.operation === 'read' || parsedRequest.operation === 'list';
    const standby = { ...vault, state: isRead ? visibleState : structuredClone(visibleState) };
    const reply = handleRequest(standby, parsedRequest);
    if (isRead || reply.status >= 400) return reply;
  }
  const before = structuredClone(vault.state);
  const reply = handleRequest(vault, parsedRequest);
  if (reply.status < 300 && parsedRequest.operation !== 'read')
    vault.staleStates.push({ visibleUntil: performance.now() + lagMs, state: before });
  return reply;
}

/** What a standby sees by now; the active node's state itself when it has caught up. */
function getVisibleState({ staleStates, state }: VaultServer): VaultState {
  const now = performance.now();
  while (staleStates[0] && staleStates[0].visibleUntil <= now) staleStates.shift();
  return staleStates[0]?.state ?? state;
}
