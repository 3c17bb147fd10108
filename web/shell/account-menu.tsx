import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useRouteLoaderData } from '@remix-run/react';
import { Avatar } from '../components/avatar.tsx';
import { Disclosure } from '../components/disclosure.tsx';
import { IconKeyboard, IconLogout, IconMoon, IconSun } from '../components/icons.ts';
import { deleteDraftsOf } from '../drafts/draft-store.ts';
import type { loader } from '../root.tsx';
import { useT } from '../strings/use-t.ts';
import { useHydrated } from '../times/use-hydrated.ts';
import styles from './account-menu.module.css';

/** Theme, shortcuts, and the signed-in user with sign-out. */
export function AccountMenu({ onOpenShortcuts }: { onOpenShortcuts?: () => void }) {
  const t = useT();
  const viewer = useRouteLoaderData<typeof loader>('root')?.viewer;
  return (
    <div className={styles.account}>
      {onOpenShortcuts && (
        <Tooltip label={t('app.keys')} position="right">
          <ActionIcon
            className={styles.keys}
            onClick={onOpenShortcuts}
            aria-label={t('app.keys')}
            data-script-only
          >
            <IconKeyboard size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      )}
      <ColorSchemeToggle />
      {viewer && (
        <Disclosure
          label={t('app.account', { name: viewer.name })}
          trigger={<Avatar name={viewer.name} url={viewer.avatarUrl} size={28} />}
          triggerClass={styles.viewer}
          panelClass={styles.panel}
        >
          <p className={styles.name}>{viewer.name}</p>
          <form method="post" action="/auth/logout" onSubmit={() => deleteDraftsOf(viewer.id)}>
            <button type="submit" className={styles.logout}>
              <IconLogout size={16} stroke={1.75} />
              {t('app.logout')}
            </button>
          </form>
        </Disclosure>
      )}
    </div>
  );
}

export function ColorSchemeToggle() {
  const t = useT();
  const { setColorScheme } = useMantineColorScheme();
  const chosen = useComputedColorScheme('dark');
  // The server does not know the choice; what it wrote must be what hydrates.
  const scheme = useHydrated() ? chosen : 'dark';
  const label = t(scheme === 'dark' ? 'app.scheme_light' : 'app.scheme_dark');
  return (
    <Tooltip label={label} position="right">
      <ActionIcon
        className={styles.scheme}
        data-script-only
        onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
        aria-label={label}
      >
        {scheme === 'dark' ? (
          <IconSun size={18} stroke={1.75} />
        ) : (
          <IconMoon size={18} stroke={1.75} />
        )}
      </ActionIcon>
    </Tooltip>
  );
}
