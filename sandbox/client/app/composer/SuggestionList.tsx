import { useEffect } from 'react';
import { Avatar } from '../components/Avatar.tsx';
import { PickLabel } from '../parts/PickLabel.tsx';
import type { Offer } from './text-offers.ts';

interface Props {
  id: string;
  label: string;
  offers: Offer[];
  active: number;
  note?: string | undefined;
  onActive(index: number): void;
  onTake(offer: Offer): void;
}

/** The list above the message box: commands, options, values, mentions. */
export function SuggestionList({ id, label, offers, active, note, onActive, onTake }: Props) {
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <div className="suggestions">
      <div className="suggestions-title" aria-hidden="true">
        {label}
      </div>
      {note && (
        <p className="side-note" role="status">
          {note}
        </p>
      )}
      <div id={id} role="listbox" aria-label={label}>
        {offers.map((offer, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box it belongs to handles the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the box points at it
          <div
            key={offer.key}
            id={`${id}-${index}`}
            role="option"
            className="option"
            aria-selected={index === active}
            data-active={index === active || undefined}
            onPointerMove={() => onActive(index)}
            // The box keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onTake(offer)}
          >
            <OfferLine offer={offer} />
          </div>
        ))}
      </div>
    </div>
  );
}

function OfferLine({ offer }: { offer: Offer }) {
  if (offer.pick) return <PickLabel pick={offer.pick} />;
  return (
    <span className="offer">
      {offer.bot && <Avatar id={offer.bot.id} name={offer.bot.name} size={32} />}
      <span className="offer-words">
        <strong>
          {offer.label}
          {offer.command?.options
            .filter((option) => option.required)
            .map((option) => (
              <code key={option.name}>{option.name}</code>
            ))}
        </strong>
        {offer.description && <small className="cut">{offer.description}</small>}
      </span>
      {offer.bot && <span className="offer-bot">{offer.bot.name}</span>}
    </span>
  );
}
