declare const AMBIT_BUILD_ID: string | undefined;

/** What names this build of the program, and changes with any of its code; null where it was not bundled. Set by `scripts/build-program.mjs`. */
export const BUILD_ID = typeof AMBIT_BUILD_ID === 'string' ? AMBIT_BUILD_ID : null;
