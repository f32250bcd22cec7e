/** What a walk through a list needs of its pages. */
interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** All pages of a list, from the first on: each is read behind the last row of the one before it. */
export async function readPages<Read extends Page>(
  read: (after: string | null) => Promise<Read>,
): Promise<readonly Read[]> {
  const pages = [await read(null)];
  for (let last = pages[0]!; last.pageInfo.hasNextPage; pages.push(last))
    last = await read(last.pageInfo.endCursor);
  return pages;
}
