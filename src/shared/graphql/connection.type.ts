import { Page } from '../domain/page';
import { ArgsType, ClassType, Field, Int, ObjectType } from 'type-graphql';

@ObjectType('PageInfo', { simpleResolvers: true, description: 'Where a page lies in its list.' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether there are more after this page.' })
  hasNextPage!: () => boolean | Promise<boolean>;

  @Field(() => Boolean, { description: 'Whether there are more before this page.' })
  hasPreviousPage!: () => boolean | Promise<boolean>;

  @Field(() => String, { nullable: true, description: 'Cursor of the first one of the page, for `before`.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last one of the page, for `after`.' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many, from 0 to 100; 25 unless told otherwise.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The ones after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end, from 0 to 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'The ones before this cursor.' })
  before?: string | null;
}

interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Connection<T> {
  edges: readonly Edge<T>[];
  nodes: readonly T[];
  pageInfo: PageInfoType;
  /** Counted only where the client asks for it. */
  totalCount: () => Promise<number>;
}

/** Makes its cursor only where the client asks for it: that costs more than the rest of the row. */
class PageEdge<T extends { readonly id: string }> implements Edge<T> {
  constructor(
    private readonly page: Page<T>,
    readonly node: T,
  ) {}

  get cursor(): string {
    return this.page.cursorOf(this.node);
  }
}

/** Edges and cursors are made where the client asks for them: a dashboard has a connection in every row. */
class PageConnection<T extends { readonly id: string }> implements Connection<T> {
  constructor(private readonly page: Page<T>) {}

  get nodes(): readonly T[] {
    return this.page.rows;
  }

  get edges(): readonly Edge<T>[] {
    return this.page.rows.map((node) => new PageEdge(this.page, node));
  }

  get pageInfo(): PageInfoType {
    const { rows } = this.page;
    return {
      hasNextPage: () => this.page.hasNextPage(),
      hasPreviousPage: () => this.page.hasPreviousPage(),
      startCursor: this.cursorOf(rows[0]),
      endCursor: this.cursorOf(rows.at(-1)),
    };
  }

  totalCount(): Promise<number> {
    return this.page.totalCount();
  }

  private cursorOf(row: T | undefined): string | null {
    return row === undefined ? null : this.page.cursorOf(row);
  }
}

/** A page that estimates how long a long list is. */
type ListedPage<T> = Page<T> & { total(): Promise<{ readonly isEstimate: boolean }> };

export interface EstimatedConnection<T> extends Connection<T> {
  totalCountIsEstimate: () => Promise<boolean>;
}

class ListedConnection<T extends { readonly id: string }>
  extends PageConnection<T>
  implements EstimatedConnection<T>
{
  constructor(private readonly listed: ListedPage<T>) {
    super(listed);
  }

  async totalCountIsEstimate(): Promise<boolean> {
    return (await this.listed.total()).isEstimate;
  }
}

/** The same of a list that may be long. */
export function listedConnectionOf<T extends { readonly id: string }>(
  page: ListedPage<T>,
): EstimatedConnection<T> {
  return new ListedConnection(page);
}

/** A page as a Relay connection; `totalCount` is counted when it is asked for. */
export function connectionOf<T extends { readonly id: string }>(page: Page<T>): Connection<T> {
  return new PageConnection(page);
}

const EXACT = 'How many there are in the whole list, after the filter.';
const ESTIMATED =
  'How many there are in the whole list, after the filter: exact up to 10,000, above it an estimate.';

/** The same of a list that may be long: with `totalCountIsEstimate`. */
export function estimatedConnectionType<T extends object>(
  name: string,
  nodeType: () => ClassType<T>,
): ClassType<EstimatedConnection<T>> {
  const type = connectionType(name, nodeType, ESTIMATED) as ClassType<EstimatedConnection<T>>;
  const description = 'Whether `totalCount` is an estimate, as it is above 10,000.';
  Field(() => Boolean, { description })(type.prototype as object, 'totalCountIsEstimate');
  return type;
}

/** Makes the two types of a Relay connection: `NameConnection` and `NameEdge`. */
export function connectionType<T extends object>(
  name: string,
  nodeType: () => ClassType<T>,
  totalCount = EXACT,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: `One ${name} of a page, and its place in the list.`,
  })
  class EdgeOf implements Edge<T> {
    @Field(() => String, { description: 'Its place in the list, for `after` and `before`.' })
    cursor!: string;

    @Field(nodeType, { description: `The ${name}.` })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${name}.` })
  class ConnectionOf implements Connection<T> {
    @Field(() => [EdgeOf], { description: 'The page, each with its place in the list.' })
    edges!: readonly Edge<T>[];

    @Field(() => [nodeType()], { description: 'The page, without the places.' })
    nodes!: readonly T[];

    @Field(() => PageInfoType, { description: 'Where the page lies in the list.' })
    pageInfo!: PageInfoType;

    @Field(() => Int, { description: totalCount })
    totalCount!: () => Promise<number>;
  }

  return ConnectionOf;
}
