import { useEffect, useState } from 'react';
import type { ServerSummary } from '../api/types.ts';
import { createPath, getAppLocation, navigateTo, useAppLocation } from '../state/app-location.ts';
import { ClientSession } from '../state/client-session.ts';
import { loadPersonas, pickInitialPersona } from '../state/personas.ts';
import { SessionContext } from '../state/session-context.ts';
import { uiStore } from '../state/ui.ts';
import { EmptyState } from './EmptyState.tsx';
import { Shell } from './Shell.tsx';

const POLL_INTERVAL_MS = 2000;

export function App() {
  const { as } = useAppLocation();
  const [hasNobody, setHasNobody] = useState(false);
  const [session, setSession] = useState<ClientSession | null>(null);

  useEffect(() => {
    if (as) return;
    let timer = 0;
    const poll = async () => {
      const persona = pickInitialPersona(await loadPersonas().catch(() => []));
      setHasNobody(!persona);
      if (!persona) timer = window.setTimeout(poll, POLL_INTERVAL_MS);
      else if (!getAppLocation().as) enterServer(persona.person.id, persona.memberships[0]?.server);
    };
    void poll();
    return () => window.clearTimeout(timer);
  }, [as]);

  useEffect(() => {
    if (!as) return;
    const next = new ClientSession(as);
    uiStore.patch({ modal: null, replyTo: null, editing: null, drawer: null });
    setSession(next);
    return next.start();
  }, [as]);

  if (!as || session?.personId !== as)
    return hasNobody ? (
      <EmptyState title="Nobody is here yet" text="People appear here as soon as they are made." />
    ) : null;
  return (
    <SessionContext.Provider value={session}>
      <Shell key={as} />
    </SessionContext.Provider>
  );
}

function enterServer(personId: string, server: ServerSummary | undefined): void {
  const { serverId } = getAppLocation();
  const path = serverId ? location.pathname : createPath(server?.id ?? '@me');
  navigateTo(path, { replace: true, as: personId });
}
