import './compile-cache.ts';

const { program } = await import('./cli/program.ts');

try {
  await program.parseAsync(process.argv);
} catch (error) {
  const [{ EnvError }, { formatError }] = await Promise.all([
    import('./env.ts'),
    import('./cli/print.ts'),
  ]);
  process.stderr.write(`${error instanceof EnvError ? error.message : formatError(error)}\n`);
  process.exitCode = 1;
}
