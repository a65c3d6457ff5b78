import { get } from './http.js';
import { engineApi, root } from './paths.js';

// Which case a task belongs to. The lists tell it with their cards; a task opened by a link has to be asked for.
const known = new Map();

export const onCard = (task, wanted) => task._embedded?.variable?.find(({ name }) => name === wanted)?.value ?? null;

/** Notes what the cards of a list say. */
export function learnFromList(tasks) {
  for (const task of tasks ?? []) {
    const caseNumber = onCard(task, 'caseNumber');
    if (caseNumber) {
      known.set(task.id, caseNumber);
    }
  }
}

/** The case number, or null if the task has none or it may not be read. */
export async function caseNumberOf(taskId) {
  if (!known.has(taskId)) {
    const variable = await get(`${engineApi}/task/${taskId}/variables/caseNumber`).catch(() => null);
    known.set(taskId, variable?.value ?? null);
  }
  return known.get(taskId);
}

/** Which handover, bottleneck or person these ids stand for, in words; pairs of kind and id. */
export async function textsOf(asked) {
  return asked.length > 0 ? get(`${root}/api/cards?${new URLSearchParams(asked)}`).catch(() => ({})) : {};
}
