import { Mark } from '../brand/mark.tsx';
import { siteT } from '../catalogues/site.ts';
import look from './picture.module.css';

/** What the artist sees: the answer, where they asked. */
export function DiscordCard() {
  return (
    <div className={look.card}>
      <p className={look.from}>
        <Mark size={20} />
        {siteT('landing.sample_label')}
        <small>{siteT('landing.sample.app')}</small>
      </p>
      <p className={look.body}>
        <strong>{siteT('landing.sample.yes')}</strong>
        {siteT('landing.sample.yes_text')}
      </p>
    </div>
  );
}
