import { useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useContext, useEffect, useState } from 'react';
import { PLATFORM_NAMES } from '../../domain/links/platform.ts';
import { STATUSES } from '../../domain/submissions/status.ts';
import type { T } from '../catalogues/translate.ts';
import { useT } from '../catalogues/use-t.ts';
import { Avatar } from '../components/avatar.tsx';
import { IconSearch } from '../components/icons.ts';
import { StatusGlyph } from '../components/status-glyph.tsx';
import { INBOX_SEARCH, NO_FILTERS, writeFilters } from '../presenters/filters.ts';
import type { Shell } from '../presenters/shell.ts';
import { useGo } from '../shell/go.ts';
import { useShell } from '../shell/shell-context.ts';
import { Commands } from './commands.ts';
import look from './palette.module.css';

/** Everything by its name: acts on the open demo, pages, filters, servers. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const t = useT();
  const go = useGo();
  const shell = useShell();
  const acts = useContext(Commands);
  const { toggleColorScheme } = useMantineColorScheme();
  const [[store, spotlight]] = useState(createSpotlight);
  useEffect(() => {
    spotlight.open();
  }, [spotlight]);
  const groups: SpotlightActionGroupData[] = [
    {
      group: t('palette.acts'),
      actions: acts.get().map(({ id, label, hint, run }) => ({
        id,
        label,
        description: hint,
        onClick: run,
      })),
    },
    ...places(t, shell, go),
    {
      group: t('palette.pages'),
      actions: [{ id: 'look', label: t('palette.look'), onClick: toggleColorScheme }],
    },
  ].filter(({ actions }) => actions.length > 0);
  return (
    <Spotlight
      store={store}
      actions={groups}
      onSpotlightClose={onClose}
      shortcut={null}
      highlightQuery
      overlayProps={{ blur: 0, color: 'var(--shade)', backgroundOpacity: 1 }}
      limit={9}
      nothingFound={t('palette.nothing')}
      transitionProps={{ transition: 'pop', duration: 120, onExited: onClose }}
      classNames={{
        content: look.content,
        search: look.search,
        action: look.action,
        actionsGroup: look.group,
        empty: look.empty,
      }}
      searchProps={{
        placeholder: t('palette.placeholder'),
        'aria-label': t('app.palette'),
        leftSection: <IconSearch size={18} stroke={1.75} />,
      }}
    />
  );
}

function places(t: T, shell: Shell, go: (to: string) => void): SpotlightActionGroupData[] {
  const base = `/g/${shell.guildId}`;
  const inbox = (filters: Partial<typeof NO_FILTERS>) =>
    `${base}/submissions${writeFilters({ ...NO_FILTERS, ...filters })}`;
  const page = (id: string, label: string, to: string) => ({ id, label, onClick: () => go(to) });
  return [
    {
      group: t('palette.pages'),
      actions: [
        page('overview', t('nav.overview'), base),
        page('submissions', t('nav.submissions'), `${base}/submissions${INBOX_SEARCH}`),
        ...(shell.isAdmin
          ? [
              page('settings', t('nav.settings'), `${base}/settings`),
              page('storage', t('nav.storage'), `${base}/settings/storage`),
            ]
          : []),
        page('plan', t('nav.plan'), `${base}/settings/plan`),
        page('privacy', t('app.privacy'), '/privacy'),
      ],
    },
    {
      group: t('palette.filters'),
      actions: [
        page('all', t('views.all'), inbox({})),
        ...STATUSES.map((status) => ({
          ...page(`show-${status}`, t(`status.${status}`), inbox({ status: [status] })),
          keywords: t('palette.shows', { status: t(`status.${status}`) }),
          leftSection: <StatusGlyph status={status} />,
        })),
        ...(['soundcloud', 'youtube', 'spotify', 'bandcamp', 'dropbox'] as const).map((platform) =>
          page(`from-${platform}`, PLATFORM_NAMES[platform], inbox({ platform })),
        ),
      ],
    },
    {
      group: t('palette.servers'),
      actions: shell.servers
        .filter(({ id }) => id !== shell.guildId)
        .map(({ id, name, iconUrl }) => ({
          ...page(`server-${id}`, name, `/g/${id}`),
          leftSection: <Avatar name={name} url={iconUrl} size={20} shape="square" />,
        })),
    },
  ];
}
