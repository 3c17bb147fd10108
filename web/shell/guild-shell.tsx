import { useLocation, useNavigation } from '@remix-run/react';
import { lazy, type ReactNode, useEffect, useRef, useState } from 'react';
import { useT } from '../catalogues/use-t.ts';
import { Coming } from '../components/coming.tsx';
import { useKeys } from '../keyboard/use-keys.ts';
import { LiveProvider } from '../live/live.tsx';
import { INBOX_SEARCH } from '../presenters/filters.ts';
import type { Shell } from '../presenters/shell.ts';
import { useGo } from './go.ts';
import look from './guild-shell.module.css';
import { Notices } from './notices.tsx';
import { Outcomes } from './outcomes.tsx';
import { Progress } from './progress.tsx';
import { Rail } from './rail.tsx';
import { ShellProvider } from './shell-context.ts';
import { Sidebar } from './sidebar.tsx';

// Neither is needed to read or decide: they come when they are first asked for.
const Palette = lazy(() => import('../keyboard/palette.tsx'));
const KeySheet = lazy(() => import('../keyboard/key-sheet.tsx'));

/** Rail, sidebar and page of one guild, its live connection and its keys. */
export function GuildShell({ shell, children }: { shell: Shell; children: ReactNode }) {
  const t = useT();
  const go = useGo();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState<'palette' | 'keys' | null>(null);
  const base = `/g/${shell.guildId}`;
  useKeys({
    '?': () => setOpened('keys'),
    'mod+k': () => setOpened('palette'),
    'g o': () => go(base),
    'g s': () => go(`${base}/submissions${INBOX_SEARCH}`),
  });
  useFocusOnPage(main, pathname);
  return (
    <ShellProvider value={shell}>
      <LiveProvider guildId={shell.guildId} isOn={shell.hasDashboard}>
        <a className={look.skip} href="#main">
          {t('app.skip')}
        </a>
        <Progress isPending={useNavigation().state !== 'idle'} />
        <div className={look.shell} data-page={pageOf(pathname)}>
          <Rail shell={shell} onKeys={() => setOpened('keys')} />
          <Sidebar shell={shell} onFind={() => setOpened('palette')} />
          <div className={look.page}>
            <Notices shell={shell} />
            <main id="main" className={look.main} ref={main} tabIndex={-1}>
              {children}
            </main>
          </div>
        </div>
        <Outcomes />
        <Coming>{opened === 'palette' && <Palette onClose={() => setOpened(null)} />}</Coming>
        <Coming>{opened === 'keys' && <KeySheet onClose={() => setOpened(null)} />}</Coming>
      </LiveProvider>
    </ShellProvider>
  );
}

/** On a phone an open demo takes the screen; the style sheets ask for it. */
const pageOf = (pathname: string) => (/\/submissions\/\d+$/.test(pathname) ? 'demo' : 'page');

/** A new page takes the focus, so that a screen reader starts there; moving within the inbox does not. */
function useFocusOnPage(main: React.RefObject<HTMLElement | null>, pathname: string) {
  const page = pathname.replace(/(?<=^\/g\/\d{1,20}\/submissions)\/.*$/, '');
  const previous = useRef(page);
  useEffect(() => {
    if (previous.current === page) return;
    previous.current = page;
    main.current?.focus({ preventScroll: true });
  }, [main, page]);
}
