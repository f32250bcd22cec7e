import { Happening, Subject, SubjectType } from './journal';

/** What one value in the data of an event is. */
export interface EventValue {
  readonly type: 'string' | 'integer' | 'boolean';
  readonly format?: 'date' | 'date-time';
  readonly values?: readonly string[];
  readonly nullable?: true;
  readonly description: string;
}

/** A type of event: when it is told, and what its data hold. All values are always there. */
export interface EventType {
  readonly description: string;
  readonly data: Readonly<Record<string, EventValue>>;
}

type ValueOf<Value extends EventValue> =
  | (Value['type'] extends 'string' ? string : Value['type'] extends 'integer' ? number : boolean)
  | (Value extends { readonly nullable: true } ? null : never);

/** The data that events of a type hold. */
export type DataOf<Type extends EventType> = {
  readonly [Name in keyof Type['data']]: ValueOf<Type['data'][Name]>;
};

export const text = (description: string) => ({ type: 'string', description }) as const;
export const instant = (description: string) =>
  ({ type: 'string', format: 'date-time', description }) as const;
export const date = (description: string) => ({ type: 'string', format: 'date', description }) as const;
export const number = (description: string) => ({ type: 'integer', description }) as const;
export const flag = (description: string) => ({ type: 'boolean', description }) as const;
export const oneOf = (values: readonly string[], description: string) =>
  ({ type: 'string', values, description }) as const;
export const orNull = <Value extends EventValue>(value: Value) => ({ ...value, nullable: true }) as const;

/** What makes the events of things of one kind, each with the data that its type is published with. */
export function eventsOf<Types extends Readonly<Record<string, EventType>>>(subjectType: SubjectType) {
  return <Name extends keyof Types & string>(
    type: Name,
    { id, contractId }: Pick<Subject, 'id' | 'contractId'>,
    occurredAt: Date,
    data: DataOf<Types[Name]>,
  ): Happening => ({ type, subject: { type: subjectType, id, contractId }, occurredAt, data });
}

/** The same event, told once however often it is found. `what` tells it from others of its subject and type. */
export function once(happening: Happening, what: string): Happening {
  const { type, subject } = happening;
  return { ...happening, once: [type, subject.id, what].join(' ') };
}
