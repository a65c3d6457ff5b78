import { caseNumberOf, textsOf } from '../common/cases.js';
import { dueText } from '../common/dates.js';
import { call, get } from '../common/http.js';
import { engineApi, page } from '../common/paths.js';
import { unsaved } from '../common/unsaved.js';
import { reTemplate } from '../frame/frame.js';
import meta from './meta.html';
import task from './task.html';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the person sees after a task was completed: which, and what comes next in that case. */
function doneService($rootScope) {
  const done = { last: null, clear: () => (done.last = null) };

  async function openTasks(caseNumber, completedId) {
    const query = new URLSearchParams({
      processVariables: `caseNumber_eq_${caseNumber}`,
      active: 'true',
      sortBy: 'dueDate',
      sortOrder: 'asc',
      maxResults: '6',
    });
    const found = await get(`${engineApi}/task?${query}`);
    const next = (found ?? []).filter(({ id }) => id !== completedId).slice(0, 5);
    // Ten handovers begin with a task of the same name.
    const handovers = await Promise.all(
      next.map(({ id, processDefinitionId }) =>
        processDefinitionId?.startsWith('handover:')
          ? get(`${engineApi}/task/${id}/variables/handoverId`).then(({ value }) => value, () => null)
          : null,
      ),
    );
    const texts = await textsOf(handovers.filter(Boolean).map((id) => ['handover', id]));
    return next.map((task, i) => ({ ...task, subject: texts[handovers[i]] ?? '' }));
  }

  done.completed = async ({ id, name }, caseNumber) => {
    const mine = { name, caseNumber, next: [], looking: Boolean(caseNumber) };
    done.last = mine;
    unsaved.forget();
    // Some steps between two tasks are done in the background: look again for a moment.
    for (const pause of caseNumber ? [300, 1200, 2500] : []) {
      await wait(pause);
      const found = await openTasks(caseNumber, id).catch(() => []);
      $rootScope.$evalAsync(() => {
        mine.next = found.map((next) => ({
          id: next.id,
          name: next.name,
          subject: next.subject,
          due: dueText(next.due)?.text,
          who: next.assignee ? (next.assignee === $rootScope.authentication?.name ? 'bei mir' : 'bei einer Kollegin oder einem Kollegen') : 'im Team',
        }));
      });
      $rootScope.$broadcast('lotse.changed');
      if (found.length > 0) {
        break;
      }
    }
    $rootScope.$evalAsync(() => (mine.looking = false));
    $rootScope.$broadcast('lotse.changed');
  };
  return done;
}

export function taskDetail(module) {
  reTemplate(module, 'camTasklistTask', task);
  reTemplate(module, 'camTasklistTaskMeta', meta);

  module.factory('lotseDone', ['$rootScope', doneService]);

  // Its note on "tasks in the same process" is replaced by what stands in the place of the completed task.
  module.config([
    '$provide',
    ($provide) => $provide.decorator('assignNotification', ['$delegate', () => () => {}]),
  ]);

  module.run([
    '$rootScope',
    ($rootScope) => {
      // For the layout on small screens: a list, or a task.
      $rootScope.lotse = { taskOpen: false, caseFiles: false };
    },
  ]);

  module.controller('lotseTaskController', [
    '$scope',
    '$rootScope',
    'lotseDone',
    'search',
    function ($scope, $rootScope, lotseDone, search) {
      this.page = page;
      this.form = $scope.taskDetailTabs[0];
      this.caseNumber = null;
      Object.defineProperty(this, 'done', { get: () => lotseDone.last });
      Object.defineProperty(this, 'caseFiles', { get: () => $rootScope.lotse.caseFiles });

      // A step that was done in the background may have made tasks: the list must show them.
      const lists = $scope.tasklistData.newChild($scope);
      $scope.$on('lotse.changed', () => lists.changed('taskList'));

      this.open = (event, next) => {
        event.preventDefault();
        search.updateSilently({ task: next.id });
        lists.set('taskId', { taskId: next.id });
      };

      this.move = (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) {
          return;
        }
        const tabs = $scope.taskDetailTabs;
        const now = tabs.findIndex(({ id }) => id === $scope.selectedTaskDetailTab.id);
        const next = tabs[(now + step + tabs.length) % tabs.length];
        $scope.selectTaskDetailTab(next);
        document.getElementById(`lotse-tab-${next.id}`)?.focus();
      };

      let shown = null;
      $scope.$watch('task.id', async (id) => {
        $rootScope.lotse.taskOpen = Boolean(id);
        this.caseNumber = null;
        if (!id) {
          if (shown && lotseDone.last) {
            setTimeout(() => document.getElementById('lotse-done')?.focus(), 50);
          }
          shown = null;
          return;
        }
        if (shown && $scope.selectedTaskDetailTab.id !== this.form.id) {
          $scope.selectTaskDetailTab(this.form);
        }
        shown = id;
        lotseDone.clear();
        const caseNumber = await caseNumberOf(id);
        $scope.$evalAsync(() => {
          if ($scope.task?.id === id) {
            this.caseNumber = caseNumber;
          }
        });
      });
    },
  ]);

  // The name of a group is told to its members only; to others, Tasklist has but its id.
  const teamName = (group) => {
    const [, municipality] = /^case-manager-(.+)$/.exec(group) ?? [];
    return municipality
      ? `Fallmanagement ${municipality.replace(/(^|-)(\p{L})/gu, (_, dash, letter) => (dash ? ' ' : '') + letter.toUpperCase())}`
      : ({ coordination: 'Koordination (Modul 1)', 'steering-group': 'Lenkungsgruppe' }[group] ?? group);
  };

  module.controller('lotseMetaController', [
    '$scope',
    function ($scope) {
      // Confidential tasks are offered to a group nobody is in: there is no team to name or to give them back to.
      this.shared = (groups) => groups.filter((group) => group !== 'confidential');
      this.teams = (groups) => this.shared(groups).map(teamName).join(', ');
      // Somebody of the same team is away: the task goes back to the team and is taken at once.
      this.standIn = async () => {
        try {
          await call('POST', `${engineApi}/task/${$scope.task.id}/unclaim`);
        } catch {
          // Claiming says what is wrong.
        }
        $scope.$evalAsync(() => $scope.claim());
      };
      this.holder = '';
      $scope.$watch('task.assignee', async (assignee) => {
        this.holder = '';
        const names = assignee ? await textsOf([['person', assignee]]) : {};
        $scope.$evalAsync(() => (this.holder = names[assignee] || 'jemand anderes'));
      });
      $scope.$watch('task.due', (due) => (this.due = due ? dueText(due) : null));
    },
  ]);
}
