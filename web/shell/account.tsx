import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useRouteLoaderData } from '@remix-run/react';
import { useT } from '../catalogues/use-t.ts';
import { Avatar } from '../components/avatar.tsx';
import { Disclosure } from '../components/disclosure.tsx';
import { IconKeyboard, IconLogout, IconMoon, IconSun } from '../components/icons.ts';
import type { loader } from '../root.tsx';
import { useHydrated } from '../times/hydrated.ts';
import look from './account.module.css';

/** Theme, keys, and who is logged in with the way out. */
export function Account({ onKeys }: { onKeys?: () => void }) {
  const t = useT();
  const viewer = useRouteLoaderData<typeof loader>('root')?.viewer;
  return (
    <div className={look.account}>
      {onKeys && (
        <Tooltip label={t('app.keys')} position="right">
          <ActionIcon className={look.keys} onClick={onKeys} aria-label={t('app.keys')}>
            <IconKeyboard size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      )}
      <SchemeToggle />
      {viewer && (
        <Disclosure
          label={t('app.account', { name: viewer.name })}
          trigger={<Avatar name={viewer.name} url={viewer.avatarUrl} size={28} />}
          triggerClass={look.viewer}
          panelClass={look.panel}
        >
          <p className={look.name}>{viewer.name}</p>
          <form method="post" action="/auth/logout">
            <button type="submit" className={look.logout}>
              <IconLogout size={16} stroke={1.75} />
              {t('app.logout')}
            </button>
          </form>
        </Disclosure>
      )}
    </div>
  );
}

export function SchemeToggle() {
  const t = useT();
  const { setColorScheme } = useMantineColorScheme();
  const chosen = useComputedColorScheme('dark');
  // The server does not know the choice; what it wrote must be what hydrates.
  const scheme = useHydrated() ? chosen : 'dark';
  const label = t(scheme === 'dark' ? 'app.scheme_light' : 'app.scheme_dark');
  return (
    <Tooltip label={label} position="right">
      <ActionIcon
        className={look.scheme}
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
