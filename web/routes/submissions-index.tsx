import { NoDemoSelected } from '../inbox/no-demo-selected.tsx';

/** Beside the list while no demo is open. */
export default NoDemoSelected;
