import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { type Icon, IconAlert, IconCheck, IconClock } from '../components/icons.ts';
import { useShell } from '../shell/shell-context.ts';
import { useT } from '../strings/use-t.ts';
import styles from './health.module.css';
import pageStyles from './overview.module.css';
import type { OverviewView } from './overview-view.ts';
import { overviewStrings } from './strings.en.ts';

type Tone = 'good' | 'wait' | 'bad';

const TONE_ICONS: Record<Tone, Icon> = {
  good: IconCheck,
  wait: IconClock,
  bad: IconAlert,
};

/** Health of the label's database and of deliveries to Discord. */
export function Health({ view: { storage, delivery } }: { view: OverviewView }) {
  const t = useT(overviewStrings);
  const placement = storage.kind === 'own' ? t('app.own_database') : storage.regionName;
  const deliveryHealth: [Tone, string] =
    delivery.dead > 0
      ? ['bad', t('overview.delivery_dead', { count: delivery.dead })]
      : delivery.unreachableArtists > 0
        ? ['bad', t('overview.delivery_unreachable', { count: delivery.unreachableArtists })]
        : delivery.pending > 0
          ? ['wait', t('overview.delivery_pending', { count: delivery.pending })]
          : ['good', t('overview.delivery_ok')];
  return (
    <HealthList>
      <StorageHealth
        state={
          storage.state === 'moving'
            ? ['wait', t('overview.storage_moving', { placement })]
            : ['good', t('overview.storage_ok', { placement })]
        }
      />
      <HealthLine name={t('overview.delivery')} state={deliveryHealth} />
    </HealthList>
  );
}

/** The same while the label's database does not answer: nothing is known of its deliveries. */
export function HealthWithoutDatabase() {
  const t = useT(overviewStrings);
  const { isInOwnDatabase, region } = useShell();
  const placement = isInOwnDatabase ? t('app.own_database') : region;
  if (!placement) return null;
  return (
    <HealthList>
      <StorageHealth state={['bad', t('overview.storage_bad', { placement })]} />
    </HealthList>
  );
}

function HealthList({ children }: { children: ReactNode }) {
  const t = useT(overviewStrings);
  return (
    <section aria-labelledby="health">
      <h2 id="health" className={pageStyles.heading}>
        {t('overview.health')}
      </h2>
      <dl className={styles.lines}>{children}</dl>
    </section>
  );
}

function StorageHealth({ state }: { state: [Tone, string] }) {
  const t = useT(overviewStrings);
  const { guildId, isAdmin } = useShell();
  return (
    <HealthLine
      name={t('overview.storage')}
      state={state}
      to={isAdmin ? `/g/${guildId}/settings/storage` : undefined}
    />
  );
}

function HealthLine({
  name,
  state: [tone, text],
  to,
}: {
  name: string;
  state: [Tone, string];
  to?: string | undefined;
}) {
  const ToneIcon = TONE_ICONS[tone];
  return (
    <div className={styles.line} data-tone={tone}>
      <dt>
        <ToneIcon size={16} stroke={2.25} />
        {to ? <Link to={to}>{name}</Link> : name}
      </dt>
      <dd>{text}</dd>
    </div>
  );
}
