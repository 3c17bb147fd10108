import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import type { Member, Person, PlainServer } from '../api/types.ts';

/** A person one can be, and what they are in the servers they belong to. */
export interface Actor {
  person: Person;
  places: { server: PlainServer; owner: boolean; staff: boolean; roles: string[] }[];
}

/** Administrator, and what staff are usually given: managing the server, roles, messages or threads. */
const STAFF_BITS = (1n << 3n) | (1n << 5n) | (1n << 13n) | (1n << 28n) | (1n << 34n);

export async function readCast(): Promise<Actor[]> {
  const [people, servers] = await Promise.all([
    call<Person[]>('GET', '/people'),
    call<PlainServer[]>('GET', '/servers'),
  ]);
  const lists = await Promise.all(
    servers.map((server) =>
      call<Member[]>('GET', `/servers/${server.id}/members`).catch((): Member[] => []),
    ),
  );
  return people.map((person) => ({
    person,
    places: servers.flatMap((server, index) => {
      const member = lists[index]!.find((item) => item.user.id === person.id);
      if (!member) return [];
      const roles = server.roles
        .filter((role) => member.roles.includes(role.id))
        .toSorted((a, b) => b.position - a.position);
      const staff = roles.some((role) => (BigInt(role.permissions) & STAFF_BITS) !== 0n);
      const owner = server.ownerId === person.id;
      return [{ server, owner, staff, roles: roles.map((role) => role.name) }];
    }),
  }));
}

/** "Owner · Nightfall Records", "Staff · Nightfall Records". */
export function describe({ places }: Actor): string {
  if (places.length === 0) return 'In no server';
  const titles = places.map(({ server, owner, roles }) => {
    const title = owner ? 'Owner' : (roles[0] ?? 'Member');
    return `${title} · ${server.name}`;
  });
  return titles.length > 2
    ? `${titles.slice(0, 2).join(', ')} and ${titles.length - 2} more`
    : titles.join(', ');
}

/** Who a newcomer is: somebody without any power, in a server that has a bot. */
export function firstActor(cast: Actor[]): Actor | undefined {
  const rank = ({ places }: Actor) => {
    const withBot = places.some((place) => place.server.bots.length > 0);
    const power = places.some((place) => place.owner || place.staff);
    const named = places.some((place) => /artist|member|fan/i.test(place.roles[0] ?? ''));
    return (withBot ? 4 : 0) + (power ? 0 : 2) + (named ? 1 : 0) + (places.length > 0 ? 1 : 0);
  };
  return cast.toSorted((a, b) => rank(b) - rank(a))[0];
}

/** The people there are, read anew whenever `open` turns true. */
export function useCast(open: boolean): Actor[] | null {
  const [cast, setCast] = useState<Actor[] | null>(null);
  useEffect(() => {
    if (!open) return;
    let stale = false;
    readCast().then(
      (read) => stale || setCast(read),
      () => {},
    );
    return () => {
      stale = true;
    };
  }, [open]);
  return cast;
}
