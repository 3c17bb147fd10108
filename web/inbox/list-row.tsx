import { Link } from '@remix-run/react';
import { PLATFORM_NAMES } from '../../domain/links/platform.ts';
import { useT } from '../catalogues/use-t.ts';
import { Cover } from '../components/cover.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import type { Row } from '../presenters/row.ts';
import { When } from '../times/when.tsx';
import look from './list.module.css';

interface Props {
  row: Row;
  to: string;
  isSelected: boolean;
  isNew: boolean;
}

export function ListRow({ row, to, isSelected, isNew }: Props) {
  const t = useT();
  return (
    <li className={look.item} data-new={isNew || undefined}>
      <Link
        to={to}
        className={look.row}
        aria-current={isSelected ? 'true' : undefined}
        preventScrollReset
        prefetch="intent"
      >
        <Cover seed={row.artist + row.title} size={40} />
        <span className={look.text}>
          <span className={look.line}>
            <bdi className={look.track}>{row.title}</bdi>
            <When at={row.createdAt} className={look.time} />
          </span>
          <span className={look.line}>
            <span className={look.meta}>
              <bdi>{row.artist}</bdi>
              {` · ${PLATFORM_NAMES[row.platform]}`}
            </span>
            <span className={look.status}>
              <StatusTag status={row.status} />
            </span>
          </span>
          <span className={look.number}>{t('demo.number', { number: row.number })}</span>
        </span>
      </Link>
    </li>
  );
}
