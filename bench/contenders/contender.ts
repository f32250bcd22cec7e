import { CaseName, Question } from '../cases/question';

/** A server that takes part. What it is asked and how its answer reads is its own; the questions are the same for all. */
export interface Contender {
  readonly name: string;
  readonly cases: readonly CaseName[];
  /** The program and its arguments. It finds the database in DATABASE_URL, and prints the address where it answers. */
  readonly command: readonly [program: string, ...args: string[]];
  /** Besides those of every contender. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Has no core to itself, but all of them together with the others. */
  readonly usesAllCores?: boolean;
  /** Where on the server a case is asked. */
  pathOf(name: CaseName): string;
  /** How the server is asked a question. `ask` sends it a request beforehand, where that has to be found out first. */
  bodies(ask: Ask): Promise<(question: Question) => object>;
  /** The data of an answer in the shape in which Ambit gives it. */
  answer(question: Question, data: unknown): unknown;
}

/** Sends a body to the server and answers the `data` of its answer. Throws where it answers anything else. */
export type Ask = (path: string, body: object) => Promise<unknown>;
