import fc from 'fast-check';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { lifeOf } from './steps';
import { Actors, actorsOf, World } from './world';

const IS_LONG = process.env.AMBIT_LONG === '1';
const RUNS = IS_LONG ? 1_000 : 12;
const STEPS = IS_LONG ? 24 : 12;
const SEED = Number(process.env.AMBIT_SEED ?? Date.now() % 2 ** 31);

const clock = new TestClock('2027-01-04T08:00:00Z');
const server = useServer(clock);
let actors: Actors;

beforeAll(async () => {
  actors = await actorsOf(server);
});

it(`the server answers as the model does, in ${RUNS} lives of contracts (AMBIT_SEED=${SEED})`, async () => {
  const lives = fc.asyncProperty(lifeOf(STEPS), async ({ first, broughtIn, steps }) => {
    const world = new World(actors, clock);
    if (broughtIn === null) await world.begin(first);
    else await world.bringIn(broughtIn);
    for (const step of steps) await world.take(step);
    await world.compareAll(steps[0]!);
  });
  await fc.assert(lives, { numRuns: RUNS, seed: SEED });
}, 3_600_000);
