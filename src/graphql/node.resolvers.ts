import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { RequestContext } from '../catalog/request-context';
import { PAGE_LIMIT } from '../shared/domain/page';
import { invalidInput, Refused } from '../shared/domain/refusal';
import { parseGlobalId } from '../shared/graphql/global-id';
import { NodeType } from '../shared/graphql/node.type';
import { NODES } from './nodes';

@Resolver()
export class NodeResolvers {
  @Query(() => NodeType, {
    nullable: true,
    description: 'Anything by its id; null where you see no such thing.',
  })
  node(
    @Arg('id', () => ID, { description: 'Id of anything.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    return findNode(context, id, 'id');
  }

  @Query(() => [NodeType], {
    nullable: 'items',
    description: `Many things by their ids, in the same order, null for each that you do not see. At most ${PAGE_LIMIT}.`,
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'Ids of anything.' }) ids: string[],
    @Ctx() context: RequestContext,
  ): Promise<(object | null)[]> {
    if (ids.length > PAGE_LIMIT)
      throw new Refused([invalidInput(`ids must not hold more than ${PAGE_LIMIT}.`, ['ids'])]);
    return Promise.all(ids.map((id) => findNode(context, id, 'ids')));
  }
}

async function findNode(context: RequestContext, globalId: string, argument: string): Promise<object | null> {
  const parsed = parseGlobalId(globalId);
  if (parsed === null)
    throw new Refused([invalidInput(`${argument} must be an id that this API has given out.`, [argument])]);
  const found = await NODES.get(parsed.type)?.(context, parsed.id);
  return found ? { ...found, __typename: parsed.type } : null;
}
