import { setFlagsFromString } from 'node:v8';

// Without it V8 collects the whole heap whenever 32 MB of buffers were allocated: every tenth
// megabyte of a file, at 10 ms each. With it they count as part of the heap, whose limit stays.
setFlagsFromString('--external-memory-accounted-in-global-limit');
