/** A page of a list, as every connection of the API has it. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/**
 * Every thing of a list, one after the other; a page is read when the one before it is used up. `read` gets the cursor after which its
 * page begins, null for the first. A list that is null, since its query failed, throws.
 */
export async function* eachNode<Node>(
  read: (after: string | null) => Promise<Page<Node> | null | undefined>,
): AsyncGenerator<Node, void> {
  let after: string | null = null;
  do {
    const page: Page<Node> | null | undefined = await read(after);
    if (page == null) throw new Error('The list is null: look at the errors of the response.');
    yield* page.nodes;
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
}
