import { useEffect } from 'react';
import { MessageArea } from '../messages/MessageArea.tsx';
import { ModalDialog } from '../modal/ModalDialog.tsx';
import { navigateTo, useAppLocation } from '../state/app-location.ts';
import { findChannel, findServer } from '../state/client-state.ts';
import { getChannelName } from '../state/names.ts';
import { useClientState, useSession, useUi } from '../state/session-context.ts';
import { uiStore } from '../state/ui.ts';
import { ChannelHeader } from './ChannelHeader.tsx';
import { EmptyState } from './EmptyState.tsx';
import { HintBar } from './HintBar.tsx';
import { MemberList } from './MemberList.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { ServerRail } from './ServerRail.tsx';
import { Sidebar } from './Sidebar.tsx';
import { useFallbackPath } from './use-fallback-path.ts';

export function Shell() {
  const session = useSession();
  const appLocation = useAppLocation();
  const phase = useClientState((state) => state.phase);
  const isConnected = useClientState((state) => state.isConnected);
  const server = useClientState((state) => findServer(state, appLocation.serverId));
  const channel = useClientState((state) => findChannel(state, appLocation.channelId));
  const drawer = useUi((state) => state.drawer);
  const membersShown = useUi((state) => state.membersShown);
  const modal = useUi((state) => state.modal);
  const toastText = useUi((state) => state.toast);
  const fallbackPath = useFallbackPath();
  const serverId = server?.id;

  useEffect(() => {
    if (fallbackPath) navigateTo(fallbackPath, { replace: true });
  }, [fallbackPath]);
  // A drawer over the chat closes when one has chosen where to go.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is what is waited for
  useEffect(() => uiStore.patch({ drawer: null }), [appLocation.channelId]);
  useEffect(() => {
    if (serverId) void session.loadMembers(serverId);
  }, [session, serverId]);
  useEffect(() => {
    const channelTitle = channel
      ? `${server ? '#' : '@'}${getChannelName(channel)}`
      : 'Local Discord';
    document.title = server ? `${channelTitle} | ${server.name}` : channelTitle;
  }, [channel, server]);

  if (phase === 'gone')
    return (
      <EmptyState title="This person is not here" text="They may have been removed since.">
        <a className="button primary" href="/">
          Be somebody else
        </a>
      </EmptyState>
    );
  if (phase === 'loading') return <div className="loading" role="status" aria-label="Loading" />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what lies over the chat
    <div
      className="shell"
      data-drawer={drawer ?? undefined}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && drawer) uiStore.patch({ drawer: null });
      }}
    >
      <HintBar />
      {!isConnected && (
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
            <NoChannel isDm={appLocation.serverId === '@me'} />
          )}
        </main>
        {drawer && (
          <button
            type="button"
            className="shade"
            aria-label="Close"
            onClick={() => uiStore.patch({ drawer: null })}
          />
        )}
      </div>
      {modal && <ModalDialog key={modal.modalId} modal={modal} />}
      <div className="toast" role="alert">
        {toastText && <p>{toastText}</p>}
      </div>
    </div>
  );
}

function NoChannel({ isDm }: { isDm: boolean }) {
  return (
    <>
      <header className="header">
        <button
          type="button"
          className="header-button only-phone"
          aria-label="Show channels"
          onClick={() => uiStore.patch({ drawer: 'channels' })}
        >
          ☰
        </button>
        <h1>{isDm ? 'Direct Messages' : 'No channel'}</h1>
      </header>
      <div className="empty">
        <h2>{isDm ? 'No conversation is open' : 'There is nothing to see here'}</h2>
        <p>
          {isDm
            ? 'Press a name in a server and choose Message to begin one.'
            : 'You see no channel of this server.'}
        </p>
      </div>
    </>
  );
}
