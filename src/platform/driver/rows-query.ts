import { Query, QueryConfig, types } from 'pg';

/** What the server says of a field of its rows. */
interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

type RowOf = (fields: readonly (string | null)[]) => object;

/** The parts of the driver's query that its types keep to themselves. */
const DriverQuery = Query as unknown as new (config: QueryConfig) => Query & {
  /** Where a value of a row could not be read: its fault, with which the query ends. */
  _canceledDueToError: unknown;
  readonly _result: { addRow(row: object): void };
  /** Begins the result of a further statement of the same text. */
  _checkForMultirow(): void;
  handleRowDescription(message: { readonly fields: readonly Field[] }): void;
  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void;
};

/** The driver's query, but that it keeps how rows of a description are made, and tells nobody of single rows. */
export class RowsQuery extends DriverQuery {
  private rowOf!: RowOf;

  override handleRowDescription(message: { readonly fields: readonly Field[] }): void {
    // All else that the driver makes of a description is for its own way of making rows.
    this._checkForMultirow();
    this.rowOf = rowMaker(message.fields);
  }

  override handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (this._canceledDueToError) return;
    try {
      this._result.addRow(this.rowOf(fields));
    } catch (error) {
      this._canceledDueToError = error;
    }
  }
}

const makers = new WeakMap<readonly Field[], RowOf>();

/** Objects of one shape, a property for each field by its name, of which the last counts where two have the same. */
function rowMaker(fields: readonly Field[]): RowOf {
  let make = makers.get(fields);
  if (make === undefined) makers.set(fields, (make = newRowMaker(fields)));
  return make;
}

function newRowMaker(fields: readonly Field[]): RowOf {
  const names = fields.map(({ name }) => name);
  const parsers = fields.map(
    ({ dataTypeID }) => types.getTypeParser(dataTypeID, 'text') as (text: string) => unknown,
  );
  const empty = Object.fromEntries(names.map((name) => [name, null]));
  return (values) => {
    const row: Record<string, unknown> = { ...empty };
    for (let nth = 0; nth < values.length; nth += 1) {
      const value = values[nth]!;
      row[names[nth]!] = value === null ? null : parsers[nth]!(value);
    }
    return row;
  };
}
