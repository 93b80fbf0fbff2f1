import fc from 'fast-check';

/*
 * Required by mocha before any spec: laws are checked with the same seed each day, and every night with one that nobody has chosen and that
 * is printed first. SADPATH_SEED=N repeats what it has found. A law that names a seed of its own keeps it.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.SADPATH_SEED ?? 1) });
