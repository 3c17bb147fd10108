import { Link } from '@remix-run/react';
import { useT } from '../catalogues/use-t.ts';
import { type Icon, IconAlert, IconCheck, IconClock } from '../components/icons.ts';
import type { OverviewView } from '../presenters/overview.ts';
import { useShell } from '../shell/shell-context.ts';
import look from './health.module.css';
import page from './overview.module.css';

type Tone = 'good' | 'wait' | 'bad';

const SIGNS: Record<Tone, Icon> = {
  good: IconCheck,
  wait: IconClock,
  bad: IconAlert,
};

/** Whether what is kept answers, and what is sent arrives. */
export function Health({ view: { storage, delivery } }: { view: OverviewView }) {
  const t = useT();
  const { guildId, isAdmin } = useShell();
  const region = { region: storage.regionName };
  const place: [Tone, string] = !storage.healthy
    ? ['bad', t('overview.storage_bad', region)]
    : storage.state === 'moving'
      ? ['wait', t('overview.storage_moving', region)]
      : ['good', t('overview.storage_ok', region)];
  const post: [Tone, string] =
    delivery.dead > 0
      ? ['bad', t('overview.delivery_dead', { count: delivery.dead })]
      : delivery.pending > 0
        ? ['wait', t('overview.delivery_pending', { count: delivery.pending })]
        : ['good', t('overview.delivery_ok')];
  return (
    <section aria-labelledby="health">
      <h2 id="health" className={page.heading}>
        {t('overview.health')}
      </h2>
      <dl className={look.lines}>
        <Line
          name={t('overview.storage')}
          state={place}
          to={isAdmin ? `/g/${guildId}/settings/storage` : undefined}
        />
        <Line name={t('overview.delivery')} state={post} />
      </dl>
    </section>
  );
}

function Line({
  name,
  state: [tone, text],
  to,
}: {
  name: string;
  state: [Tone, string];
  to?: string;
}) {
  const Sign = SIGNS[tone];
  return (
    <div className={look.line} data-tone={tone}>
      <dt>
        <Sign size={16} stroke={2.25} />
        {to ? <Link to={to}>{name}</Link> : name}
      </dt>
      <dd>{text}</dd>
    </div>
  );
}
