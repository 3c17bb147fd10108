import type { CSSProperties } from 'react';
import { PLATFORM_NAMES } from '../../domain/links/platform.ts';
import { useT } from '../catalogues/use-t.ts';
import { IconArrowUpRight, IconPlay } from '../components/icons.ts';
import { cover } from '../presenters/cover.ts';
import type { Demo } from '../presenters/demo.ts';
import { hostOf } from '../presenters/safe-url.ts';
import look from './listen.module.css';

/** The way to the music. Nothing is fetched from the platform until somebody follows it. */
export function Listen({ demo }: { demo: Demo }) {
  const t = useT();
  const style = cover(demo.artist + demo.title) as CSSProperties;
  if (!demo.url) {
    return (
      <div className={look.listen} style={style}>
        <p className={look.none}>{t('demo.no_link')}</p>
      </div>
    );
  }
  return (
    <a
      className={look.listen}
      style={style}
      href={demo.url}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      <Grooves />
      <span className={look.play}>
        <IconPlay size={20} />
      </span>
      <span className={look.text}>
        <span className={look.title}>
          {demo.platform === 'other'
            ? t('demo.listen_link')
            : t('demo.listen', { platform: PLATFORM_NAMES[demo.platform] })}
          <IconArrowUpRight size={16} stroke={2} aria-hidden="true" />
        </span>
        <span className={look.hint}>{t('demo.listen_hint', { host: hostOf(demo.url) })}</span>
      </span>
    </a>
  );
}

/** The record itself, half out of its sleeve. A picture of no sound. */
function Grooves() {
  return (
    <svg className={look.grooves} viewBox="0 0 200 200" aria-hidden="true" focusable="false">
      <circle cx="100" cy="100" r="99" className={look.disc} />
      {[92, 86, 80, 74, 68, 62, 56, 50].map((radius) => (
        <circle key={radius} cx="100" cy="100" r={radius} className={look.groove} />
      ))}
      <circle cx="100" cy="100" r="34" className={look.sticker} />
      <circle cx="100" cy="100" r="4" className={look.hole} />
    </svg>
  );
}
