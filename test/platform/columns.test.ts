import 'reflect-metadata';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { allBut, columnsOf, insertColumns, recordColumns, recordValues } from '../../src/platform/columns';

@Entity('things')
class ThingEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('timestamptz', { name: 'valid_from' })
  since!: Date;
}

it('the columns of an entity are selected under the names of their properties', () => {
  expect(columnsOf(ThingEntity, 't')).toBe('t.id, t.name, t.valid_from AS "since"');
});

it('the columns of an entity are selected in the order that is asked for', () => {
  expect(columnsOf(ThingEntity, 't', ['since', 'id'])).toBe('t.valid_from AS "since", t.id');
});

it('the columns of an entity are selected under other names where these are given', () => {
  expect(columnsOf(ThingEntity, 't', { thingName: 'name', thingSince: 'since' })).toBe(
    't.name AS "thingName", t.valid_from AS "thingSince"',
  );
});

it('the columns of an entity are listed without those that are left out', () => {
  expect(allBut(ThingEntity, 'since')).toEqual(['id', 'name']);
});

it('the columns of an entity are inserted from JSON with the types of the entity', () => {
  const properties = allBut(ThingEntity, 'id');
  expect(insertColumns(ThingEntity, properties)).toBe('name, valid_from');
  expect(recordColumns(ThingEntity, properties)).toBe('"name" text, "since" timestamptz');
  expect(recordValues(ThingEntity, properties)).toBe('"name", "since"');
});

it.each([
  ['selects', (slip: 'name') => columnsOf(ThingEntity, 't', [slip])],
  ['renames', (slip: 'name') => columnsOf(ThingEntity, 't', { other: slip })],
  ['leaves out', (slip: 'name') => allBut(ThingEntity, slip)],
  ['inserts', (slip: 'name') => insertColumns(ThingEntity, [slip])],
  ['reads from JSON', (slip: 'name') => recordColumns(ThingEntity, [slip])],
])(
  'the columns of an entity are asked for by no other name: a statement that %s an unknown property is not built',
  (_, build) => {
    expect(() => build('nmae' as 'name')).toThrow(new RangeError('ThingEntity has no column for "nmae"'));
  },
);
