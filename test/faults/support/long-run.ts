/** Whether `npm run test:faults` asks for the long form of each test. */
export const isLongRun = process.env.AMBIT_FAULTS === '1';
