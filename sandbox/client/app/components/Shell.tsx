import { useEffect } from 'react';
import { MessageArea } from '../messages/MessageArea.tsx';
import { ModalDialog } from '../modal/ModalDialog.tsx';
import { channelName } from '../state/names.ts';
import { go, usePlace } from '../state/place.ts';
import { useSession, useUi, useWorld } from '../state/session-context.ts';
import { ui } from '../state/ui.ts';
import { findChannel, findServer } from '../state/world.ts';
import { ChannelHeader } from './ChannelHeader.tsx';
import { Empty } from './Empty.tsx';
import { HintBar } from './HintBar.tsx';
import { MemberList } from './MemberList.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { ServerRail } from './ServerRail.tsx';
import { Sidebar } from './Sidebar.tsx';
import { useHome } from './use-home.ts';

export function Shell() {
  const session = useSession();
  const place = usePlace();
  const phase = useWorld((world) => world.phase);
  const live = useWorld((world) => world.live);
  const server = useWorld((world) => findServer(world, place.serverId));
  const channel = useWorld((world) => findChannel(world, place.channelId));
  const drawer = useUi((state) => state.drawer);
  const membersShown = useUi((state) => state.membersShown);
  const modal = useUi((state) => state.modal);
  const message = useUi((state) => state.toast);
  const home = useHome();
  const serverId = server?.id;

  useEffect(() => {
    if (home) go(home, { replace: true });
  }, [home]);
  // A drawer over the chat closes when one has chosen where to go.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is what is waited for
  useEffect(() => ui.patch({ drawer: null }), [place.channelId]);
  useEffect(() => {
    if (serverId) void session.readMembers(serverId);
  }, [session, serverId]);
  useEffect(() => {
    const where = channel ? `${server ? '#' : '@'}${channelName(channel)}` : 'Local Discord';
    document.title = server ? `${where} | ${server.name}` : where;
  }, [channel, server]);

  if (phase === 'gone')
    return (
      <Empty title="This person is not here" text="They may have been removed since.">
        <a className="button primary" href="/">
          Be somebody else
        </a>
      </Empty>
    );
  if (phase === 'loading') return <div className="loading" role="status" aria-label="Loading" />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what lies over the chat
    <div
      className="shell"
      data-drawer={drawer ?? undefined}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && drawer) ui.patch({ drawer: null });
      }}
    >
      <HintBar />
      {!live && (
        <div className="connection" role="status">
          Reconnecting…
        </div>
      )}
      <div className="columns">
        <div className="left">
          <nav className="rail" aria-label="Servers">
            <ServerRail />
          </nav>
          <div className="side">
            <Sidebar server={server} />
            <PersonPanel />
          </div>
        </div>
        <main className="chat">
          {channel ? (
            <>
              <ChannelHeader channel={channel} server={server} />
              <div className="chat-columns">
                <MessageArea key={channel.id} channel={channel} server={server} />
                {server && (membersShown || drawer === 'members') && <MemberList server={server} />}
              </div>
            </>
          ) : (
            <NoChannel dm={place.serverId === '@me'} />
          )}
        </main>
        {drawer && (
          <button
            type="button"
            className="shade"
            aria-label="Close"
            onClick={() => ui.patch({ drawer: null })}
          />
        )}
      </div>
      {modal && <ModalDialog key={modal.modalId} modal={modal} />}
      <div className="toast" role="alert">
        {message && <p>{message}</p>}
      </div>
    </div>
  );
}

function NoChannel({ dm }: { dm: boolean }) {
  return (
    <>
      <header className="header">
        <button
          type="button"
          className="header-button only-phone"
          aria-label="Show channels"
          onClick={() => ui.patch({ drawer: 'channels' })}
        >
          ☰
        </button>
        <h1>{dm ? 'Direct Messages' : 'No channel'}</h1>
      </header>
      <div className="empty">
        <h2>{dm ? 'No conversation is open' : 'There is nothing to see here'}</h2>
        <p>
          {dm
            ? 'Press a name in a server and choose Message to begin one.'
            : 'You see no channel of this server.'}
        </p>
      </div>
    </>
  );
}
