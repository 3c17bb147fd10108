import { NoDemo } from '../inbox/no-demo.tsx';

/** Beside the list while no demo is open. */
export default NoDemo;
