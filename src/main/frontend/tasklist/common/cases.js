import { get } from './http.js';
import { engineApi } from './paths.js';

// Which case a task belongs to. The lists tell it with their cards; a task opened by a link has to be asked for.
const known = new Map();

export const caseNumberOnCard = (task) =>
  task._embedded?.variable?.find(({ name }) => name === 'caseNumber')?.value ?? null;

/** Notes what the cards of a list say. */
export function learnFromList(tasks) {
  for (const task of tasks ?? []) {
    const caseNumber = caseNumberOnCard(task);
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
