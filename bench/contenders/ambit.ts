import { readFileSync } from 'node:fs';
import { DOCUMENTS } from '../cases/documents';
import {
  AppointmentQuestion,
  CASES,
  CONTACT,
  ContactQuestion,
  ONCE,
  Question,
  REPORT,
  SUBJECT,
} from '../cases/question';
import { encodeCursor } from '../../src/platform/reads/keyset-page';
import { parseGlobalId, toGlobalId } from '../../src/shared/domain/global-id';
import { Contender } from './contender';

/** Ambit, started by the very command of `npm start`. */
export const AMBIT: Contender = {
  name: 'Ambit',
  cases: CASES,
  command: startCommand(),
  pathOf: () => '/graphql',
  bodies: () =>
    Promise.resolve((question) => ({ query: DOCUMENTS[question.about], variables: variablesOf(question) })),
  answer: (_question, data) => withOpenIds(data),
};

/** The same with these settings; `how` tells it apart. */
export function ambitSetTo(how: string, settings: Readonly<Record<string, string>>): Contender {
  return { ...AMBIT, name: `${AMBIT.name} ${how}`, settings };
}

/** The same with so many processes, on whatever cores they get. */
export function ambitWith(processes: number): Contender {
  return {
    ...ambitSetTo(`×${processes}`, { PROCESSES: String(processes) }),
    usesAllCores: true,
  };
}

function startCommand(): [string, ...string[]] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const [, ...args] = scripts.start.replace('exec ', '').split(' ');
  return [process.execPath, ...args];
}

function variablesOf(question: Question): object {
  switch (question.about) {
    case 'Q1':
      return { id: toGlobalId('Contract', String(question.contractId)) };
    case 'Q2':
      return { after: encodeCursor('customers', [String(question.afterCustomerId)], ['id']) };
    case 'Q3':
      return { from: question.from, to: question.to };
    case 'C1':
    case 'M1':
      return { input: inputOf(question) };
    case 'A1':
      return { input: { ...keyedOn(question), contact: CONTACT } };
    case 'B1':
      return { input: { ...keyedOn(question), startsAt: question.startsAt, subject: SUBJECT } };
  }
}

function keyedOn({ contractId }: ContactQuestion | AppointmentQuestion): object {
  return { contractId: toGlobalId('Contract', String(contractId)), idempotencyKey: ONCE };
}

function inputOf(question: Question & { about: 'C1' | 'M1' }): object {
  const ids = {
    contractId: toGlobalId('Contract', String(question.contractId)),
    contactId: toGlobalId('NamedContact', String(question.contactId)),
  };
  const { platformVersion, description, ...facts } = { ...REPORT, ...ids, product: question.product };
  if (question.about === 'C1') return { ...facts, testSystem: false };
  const key = question.keyed ? { idempotencyKey: ONCE } : {};
  return { ...facts, ...key, testSystem: false, platformVersion, description };
}

/** An id as all contenders can make it, from type and number. */
export function openId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

function withOpenIds(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withOpenIds);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, name === 'id' ? openIdOf(value) : withOpenIds(value)]),
  );
}

function openIdOf(value: unknown): string {
  const { type, id } = parseGlobalId(value as string)!;
  return openId(type, id);
}
