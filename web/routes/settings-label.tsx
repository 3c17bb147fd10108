import { publicLoader } from '../routing/public.server.ts';
export const loader = publicLoader(async () => null);
export default function Page() { return <main id="content">Soon</main>; }
