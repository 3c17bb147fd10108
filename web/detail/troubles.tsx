import { useT } from '../catalogues/use-t.ts';
import { IconAlert } from '../components/icons.ts';
import type { Demo } from '../presenters/demo.ts';
import { short } from '../presenters/short.ts';
import look from './troubles.module.css';

/** What did not arrive, and what staff can do about it. */
export function Troubles({ demo }: { demo: Demo }) {
  const t = useT();
  const { unreachable, failed } = demo.delivery;
  return (
    <>
      {unreachable && (
        <Trouble
          title={t(`trouble.${unreachable}.title`)}
          text={t(`trouble.${unreachable}.text`, { artist: short(demo.artist) })}
        />
      )}
      {failed > 0 && (
        <Trouble title={t('trouble.failed_title')} text={t('trouble.failed', { count: failed })} />
      )}
    </>
  );
}

function Trouble({ title, text }: { title: string; text: string }) {
  return (
    <section className={look.trouble}>
      <IconAlert size={18} stroke={1.75} aria-hidden="true" />
      <div>
        <p className={look.title}>{title}</p>
        <p className={look.text}>{text}</p>
      </div>
    </section>
  );
}
