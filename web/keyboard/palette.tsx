import { useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useNavigate } from '@remix-run/react';
import { useContext, useEffect, useState } from 'react';
import { PLATFORM_NAMES } from '../../domain/links/platform.ts';
import { STATUSES } from '../../domain/submissions/status.ts';
import { Avatar } from '../components/avatar.tsx';
import { IconSearch } from '../components/icons.ts';
import { StatusGlyph } from '../components/status-glyph.tsx';
import { useShell } from '../shell/shell-context.ts';
import type { Shell } from '../shell/shell-view.ts';
import { useT } from '../strings/use-t.ts';
import { DEFAULT_INBOX_QUERY, NO_FILTERS, serializeFilters } from '../submissions/index.ts';
import styles from './palette.module.css';
import { PaletteActionsContext } from './palette-actions.ts';
import { type KeyboardTranslate, keyboardStrings } from './strings.en.ts';

const ACTION_GROUPS = [
  { group: undefined, title: 'palette.acts' },
  { group: 'player', title: 'palette.player' },
] as const;

/** The command palette: actions of the open demo, pages, filters, servers. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const t = useT(keyboardStrings);
  const navigateTo = useNavigate();
  const shell = useShell();
  const pageActions = useContext(PaletteActionsContext);
  const { toggleColorScheme } = useMantineColorScheme();
  const [[store, spotlight]] = useState(createSpotlight);
  useEffect(() => {
    spotlight.open();
  }, [spotlight]);
  useOptionRoles();
  const groups: SpotlightActionGroupData[] = [
    ...ACTION_GROUPS.map(({ group, title }) => ({
      group: t(title),
      actions: pageActions
        .get()
        .filter((action) => action.group === group)
        .map(({ id, label, hint, run }) => ({ id, label, description: hint, onClick: run })),
    })),
    ...navigationGroups(t, shell, navigateTo),
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
      title={t('app.palette')}
      highlightQuery
      overlayProps={{ blur: 0, color: 'var(--shade)', backgroundOpacity: 1 }}
      limit={9}
      nothingFound={t('palette.nothing')}
      transitionProps={{ transition: 'pop', duration: 120, onExited: onClose }}
      scrollAreaProps={{ role: 'listbox', 'aria-label': t('app.palette') }}
      classNames={{
        header: styles.header,
        content: styles.content,
        search: styles.search,
        action: styles.action,
        actionsGroup: styles.group,
        empty: styles.empty,
      }}
      searchProps={{
        placeholder: t('palette.placeholder'),
        'aria-label': t('app.palette'),
        role: 'combobox',
        'aria-autocomplete': 'list',
        leftSection: <IconSearch size={18} stroke={1.75} />,
      }}
    />
  );
}

/**
 * Names the actions as options of a list box, and the selected one as the search field's active
 * descendant. Mantine renders buttons, and marks the selected one on the element itself, of which
 * React learns nothing.
 */
function useOptionRoles(): void {
  useEffect(() => {
    const nameOptions = () => {
      const input = document.querySelector('[role="dialog"] [role="combobox"]');
      const list = document.querySelector('[role="dialog"] [role="listbox"]');
      const options = [...(list?.querySelectorAll('[data-action]') ?? [])];
      for (const [index, option] of options.entries()) {
        option.id = `${list?.id}-${index}`;
        option.role = 'option';
        option.ariaSelected = String(option.hasAttribute('data-selected'));
      }
      const selected = options.find((option) => option.hasAttribute('data-selected'));
      input?.setAttribute('aria-expanded', String(list !== null));
      input?.setAttribute('aria-controls', list?.id ?? '');
      input?.setAttribute('aria-activedescendant', selected?.id ?? '');
    };
    const observer = new MutationObserver(nameOptions);
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['data-selected'],
    });
    return () => observer.disconnect();
  }, []);
}

function navigationGroups(
  t: KeyboardTranslate,
  shell: Shell,
  navigateTo: (to: string) => void,
): SpotlightActionGroupData[] {
  const base = `/g/${shell.guildId}`;
  const inboxUrl = (filters: Partial<typeof NO_FILTERS>) =>
    `${base}/submissions${serializeFilters({ ...NO_FILTERS, ...filters })}`;
  const navigationAction = (id: string, label: string, to: string) => ({
    id,
    label,
    onClick: () => navigateTo(to),
  });
  return [
    {
      group: t('palette.pages'),
      actions: [
        navigationAction('overview', t('nav.overview'), base),
        navigationAction(
          'submissions',
          t('nav.submissions'),
          `${base}/submissions${DEFAULT_INBOX_QUERY}`,
        ),
        navigationAction('listen', t('palette.listen'), `${base}/listen`),
        ...(shell.isAdmin
          ? [
              navigationAction('settings', t('nav.settings'), `${base}/settings`),
              navigationAction('storage', t('nav.storage'), `${base}/settings/storage`),
            ]
          : []),
        navigationAction('plan', t('nav.plan'), `${base}/settings/plan`),
        navigationAction('privacy', t('app.privacy'), '/privacy'),
      ],
    },
    {
      group: t('palette.filters'),
      actions: [
        navigationAction('all', t('views.all'), inboxUrl({})),
        ...STATUSES.map((status) => ({
          ...navigationAction(
            `show-${status}`,
            t(`status.${status}`),
            inboxUrl({ status: [status] }),
          ),
          keywords: t('palette.shows', { status: t(`status.${status}`) }),
          leftSection: <StatusGlyph status={status} />,
        })),
        ...(['soundcloud', 'youtube', 'spotify', 'bandcamp', 'dropbox'] as const).map((platform) =>
          navigationAction(`from-${platform}`, PLATFORM_NAMES[platform], inboxUrl({ platform })),
        ),
      ],
    },
    {
      group: t('palette.servers'),
      actions: shell.servers
        .filter(({ id }) => id !== shell.guildId)
        .map(({ id, name, iconUrl }) => ({
          ...navigationAction(`server-${id}`, name, `/g/${id}`),
          leftSection: <Avatar name={name} url={iconUrl} size={20} shape="square" />,
        })),
    },
  ];
}
