import { useEffect, useState } from 'react';
import type { PlainServer } from '../api/types.ts';
import { firstActor, readCast } from '../state/cast.ts';
import { currentPlace, go, pathOf, usePlace } from '../state/place.ts';
import { Session } from '../state/session.ts';
import { SessionContext } from '../state/session-context.ts';
import { ui } from '../state/ui.ts';
import { Empty } from './Empty.tsx';
import { Shell } from './Shell.tsx';

const LOOK_AGAIN_MS = 2000;

export function App() {
  const { as } = usePlace();
  const [nobody, setNobody] = useState(false);
  const [session, setSession] = useState<Session | null>(null);

  useEffect(() => {
    if (as) return;
    let timer = 0;
    const look = async () => {
      const actor = firstActor(await readCast().catch(() => []));
      setNobody(!actor);
      if (!actor) timer = window.setTimeout(look, LOOK_AGAIN_MS);
      else if (!currentPlace().as) enter(actor.person.id, actor.places[0]?.server);
    };
    void look();
    return () => window.clearTimeout(timer);
  }, [as]);

  useEffect(() => {
    if (!as) return;
    const next = new Session(as);
    ui.patch({ modal: null, replyTo: null, editing: null, drawer: null });
    setSession(next);
    return next.start();
  }, [as]);

  if (!as || session?.personId !== as)
    return nobody ? (
      <Empty title="Nobody is here yet" text="People appear here as soon as they are made." />
    ) : null;
  return (
    <SessionContext.Provider value={session}>
      <Shell key={as} />
    </SessionContext.Provider>
  );
}

function enter(personId: string, server: PlainServer | undefined): void {
  const { serverId } = currentPlace();
  const path = serverId ? location.pathname : pathOf(server?.id ?? '@me');
  go(path, { replace: true, as: personId });
}
