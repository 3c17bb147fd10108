import { useRef, useState } from 'react';
import { type Actor, describe, useCast } from '../state/cast.ts';
import { nameOf } from '../state/names.ts';
import { go } from '../state/place.ts';
import { useSession, useWorld } from '../state/session-context.ts';
import { Avatar } from './Avatar.tsx';
import { SwitchIcon } from './icons.tsx';
import { Menu } from './Menu.tsx';

/** Who one is, and the way to be somebody else. */
export function PersonPanel() {
  const session = useSession();
  const person = useWorld((world) => world.overview!.person);
  const [open, setOpen] = useState(false);
  const cast = useCast(open);
  const box = useRef<HTMLDivElement>(null);
  return (
    <section className="person" aria-label="You" ref={box}>
      <Avatar id={person.id} name={nameOf(person)} size={32} />
      <div className="person-name">
        <strong className="cut">{nameOf(person)}</strong>
        <span className="cut">{person.username}</span>
      </div>
      <button
        type="button"
        className="switch"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label="Switch person"
        title="Switch person"
        onClick={() => setOpen(!open)}
      >
        <SwitchIcon size={18} />
        <span>Switch</span>
      </button>
      {open && cast && box.current && (
        <Menu
          label="Switch person"
          anchor={box.current}
          side="above"
          className="cast"
          onClose={() => setOpen(false)}
          items={cast.map((actor, index) => ({
            id: actor.person.id,
            ...(index === 0 ? { group: 'Be somebody else' } : {}),
            label: <ActorLine actor={actor} />,
            checked: actor.person.id === session.personId,
            run: () => go(location.pathname, { as: actor.person.id }),
          }))}
        />
      )}
    </section>
  );
}

function ActorLine({ actor }: { actor: Actor }) {
  const name = nameOf(actor.person);
  return (
    <span className="actor">
      <Avatar id={actor.person.id} name={name} size={32} />
      <span>
        <strong className="cut">{name}</strong>
        <span className="cut">{describe(actor)}</span>
      </span>
    </span>
  );
}
