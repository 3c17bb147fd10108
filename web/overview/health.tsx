import { Link } from '@remix-run/react';
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
  const { guildId, isAdmin } = useShell();
  const region = { region: storage.regionName };
  const storageHealth: [Tone, string] = !storage.healthy
    ? ['bad', t('overview.storage_bad', region)]
    : storage.state === 'moving'
      ? ['wait', t('overview.storage_moving', region)]
      : ['good', t('overview.storage_ok', region)];
  const deliveryHealth: [Tone, string] =
    delivery.dead > 0
      ? ['bad', t('overview.delivery_dead', { count: delivery.dead })]
      : delivery.pending > 0
        ? ['wait', t('overview.delivery_pending', { count: delivery.pending })]
        : ['good', t('overview.delivery_ok')];
  return (
    <section aria-labelledby="health">
      <h2 id="health" className={pageStyles.heading}>
        {t('overview.health')}
      </h2>
      <dl className={styles.lines}>
        <HealthLine
          name={t('overview.storage')}
          state={storageHealth}
          to={isAdmin ? `/g/${guildId}/settings/storage` : undefined}
        />
        <HealthLine name={t('overview.delivery')} state={deliveryHealth} />
      </dl>
    </section>
  );
}

function HealthLine({
  name,
  state: [tone, text],
  to,
}: {
  name: string;
  state: [Tone, string];
  to?: string;
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
