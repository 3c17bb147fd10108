import { useLocation, useNavigate, useNavigation } from '@remix-run/react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { createLazyDialog } from '../components/lazy-dialog.tsx';
import { useDelayed } from '../components/use-delayed.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { LiveProvider } from '../live/live-updates.tsx';
import { usePlayer, usePlayerState } from '../player/player-context.ts';
import { PlayerProvider } from '../player/player-provider.tsx';
import { useScrollRestoration } from '../routing/use-scroll-restoration.ts';
import { useT } from '../strings/use-t.ts';
import { DEFAULT_INBOX_QUERY, OutcomeToasts } from '../submissions/index.ts';
import styles from './guild-shell.module.css';
import progressStyles from './navigation-progress.module.css';
import { Notices } from './notices.tsx';
import { ServerRail } from './server-rail.tsx';
import { ShellProvider } from './shell-context.ts';
import type { Shell } from './shell-view.ts';
import { Sidebar } from './sidebar.tsx';

// Apart from the page: reading and deciding do not need them.
const Palette = createLazyDialog(() => import('../keyboard/palette.tsx'));
const ShortcutsDialog = createLazyDialog(() => import('../keyboard/shortcuts-dialog.tsx'));
const PlayerBar = createLazyDialog(() => import('../player/bar/player-bar.tsx'));

/** Rail, sidebar and page of one guild, its live connection and its keys. */
export function GuildShell({ shell, children }: { shell: Shell; children: ReactNode }) {
  const t = useT();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const [openDialog, setOpenDialog] = useState<'palette' | 'keys' | null>(null);
  const closeDialog = useCallback(() => setOpenDialog(null), []);
  const baseUrl = `/g/${shell.guildId}`;
  useShortcuts({
    '?': () => setOpenDialog('keys'),
    'mod+k': () => setOpenDialog('palette'),
    'g o': () => navigate(baseUrl),
    'g s': () => navigate(`${baseUrl}/submissions${DEFAULT_INBOX_QUERY}`),
    'g l': () => navigate(`${baseUrl}/listen`),
  });
  const focusPage = getFocusPage(pathname);
  useScrollRestoration(main, 'main', focusPage);
  useFocusOnNavigation(main, focusPage);
  return (
    <ShellProvider value={shell}>
      <LiveProvider guildId={shell.guildId} isEnabled={shell.hasDashboard}>
        <PlayerProvider guildId={shell.guildId}>
          <a className={styles.skip} href="#main">
            {t('app.skip')}
          </a>
          <NavigationProgress isPending={useNavigation().state !== 'idle'} />
          <div className={styles.shell} data-page={getPageKind(pathname)}>
            <ServerRail shell={shell} onOpenShortcuts={() => setOpenDialog('keys')} />
            <Sidebar shell={shell} onOpenPalette={() => setOpenDialog('palette')} />
            <div className={styles.page}>
              <Notices shell={shell} />
              <main id="main" className={styles.main} ref={main} tabIndex={-1}>
                {children}
              </main>
            </div>
            <PlayerSlot guildId={shell.guildId} />
          </div>
          <OutcomeToasts />
          <Palette isOpen={openDialog === 'palette'} onFailed={closeDialog} onClose={closeDialog} />
          <ShortcutsDialog
            isOpen={openDialog === 'keys'}
            onFailed={closeDialog}
            onClose={closeDialog}
          />
        </PlayerProvider>
      </LiveProvider>
    </ShellProvider>
  );
}

/** The player's bar, once something was played; with its script, which comes apart. */
function PlayerSlot({ guildId }: { guildId: string }) {
  const player = usePlayer();
  const isOpen = usePlayerState((state) => state.demo !== null);
  return <PlayerBar isOpen={isOpen} onFailed={player.close} guildId={guildId} />;
}

/** On a phone an open demo fills the screen; style sheets select on this. */
const getPageKind = (pathname: string) =>
  /\/(?:submissions\/\d+|listen)$/.test(pathname) ? 'demo' : 'page';

/** The inbox is one page, whichever demo is open. */
const getFocusPage = (pathname: string) =>
  pathname.replace(/(?<=^\/g\/\d{1,20}\/submissions)\/.*$/, '');

/** A new page takes the focus, so that a screen reader starts there. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>, focusPage: string) {
  const previous = useRef(focusPage);
  useEffect(() => {
    if (previous.current === focusPage) return;
    previous.current = focusPage;
    main.current?.focus({ preventScroll: true });
  }, [main, focusPage]);
}

/** A thin line at the top while a page takes its time. */
function NavigationProgress({ isPending }: { isPending: boolean }) {
  const t = useT();
  if (!useDelayed(isPending)) return null;
  return (
    <div className={progressStyles.progress} role="progressbar" aria-label={t('app.loading')} />
  );
}
