/**
 * The results of all works, once all have ended in any case: nothing of them is sent after what follows, such as a ROLLBACK.
 * Throws the fault of the first that has one, in their order.
 */
export async function allEnded<Works extends readonly unknown[]>(
  ...works: Works
): Promise<{ -readonly [Nth in keyof Works]: Awaited<Works[Nth]> }> {
  const ended = await Promise.allSettled(works);
  const fault = ended.find((each) => each.status === 'rejected');
  if (fault !== undefined) throw fault.reason as Error;
  return ended.map((each) => (each as PromiseFulfilledResult<unknown>).value) as never;
}
