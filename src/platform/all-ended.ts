/**
 * The results of both, once both have ended in any case: nothing of them is sent after what follows, such as a ROLLBACK.
 * Throws the fault of the first, else of the second.
 */
export async function allEnded<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  const [first, second] = await Promise.allSettled([one, other]);
  if (first.status === 'rejected') throw first.reason as Error;
  if (second.status === 'rejected') throw second.reason as Error;
  return [first.value, second.value];
}
